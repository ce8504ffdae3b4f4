"""The reviewer finds flaws that were planted on purpose, and little else."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import pytest
from tests.checks.writing.mutation.measure import (
    Score,
    measure,
    measure_prose,
    render_clean,
    render_table,
)
from tests.checks.writing.mutation.measure_scenarios import measure_scenarios
from tests.checks.writing.mutation.measure_translations import (
    good_translations,
    measure_translations,
)
from tests.checks.writing.mutation.mutators import MUTATORS
from tests.checks.writing.mutation.mutators_prose import PROSE_MUTATORS
from tests.checks.writing.mutation.mutators_scenarios import SCENARIO_MUTATORS
from tests.checks.writing.mutation.mutators_translations import TRANSLATION_MUTATORS

from coursewright.checks.writing import WRITING_CHECKS

# Measured once: on one worker.
pytestmark = pytest.mark.xdist_group("mutation")

SEED: Final = 1
EACH: Final = 10
PAGE: Final = Path(__file__).parents[4] / "docs/handbook/explanation/how-good-is-the-reviewer.md"
START: Final = "<!-- table -->\n\n"
END: Final = "\n\n<!-- end of table -->"
RULES: Final = {rule.code: rule for check in WRITING_CHECKS for rule in check.RULES}
TRUSTED: Final = 0.7


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    """Measure once."""
    one = measure(SEED, EACH) | measure_prose(SEED, EACH)
    return one | measure_scenarios(SEED, EACH) | measure_translations(SEED, EACH)


def test_at_least_200_flaws_are_planted(scores: dict[str, Score]) -> None:
    """Every rule has its own flaw, but for those that look beyond one bank or lesson."""
    assert sum(score.planted for score in scores.values()) >= 200
    assert all(score.planted >= 5 for score in scores.values())
    # Objectives stand in the module's page, facts in the knowledge base, pictures in files.
    spoilt = {*MUTATORS, *PROSE_MUTATORS, *SCENARIO_MUTATORS, *TRANSLATION_MUTATORS}
    assert set(RULES) - spoilt == {"A16", "C06", "L02"}


def test_a_good_translation_has_no_finding() -> None:
    """The sample, translated by hand into four languages, gives no finding about writing."""
    assert good_translations() == {}


def test_planted_flaws_are_found(scores: dict[str, Score]) -> None:
    """Of each rule's flaws at least nine in ten are found."""
    assert {code: score.missed for code, score in scores.items() if score.recall < 0.9} == {}


def test_rules_that_are_often_wrong_only_inform(scores: dict[str, Score]) -> None:
    """A rule with less than 70 % precision must not fail anybody's build."""
    doubtful = {code for code, score in scores.items() if score.precision < TRUSTED}
    assert {code for code in doubtful if RULES[code].severity != "info"} == set()


def test_the_handbook_shows_the_figures(scores: dict[str, Score]) -> None:
    """The table of the handbook, and the count below it, are what this run has measured."""
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(START)
    shown, _, after = rest.partition(END)
    table = f"{render_table(scores)}\n\n{render_clean()}"
    if "COURSEWRIGHT_REWRITE" in os.environ:
        PAGE.write_text(before + START + table + END + after, "utf-8")
        shown = table
    assert shown == table
