"""Golden cases of the checks: one folder per rule, one file per case."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from coursewright.checks import ALL_CHECKS
from coursewright.pipeline import load_course

HERE = Path(__file__).parent
BASE = HERE / "base"
GOLDEN = HERE / "golden"
REWRITE = "COURSEWRIGHT_REWRITE" in os.environ
CASES = sorted(GOLDEN.glob("*/*.yml"))
TODAY = date(2026, 11, 29)
"""The day of every golden case, so that none of them comes due."""
RULE_FILES = [check.__name__.rpartition(".")[2] for check in ALL_CHECKS]


def lay_out(root: Path, files: dict[str, Any], base: Path = BASE) -> Path:
    """Write the base course and a case's changes into `root`.

    A file is a text (new content), null (deleted), or a recipe: `replace` (old text -> new text)
    and `append` change the base course's file; `copy` takes a file of this folder instead.
    """
    shutil.copytree(base, root, dirs_exist_ok=True)
    for name, recipe in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if recipe is None:
            path.unlink()
        elif isinstance(recipe, str):
            path.write_text(recipe, encoding="utf-8")
        else:
            source = HERE / recipe["copy"] if "copy" in recipe else path
            path.write_text(changed(source.read_text(encoding="utf-8"), recipe), encoding="utf-8")
    return root


def changed(text: str, recipe: dict[str, Any]) -> str:
    """Return a text with a case's changes; a replacement that finds nothing is a mistake."""
    for old, new in recipe.get("replace", {}).items():
        assert old in text, f"the base course has no {old!r}"
        text = text.replace(old, new)
    return text + recipe.get("append", "")


def rewrite(path: Path, key: str, value: Any) -> None:
    """Replace the last block `key:` of a case file, keeping everything above it as written."""
    head, found, _ = path.read_text(encoding="utf-8").rpartition(f"\n{key}:")
    assert found, f"{path.name} has no `{key}:`"
    block = yaml.safe_dump({key: value}, allow_unicode=True, width=1000, sort_keys=False)
    path.write_text(f"{head}\n{block}", encoding="utf-8")


def found_in(root: Path, *, review: bool = False) -> list[str]:
    """Every finding of a course, as a line without source and hint."""
    findings = load_course(root, review=review, today=TODAY).findings
    return [f"{finding.span}: {finding.code} {finding.message}" for finding in findings]


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case_finds_exactly_what_it_says(case: Path, tmp_path: Path) -> None:
    """The whole list of findings is compared, so a silent case is a course without any fault."""
    content = yaml.safe_load(case.read_text(encoding="utf-8"))
    found = found_in(lay_out(tmp_path, content["files"]))
    if REWRITE:
        rewrite(case, "expected", found)
        content["expected"] = found

    assert found == content["expected"]


def test_base_course_is_clean(tmp_path: Path) -> None:
    """The course that every case changes has no finding of its own."""
    assert found_in(lay_out(tmp_path, {})) == []
    assert BASE.is_dir()


@pytest.mark.parametrize("name", RULE_FILES)
def test_every_rule_has_a_firing_and_a_silent_case(name: str) -> None:
    """Firing cases show one of the rule's codes; silent ones show none at all."""
    codes = {
        rule.code
        for check in ALL_CHECKS
        for rule in check.RULES
        if check.__name__.endswith(f".{name}")
    }
    firing = sorted((GOLDEN / name).glob("firing*.yml"))
    silent = sorted((GOLDEN / name).glob("silent*.yml"))

    assert firing
    assert silent
    for case in firing:
        expected = yaml.safe_load(case.read_text(encoding="utf-8"))["expected"]
        assert codes & {line.split(": ")[1].split()[0] for line in expected}
    for case in silent:
        assert yaml.safe_load(case.read_text(encoding="utf-8"))["expected"] == []


def test_no_case_stands_in_a_folder_without_a_rule() -> None:
    """A renamed rule takes its cases along."""
    assert {folder.name for folder in GOLDEN.iterdir()} == set(RULE_FILES)


def test_codes_are_unique_and_well_formed() -> None:
    """One code means one thing, for ever."""
    codes = [rule.code for check in ALL_CHECKS for rule in check.RULES]

    assert len(codes) == len(set(codes))
    assert all(len(code) == 4 and code[0] in "MQLASKVR" and code[1:].isdigit() for code in codes)
