"""A trainer edits a published course: finding, mend, effect on people, publish, old records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.small_course import run, write_json
from tests.editing.courses import replace_once
from tests.handbook.scratch import copy_course
from tests.records.samples import record

from coursewright.generating.forms import key_form
from coursewright.pipeline import load_course

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.acceptance

BANK = "quizzes/resolved.md"
OLD_KEY = "- [x] Eliminate the problem"
OLD_OTHER = "- [ ] Explain the cause { misconception=mis.resolved.03.3 }"
ITEM = "resolved/two-es"
PEOPLE = 7


def attempts(root: Path, first: int) -> list[dict[str, Any]]:
    """Return an attempt of each person: `two-es` by the key of this version, the rest left open."""
    loaded = load_course(root)
    assert loaded.course is not None
    [pool] = [pool for pool in loaded.pools if pool.quiz.id == "resolved"]
    credits_ = key_form(pool, loaded.course)[ITEM]["credits"]
    right = next(name for name, credit in credits_.items() if credit == "1")
    drawn = [item for row in pool.strata for item in row.items[: row.count]]
    [row] = [row for row in pool.strata if ITEM in row.items]
    if ITEM not in drawn:
        drawn[drawn.index(row.items[0])] = ITEM
    rows = [
        {"item": item, "response": right if item == ITEM else None, "ms": 9000} for item in drawn
    ]
    return [
        record(
            first + number,
            course=loaded.course.id,
            quiz="resolved",
            quiz_version=pool.version,
            declared_name=f"Learner {number}",
            responses=rows,
        )
        for number in range(PEOPLE)
    ]


def import_records(root: Path, name: str, records: list[dict[str, Any]]) -> None:
    """Import a file as HR does."""
    (root / "inbox").mkdir(exist_ok=True)
    write_json(root / "inbox" / name, records)
    result = run("records", "import", root / "inbox" / name, "--root", root)
    assert result.exit_code == 0, result.output


def facility(root: Path) -> dict[int, float]:
    """Return the share of right responses to the item, one figure for each of its revisions."""
    words = ("--minimum", 5, "--json", "--attempts", "all", "--by", "version")
    result = run("quiz", "stats", "resolved", "--root", root, *words)
    assert result.exit_code == 0, result.output
    groups = json.loads(result.stdout)["groups"]
    found = [row["facility"] for group in groups for row in group["items"] if row["item"] == ITEM]
    return dict(enumerate(found))


def test_a_trainers_edit_of_a_published_course(tmp_path: Path) -> None:
    """A changed key is found, asked again of the right people; old records keep the old key."""
    root = copy_course(tmp_path / "course")
    www = tmp_path / "www"
    publish = ("publish", "--to", www, "--root", root)
    first = run(*publish)
    assert first.exit_code == 0, first.output
    assert "This is the first publish" in first.stderr
    waiting = attempts(root, 1)  # made with the first version
    import_records(root, "early.json", waiting[:-1])

    # The trainer moves the key, and the check says what that would do.
    bank = root / BANK
    replace_once(bank, OLD_OTHER, OLD_OTHER.replace("[ ]", "[x]").partition(" {")[0])
    replace_once(bank, OLD_KEY, '- [ ] Eliminate the problem { own="the old key" }')
    refused = run("check", "--root", root)
    assert refused.exit_code == 1
    assert "V702" in refused.stdout
    assert "Add `revision=2` to the heading" in refused.stdout
    assert run(*publish).exit_code == 1

    # Mended as the hint says; the publish says whom it concerns before it publishes.
    replace_once(bank, "#two-es ", "#two-es revision=2 ")
    expected = f"resolved: 1 item is asked again of {PEOPLE - 1} people in progress ({ITEM})"
    assert expected in run("quiz", "impact", "--root", root).stdout
    second = run(*publish)
    assert second.exit_code == 0, second.output
    assert expected in second.stderr
    assert second.stderr.index(expected) < second.stderr.index("archived")

    # A record of the old version that comes late is graded by the old key, a new one by the new.
    import_records(root, "late.json", [waiting[-1]])
    import_records(root, "new.json", attempts(root, 100))
    assert facility(root) == {0: 1.0, 1: 1.0}
    rebuilt = run("records", "rebuild", "--root", root)
    assert rebuilt.exit_code == 0, rebuilt.output
    assert facility(root) == {0: 1.0, 1: 1.0}

    # The item is renamed and later retired; both keep every figure.
    assert run("rename", "item", ITEM, "second-e", "--root", root).exit_code == 0
    assert run("quiz", "impact", "--root", root).stdout.startswith("Nothing changes for learners")
    retired = run("quiz", "retire", "resolved/second-e", "--root", root)
    assert retired.exit_code == 0, retired.output
    assert "retire: [two-es]" in bank.read_text("utf-8")
    assert (
        f"resolved: 1 item no longer asked ({ITEM})" in run("quiz", "impact", "--root", root).stdout
    )
    third = run(*publish)
    assert third.exit_code == 0, third.output
    assert facility(root) == {0: 1.0, 1: 1.0}
