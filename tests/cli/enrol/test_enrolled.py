"""What follows from an enrolment: people in the report, and records that count for them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.cli.enrol.desk import ANNA, BO, enrol, links
from tests.cli.small_course import attempt, run, write_json
from tests.records.crafting import sign

if TYPE_CHECKING:
    from pathlib import Path


def test_the_report_shows_the_roster(root: Path) -> None:
    """Everybody enrolled is in the report at once, with department and number, as not started."""
    enrol(root, [ANNA, BO])
    run("records", "import", write_json(root / "a.json", attempt(root)), "--root", root)
    done = run("report", "--root", root)
    value = json.loads(run("report", "--root", root, "--json").stdout)
    rows = [
        (row["employee_id"], row["identity"], row["quiz"], row["status"])
        for row in value["completions"]
    ]

    assert rows == [
        (None, "self-declared", "letters", "not started"),
        (None, "self-declared", "final", "passed"),
        ("00417", "enrolled", "letters", "not started"),
        ("00417", "enrolled", "final", "not started"),
        ("00418", "enrolled", "letters", "not started"),
        ("00418", "enrolled", "final", "not started"),
    ]
    assert (
        "On the roster: 2, of whom 0 passed, 0 failed, 0 in progress, 2 not started" in done.stderr
    )
    assert "Possibly one person shown as two: 1" in done.stderr
    assert [each["employee_id"] for each in value["possibly_same"]] == ["00417"]
    assert {row["department"]: row["people"] for row in value["overview"]} == {
        "Sales": 2,
        "(everybody active)": 2,
        "(self-declared)": 1,
    }


def test_records_made_with_a_link_count_for_its_person(root: Path) -> None:
    """From roster to report: the attempt stands under HR's name and number, as enrolled."""
    enrol(root, [ANNA, BO])
    token = links(root)["00417"]["link"].partition("#e=")[2]
    done = datetime.now(UTC).replace(microsecond=0)
    fields = {
        "enrolment": token,
        "declared_name": None,
        "started": f"{done - timedelta(minutes=5):%Y-%m-%dT%H:%M:%S}.000Z",
        "submitted": f"{done:%Y-%m-%dT%H:%M:%S}.000Z",
    }
    record = sign(attempt(root, 7, **fields))
    imported = run("records", "import", write_json(root / "a.json", record), "--root", root)
    value = json.loads(run("report", "--root", root, "--json").stdout)
    finals = {row["name"]: row for row in value["completions"] if row["quiz"] == "final"}

    assert "1 accepted" in imported.stdout
    assert finals["Anna Berg"]["status"] == "passed"
    assert (finals["Anna Berg"]["employee_id"], finals["Anna Berg"]["flags"]) == ("00417", [])
    assert finals["Bo Ray"]["status"] == "not started"
    assert value["overview"][0] == {
        "department": "Sales",
        "people": 2,
        "not_started": 1,
        "in_progress": 0,
        "passed": 1,
        "failed": 0,
        "expired": 0,
        "passed_share": "0.5000",
    }
