"""Makes the mechanical edits that findings carry. Pure: text in, text out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.diagnostics import Fix


def apply_fixes(text: str, fixes: Iterable[Fix]) -> tuple[str, list[Fix]]:
    """Return a file's text after the edits, and the edits that were made.

    Everything else in the file stays as it is, line ends included. An edit is left out when its
    place does not hold what it expects, or another edit has touched that place already.

    Args:
        text: the whole file, decoded, without byte order mark.
        fixes: edits of this file, in any order.
    """
    lines = text.splitlines(keepends=True)
    made: list[Fix] = []
    # From the end to the start: an edit moves only what comes after it.
    ordered = sorted(set(fixes), key=lambda fix: (fix.span, fix.old), reverse=True)
    for fix in ordered:
        start = fix.span.column - 1
        end = start + len(fix.old)
        if not 1 <= fix.span.line <= len(lines) or (made and _overlaps(fix, made[-1])):
            continue
        line = lines[fix.span.line - 1]
        if line[start:end] == fix.old and start <= len(line.rstrip("\r\n")):
            lines[fix.span.line - 1] = line[:start] + fix.new + line[end:]
            made.append(fix)
    return "".join(lines), made[::-1]


def _overlaps(fix: Fix, later: Fix) -> bool:
    same_line = fix.span.line == later.span.line
    return same_line and fix.span.column + max(1, len(fix.old)) > later.span.column
