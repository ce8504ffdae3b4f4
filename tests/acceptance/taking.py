"""What several walks do: know the keys, take a quiz by keyboard, read a workbook."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.keyboard import KeyboardLearner


def read_bank(course: Path, quiz: str) -> dict[str, Any]:
    """The archived bank of the published version: the test knows the keys, the site must not."""
    (path,) = (course / "quizzes" / ".archive" / quiz).glob("*.json")
    bank: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return bank


def take_quiz(learner: KeyboardLearner, *, is_record: bool, wrong: int = 0) -> None:
    """Take the quiz on the page, item by item; the first `wrong` choices are not the key."""
    page = learner.page
    page.locator("course-quiz[data-ready]").wait_for()
    learner.press(page.get_by_role("button", name="Start"))
    finish = page.get_by_role("button", name="Review and hand in" if is_record else "Finish")
    while True:
        section = page.locator(".course-item:visible")
        is_choice = section.get_attribute("data-interaction") == "choice"
        mistake = wrong > 0 and is_choice
        wrong -= mistake
        learner.respond(section, rightly=not mistake)
        if not is_record:
            check = section.locator(".course-item__actions button").first
            learner.press(check)
        if finish.is_visible():
            learner.press(finish)
            return
        learner.press(page.get_by_role("button", name="Next", exact=True))


def hand_in(learner: KeyboardLearner, name: str | None = None) -> None:
    """Confirm the sentence, give a name where one is asked for, and hand in."""
    page = learner.page
    if name is not None:
        learner.tab_to(page.get_by_label("Your name"))
        page.keyboard.type(name)
    learner.press(page.get_by_role("checkbox", name="I answered these items myself"), "Space")
    learner.press(page.get_by_role("button", name="Hand in"))
    page.get_by_role("heading", name="Your answers are saved").wait_for()


def rows(sheet: Any, column: str = "Quiz") -> list[dict[str, Any]]:
    """The rows of a sheet below its header (the first row with this column), by column name."""
    table = [list(row) for row in sheet.iter_rows(values_only=True)]
    start = next(at for at, row in enumerate(table) if column in [str(cell) for cell in row])
    names = [str(cell) for cell in table[start]]
    return [dict(zip(names, row, strict=True)) for row in table[start + 1 :] if any(row)]


def formulas(workbook: Any) -> list[str]:
    """The places of all formulas in a workbook: there should be none."""
    return [
        cell.coordinate
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
