"""From the first click to the workbook, with the real site, the real commands and a keyboard."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from tests.acceptance.conftest import run_course
from tests.acceptance.keyboard import KeyboardLearner
from tests.acceptance.taking import formulas, hand_in, read_bank, rows, take_quiz

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.acceptance, pytest.mark.xdist_group("core")]

WRONG_IN_FINAL = 3
DRAWN = 30


def take_lesson(page: Page, learner: KeyboardLearner) -> None:
    """Respond to every check of the lesson on the page and see the verdict in words."""
    page.locator("course-quiz[data-ready]").first.wait_for()
    for section in page.locator("course-quiz[data-mode=check] .course-item").all():
        learner.respond(section)
        learner.press(
            section.get_by_role("button", name="Check", exact=True).or_(
                section.get_by_role("button", name="Show a model answer")
            )
        )
        section.locator(".course-item__feedback, [role=status]").first.wait_for(state="attached")


@pytest.fixture(scope="module")
def walk(
    browser: Browser,
    course: Path,
    published: Path,
    serve: Callable[[Path], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """Nadia takes module 4 and the final by keyboard and downloads her record; return the file."""
    base = serve(published)
    context = browser.new_context(accept_downloads=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)

    page.goto(f"{base}/resolved/")
    reader = KeyboardLearner(page, read_bank(course, "resolved"))
    reader.follow(
        page.locator("course-progress").get_by_role("link", name="Prevent first, then have a plan")
    )
    page.wait_for_url("**/prevent-then-plan/")
    take_lesson(page, reader)
    for lesson in (
        "person-first",
        "towards-a-solution",
        "listen-and-verify",
        "act-and-record",
        "worked-example",
    ):
        reader.follow(page.locator(".md-footer__link--next"))
        page.wait_for_url(f"**/{lesson}/")
        take_lesson(page, reader)
    # Between the lessons and the quiz stand the scenarios, which are free practice.
    reader.follow(page.locator(".course-nav").get_by_role("link", name="Quiz: RESOLVED"))
    page.wait_for_url("**/resolved/quiz/")
    take_quiz(reader, is_record=False)
    page.get_by_text("100 %").first.wait_for()

    page.goto(f"{base}/final-assessment/quiz/")
    candidate = KeyboardLearner(page, read_bank(course, "final"))
    take_quiz(candidate, is_record=True, wrong=WRONG_IN_FINAL)
    hand_in(candidate, "Nadia =SUM(1;1) Țurcanu")

    candidate.follow(page.get_by_role("link", name="My training record").first)
    page.wait_for_url("**/my-record/")
    download = page.get_by_role("button", name="Download my training record").first
    candidate.tab_to(download)
    with page.expect_download() as happening:
        page.keyboard.press("Enter")
    folder = tmp_path_factory.mktemp("inbox")
    path = folder / happening.value.suggested_filename
    happening.value.save_as(path)
    context.close()

    assert problems == []
    return path


@pytest.fixture(scope="module")
def workbook(walk: Path, course: Path) -> Any:
    """HR imports the folder and opens the workbook."""
    run_course("records", "import", str(walk.parent), "--root", str(course))
    run_course("report", "--root", str(course), "--out", str(walk.parent / "reports"))
    return openpyxl.load_workbook(walk.parent / "reports" / "completions.xlsx")


def test_the_record_holds_both_attempts_and_no_score(walk: Path) -> None:
    """The downloaded file lists the practice quiz and the final, with responses but no result."""
    record = json.loads(walk.read_text(encoding="utf-8"))

    assert walk.name == "training-record.json"
    assert [attempt["quiz"] for attempt in record["attempts"]] == ["resolved", "final"]
    assert [len(attempt["responses"]) for attempt in record["attempts"]] == [10, DRAWN]
    names = {name for attempt in record["attempts"] for name in attempt}
    assert names.isdisjoint({"score", "passed", "result"})


def test_the_workbook_shows_the_person_with_the_right_score(workbook: Any) -> None:
    """HR sees the name as typed, module 4 at 100 % and the final at 27 of 30, passed."""
    by_quiz = {row["Quiz"]: row for row in rows(workbook["Completions"])}
    final = next(row for quiz, row in by_quiz.items() if "inal" in quiz)
    practice = next(
        row for quiz, row in by_quiz.items() if "RESOLVED" in quiz or quiz == "resolved"
    )

    assert {row["Name"] for row in by_quiz.values()} == {"Nadia =SUM(1;1) Țurcanu"}
    assert practice["Best score"] == pytest.approx(1.0)
    assert final["Best score"] == pytest.approx((DRAWN - WRONG_IN_FINAL) / DRAWN, abs=0.00005)
    assert final["Passed"] in (True, "yes")


def test_the_name_is_never_a_formula(workbook: Any) -> None:
    """No cell of the workbook is a formula, whatever a learner typed."""
    assert formulas(workbook) == []


def test_importing_again_changes_nothing(walk: Path, course: Path, workbook: Any) -> None:
    """A second import of the same file reports duplicates and adds no attempt."""
    assert workbook is not None
    before = run_course("records", "list", "--root", str(course)).stdout

    again = run_course("records", "import", str(walk), "--root", str(course))

    assert "duplicate" in again.stdout + again.stderr
    assert run_course("records", "list", "--root", str(course)).stdout == before
