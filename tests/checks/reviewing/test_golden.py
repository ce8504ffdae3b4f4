"""Golden cases of the rules about reviews: beside the reviewer's base course, which is clean."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from tests.checks.test_golden import found_in, lay_out, rewrite

from coursewright.checks.reviewing import REVIEW_CHECKS

HERE = Path(__file__).parent
BASE = HERE.parent / "writing" / "base"
GOLDEN = HERE / "golden"
CASES = sorted(GOLDEN.glob("*/*.yml"))
CODES = {
    check.__name__.rpartition(".")[2]: {rule.code for rule in check.RULES}
    for check in REVIEW_CHECKS
}


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case_finds_exactly_what_it_says(case: Path, tmp_path: Path) -> None:
    """The whole list of findings is compared, so a silent case is a course without any fault."""
    content = yaml.safe_load(case.read_text(encoding="utf-8"))
    found = found_in(lay_out(tmp_path, content["files"], BASE), review=True)
    if "COURSEWRIGHT_REWRITE" in os.environ:
        rewrite(case, "expected", found)
        content["expected"] = found

    assert found == content["expected"]


@pytest.mark.parametrize("name", CODES)
def test_every_rule_has_a_firing_and_a_silent_case(name: str) -> None:
    """Each rule is shown at work, and shown to keep quiet where nothing is wrong."""
    shown = set()
    for case in sorted((GOLDEN / name).glob("firing*.yml")):
        expected = yaml.safe_load(case.read_text(encoding="utf-8"))["expected"]
        shown |= {line.split(": ")[1].split()[0] for line in expected}
    silent = sorted((GOLDEN / name).glob("silent*.yml"))

    assert CODES[name] <= shown
    assert silent
    for case in silent:
        assert yaml.safe_load(case.read_text(encoding="utf-8"))["expected"] == []


def test_no_case_stands_in_a_folder_without_a_rule() -> None:
    """A renamed rule takes its cases along."""
    assert {folder.name for folder in GOLDEN.iterdir()} == set(CODES)


def test_a_course_for_hr_is_not_told_what_is_due(tmp_path: Path) -> None:
    """Without the review a course of unknown status has no finding: HR cannot mend it."""
    stated = 'status: active\nreviewed: "Ann Example, 2026-03-14"\n'
    root = lay_out(tmp_path, {"quizzes/final.md": {"replace": {stated: ""}}}, BASE)

    assert found_in(root) == []
    assert [line.split()[1] for line in found_in(root, review=True)] == ["R107"]
