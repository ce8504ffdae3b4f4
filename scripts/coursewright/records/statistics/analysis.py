"""Figures and a recommendation for each item of a quiz."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from coursewright.records.statistics.measures import alpha, correlation, mean, median, rest_share
from coursewright.records.statistics.privacy import FEWEST, is_shareable, shown_counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.records.statistics.sittings import Reply, Sitting

Advice = Literal["keep", "mend", "retire", "wait"]
Instead = Literal["", "nearly all", "nearly none", "few in one group"]

MINIMUM: Final = 30
TOO_HARD: Final = 0.3
TOO_EASY: Final = 0.95
WEAK: Final = 0.15
UNUSED: Final = 0.05
TOO_FAST_S: Final = 3.0


@dataclass(frozen=True, slots=True)
class OptionStatistics:
    """How one option works."""

    id: str
    """Public id."""
    is_key: bool
    share: float | None
    """Share of people who chose it, 0..1; None where that would be about fewer than five."""
    discrimination: float | None
    """Do those who choose it do well elsewhere? Should be above 0 for keys, below for others."""


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """How one item works. Figures are None under the minimum number of people."""

    item: str
    hash: str
    people: int
    facility: float | None
    """Mean score, 0..1; None also where it would be about fewer than five people."""
    instead: Instead
    """What may be said where the facility may not be shown; else ""."""
    discrimination: float | None
    """Corrected: with the other items of the same attempt."""
    seconds: float | None
    """Median time."""
    options: tuple[OptionStatistics, ...]
    advice: Advice
    reasons: tuple[str, ...]
    """Why, in a trainer's words."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """The statistics of one group of attempts."""

    group: str
    """A version, a language, or "" for all."""
    attempts: int
    alpha: float | None
    """Reliability of one attempt; None under the minimum number of attempts."""
    items: tuple[ItemStatistics, ...]


def analyse(sittings: Sequence[Sitting], minimum: int = MINIMUM, group: str = "") -> Analysis:
    """Return the statistics of some attempts.

    Args:
        sittings: the attempts; one for each person, unless later attempts are wanted.
        minimum: below so many people an item has no figures, only their number (at least five).
        group: what to call them.
    """
    minimum = max(minimum, FEWEST)
    replies: dict[tuple[str, str], list[tuple[Reply, float | None]]] = {}
    scores = []
    for sitting in sittings:
        earned = {_name(reply): (reply.score, reply.points) for reply in sitting.replies}
        scores.append({name: score for name, (score, _) in earned.items()})
        for reply in sitting.replies:
            pair = (reply, rest_share(earned, _name(reply)))
            replies.setdefault((reply.item, reply.hash), []).append(pair)
    items = [_item(*key, pairs, minimum) for key, pairs in sorted(replies.items())]
    reliability = alpha(scores) if len(sittings) >= minimum else None
    return Analysis(group, _shown(len(sittings)), reliability, tuple(items))


def _name(reply: Reply) -> str:
    return f"{reply.item} {reply.hash}"


def _shown(people: int) -> int:
    """Return a number of people; 0 stands for fewer than five."""
    return people if people >= FEWEST else 0


def _item(
    item: str, digest: str, pairs: Sequence[tuple[Reply, float | None]], minimum: int
) -> ItemStatistics:
    people = len(pairs)
    if people < minimum:
        return ItemStatistics(
            item=item,
            hash=digest,
            people=_shown(people),
            facility=None,
            instead="",
            discrimination=None,
            seconds=None,
            options=(),
            advice="wait",
            reasons=(f"fewer than {minimum} people so far",),
        )
    values = [reply.score for reply, _ in pairs]
    with_rest = [(reply.score, rest) for reply, rest in pairs if rest is not None]
    spread = correlation([one for one, _ in with_rest], [rest for _, rest in with_rest])
    whole = sum(value == 1 for value in values)
    nothing = sum(value == 0 for value in values)
    is_safe = is_shareable(whole, people) and is_shareable(nothing, people)
    facility = mean(values)
    seconds = median([reply.seconds for reply, _ in pairs])
    options = _options(pairs)
    advice, reasons = _advise(facility, spread, seconds, options, _idle(pairs))
    return ItemStatistics(
        item=item,
        hash=digest,
        people=people,
        facility=facility if is_safe else None,
        instead="" if is_safe else _instead(people, whole, nothing),
        discrimination=spread if is_safe else None,
        seconds=seconds,
        options=options,
        advice=advice,
        reasons=reasons,
    )


def _instead(people: int, whole: int, nothing: int) -> Instead:
    """Return what is true of everybody without a figure about few."""
    if people - whole < FEWEST:
        return "nearly all"
    return "nearly none" if people - nothing < FEWEST else "few in one group"


def _idle(pairs: Sequence[tuple[Reply, float | None]]) -> int:
    """Return how many distractors nearly nobody chooses; that is about nobody in particular."""
    counts = Counter(name for reply, _ in pairs for name in set(reply.chosen))
    wrong = set(pairs[0][0].options) - set(pairs[0][0].keys)
    return sum(counts[name] < UNUSED * len(pairs) for name in wrong)


def _options(pairs: Sequence[tuple[Reply, float | None]]) -> tuple[OptionStatistics, ...]:
    first = pairs[0][0]
    if not first.options:
        return ()
    people = len(pairs)
    counts = Counter(name for reply, _ in pairs for name in set(reply.chosen))
    silent = people - sum(bool(reply.chosen) for reply, _ in pairs)
    every = {name: counts[name] for name in first.options}
    is_one_choice = all(len(reply.chosen) <= 1 for reply, _ in pairs)
    if is_one_choice:
        # The counts and those who chose nothing add up to everybody.
        shown = shown_counts({**every, "": silent})
    else:
        shown = {name: n if is_shareable(n, people) else None for name, n in every.items()}
    found = []
    for name in first.options:
        number = shown[name]
        with_rest = [(name in reply.chosen, rest) for reply, rest in pairs if rest is not None]
        spread = correlation(
            [float(chosen) for chosen, _ in with_rest], [rest for _, rest in with_rest]
        )
        share = None if number is None else number / people
        spread = None if number is None else spread
        found.append(OptionStatistics(name, name in first.keys, share, spread))
    return tuple(found)


def _advise(
    facility: float,
    spread: float | None,
    seconds: float,
    options: Sequence[OptionStatistics],
    idle: int,
) -> tuple[Advice, tuple[str, ...]]:
    reasons = []
    keys = [one.discrimination for one in options if one.is_key and one.discrimination is not None]
    wrong = [one for one in options if not one.is_key]
    better = [
        one.id
        for one in wrong
        if one.discrimination is not None and keys and one.discrimination > max(WEAK, *keys)
    ]
    if better:
        reasons.append("people who do well elsewhere choose a wrong option: look at the key first")
    if spread is not None and spread < 0:
        reasons.append("people who do well elsewhere do worse here")
        return "retire", tuple(reasons)
    if facility > TOO_EASY:
        reasons.append("nearly everybody is right")
    if facility < TOO_HARD:
        reasons.append("few people are right")
    if spread is not None and spread < WEAK and facility <= TOO_EASY:
        reasons.append("it hardly tells people apart")
    if idle and facility <= TOO_EASY:
        plural = "a distractor" if idle == 1 else f"{idle} distractors"
        reasons.append(f"{plural} that nearly nobody chooses")
    if seconds < TOO_FAST_S:
        reasons.append("it takes less than three seconds: the key may be seen at once, or known")
    return ("mend", tuple(reasons)) if reasons else ("keep", ())
