"""Where a lesson uses the terms of the glossary, and where it links them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.dialogues import paragraphs
from coursewright.checks.support.phrases import folded
from coursewright.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.checks.support.dialogues import Paragraph
    from coursewright.model import PageSource, Term

_LINK: Final = re.compile(r"!?\[(?P<text>[^\]]*)\]\((?P<target>[^)]*)\)")
_GLOSSARY: Final = "glossary.md#"
_NOT_READ: Final = ("#", "{", ":::", "<!--", ">")
"""Headings cannot be links of a text, and quotations are somebody else's."""
_MEANING: Final = "\n:   "
_QUOTED: Final = re.compile(r"\"[^\"]*\"|“[^”]*”|„[^“]*“|«[^»]*»")


def glossary_links(page: PageSource) -> tuple[str, ...]:
    """Return the anchors of the glossary that a page links, each once, in reading order."""
    found = (link.target.rpartition("#")[2] for link in page.links if _GLOSSARY in link.target)
    return tuple(dict.fromkeys(found))


def first_uses(
    page: PageSource, terms: Sequence[Term], language: str
) -> Iterator[tuple[Term, Span, bool]]:
    """Yield each term that the text of a page uses: the term, its first place, is it linked there.

    Boxes and quoted words do not count: nobody links what somebody says. The summary, the last
    part, and lists of recall material only repeat. Terms that belong to no knowledge
    item (`lesson`, `quiz`) are words of the course itself, which everybody knows by then.

    Args:
        page: a lesson's page.
        terms: the glossary.
        language: of the page.
    """
    heads = [head.span.line for head in page.headings if head.level == 2]
    last = heads[-1] if heads else page.first_line + page.body.count("\n") + 1
    read = [
        (one, _without_quotes(one.text))
        for one in paragraphs(page)
        if one.span.line < last and not one.text.startswith(_NOT_READ) and _MEANING not in one.text
    ]
    whole = folded("\n".join(text for _, text in read))
    for term in terms:
        word = term.words.get(language, "")
        # Most terms are not on the page at all: a look for their first word is soon done.
        if not term.items or not word or folded(" ".join(_bare(word)[:1])) not in whole:
            continue
        found = next(filter(None, (_use(*one, _pattern(word), term) for one in read)), None)
        if found is not None:
            yield term, *found


def uses_term(text: str, word: str) -> bool:
    """Tell whether a plain text uses a term, without its remark and perhaps in the plural."""
    return _pattern(word).search(text) is not None


def _use(
    paragraph: Paragraph, text: str, pattern: re.Pattern[str], term: Term
) -> tuple[Span, bool] | None:
    """Return the place of the first use in a paragraph, and whether it is the term's own link."""
    anchor = _GLOSSARY + term.id.removeprefix("term.")
    for hit in pattern.finditer(text):
        links = _LINK.finditer(paragraph.text)
        around = next((one for one in links if one.start() <= hit.start() < one.end()), None)
        if around is not None and not around["target"].endswith(anchor):
            continue
        before = paragraph.text.count("\n", 0, hit.start())
        return Span(paragraph.span.path, paragraph.span.line + before), around is not None
    return None


def _without_quotes(text: str) -> str:
    """Return a text of the same length, in which quoted words are dots."""
    return _QUOTED.sub(lambda quoted: "." * len(quoted[0]), text)


def _bare(word: str) -> list[str]:
    """Return the words of a term without its remark."""
    return re.sub(r"\s*\([^)]*\)", "", word).removeprefix("to ").split()


@lru_cache(maxsize=1024)
def _pattern(word: str) -> re.Pattern[str]:
    """Return a pattern for a term as a text uses it: without its remark, and in the plural."""
    body = r"\s+".join(re.escape(part) for part in _bare(word))
    return re.compile(rf"(?<![\w-]){body}(?:s|es|n|en|e)?(?![\w-])", re.IGNORECASE)
