"""The self-diagnosis of the real course: rated, compared, downloaded, printed, and never sent."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from .axe import AXE, violations
from .steps import visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

    from .building import Site

pytestmark = pytest.mark.browser

IS_SIDEWAYS = "() => document.documentElement.scrollWidth > innerWidth"


def address(site: Site) -> str:
    """Return the page of the instrument, in whichever module it stands."""
    [page] = site.folder.glob("*/self-diagnosis/index.html")
    return f"{site.url}{page.parent.relative_to(site.folder)}/"


def open_instrument(page: Page, site: Site) -> None:
    """Open the page and wait until its element is alive."""
    page.goto(address(site), wait_until="load")
    page.wait_for_selector("course-instrument[data-ready]")


def rate(page: Page, category: str, word: str) -> None:
    """Give every statement of a category the same rating."""
    section = page.locator(f'[data-category="{category}"]')
    for statement in section.locator(".course-rating").all():
        statement.get_by_label(word, exact=True).check()


def test_before_and_after_are_compared_and_kept(
    new_context: Callable[..., BrowserContext], site: Site
) -> None:
    """Profile, table and advice follow the ratings; a reload keeps them; the record has none."""
    page = new_context().new_page()
    open_instrument(page, site)
    expect(page.get_by_text("Your profile then appears here.")).to_be_visible()
    rate(page, "people", "Not at all")
    expect(page.locator(".course-status")).to_have_text("5 of 20 statements rated")
    expect(page.locator(".course-advice").first).to_contain_text("If you rated it low:")
    page.get_by_label("After the training", exact=True).check()
    rate(page, "people", "Mostly")
    page.reload()
    page.wait_for_selector("course-instrument[data-ready]")
    row = page.get_by_role("row").filter(has_text="People")
    expect(row.get_by_role("cell")).to_have_text(["0 %", "75 %", "+75 points"])
    expect(page.locator(".course-advice").first).to_contain_text("If you rated it high:")
    expect(page.get_by_role("img", name="Bars for each category")).to_be_visible()
    visit(page, f"{site.url}my-record/")
    expect(page.get_by_text("No finished quiz yet.")).to_be_visible()
    expect(page.locator("article").get_by_text("Twenty questions")).to_have_count(0)


def test_ratings_are_a_table_to_take_along_and_can_be_deleted(
    new_context: Callable[..., BrowserContext], site: Site
) -> None:
    """The file opens as a table of 20 statements; deleting asks once more."""
    page = new_context().new_page()
    open_instrument(page, site)
    rate(page, "finance", "Partly")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my ratings as a table").click()
    text = download.value.path().read_bytes().decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    assert download.value.suggested_filename == "self-diagnosis.csv"
    assert head == ["Category", "Statement", "Before", "After", "In 30 days"]
    assert len(rows) == 20
    assert [row[2:] for row in rows if row[0] == "Finance"] == [["3", "", ""]] * 5
    page.get_by_role("button", name="Delete the ratings of this occasion").click()
    expect(page.locator(".course-rating input:checked")).to_have_count(5)
    page.get_by_role("button", name="Press again to delete them for good").click()
    expect(page.locator(".course-rating input:checked")).to_have_count(0)


def test_the_team_sheet_is_for_paper_only(
    new_context: Callable[..., BrowserContext], site: Site
) -> None:
    """On paper it has the steps and room to write; on the screen it is not there."""
    page = new_context().new_page()
    open_instrument(page, site)
    sheet = page.locator(".course-instrument__sheet")
    expect(sheet).to_be_hidden()
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print a team sheet").click()
    page.emulate_media(media="print")
    expect(sheet).to_be_visible()
    expect(page.locator(".course-category__team").first).to_be_visible()
    expect(page.get_by_role("button", name="Print a team sheet")).to_be_hidden()


def test_without_scripts_it_is_a_list_to_read(
    new_context: Callable[..., BrowserContext], site: Site
) -> None:
    """Statements, scale and all advice stand there without JavaScript."""
    page = new_context(java_script_enabled=False).new_page()
    page.goto(address(site))
    expect(page.locator(".course-rating")).to_have_count(20)
    expect(page.locator("course-instrument noscript p")).to_be_visible()
    advice = page.locator('[data-category="finance"] details')
    advice.locator("summary").click()
    expect(advice.get_by_text("If you rated it low:")).to_be_visible()


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (npm ci)")
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_no_barrier_before_or_after_rating(
    new_context: Callable[..., BrowserContext], site: Site, scheme: str, width: int
) -> None:
    """Axe finds nothing, nothing runs out sideways, and the arrows rate without a mouse."""
    context = new_context(width, color_scheme=scheme)
    context.add_init_script(path=AXE)
    page = context.new_page()
    open_instrument(page, site)
    found = violations(page, "empty")
    rate(page, "people", "Fully")
    page.locator(".course-rating").first.get_by_label("Fully").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".course-rating").first.get_by_label("Fully")).not_to_be_checked()
    found += violations(page, "rated")
    assert found == []
    assert page.evaluate(IS_SIDEWAYS) is False
