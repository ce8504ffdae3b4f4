"""P04: pages that hide who does what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.pages import prose_pages
from coursewright.checks.support.readability import sentences
from coursewright.checks.support.wording import words_in
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="P04",
    severity="info",
    title="Many passive sentences",
    why="A sentence in the passive does not say who has to act.",
    cure="Say who does it: “You call the customer” instead of “The customer is called”.",
    basis="plain-language practice (ISO 24495-1)",
)
RULES = (RULE,)


SHARE: Final = 0.15
FEWEST: Final = 10
"""Sentences of a page from which on a share says something."""
NEAR: Final = {"de": 25}
"""Words between the auxiliary and the participle; German has it at the end of the clause."""
SHORTEST: Final = 5
"""Letters of a participle: “is red” is none."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each page where more than 15 % of the sentences look passive."""
    for prose in prose_pages(context):
        auxiliaries = frozenset(prose.words["passive_auxiliaries"])
        participles = prose.words["participles"]
        endings = tuple(one.removeprefix("-") for one in participles if one.startswith("-"))
        near = NEAR.get(prose.language, 2)
        every = [one for block in prose.running for one in sentences(block.text)]
        if not participles or len(every) < FEWEST:
            continue
        passive = [
            one
            for one in every
            if _is_passive(words_in(one), auxiliaries, endings, participles, near)
        ]
        if len(passive) > SHARE * len(every):
            message = f"{len(passive)} of {len(every)} sentences, such as “{passive[0][:50]}…”"
            yield RULE.at(prose.running[0].span, message)


def _is_passive(
    words: tuple[str, ...],
    auxiliaries: frozenset[str],
    endings: tuple[str, ...],
    participles: tuple[str, ...],
    near: int,
) -> bool:
    return any(
        word in auxiliaries
        and any(
            later in participles or (len(later) >= SHORTEST and later.endswith(endings))
            for later in words[place + 1 : place + 1 + near]
        )
        for place, word in enumerate(words)
    )
