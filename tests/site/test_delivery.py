"""The final assessment on the real site with a real intake: graded at once, or once online."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from tests.browser.delivery.harness import Intake
from tests.patience import PATIENCE_MS

from coursewright.generating.forms import key_form, public_form
from coursewright.pipeline import load_course

from .axe import AXE, violations
from .building import ROOT, Site, build_with_intake, strict_policy, theme_scripts
from .server import Server
from .steps import current, hand_in, press, respond, visit
from .watching import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

QUIZ = "final-assessment/quiz/"
IS_SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


class Assessment(Site):
    """The built site with the keys of its record quiz, which are in no file of the site."""

    def item(self, item: str) -> tuple[dict[str, Any], dict[str, Any] | None]:
        """Return public form and key of an item."""
        items, keys = forms_of(item.partition("/")[0])
        return items[item], keys[item]


@cache
def forms_of(quiz: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the public forms and the keys of all items of a quiz of the real course."""
    loaded = load_course(ROOT)
    assert loaded.course is not None
    [pool] = [pool for pool in loaded.pools if pool.quiz.id == quiz]
    return public_form(pool, loaded.course)["items"], key_form(pool, loaded.course)


@pytest.fixture(scope="module")
def own_server() -> Iterator[Server]:
    """Serve this site alone: its policy names the intake."""
    with Server() as running:
        yield running


@pytest.fixture(scope="module")
def intake(own_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Intake]:
    """Start the real intake with the banks of the real course."""
    ledger = tmp_path_factory.mktemp("intake") / "ledger"
    with Intake(ledger, [own_server.origin], more={"root": str(ROOT)}) as running:
        yield running


@pytest.fixture(scope="module")
def graded(
    own_server: Server, intake: Intake, tmp_path_factory: pytest.TempPathFactory
) -> Assessment:
    """Build the real course for that intake."""
    out = tmp_path_factory.mktemp("graded") / "site"
    url = f"{own_server.origin}/"
    own_server.mounts["/"] = build_with_intake(ROOT, out, url, intake.url)
    scripts = theme_scripts(tmp_path_factory.mktemp("theme") / "plain")
    own_server.policy = strict_policy(scripts, intake.url)
    return Assessment(url, out)


class WatchWithIntake(Watch):
    """Allows requests to the intake, and the network errors of a learner who is offline."""

    intake = ""

    def _request(self, request: Any) -> None:
        if not request.url.startswith(f"{self.intake}/"):
            super()._request(request)

    def _console(self, message: Any) -> None:
        if "ERR_INTERNET_DISCONNECTED" not in message.text:
            super()._console(message)


@pytest.fixture
def start(
    browser: Browser, graded: Assessment, intake: Intake
) -> Iterator[Callable[..., BrowserContext]]:
    """Give a function that opens an empty context; any violation of the policy fails the test."""
    watch = WatchWithIntake(graded.url.rstrip("/"))
    watch.intake = intake.url
    contexts: list[BrowserContext] = []

    def new(width: int = 1280, **options: Any) -> BrowserContext:
        size = {"width": width, "height": 900}
        context = browser.new_context(
            viewport=size, reduced_motion="reduce", locale="en-GB", **options
        )
        context.set_default_timeout(PATIENCE_MS)
        if AXE.is_file():
            context.add_init_script(path=AXE)
        watch.attach(context)
        contexts.append(context)
        return context

    yield new
    for context in contexts:
        context.close()
    assert watch.problems == []


def answer(page: Page, site: Assessment, *, wrong: int = 0) -> None:
    """Answer the whole assessment, so many items wrongly, and go to the review."""
    press(page, "Start")
    page.get_by_label("Show all items on one page").check()
    for place, section in enumerate(current(page).all()):
        respond(site, section, is_right=place >= wrong)
    press(page, "Review and hand in")


def checked(page: Page, state: str) -> list[str]:
    """Return what axe finds; nothing where it is not installed."""
    return violations(page, state) if AXE.is_file() else []


