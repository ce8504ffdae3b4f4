"""A record quiz: no feedback, a review, an attestation, and what remains afterwards."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from .conftest import Site

pytestmark = pytest.mark.browser

ATTESTATION = "I answered these items myself, without help from other people."


def press(page: Page, name: str) -> None:
    """Activate a button with the keyboard."""
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def answer_all(page: Page) -> None:
    """Respond to the four drawn items and go to the review."""
    press(page, "Start")
    for position in range(4):
        item = page.locator(".course-item:visible")
        if item.get_attribute("data-interaction") == "fill-in":
            item.get_by_role("textbox").fill("sorry")
        else:
            item.locator("[value=a]").check()
        press(page, "Review and hand in" if position == 3 else "Next")


def hand_in(page: Page, name: str | None = None) -> None:
    """Confirm and hand in; give a name where one is asked for."""
    if name:
        page.get_by_label("Your name").fill(name)
    page.get_by_label(ATTESTATION).check()
    press(page, "Hand in")
    expect(page.locator("h2:focus")).to_have_text("Your answers are saved")


def download(page: Page) -> Any:
    """Return the training record as the learner gets it."""
    with page.expect_download() as started:
        page.get_by_role("button", name="Download my training record").click()
    assert started.value.suggested_filename == "training-record.json"
    return json.loads(Path(started.value.path()).read_text(encoding="utf-8"))


def test_nothing_is_checked_while_answering(visit: Callable[[str], Page]):
    """There is no check button and no verdict anywhere."""
    page = visit("record.html")
    press(page, "Start")
    expect(page.get_by_role("button", name="Check")).to_have_count(0)
    expect(page.locator(".course-result__verdict")).to_have_count(0)


def test_the_review_names_open_items_and_leads_back(visit: Callable[[str], Page]):
    """Each unanswered item is listed by its stem and reachable."""
    page = visit("record.html")
    press(page, "Start")
    for _ in range(3):
        press(page, "Next")
    press(page, "Review and hand in")
    expect(page.locator("h2:focus")).to_have_text("Before you hand in")
    expect(page.get_by_text("4 items have no answer yet:")).to_be_visible()
    page.get_by_role("button", name=re.compile(r"^3\. ")).click()
    expect(page.locator("legend:focus")).to_contain_text("Item 3 of 4")


def test_name_and_attestation_are_required(visit: Callable[[str], Page]):
    """What is missing is said in words, and the focus goes there."""
    page = visit("record.html")
    answer_all(page)
    expect(page.get_by_text("Every item has an answer.")).to_be_visible()
    press(page, "Hand in")
    expect(page.get_by_role("alert")).to_have_text(
        "Not handed in yet. Write your name. Tick the sentence above to confirm it."
    )
    expect(page.get_by_label("Your name")).to_be_focused()
    page.get_by_label("Your name").fill("Ana Pop")
    press(page, "Hand in")
    expect(page.get_by_role("alert")).to_have_text(
        "Not handed in yet. Tick the sentence above to confirm it."
    )
    expect(page.get_by_label(ATTESTATION)).to_be_focused()


def test_the_record_holds_what_was_answered(visit: Callable[[str], Page]):
    """The download has the attempt with name, sentence and one response per drawn item."""
    page = visit("record.html")
    answer_all(page)
    hand_in(page, "Ana Pop")
    expect(page.get_by_text(re.compile(r"Handed in on \d+ \w+ \d{4}"))).to_be_visible()
    expect(page.locator(".course-score")).to_have_count(0)
    expect(page.get_by_role("link", name="My training record")).to_have_attribute(
        "href", "my-record.html"
    )
    record = download(page)
    [attempt] = record["attempts"]
    assert attempt["declared_name"] == "Ana Pop"
    assert attempt["attestation"] == ATTESTATION
    assert sorted(str(row["response"]) for row in attempt["responses"]) == [
        "['sorry']",
        "a",
        "a",
        "a",
    ]


def test_the_name_is_asked_once_and_attempts_are_counted(visit: Callable[[str], Page]):
    """The second attempt knows the name; after the last allowed one there is no other."""
    page = visit("record.html")
    answer_all(page)
    hand_in(page, "Ana Pop")
    press(page, "New attempt")
    for position in range(4):
        press(page, "Review and hand in" if position == 3 else "Next")
    expect(page.get_by_label("Your name")).to_have_count(0)
    hand_in(page)
    expect(page.get_by_role("button", name="New attempt")).to_have_count(0)
    attempts = download(page)["attempts"]
    assert [row["seq"] for row in attempts] == [1, 2]
    assert attempts[1]["previous"]


def test_a_revealed_quiz_shows_an_indicative_result(visit: Callable[[str], Page]):
    """With the keys in the page the result appears at once, as what it is."""
    page = visit("reveal.html")
    answer_all(page)
    hand_in(page, "Ana Pop")
    expect(page.get_by_text("Indicative result.")).to_be_visible()
    expect(page.locator(".course-score")).to_have_text("100 % (4 of 4 points)")


def test_two_people_on_one_computer(visit: Callable[[str], Page]):
    """The second person sees nothing of the first; switching back brings everything back."""
    page = visit("record.html")
    answer_all(page)
    hand_in(page, "Ana Pop")
    home = visit("home.html")
    home.get_by_text("Someone else learns here").click()
    home.get_by_label("Your name").fill("Ben")
    home.keyboard.press("Enter")
    expect(home.get_by_role("status").filter(has_text="You learn as Ben.")).to_be_focused()
    expect(page.get_by_text("4 items in this quiz.")).to_be_visible()
    expect(page.get_by_text("Another person now learns in this browser")).to_be_visible()
    record = visit("my-record.html")
    expect(record.get_by_text("No finished quiz yet.")).to_be_visible()
    home.get_by_text("Someone else learns here").click()
    home.get_by_role("button", name="Switch to Ana Pop").click()
    expect(record.get_by_role("row", name="Final assessment")).to_be_visible()


def test_finish_and_clear_this_computer(visit: Callable[[str], Page]):
    """One step offers the record first; then nothing is left."""
    page = visit("record.html")
    answer_all(page)
    hand_in(page, "Ana Pop")
    home = visit("my-record.html")
    press(home, "Finish and clear this computer")
    expect(home.locator("h3:focus")).to_have_text("Clear everything of Ana Pop?")
    assert download_in_question(home)["declared_name"] == "Ana Pop"
    press(home, "Delete everything")
    expect(home.get_by_text("Everything of this person is deleted")).to_be_visible()
    expect(home.get_by_text("No finished quiz yet.")).to_be_visible()
    expect(page.get_by_text("4 items in this quiz.")).to_be_visible()
    everything = """async () => {
      const texts = [JSON.stringify({ ...localStorage })];
      for (const { name } of await indexedDB.databases()) {
        const db = await new Promise((done) => {
          indexedDB.open(name).onsuccess = (e) => done(e.target.result);
        });
        const rows = db.transaction("rows").objectStore("rows").getAll();
        await new Promise((done) => { rows.onsuccess = done; });
        texts.push(JSON.stringify(rows.result));
      }
      return texts.join();
    }"""
    left = home.evaluate(everything)
    assert "Ana Pop" not in left
    assert "sorry" not in left


def download_in_question(page: Page) -> Any:
    """Download from inside the question."""
    with page.expect_download() as started:
        page.locator(".course-clear").get_by_role("button", name="Download").click()
    return json.loads(Path(started.value.path()).read_text(encoding="utf-8"))


def test_a_result_file_leads_to_the_certificate(
    visit: Callable[[str], Page], site: Site, tmp_path: Path
):
    """Until the result is known the page confirms; with it there is a certificate."""
    page = visit("record.html")
    answer_all(page)
    hand_in(page, "Ana Pop")
    [attempt] = download(page)["attempts"]
    certificate = visit("certificate.html")
    expect(certificate.get_by_text("The result is not known yet.")).to_be_visible()
    record = visit("my-record.html")
    expect(record.get_by_role("row", name="Saved, not graded yet")).to_be_visible()
    result = {
        "schema": "coursewright/result/1",
        "course": attempt["course"],
        "attempt": attempt["attempt"],
        "quiz": attempt["quiz"],
        "quiz_version": attempt["quiz_version"],
        "score": "0.8333",
        "passed": True,
        "graded": "2026-11-22T10:00:00Z",
    }
    chooser = record.get_by_label("Open a result file")
    bad = tmp_path / "bad.json"
    bad.write_text("<html>", encoding="utf-8")
    chooser.set_input_files(bad)
    expect(record.get_by_text("That file is not a result file of this course.")).to_be_visible()
    good = tmp_path / "result.json"
    good.write_text(json.dumps(result), encoding="utf-8")
    chooser.set_input_files(good)
    expect(record.get_by_role("row", name="83.3 %, passed")).to_be_visible()
    sheet = certificate.locator(".course-sheet")
    expect(sheet).to_contain_text("Ana Pop")
    expect(sheet).to_contain_text("Customer service")
    expect(sheet).to_contain_text("Valid until")
    expect(sheet).to_contain_text("The training team")
    assert site.url in certificate.url
