"""K610: claims that a choice item presents as facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Rule
from coursewright.model import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic
    from coursewright.model import Item

RULE: Final = Rule(
    code="K610",
    severity="warning",
    title="Opinion or unsourced claim as a fact",
    why=(
        "The source gives an opinion, a story or a figure without proof; asked as a fact, it "
        "teaches something nobody knows."
    ),
    cure='Say whose claim it is: "According to the article, …", "In the author\'s view, …".',
    guidelines=("G01",),
)
RULES = (RULE,)

# The kinds of caveat that a reader must be told; others (spelling, trademarks) are for authors.
CLAIMS: Final = frozenset({"opinion", "unsourced", "secondary", "anecdotal", "prescriptive"})
ATTRIBUTION: Final = re.compile(
    r"according to|\b(?:article|author|source|blog|writer|speaker|survey|retailers?|method|guide)"
    r"(?:'s|\u2019s|s)?\b|often said|rule of thumb|in (?:one|the) story"
    r"|\bclaims?\b|\breports?\b|opinion",
    re.IGNORECASE,
)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every choice item that rests on a claim without saying whose it is."""
    for item in context.authored_items:
        if not isinstance(item.interaction, Choice) or ATTRIBUTION.search(_shown(item)):
            continue
        for name in item.evidence:
            caveat = context.facts[name].caveat if name in context.facts else None
            if caveat is not None and caveat.partition(":")[0].strip() in CLAIMS:
                message = f"`{item.id}` rests on `{name}`, which needs care ({caveat})"
                yield RULE.at(context.place(item.span, name), message)


def _shown(item: Item) -> str:
    """Return what a learner reads before responding."""
    texts = [item.stem.text, item.body.text if item.body else ""]
    if isinstance(item.interaction, Choice):
        texts += [option.text.text for option in item.interaction.options]
    return "\n".join(texts)
