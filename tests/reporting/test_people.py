from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reporting.samples import COURSE, attempt, day, enrolled, person

from coursewright.reporting.columns import OVERVIEW_COLUMNS
from coursewright.reporting.csv_writer import render_csv
from coursewright.reporting.overview import course_status
from coursewright.reporting.tables import Report, make_report
from coursewright.reporting.xlsx_writer import render_xlsx

if TYPE_CHECKING:
    from coursewright.records.ledger import LedgerAttempt
    from coursewright.records.people import Person

AS_OF = date(2026, 11, 30)
FINAL: dict[str, Any] = {"quiz": "final", "kind": "record", "module": None}


def report_of(*attempts: LedgerAttempt, people: tuple[Person, ...] = ()) -> Report:
    """Return the report of the sample course over a roster."""
    return make_report(COURSE, attempts, AS_OF, (), people)


def rows_of(report: Report) -> list[tuple[str | None, str, str]]:
    """Return name, quiz and status of each row."""
    return [(row.learner.name, row.quiz, row.status) for row in report.completions]


def overview_of(report: Report) -> dict[str, tuple[int, ...]]:
    """Return people, not started, in progress, passed, failed and expired of each group."""
    return {
        row.department: (
            row.people,
            row.not_started,
            row.in_progress,
            row.passed,
            row.failed,
            row.expired,
        )
        for row in report.overview
    }


def sheet_of(report: Report, name: str) -> list[dict[str, Any]]:
    """Return a sheet's rows, by the titles of its columns."""
    heads, *rows = openpyxl.load_workbook(io.BytesIO(render_xlsx(report)))[name].values
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def test_everybody_active_appears_with_the_quizzes_of_their_path() -> None:
    """Who did nothing has a row for each module quiz of the path and for the assessment."""
    report = report_of(people=(person(1), person(2, name="Bo", path="long")))

    assert rows_of(report) == [
        ("Anna Berg", "one", "not started"),
        ("Anna Berg", "final", "not started"),
        ("Bo", "one", "not started"),
        ("Bo", "two", "not started"),
        ("Bo", "final", "not started"),
    ]


def test_what_somebody_did_beyond_the_path_is_shown() -> None:
    """A quiz outside the path has a row once there is an attempt, and decides nothing."""
    anna = person(1)
    report = report_of(enrolled(anna, quiz="two", module="m02"), people=(anna,))

    assert [row[1:] for row in rows_of(report)] == [
        ("one", "not started"),
        ("two", "passed"),
        ("final", "not started"),
    ]
    assert overview_of(report)["Sales"] == (1, 1, 0, 0, 0, 0)


def test_leavers_stay_with_their_attempts_only() -> None:
    """Who has left and did something is shown and marked; who did nothing is not."""
    gone = person(1, is_active=False)
    report = report_of(enrolled(gone), people=(gone, person(2, name="Bo", is_active=False)))

    assert {row.learner.name for row in report.completions} == {"Anna Berg"}
    assert {row["Roster"] for row in sheet_of(report, "Completions")} == {"left"}
    assert overview_of(report) == {"(left)": (1, 0, 1, 0, 0, 0)}


def test_rows_of_people_say_who_they_are() -> None:
    """Number, department, location, manager, address and path stand in CSV and workbook alike."""
    report = report_of(people=(person(7),))
    (first, _) = csv.DictReader(io.StringIO(render_csv(report).decode()))
    shown = sheet_of(report, "Completions")[0]

    assert first["employee_id"] == shown["Employee id"] == "00007"
    assert (first["department"], first["location"], first["manager"]) == ("Sales", "Lyon", "Olga")
    assert (first["email"], first["path"]) == ("anna@example.com", "Short path")
    assert (first["identity"], first["self_declared"], first["roster"]) == (
        "enrolled",
        "false",
        "active",
    )
    assert shown["E-mail"] == "anna@example.com"


def test_self_declared_learners_remain_as_they_were() -> None:
    """Without a roster each has a row for every quiz, and the fields of people are empty."""
    report = report_of(attempt())
    first = next(csv.DictReader(io.StringIO(render_csv(report).decode())))

    assert [row[1] for row in rows_of(report)] == ["one", "two", "final"]
    assert (first["employee_id"], first["department"], first["roster"], first["path"]) == ("",) * 4
    assert (first["identity"], first["self_declared"]) == ("self-declared", "true")


def test_equal_names_are_not_joined_but_named() -> None:
    """An enrolled person and a self-declared learner of that name stay two; the notes ask HR."""
    anna = person(1)
    report = report_of(attempt(1, "1", **FINAL), enrolled(anna, 2, "0", **FINAL), people=(anna,))
    finals = [
        (row.learner.identity, row.status) for row in report.completions if row.quiz == "final"
    ]
    notes = [
        row["Meaning"] for row in sheet_of(report, "Notes") if row["Subject"] == "Possibly the same"
    ]

    assert sorted(finals) == [("enrolled", "failed"), ("self-declared", "passed")]
    assert len(notes) == 1
    assert "Anna Berg (00001)" in notes[0]
    assert "name-anna" in notes[0]


@pytest.mark.parametrize(
    ("typed", "count"), [("ANNA  BERG", 1), ("Änna Berg", 1), ("Anna Bergh", 0), (None, 0)]
)
def test_resemblance_ignores_case_and_accents_only(typed: str | None, count: int) -> None:
    """Names that differ in a letter are no resemblance, nor is no name."""
    report = report_of(attempt(name=typed), people=(person(1),))

    assert len(report.resemblances) == count


