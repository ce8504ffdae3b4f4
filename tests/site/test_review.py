"""The review deck and the Monday warm-up on the real site, over days that a test turns on."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from .axe import AXE, violations
from .steps import check, current, press, respond, rows, visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

    from .building import Site

pytestmark = pytest.mark.browser

QUIZ = "customers-inside/quiz/"
OTHER_QUIZ = "golden-rule/quiz/"
LIMIT = 10


def go_to_day(page: Page, day: int, month: int = 12) -> None:
    """Let the browser believe that it is ten o'clock on that day of 2026."""
    page.clock.set_fixed_time(datetime(2026, month, day, 10, tzinfo=UTC))


def take_quiz(page: Page, site: Site, path: str, *, wrong: int) -> list[str]:
    """Take a module quiz, at most `wrong` items wrongly; return these. Reflections cannot be."""
    visit(page, site.url + path)
    press(page, "Start")
    expect(page.locator(".course-quiz__nav")).to_be_visible()
    count = page.locator(".course-item").count()
    missed: list[str] = []
    for place in range(count):
        section = current(page)
        is_scored = section.get_attribute("data-interaction") != "long-fill-in"
        is_right = not is_scored or len(missed) >= wrong
        respond(site, section, is_right=is_right)
        if section.get_attribute("data-interaction") == "sequencing":
            # The draw may have put it in order already: only a check says that it stays so.
            check(section)
        if not is_right:
            missed.append(section.get_attribute("data-item") or "")
        press(page, "Finish" if place == count - 1 else "Next")
    expect(page.get_by_role("heading", name="Your result")).to_be_visible()
    return missed


def cards(page: Page) -> dict[str, Any]:
    """Return the cards on the disk by item."""
    return {card["item"]: card for key, card in rows(page).items() if "/card/" in key}


def go_through(page: Page, site: Site, wrong: set[str] | None) -> list[str]:
    """Answer every item of a session, those in `wrong` (None: all) wrongly; return them."""
    seen = []
    while page.locator(".course-item").count():
        section = page.locator(".course-item")
        item = section.get_attribute("data-item") or ""
        respond(site, section, is_right=wrong is not None and item not in wrong)
        check(section)
        go_on = page.locator(".course-quiz__nav button")
        expect(go_on).to_be_visible()
        is_last = go_on.text_content() == "Finish"
        go_on.click()
        seen.append(item)
        if is_last:
            expect(page.locator(".course-item")).to_have_count(0)
    return seen


def download(page: Page, name: str) -> str:
    """Press a button that gives a file and return what is in it."""
    with page.expect_download() as started:
        press(page, name)
    return Path(started.value.path()).read_bytes().decode()


def training_record(page: Page, site: Site) -> Any:
    """Return what the training team would receive."""
    visit(page, f"{site.url}my-record/")
    record = json.loads(download(page, "Download my training record"))
    return record | {"exported": ""}


def test_a_wrong_answer_comes_back_on_the_published_days(
    new_context: Callable[..., BrowserContext], site: Site
) -> None:
    """Wrong: the next day; right: two, then seven days later; wrong again: from the beginning.

    Items that were right at once never come. The training record is the same before and after.
    """
    page = new_context(timezone_id="Europe/Paris").new_page()
    go_to_day(page, 30, 11)
    items = take_quiz(page, site, QUIZ, wrong=2)
    before = training_record(page, site)
    visit(page, f"{site.url}review/")
    expect(page.get_by_text("Nothing is due today.")).to_be_visible()
    expect(page.get_by_text(f"1 December 2026: {len(items)} items")).to_be_visible()
    assert sorted(cards(page)) == sorted(items)

    go_to_day(page, 1)
    visit(page, f"{site.url}review/")
    expect(page.locator("course-review ol > li")).to_have_count(len(items))
    press(page, "Start the review")
    respond(site, page.locator(".course-item"), is_right=True)
    first = page.locator(".course-item").get_attribute("data-item") or ""
    check(page.locator(".course-item"))
    expect(page.get_by_text("This item comes back on 3 December 2026.")).to_be_visible()
    press(page, "Next")
    rest = go_through(page, site, wrong=None)
    assert sorted([first, *rest]) == sorted(items)
    expect(page.get_by_text(f"Done for today: 1 of {len(items)} right.")).to_be_visible()
    due = {item: card["due"] for item, card in cards(page).items()}
    assert due == dict.fromkeys(items, "2026-12-02") | {first: "2026-12-03"}

    go_to_day(page, 3)
    visit(page, f"{site.url}review/")
    press(page, "Start the review")
    go_through(page, site, wrong=set())
    assert cards(page)[first]["due"] == "2026-12-10"
    go_to_day(page, 10)
    visit(page, f"{site.url}review/")
    press(page, "Start the review")
    go_through(page, site, wrong={first})
    assert (cards(page)[first]["due"], cards(page)[first]["step"]) == ("2026-12-11", 0)

    after = training_record(page, site)
    assert after == before
    assert "2026-12" not in json.dumps(after)


