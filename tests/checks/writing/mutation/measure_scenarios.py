"""Counts what the reviewer finds of flaws that were planted in our own scenarios."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.checks.writing.mutation.measure import ROOT, Score, count, run
from tests.checks.writing.mutation.mutators_scenarios import SCENARIO_MUTATORS

from coursewright.checks.support.context import CheckContext
from coursewright.pipeline import load_course

if TYPE_CHECKING:
    from collections import Counter

    from coursewright.model import Course, Published


def measure_scenarios(seed: int, each: int) -> dict[str, Score]:
    """Plant `each` flaws of every rule about scenarios in our own, one at a time, and count.

    Args:
        seed: the same seed gives the same flaws.
        each: flaws of each rule.
    """
    loaded = load_course(ROOT)
    assert loaded.course is not None
    course = replace(loaded.course, pages=())
    rng = random.Random(seed)  # noqa: S311 - it must be repeatable
    scores = {code: Score() for code in SCENARIO_MUTATORS}
    before = _codes(course, loaded.published)
    for code, plant in SCENARIO_MUTATORS.items():
        for number in range(each):
            new = _codes(plant(course, rng), loaded.published) - before
            count(scores, code, frozenset(), set(new), f"flaw {number + 1}")
    return scores


def _codes(course: Course, published: Published) -> Counter[str]:
    return run(CheckContext(course, published), "S")
