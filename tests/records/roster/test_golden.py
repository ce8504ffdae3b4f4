from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from coursewright.diagnostics import Span
from coursewright.model import Path as CoursePath
from coursewright.records.roster import Roster, RosterOptions, read_roster

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(GOLDEN.glob("*.json"))
SPAN = Span("modules/course.yml")
PATHS = (
    CoursePath("core", "Core course", ("m01",), SPAN),
    CoursePath("sales", "Sales staff", ("m01", "m02"), SPAN),
)


def value_of(roster: Roster) -> dict[str, Any]:
    """Return a roster as JSON, fields that say nothing left out."""
    people = [
        {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in asdict(person).items()
            if value not in ("", None)
        }
        for person in roster.people
    ]
    return {
        "people": people,
        "problems": [f"{each.row} {each.severity}: {each.text()}" for each in roster.problems],
        "columns": dict(roster.columns),
        "ignored": list(roster.ignored),
        "is_readable": roster.is_readable,
        "bad_ids": sorted(roster.bad_ids),
        "has_nameless_rows": roster.has_nameless_rows,
    }


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_rosters_are_read_as_expected(path: Path) -> None:
    """Each file gives what stands beside it; COURSEWRIGHT_REWRITE=1 writes that anew."""
    case = json.loads(path.read_text(encoding="utf-8"))
    options = RosterOptions(paths=PATHS, language="en", **case["options"])
    found = value_of(read_roster((GOLDEN / case["file"]).read_bytes(), options))
    if os.environ.get("COURSEWRIGHT_REWRITE"):
        case["expected"] = found
        path.write_text(json.dumps(case, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

    assert found == case["expected"]


def test_every_golden_file_has_a_case() -> None:
    """No input lies about that nothing reads."""
    named = {json.loads(path.read_text(encoding="utf-8"))["file"] for path in CASES}

    assert named == {path.name for path in GOLDEN.iterdir() if path.suffix != ".json"}
    assert len(CASES) >= 40
