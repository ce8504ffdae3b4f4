"""A roster as rows of cells, whatever kind of file it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

MAX_ROWS: Final = 200_000
MAX_COLUMNS: Final = 400


@dataclass(frozen=True, slots=True)
class Cell:
    """One value, as text; dates of a workbook are known as such."""

    text: str = ""
    day: date | None = None
    """The date, where the workbook says that it is one; `text` is its ISO form then."""
    fault: str = ""
    """Why the value cannot be used, such as `the cell shows #N/A`."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row."""

    number: int
    """As a spreadsheet or a text editor shows it, counted from 1."""
    cells: tuple[Cell, ...]

    @property
    def is_empty(self) -> bool:
        """True when no cell says anything."""
        return not any(cell.text.strip() or cell.fault for cell in self.cells)

    def cell(self, at: int) -> Cell:
        """Return a cell; an empty one where the row is shorter."""
        return self.cells[at] if at < len(self.cells) else NO_CELL


@dataclass(frozen=True, slots=True)
class Grid:
    """What stands in a file."""

    rows: tuple[Row, ...]
    """Without the empty ones."""
    remarks: tuple[str, ...] = ()
    """How it was read, where that was a guess somebody should know of."""


NO_CELL: Final = Cell()
