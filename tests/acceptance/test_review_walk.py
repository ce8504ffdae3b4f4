"""A new item of a published assessment: draft, sheet, comments, mend, approval, drawn."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import docx
import pytest
from tests.cli.small_course import run, write_json
from tests.editing.courses import replace_once
from tests.handbook.scratch import copy_course
from tests.records.samples import record
from tests.reviewing.test_docx import W

from coursewright.generating.forms import key_form
from coursewright.pipeline import load_course

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.model import Pool

pytestmark = pytest.mark.acceptance

ITEM = "final/parcel-words"
OLD = "final/two-keywords"
HEADING = (
    "## Mr Haddad's parcel came four days late. Which words fit the **first** E? "
    '{ #parcel-words objective=m04.o1 evidence="resolved.02.f1" status=draft }'
)
OPTIONS = """
- [x] "I am sorry that you were impatient."
    > You turn to the feelings and say sorry.
- [ ] "It was a mistake of our carrier." { misconception=mis.resolved.03.3 }
    > The cause makes no difference to the customer.
- [ ] "Please tell me your order number." { misconception=mis.resolved.01.1 }
    > The search comes soon. Feelings come first.
"""
DRAFT = f"\n{HEADING}\n{OPTIONS}"
COMMENT = "“That you were impatient” blames the customer. Say what happened."


def final(root: Path) -> Pool:
    """Return the assessment as it would be drawn now."""
    [pool] = [pool for pool in load_course(root).pools if pool.quiz.id == "final"]
    return pool


def due(root: Path) -> dict[str, dict[str, Any]]:
    """Return what `course review --json` lists, by target."""
    return {
        row["target"]: row for row in json.loads(run("review", "--json", "--root", root).stdout)
    }


def answer_of(root: Path, number: int) -> dict[str, Any]:
    """Return an attempt at the assessment of today that answers one item right."""
    loaded = load_course(root)
    assert loaded.course is not None
    pool = final(root)
    key = key_form(pool, loaded.course)[OLD]["credits"]
    right = next(name for name, credit in key.items() if credit == "1")
    # Who says no path is on the first one.
    rows = [row for row in pool.strata if row.is_for(loaded.course.paths[0].id)]
    drawn = [item for row in rows for item in row.items[: row.count]]
    [row] = [row for row in pool.strata if OLD in row.items]
    if OLD not in drawn:
        drawn[drawn.index(row.items[0])] = OLD
    return record(
        number,
        course=loaded.course.id,
        quiz="final",
        quiz_version=pool.version,
        declared_name=f"Learner {number}",
        responses=[
            {"item": item, "response": right if item == OLD else None, "ms": 9000} for item in drawn
        ],
    )


def scores(root: Path) -> list[str]:
    """Return every score of the assessment that HR has."""
    result = run("records", "list", "--json", "--root", root)
    assert result.exit_code == 0, result.output
    rows = json.loads(result.stdout)["attempts"]
    return [row["score"] for row in rows if row["quiz"] == "final"]


def filled_in(path: Path, target: str, comment: str) -> None:
    """Write into a Word sheet what an expert writes."""
    document = docx.Document(str(path))
    values = {"Your name": "Dr Ada Query", "Date (2026-03-14)": "2026-11-20"}
    for table in document.tables:
        rows = {row.cells[0].text: row for row in table.rows}
        is_ours = "Text" in rows and rows["Text"].cells[1].text == target
        for label, text in (values | ({"Comment": comment} if is_ours else {})).items():
            if label in rows:
                field = rows[label].cells[1]._tc.find(f".//{W}sdt")
                hint = field.find(f"{W}sdtPr/{W}showingPlcHdr")
                hint.getparent().remove(hint)
                field.find(f"{W}sdtContent/{W}r/{W}t").text = text
    stream = io.BytesIO()
    document.save(stream)
    path.write_bytes(stream.getvalue())


def comment_of_an_expert(root: Path, sheet: Path) -> str:
    """Send a Word sheet out, take it back with a comment, and see the finding; return its id."""
    bank = root / "quizzes/final.md"
    assert run("review", "sheet", "final", "-o", sheet, "--root", root).exit_code == 0
    filled_in(sheet, ITEM, COMMENT)
    taken = run("review", "import", sheet, "--root", root)
    assert taken.exit_code == 0, taken.output
    line = bank.read_text("utf-8").split("\n").index(HEADING) + 1
    shown = run("check", "--strict", "--root", root)
    assert shown.exit_code == 1
    assert f"quizzes/final.md:{line}:1: R108 warning: `{ITEM}`: Dr Ada Query says:" in shown.stdout
    return taken.stdout.split()[0]


def test_a_draft_becomes_a_drawn_item(tmp_path: Path) -> None:
    """Nobody is asked what nobody has reviewed, and whatever was answered keeps its grade."""
    root = copy_course(tmp_path / "course")
    publish = ("publish", "--to", tmp_path / "www", "--root", root)
    assert run(*publish).exit_code == 0
    version = final(root).version
    (root / "inbox").mkdir()
    before = answer_of(root, 1)

    # A draft changes nothing for anybody, and is nowhere in the published site.
    bank = root / "quizzes/final.md"
    bank.write_text(bank.read_text("utf-8") + DRAFT, "utf-8")
    assert due(root)[ITEM]["reasons"] == ["draft"]
    assert run("quiz", "impact", "--root", root).stdout.startswith("Nothing changes for learners")
    assert run(*publish).exit_code == 0
    assert final(root).version == version
    site = [path for path in (tmp_path / "www").rglob("*") if path.is_file()]
    assert [path for path in site if b"parcel-words" in path.read_bytes()] == []

    comment = comment_of_an_expert(root, tmp_path / "review.docx")
    approve = ("review", "approve", ITEM, "--by", "Ada Query", "--root", root)
    assert "open comment" in run(*approve).stderr

    # Mended, settled, approved: only now it is drawn, in a new version.
    replace_once(bank, "I am sorry that you were impatient.", "How annoying. I am sorry for this.")
    assert "about an earlier text" in run("check", "--root", root).stdout
    settled = run("review", "resolve", comment, "--note", "Says what happened.", "--root", root)
    assert settled.exit_code == 0, settled.output
    assert ITEM not in {item.full_id for item in final(root).items}
    assert run(*approve).exit_code == 0
    assert ITEM in {item.full_id for item in final(root).items}
    assert ITEM not in due(root)
    clean = run("check", "--strict", "--root", root)
    assert clean.exit_code == 0, clean.stdout
    impact = run("quiz", "impact", "--root", root).stdout
    assert f"final: 1 item new ({ITEM})" in impact
    assert run(*publish).exit_code == 0
    assert final(root).version != version

    # A record of the old version that comes late is graded as before; so is one of the new.
    for name, attempt in (("old", before), ("new", answer_of(root, 2))):
        write_json(root / "inbox" / f"{name}.json", [attempt])
        done = run("records", "import", root / "inbox" / f"{name}.json", "--root", root)
        assert done.exit_code == 0, done.output
    assert scores(root) == ["0.0333", "0.0333"]  # one point of thirty, in both versions

    # An edit after the approval is found, whoever made it.
    replace_once(bank, "You turn to the feelings and say sorry.", "You say sorry.")
    late = run("check", "--strict", "--root", root)
    assert late.exit_code == 1
    assert f"R109 warning: `{ITEM}` is not the text that Ada Query approved" in late.stdout
    assert due(root)[ITEM]["reasons"][0].startswith("changed since Ada Query approved it")
