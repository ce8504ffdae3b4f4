"""What is wrong in a roster, and where: for HR, who can mend it in their own file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Problem:
    """One remark about one row of a roster."""

    row: int
    """Row of the sheet, or line of the CSV file, counted from 1; 0: the file as a whole."""
    severity: Literal["error", "warning"]
    """error: the row cannot be taken."""
    message: str
    """A sentence without a final full stop, which names the offending value."""
    column: str = ""
    """The column's header as the roster has it; "" where none is to blame."""

    def place(self, name: str) -> str:
        """Return `roster.xlsx:17`, and the file's name alone for the file as a whole."""
        return f"{name}:{self.row}" if self.row else name

    def text(self) -> str:
        """Return the message with its column."""
        return f"column “{self.column}”: {self.message}" if self.column else self.message


class RosterError(Exception):
    """The roster as a whole cannot be read; no row of it can be trusted."""

    def __init__(self, message: str, row: int = 0) -> None:
        super().__init__(message)
        self.problem = Problem(row, "error", message)
