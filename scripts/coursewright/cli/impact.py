"""What a publish will do to learners, in words: from the archive, and from a ledger."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coursewright.cli.common import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.editing.impact import QuizImpact
    from coursewright.model import Course
    from coursewright.pipeline import Loaded

MOST_NAMED: Final = 5
UNCHANGED: Final = "Nothing changes for learners: every quiz is the one that is published."
Answered = dict[str, set[str]]
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
        CoursewrightError: an archived bank or the ledger cannot be read.
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
    answered = _answered(root, course, loaded, ledger) if impacts else None
    lines = [line for impact in impacts for line in _of_quiz(impact, answered)]
    lines += [f"{name}: the quiz is gone; its records are still graded" for name in lost]
    if answered is None and any(impact.asked_again for impact in impacts):
        lines.append("How many people have answered these items is not known: there is no ledger.")
    lines.append("Records of every version published so far are graded as before.")
    return lines


def _of_quiz(impact: QuizImpact, answered: Answered | None) -> Iterator[str]:
    if impact.asked_again:
        count = len(impact.asked_again)
        again = "1 item is" if count == 1 else f"{count} items are"
        whom = ""
        if answered is not None:
            people = set().union(*(answered.get(name, set()) for name in impact.asked_again))
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
    # A trainer reads this, and so few could be recognised.
    return "fewer than 5 people" if count < 5 else f"{count} people"


def _names(items: Sequence[str]) -> str:
    shown = ", ".join(items[:MOST_NAMED])
    return shown if len(items) <= MOST_NAMED else f"{shown} and {len(items) - MOST_NAMED} more"


def _answered(
    root: Path, course: Course, loaded: Loaded, ledger: Path | str | None
) -> Answered | None:
    """Return who has answered what and has not completed the course; None without a ledger."""
    from coursewright.cli.records_ledger import ledger_folder, open_ledger  # noqa: PLC0415

    location = ledger_folder(root, ledger)
    if isinstance(location, Path) and not location.is_dir():
        return None
    found: Answered = {}
    with open_ledger(root, location, course, loaded) as book:
        rows = book.attempts()
        done = {row.learner for row in rows if row.quiz == course.assessment and row.passed}
        for row in rows:
            has_left = row.person is not None and not row.person.is_active
            raw = None if row.learner in done or has_left else book.record(row.attempt)
            if raw is None:
                continue
            for response in json.loads(raw)["responses"]:
                if response["response"] is not None:
                    found.setdefault(response["item"], set()).add(row.learner)
    return found
