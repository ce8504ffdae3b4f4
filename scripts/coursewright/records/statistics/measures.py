"""The figures of classical test theory. Pure: numbers in, numbers out.

All variances and covariances divide by n; where that matters, every figure here is a ratio of
two of them.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def mean(values: Sequence[float]) -> float:
    """Return the mean of one value or more."""
    return math.fsum(values) / len(values)


def correlation(left: Sequence[float], right: Sequence[float]) -> float | None:
    """Return Pearson's r, -1..1; None where one of the two never varies.

    With 0 and 1 on one side it is the point-biserial correlation.
    """
    if len(left) < 2:
        return None
    a, b = mean(left), mean(right)
    together = math.fsum((x - a) * (y - b) for x, y in zip(left, right, strict=True))
    spread = math.fsum((x - a) ** 2 for x in left) * math.fsum((y - b) ** 2 for y in right)
    if spread <= 1e-18:
        return None
    return max(-1.0, min(1.0, together / math.sqrt(spread)))


def rest_share(scores: Mapping[str, tuple[float, int]], item: str) -> float | None:
    """Return the share of points that a person earned in all other items; None without others.

    Args:
        scores: item -> (score 0..1, points), of one attempt.
        item: the item to leave out: compared with itself, every item would look good.
    """
    points = sum(weight for name, (_, weight) in scores.items() if name != item)
    if not points:
        return None
    return math.fsum(s * w for name, (s, w) in scores.items() if name != item) / points


def alpha(attempts: Sequence[Mapping[str, float]]) -> float | None:
    """Return Cronbach's alpha of attempts that may have drawn different items.

    With every item in every attempt this is alpha as it is always computed (KR-20 for scores of 0
    and 1). With draws it is the alpha of an average draw: it needs the mean variance of an item,
    and the mean covariance of two items, over all pairs that were drawn together.

    Args:
        attempts: item -> score, one mapping for each attempt.

    Returns:
        At most 1; None with fewer than two attempts or items, or where no score varies.
    """
    if len(attempts) < 2:
        return None
    values: dict[str, list[float]] = {}
    for scores in attempts:
        for item, score in scores.items():
            values.setdefault(item, []).append(score)
    means = {item: mean(scores) for item, scores in values.items()}
    squares, products, singles, pairs = [], [], 0, 0
    for scores in attempts:
        off = [score - means[item] for item, score in scores.items()]
        own = math.fsum(one * one for one in off)
        squares.append(own)
        products.append(math.fsum(off) ** 2 - own)
        singles += len(off)
        pairs += len(off) * (len(off) - 1)
    if not pairs:
        return None
    variance, covariance = math.fsum(squares) / singles, math.fsum(products) / pairs
    k = singles / len(attempts)
    total = variance + (k - 1) * covariance
    return k * covariance / total if abs(total) > 1e-12 else None


def median(values: Sequence[float]) -> float:
    """Return the middle of one value or more."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return (ordered[middle] + ordered[~middle]) / 2
