"""A review sheet for Word: text to read, and a form behind each entry. Needs python-docx."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final

from coursewright.diagnostics import CoursewrightError
from coursewright.reviewing.checklist import ITEM_QUESTIONS, LESSON_QUESTIONS, VERDICTS
from coursewright.reviewing.html_sheet import KEYS_WARNING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from coursewright.reviewing.sheet import Entry, Sheet

ITEM_ROW: Final = "Text"
DIGEST_ROW: Final = "State"
VERDICT_ROW: Final = "Verdict"
COMMENT_ROW: Final = "Comment"
NAME_ROW: Final = "Your name"
DATE_ROW: Final = "Date (2026-03-14)"
HEADING: Final = "Number {number}: {target}"
"""Stands above each entry, so that a comment of Word's own is known to belong to it."""
INTRODUCTION: Final = (
    "Please read each text as somebody who knows the work. Choose a verdict in the table behind "
    "it, and write what you would change and why. Comments in the margin are read as well. Save "
    "the file and send it back."
)
MISSING: Final = (
    "Word files need python-docx: install it with `pip install 'coursewright[docx]'`, or use "
    "`--format html`, which needs nothing"
)
_BOLD: Final = re.compile(r"(\*\*.+?\*\*)")
_LIST: Final = re.compile(r"(?:[-*+]|\d+[.)])\s+")


def write_docx(sheet: Sheet, open_comments: Mapping[str, Sequence[str]]) -> bytes:
    """Return the sheet as a Word file.

    Args:
        sheet: what to show.
        open_comments: target -> comments that nobody has settled.

    Raises:
        CoursewrightError: python-docx is not installed.
    """
    document = _new_document(f"Review: {sheet.title}")
    document.add_paragraph(sheet.course)
    document.add_paragraph().add_run(KEYS_WARNING).bold = True
    document.add_paragraph(INTRODUCTION)
    groups = (("question", ITEM_QUESTIONS, False), ("lesson", LESSON_QUESTIONS, True))
    for what, questions, is_lesson in groups:
        if any(entry.is_lesson is is_lesson for entry in sheet.entries):
            document.add_heading(f"Ask yourself of each {what}", 1)
            for question in questions:
                document.add_paragraph(question, style="List Bullet")
    document.add_heading("You", 1)
    rows = {
        NAME_ROW: _text_control("reviewer", "Write your name here"),
        DATE_ROW: _text_control("date", "Write the date here"),
    }
    _form(document, rows)
    for number, entry in enumerate(sheet.entries, 1):
        _entry(document, number, entry, open_comments.get(entry.target, ()))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _new_document(title: str) -> Any:
    try:
        import docx  # noqa: PLC0415 - an extra
        from docx.shared import Cm  # noqa: PLC0415
    except ImportError as error:
        raise CoursewrightError(MISSING) from error
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = ""
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
    document.add_heading(title, 0)
    return document


def _entry(document: Any, number: int, entry: Entry, comments: Sequence[str]) -> None:
    document.add_heading(HEADING.format(number=number, target=entry.target), 1)
    document.add_paragraph(f"{entry.kind} · {entry.status}")
    for text in _content(entry):
        style, words = text
        _paragraph(document, words, style)
    if comments:
        _paragraph(document, "**Already said, and not settled yet:**", None)
        for comment in comments:
            _paragraph(document, comment, "List Bullet")
    rows = {
        ITEM_ROW: entry.target,
        DIGEST_ROW: entry.digest,
        VERDICT_ROW: _choice_control(f"verdict:{number}"),
        COMMENT_ROW: _text_control(f"comment:{number}", "Write your comment here"),
    }
    _form(document, rows)


def _content(entry: Entry) -> Iterator[tuple[str | None, str]]:
    """Yield (style, text) of each paragraph."""
    yield None, f"**{entry.title}**"
    if entry.objective:
        yield None, f"Objective: {entry.objective}"
    yield from _blocks(entry.body)
    for option in entry.options:
        yield "List Bullet", f"**{option.mark}:** {option.text}"
        if option.feedback:
            yield "List Continue", f"Feedback: {option.feedback}"
        if option.belief:
            yield "List Continue", f"Stands for: {option.belief}"
    yield from _titled("Key", entry.key)
    yield from _titled("Hint", [text for _, text in _blocks(entry.hint)])
    yield from _titled("Rationale", [text for _, text in _blocks(entry.rationale)])
    yield from _titled("The key rests on", entry.evidence)


def _titled(title: str, texts: Iterable[str]) -> Iterator[tuple[str | None, str]]:
    lines = [text for text in texts if text]
    if lines:
        yield None, f"**{title}**"
        yield from (("List Bullet", line) for line in lines)


def _blocks(text: str) -> Iterator[tuple[str | None, str]]:
    """Yield the paragraphs of a Markdown text, as far as a reader needs them."""
    for block in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        if not lines:
            continue
        if lines[0].startswith("#"):
            yield None, f"**{lines[0].lstrip('# ')}**"
            lines = lines[1:]
        is_list = [bool(_LIST.match(line)) or line.startswith("|") for line in lines]
        if any(is_list):
            yield from (("List Bullet", _LIST.sub("", line, count=1)) for line in lines)
        elif lines:
            yield None, " ".join(lines)


def _paragraph(document: Any, text: str, style: str | None) -> None:
    paragraph = document.add_paragraph(style=style)
    for part in _BOLD.split(_printable(text)):
        is_bold = part.startswith("**") and part.endswith("**") and len(part) > 4
        run = paragraph.add_run(part[2:-2] if is_bold else part)
        run.bold = True if is_bold else None


def _printable(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return "".join(sign for sign in text if sign in "\n\t" or sign >= " ")


def _form(document: Any, rows: dict[str, Any]) -> None:
    """Add a table of two columns: what is asked, and a text or a field to fill in."""
    table = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for label, value in rows.items():
        cells = table.add_row().cells
        cells[0].paragraphs[0].add_run(label).bold = True
        if isinstance(value, str):
            cells[1].text = value
        else:
            cells[1].paragraphs[0]._p.append(value)  # noqa: SLF001 - python-docx has no fields


def _text_control(tag: str, shown: str) -> Any:
    return _control(tag, shown, '<w:text w:multiLine="1"/>')


def _choice_control(tag: str) -> Any:
    entries = "".join(
        f'<w:listItem w:displayText="{verdict}" w:value="{verdict}"/>' for verdict in VERDICTS
    )
    return _control(tag, "Choose", f"<w:dropDownList>{entries}</w:dropDownList>")


def _control(tag: str, shown: str, kind: str) -> Any:
    from docx.oxml import parse_xml  # noqa: PLC0415 - an extra
    from docx.oxml.ns import nsdecls  # noqa: PLC0415

    return parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias w:val='{shown}'/><w:tag w:val='{tag}'/>"
        f"<w:showingPlcHdr/>{kind}</w:sdtPr><w:sdtContent><w:r><w:rPr><w:color "
        f"w:val='6B6B6B'/></w:rPr><w:t>{shown}</w:t></w:r></w:sdtContent></w:sdt>"
    )
