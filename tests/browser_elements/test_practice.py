"""A practice quiz from start to result, interrupted in every way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Locator, Page, Playwright

    from .conftest import Site

pytestmark = pytest.mark.browser


def current(page: Page) -> Locator:
    """Return the item on the screen."""
    return page.locator(".course-item:visible")


def press(page: Page, name: str) -> None:
    """Activate a button with the keyboard."""
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def respond(page: Page, *, is_right: bool) -> None:
    """Answer the item on the screen by keyboard and check it."""
    item = current(page)
    if item.get_attribute("data-interaction") == "fill-in":
        item.get_by_role("textbox").focus()
        page.keyboard.type("sorry" if is_right else "glad")
    else:
        radios = item.get_by_role("radio")
        wanted = "a" if is_right else "b"
        radios.first.focus()
        page.keyboard.press("Space")
        for _ in range(3):
            if page.evaluate("document.activeElement.value") != wanted:
                page.keyboard.press("ArrowDown")
    press(page, "Check")


def drawn(page: Page) -> list[str | None]:
    """Return the drawn items in their order."""
    return [item.get_attribute("data-item") for item in page.locator(".course-item").all()]


def finish(page: Page, *, wrong: int = 0) -> None:
    """Take the quiz from its first item to the result."""
    for position in range(4):
        respond(page, is_right=position >= wrong)
        press(page, "Finish" if position == 3 else "Next")


def test_the_start_says_what_to_expect(visit: Callable[[str], Page]):
    """Before the start the panel names the number of items and the exact mastery rule."""
    page = visit("practice.html")
    expect(page.get_by_text("4 items in this quiz.")).to_be_visible()
    expect(page.get_by_text("You pass with 80 % or more. Exactly 80 % is enough.")).to_be_visible()
    expect(current(page)).to_have_count(0)


def test_next_moves_the_focus_to_the_stem(visit: Callable[[str], Page]):
    """On the next item the focus is on its legend, which says where one is."""
    page = visit("practice.html")
    press(page, "Start")
    expect(page.locator("legend:focus")).to_contain_text("Item 1 of 4")
    press(page, "Next")
    expect(page.locator("legend:focus")).to_contain_text("Item 2 of 4")
    press(page, "Previous")
    expect(page.locator("legend:focus")).to_contain_text("Item 1 of 4")


def test_feedback_leaves_the_focus_and_settles_the_item(visit: Callable[[str], Page]):
    """A checked item names the right response and cannot be changed."""
    page = visit("practice.html")
    press(page, "Start")
    if current(page).get_attribute("data-interaction") == "fill-in":
        press(page, "Next")
    respond(page, is_right=False)
    expect(page.locator("button:focus")).to_have_text("Checked")
    expect(current(page).get_by_text("Right answer")).to_be_visible()
    expect(current(page).get_by_role("radio").first).to_be_disabled()
    expect(page.get_by_text("1 of 4 answered")).to_be_visible()


def test_the_whole_quiz_by_keyboard(visit: Callable[[str], Page]):
    """All right: passed, with score in percent and points, and an attempt record is kept."""
    page = visit("practice.html")
    press(page, "Start")
    finish(page)
    expect(page.locator("h2:focus")).to_have_text("Your result")
    expect(page.locator(".course-score")).to_have_text("100 % (4 of 4 points)")
    expect(page.get_by_text("Passed", exact=True)).to_be_visible()
    page.reload()
    expect(page.locator(".course-score")).to_have_text("100 % (4 of 4 points)")
    record = visit("my-record.html")
    expect(record.get_by_role("row", name="RESOLVED Practice 100 %, passed")).to_be_visible()


def test_wrong_items_are_named_and_practised_again(visit: Callable[[str], Page]):
    """The result links the lesson; a round over the wrong items leaves the record alone."""
    page = visit("practice.html")
    press(page, "Start")
    finish(page, wrong=2)
    expect(page.locator(".course-score")).to_have_text("50 % (2 of 4 points)")
    expect(page.get_by_text("Not passed yet")).to_be_visible()
    expect(page.get_by_role("link", name="Read again: R and E")).to_have_count(2)
    press(page, "Practise the wrong ones again")
    expect(page.locator("legend:focus")).to_contain_text("Item 1 of 2")
    respond(page, is_right=True)
    press(page, "Next")
    respond(page, is_right=True)
    press(page, "Finish")
    expect(page.locator("h2:focus")).to_have_text("Practice round finished")
    record = visit("my-record.html")
    expect(record.get_by_role("row")).to_have_count(2)
    expect(record.get_by_role("row", name="50 %, not passed")).to_be_visible()


def test_a_new_attempt_draws_anew(visit: Callable[[str], Page]):
    """A new attempt starts at its first item without responses."""
    page = visit("practice.html")
    press(page, "Start")
    finish(page)
    press(page, "New attempt")
    expect(page.locator("legend:focus")).to_contain_text("Item 1 of 4")
    expect(page.get_by_text("0 of 4 answered")).to_be_visible()
    assert page.locator(".course-item :checked").count() == 0


def test_reload_keeps_item_draw_and_responses(visit: Callable[[str], Page]):
    """After a reload the learner is on the same item of the same draw."""
    page = visit("practice.html")
    press(page, "Start")
    respond(page, is_right=True)
    press(page, "Next")
    respond(page, is_right=False)
    press(page, "Next")
    before = drawn(page)
    order = page.locator(".course-option input").evaluate_all("all => all.map((i) => i.id)")
    page.reload()
    page.locator("[data-ready]").wait_for()
    expect(current(page).locator("legend")).to_contain_text("Item 3 of 4")
    expect(page.get_by_text("2 of 4 answered")).to_be_visible()
    assert drawn(page) == before
    after = page.locator(".course-option input").evaluate_all("all => all.map((i) => i.id)")
    assert after == order
    press(page, "Previous")
    expect(current(page).locator(".course-result__verdict")).to_have_text("Not right")


def test_a_reopened_browser_continues_where_it_was(
    playwright: Playwright,
    chromium_path: str,
    chromium_args: tuple[str, ...],
    site: Site,
    tmp_path: Path,
):
    """A new browser on the same profile offers to continue at the same item."""

    def launch() -> BrowserContext:
        return playwright.chromium.launch_persistent_context(
            str(tmp_path), executable_path=chromium_path, args=[*chromium_args]
        )

    def start(context: BrowserContext) -> Page:
        page = context.new_page()
        page.goto(site.url + "practice.html")
        page.locator("[data-ready]").wait_for()
        return page

    with launch() as context:
        page = start(context)
        press(page, "Start")
        press(page, "Next")
        press(page, "Next")
        expect(page.locator("legend:focus")).to_contain_text("Item 3 of 4")
        before = drawn(page)
        # Where somebody is on the page is no answer: it may reach the disk a moment later.
        others = (start(context) for _ in range(20))
        button = "Continue at item 3"
        assert any(other.get_by_role("button", name=button).count() for other in others)
    with launch() as context:
        page = start(context)
        press(page, "Continue at item 3")
        expect(page.locator("legend:focus")).to_contain_text("Item 3 of 4")
        assert drawn(page) == before


def test_showing_all_items_loses_nothing(visit: Callable[[str], Page]):
    """The switch shows the list, keeps the responses and is remembered."""
    page = visit("practice.html")
    press(page, "Start")
    respond(page, is_right=True)
    page.get_by_label("Show all items on one page").check()
    expect(current(page)).to_have_count(4)
    expect(page.get_by_text("1 of 4 answered")).to_be_visible()
    page.locator(".course-item input").last.focus()
    page.get_by_label("Show all items on one page").uncheck()
    expect(current(page).locator("legend")).to_contain_text("Item 4 of 4")
    page.get_by_label("Show all items on one page").check()
    page.reload()
    expect(current(page)).to_have_count(4)


def test_a_hint_can_be_opened(visit: Callable[[str], Page]):
    """A hint is a disclosure; opening it is no response."""
    page = visit("practice.html")
    press(page, "Start")
    if current(page).get_attribute("data-interaction") == "fill-in":
        press(page, "Next")
    current(page).get_by_text("Hint", exact=True).click()
    expect(current(page).get_by_text("Think of the person.")).to_be_visible()
    expect(page.get_by_text("0 of 4 answered")).to_be_visible()


def test_finishing_with_open_items_asks_first(visit: Callable[[str], Page]):
    """Unanswered items are listed with a way back."""
    page = visit("practice.html")
    press(page, "Start")
    for _ in range(3):
        press(page, "Next")
    press(page, "Finish")
    expect(page.get_by_text("4 items have no answer yet:")).to_be_visible()
    page.get_by_role("button", name="2. ").click()
    expect(page.locator("legend:focus")).to_contain_text("Item 2 of 4")
    press(page, "Next")
    press(page, "Next")
    press(page, "Finish")
    press(page, "Finish now")
    expect(page.locator(".course-score")).to_have_text("0 % (0 of 4 points)")


# A draft is on the disk a moment after the answer; a reload in that moment is another test's.
IS_KEPT = """async (count) => {
    const done = (request) => new Promise((resolve) => {
        request.onsuccess = () => resolve(request.result);
    });
    const [{ name }] = await indexedDB.databases();
    const db = await done(indexedDB.open(name));
    const rows = await done(db.transaction("rows").objectStore("rows").getAll());
    db.close();
    return rows.some((row) => Object.keys(row?.responses ?? {}).length === count);
}"""


def test_a_changed_quiz_asks_changed_items_again(visit: Callable[[str], Page], site: Site):
    """A new version keeps what is unchanged and says in one sentence what happened."""
    page = visit("practice.html")
    press(page, "Start")
    for _ in range(3):
        respond(page, is_right=True)
        press(page, "Next")
    respond(page, is_right=True)
    expect(page.get_by_text("4 of 4 answered")).to_be_visible()
    page.wait_for_function(IS_KEPT, arg=4)
    site.edit("practice.html", "0" * 31 + "1", "0" * 31 + "2")
    site.edit("practice.html", "bbbbbbbbbb09", "dddddddddd09")
    page.reload()
    expect(page.get_by_text("This quiz has changed since you began")).to_be_visible()
    expect(page.get_by_text("3 of 4 answered")).to_be_visible()
    expect(page.locator(".course-blank")).to_have_value("")


def test_two_tabs_of_one_quiz_show_the_same(visit: Callable[[str], Page]):
    """What is answered in one tab appears in the other instead of being overwritten."""
    first = visit("practice.html")
    press(first, "Start")
    second = visit("practice.html")
    press(second, "Continue at item 1")
    respond(second, is_right=True)
    expect(first.get_by_text("1 of 4 answered")).to_be_visible()
    expect(first.locator(".course-result__verdict")).to_have_text("Right")
