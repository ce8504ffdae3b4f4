"""Excel rosters: the cells of one sheet; a formula counts by the value stored with it."""

from __future__ import annotations

import io
import re
import warnings
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, Final

from coursewright.records.roster.grid import MAX_COLUMNS, MAX_ROWS, Cell, Grid, Row
from coursewright.records.roster.problems import RosterError
from coursewright.records.roster.xlsx_guard import check_archive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl import Workbook

MAX_EXACT: Final = 10**15
"""Spreadsheets keep 15 digits; from here on the last ones are made up."""
MAX_GAP: Final = 1_048_576
_ZEROS: Final = re.compile(r'(?:"([^"]*)")?(0+)(?:"([^"]*)")?(?:;.*)?')
# The stored value of a formula such as =IF(A2="","",A2): empty, and yet it has been worked out.
_EMPTY_RESULT: Final = Cell(" ")
_NO_CACHE: Final = "the formula has no stored value; open the file in Excel and save it again"


def read_xlsx(raw: bytes, sheet: str | None = None) -> Grid:
    """Return the rows of a sheet.

    Args:
        raw: the workbook.
        sheet: the sheet's name; None: the first visible one.

    Raises:
        RosterError: it is no workbook that can be read, or has no such sheet.
    """
    check_archive(raw)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of print settings and the like, which are none of our business.
            warnings.simplefilter("ignore")
            return _read(raw, sheet)
    except RosterError:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged part makes it stumble over
        raise RosterError(
            f"the workbook cannot be read ({type(error).__name__}: {error}); save it again in Excel"
        ) from error


def _read(raw: bytes, wanted: str | None) -> Grid:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy, and only workbooks need it

    book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    try:
        sheet, remarks = _choose(book, wanted)
        rows = tuple(_rows(sheet))
    finally:
        book.close()
    formulas = _formulas(raw, sheet.title)
    if formulas:
        rows = tuple(_without_cache(row, formulas) for row in rows)
    return Grid(tuple(row for row in rows if not row.is_empty), remarks)


def _choose(book: Workbook, wanted: str | None) -> tuple[Any, tuple[str, ...]]:
    sheets: list[Any] = book.worksheets
    titles = ", ".join(f"“{each.title}”" for each in sheets)
    if wanted is not None:
        found = [each for each in sheets if each.title == wanted]
        if not found:
            raise RosterError(f"there is no sheet “{wanted}”; the sheets are {titles}")
        return found[0], ()
    visible = [each for each in sheets if each.sheet_state == "visible"]
    if not visible:
        raise RosterError("the workbook has no visible sheet")
    if len(visible) == 1:
        return visible[0], ()
    return visible[0], (f"the sheet “{visible[0].title}” was read; for another one say --sheet",)


def _rows(sheet: Any) -> Iterator[Row]:
    # Other programs write wrong dimensions; without them every row has the cells it has.
    sheet.reset_dimensions()
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows()
    count = 0
    for number, cells in enumerate(rows, start=1):
        if len(cells) > MAX_COLUMNS:
            cells = _without_end(cells)  # noqa: PLW2901 - styled columns without content
        row = Row(number, tuple(_cell(cell) for cell in cells))
        count += not row.is_empty
        if count > MAX_ROWS or len(row.cells) > MAX_COLUMNS or number > MAX_GAP:
            raise RosterError(
                f"a roster has at most {MAX_ROWS} rows and {MAX_COLUMNS} columns", number
            )
        # Empty ones too: a formula without a value looks empty until it is known as one.
        if cells:
            yield row


def _without_end(cells: tuple[Any, ...]) -> tuple[Any, ...]:
    last = max((at for at, cell in enumerate(cells) if cell.value is not None), default=-1)
    return cells[: last + 1]


def _cell(cell: Any) -> Cell:
    value = cell.value
    match value:
        case None:
            found = Cell() if cell.data_type == "n" else _EMPTY_RESULT
        case bool():
            found = Cell("yes" if value else "no")
        case int() | float():
            found = _number(value, cell.number_format)
        case datetime():
            found = Cell(value.date().isoformat(), value.date())
        case time():
            found = Cell(str(value), fault=f"the cell shows the time {value}")
        case _ if cell.data_type == "e":
            found = Cell(str(value), fault=f"the cell shows {value}")
        case _:
            found = Cell(str(value))
    return found


def _number(value: float, number_format: str) -> Cell:
    """Return a number as the cell shows it, as far as that is an id: 417 in 00000 is 00417."""
    if abs(value) >= MAX_EXACT:
        fault = f"the spreadsheet has rounded the number {value:.0f}; format the column as text"
        return Cell(f"{value:.0f}", fault=fault)
    if value != int(value):
        fault = f"the cell holds the number {value}; format the column as text"
        return Cell(str(value), fault=fault)
    found = _ZEROS.fullmatch(number_format or "")
    if found is None:
        return Cell(str(int(value)))
    digits = f"{abs(int(value)):0{len(found[2])}d}"
    sign = "-" if value < 0 else ""
    return Cell(f"{sign}{found[1] or ''}{digits}{found[3] or ''}")


def _formulas(raw: bytes, title: str) -> frozenset[tuple[int, int]]:
    """Return row and column (from 0) of every formula of a sheet; empty for most rosters."""
    if not _may_hold_formulas(raw):
        return frozenset()
    from openpyxl import load_workbook  # noqa: PLC0415 - as above

    book = load_workbook(io.BytesIO(raw), read_only=True, data_only=False)
    try:
        sheet: Any = book[title]
        sheet.reset_dimensions()
        return frozenset(
            (number, at)
            for number, cells in enumerate(sheet.iter_rows(), start=1)
            for at, cell in enumerate(cells)
            if cell.data_type == "f"
        )
    finally:
        book.close()


def _may_hold_formulas(raw: bytes) -> bool:
    import zipfile  # noqa: PLC0415 - only here

    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with archive.open(name) as stream:
                    tail = b""
                    while piece := stream.read(65_536):
                        window = tail + piece
                        if b"<f>" in window or b"<f " in window or b":f>" in window:
                            return True
                        tail = piece[-4:]
    return False


def _without_cache(row: Row, formulas: frozenset[tuple[int, int]]) -> Row:
    cells = tuple(
        Cell(fault=_NO_CACHE) if (row.number, at) in formulas and cell == Cell() else cell
        for at, cell in enumerate(row.cells)
    )
    return Row(row.number, cells)
