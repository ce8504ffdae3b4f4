from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from tests.records.strategies import JUNK, Triple, banks, triples

from coursewright.records.grading import (
    grade_attempt,
    grade_item,
    is_well_formed,
    score_text,
    strata_of,
)

CASES = json.loads((Path(__file__).parent / "grading_cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_each_interaction_is_graded_as_documented(case: dict[str, Any]) -> None:
    """A response earns exactly the documented fraction, and nothing when malformed."""
    score = grade_item(case["spec"], case["key"], case["response"])

    assert score == Fraction(case["score"])


@given(triples())
def test_item_scores_lie_between_0_and_1(triple: Triple) -> None:
    """Whatever the response, no item takes points away or gives more than its own."""
    assert 0 <= grade_item(*triple) <= 1


@given(triples(), JUNK)
def test_malformed_responses_earn_nothing(triple: Triple, response: Any) -> None:
    """A response that does not name known parts in the right shape scores 0."""
    spec, key, _ = triple

    if not is_well_formed(spec, response):
        assert grade_item(spec, key, response) == 0


@given(banks())
def test_attempt_scores_are_weighted_means(
    drawn: tuple[dict[str, Any], list[dict[str, Any]]],
) -> None:
    """An attempt's score is the points earned by the points possible, and decides mastery."""
    bank, responses = drawn
    result = grade_attempt(bank, responses)

    points = [bank["items"][item.item]["points"] for item in result.items]
    earned = sum(
        weight * (item.score or 0) for weight, item in zip(points, result.items, strict=True)
    )
    assert result.score == Fraction(earned) / sum(points)
    if bank["mastery_score"] is None:
        assert result.passed is None
    else:
        assert result.passed == (result.score >= Fraction(bank["mastery_score"]))
    assert all(0 <= score <= 1 for score in result.objective_scores().values())


@given(banks())
def test_leaving_items_out_never_pays(
    drawn: tuple[dict[str, Any], list[dict[str, Any]]],
) -> None:
    """Removing any response from a record gives at most the score it had."""
    bank, responses = drawn
    whole = grade_attempt(bank, responses).score

    for at in range(len(responses)):
        rest = grade_attempt(bank, responses[:at] + responses[at + 1 :])
        assert rest.missing == 1
        assert rest.score is not None
        assert whole is not None
        assert rest.score <= whole


def test_missing_items_count_as_the_dearest_ones() -> None:
    """Which items were drawn is unknown, so an item left out costs the most it can."""
    spec = {"interaction": "choice", "options": ["a", "b"], "objective": None}
    key = {"credits": {"a": "1", "b": "0"}}
    items = {f"q/{n}": {**spec, "points": n, "key": key} for n in (1, 2, 3)}
    bank = {"items": items, "strata": [{"count": 2, "items": list(items)}], "mastery_score": "0.8"}
    result = grade_attempt(bank, [{"item": "q/1", "response": "a", "ms": 1}])

    assert (result.score, result.passed) == (Fraction(1, 4), False)


def test_only_the_strata_of_the_attempts_path_are_missed() -> None:
    """What other paths draw is not missing here; an unknown path, or none, is the first one."""
    spec = {"interaction": "choice", "options": ["a", "b"], "points": 1, "objective": None}
    key = {"credits": {"a": "1", "b": "0"}}
    bank = {
        "items": {f"q/{name}": {**spec, "key": key} for name in ("all", "core", "lead")},
        "paths": ["core", "lead"],
        "strata": [
            {"count": 1, "items": ["q/all"]},
            {"count": 1, "items": ["q/core"], "paths": ["core"]},
            {"count": 1, "items": ["q/lead"], "paths": ["lead"]},
        ],
        "mastery_score": "0.8",
    }
    responses = [{"item": f"q/{name}", "response": "a", "ms": 1} for name in ("all", "lead")]

    assert grade_attempt(bank, responses, "lead").missing == 0
    assert [grade_attempt(bank, responses, path).missing for path in ("core", "gone", None)] == [
        1,
        1,
        1,
    ]
    assert [row["items"] for row in strata_of(bank, "lead")] == [["q/all"], ["q/lead"]]


def test_score_equal_to_the_mastery_score_passes() -> None:
    """4 of 5 is exactly 0.8: compared as fractions, it passes."""
    spec = {"interaction": "choice", "options": ["a", "b"], "points": 1, "objective": None}
    key = {"credits": {"a": "1", "b": "0"}}
    items = {f"q/{n}": {**spec, "key": key} for n in range(5)}
    bank = {"items": items, "strata": [{"count": 5, "items": list(items)}], "mastery_score": "0.8"}
    responses = [{"item": f"q/{n}", "response": "b" if n == 0 else "a", "ms": 1} for n in range(5)]

    assert grade_attempt(bank, responses).passed is True


def test_unscored_items_leave_no_score() -> None:
    """An attempt with ratings only has neither a score nor a verdict."""
    spec = {"interaction": "likert", "statements": ["a"], "scale": 5, "points": 1}
    items = {"q/1": {**spec, "objective": None, "key": None}}
    bank = {"items": items, "strata": [{"count": 1, "items": ["q/1"]}], "mastery_score": "0.8"}
    result = grade_attempt(bank, [{"item": "q/1", "response": [["a", 4]], "ms": 1}])

    assert (result.score, result.passed) == (None, None)


@pytest.mark.parametrize(
    ("score", "text"),
    [
        ("0", "0.0000"),
        ("1", "1.0000"),
        ("5/6", "0.8333"),
        ("2/3", "0.6667"),
        ("1/20000", "0.0001"),
        ("1/20001", "0.0000"),
    ],
)
def test_scores_are_written_with_four_places(score: str, text: str) -> None:
    """Scores for machines are rounded half up from the exact fraction."""
    assert score_text(Fraction(score)) == text
