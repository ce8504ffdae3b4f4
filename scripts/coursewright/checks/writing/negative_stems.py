"""Q05: negative stems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.phrases import find_phrases
from coursewright.checks.support.wording import choice_texts
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q05",
    severity="warning",
    title="Negative stem without emphasis",
    why=("Under pressure people overlook a small “not” and choose the opposite of what they know."),
    cure=("Ask for what is right. If the exception is the point, write **NOT** in bold capitals."),
    basis="Haladyna, Downing & Rodriguez 2002, guideline 17",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each choice whose stem asks in the negative without emphasis."""
    for one in choice_texts(context, "single", "multiple"):
        question = asked(one.stem)
        for hit in find_phrases(question, one.words["stem_negations"]):
            if hit.words.isupper() or f"*{hit.words}*" in one.item.stem.text:
                continue
            place = context.place(one.item.stem.span, hit.words)
            yield RULE.at(place, f"`{one.item.id}` asks with “{hit.words}”")
            break


def asked(stem: str) -> str:
    """Return what is asked: a situation before it may well say what somebody does not do."""
    head, mark, last = stem.rstrip("?:. ").rpartition(". ")
    return last if mark else head or last
