from __future__ import annotations

import pytest
from tests.cli.small_course import attempt, copy_course
from tests.records.crafting import public_key

from coursewright.cli.course_state import CourseWatch
from coursewright.diagnostics import CoursewrightError
from coursewright.generating.canonical import canonical_json
from coursewright.records.key_list import key_list_value


@pytest.fixture
def root(tmp_path):
    """A small course that a test may edit."""
    return copy_course(tmp_path)


def edit(root, old, new):
    """Change the text of the record bank."""
    bank = root / "quizzes" / "final.md"
    bank.write_text(bank.read_text("utf-8").replace(old, new, 1), "utf-8")


def knows(state, made):
    """Say whether a state can grade an attempt."""
    return state.authority.banks.find(made["quiz"], made["quiz_version"]) is not None


def test_an_unchanged_course_is_the_same_object(root):
    """The intake opens its ledger anew for another object, so there is none without a reason."""
    watch = CourseWatch(root)

    assert watch() is watch()
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs" / "note.md").write_text("# Not what verdicts are made from\n", "utf-8")
    assert watch() is watch()


def test_an_edit_counts_at_once_and_the_version_before_stays_known(root):
    """Who began before the edit is graded with the bank of that time."""
    watch = CourseWatch(root)
    before, early = watch(), attempt(root)
    edit(root, "## ", "## Now: ")
    after, late = watch(), attempt(root)

    assert early["quiz_version"] != late["quiz_version"]
    assert after is not before
    assert knows(after, early)
    assert knows(after, late)
    assert not knows(before, late)


def test_a_course_with_errors_grades_what_it_knew(root):
    """While a trainer mends a mistake, learners' records are graded all the same."""
    watch = CourseWatch(root)
    watch()
    early = attempt(root)
    edit(root, "- [x]", "- [v]")

    assert knows(watch(), early)


def test_a_course_that_vanishes_keeps_its_last_state(root):
    """A broken course.yml, or a folder that is just being copied, stops nobody."""
    watch = CourseWatch(root)
    watch()
    early = attempt(root)
    (root / "modules" / "course.yml").write_text("{", "utf-8")

    assert knows(watch(), early)


def test_without_a_course_there_is_no_state(tmp_path):
    """Nothing can be graded in a folder that never held a course."""
    with pytest.raises(CoursewrightError, match="no course here"):
        CourseWatch(tmp_path)()


def test_a_new_list_of_keys_counts_at_once(root, tmp_path):
    """A key that HR made a moment ago is known; so is a list in a folder of its own."""
    watch, elsewhere = CourseWatch(root), CourseWatch(root, tmp_path / "public")
    assert not watch().authority.keys
    for folder in (root / "keys", tmp_path / "public"):
        folder.mkdir()
        (folder / "keys.json").write_bytes(canonical_json(key_list_value([public_key()])))

    assert watch().authority.keys.find("k-hr") is not None
    assert elsewhere().authority.keys.find("k-hr") is not None


def test_limits_of_attempts_come_along(root):
    """Only quizzes that limit them are listed."""
    edit(root, "kind: record\n", "kind: record\nattempts: 2\n")

    assert CourseWatch(root)().attempts == {"final": 2}


def test_it_need_not_look_every_time(root):
    """A service may take the course for unchanged for a moment."""
    watch = CourseWatch(root, every_s=60)
    before = watch()
    edit(root, "## ", "## Now: ")

    assert watch() is before
