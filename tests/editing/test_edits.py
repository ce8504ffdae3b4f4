"""Edits of text files: only what is named changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.diagnostics import CoursewrightError
from coursewright.editing.edits import Cut, Edit, apply_changes

ENDS = st.sampled_from(["\n", "\r\n", "\r"])
LINES = st.lists(st.text(alphabet="abc é{}#", max_size=12), min_size=1, max_size=8)


@given(LINES, ENDS, st.sampled_from(["", "\ufeff"]), st.data())
def test_an_edit_and_its_reverse_give_the_same_bytes(
    lines: list[str], end: str, mark: str, data: st.DataObject
) -> None:
    """Line ends, byte order mark and every other line survive an edit."""
    text = mark + end.join(lines)
    number = data.draw(st.integers(1, len(lines)))
    column = data.draw(st.integers(1, len(lines[number - 1]) + 1))
    before = text.encode("utf-8")
    there = Edit("a.md", number, column, "", "NEW")
    back = Edit("a.md", number, column, "NEW", "")
    if not lines[number - 1]:
        return  # an empty last line is no line
    after = apply_changes("a.md", before, [there])

    assert after != before
    assert apply_changes("a.md", after, [back]) == before


def test_edits_on_one_line_do_not_move_each_other() -> None:
    """Two edits of a line are both made where they were planned."""
    edits = [Edit("a", 1, 1, "one", "first"), Edit("a", 1, 5, "two", "2")]

    assert apply_changes("a", b"one two\r\nrest\r\n", edits) == b"first 2\r\nrest\r\n"


def test_inserted_lines_have_the_files_own_line_end() -> None:
    """A file with CRLF gets CRLF."""
    edit = Edit("a", 2, 1, "", "new\n")

    assert apply_changes("a", b"one\r\ntwo\r\n", [edit, Cut("a", 1, 1)]) == b"new\r\ntwo\r\n"


def test_another_text_than_expected_is_refused() -> None:
    """A file that changed meanwhile is never damaged."""
    with pytest.raises(CoursewrightError, match=r"a:1: `one` is not where it was read"):
        apply_changes("a", b"other\n", [Edit("a", 1, 1, "one", "two")])
