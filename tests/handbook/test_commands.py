from __future__ import annotations

import os
from pathlib import Path

from coursewright.cli.reference import render_reference

PAGE = Path(__file__).parents[2] / "docs" / "handbook" / "reference" / "commands.md"


def test_command_reference_is_what_the_commands_say() -> None:
    """The handbook's command page is generated; COURSEWRIGHT_REWRITE=1 writes it anew."""
    if os.environ.get("COURSEWRIGHT_REWRITE"):
        PAGE.write_text(render_reference(), encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == render_reference()
