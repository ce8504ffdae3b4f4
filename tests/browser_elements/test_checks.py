"""Items in a lesson: every interaction, by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Locator, Page

    from .conftest import Site

pytestmark = pytest.mark.browser

HOSTILE = '<img src=x onerror="window.hacked=1">'


def item(page: Page, name: str) -> Locator:
    """Return the section of an item of the bank `resolved`."""
    return page.locator(f"#item-resolved--{name}")


def check(page: Page, name: str) -> None:
    """Press an item's check button with the Enter key."""
    button = item(page, name).locator(".course-item__actions button")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_be_focused()


def verdict(page: Page, name: str) -> Locator:
    """Return the verdict of an item."""
    return item(page, name).get_by_role("status").locator(".course-result__verdict")


def test_arrow_keys_choose_and_never_submit(visit: Callable[[str], Page]):
    """A keyboard user reaches the third option with arrows; feedback waits for the button."""
    page = visit("lesson.html")
    page.get_by_label("Explain what the returns").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Ask for the order number")).to_be_checked()
    page.keyboard.press("Enter")
    expect(verdict(page, "person-first")).to_have_count(0)
    check(page, "person-first")
    expect(verdict(page, "person-first")).to_have_text("Not right")
    status = item(page, "person-first").get_by_role("status")
    expect(status).to_contain_text("Soon, but not yet.")
    expect(status).to_contain_text("The person first, the problem second.")
    expect(status).not_to_contain_text("That answers a question")


def test_try_again_opens_the_item_and_goes_to_it(visit: Callable[[str], Page]):
    """After a wrong response the same button opens the item again and leads to its controls."""
    page = visit("lesson.html")
    page.get_by_label("Ask for the order number").check()
    check(page, "person-first")
    again = item(page, "person-first").get_by_role("button", name="Try again")
    again.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Ask for the order number")).to_be_focused()
    page.keyboard.press("ArrowUp")
    check(page, "person-first")
    expect(verdict(page, "person-first")).to_have_text("Right")


def test_check_without_a_response_asks_for_one(visit: Callable[[str], Page]):
    """An empty item is not graded."""
    page = visit("lesson.html")
    check(page, "person-first")
    expect(verdict(page, "person-first")).to_have_text("Choose or write something first.")
    page.reload()
    page.locator("[data-ready]").wait_for()
    expect(verdict(page, "person-first")).to_have_count(0)


def test_several_keys_give_part_of_the_credit(visit: Callable[[str], Page]):
    """One of two keys is partly right, and each chosen option carries a word."""
    page = visit("lesson.html")
    page.get_by_label("I understand that").focus()
    page.keyboard.press("Space")
    check(page, "empathy")
    expect(verdict(page, "empathy")).to_have_text("Partly right")
    expect(item(page, "empathy").locator("[data-option=a] .course-mark")).to_have_text(" Right")


def test_acceptable_response_to_a_situation(visit: Callable[[str], Page]):
    """Half credit is called acceptable, not wrong."""
    page = visit("lesson.html")
    page.get_by_label("call back").check()
    check(page, "late")
    expect(verdict(page, "late")).to_have_text("Acceptable, and there is a better choice")


def test_sequencing_by_keyboard(visit: Callable[[str], Page]):
    """Buttons move a part, keep the focus, and a status says where it is now."""
    page = visit("lesson.html")
    down = page.get_by_role("button", name="Move down: Solve")
    down.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(down).to_be_focused()
    expect(item(page, "letters").get_by_text("Solve: now 3 of 4")).to_be_attached()
    check(page, "letters")
    expect(verdict(page, "letters")).to_have_text("Right")
    expect(item(page, "letters").locator(".course-mark")).to_have_count(4)


def test_sequencing_at_the_end_keeps_the_focus(visit: Callable[[str], Page]):
    """Pressing a button that can do nothing more changes nothing."""
    page = visit("lesson.html")
    up = page.get_by_role("button", name="Move up: Solve")
    up.focus()
    page.keyboard.press("Enter")
    expect(up).to_be_focused()
    expect(up).to_have_attribute("aria-disabled", "true")
    expect(item(page, "letters").locator("li").first).to_contain_text("Solve")


def test_matching_by_keyboard(visit: Callable[[str], Page]):
    """Each source has a select; each is marked."""
    page = visit("lesson.html")
    page.get_by_label("R", exact=True).focus()
    page.keyboard.type("Resp")
    page.get_by_label("E", exact=True).focus()
    page.keyboard.type("Esc")
    check(page, "meanings")
    expect(verdict(page, "meanings")).to_have_text("Partly right: 1 of 2 right")
    expect(item(page, "meanings").locator(".course-mark")).to_have_text([" Right", " Not right"])