def test_ten_items_a_day_a_calendar_and_an_end(
    new_context: Callable[..., BrowserContext], site: Site
) -> None:
    """More than ten wait; the calendar has all dates and nothing else; switch off; clear."""
    page = new_context(timezone_id="America/Los_Angeles").new_page()
    go_to_day(page, 30, 11)
    items = {*take_quiz(page, site, QUIZ, wrong=8)}
    items |= {*take_quiz(page, site, OTHER_QUIZ, wrong=8)}
    assert LIMIT < len(items) <= 2 * LIMIT
    go_to_day(page, 5)
    visit(page, f"{site.url}review/")
    expect(page.locator("course-review ol > li")).to_have_count(LIMIT)
    expect(page.locator("course-review ol > li").first).to_contain_text("due since 1 December 2026")
    waiting = len(items) - LIMIT
    expect(page.get_by_text(re.compile(rf"{waiting} more items? waits? for"))).to_be_visible()

    text = download(page, "Download the dates for my calendar")
    lines = text.removesuffix("\r\n").split("\r\n")
    assert not any("\n" in line or len(line.encode()) > 75 for line in lines)
    assert [line for line in lines if line.startswith("DTSTART")] == ["DTSTART;VALUE=DATE:20261206"]
    assert "DTSTAMP:20261205T100000Z" in lines
    whole = text.replace("\r\n ", "")
    assert f"URL:{site.url}review/\r\n" in whole
    profile = next(key.split("/")[0] for key in rows(page) if "/card/" in key)
    assert profile not in whole
    assert not [item for item in items if item in whole]

    press(page, "Start the review")
    assert len(go_through(page, site, wrong=None)) == LIMIT
    expect(page.get_by_text("Nothing is due today.")).to_be_visible()
    press(page, "Switch the review off")
    expect(page.get_by_text("The review is switched off.")).to_be_visible()
    visit(page, f"{site.url}review/")
    expect(page.get_by_role("button", name="Start the review")).to_have_count(0)
    press(page, "Switch the review on")
    expect(page.get_by_text("Nothing is due today.")).to_be_visible()
    press(page, "Clear my review")
    press(page, "Clear it")
    expect(page.locator(".course-review .course-status")).to_have_text("Your review is empty.")
    visit(page, f"{site.url}review/")
    expect(page.get_by_text("Your review is empty. Items come here")).to_be_visible()
    assert cards(page) == {}


def warm_up_items(page: Page, site: Site) -> list[str]:
    """Open the warm-up, answer everything rightly and return its items."""
    visit(page, f"{site.url}warm-up/")
    press(page, "Start the warm-up")
    return go_through(page, site, wrong=set())


def test_the_warm_up_changes_with_the_week(
    new_context: Callable[..., BrowserContext], site: Site
) -> None:
    """Five items of the modules done, mixed; the same on Sunday, others on Monday."""
    page = new_context(timezone_id="Europe/Paris").new_page()
    go_to_day(page, 27, 11)
    visit(page, f"{site.url}warm-up/")
    expect(page.get_by_text("Finish the quiz of a module first.")).to_be_visible()
    take_quiz(page, site, QUIZ, wrong=0)
    take_quiz(page, site, OTHER_QUIZ, wrong=0)
    go_to_day(page, 30, 11)
    monday = warm_up_items(page, site)
    banks = [item.split("/")[0] for item in monday]
    assert len(monday) == 5
    assert all(one != other for one, other in pairwise(banks))
    go_to_day(page, 6)
    assert warm_up_items(page, site) == monday
    assert cards(page) == {}
    go_to_day(page, 7)
    visit(page, f"{site.url}warm-up/")
    press(page, "Start the warm-up")
    other = go_through(page, site, wrong=None)
    assert other != monday
    assert sorted(cards(page)) == sorted(other)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_by_keyboard_and_without_violations(
    new_context: Callable[..., BrowserContext], site: Site, scheme: str
) -> None:
    """A wrong answer in a lesson is reviewed by keyboard; each state passes axe at 320 pixels."""
    context = new_context(320, color_scheme=scheme, timezone_id="Europe/Paris")
    context.add_init_script(path=AXE)
    page = context.new_page()
    go_to_day(page, 30, 11)
    visit(page, f"{site.url}resolved/person-first/")
    section = page.locator(".course-item").first
    item = section.get_attribute("data-item")
    respond(site, section, is_right=False)
    check(section)
    go_to_day(page, 1)
    visit(page, f"{site.url}review/")
    found = violations(page, "due")
    page.get_by_role("button", name="Start the review").focus()
    page.keyboard.press("Enter")
    section = page.locator(".course-item")
    expect(section).to_have_attribute("data-item", item or "")
    expect(section.locator(".course-item__stem")).to_be_focused()
    found += violations(page, "asked")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(10):
        if page.evaluate("document.activeElement.textContent") == "Check":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(section.locator(".course-result__verdict")).to_be_visible()
    found += violations(page, "checked")
    for _ in range(10):
        if page.evaluate("document.activeElement.textContent") == "Finish":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_focused()
    page.get_by_role("button", name="Clear my review").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Clear your review?")).to_be_focused()
    found += violations(page, "question")
    assert found == []


def test_without_javascript_it_explains_and_leads_to_the_quizzes(
    new_context: Callable[..., BrowserContext], site: Site
) -> None:
    """The schedule is there in words, the module quizzes are one click away, no item shows."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site.url}review/")
    expect(page.get_by_text("2, 7, 21, 60 and 120 days")).to_be_visible()
    expect(page.locator(".course-item")).to_have_count(0)
    assert page.locator("course-review li a").count() > 5
    page.locator("course-review li a").first.click()
    assert page.url.endswith("/quiz/")


def test_it_runs_from_a_folder(browser: Any, site: Site) -> None:
    """Opened as a file, without any server, the page starts and shows its panels."""
    context = browser.new_context()
    page = context.new_page()
    page.goto((site.folder / "review/index.html").as_uri())
    expect(page.get_by_text("Your review is empty. Items come here")).to_be_visible()
    context.close()
