"""L14: pictures that the text does not need."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.phrases import has_phrase
from coursewright.checks.support.prose import plain
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="L14",
    severity="warning",
    title="Picture without caption or mention",
    why=(
        "A picture that the text does not speak about takes attention away from what is to be "
        "learnt."
    ),
    cure=(
        'Give it a caption, `![…](desk.svg "The desk from above")`, speak of it in the text '
        "(“In the picture …”), or leave it out."
    ),
    basis="Mayer 2017: coherence (d = 0.70); WCAG 2.2, 1.1.1 Non-text Content",
)
RULES = (RULE,)


CAPTION: Final = re.compile(r"!\[[^\]]*\]\([^)\s]+\s+[\"'][^)]*\)|<figcaption", re.IGNORECASE)
PICTURE: Final = re.compile(r"!\[[^\]]*\]\([^)]*\)|<img[^>]*>", re.IGNORECASE)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each picture of a lesson in a part that neither names nor captions it."""
    words = context.words(context.course.language)["picture_words"]
    for _, lesson in context.lessons:
        page = lesson.page
        heads = [head.span.line for head in page.headings if head.level == 2]
        lines = page.body.split("\n")
        for start, end in pairwise([page.first_line, *heads, page.first_line + len(lines)]):
            part = "\n".join(lines[start - page.first_line : end - page.first_line])
            told = CAPTION.search(part) or has_phrase(plain(PICTURE.sub("", part)), words)
            for link in page.links:
                is_content = link.is_image and bool(link.text.strip())
                if is_content and start <= link.span.line < end and not told:
                    yield RULE.at(link.span, f"The text does not speak of `{link.target[:80]}`")
