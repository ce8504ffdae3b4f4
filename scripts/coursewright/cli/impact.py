"""What a publish will do to learners, in words: from the archive, and from a ledger."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coursewright.cli.common import plural
from coursewright.diagnostics import CoursewrightError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.editing.impact import QuizImpact
    from coursewright.model import Course
    from coursewright.pipeline import Loaded

MOST_NAMED: Final = 5
UNCHANGED: Final = "Nothing changes for learners: every quiz is the one that is published."
Answered = Mapping[str, frozenset[str]]
"""Full item id -> people in progress who have answered it."""


def impact_lines(
    root: Path, course: Course, loaded: Loaded, ledger: Path | str | None = None
) -> list[str]:
    """Return what a publish of the course as it is would do to people in progress.

    Args:
        root: folder of the course.
        course: the course, without errors.
        loaded: what was read of it.
        ledger: where the ledger is; None: `records` in the course.

    Raises:
        CoursewrightError: an archived bank cannot be read.
    """
    from coursewright.editing.impact import find_impact  # noqa: PLC0415 - keeps `--help` fast
    from coursewright.records.banks import ARCHIVE, Banks  # noqa: PLC0415

    archive = Banks((), [root.joinpath(*ARCHIVE)])
    banks: dict[str, Any] = {}
    for quiz in loaded.published.quizzes.values():
        bank = archive.find(quiz.id, quiz.versions[-1]) if quiz.versions else None
        if bank is not None:
            banks[quiz.id] = bank
    if not banks:
        return ["This is the first publish: nobody is in the middle of the course."]
    impacts = find_impact(loaded.pools, banks)
    known = {pool.quiz.id for pool in loaded.pools}
    lost = [name for name in banks if name not in known]
    if not impacts and not lost:
        return [UNCHANGED]
    answered, why_unknown = _answered(root, course, loaded, ledger)
    lines = [line for impact in impacts for line in _of_quiz(impact, answered)]
    lines += [f"{name}: the quiz is gone; its records are still graded" for name in lost]
    if answered is None and any(impact.asked_again for impact in impacts):
        lines.append(f"How many people have answered these items is not known: {why_unknown}.")
    lines.append("Records of every version published so far are graded as before.")
    return lines


def _of_quiz(impact: QuizImpact, answered: Answered | None) -> Iterator[str]:
    if impact.asked_again:
        count = len(impact.asked_again)
        again = "1 item is" if count == 1 else f"{count} items are"
        whom = ""
        if answered is not None:
            nobody: frozenset[str] = frozenset()
            people = nobody.union(*(answered.get(name, nobody) for name in impact.asked_again))
            whom = (
                f" of {_people(len(people))} in progress" if people else ", of nobody in progress"
            )
        yield f"{impact.quiz}: {again} asked again{whom} ({_names(impact.asked_again)})"
    if impact.new:
        yield f"{impact.quiz}: {plural(len(impact.new), 'item')} new ({_names(impact.new)})"
    if impact.gone:
        gone = plural(len(impact.gone), "item")
        yield f"{impact.quiz}: {gone} no longer asked ({_names(impact.gone)})"
    if not (impact.asked_again or impact.new or impact.gone):
        yield f"{impact.quiz}: texts, points or settings change; what was answered stays"


def _people(count: int) -> str:
    from coursewright.records.statistics.privacy import FEWEST  # noqa: PLC0415 - fast `--help`

    # A trainer reads this, and so few could be recognised.
    return f"fewer than {FEWEST} people" if count < FEWEST else f"{count} people"


def _names(items: Sequence[str]) -> str:
    shown = ", ".join(items[:MOST_NAMED])
    return shown if len(items) <= MOST_NAMED else f"{shown} and {len(items) - MOST_NAMED} more"


def _answered(
    root: Path, course: Course, loaded: Loaded, ledger: Path | str | None
) -> tuple[Answered | None, str]:
    """Return who in progress has answered what; None, and why that is not known.

    Only a sentence depends on it, so a ledger that cannot be used never stops a publish.
    """
    from coursewright.cli.records_ledger import ledger_folder, open_ledger  # noqa: PLC0415
    from coursewright.records.ledger.book import DATABASE  # noqa: PLC0415
    from coursewright.records.statistics.in_progress import (  # noqa: PLC0415
        answered_in_progress,
    )

    location = ledger_folder(root, ledger)
    if isinstance(location, Path) and not (location / DATABASE).is_file():
        return None, "there is no ledger"  # and a look must not begin one
    try:
        with open_ledger(root, location, course, loaded) as book:
            return answered_in_progress(book, course.assessment), ""
    except CoursewrightError as error:
        return None, str(error)
