from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.generating.builders import course, item, quiz
from tests.records.samples import VERSION, bank

from coursewright.diagnostics import CoursewrightError
from coursewright.generating.published import plan_archive
from coursewright.model import Published
from coursewright.records.banks import course_banks

if TYPE_CHECKING:
    from pathlib import Path


def write_archived(root: Path, value: Any) -> None:
    """Archive a value under the sample bank's name."""
    folder = root / "quizzes" / ".archive" / "final"
    folder.mkdir(parents=True)
    (folder / f"{VERSION}.json").write_text(json.dumps(value), encoding="utf-8")


def test_archived_versions_are_found(tmp_path: Path) -> None:
    """A version that the course no longer has is read from its archive."""
    write_archived(tmp_path, bank())
    banks = course_banks(tmp_path, None, ())

    assert banks.find("final", VERSION) == bank()
    assert banks.find("final", "f" * 32) is None


def test_planned_archives_are_found_again(tmp_path: Path) -> None:
    """What the archive plan writes is what grading reads."""
    plan = plan_archive(course(quizzes=[quiz(items=[item("a")])]), Published())
    for name, content in plan.files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    ((quiz_id, version),) = plan.new_versions
    found = course_banks(tmp_path, None, ()).find(quiz_id, version)

    assert found is not None
    assert list(found["items"]) == ["q/a"]


@pytest.mark.parametrize(
    "damage",
    [
        {"schema": "coursewright/bank/9"},
        {"quiz": "other"},
        {"strata": [{"count": 1, "items": ["final/gone"]}]},
        {"items": {"final/one": {}}},
        {"strata": [{"count": 1, "items": ["final/one"], "paths": ["gone"]}]},
        {"paths": 7},
        {"items": None},
        {"mastery_score": "many"},
        {"mastery_score": "1/0"},
    ],
)
def test_damaged_archives_are_named(tmp_path: Path, damage: dict[str, Any]) -> None:
    """A damaged bank stops the import with its path instead of grading wrongly."""
    write_archived(tmp_path, bank(**damage))

    with pytest.raises(CoursewrightError, match=f"{VERSION}.json: the archived bank is damaged"):
        course_banks(tmp_path, None, ()).find("final", VERSION)


def test_unreadable_archives_are_named(tmp_path: Path) -> None:
    """A bank that is no JSON at all is named as well."""
    write_archived(tmp_path, bank())
    (tmp_path / "quizzes" / ".archive" / "final" / f"{VERSION}.json").write_bytes(b"{")

    with pytest.raises(CoursewrightError, match="cannot be read"):
        course_banks(tmp_path, None, ()).find("final", VERSION)
