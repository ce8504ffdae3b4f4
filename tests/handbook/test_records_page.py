from __future__ import annotations

import os
from pathlib import Path

from coursewright.reporting.handbook import render_records_page

PAGE = Path(__file__).parents[2] / "docs" / "handbook" / "reference" / "records.md"


def test_records_page_is_what_the_program_does() -> None:
    """Flags, reasons and columns stand in the handbook; COURSEWRIGHT_REWRITE=1 writes it anew."""
    if os.environ.get("COURSEWRIGHT_REWRITE"):
        PAGE.write_text(render_records_page(), encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == render_records_page()
