"""Every guideline has somebody who sees to it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

import pytest

from coursewright.checks import all_rules
from coursewright.checks.guidelines import (
    KINDS,
    Guideline,
    enforcers,
    read_guidelines,
    render_guidelines,
)
from coursewright.checks.writing import WRITING_CHECKS

ROOT: Final = Path(__file__).parents[3]
PAGE: Final = ROOT / "docs/handbook/reference/writing-guidelines.md"
FAMILIES: Final = {
    "L": 18, "Q": 31, "B": 12, "F": 6, "S": 10, "W": 6, "P": 11, "A": 17, "C": 6, "G": 5, "I": 5,
    "R": 11, "T": 1,
}  # fmt: skip


def test_no_guideline_is_forgotten() -> None:
    """The codes of each family run from 01 to its last one."""
    codes = [one.code for one in read_guidelines()]
    expected = [f"{letter}{n:02}" for letter, most in FAMILIES.items() for n in range(1, most + 1)]
    assert sorted(codes) == sorted(expected)


@pytest.mark.parametrize("one", read_guidelines(), ids=lambda one: one.code)
def test_somebody_sees_to_it(one: Guideline) -> None:
    """A rule, or a test that exists, or a reason why there is neither."""
    codes = enforcers(one.code, all_rules())
    kind, _, detail = one.how.partition(": ")
    if not one.how:
        assert codes
        return
    assert kind in KINDS
    assert kind == "test" or one.code not in codes
    if kind == "test":
        path, _, name = detail.partition("::")
        text = (ROOT / path).read_text("utf-8")
        assert not name or re.search(rf"\bdef {name}\(", text)


def test_every_rule_of_writing_is_a_guideline() -> None:
    """A rule that nobody asked for would have no reason."""
    codes = {rule.code for check in WRITING_CHECKS for rule in check.RULES}
    assert codes <= {one.code for one in read_guidelines()}


def test_the_handbook_shows_the_table() -> None:
    """The page is what the rules say."""
    page = render_guidelines(all_rules())
    if "COURSEWRIGHT_REWRITE" in os.environ:
        PAGE.write_text(page, "utf-8")
    assert PAGE.read_text("utf-8") == page
