"""The handbook's pages about the intake say what the program does."""

from __future__ import annotations

import dataclasses
import inspect
import re
from pathlib import Path

import pytest

from coursewright.cli.intake import command
from coursewright.records.intake import Limits, attempts, statements
from coursewright.records.intake.queries import PAGE, QUERY_PARAMETERS
from coursewright.records.xapi.vocabulary import ATTEMPT_EXTENSION, VERSION

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "scripts" / "coursewright" / "records"
REFERENCE = (ROOT / "docs/handbook/reference/intake.md").read_text("utf-8")
HOW_TO = (ROOT / "docs/handbook/how-to/intake.md").read_text("utf-8")
LRS = (ROOT / "docs/handbook/how-to/lrs.md").read_text("utf-8")
RAISED = re.compile(r"(?:ApiError|error_response)\(\s*(\d{3}),\s*\"([a-z-]+)\"", re.DOTALL)


def raised():
    """Return status and code of every error that the intake's source names."""
    found = {
        (status, code)
        for path in (PACKAGE / "intake").glob("*.py")
        for status, code in RAISED.findall(path.read_text("utf-8"))
    }
    strict = (PACKAGE / "strict_json.py").read_text("utf-8")
    codes = re.findall(r"RecordError\(\"([a-z0-9-]+)\"", strict)
    return found | {("400", code) for code in codes if code != "too-large"}


def test_every_error_code_is_in_the_reference_with_its_status():
    """Whoever connects something finds each code that can come, and what to do."""
    rows = re.findall(r"^\| (\d{3}) \| ([^|]+) \|", REFERENCE, re.MULTILINE)
    told = {(status, code) for status, cell in rows for code in re.findall(r"`([a-z0-9-]+)`", cell)}
    made = raised() | {("400", "too-many"), ("400", "empty"), ("400", "not-http")}

    assert len(made) > 20
    assert made - told == set()
    assert told - made == set()


def test_the_receipt_is_the_one_that_is_shown():
    """The example has the fields of a real receipt and result."""
    source = inspect.getsource(attempts)
    for name in ("schema", "attempt", "status", "reason", "message", "result", "objectives"):
        assert f'"{name}"' in REFERENCE
        assert f'"{name}"' in source


def test_limits_are_those_of_the_program():
    """The table of limits has the defaults."""
    limits = Limits()
    for text in (
        f"| requests of one client, in the long run | {limits.rate_per_s:g} a second |",
        f"| requests of one client, at once | {limits.burst} (ten times the rate) |",
        f"| {limits.body_bytes // 1000} kB, {limits.records} records |",
        f"| body of xAPI statements | {limits.statements_bytes // 1_000_000} MB |",
        f"| time for a body to arrive | {limits.body_s:g} seconds |",
        f"| bodies under way together | {limits.pending_bytes // 1_000_000} MB |",
        f"| requests that wait for the ledger | {limits.queue} |",
    ):
        assert text in HOW_TO
    assert f"most\n{limits.results_per_day} results" in HOW_TO
    told = {"answer_s", "addresses", "results_per_day"}
    assert {each.name for each in dataclasses.fields(limits)} - told == {
        "body_bytes",
        "records",
        "statements_bytes",
        "body_s",
        "pending_bytes",
        "queue",
        "rate_per_s",
        "burst",
    }


def test_the_subset_of_xapi_is_the_one_that_is_told():
    """Parameters, page size, version and the key of our extension."""
    for name in QUERY_PARAMETERS - {"cursor"}:
        assert name in REFERENCE
    assert f"at most {PAGE} in one answer" in REFERENCE
    assert f"xAPI {VERSION}" in REFERENCE
    assert f"`{ATTEMPT_EXTENSION}`" in REFERENCE
    assert statements.MISSING.startswith("This intake keeps statements only")


@pytest.mark.parametrize("page", [HOW_TO, LRS], ids=["intake", "lrs"])
def test_options_that_pages_name_exist(page):
    """Each `--option` on the pages is one of the intake's or of push and pull."""
    from coursewright.cli.records_lrs import pull_records, push_records  # noqa: PLC0415

    known = {
        name
        for each in (command, push_records, pull_records)
        for option in each.params
        for name in option.opts
    }
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", page))

    assert named
    assert named <= known
