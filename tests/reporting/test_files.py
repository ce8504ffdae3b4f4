from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from tests.reporting.samples import COURSE, attempt, day

from coursewright.model import Review
from coursewright.records.ledger import QuarantinedRecord
from coursewright.records.reasons import sentence
from coursewright.reporting.columns import COMPLETION_COLUMNS, json_value, machine_text
from coursewright.reporting.csv_writer import render_csv
from coursewright.reporting.notes import notes
from coursewright.reporting.tables import Report, make_report
from coursewright.reporting.xlsx_writer import render_xlsx

HOSTILE_NAMES = [
    '=HYPERLINK("http://example.org","Anna")',
    "+1",
    "-2+3",
    "@x",
    "=cmd|' /C calc'!A0",
    "{=1+1}",
    "http://example.org",
    "0012",
    "1e5",
    "\uff1d1+1",
    'Anna "the boss", Berg',
    "Zoë; Ωmega",
]
AS_OF = date(2026, 11, 30)


def hostile_report() -> Report:
    """Return a report in which every learner has a name that bites."""
    attempts = [
        attempt(n, "5/6", learner=f"name-{n}", name=name) for n, name in enumerate(HOSTILE_NAMES)
    ]
    return make_report(replace(COURSE, title="=1+1 & Co"), attempts, AS_OF)


def workbook_of(report: Report) -> openpyxl.Workbook:
    """Read a rendered workbook back."""
    return openpyxl.load_workbook(io.BytesIO(render_xlsx(report)))


def test_csv_values_are_untouched() -> None:
    """Machines get names exactly as typed, in RFC 4180 with CRLF and no byte-order mark."""
    raw = render_csv(hostile_report())
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8"), newline="")))

    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n") == len(rows) + 1
    assert {row["name"] for row in rows} == set(HOSTILE_NAMES)


def test_csv_rows_are_machine_readable() -> None:
    """Scores have four places, times are ISO in UTC, booleans are true or false."""
    report = make_report(COURSE, [attempt(1, "5/6")], AS_OF)
    rows = list(csv.DictReader(io.StringIO(render_csv(report).decode())))

    assert list(rows[0]) == [column.name for column in COMPLETION_COLUMNS]
    assert rows[0]["best_score"] == "0.8333"
    assert rows[0]["mastery_score"] == "0.8000"
    assert rows[0]["completed_at"] == "2026-11-10T10:00:00Z"
    assert (rows[0]["passed"], rows[0]["self_declared"]) == ("true", "true")
    assert rows[0]["flags"] == "unsigned self-declared"
    assert (rows[1]["status"], rows[1]["best_score"], rows[1]["passed"]) == ("not started", "", "")


def test_workbooks_hold_no_formula() -> None:
    """Whatever a learner typed is text: no cell is a formula, a link or a number by accident."""
    book = workbook_of(hostile_report())
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    names = {cell.value for cell in book["Completions"]["A"][1:]}

    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []
    assert names == set(HOSTILE_NAMES)


def test_workbooks_can_be_filtered_and_read() -> None:
    """Six sheets with frozen headers and filters; dates and percentages are real ones."""
    book = workbook_of(hostile_report())
    sheet = book["Completions"]
    heads = [cell.value for cell in sheet[1]]
    first = dict(zip(heads, sheet[2], strict=True))

    assert book.sheetnames == [
        "Overview",
        "Completions",
        "Matrix",
        "Attempts",
        "Not counted",
        "Notes",
    ]
    assert heads == [column.title for column in COMPLETION_COLUMNS]
    assert (sheet.freeze_panes, book["Matrix"].freeze_panes) == ("B2", "B2")
    assert (
        sheet.auto_filter.ref
        == f"A1:{get_column_letter(len(COMPLETION_COLUMNS))}{len(HOSTILE_NAMES) * 3 + 1}"
    )
    assert first["Completed (UTC)"].value == day(10).replace(tzinfo=None)
    assert first["Completed (UTC)"].number_format == "yyyy-mm-dd hh:mm"
    assert (first["Best score"].value, first["Best score"].number_format) == (0.8333, "0.0%")


def test_printed_pages_carry_the_course_title() -> None:
    """The title stands in the page header, its ampersand escaped, beside the date."""
    with zipfile.ZipFile(io.BytesIO(render_xlsx(hostile_report()))) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()

    assert "<oddHeader>&amp;L=1+1 &amp;&amp; Co&amp;R2026-11-30</oddHeader>" in sheet


def test_the_matrix_shows_learners_by_modules() -> None:
    """One row per learner, one column per module quiz and for the assessment."""
    attempts = [
        attempt(1),
        attempt(2, "0", quiz="final", kind="record", module=None),
        attempt(3, learner="name-bob", name="Bob", quiz="two", module="m02"),
    ]
    rows = list(workbook_of(make_report(COURSE, attempts, AS_OF))["Matrix"].values)

    assert rows == [
        (
            "Name",
            "Employee id",
            "Department",
            "Learner id",
            "m01 Module m01 (practice)",
            "m02 Module m02 (practice)",
            "Final (record)",
        ),
        ("Anna Berg", None, None, "name-anna", "passed", "not started", "failed"),
        ("Bob", None, None, "name-bob", "not started", "passed", "not started"),
    ]


def test_every_attempt_is_listed() -> None:
    """The third sheet has one row per attempt, failed ones included."""
    report = make_report(COURSE, [attempt(1, "0"), attempt(2, "1")], AS_OF)

    assert workbook_of(report)["Attempts"].max_row == 3


