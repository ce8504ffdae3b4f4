"""Three people, and what HR does with their roster."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from tests.cli.small_course import run

from coursewright.records.ledger import Ledger
from coursewright.records.verify import Authority

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from coursewright.records.people import Person

SITE = "https://training.example.com/service/"
COURSE = "https://example.org/course"
HEADS = "employee_id,name,email,department,language,path,active"
ANNA = "00417,Anna Berg,anna@example.com,Sales,de,Core,yes"
BO = "00418,Bo Ray,bo@example.com,Sales,fr,core,yes"
CY = "00419,Cy Lee,cy@example.com,Support,ro,,yes"


def enrol(root: Path, rows: list[str], *words: object) -> Result:
    """Write a roster of these rows and enrol it."""
    roster = root / "roster.csv"
    roster.write_text("\n".join((HEADS, *rows)) + "\n", encoding="utf-8")
    return run("enrol", roster, "--root", root, "--site", SITE, *words)


def people(root: Path) -> dict[str, Person]:
    """Return the people in the ledger by employee id."""
    from coursewright.records.banks import Banks  # noqa: PLC0415 - only here

    with Ledger(root / "records", Authority(COURSE, Banks((), ()))) as book:
        return {person.employee_id: person for person in book.people()}


def links(root: Path) -> dict[str, dict[str, str]]:
    """Return the rows of links.csv by employee id."""
    text = (root / "enrolment" / "links.csv").read_bytes().decode("utf-8-sig")
    return {row["employee_id"]: row for row in csv.DictReader(io.StringIO(text))}
