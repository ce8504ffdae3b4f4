"""CSV rosters (RFC 4180 and its relatives): encoding and delimiter are found out."""

from __future__ import annotations

import csv
import io
from itertools import islice
from typing import TYPE_CHECKING, Final

from coursewright.records.roster.columns import HEADER_WITHIN, count_known
from coursewright.records.roster.grid import MAX_COLUMNS, MAX_ROWS, Cell, Grid, Row
from coursewright.records.roster.problems import RosterError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DELIMITERS: Final = (",", ";", "\t", "|")
_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SAVE_AS: Final = "save the file as “CSV UTF-8” or as an Excel workbook (.xlsx)"


def read_csv(raw: bytes, overrides: Mapping[str, str], encoding: str | None = None) -> Grid:
    """Return the rows of a CSV file.

    Args:
        raw: the file's content.
        overrides: field -> header, as the caller says; known headers give the delimiter away.
        encoding: its encoding, where the caller knows; None: find out.

    Raises:
        RosterError: it is no readable text, or its quotes do not close.
    """
    text, remarks = _decode(raw, encoding)
    skipped = 0
    delimiter = ""
    first, _, rest = text.partition("\n")
    # Excel's own way of saying which delimiter a file has.
    if first.strip().casefold().startswith("sep=") and len(first.strip()) == 5:
        delimiter, text, skipped = first.strip()[4], rest, 1
    elif first.strip("\r") == "sep=\t":
        delimiter, text, skipped = "\t", rest, 1
    rows = tuple(_rows(text, delimiter or _sniff(text, overrides), skipped))
    return Grid(rows, remarks)


def _decode(raw: bytes, encoding: str | None) -> tuple[str, tuple[str, ...]]:
    """Return the text, and a remark where its encoding was a guess."""
    found = next((name for bom, name in _BOMS if raw.startswith(bom)), None)
    wanted = found or encoding or "utf-8"
    try:
        return raw.decode(wanted), ()
    except LookupError:
        raise RosterError(f"there is no encoding “{encoding}”; try utf-8 or cp1252") from None
    except UnicodeDecodeError:
        if found or encoding:
            raise RosterError(f"the file is not {wanted.upper()} text; {_SAVE_AS}") from None
    if b"\0" in raw:
        raise RosterError(f"the file is no text that we can read; {_SAVE_AS}")
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        raise RosterError(f"the file is neither UTF-8 nor Windows-1252 text; {_SAVE_AS}") from None
    remark = (
        "the file is not UTF-8 and was read as Windows-1252; look whether the names are right, or "
        "say --encoding (Romanian names: cp1250)"
    )
    return text, (remark,)


def _sniff(text: str, overrides: Mapping[str, str]) -> str:
    """Return the delimiter with which most headers are known."""

    def score(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        best = (0, 0)
        try:
            for cells in islice(reader, HEADER_WITHIN):
                best = max(best, (count_known(cells, overrides), len(cells)))
        except csv.Error:
            pass  # reported where the file is read in earnest
        return best

    return max(DELIMITERS, key=score)


def _rows(text: str, delimiter: str, skipped: int) -> Iterator[Row]:
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True
    )
    count, start = 0, 1 + skipped
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise RosterError(
                f"the quotation marks of this row do not fit ({error})", start
            ) from error
        row = Row(start, tuple(map(Cell, cells)))
        start = reader.line_num + 1 + skipped
        if row.is_empty:
            continue
        count += 1
        if count > MAX_ROWS or len(cells) > MAX_COLUMNS:
            raise RosterError(
                f"a roster has at most {MAX_ROWS} rows and {MAX_COLUMNS} columns", row.number
            )
        yield row
