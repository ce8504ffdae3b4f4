"""G03: definitions from elsewhere that look like the source."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.pages import lesson_prose
from coursewright.checks.support.phrases import find_phrases, has_phrase
from coursewright.checks.support.prose import plain
from coursewright.checks.support.texts import item_markdown
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="G03",
    severity="warning",
    title="Definition from elsewhere that does not say so",
    why=(
        "Learners and trainers look for it in the sources, and do not find it. It may be "
        "right, but somebody else said it."
    ),
    cure="Say so beside it: “The standard definition, which our sources do not give: …”.",
    basis="house rule: every claim has its source",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each listed definition without a word about where it comes from."""
    for lesson, prose in lesson_prose(context):
        marks, listed = prose.words["outside_marks"], prose.words["standard_definitions"]
        heads = [head.span.line for head in lesson.page.headings if head.level == 2]
        for start, end in pairwise([0, *heads, 10**6]):
            part = [block for block in prose.blocks if start <= block.span.line < end]
            for block in part:
                hit = next(find_phrases(block.text, listed), None)
                if hit is not None and not any(has_phrase(one.text, marks) for one in part):
                    yield RULE.at(context.place(block.span, hit.words), f"“{hit.words}”")
    for item in context.authored_items:
        words = context.words_of(item)
        texts = [(text.span, plain(text.text)) for text in item_markdown(item)]
        for span, text in texts:
            hit = next(find_phrases(text, words["standard_definitions"]), None)
            if hit is not None and not any(
                has_phrase(one, words["outside_marks"]) for _, one in texts
            ):
                yield RULE.at(context.place(span, hit.words), f"`{item.id}`: “{hit.words}”")
