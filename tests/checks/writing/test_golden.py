"""Golden cases of the reviewer: one folder per rule, one file per case, beside a base course."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from tests.checks.test_golden import found_in, lay_out, rewrite

from coursewright.checks import all_rules, escapes
from coursewright.checks.fixing import apply_fixes
from coursewright.checks.writing import WRITING_CHECKS
from coursewright.pipeline import load_course

HERE = Path(__file__).parent
BASE = HERE / "base"
GOLDEN = HERE / "golden"
REWRITE = "COURSEWRIGHT_REWRITE" in os.environ
CASES = sorted(GOLDEN.glob("*/*.yml"))
CODES = {
    check.__name__.rpartition(".")[2]: {rule.code for rule in check.RULES}
    for check in WRITING_CHECKS
} | {"escapes": {rule.code for rule in escapes.RULES}}


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case_finds_exactly_what_it_says(case: Path, tmp_path: Path) -> None:
    """The whole list of findings is compared, so a silent case is a course without any fault."""
    content = yaml.safe_load(case.read_text(encoding="utf-8"))
    found = found_in(lay_out(tmp_path, content["files"], BASE), review=True)
    if REWRITE:
        rewrite(case, "expected", found)
        content["expected"] = found

    assert found == content["expected"]


def test_base_course_is_clean(tmp_path: Path) -> None:
    """The course that every case changes is well written."""
    assert found_in(lay_out(tmp_path, {}, BASE), review=True) == []


@pytest.mark.parametrize("name", CODES)
def test_every_rule_has_a_firing_and_a_silent_case(name: str) -> None:
    """Each code of a rule's file is shown by a firing case; silent cases show none at all."""
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


def test_codes_are_those_of_the_guidelines() -> None:
    """A letter and two digits; each code means one thing."""
    codes = [rule.code for check in WRITING_CHECKS for rule in check.RULES]

    assert len(codes) == len(set(codes))
    assert all(
        len(code) == 3 and code[0] in "LQBFSWPACGIT" and code[1:].isdigit() for code in codes
    )
    assert all(rule.basis for check in WRITING_CHECKS for rule in check.RULES)
    assert set(codes) <= {rule.code for rule in all_rules()}


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_edit_that_a_finding_carries_mends_it(case: Path, tmp_path: Path) -> None:
    """After the edits of `--fix` no finding with an edit is left, and no other has come up."""
    files = yaml.safe_load(case.read_text(encoding="utf-8"))["files"]
    root = lay_out(tmp_path, files, BASE)
    before = list(load_course(root, review=True).findings)
    for path in {finding.fix.span.path for finding in before if finding.fix}:
        fixes = [finding.fix for finding in before if finding.fix and finding.span.path == path]
        text, made = apply_fixes((root / path).read_text("utf-8"), fixes)
        assert made
        (root / path).write_text(text, "utf-8")
    after = list(load_course(root, review=True).findings)

    assert not [finding for finding in after if finding.fix]
    assert {(one.code, one.message) for one in after} <= {(one.code, one.message) for one in before}
