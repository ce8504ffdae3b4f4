"""What `course enrol` makes of a roster: its rows, its columns, and who is missing in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
from tests.cli.enrol.desk import ANNA, BO, CY, SITE, enrol, links, people
from tests.cli.small_course import run

if TYPE_CHECKING:
    from pathlib import Path


def test_leavers_are_deactivated_and_never_deleted(root: Path) -> None:
    """Missing or marked: both stay in the ledger, with the same learner id."""
    enrol(root, [ANNA, BO, CY])
    before = people(root)
    enrol(root, [ANNA, BO.replace("yes", "ausgeschieden")])
    after = people(root)

    assert {name: each.is_active for name, each in after.items()} == {
        "00417": True,
        "00418": False,
        "00419": False,
    }
    assert {each.learner for each in after.values()} == {each.learner for each in before.values()}


def test_bad_rows_stop_everything_and_are_all_named(root: Path) -> None:
    """Nothing is changed, each mistake stands with file, row and column, and the exit code is 1."""
    done = enrol(root, [ANNA, "1,Bo,no-address,,,Sales,yes", ",Cy,c@example.com,,,,yes"])

    assert done.exit_code == 1
    assert f"{root / 'roster.csv'}:3: error: column “email”: “no-address”" in done.stderr
    assert f"{root / 'roster.csv'}:3: error: column “path”: the course has no path" in done.stderr
    assert f"{root / 'roster.csv'}:4: error: column “employee_id”: no employee id" in done.stderr
    assert "Nothing was changed" in done.stderr
    assert people(root) == {}
    assert not (root / "enrolment").exists()


def test_good_rows_can_be_taken_all_the_same(root: Path) -> None:
    """With --skip-bad-rows the rest is done; whoever has a bad row stays as they are; still 1."""
    enrol(root, [ANNA, BO, CY])
    bad = BO.replace("bo@example.com", "bo@")
    done = enrol(root, [ANNA, bad, CY.replace("yes", "no")], "--skip-bad-rows")

    assert done.exit_code == 1
    assert "Left as they are, because their rows are bad or could be: 00418" in done.stderr
    assert {name for name, each in people(root).items() if each.is_active} == {"00417", "00418"}


def test_what_many_rows_share_is_one_line(root: Path) -> None:
    """A hundred missing addresses are one warning with the first rows."""
    done = enrol(root, [f"{n},P{n},,,,,yes" for n in range(100, 120)])
    (line,) = [line for line in done.stderr.splitlines() if "no e-mail" in line]

    assert done.exit_code == 0
    assert line.endswith("(also in rows 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 9 more)")
    assert "Without an e-mail address: 100, 101" in done.stderr


def test_many_leavers_are_a_question(root: Path) -> None:
    """When more than half of the people would leave, nothing happens until somebody says so."""
    rows = [f"{n},P{n},p{n}@example.com,,,,yes" for n in range(100, 110)]
    enrol(root, rows)
    done = enrol(root, rows[:2])
    stayed = sum(each.is_active for each in people(root).values())
    allowed = enrol(root, rows[:2], "--allow-many-leavers")

    assert (done.exit_code, stayed) == (1, 10)
    assert "8 of 10 active people" in done.stderr
    assert "--only-new" in done.stderr
    assert allowed.exit_code == 0
    assert sum(each.is_active for each in people(root).values()) == 2


def test_a_list_of_newcomers_leaves_everybody_else(root: Path) -> None:
    """--only-new adds the new, and makes nobody a leaver."""
    enrol(root, [ANNA, BO])
    done = enrol(root, [CY], "--only-new")

    assert done.exit_code == 0
    assert set(links(root)) == {"00419"}
    assert all(each.is_active for each in people(root).values())


def test_lost_zeros_stop_the_roster(root: Path) -> None:
    """A roster saved by a spreadsheet that dropped the zeros is noticed before any harm."""
    enrol(root, [ANNA, BO, CY])
    done = enrol(root, [row.removeprefix("00") for row in (ANNA, BO, CY)])

    assert done.exit_code == 1
    assert "the ledger knows “00417”" in done.stderr
    assert set(people(root)) == {"00417", "00418", "00419"}


def test_workbooks_are_taken_too(root: Path) -> None:
    """An .xlsx with German headers and numbers shown with zeros gives the same people."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Personal-Nr.", "Vorname", "Nachname", "E-Mail", "Kürzel"])
    sheet.append([417, "Anna", "Berg", "anna@example.com", "AB"])
    sheet["A2"].number_format = "00000"
    book.save(root / "liste.xlsx")
    done = run("enrol", root / "liste.xlsx", "--root", root, "--site", SITE)

    assert done.exit_code == 0, done.output
    assert people(root)["00417"].name == "Anna Berg"
    assert "Not used: “Kürzel”" in done.stderr
    assert "employee_id (“Personal-Nr.”)" in done.stderr


def test_columns_can_be_said(root: Path) -> None:
    """--column names a column that is not recognised; a field that does not exist is refused."""
    roster = root / "odd.csv"
    roster.write_text("Kennung,Wer\n007,Jane\n", encoding="utf-8")
    words = ("enrol", roster, "--root", root, "--site", SITE)
    unknown = run(*words)
    wrong = run(*words, "--column", "shoe=Wer")
    done = run(*words, "--column", "employee_id=Kennung", "--column", "name=Wer")

    assert unknown.exit_code == 1
    assert '--column "employee_id=HEADER"' in unknown.stderr
    assert "Mend the rows" not in unknown.stderr
    assert wrong.exit_code == 2
    assert done.exit_code == 0
    assert people(root)["007"].name == "Jane"
