from __future__ import annotations

import io
import re
import time
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter

from coursewright.records.roster import Roster, RosterOptions, read_roster
from coursewright.records.roster.xlsx_guard import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

HEADS = ("Employee ID", "Name", "Email", "Department", "Hire date")
SHEET = "xl/worksheets/sheet1.xml"
MANY = 20_000
MANY_S = 10
"""Seconds of processor time, whatever else the machine does; it takes about two."""


def by_openpyxl(rows: Sequence[Sequence[Any]]) -> bytes:
    """Return a workbook as openpyxl writes it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADS, *rows):
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def by_xlsxwriter(rows: Sequence[Sequence[Any]]) -> bytes:
    """Return a workbook as xlsxwriter writes it: texts in the cells or in a table of their own."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    zeros = book.add_format({"num_format": "00000"})
    for at, row in enumerate((HEADS, *rows)):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(at, column, value, day)
            elif isinstance(value, int):
                sheet.write_number(at, column, value, zeros)
            elif value is not None:
                sheet.write_string(at, column, value)
    book.close()
    return target.getvalue()


def changed(raw: bytes, changes: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """Return a workbook some of whose parts were rewritten; new ones are added."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as before,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            change = changes.get(name, bytes)
            after.writestr(name, change(before.read(name)))
        for name in changes.keys() - set(before.namelist()):
            after.writestr(name, changes[name](b""))
    return target.getvalue()


def spoiled(raw: bytes) -> bytes:
    """Return a workbook one of whose compressed bytes has changed on the way."""
    place = raw.index(SHEET.encode()) + len(SHEET) + 100
    return raw[:place] + bytes([raw[place] ^ 0xFF]) + raw[place + 1 :]


def read(raw: bytes, **options: Any) -> Roster:
    """Read a roster."""
    return read_roster(raw, RosterOptions(**options))


def only_problem(raw: bytes) -> str:
    """Return the one sentence why a file cannot be read."""
    roster = read(raw)
    (problem,) = roster.problems

    assert not roster.is_readable
    assert roster.people == ()
    return problem.text()


GOOD = by_openpyxl([("01", "Jane", "jane@example.com", "A", date(2020, 3, 1))])


@pytest.mark.parametrize("write", [by_openpyxl, by_xlsxwriter])
def test_both_writers_are_understood(write: Callable[[Sequence[Sequence[Any]]], bytes]) -> None:
    """Whatever program wrote the workbook, the people are the same."""
    rows = [
        ("00417", "Jane Doe", "jane@example.com", "Sales", date(2020, 2, 29)),
        ("00418", "Țăranu 日本", "bob@example.com", None, None),
    ]
    roster = read(write(rows))

    assert roster.problems == ()
    assert [(each.employee_id, each.name, each.hire_date) for each in roster.people] == [
        ("00417", "Jane Doe", date(2020, 2, 29)),
        ("00418", "Țăranu 日本", None),
    ]


def test_numbers_keep_the_zeros_they_are_shown_with() -> None:
    """An id that a format shows as 00417 is 00417, not 417."""
    roster = read(by_xlsxwriter([(417, "Jane", "jane@example.com")]))

    assert [each.employee_id for each in roster.people] == ["00417"]


def test_an_empty_result_of_a_formula_is_an_empty_value() -> None:
    """What =IF(…,"") has left empty is empty; only a formula nobody worked out is an error."""
    cell = re.compile(rb'<c r="D2"[^>]*>.*?</c>')
    worked_out = b'<c r="D2" t="str"><f>IF(1,"","")</f><v></v></c>'
    raw = changed(GOOD, {SHEET: lambda sheet: cell.sub(worked_out, sheet)})
    never = changed(GOOD, {SHEET: lambda sheet: cell.sub(b'<c r="D2"><f>A1</f></c>', sheet)})

    assert read(raw).problems == ()
    assert read(raw).people[0].department == ""
    assert [each.column for each in read(never).errors] == ["Department"]


def test_a_wrong_dimension_hides_no_row() -> None:
    """Programs write dimensions that are too small; every row is read all the same."""
    rows = [(str(n), "P", f"p{n}@example.com") for n in range(5)]
    dimension = re.compile(rb'<dimension ref="[^"]*"')
    raw = changed(
        by_openpyxl(rows), {SHEET: lambda sheet: dimension.sub(b'<dimension ref="A1"', sheet)}
    )

    assert len(read(raw).people) == 5


def test_a_row_far_away_is_refused_at_once() -> None:
    """A cell in row 2,000,000,000 costs no minutes."""
    row = b'<row r="2000000000"><c r="A2000000000" t="inlineStr"><is><t>x</t></is></c></row>'
    raw = changed(GOOD, {SHEET: lambda xml: xml.replace(b"</sheetData>", row + b"</sheetData>")})
    start = time.process_time()

    assert "at most" in only_problem(raw)
    assert time.process_time() - start < MANY_S


def test_a_bomb_by_its_own_account_is_refused() -> None:
    """An archive that says it unpacks to more than a roster is not unpacked."""
    zeros = b"\0" * 1_000_000
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/media/image1.png", "w") as stream:
            for _ in range(MAX_BYTES // len(zeros) + 1):
                stream.write(zeros)

    assert "too large" in only_problem(target.getvalue())


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    """An archive that unpacks to more than it says is found out before anything is made of it."""
    real = (50_000_000).to_bytes(4, "little")
    raw = changed(GOOD, {"xl/media/image1.png": lambda _: b"\0" * 50_000_000})
    assert raw.count(real) == 2

    assert "damaged" in only_problem(raw.replace(real, (1_000).to_bytes(4, "little")))


@pytest.mark.parametrize(
    "prefix",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    ],
)
def test_document_types_are_refused(prefix: bytes) -> None:
    """Entity bombs and references to other files never reach the XML parser."""
    raw = changed(GOOD, {SHEET: lambda xml: prefix + xml})

    assert "nothing that a spreadsheet program writes" in only_problem(raw)


def test_other_encodings_are_refused() -> None:
    """XML in an encoding that could hide a document type is refused."""
    utf_16 = changed(GOOD, {SHEET: lambda xml: xml.decode().encode("utf-16")})
    cp037 = changed(GOOD, {SHEET: lambda xml: b'<?xml version="1.0" encoding="cp037"?>' + xml})

    assert "nothing that a spreadsheet program writes" in only_problem(utf_16)
    assert "nothing that a spreadsheet program writes" in only_problem(cp037)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (GOOD[: len(GOOD) // 2], "damaged"),
        (spoiled(GOOD), "damaged"),
        (changed(GOOD, {SHEET: lambda xml: xml[:200]}), "cannot be read"),
        (changed(GOOD, {"xl/workbook.xml": lambda _: b"<a/>"}), "no visible sheet"),
    ],
    # The bytes hold the time at which they were made; as a name they would differ by worker.
    ids=["half", "spoiled", "cut", "empty"],
)
def test_damaged_workbooks_are_one_sentence(raw: bytes, said: str) -> None:
    """Half a download is a sentence about the file, never a traceback."""
    assert said in only_problem(raw)


def test_other_archives_are_named() -> None:
    """An OpenDocument file and any other archive are told from a workbook."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("content.xml", "<a/>")

    assert "OpenDocument" in only_problem(target.getvalue())
    assert "no Excel workbook" in only_problem(
        target.getvalue().replace(b"content.xml", b"contemt.xml")
    )


def test_twenty_thousand_rows_take_seconds() -> None:
    """The roster of a large company is read while one waits, as a workbook and as CSV."""
    rows = [
        (f"{n:06d}", f"Person {n}", f"p{n}@example.com", f"D{n % 40}", date(2020, 1, 1 + n % 28))
        for n in range(MANY)
    ]
    raw = by_xlsxwriter(rows)
    text = "\n".join(
        ",".join(str(value) for value in row) for row in (("id", *HEADS[1:]), *rows)
    ).encode()

    for source in (raw, text):
        start = time.process_time()
        roster = read(source)
        assert time.process_time() - start < MANY_S
        assert (len(roster.people), roster.problems) == (MANY, ())
