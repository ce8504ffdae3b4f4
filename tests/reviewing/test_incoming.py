"""Files and tables that experts send back are read, or refused in a sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest

from coursewright.diagnostics import CoursewrightError
from coursewright.reviewing.incoming import LONGEST, read_saved, read_table

ROW = {"target": "q/one", "digest": "0" * 16, "verdict": "change it", "comment": "Too long."}


def saved(*rows: Any, **changes: Any) -> bytes:
    """Return what an HTML sheet saves."""
    value = {
        "schema": "coursewright/review-sheet/1",
        "sheet": "q",
        "by": "Ann Example",
        "on": "2026-03-14",
        "remarks": list(rows),
    }
    return json.dumps(value | changes).encode()


def test_verdicts_and_comments() -> None:
    """A verdict without a word is a comment when it asks for a change, and else good news."""
    answers = read_saved(
        saved(
            ROW,
            ROW | {"target": "q/two", "comment": ""},
            ROW | {"target": "q/three", "verdict": "fine as it is", "comment": " "},
            ROW | {"target": "q/four", "verdict": "fine as it is", "comment": "But a comma."},
            ROW | {"target": "q/five", "verdict": "", "comment": ""},
        ),
        "s.json",
        "",
        "",
    )

    assert [(one.target, one.text) for one in answers.remarks] == [
        ("q/one", "Too long. (Verdict: change it)"),
        ("q/two", "Verdict: change it (without a reason)"),
        ("q/four", "But a comma."),
    ]
    assert answers.fine == ("q/three",)
    assert {(one.by, one.on) for one in answers.remarks} == {("Ann Example", "2026-03-14")}


def test_options_fill_in_who_and_when() -> None:
    """Experts forget their name; the trainer knows it."""
    answers = read_saved(saved(ROW, by="", on=""), "s.json", "Bo Sample", "2026-04-01")

    assert (answers.remarks[0].by, answers.remarks[0].on) == ("Bo Sample", "2026-04-01")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not the file that a review sheet saves"),
        (b"[1]", "not the file that a review sheet saves"),
        (b"[" * 99_999, "not the file that a review sheet saves"),
        (saved(schema="x"), "not the file that a review sheet saves"),
        (saved(remarks=3), "`remarks` is no list"),
        (saved(3), "`remarks` is no list"),
        (saved(ROW | {"comment": 3}), "`comment` is no text"),
        (saved(ROW, by=" "), "nobody's name"),
        (saved(ROW, on="14.3.2026"), "“14.3.2026” is no day"),
        (saved(ROW | {"comment": "x" * (LONGEST + 1)}), "too long"),
        (b"\xff\xfe", "not saved as UTF-8"),
    ],
    ids=range(11),
)
def test_what_is_no_saved_sheet_is_refused(data: bytes, said: str) -> None:
    """One sentence names the file and what is wrong."""
    with pytest.raises(CoursewrightError, match=said) as caught:
        read_saved(data, "s.json", "", "")
    assert "s.json" in str(caught.value)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_typed_table_in_any_country(sign: str) -> None:
    """Commas, semicolons and tabs; a byte order mark, empty lines and several people are fine."""
    lines = [
        sign.join(("Item", "Comment", "By", "Date")),
        sign.join(("q/one", '"Two\nlines"', "Ann Example", "2026-03-14")),
        "",
        sign.join(("q/two", "Short", "Bo Sample", "2026-03-15")),
        sign.join(("", "", "", "")),
    ]
    first, second = read_table("\r\n".join(lines).encode("utf-8-sig"), "t.csv", "", "")

    assert [(one.target, one.text, one.by) for one in first.remarks] == [
        ("q/one", "Two\nlines", "Ann Example")
    ]
    assert second.by == "Bo Sample"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "must name the columns item, comment, by, date"),
        ("question,comment\n", "must name the columns"),
        ("item,comment\n,Hm\n", "t.csv:2: this comment names no item"),
        ("item,comment\nq/one,Hm\n", "nobody's name"),
        ("item,comment,by\nq/one,Hm,Ann\n", "is no day"),
    ],
)
def test_a_table_that_lacks_something_is_refused(text: str, said: str) -> None:
    """The trainer is told which column or row."""
    with pytest.raises(CoursewrightError, match=said):
        read_table(text.encode(), "t.csv", "", "")
