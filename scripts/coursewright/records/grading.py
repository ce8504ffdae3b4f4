"""Grades responses with exact fractions. browser/src/core/scoring.js gives the same scores.

Whatever a response looks like, grading never raises: what is malformed earns nothing.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from coursewright.records.folding import fold, fold_exact, read_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Grader = Callable[[Mapping[str, Any], Mapping[str, Any], Any], Fraction]

NOTHING: Final = Fraction(0)
SCORE_PLACES: Final = 4


@dataclass(frozen=True, slots=True)
class ItemResult:
    """What one drawn item earned."""

    item: str
    """Full item id."""
    objective: str | None
    points: int
    score: Fraction | None
    """0..1; None for an unscored item."""


@dataclass(frozen=True, slots=True)
class AttemptResult:
    """What an attempt earned."""

    items: tuple[ItemResult, ...]
    """In the order of the responses."""
    score: Fraction | None
    """0..1; None when no scored item was drawn."""
    passed: bool | None
    """None without a mastery score or without a score."""
    missing: int
    """Items the draw calls for that the attempt does not list; they count as 0."""

    def objective_scores(self) -> dict[str, Fraction]:
        """Return objective id -> score over its scored items."""
        ids = [item.objective for item in self.items if item.score is not None and item.objective]
        return {
            objective: _weighted([item for item in self.items if item.objective == objective])
            for objective in dict.fromkeys(ids)
        }


def grade_item(spec: Mapping[str, Any], key: Mapping[str, Any] | None, response: Any) -> Fraction:
    """Return the score of one response, 0..1.

    Args:
        spec: the item's public form.
        key: its key form; None for an unscored item, which scores 0.
        response: any JSON value; null, malformed and unknown ids score 0.
    """
    grader = _GRADERS.get(spec["interaction"])
    if key is None or response is None or grader is None:
        return NOTHING
    return grader(spec, key, response)


def is_well_formed(spec: Mapping[str, Any], response: Any) -> bool:
    """Say whether a response has the shape of its interaction and names known parts only."""
    check = _SHAPES.get(spec["interaction"])
    if response is None:
        return True
    return check is not None and check(spec, response)


def strata_of(bank: Mapping[str, Any], path: str | None) -> list[Mapping[str, Any]]:
    """Return the strata from which learners on a path draw.

    Args:
        bank: a bank file.
        path: the path an attempt names; one the bank does not know, or None, stands for the first.
    """
    paths: Sequence[str] = bank.get("paths", ())
    own = path if path in paths else next(iter(paths), None)
    return [row for row in bank["strata"] if own in row.get("paths", (own,))]


def grade_attempt(
    bank: Mapping[str, Any], responses: Sequence[Mapping[str, Any]], path: str | None = None
) -> AttemptResult:
    """Return the result of an attempt.

    Args:
        bank: a bank file of the attempt's quiz version.
        responses: the attempt's `responses`; items the bank does not have are left out.
        path: the path it was drawn for, where the draw depends on one.
    """
    items: list[ItemResult] = []
    for row in responses:
        spec = bank["items"].get(row["item"])
        if spec is None:
            continue
        key = spec["key"]
        score = None if key is None else grade_item(spec, key, row["response"])
        items.append(ItemResult(row["item"], spec["objective"], spec["points"], score))
    missing = _missing(bank, {item.item for item in items}, path)
    score = _weighted(items, sum(missing))
    is_scored = bool(missing) or any(item.score is not None for item in items)
    mastery = bank["mastery_score"]
    return AttemptResult(
        items=tuple(items),
        score=score if is_scored else None,
        passed=score >= Fraction(mastery) if is_scored and mastery is not None else None,
        missing=len(missing),
    )


def score_text(score: Fraction) -> str:
    """Return a score as decimal with four places, halves up: 5/6 -> `0.8333`."""
    units = int(score * 10**SCORE_PLACES + Fraction(1, 2))
    whole, decimals = divmod(units, 10**SCORE_PLACES)
    return f"{whole}.{decimals:0{SCORE_PLACES}d}"


def _weighted(items: Sequence[ItemResult], extra_points: int = 0) -> Fraction:
    scored = [(item.points, item.score) for item in items if item.score is not None]
    points = sum(points for points, _ in scored) + extra_points
    earned = sum((points * score for points, score in scored), NOTHING)
    return earned / points if points else NOTHING


def _missing(bank: Mapping[str, Any], listed: set[str], path: str | None) -> list[int]:
    """Return the points of drawn items an attempt left out; leaving out must never pay.

    Which items were drawn is not known, so the dearest ones that are not listed count.
    """
    missing: list[int] = []
    for row in strata_of(bank, path):
        absent = row["count"] - sum(full_id in listed for full_id in row["items"])
        others = [bank["items"][full_id] for full_id in row["items"] if full_id not in listed]
        points = sorted(
            (spec["points"] for spec in others if spec["key"] is not None), reverse=True
        )
        missing += points[: max(absent, 0)]
    return missing


def _grade_choice(spec: Mapping[str, Any], key: Mapping[str, Any], response: Any) -> Fraction:
    if not is_well_formed(spec, response):
        return NOTHING
    if not spec.get("multiple"):
        return Fraction(key["credits"].get(response, "0"))
    right = set(key["key"])
    hits = sum(1 if option in right else -1 for option in response)
    return max(NOTHING, Fraction(hits, len(right)))


def _grade_sequencing(spec: Mapping[str, Any], key: Mapping[str, Any], response: Any) -> Fraction:
    order = key["order"]
    if len(order) < 2 or not _is_permutation(response, spec["elements"]):
        return NOTHING
    neighbours = set(itertools.pairwise(order))
    hits = sum(pair in neighbours for pair in itertools.pairwise(response))
    return Fraction(hits, len(order) - 1)


def _grade_matching(spec: Mapping[str, Any], key: Mapping[str, Any], response: Any) -> Fraction:
    pairs = _pairs(spec, response)
    if pairs is None:
        return NOTHING
    hits = sum(key["pairs"].get(source) == target for source, target in pairs.items())
    return Fraction(hits, len(spec["sources"]))


def _grade_blanks(spec: Mapping[str, Any], key: Mapping[str, Any], response: Any) -> Fraction:
    typed = _typed(spec, response)
    if typed is None:
        return NOTHING
    hits = sum(_fits(blank, text) for blank, text in zip(key["blanks"], typed, strict=True))
    return Fraction(hits, len(typed))


_GRADERS: Final[Mapping[str, Grader]] = {
    "choice": _grade_choice,
    "true-false": _grade_choice,
    "sequencing": _grade_sequencing,
    "matching": _grade_matching,
    "fill-in": _grade_blanks,
    "numeric": _grade_blanks,
}


def _fits(blank: Mapping[str, Any], text: str) -> bool:
    if "low" in blank:
        number = read_number(text)
        return number is not None and Fraction(blank["low"]) <= number <= Fraction(blank["high"])
    folding = fold_exact if blank["exact"] else fold
    return folding(text) in {folding(accepted) for accepted in blank["accepted"]}


def _is_choice(spec: Mapping[str, Any], response: Any) -> bool:
    if spec.get("multiple"):
        return _are_distinct(response, spec["options"])
    return isinstance(response, str) and response in spec["options"]


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


def _are_distinct(response: Any, known: Sequence[str]) -> bool:
    return (
        _are_texts(response) and len(set(response)) == len(response) and set(response) <= set(known)
    )


def _is_permutation(response: Any, elements: Sequence[str]) -> bool:
    return _are_distinct(response, elements) and len(response) == len(elements)


def _pairs(spec: Mapping[str, Any], response: Any) -> dict[str, str] | None:
    if not isinstance(response, list) or not all(_are_texts(row) for row in response):
        return None
    if any(len(row) != 2 for row in response):
        return None
    pairs = {source: target for source, target in response}  # noqa: C416 - rows are lists
    is_known = set(pairs) <= set(spec["sources"]) and set(pairs.values()) <= set(spec["targets"])
    return pairs if is_known and len(pairs) == len(response) else None


def _typed(spec: Mapping[str, Any], response: Any) -> list[str] | None:
    if not _are_texts(response) or len(response) != spec["blanks"]:
        return None
    texts: list[str] = response
    return texts


def _are_ratings(spec: Mapping[str, Any], response: Any) -> bool:
    if not isinstance(response, list) or not all(
        isinstance(row, list) and len(row) == 2 and isinstance(row[0], str) for row in response
    ):
        return False
    points = range(1, spec["scale"] + 1)
    return _are_distinct([row[0] for row in response], spec["statements"]) and all(
        type(row[1]) is int and row[1] in points for row in response
    )


# A reflection is not listed: it stays on the learner's device, so any response is malformed.
_SHAPES: Final[Mapping[str, Callable[[Mapping[str, Any], Any], bool]]] = {
    "choice": _is_choice,
    "true-false": _is_choice,
    "sequencing": lambda spec, response: _is_permutation(response, spec["elements"]),
    "matching": lambda spec, response: _pairs(spec, response) is not None,
    "fill-in": lambda spec, response: _typed(spec, response) is not None,
    "numeric": lambda spec, response: _typed(spec, response) is not None,
    "likert": _are_ratings,
}
