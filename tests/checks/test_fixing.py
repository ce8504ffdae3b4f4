"""Edits of `--fix`: the right place, nothing else, and never two at one place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coursewright.checks.fixing import apply_fixes
from coursewright.diagnostics import Fix, Span

TEXT = st.text(st.sampled_from("ab.é\n\r "), max_size=60)


def fix(line: int, column: int, old: str, new: str) -> Fix:
    """An edit of one file."""
    return Fix(Span("a.md", line, column), old, new)


def test_edits_of_one_line_do_not_move_each_other() -> None:
    """Places are those of the file as it was read."""
    text, made = apply_fixes("one two\r\nthree\n", [fix(1, 1, "one", "1"), fix(1, 5, "two", "22")])

    assert text == "1 22\r\nthree\n"
    assert [one.new for one in made] == ["1", "22"]


def test_what_does_not_stand_there_is_left_alone() -> None:
    """A file that was changed meanwhile is not spoilt."""
    assert apply_fixes("one\n", [fix(1, 1, "two", "2"), fix(9, 1, "x", "y")]) == ("one\n", [])


def test_two_edits_of_one_place_are_not_both_made() -> None:
    """The later one wins; the next round may make the other."""
    text, made = apply_fixes("abc\n", [fix(1, 1, "ab", "x"), fix(1, 2, "bc", "y")])

    assert (text, len(made)) == ("ay\n", 1)


@given(TEXT, st.integers(1, 5), st.integers(1, 20), TEXT)
def test_everything_else_stays(text: str, line: int, column: int, new: str) -> None:
    """Whatever the place: an edit that was made can be taken back, byte for byte."""
    lines = text.splitlines(keepends=True)
    shown = lines[line - 1].rstrip("\r\n") if line <= len(lines) else ""
    old = shown[column - 1 : column + 1]
    changed, made = apply_fixes(text, [fix(line, column, old, new)])
    if not made:
        assert changed == text
    else:
        start = sum(map(len, lines[: line - 1])) + column - 1
        assert changed == text[:start] + new + text[start + len(old) :]
