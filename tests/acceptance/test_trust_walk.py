"""The tutorial “From roster to report”, walked with the real commands and three real browsers."""

from __future__ import annotations

import csv
import json
import re
import shlex
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import openpyxl
import pytest
from tests.acceptance.keyboard import KeyboardLearner
from tests.acceptance.taking import formulas, hand_in, read_bank, rows, take_quiz
from tests.handbook.pages import HANDBOOK, Block, split_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.acceptance, pytest.mark.xdist_group("trust")]

PAGE: Final = HANDBOOK / "tutorials" / "from-roster-to-report.md"
COMMAND: Final = (sys.executable, "-m", "coursewright.cli.main")
SITE: Final = "https://training.example.com/service/"
ORIGIN: Final = "https://training.example.com"
PUBLIC_FOLDER: Final = "/srv/www/course"
DRAWN: Final = 30
WRONG: Final = {"Amélie Laurent": 3, "Bogdan Ionescu": 0, "Chiara Rossi": 12}
PATIENCE_S: Final = 60


class Office:
    """HR's desk: the course folder, and the tutorial's commands in their order."""

    def __init__(self, root: Path, base: str, www: Path, intake: str) -> None:
        self.root = root
        self.base = base
        self.www = www
        self.intake = intake
        self.blocks = [block for block in split_page(PAGE)[1] if block.language == "console"]
        self.outputs: dict[str, str] = {}
        self.service: subprocess.Popen[str] | None = None

    def follow(self, first_words: str) -> None:
        """Type every command of the tutorial's next block, which must begin as it says."""
        block = self.blocks.pop(0)
        assert block.text.startswith(f".venv/bin/course {first_words}"), block
        for line in block.text.splitlines():
            words = self._local(shlex.split(line.removeprefix(".venv/bin/course ")))
            if words[0] == "intake":
                self._start(words)
            else:
                self._run(block, words)

    def _local(self, words: list[str]) -> list[str]:
        """Return the words with this machine's addresses in place of the example's."""
        places = {SITE: f"{self.base}/", ORIGIN: self.base, PUBLIC_FOLDER: str(self.www)}
        return [places.get(word, word) for word in words]

    def _run(self, block: Block, words: list[str]) -> None:
        done = subprocess.run(
            [*COMMAND, *words], cwd=self.root, check=False, capture_output=True, text=True
        )
        assert "Traceback" not in done.stderr, done.stderr
        # An import exits with 1 when a record was refused, as one is here.
        expected = 1 if words[:2] == ["records", "import"] else 0
        assert done.returncode == expected, f"{block}\n{done.stdout}{done.stderr}"
        self.outputs[" ".join(words[:2])] = done.stdout + done.stderr

    def _start(self, words: list[str]) -> None:
        port = self.intake.rpartition(":")[2].removesuffix("/intake")
        self.service = subprocess.Popen(
            [*COMMAND, *words, "--port", port], cwd=self.root, stderr=subprocess.PIPE, text=True
        )
        assert self.service.stderr is not None
        end = time.monotonic() + PATIENCE_S
        for line in self.service.stderr:
            if self.intake in line:
                return
            assert time.monotonic() < end, "the intake does not say where it listens"
        message = "the intake ended without saying where it listens"
        raise AssertionError(message)

    def close(self) -> None:
        """Stop the intake as an administrator does; it ends without an error."""
        if self.service is not None:
            self.service.send_signal(signal.SIGTERM)
            assert self.service.wait(PATIENCE_S) == 0
            assert self.service.stderr is not None
            self.service.stderr.close()
            self.service = None

    def link_of(self, name: str) -> str:
        """Return a person's link, as the mail merge would take it from the table."""
        text = (self.root / "enrolment" / "links.csv").read_text(encoding="utf-8-sig")
        (link,) = [row["link"] for row in csv.DictReader(text.splitlines()) if row["name"] == name]
        return link


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


def copy_sources(folder: Path) -> Path:
    """Copy the bundled course, so that nothing is written into the repository."""
    from tests.handbook.scratch import copy_course  # noqa: PLC0415 - one copy of that knowledge

    return copy_course(folder)


class Learners:
    """Three people with their own browsers."""

    def __init__(self, browser: Browser, office: Office) -> None:
        self.browser = browser
        self.office = office
        self.bank = read_bank(office.root, "final")

    def open(self, name: str) -> tuple[BrowserContext, Page]:
        """Open a person's link, go to the assessment, and see that nobody is greeted by name."""
        context = self.browser.new_context(accept_downloads=True)
        # Nobody answers thirty items in ten seconds: the page's clock is set back, and jumps below.
        context.clock.install(time=datetime.now(UTC) - timedelta(minutes=6))
        page = context.new_page()
        page.goto(self.office.link_of(name))
        page.get_by_text("You are using your personal link. Your path: Core course.").wait_for()
        assert "#" not in page.url
        assert name.split(maxsplit=1)[0] not in page.content()
        page.goto(f"{self.office.base}/final-assessment/quiz/")
        page.locator("course-quiz[data-ready]").wait_for()
        return context, page

    def take(self, page: Page, name: str) -> None:
        """Take the assessment with a person's number of mistakes; no name is asked for."""
        learner = KeyboardLearner(page, self.bank)
        take_quiz(learner, is_record=True, wrong=WRONG[name])
        assert page.get_by_label("Your name").count() == 0
        page.clock.fast_forward("05:00")
        hand_in(learner)

    def download(self, page: Page, path: Path) -> dict[str, Any]:
        """Download the training record and return what is in it."""
        with page.expect_download() as happening:
            page.get_by_role("button", name="Download my training record").first.click()
        happening.value.save_as(path)
        value: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return value


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


def test_the_preview_grades_a_sealed_assessment_at_once(browser: Browser, tmp_path: Path) -> None:
    """The README's `course serve`: hand in the final, and the result stands on the page."""
    root = copy_sources(tmp_path)
    archive = subprocess.run(
        [*COMMAND, "quiz", "archive"], cwd=root, check=False, capture_output=True, text=True
    )
    assert archive.returncode == 0, archive.stderr
    server = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0"], cwd=root, stderr=subprocess.PIPE, text=True
    )
    assert server.stderr is not None
    try:
        found = (re.search(r"The course is at (http://\S+)", line) for line in server.stderr)
        address = next(match[1] for match in found if match)
        page = browser.new_page()
        page.goto(f"{address}final-assessment/quiz/")
        learner = KeyboardLearner(page, read_bank(root, "final"))
        take_quiz(learner, is_record=True, wrong=WRONG["Amélie Laurent"])
        hand_in(learner, "Somebody who tries it")
        page.get_by_text("Your result: 90 %").wait_for()
        page.close()
        server.send_signal(signal.SIGINT)
        assert server.wait(PATIENCE_S) == 0
    finally:
        server.kill()  # a test must not wait for what it failed to stop
        server.stderr.close()

    assert not (root / "records").exists()
