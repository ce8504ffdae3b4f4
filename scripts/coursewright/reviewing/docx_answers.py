"""What an expert has written into a Word sheet: the form's fields, and comments in the margin."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from coursewright.diagnostics import CoursewrightError
from coursewright.reviewing.docx_sheet import (
    COMMENT_ROW,
    DATE_ROW,
    DIGEST_ROW,
    ITEM_ROW,
    MISSING,
    NAME_ROW,
    VERDICT_ROW,
)
from coursewright.reviewing.incoming import MOST_BYTES, Answers, Row, make_answers
from coursewright.reviewing.store import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEADING: Final = re.compile(r"Number \d+: (\S+)")
_MOST_UNPACKED: Final = 64 * 1024 * 1024
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACEHOLDERS: Final = frozenset(
    {"Choose", "Write your comment here", "Write your name here", "Write the date here"}
)


def read_docx(data: bytes, name: str, by: str, on: str) -> Answers:
    """Read a Word sheet that came back.

    Args:
        data: the file.
        name: how to call it in messages.
        by: a name that counts instead of the one in the file; "" for that.
        on: the same for the day.

    Raises:
        CoursewrightError: it is no Word file, no review sheet, or python-docx is not installed.
    """
    document = _open(data, name)
    tables = [_rows(table) for table in document.tables]
    head: dict[str, str] = next((rows for rows in tables if NAME_ROW in rows), {})
    forms = [rows for rows in tables if ITEM_ROW in rows and COMMENT_ROW in rows]
    if not forms:
        raise CoursewrightError(f"{name} is no review sheet: it has none of the tables of one")
    rows = [
        Row(
            target=form[ITEM_ROW],
            digest=form.get(DIGEST_ROW, ""),
            verdict=form.get(VERDICT_ROW, ""),
            comment=form[COMMENT_ROW],
        )
        for form in forms
    ]
    digests = {row.target: row.digest for row in rows}
    margin = tuple(_margin(document, digests))
    is_filled = any(row.comment or row.verdict for row in rows)
    if not is_filled:
        return Answers(margin, (), margin[0].by if margin else "")
    answers = make_answers(rows, by or head.get(NAME_ROW, ""), on or head.get(DATE_ROW, ""), name)
    fine = tuple(
        target for target in answers.fine if not any(target == one.target for one in margin)
    )
    return Answers((*answers.remarks, *margin), fine, answers.by)


def _open(data: bytes, name: str) -> Any:
    try:
        import docx  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise CoursewrightError(MISSING) from error
    if len(data) > MOST_BYTES:
        raise CoursewrightError(f"{name} is larger than 16 MB, which no review sheet is")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            size = sum(part.file_size for part in parts.infolist())
        # A few kilobytes may unpack to gigabytes.
        document = docx.Document(io.BytesIO(data)) if size <= _MOST_UNPACKED else None
    except Exception as error:  # damaged files fail in many ways inside the library
        raise CoursewrightError(f"{name} is not a Word file (.docx) that can be read") from error
    if document is None:
        raise CoursewrightError(f"{name} unpacks to {size // 1024**2} MB, so it is not read")
    return document


def _rows(table: Any) -> dict[str, str]:
    """Return the rows of a table of two columns: what stands left -> what stands right."""
    rows: dict[str, str] = {}
    for row in table.rows:
        cells = row.cells
        if len(cells) == 2:
            rows.setdefault(_words(cells[0]._tc), _words(cells[1]._tc))  # noqa: SLF001 - fields are not in python-docx's text
    return rows


def _words(element: Any) -> str:
    """Return all text below an element, that of fields included, but no placeholder."""
    lines = ["".join(_signs(paragraph)) for paragraph in element.iter(f"{_W}p")]
    text = "\n".join(lines).strip()
    return "" if text in _PLACEHOLDERS else text


def _signs(paragraph: Any) -> Iterable[str]:
    for node in paragraph.iter(f"{_W}t", f"{_W}br", f"{_W}tab"):
        if any(_is_placeholder(each) for each in node.iterancestors(f"{_W}sdt")):
            continue
        yield (node.text or "") if node.tag == f"{_W}t" else " " if node.tag == f"{_W}tab" else "\n"


def _is_placeholder(field: Any) -> bool:
    return field.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None


def _margin(document: Any, digests: dict[str, str]) -> Iterable[Remark]:
    """Yield Word's own comments, each with the entry in which it begins."""
    if not document.comments:
        return
    targets: dict[str, str] = {}
    target = ""
    for node in document.element.body.iter(f"{_W}p", f"{_W}commentRangeStart"):
        if node.tag == f"{_W}p":
            match = _HEADING.match("".join(_signs(node)))
            target = match[1] if match else target
        elif target:
            targets[str(node.get(f"{_W}id"))] = target
    for comment in document.comments:
        about = targets.get(str(comment.comment_id))
        if about and comment.text.strip():
            day = comment.timestamp or datetime.now(UTC)
            by = comment.author or "Somebody without a name"
            digest = digests.get(about, "")
            yield Remark(about, comment.text.strip(), by, day.date().isoformat(), digest)
