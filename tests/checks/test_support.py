"""What the rules share: suggestions, folding, places, and the scan for markup."""

from __future__ import annotations

import re

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coursewright.checks.support.folding import fold
from coursewright.checks.support.hints import closest, counted, did_you_mean, listed
from coursewright.checks.support.markup import is_third_party, scan_markup, url_scheme
from coursewright.checks.support.phrases import _one, find_phrases, has_phrase
from coursewright.checks.support.texts import AuthorText
from coursewright.diagnostics import Span

# What the site turns on and what touches HTML, code and attribute lists.
EXTENSIONS = [
    "admonition",
    "attr_list",
    "def_list",
    "md_in_html",
    "tables",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.tabbed",
]
PIECES = [
    "<script>alert(1)</script>", "`", "``", "```", "~~~", "\n", "\n\n", "\n    ", "> ", "- ",
    "<div>", "</div>", "<div markdown>", "<p>", "</p>", "<b>", "</b>", "<!--", "-->", "\\", "text",
    " ", "# ", "| a | b |\n| - | - |\n| ", "!!! note\n    ", "<img src=x onerror=alert(1)>",
    "[a](b)", "{ onclick=alert(1) }",
    "**bold**", "<span title='`'>", "&lt;", "html", "    ", "\n1. ", ":   ",
]  # fmt: skip
LIVE = re.compile(r"<script|<[a-z][^<>]*\son\w+=", re.IGNORECASE)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
@example(["``````**bold**<p>`<img src=x onerror=alert(1)><span title='`'>"])
@example(["<b>```<span title='`'></p> ``{ onclick=alert(1) }`"])
@example(["# ``<b></p><span title='`'>html<script>alert(1)</script> <span title='`'>"])
@example(["<div markdown>", "`", "<script>alert(1)</script>", "</div>", "`"])
@example(["<div markdown>", "`", "</div>", "` a `", "<script>alert(1)</script>", "`"])
def test_what_the_engine_brings_to_life_is_found(pieces: list[str]) -> None:
    """No arrangement of backticks, fences, comments and blocks hides live code from the scan."""
    text = "".join(pieces)
    page = markdown.markdown(text, extensions=EXTENSIONS)
    if not LIVE.search(re.sub(r"<!--.*?-->", "", page, flags=re.DOTALL)):
        return
    found = scan_markup(text)
    names = {tag.name for tag in found.tags} | {each.name for each in found.attributes()}

    assert names & {"script", "onerror", "onclick"}


@pytest.mark.parametrize(
    "text",
    [
        "Write `<script>` and ``<b onclick=x>``.",
        "```html\n<script>alert(1)</script>\n```",
        "~~~\n<iframe>\n~~~",
        "- a\n\n    ```html\n    <script>\n    ```",
        '!!! note\n    ```html title="x"\n    <script>\n    ```',
        "3 < 4 and 5 > 4, a <- b",
    ],
)
def test_code_is_no_markup(text: str) -> None:
    """An example of HTML in a lesson about HTML gives no alarm."""
    assert scan_markup(text).tags == ()


def test_offsets_point_into_the_source() -> None:
    """Blanking out code moves nothing."""
    text = "`<b>` and\n```\n<i>\n```\n<u class=x>"
    tag = scan_markup(text).tags[0]

    assert text[tag.offset :].startswith("<u")
    assert AuthorText(text, Span("a.md", 10, 1)).place(tag.offset) == Span("a.md", 14, 1)


def test_place_of_a_dedented_text_knows_its_first_column_only() -> None:
    """Behind the first line the removed indentation is unknown, so the column is 1."""
    text = AuthorText("ab\ncd", Span("a.md", 3, 7), is_dedented=True)

    assert text.place(1) == Span("a.md", 3, 8)
    assert text.place(4) == Span("a.md", 4, 1)


@pytest.mark.parametrize(
    ("url", "scheme"),
    [
        ("page.md", None),
        ("a/b:c", None),
        ("https://x", "https"),
        (" java\tscript:x", "javascript"),
        ("&#106;avascript&colon;x", "javascript"),
        ("&amp;#106;avascript:x", "javascript"),
        ("\u200bdata:x", "data"),
        ("C:\\x", "c"),
    ],
)
def test_scheme_is_what_a_browser_sees(url: str, scheme: str | None) -> None:
    """Entities, blanks and invisible characters hide nothing."""
    assert url_scheme(url) == scheme


@pytest.mark.parametrize(
    ("url", "foreign"),
    [("//x/y", True), ("\\\\x\\y", True), ("HTTP://x", True), ("x.png", False), ("/x", False)],
)
def test_third_party_is_another_server(url: str, foreign: bool) -> None:  # noqa: FBT001
    """An address without a protocol asks another server as well."""
    assert is_third_party(url) is foreign


def test_folding_compares_what_a_reader_sees() -> None:
    """Markup, case, blanks and a final stop are no difference; words and accents are."""
    assert fold("**Say**  [sorry](a.md).") == fold("say SORRY")
    assert fold("a*b") != fold("ab")
    assert fold("!") != fold("?")
    assert fold("resume") != fold("résumé")


WORDS = [
    "all of the above",
    "Never",
    "over*",
    "so-called",
    "…",
    "100 %",
    "\u0131t",
    "straße",
    "not*",
]
SCRAPS = [
    "all", "of", "the", "above", "ABOVE", "never", "nevermore", "Overtime", "over", "so-called",
    "so", "called", "…", "100", "%", " ", "-", "\n", "\u0130T", "it", "STRASSE", "straße",
    "\u017fo-called",
    "NOTHING", "not", "_", "é", ".",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(SCRAPS), max_size=12), st.sets(st.sampled_from(WORDS)))
def test_no_phrase_is_passed_over(scraps: list[str], phrases: set[str]) -> None:
    """A text that is not looked through, because it lacks the phrases' first words, has none."""
    text, listed_ = "".join(scraps), tuple(sorted(phrases))
    whole = "|".join(map(_one, sorted(listed_, key=len, reverse=True)))
    plain = re.finditer(whole, text, re.IGNORECASE) if listed_ else ()
    expected = [(match[0], match.start()) for match in plain]

    assert [(hit.words, hit.start) for hit in find_phrases(text, listed_)] == expected
    assert has_phrase(text, listed_) is bool(expected)


def test_suggestions_are_near_or_absent() -> None:
    """A typo gives a suggestion, nonsense gives the general cure."""
    assert closest("person-frist", ["person-first", "apology"]) == "person-first"
    assert closest("M04", ["m04"]) == "m04"
    assert did_you_mean("xyz", ["person-first"], "Look it up.") == "Look it up."
    assert did_you_mean("aplogy", ["apology"], "Look it up.") == "Did you mean `apology`?"


def test_lists_and_counts_read_well() -> None:
    """Long lists are cut, and one item is one item."""
    assert listed(["b", "a"]) == "`a`, `b`"
    assert listed("abcdefgh").endswith("`f` and 2 more")
    assert [counted(1, "item"), counted(2, "item")] == ["1 item", "2 items"]