def test_names_come_from_the_roster_of_today() -> None:
    """An attempt made under an earlier name stands under the present one."""
    before = person(1, name="Anna Klein")
    report = report_of(enrolled(before), people=(person(1),))

    assert {row.learner.name for row in report.completions} == {"Anna Berg"}


def test_links_of_strangers_are_a_group_of_their_own() -> None:
    """A valid link of somebody not on the roster is neither a department nor self-declared."""
    stranger = enrolled(person(9), person=None, name=None)
    report = report_of(stranger, people=(person(1),))

    assert overview_of(report) == {
        "Sales": (1, 1, 0, 0, 0, 0),
        "(everybody active)": (1, 1, 0, 0, 0, 0),
        "(link, but not on the roster)": (1, 0, 1, 0, 0, 0),
    }


def test_the_overview_counts_each_person_once() -> None:
    """Every status has its column, and the departments add up to everybody active."""
    staff = [person(n, name=f"P{n}", department="A" if n < 4 else "") for n in range(1, 7)]
    report = make_report(
        replace(COURSE, recertify_months=1),
        [
            enrolled(staff[0], 1, "1", submitted=day(20), **FINAL),
            enrolled(staff[1], 2, "0", **FINAL),
            enrolled(staff[2], 3, "1"),
            enrolled(staff[3], 4, "1", submitted=day(1, 9), **FINAL),
            attempt(5),
        ],
        AS_OF,
        (),
        staff,
    )

    assert overview_of(report) == {
        "A": (3, 0, 1, 1, 1, 0),
        "(no department)": (3, 2, 0, 0, 0, 1),
        "(everybody active)": (6, 2, 1, 1, 1, 1),
        "(self-declared)": (1, 0, 1, 0, 0, 0),
    }
    shown = sheet_of(report, "Overview")
    assert [row["Passed, share"] for row in shown] == [0.3333, 0, 0.1667, 0]
    assert list(shown[0]) == [column.title for column in OVERVIEW_COLUMNS]


def test_without_an_assessment_the_whole_path_decides() -> None:
    """A course that has no assessment is passed when every quiz of the path is."""
    course = replace(COURSE, assessment=None)
    anna, bo = person(1), person(2, name="Bo", path="long")
    report = make_report(course, [enrolled(anna), enrolled(bo, 2)], AS_OF, (), (anna, bo))

    assert overview_of(report)["Sales"] == (2, 0, 1, 1, 0, 0)


def test_a_path_that_left_the_course_hides_nothing() -> None:
    """People whose path no longer exists have a row for every quiz."""
    report = report_of(people=(person(1, path="gone"),))

    assert [row[1] for row in rows_of(report)] == ["one", "two", "final"]


def test_the_matrix_tells_not_started_from_not_in_the_path() -> None:
    """A dash stands where a quiz is none of the person's path."""
    (row,) = sheet_of(report_of(people=(person(1),)), "Matrix")

    assert (row["Employee id"], row["m01 Module m01 (practice)"]) == ("00001", "not started")
    assert (row["m02 Module m02 (practice)"], row["Final (record)"]) == ("-", "not started")


def test_workbooks_over_hostile_rosters_hold_no_formula() -> None:
    """What stands in a roster is text in the workbook too, numbers with zeros included."""
    bites = '=HYPERLINK("http://example.org")'
    hostile = person(1, name="=1+1", department=bites, manager="@x", location="-1", email="+1@x.de")
    book = openpyxl.load_workbook(
        io.BytesIO(render_xlsx(report_of(enrolled(hostile), people=(hostile,))))
    )
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    assert {"=1+1", bites, "00001"} <= {cell.value for cell in cells}


@given(st.data())
def test_overviews_add_up(data: st.DataObject) -> None:
    """In every group the statuses add up to its people, and each learner is in one group."""
    staff = [
        person(
            n,
            name=f"P{n % 3}",
            department=data.draw(st.sampled_from(["", "A", "(left)"])),
            path=data.draw(st.sampled_from(["short", "long", "gone"])),
            is_active=data.draw(st.booleans()),
        )
        for n in range(5)
    ]
    quizzes = st.sampled_from([{}, {"quiz": "two", "module": "m02"}, FINAL])
    attempts = [
        enrolled(staff[n % 5], n, data.draw(st.sampled_from(["0", "1"])), **data.draw(quizzes))
        if data.draw(st.booleans())
        else attempt(n, "1", name=f"P{n % 3}", learner=f"name-{n % 3}")
        for n in range(data.draw(st.integers(0, 8)))
    ]
    report = report_of(*data.draw(st.permutations(attempts)), people=tuple(staff))
    counted = [row for row in report.overview if row.department != "(everybody active)"]

    assert report == report_of(*attempts, people=tuple(reversed(staff)))
    assert sum(row.people for row in counted) == len(report.learners)
    for row in report.overview:
        parts = (row.not_started, row.in_progress, row.passed, row.failed, row.expired)
        assert sum(parts) == row.people
        assert row.passed_share == Fraction(row.passed, row.people)


@pytest.mark.parametrize(
    ("final", "one", "expected"),
    [
        ("not started", "not started", "not started"),
        ("not started", "failed", "in progress"),
        ("failed", "passed", "failed"),
        ("passed", "not started", "passed"),
        ("expiring", "not started", "passed"),
        ("completed", "not started", "passed"),
        ("expired", "passed", "expired"),
    ],
)
def test_the_assessment_decides_the_course(final: str, one: str, expected: str) -> None:
    """Once the assessment was tried, its status is the course's, whatever modules say."""
    rows = report_of(people=(person(1),)).completions
    changed = [replace(row, status=final if row.quiz == "final" else one) for row in rows]

    assert course_status(changed, "final") == expected
