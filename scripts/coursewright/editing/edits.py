"""Small changes at known places of text files, which leave every other byte alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import CoursewrightError

if TYPE_CHECKING:
    from collections.abc import Iterable

BOM: Final = "\ufeff"
LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
LINE_END: Final = re.compile(r"(?:\r\n|\r|\n)?\Z")


@dataclass(frozen=True, slots=True)
class Edit:
    """Put another text in the place of one."""

    path: str
    line: int
    column: int
    """Counted from 1, in characters."""
    old: str
    """What stands there; "" to insert."""
    new: str
    """May hold `\n`, which becomes the line end of the file."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Remove whole lines."""

    path: str
    first: int
    last: int


Change = Edit | Cut


def apply_changes(path: str, data: bytes, changes: Iterable[Change]) -> bytes:
    """Return a file's bytes with changes made; byte order mark and line ends stay.

    Raises:
        CoursewrightError: the file holds another text than an edit expects.
    """
    text = data.decode("utf-8")
    mark = BOM if text.startswith(BOM) else ""
    lines = [match[0] for match in LINE.finditer(text.removeprefix(BOM)) if match[0]]
    edits = [each for each in changes if isinstance(each, Edit)]
    # From the end, so that an edit never moves the place of another.
    for edit in sorted(edits, key=lambda each: (each.line, each.column), reverse=True):
        line = lines[edit.line - 1]
        start = edit.column - 1
        if not line.startswith(edit.old, start):
            raise CoursewrightError(f"{path}:{edit.line}: `{edit.old}` is not where it was read")
        new = edit.new.replace("\n", _line_end(lines))
        lines[edit.line - 1] = line[:start] + new + line[start + len(edit.old) :]
    for cut in (each for each in changes if isinstance(each, Cut)):
        lines[cut.first - 1 : cut.last] = [""] * (cut.last - cut.first + 1)
    return (mark + "".join(lines)).encode("utf-8")


def _line_end(lines: list[str]) -> str:
    match = LINE_END.search(lines[0]) if lines else None
    return (match[0] if match else "") or "\n"
