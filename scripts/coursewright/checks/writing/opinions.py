"""Q24: stems that ask for an opinion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.phrases import find_phrases, has_phrase
from coursewright.checks.support.wording import choice_texts, word_count
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q24",
    severity="warning",
    title="The stem asks for an opinion",
    why=(
        "What is “best” depends on who is asked. Without a source or a situation, a "
        "distractor can be defended."
    ),
    cure="Say whose view it is (“According to the article, …”), or describe the situation.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 6",
)
RULES = (RULE,)


SITUATION: Final = 12
"""Words; whoever describes so much gives something to decide about."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each opinion word in a short stem without source or situation."""
    for one in choice_texts(context, "single", "multiple"):
        text = f"{one.body} {one.stem}"
        hit = next(find_phrases(one.stem, one.words["opinions"]), None)
        if hit is None or word_count(text) > SITUATION or one.item.evidence:
            continue
        if not has_phrase(text, one.words["attributions"]):
            place = context.place(one.item.stem.span, hit.words)
            yield RULE.at(place, f"`{one.item.id}` asks what is “{hit.words}”")