def test_a_sealed_assessment_is_graded_at_once(
    start: Callable[..., BrowserContext], graded: Assessment, intake: Intake
) -> None:
    """Passed: score, word, lessons and certificate are there, right after handing in."""
    page = start().new_page()
    visit(page, graded.url + QUIZ)
    expect(page.get_by_text("your responses are sent to your training team")).to_be_visible()
    answer(page, graded, wrong=2)
    hand_in(page)
    result = page.locator("course-result")
    expect(result.locator(".course-score")).to_contain_text("Your result: 9")
    expect(result.locator(".course-result__verdict")).to_have_text("Passed")
    expect(page.locator("h2:focus")).to_have_text("Your answers are saved")
    expect(result.get_by_role("listitem").first).to_contain_text("%")
    expect(page.get_by_text("not delivered yet")).to_have_count(0)
    assert checked(page, "passed") == []
    page.reload()
    expect(result.locator(".course-result__verdict")).to_have_text("Passed")
    result.get_by_role("link", name="Open your certificate").click()
    expect(page.locator(".course-sheet__name")).to_have_text("Ana Pop")
    visit(page, f"{graded.url}my-record/")
    expect(page.get_by_role("row", name="passed")).to_be_visible()
    assert len(intake.stored()) >= 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_failed_assessment_leads_back_to_the_lessons(
    start: Callable[..., BrowserContext], graded: Assessment, scheme: str
) -> None:
    """Each objective below the mastery score has its lesson, reachable by keyboard at 320 px."""
    page = start(320, color_scheme=scheme).new_page()
    visit(page, graded.url + QUIZ)
    answer(page, graded, wrong=20)
    hand_in(page)
    result = page.locator("course-result")
    expect(result.locator(".course-result__verdict")).to_have_text("Not passed yet")
    links = result.get_by_role("link", name="Read again: ")
    expect(links.first).to_be_visible()
    expect(result.get_by_role("link", name="Open your certificate")).to_have_count(0)
    assert not page.evaluate(IS_SIDEWAYS)
    assert checked(page, f"failed, {scheme}") == []
    rows = result.get_by_role("listitem").all_inner_texts()
    shares = [[float(share) for share in re.findall(r"([\d.]+)\s%", row)] for row in rows]
    assert all(row == sorted(row) for row in shares)
    assert [row[0] for row in shares] == sorted(row[0] for row in shares)
    lessons = [re.sub(r"(\s[\d.]+\s%,?)+$", "", row) for row in rows]
    assert len(set(lessons)) == len(lessons)
    page.keyboard.press("Tab")
    expect(links.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("course-lesson")).to_be_attached()


def test_offline_answers_are_graded_once_online(
    start: Callable[..., BrowserContext], graded: Assessment
) -> None:
    """Offline the page says what happens; back online the result comes without a click."""
    context = start()
    page = context.new_page()
    visit(page, graded.url + QUIZ)
    answer(page, graded)
    context.set_offline(True)
    hand_in(page)
    expect(page.locator("course-result")).to_contain_text("will be sent when you are online")
    expect(page.get_by_text("1 result not delivered yet.")).to_be_visible()
    assert checked(page, "offline") == []
    press(page, "Try now")
    expect(page.get_by_text("1 result not delivered yet.")).to_be_visible()
    with page.expect_download() as started:
        page.locator("course-delivery").get_by_role("button", name="Download").click()
    [attempt] = json.loads(started.value.path().read_text(encoding="utf-8"))["attempts"]
    context.set_offline(False)
    expect(page.locator("course-result .course-score")).to_have_text("Your result: 100 %")
    expect(page.get_by_text("Everything is delivered.")).to_be_visible()
    assert attempt["declared_name"] == "Ana Pop"


def test_delivery_survives_instant_navigation(
    start: Callable[..., BrowserContext], graded: Assessment, intake: Intake
) -> None:
    """From page to page one sender works on: each record is posted once."""
    intake.control(forget=True)
    page = start().new_page()
    visit(page, graded.url)
    page.wait_for_load_state("networkidle")
    page.evaluate("window.isStillHere = true")
    for name in ("RESOLVED, a plan for upset customers", "Quiz: RESOLVED", "Home") * 2:
        page.get_by_role("link", name=name, exact=True).first.click()
        expect(page.locator("course-delivery[data-ready]")).to_be_attached()
    page.get_by_role("link", name="Go to the final assessment").click()
    page.wait_for_url(graded.url + QUIZ)
    answer(page, graded)
    hand_in(page)
    expect(page.locator("course-result .course-score")).to_be_visible()
    assert page.evaluate("window.isStillHere")
    assert list(intake.control()["posts"].values()) == [1]


def test_a_personal_link_works_with_instant_navigation(
    start: Callable[..., BrowserContext], graded: Assessment
) -> None:
    """The fragment never comes back: not after a page change, a reload, back or forward."""
    from tests.browser_elements.test_personal_link import token  # noqa: PLC0415 - loads a folder

    page = start().new_page()
    link = token(aud=load_course(ROOT).course.id)  # type: ignore[union-attr]
    page.goto(f"{graded.url}#e={link}")
    expect(page.get_by_text("You are using your personal link. Your path: Core")).to_be_visible()
    page.get_by_role("link", name="RESOLVED, a plan for upset customers").first.click()
    page.wait_for_url(f"{graded.url}resolved/")
    page.go_back()
    page.wait_for_url(graded.url)
    expect(page.get_by_text("You are using your personal link.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("You are using your personal link.")).to_be_visible()
    assert page.url == graded.url
