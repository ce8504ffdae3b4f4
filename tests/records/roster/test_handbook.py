from __future__ import annotations

import os
import re
from pathlib import Path

from coursewright.records.roster.handbook import render_columns

PAGE = Path(__file__).parents[3] / "docs" / "handbook" / "reference" / "enrolment.md"
TABLE = re.compile(r"(?:^COLUMNS\n|^\| field \|(?:.*\n\|)*.*\n)", re.MULTILINE)


def test_the_columns_of_rosters_stand_in_the_handbook() -> None:
    """Fields and headers are those of the program; COURSEWRIGHT_REWRITE=1 writes them anew."""
    text = PAGE.read_text(encoding="utf-8")
    if os.environ.get("COURSEWRIGHT_REWRITE"):
        text = TABLE.sub(lambda _: render_columns(), text, count=1)
        PAGE.write_text(text, encoding="utf-8")

    assert TABLE.findall(text)[:1] == [render_columns()]
