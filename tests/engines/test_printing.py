"""PDF by a real Chromium."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

import pytest

from coursewright.diagnostics import CoursewrightError
from coursewright.engines.printing import find_chromium, print_pdf
from coursewright.rendering.handouts.document import document

if TYPE_CHECKING:
    from pathlib import Path

BREAK = '<section class="module"><h2>Second part</h2><p>Wörter bleiben Text.</p></section>'
A4 = (595, 842)
RANGE = re.compile(r"<([0-9A-F]{4})> <([0-9A-F]{4})> <([0-9A-F]{4})>")
CHARACTER = re.compile(r"^<([0-9A-F]{4})> <([0-9A-F]{4})>$", re.MULTILINE)


@pytest.fixture(scope="module")
def chromium() -> str:
    """The browser that `--pdf` would take; Playwright's, where there is no other."""
    try:
        return find_chromium()
    except CoursewrightError as fault:
        pytest.skip(str(fault))


def streams(pdf: bytes) -> list[str]:
    """Return the readable streams of a PDF."""
    found = []
    for part in re.split(rb"(?<=\nendstream)", pdf):
        match = re.search(rb"stream\r?\n(.*?)\r?\nendstream", part, re.DOTALL)
        if match and b"/FlateDecode" in part:
            found.append(zlib.decompress(match[1]).decode("latin-1"))
    return found


def text_of(pdf: bytes) -> str:
    """Return the text layer: the glyphs that pages show, by the fonts' tables of characters."""
    letters: dict[int, str] = {}
    pages: list[str] = []
    for stream in streams(pdf):
        if "begincmap" in stream:
            for first, last, start in RANGE.findall(stream.split("endcodespacerange")[1]):
                for step in range(int(last, 16) - int(first, 16) + 1):
                    letters[int(first, 16) + step] = chr(int(start, 16) + step)
            for glyph, letter in CHARACTER.findall(stream):
                letters[int(glyph, 16)] = chr(int(letter, 16))
        elif " Tf" in stream:
            pages.append(stream)
    shown = re.findall(r"<([0-9A-F]+)> Tj", "\n".join(pages))
    return "".join(
        letters.get(int(run[at : at + 4], 16), "?") for run in shown for at in range(0, len(run), 4)
    )


@pytest.mark.browser
def test_a_handout_becomes_a_tagged_pdf_with_text(tmp_path: Path, chromium: str) -> None:
    """Two parts are two pages of A4; the words can be searched, the file says its language."""
    first = '<section class="module"><h2>First part</h2></section>'
    page = tmp_path / "a.html"
    html = document("Ein Blatt", "Kurs", "de", (first, BREAK), "A4")
    page.write_text(html, encoding="utf-8")
    pdf = print_pdf(chromium, page)
    text = text_of(pdf)

    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 2
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert {(round(float(width)), round(float(height))) for width, height in boxes} == {A4}
    assert re.search(rb"/Marked true", pdf)
    assert re.search(rb"/Lang \(de\)", pdf)
    for words in ("First part", "Second part", "Wörter bleiben Text.", "1 / 2", "2 / 2", "Kurs"):
        assert words.replace(" ", "") in text.replace(" ", "")


def test_a_named_browser_must_exist(tmp_path: Path) -> None:
    """A wrong name in the environment is told, not passed over for another browser."""
    with pytest.raises(CoursewrightError, match="COURSEWRIGHT_CHROMIUM names no file"):
        find_chromium({"COURSEWRIGHT_CHROMIUM": str(tmp_path / "none")})


def test_a_program_that_is_no_browser_is_told(tmp_path: Path) -> None:
    """A browser that writes no PDF gives one sentence with the name of the handout."""
    page = tmp_path / "a.html"
    page.write_text("<!doctype html>", encoding="utf-8")
    with pytest.raises(CoursewrightError, match=r"a\.html: the browser wrote no PDF"):
        print_pdf("/bin/false", page)
