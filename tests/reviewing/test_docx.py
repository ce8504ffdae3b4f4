"""The Word sheet, filled in as Word fills it in, comes back as the same answers."""

from __future__ import annotations

import io
import sys
import zipfile
from typing import Any

import docx
import pytest
from tests.reviewing.sheets import HOSTILE, a_sheet

from coursewright.diagnostics import CoursewrightError
from coursewright.reviewing.docx_answers import read_docx
from coursewright.reviewing.docx_sheet import write_docx
from coursewright.reviewing.incoming import Answers

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened() -> Any:
    """Return the sheet as an expert opens it."""
    return docx.Document(io.BytesIO(write_docx(a_sheet(), {"q/order": ["Bo: Is this so?"]})))


def fill(document: Any, label: str, number: int, text: str) -> None:
    """Type into the field of a row: number 0 is the head, 1 the first entry's form."""
    [row] = [row for row in document.tables[number].rows if row.cells[0].text == label]
    field = row.cells[1]._tc.find(f".//{W}sdt")
    hint = field.find(f"{W}sdtPr/{W}showingPlcHdr")
    if hint is not None:  # as Word does when the first letter is typed
        hint.getparent().remove(hint)
    field.find(f"{W}sdtContent/{W}r/{W}t").text = text


def back(document: Any) -> Answers:
    """Save it, and read it as the import does."""
    stream = io.BytesIO()
    document.save(stream)
    return read_docx(stream.getvalue(), "sheet.docx", "", "")


def test_an_expert_sees_everything() -> None:
    """Keys, feedback and what others have said; hostile words are words."""
    document = opened()
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)

    for part in ("Best", "half a point", "A → B", "yes or sure", "20±1", "Bo: Is this so?"):
        assert part in text
    assert HOSTILE.partition("[link]")[0] in text
    assert len(document.tables) == 1 + 9


def test_fields_come_back() -> None:
    """Name, day, verdicts and comments; an untouched form says nothing."""
    document = opened()
    fill(document, "Your name", 0, "Ann Example")
    fill(document, "Date (2026-03-14)", 0, "2026-04-02")
    fill(document, "Comment", 2, "Both are right.")
    fill(document, "Verdict", 2, "do not use it")
    fill(document, "Verdict", 3, "fine as it is")
    answers = back(document)

    [remark] = answers.remarks
    assert remark.target == "q/single"
    assert remark.text == "Both are right. (Verdict: do not use it)"
    assert (remark.by, remark.on, len(remark.digest)) == ("Ann Example", "2026-04-02", 16)
    assert answers.fine == ("q/situation",)


def test_text_typed_beside_the_field_counts() -> None:
    """Programs that lose the fields keep the table."""
    document = opened()
    fill(document, "Your name", 0, "Ann Example")
    fill(document, "Date (2026-03-14)", 0, "2026-04-02")
    [row] = [row for row in document.tables[4].rows if row.cells[0].text == "Comment"]
    row.cells[1].text = "First line"
    row.cells[1].add_paragraph("Second line")

    assert [(one.target, one.text) for one in back(document).remarks] == [
        ("q/order", "First line\nSecond line")
    ]


def test_comments_in_the_margin_are_read() -> None:
    """Word's own comments belong to the entry in which they begin; nobody needs the form then."""
    document = opened()
    [stem] = [paragraph for paragraph in document.paragraphs if paragraph.text == "Stem of match"]
    document.add_comment(stem.runs, text="Three pairs, please", author="Cy Third")
    [head] = [each for each in document.paragraphs if each.text == "Review: Module m01"]
    document.add_comment(head.runs, text="A nice course", author="Cy Third")
    answers = back(document)

    [remark] = answers.remarks
    assert (remark.target, remark.text, remark.by) == ("q/match", "Three pairs, please", "Cy Third")


def test_an_empty_sheet_says_nothing() -> None:
    """Sent back as it went out, it holds no comment and needs no name."""
    assert back(opened()) == Answers((), (), "")


def test_without_the_extra_the_way_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most machines have no python-docx; they are told what to install, or to use HTML."""
    data = write_docx(a_sheet(), {})
    monkeypatch.setitem(sys.modules, "docx", None)

    for act in (lambda: write_docx(a_sheet(), {}), lambda: read_docx(data, "s.docx", "", "")):
        with pytest.raises(CoursewrightError, match=r"coursewright\[docx\].*--format html"):
            act()


def _zip(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stream.getvalue()


def _other_document() -> bytes:
    stream = io.BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a Word file"),
        (b"PK\x03\x04 and nothing more", "not a Word file"),
        (_zip(other=b"x"), "not a Word file"),
        (_zip(bomb=b"\0" * (65 * 1024 * 1024)), "unpacks to 65 MB"),
        (write_docx(a_sheet(), {})[:-2000], "not a Word file"),
        (_other_document(), "is no review sheet"),
    ],
    ids=["empty", "head", "zip", "bomb", "cut", "other"],
)
def test_other_files_are_refused(data: bytes, said: str) -> None:
    """One sentence, no traceback, and no memory spent on a bomb."""
    with pytest.raises(CoursewrightError, match=said):
        read_docx(data, "sheet.docx", "", "")