def test_notes_explain_flags_and_practice() -> None:
    """A reader finds what the figures mean, and what they do not prove, in the workbook itself."""
    rows = {row[0]: row[1] for row in workbook_of(hostile_report())["Notes"].values}

    assert "2026-11-30" in str(rows["As of"])
    assert "not prove" in str(rows["What this proves"])
    assert {"Practice, record", "Self-declared", "Flag: chain-gap"} <= rows.keys()


def test_workbooks_are_reproducible(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same ledger and date give the same bytes, in another time zone too."""
    first = render_xlsx(hostile_report())
    monkeypatch.setenv("TZ", "Asia/Tokyo")

    assert render_xlsx(hostile_report()) == first


def test_empty_ledgers_give_readable_files() -> None:
    """Before the first import both files exist with their headers."""
    report = make_report(COURSE, [], AS_OF)

    assert workbook_of(report)["Completions"].max_row == 1
    assert render_csv(report).count(b"\r\n") == 1


def test_absurd_clocks_do_not_break_the_workbook() -> None:
    """A device whose clock says 1601 is shown as text, since workbooks start in 1900."""
    old = datetime(1601, 1, 1, tzinfo=UTC)
    report = make_report(COURSE, [attempt(submitted=old, started=old)], AS_OF)
    heads, first = list(workbook_of(report)["Completions"].values)[:2]

    assert first[heads.index("Completed (UTC)")] == "1601-01-01T00:00:00"


def test_people_see_only_flags_worth_a_look() -> None:
    """What is true of every record stays out of the cells, and in the CSV."""
    done = attempt(flags=("unsigned", "self-declared", "very-fast", "chain-gap"))
    report = make_report(COURSE, [done], AS_OF)
    heads, first = list(workbook_of(report)["Completions"].values)[:2]
    rows = list(csv.DictReader(io.StringIO(render_csv(report).decode())))

    assert first[heads.index("Flags")] == "very-fast, chain-gap"
    assert rows[0]["flags"] == "unsigned self-declared very-fast chain-gap"


def test_people_without_a_name_are_not_an_empty_cell() -> None:
    """A row without a name says so in the workbook; programs get an empty field."""
    report = make_report(COURSE, [attempt(name=None, learner="no-name-1")], AS_OF)
    book = workbook_of(report)
    rows = list(csv.DictReader(io.StringIO(render_csv(report).decode())))

    assert book["Completions"]["A2"].value == book["Matrix"]["A2"].value == "(no name given)"
    assert rows[0]["name"] == ""


def test_what_waits_in_quarantine_is_in_the_workbook() -> None:
    """HR sees who is missing from the figures, and why; later arrivals are left out."""
    held = QuarantinedRecord(
        attempt="1",
        digest="d",
        file="f",
        file_name="=a.json",
        received="2026-11-20T10:00:00.000Z",
        reason="conflict",
        name="Bob",
        quiz="final",
        submitted="2026-11-19T10:00:00.000Z",
    )
    later = replace(held, received="2026-12-01T00:00:00.000Z")
    book = workbook_of(make_report(COURSE, [], AS_OF, [held, later]))
    heads, *rows = list(book["Not counted"].values)
    notes = {row[0]: row[1] for row in book["Notes"].values}

    assert [dict(zip(heads, row, strict=True))["Name"] for row in rows] == ["Bob"]
    assert dict(zip(heads, rows[0], strict=True))["What it means"] == sentence("conflict")
    assert "1 in quarantine" in str(notes["Not counted"])


def test_notes_say_who_completed_the_course() -> None:
    """The first question of HR is answered by naming the record quizzes that decide."""
    rows = {row[0]: row[1] for row in workbook_of(hostile_report())["Notes"].values}

    assert "“Final”" in str(rows["Who completed it?"])


@pytest.mark.parametrize(
    ("value", "text", "json"),
    [
        (None, "", None),
        (True, "true", True),
        (3, "3", 3),
        (Fraction(2, 3), "0.6667", "0.6667"),
        (date(2026, 1, 2), "2026-01-02", "2026-01-02"),
        (("a", "b"), "a b", ["a", "b"]),
        ("=1", "=1", "=1"),
    ],
)
def test_values_have_one_machine_form(value: object, text: str, json: object) -> None:
    """CSV and JSON spell the same values alike."""
    assert (machine_text(value), json_value(value)) == (text, json)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Nobody has said where this score comes from."),
        ({"mastery_method": "policy"}, "The company decided it."),
        (
            {
                "mastery_method": "angoff",
                "mastery_set": (Review("Ann", date(2026, 3, 1)), Review("Bo", date(2026, 3, 2))),
            },
            "(Angoff). (Ann, 2026-03-01; Bo, 2026-03-02)",
        ),
    ],
)
def test_the_notes_say_who_set_the_line(changes: dict[str, Any], expected: str) -> None:
    """An auditor asks where 80 % comes from; the workbook answers, or says that nobody has."""
    banks = tuple(
        replace(quiz, **changes) if quiz.kind == "record" else quiz for quiz in COURSE.quizzes
    )
    report = make_report(replace(COURSE, quizzes=banks), [attempt(1, "5/6")], AS_OF)
    [line] = [text for subject, text in notes(report) if subject == "Mastery score"]
    cells = [str(cell.value) for row in workbook_of(report)["Notes"].iter_rows() for cell in row]

    assert line.startswith("“")
    assert "80%. " in line
    assert line.endswith(expected)
    assert line in cells
