"""Progress, the way back, and names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser


def test_a_new_learner_sees_where_nothing_is_done(visit: Callable[[str], Page]):
    """Before anything is opened, each module is not started and there is no way back."""
    page = visit("home.html")
    expect(page.locator(".course-progress__state")).to_have_text(["Not started", "Not started"])
    expect(page.locator("course-continue")).to_be_hidden()


def test_progress_in_words(visit: Callable[[str], Page]):
    """Lessons read and the quiz's state are said in words, on an open page at once."""
    home = visit("home.html")
    module = visit("module.html")
    visit("lesson.html")
    state = home.locator(".course-progress__state").first
    expect(state).to_have_text("1 of 2 lessons read")
    expect(module.locator("[data-lesson='m04/person-first']")).to_contain_text("Read")
    quiz = visit("practice.html")
    quiz.get_by_role("button", name="Start").click()
    expect(state).to_have_text("1 of 2 lessons read · Quiz begun")
    for position in range(4):
        item = quiz.locator(".course-item:visible")
        if item.get_attribute("data-interaction") == "fill-in":
            item.get_by_role("textbox").fill("sorry")
        else:
            item.locator("[value=a]").check()
        quiz.get_by_role("button", name="Finish" if position == 3 else "Next").click()
    expect(state).to_have_text("1 of 2 lessons read · Quiz passed (100 %)")


def test_continue_leads_to_the_last_page(visit: Callable[[str], Page]):
    """The home page links the lesson that was opened last."""
    visit("lesson.html")
    home = visit("home.html")
    link = home.get_by_role("link", name="R and E: the person first")
    expect(home.locator("course-continue")).to_contain_text("Continue where you left off")
    link.click()
    expect(home.get_by_role("heading", name="R and E: the person first")).to_be_visible()


def test_a_name_is_text(visit: Callable[[str], Page]):
    """Markup in a name stays text wherever the name is shown."""
    page = visit("home.html")
    page.get_by_label("Your name").fill("<img src=x onerror=window.hacked=1>")
    page.get_by_role("button", name="Save name").click()
    expect(page.get_by_text("You learn as <img src=x").first).to_be_visible()
    page.reload()
    expect(page.get_by_text("You learn as <img src=x").first).to_be_visible()
    assert page.locator("img").count() == 0
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("name", ["lesson.html", "practice.html", "home.html", "my-record.html"])
def test_nothing_scrolls_sideways_at_320_px(visit: Callable[[str], Page], name: str):
    """At 320 px, which is 400 % zoom, every page still fits."""
    page = visit(name)
    page.set_viewport_size({"width": 320, "height": 700})
    if name == "practice.html":
        page.get_by_role("button", name="Start").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("name", ["lesson.html", "practice.html", "home.html", "my-record.html"])
def test_axe_finds_nothing(visit: Callable[[str], Page], name: str, scheme: str):
    """No accessibility rule is broken, before and after answering, light and dark."""
    script = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
    if not script.is_file():
        pytest.skip("axe-core is not installed")
    page = visit(name)
    page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme; }", scheme)
    page.emulate_media(reduced_motion="reduce")
    page.add_script_tag(path=script)
    assert violations(page) == []
    if name == "practice.html":
        page.get_by_role("button", name="Start").click()
    if name in {"lesson.html", "practice.html"}:
        for section in page.locator(".course-item:visible").all():
            respond_wrongly(section)
        expect(page.locator(".course-result__verdict").first).to_be_visible()
        assert violations(page) == []


def respond_wrongly(section: Locator) -> None:
    """Give a response that is mostly wrong and check it: the page then shows every verdict."""
    kind = section.get_attribute("data-interaction")
    if kind in {"choice", "true-false", "likert"}:
        section.locator("input").last.check()
    elif kind == "matching":
        section.locator("select").first.select_option("c")
    elif kind == "long-fill-in":
        section.locator("textarea").fill("sorry")
    elif kind != "sequencing":
        section.locator("input").first.fill("sorry")
    section.locator(".course-item__actions button").click()


def violations(page: Page) -> list[str]:
    """Return what axe finds, one line per rule and element."""
    return page.evaluate(
        """async () => {
          const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
          const { violations } = await axe.run({ runOnly: tags });
          return violations.flatMap(({ id, nodes }) =>
            nodes.map(({ html, any }) => [id, html, ...any.map((a) => a.message)].join(" ")));
        }"""
    )
