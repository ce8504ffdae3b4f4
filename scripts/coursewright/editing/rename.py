"""`course rename`: another name for something of the course, everywhere.

What was published keeps its id (`aliases`), so that progress, records and links go on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from coursewright.diagnostics import CoursewrightError
from coursewright.editing.definitions import definition_changes
from coursewright.editing.kept_marks import kept_marks
from coursewright.editing.mentions import mention_edits
from coursewright.editing.places import Sources
from coursewright.editing.plan import Plan, make_plan, try_plan
from coursewright.reading.fields import OBJECTIVE, SLUG
from coursewright.reading.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coursewright.model import (
        Course,
        Instrument,
        Item,
        Lesson,
        Module,
        Objective,
        Published,
        Quiz,
        Scenario,
    )
    from coursewright.pipeline import Loaded

    Named = Item | Quiz | Scenario | Instrument | Lesson | Module | Objective

Kind = Literal["item", "quiz", "scenario", "instrument", "lesson", "module", "objective"]
NAMED_BY_FILE: Final[tuple[Kind, ...]] = ("quiz", "scenario", "instrument")
"""What has the name of its file, so that the file gets another name, too."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """What gets which name."""

    kind: Kind
    thing: Named
    new: str
    names: frozenset[str]
    """Every name that mentions may use today."""
    keeps_id: bool
    """It was published: its id stays, as its first alias."""

    @property
    def moves_file(self) -> bool:
        """True when its file gets the new name, too."""
        return self.kind in NAMED_BY_FILE

    @property
    def written(self) -> str:
        """The name that stands in the source now."""
        return self.thing.written_id or self.thing.id


def plan_rename(
    root: Path, course: Course, present: Loaded, kind: Kind, old: str, new: str
) -> Plan:
    """Return the changes that give something another name.

    Args:
        root: folder of the course.
        course: the course as it is, without errors.
        present: what was read of it.
        kind: what it is.
        old: its name; of an item `bank/item`.
        new: the name it gets; of an item without its bank.

    Raises:
        RefusedError: the course would have errors.
        CoursewrightError: there is no such thing, or the new name cannot be used.
    """
    bank, old = _split(kind, old)
    if kind == "item":
        bank_of_new, slash, rest = new.partition("/")
        if slash and bank_of_new != bank:
            raise CoursewrightError(f"{new}: an item stays in its bank, `{bank}`")
        new = rest if slash else new
    things = _things(course, kind, bank)
    thing = _find(things, kind, old, bank)
    _check_new(things, thing, kind, new)
    published = _is_published(present.published, kind, thing)
    names = frozenset({thing.id, thing.written_id, *thing.aliases} - {""})
    keeps_id = bool(thing.aliases) or published
    renaming = Renaming(kind, thing, new, names, keeps_id and new != thing.id)
    sources = Sources(root)
    changes, moved = definition_changes(sources, renaming)
    changes += mention_edits(sources, course, renaming)
    plan = make_plan(root, changes, moved, (_note(renaming, is_published=published),))
    tried = try_plan(root, plan, present, is_same_form=keeps_id)
    marks = kept_marks(sources, course, tried.course or course, moved)
    if marks:
        plan = make_plan(root, [*changes, *marks], moved, plan.notes)
        try_plan(root, plan, present, is_same_form=keeps_id)
    return plan


def _note(renaming: Renaming, *, is_published: bool) -> str:
    if not is_published:
        return "It was never published, so nothing remembers the old name."
    if not renaming.keeps_id:
        return "It has its published name again."
    # What a learner keeps of scenarios and instruments leaves the browser in no record.
    is_private = renaming.kind in {"scenario", "instrument"}
    who = "the learners' browsers" if is_private else "learners and records"
    return f"It was published: {who} still know it as `{renaming.thing.id}`, which stays reserved."


def _split(kind: Kind, old: str) -> tuple[str, str]:
    if kind != "item":
        return "", old
    bank, slash, item = old.partition("/")
    if not slash:
        raise CoursewrightError(f"{old}: write an item with its bank, as `bank/item`")
    return bank, item


def _things(course: Course, kind: Kind, bank: str) -> Sequence[Named]:
    if kind == "item":
        quizzes = [each for each in course.quizzes if bank in (each.id, each.written_id)]
        if not quizzes:
            known = [each.written_id or each.id for each in course.quizzes]
            raise CoursewrightError(_unknown("bank", bank, known))
        return quizzes[0].items
    every: dict[Kind, Sequence[Named]] = {
        "quiz": course.quizzes,
        "scenario": course.scenarios,
        "instrument": course.instruments,
        "module": course.modules,
        "lesson": [lesson for module in course.modules for lesson in module.lessons],
        "objective": [row for module in course.modules for row in module.objectives],
    }
    return every[kind]


def _find(things: Sequence[Named], kind: Kind, old: str, bank: str) -> Named:
    for each in things:
        if old in (each.id, each.written_id):
            return each
    known = [each.written_id or each.id for each in things]
    what = f"item of `{bank}`" if kind == "item" else kind
    raise CoursewrightError(_unknown(what, old, known))


def _unknown(what: str, name: str, known: Sequence[str]) -> str:
    hint = did_you_mean(name, tuple(known))
    return f"{name}: there is no such {what}. {hint or ''}".rstrip()


def _check_new(things: Sequence[Named], thing: Named, kind: Kind, new: str) -> None:
    pattern = OBJECTIVE if kind == "objective" else SLUG
    if not pattern.fullmatch(new):
        form = "an id such as `m04.o2`" if kind == "objective" else "small letters, digits and `-`"
        raise CoursewrightError(f"{new}: the name of this {kind} must be {form}")
    if new == (thing.written_id or thing.id):
        raise CoursewrightError(f"{new}: that is its name already")
    for each in things:
        if each is not thing and new in (each.id, each.written_id, *each.aliases):
            place = f"{each.span.path}:{each.span.line}"
            raise CoursewrightError(f"{new}: this name is taken by {place}, or was")


def _is_published(published: Published, kind: Kind, thing: Named) -> bool:
    if kind == "item":
        bank = published.quizzes.get(getattr(thing, "bank", ""))
        return bank is not None and thing.id in bank.items
    # Of everything else nothing is kept but that the course was published.
    return thing.id in published.quizzes if kind == "quiz" else bool(published.quizzes)
