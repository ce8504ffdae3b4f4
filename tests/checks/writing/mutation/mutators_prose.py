"""Plants one known flaw in the text of a lesson. One function for each rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.wording import words_in

if TYPE_CHECKING:
    import random

    from coursewright.model import Course

Plant = Callable[["Draft"], "str | None"]
LONGER: Final = frozenset({"L03", "L04"})
"""A longer lesson takes longer, and may have one part that is too long."""
SUMMARY: Final = "\n## In short\n"


@dataclass(frozen=True)
class Draft:
    """A lesson file that is to be spoilt."""

    course: Course
    text: str
    rng: random.Random


@dataclass(frozen=True)
class ProseMutator:
    """How to plant the flaw of one rule."""

    plant: Plant
    also: frozenset[str] = frozenset()


PROSE_MUTATORS: Final[dict[str, ProseMutator]] = {}


def mutator(code: str, *also: str, more: frozenset[str] = frozenset()) -> Callable[[Plant], Plant]:
    """Register a function as the mutator of a rule."""

    def register(plant: Plant) -> Plant:
        PROSE_MUTATORS[code] = ProseMutator(plant, frozenset(also) | more)
        return plant

    return register


def inserted(draft: Draft, words: str) -> str | None:
    """Return the lesson with a paragraph of its own before the last part but one."""
    places = [match.start() for match in re.finditer(r"\n## ", draft.text)]
    if len(places) < 2:
        return None
    place = draft.rng.choice(places[1:])
    return f"{draft.text[:place]}\n{words}\n{draft.text[place:]}"


def _inserting(*texts: str) -> Plant:
    return lambda draft: inserted(draft, draft.rng.choice(texts))


OFFICIALESE: Final = (
    "Organisational commitment presupposes comprehensive internalisation of predetermined "
    "responsibilities. Accountability remains indispensable notwithstanding complications. "
)
LONG: Final = (
    "You look at the door and you see who comes in and then you say the words that you have "
    "written down on the small note which hangs beside your screen at work."
)
BARE: Final = "\n\n".join(["You look at the door and see who comes in. Then you say a word."] * 22)

mutator("P01", "L08", "L10", "L11", "P03", more=LONGER)(
    lambda draft: inserted(draft, OFFICIALESE * 30)
)
mutator("P02")(_inserting(LONG, LONG.replace("door", "gate"), f"“{LONG}”"))
mutator("P05")(
    _inserting("You look, smile, nod, wait, listen, speak.", "Tea, milk, honey, jam, eggs, rolls.")
)
mutator("P06")(
    _inserting("Do not leave no guest alone.", "Never tell nobody.", "You cannot do nothing here.")
)
mutator("P07")(
    _inserting("You go the extra mile.", "This is low-hanging fruit.", "You win the battle here.")
)
mutator("P08")(_inserting("Your NPS will rise.", "The IVR answers.", "A good CX helps you."))
mutator("P09")(_inserting("You excelerate your desk.", "You peoplise the hall."))
mutator("P11")(_inserting("Every customer is a client.", "A client is a customer."))
mutator("L04", "L03")(
    lambda draft: draft.text.replace(SUMMARY, f"\n## One more\n\n{BARE}\n{SUMMARY}")
)
mutator("L10", more=LONGER)(
    lambda draft: inserted(draft, " ".join(["You look up and see who comes in."] * 12))
)


@mutator("L03")
def _minutes(draft: Draft) -> str:
    return re.sub(r"\nminutes: \d+\n", f"\nminutes: {draft.rng.choice([2, 20, 30])}\n", draft.text)


@mutator("L09")
def _heading(draft: Draft) -> str | None:
    heads = re.findall(r"\n## ([A-Z][^\n{]+)\n", draft.text)
    heads = [head for head in heads if f"\n## {head}\n" != SUMMARY]
    if not heads:
        return None
    head = draft.rng.choice(heads)
    long = f"{head} and what all of this has to do with you and your own work"
    new = draft.rng.choice([f"{head}:", long])
    return draft.text.replace(f"\n## {head}\n", f"\n## {new}\n")


@mutator("L11", "P01")
def _nobody(draft: Draft) -> str:
    head, mark, body = draft.text.partition("\n---\n")
    small = re.sub(r"\byou(rs?|rself)?\b", "people", body)
    return head + mark + re.sub(r"\bYou(rs?|rself)?\b", "People", small)


@mutator("L12")
def _no_summary(draft: Draft) -> str:
    return draft.text.replace(SUMMARY, "\n## And what is next\n")


@mutator("L13", "L08", "P01", "P02", "P05", "P06", "P07")
def _copied(draft: Draft) -> str | None:
    knowledge = draft.course.knowledge
    facts = [
        fact.text
        for framework in knowledge.frameworks
        for item in framework.items
        for fact in item.facts
        if len(words_in(fact.text)) > 13
    ]
    return inserted(draft, draft.rng.choice(facts)) if facts else None


@mutator("L17")
def _stale(draft: Draft) -> str:
    day = draft.rng.choice(["2019-03-14", "2024-01-31"])
    kept = re.sub(r"\n(?:status|reviewed): [^\n]*", "", draft.text)
    reviewed = f'\nstatus: active\nreviewed: "Ann Example, {day}"'
    return kept.replace("\nminutes:", f"{reviewed}\nminutes:", 1)
