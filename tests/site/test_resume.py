"""Answers on the real site survive kills and edits, stay with their person, and can be removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from .editing import Edited
from .steps import DUMP, canonical, check, current, press, respond, row, rows, visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Locator, Page, Playwright
    from tests.browser.conftest import Victim

    from .building import Site
    from .server import Server

pytestmark = pytest.mark.browser

LESSON = "resolved/person-first/"
QUIZ = "resolved/quiz/"


def drawn(page: Page) -> list[str]:
    """Return the ids of the drawn items in their order."""
    items: list[str] = page.locator(".course-item").evaluate_all(
        "all => all.map(one => one.dataset.item)"
    )
    return items


def answer(site: Site, page: Page, count: int, *, is_right: bool = False) -> None:
    """Answer and check so many items, and go on after each."""
    for _ in range(count):
        respond(site, current(page), is_right=is_right)
        check(current(page))
        press(page, "Next")


def wait_for_responses(page: Page, quiz: str, count: int) -> dict[str, Any]:
    """Wait until the attempt on the disk has so many responses, and return it."""
    for _ in range(100):
        draft: dict[str, Any] = row(page, f"/draft/{quiz}") or {"responses": {}}
        if len(draft["responses"]) == count:
            return draft
        page.wait_for_timeout(50)
    pytest.fail(f"the attempt at {quiz} never had {count} responses")


def test_a_killed_browser_goes_on_at_the_same_item(
    start_victim: Callable[[Path], Victim], site: Site, tmp_path: Path
) -> None:
    """After a SIGKILL the same draw, the same item and every answer are there."""
    victim = start_victim(tmp_path)
    page = victim.open(site.url + LESSON)
    respond(site, page.locator(".course-item").first, is_right=True)
    check(page.locator(".course-item").first)
    visit(page, site.url + QUIZ)
    press(page, "Start")
    order = drawn(page)
    answer(site, page, 3)
    before = wait_for_responses(page, "resolved", 3)
    shown = current(page).locator("legend").inner_text()
    victim.kill()
    page = start_victim(tmp_path).open(site.url + QUIZ)
    press(page, "Continue at item 4")
    assert drawn(page) == order
    assert current(page).locator("legend").inner_text() == shown
    expect(page.get_by_text("3 of 10 answered")).to_be_visible()
    assert wait_for_responses(page, "resolved", 3)["responses"] == before["responses"]
    visit(page, site.url + LESSON)
    expect(page.locator(".course-item").first.locator(".course-result__verdict")).to_be_visible()


def test_two_quizzes_in_two_tabs(new_context: Callable[..., BrowserContext], site: Site) -> None:
    """Attempts in two tabs go on side by side, and neither overwrites the other."""
    context = new_context()
    one, other = context.new_page(), context.new_page()
    visit(one, site.url + QUIZ)
    visit(other, f"{site.url}golden-rule/quiz/")
    press(one, "Start")
    press(other, "Start")
    for _ in range(3):
        for page in (one, other):
            page.bring_to_front()
            answer(site, page, 1)
    resolved = wait_for_responses(one, "resolved", 3)
    golden = wait_for_responses(one, "golden-rule", 3)
    assert {name.split("/")[0] for name in golden["responses"]}.isdisjoint({"resolved"})
    for page, draft in ((one, resolved), (other, golden)):
        page.reload()
        expect(current(page).locator("legend")).to_contain_text("Item 4 of")
        assert drawn(page) == draft["items"]


@pytest.fixture
def edited(server: Server, site: Site, tmp_path: Path) -> Iterator[Edited]:
    """Copy the course; afterwards the address shows the real course again."""
    yield Edited(tmp_path / "course")
    server.mounts["/"] = site.folder


def test_edited_bank_keeps_what_is_unchanged(
    new_context: Callable[..., BrowserContext],
    server: Server,
    site: Site,
    edited: Edited,
    tmp_path: Path,
) -> None:
    """Insert, reorder and typo keep every answer with its item; `revision=2` asks it again."""
    page = new_context().new_page()
    visit(page, site.url + QUIZ)
    press(page, "Start")
    answer(site, page, 9)
    respond(site, current(page), is_right=False)
    check(current(page))
    before = wait_for_responses(page, "resolved", 10)
    typo, revised = edited.own(before["items"])[:2]
    edited.mend_typo(typo)
    edited.revise(revised)
    server.mounts["/"] = edited.publish(tmp_path / "site", site.url)
    page.reload()
    expect(page.get_by_text("This quiz has changed since you began")).to_be_visible()
    expect(page.get_by_text("9 of 10 answered")).to_be_visible()
    after = wait_for_responses(page, "resolved", 9)
    assert after["items"] == before["items"]
    del before["responses"][revised]
    assert canonical(after["responses"]) == canonical(before["responses"])
    page.get_by_label("Show all items on one page").check()
    again = item(page, revised)
    expect(again.get_by_role("button", name="Checked")).to_have_count(0)
    expect(again.locator(".course-result__verdict")).to_have_count(0)
    expect(item(page, typo).locator("legend")).to_contain_text("Mended: ")
    expect(item(page, typo).locator(".course-result__verdict")).to_be_visible()


def item(page: Page, full_id: str) -> Locator:
    """Return the item with this id."""
    return page.locator(f".course-item[data-item='{full_id}']")


def test_edited_lesson_check_is_asked_again_only_when_revised(
    new_context: Callable[..., BrowserContext],
    server: Server,
    site: Site,
    edited: Edited,
    tmp_path: Path,
) -> None:
    """In a lesson a typo keeps the answer with its feedback, a revision clears that item only."""
    page = new_context().new_page()
    visit(page, site.url + LESSON)
    ids = drawn(page)
    for section in page.locator(".course-item").all():
        respond(site, section, is_right=True)
        check(section)
    typo, revised, *others = ids
    edited.mend_typo(typo)
    edited.revise(revised)
    server.mounts["/"] = edited.publish(tmp_path / "site", site.url)
    visit(page, site.url + LESSON)
    for kept in [typo, *others]:
        expect(item(page, kept).locator("[data-verdict=right]").first).to_be_visible()
    expect(item(page, revised).locator(".course-result__verdict")).to_have_count(0)
    assert item(page, revised).locator("input:checked").count() == 0
    expect(item(page, revised).locator("input").first).to_be_enabled()


def add_person(page: Page, site: Site, name: str) -> None:
    """Let somebody else learn on this computer."""
    visit(page, site.url)
    page.get_by_text("Someone else learns here").click()
    page.locator("details").get_by_label("Your name").fill(name)
    press(page, "Add")
    expect(page.get_by_text(f"You learn as {name}.").first).to_be_visible()


def clear(page: Page) -> None:
    """Finish and clear this computer."""
    press(page, "Finish and clear this computer")
    press(page, "Delete everything")
    expect(page.get_by_text("Everything of this person is deleted")).to_be_visible()


def test_two_people_on_one_computer(new_context: Callable[..., BrowserContext], site: Site) -> None:
    """Each sees only their own answers; clearing one leaves the other, both leave nothing."""
    page = new_context().new_page()
    visit(page, site.url)
    page.get_by_label("Your name").first.fill("Ana Pop")
    press(page, "Save name")
    expect(page.get_by_text("You learn as Ana Pop.").first).to_be_visible()
    visit(page, site.url + LESSON)
    respond(site, page.locator(".course-item").first, is_right=True)
    check(page.locator(".course-item").first)
    visit(page, site.url + QUIZ)
    press(page, "Start")
    answer(site, page, 1)
    add_person(page, site, "Ben Ode")
    visit(page, site.url + LESSON)
    expect(page.locator(".course-result__verdict")).to_have_count(0)
    visit(page, site.url + QUIZ)
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()
    visit(page, site.url)
    page.get_by_text("Someone else learns here").click()
    press(page, "Switch to Ana Pop")
    visit(page, site.url + LESSON)
    expect(page.locator(".course-result__verdict")).to_have_count(1)
    visit(page, site.url)
    clear(page)
    assert {key.split("/")[0] for key in rows(page)} <= {"!profile", "!current", profile_of(page)}
    assert "Ana" not in page.evaluate(DUMP)
    page.get_by_text("Someone else learns here").click()
    press(page, "Switch to Ben Ode")
    clear(page)
    assert rows(page) == {}
    left = page.evaluate(DUMP)
    assert "Ben" not in left
    assert "coursewright:" not in left


def profile_of(page: Page) -> str:
    """Return the id of the only profile."""
    [profile] = [key.split("/")[1] for key in rows(page) if key.startswith("!profile/")]
    return profile


def test_denied_storage_is_said_honestly(
    playwright: Playwright,
    chromium_path: str,
    chromium_args: tuple[str, ...],
    site: Site,
    no_storage_profile: Path,
) -> None:
    """Where the browser is told to keep nothing, the page says so and everything else works."""
    context = playwright.chromium.launch_persistent_context(
        str(no_storage_profile), executable_path=chromium_path, args=[*chromium_args]
    )
    page = context.new_page()
    visit(page, site.url + QUIZ)
    denied = page.evaluate("() => { try { return !localStorage; } catch { return true; } }")
    assert denied
    expect(page.get_by_text("This browser does not keep your answers")).to_be_visible()
    press(page, "Start")
    answer(site, page, 2)
    expect(page.get_by_text("2 of 10 answered")).to_be_visible()
    visit(page, site.url + LESSON)
    expect(page.get_by_text("This browser does not keep your answers").first).to_be_visible()
    context.close()