def test_enter_in_a_gap_checks_and_keeps_the_focus(visit: Callable[[str], Page]):
    """Enter does what the button does; case and a full stop do not matter."""
    page = visit("lesson.html")
    page.get_by_label("Gap 1 of 2").fill("SORRY.")
    page.get_by_label("Gap 2 of 2").focus()
    page.keyboard.type("help")
    page.keyboard.press("Enter")
    expect(verdict(page, "gap")).to_have_text("Right")
    expect(page.get_by_label("Gap 2 of 2")).to_be_focused()


def test_numeric(visit: Callable[[str], Page]):
    """A number in another spelling is the same number."""
    page = visit("lesson.html")
    page.get_by_label("Gap 1 of 1").fill("8,0")
    check(page, "count")
    expect(verdict(page, "count")).to_have_text("Right")


def test_likert_and_reflection_have_no_verdict(visit: Callable[[str], Page]):
    """Ratings and thoughts are kept without right or wrong; the model answer comes afterwards."""
    page = visit("lesson.html")
    item(page, "self").get_by_label("Often").first.check()
    check(page, "self")
    expect(verdict(page, "self")).to_contain_text("no right or wrong")
    expect(page.get_by_text("I can hear how annoying")).to_have_count(0)
    page.get_by_label("Your thoughts").fill("I said sorry.")
    check(page, "thoughts")
    expect(item(page, "thoughts").get_by_role("status")).to_contain_text("I can hear how annoying")


def test_responses_come_back_after_a_reload(visit: Callable[[str], Page]):
    """What was checked is shown again with its feedback."""
    page = visit("lesson.html")
    page.get_by_label("Show that you hear them").check()
    check(page, "person-first")
    page.get_by_role("button", name="Move down: Solve").click()
    check(page, "letters")
    expect(verdict(page, "letters")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Show that you hear them")).to_be_checked()
    expect(verdict(page, "person-first")).to_have_text("Right")
    expect(item(page, "letters").locator("li").first).to_contain_text("Respond")


def test_a_changed_item_is_asked_again(visit: Callable[[str], Page], site: Site):
    """A new hash forgets the response of that item and of no other."""
    page = visit("lesson.html")
    page.get_by_label("Show that you hear them").check()
    check(page, "person-first")
    page.get_by_label("False").check()
    check(page, "order-free")
    expect(verdict(page, "order-free")).to_be_visible()
    site.edit("lesson.html", "aaaaaaaaaa01", "cccccccccc01")
    page.reload()
    expect(verdict(page, "order-free")).to_have_text("Right")
    expect(page.get_by_label("Show that you hear them")).not_to_be_checked()
    expect(verdict(page, "person-first")).to_have_count(0)


def test_markup_in_a_gap_stays_text(visit: Callable[[str], Page]):
    """What a learner types never becomes markup, before or after a reload."""
    page = visit("lesson.html")
    page.get_by_label("Gap 1 of 2").fill(HOSTILE)
    page.get_by_label("Gap 2 of 2").fill("help")
    check(page, "gap")
    expect(verdict(page, "gap")).to_have_text("Partly right: 1 of 2 right")
    page.reload()
    expect(page.get_by_label("Gap 1 of 2")).to_have_value(HOSTILE)
    assert page.locator("img").count() == 0
    assert page.evaluate("window.hacked") is None


def test_a_browser_without_storage_says_so(context: BrowserContext, visit: Callable[[str], Page]):
    """Where nothing can be kept the page says it and still gives feedback."""
    context.add_init_script(
        """for (const name of ["indexedDB", "localStorage", "sessionStorage"])
             Object.defineProperty(window, name, { get() { throw new Error("denied"); } });"""
    )
    page = visit("lesson.html")
    expect(page.get_by_text("This browser does not keep your answers")).to_be_visible()
    page.get_by_label("Show that you hear them").check()
    check(page, "person-first")
    expect(verdict(page, "person-first")).to_have_text("Right")


def test_the_data_may_stand_in_a_template(visit: Callable[[str], Page], site: Site):
    """Instant navigation runs inline scripts again; a template is left alone and read as well."""
    script = '<script type="application/json" class="course-quiz-data">'
    site.edit("lesson.html", script, '<template class="course-quiz-data">')
    site.edit("lesson.html", "</script>\n<form", "</template>\n<form")
    page = visit("lesson.html")
    page.get_by_label("Show that you hear them").check()
    check(page, "person-first")
    expect(verdict(page, "person-first")).to_have_text("Right")


def test_damaged_data_leaves_a_readable_page(visit: Callable[[str], Page], site: Site):
    """Without its data the quiz says so, and items and solutions stay readable."""
    site.edit("lesson.html", '{"form":', '{"form"')
    page = visit("lesson.html")
    expect(page.get_by_text("This quiz cannot run here")).to_be_visible()
    item(page, "person-first").get_by_text("Answer and reasons").click()
    expect(page.get_by_text("Soon, but not yet.")).to_be_visible()
