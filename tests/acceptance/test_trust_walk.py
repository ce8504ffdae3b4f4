"""The tutorial “From roster to report”, walked with the real commands and three real browsers."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Final

import openpyxl
import pytest
from tests.acceptance.learners import WRONG, Learners
from tests.acceptance.office import PAGE, Office, copy_sources
from tests.acceptance.taking import formulas, rows
from tests.handbook.pages import split_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.acceptance, pytest.mark.xdist_group("trust")]

DRAWN: Final = 30


@pytest.fixture(scope="module")
def office(
    serve: Callable[[Path], str], free_port: int, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    """Steps 1 to 3: key, links, the published course and its intake."""
    root = copy_sources(tmp_path_factory.mktemp("office"))
    www = tmp_path_factory.mktemp("www")
    (www / "current").mkdir()
    base = serve(www / "current")
    (www / "current").rmdir()  # the publish puts its link in this place
    intake = f"http://127.0.0.1:{free_port}/intake"
    settings = root / "modules" / "course.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("intake: none", f"intake: {intake}"), encoding="utf-8")
    (roster,) = [block for block in split_page(PAGE)[1] if block.language == "csv"]
    (root / "roster.csv").write_text(roster.text, encoding="utf-8")
    (root / "inbox").mkdir()
    desk = Office(root, base, www, intake)
    try:
        desk.follow("keys new")
        desk.follow("enrol roster.csv")
        desk.follow("publish")
        yield desk
    finally:
        desk.close()


@pytest.fixture(scope="module")
def walked(browser: Browser, office: Office) -> Office:
    """Steps 4 to 7: three learners, two files, import, report and proof."""
    learners = Learners(browser, office)
    take_with_result(learners)
    take_offline(learners)
    cheat(learners)
    office.close()
    office.follow("records import inbox/")
    office.follow("report")
    office.follow("records verify")
    assert office.blocks == []
    return office


def take_with_result(learners: Learners) -> None:
    """Amélie hands in and reads her result on the same page, and the certificate opens."""
    context, page = learners.open("Amélie Laurent")
    learners.take(page, "Amélie Laurent")
    page.get_by_text("Your result: 90 %").wait_for()
    page.get_by_text("Passed", exact=True).wait_for()
    page.get_by_role("link", name=re.compile("^Read again: ")).first.wait_for()
    page.get_by_role("link", name="Open your certificate").click()
    page.get_by_role("heading", name="Certificate").first.wait_for()
    page.get_by_text("has completed the course").wait_for()
    context.close()


def take_offline(learners: Learners) -> None:
    """Bogdan's network is gone; his page says so and gives him the file."""
    context, page = learners.open("Bogdan Ionescu")
    context.set_offline(True)
    learners.take(page, "Bogdan Ionescu")
    page.get_by_text("1 result not delivered yet.").first.wait_for()
    record = learners.download(page, learners.office.root / "inbox" / "bogdan.json")
    assert [attempt["quiz"] for attempt in record["attempts"]] == ["final"]
    assert "Bogdan" not in json.dumps(record, ensure_ascii=False)
    context.close()


def cheat(learners: Learners) -> None:
    """Chiara fails, and puts better responses into her file."""
    context, page = learners.open("Chiara Rossi")
    learners.take(page, "Chiara Rossi")
    page.get_by_text("Your result: 60 %").wait_for()
    path = learners.office.root / "inbox" / "chiara.json"
    page.goto(f"{learners.office.base}/my-record/")
    record = learners.download(page, path)
    context.close()
    items = learners.bank["items"]
    changed = 0
    for response in record["attempts"][0]["responses"]:
        credits_ = (items[response["item"]]["key"] or {}).get("credits", {})
        best = next((option for option, credit in credits_.items() if credit == "1"), None)
        if best is not None and response["response"] != best:
            response["response"] = best
            changed += 1
    assert changed >= DRAWN // 10
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")


def timeless(text: str) -> str:
    """Return an output without the minute in which somebody handed in."""
    return re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "DAY TIME", text)


def shown_outputs() -> dict[str, str]:
    """Return what the tutorial shows below each command: first two words -> text."""
    found: dict[str, str] = {}
    last = ""
    for block in split_page(PAGE)[1]:
        if block.language == "console":
            line = block.text.strip().splitlines()[-1]
            last = " ".join(line.removeprefix(".venv/bin/course ").split()[:2])
        elif block.language == "text":
            found[last] = block.text
    return found


def test_the_outputs_are_those_of_the_tutorial(walked: Office) -> None:
    """Import, report and proof print what the page shows, to the letter."""
    shown = shown_outputs()

    assert set(shown) == {"records import", "report --out", "records verify"}
    assert {words: timeless(walked.outputs[words]) for words in shown} == {
        words: timeless(text) for words, text in shown.items()
    }


def test_every_figure_of_the_report_is_right(walked: Office) -> None:
    """Amélie passed with 27 of 30, Bogdan with 30, Chiara failed with 18; one record each."""
    workbook = openpyxl.load_workbook(walked.root / "reports" / "completions.xlsx")
    finals = {row["Name"]: row for row in rows(workbook["Completions"]) if row["Kind"] == "record"}
    scores = {name: row["Best score"] for name, row in finals.items()}

    assert scores == {name: pytest.approx((DRAWN - wrong) / DRAWN) for name, wrong in WRONG.items()}
    assert {name: row["Status"] for name, row in finals.items()} == {
        "Amélie Laurent": "passed",
        "Bogdan Ionescu": "passed",
        "Chiara Rossi": "failed",
    }
    assert {row["Attempts"] for row in finals.values()} == {1}
    assert {row["Employee id"] for row in finals.values()} == {"00417", "00418", "00419"}
    assert formulas(workbook) == []


def test_the_machine_readable_report_agrees(walked: Office) -> None:
    """The CSV holds the same three people with department, place and exact scores."""
    with (walked.root / "reports" / "completions.csv").open(encoding="utf-8", newline="") as file:
        table = [row for row in csv.DictReader(file) if row["kind"] == "record"]

    assert {(row["employee_id"], row["department"], row["best_score"]) for row in table} == {
        ("00417", "Front desk", "0.9000"),
        ("00418", "Call centre", "1.0000"),
        ("00419", "Call centre", "0.6000"),
    }


def test_nothing_private_is_in_the_published_site(walked: Office) -> None:
    """No key, name, link or record of HR's is in any file of the site."""
    secrets = [
        *(path.read_bytes().strip() for path in (walked.root / "keys").iterdir()),
        *(name.encode() for name in WRONG),
        walked.link_of("Amélie Laurent").rpartition("#e=")[2].encode(),
    ]
    site = [path for path in (walked.www / "current").rglob("*") if path.is_file()]
    found = {
        path.name: secret for path in site for secret in secrets if secret in path.read_bytes()
    }

    assert len(site) > len(secrets)
    assert found == {}
