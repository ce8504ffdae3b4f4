"""Item statistics: against an independent computation, on flaws that were planted, and private."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from tests.records.statistics.simulation import Kind, simulate

from coursewright.records.statistics import analyse, first_attempts
from coursewright.records.statistics.measures import alpha, correlation, median
from coursewright.records.statistics.privacy import FEWEST, merged_groups, shown_counts

KINDS = [Kind(difficulty=float(d)) for d in np.linspace(-1.5, 1.5, 12)]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_figures_agree_with_numpy_and_scipy(seed: int) -> None:
    """Facility, corrected point-biserial, alpha and medians, computed a second way."""
    sittings = simulate(KINDS, 300, seed)
    analysis = analyse(sittings)
    scores = np.array([[reply.score for reply in one.replies] for one in sittings])
    times = np.array([[reply.seconds for reply in one.replies] for one in sittings])
    total = scores.sum(axis=1)
    k = scores.shape[1]
    expected = k / (k - 1) * (1 - scores.var(axis=0).sum() / total.var())

    assert analysis.alpha == pytest.approx(expected, abs=1e-9)
    for column, item in enumerate(analysis.items):
        rest = (total - scores[:, column]) / (k - 1)
        assert item.facility == pytest.approx(scores[:, column].mean(), abs=1e-9)
        spread = stats.pointbiserialr(scores[:, column], rest).statistic
        assert item.discrimination == pytest.approx(spread, abs=1e-9)
        assert item.seconds == pytest.approx(np.median(times[:, column]), abs=1e-9)
        for option in item.options:
            chose = np.array([one.replies[column].chosen == (option.id,) for one in sittings])
            assert option.share == pytest.approx(chose.mean(), abs=1e-9)
            spread = stats.pointbiserialr(chose.astype(float), rest).statistic
            assert option.discrimination == pytest.approx(spread, abs=1e-9)


def test_random_draws_give_nearly_the_alpha_of_a_whole_form() -> None:
    """Attempts at 12 of 24 like items are about as reliable as a fixed form of 12 of them."""
    drawn = analyse(simulate([Kind()] * 24, 4000, 5, drawn=12)).alpha
    whole = analyse(simulate([Kind()] * 12, 4000, 6)).alpha

    assert drawn == pytest.approx(whole, abs=0.03)


def test_harder_items_have_a_lower_facility() -> None:
    """The order of the parameters is the order of the figures, also with random draws."""
    items = analyse(simulate(KINDS, 3000, 7, drawn=6)).items
    facilities = [one.facility for one in items]

    assert facilities == sorted(facilities, key=lambda one: -(one or 0))


def test_planted_flaws_get_the_right_advice() -> None:
    """A wrong key, a dead distractor, an item that is too easy, and one that measures nothing."""
    kinds = [
        *([Kind()] * 8),
        Kind(is_miskeyed=True),
        Kind(has_dead_distractor=True),
        Kind(difficulty=-5),
        Kind(slope=0.0),
    ]
    items = {one.item[-2:]: one for one in analyse(simulate(kinds, 2000, 11)).items}

    assert [items[f"{number:02}"].advice for number in range(8)] == ["keep"] * 8
    assert items["08"].advice == "retire"
    assert "look at the key first" in items["08"].reasons[0]
    assert items["09"].reasons == ("a distractor that nearly nobody chooses",)
    assert "nearly everybody is right" in items["10"].reasons
    assert items["11"].reasons == ("it hardly tells people apart",)


def test_under_the_minimum_there_are_no_figures() -> None:
    """29 people are too few by default; fewer than five are not even counted."""
    few = analyse(simulate(KINDS, 29, 1))
    four = analyse(simulate(KINDS, 4, 1), minimum=1)

    assert few.alpha is None
    assert {(one.people, one.facility, one.advice) for one in few.items} == {(29, None, "wait")}
    assert four.attempts == 0
    assert {(one.people, one.facility, one.options) for one in four.items} == {(0, None, ())}


def test_only_first_attempts_count() -> None:
    """A second attempt has seen the feedback, whichever way the records came."""
    sittings = simulate(KINDS, 40, 1)
    later = [replace(one, when=one.when + timedelta(days=1), replies=()) for one in sittings]

    assert set(first_attempts([*later, *sittings])) == set(sittings)


def test_another_revision_is_another_item() -> None:
    """Figures of the old text say nothing about the new one."""
    sittings = simulate(KINDS[:2], 80, 1)
    new = [
        replace(one, replies=tuple(replace(reply, hash="new") for reply in one.replies))
        for one in sittings[:40]
    ]
    items = analyse([*new, *sittings[40:]]).items

    assert [(one.item, one.hash, one.people) for one in items] == [
        ("final/i00", "h", 40),
        ("final/i00", "new", 40),
        ("final/i01", "h", 40),
        ("final/i01", "new", 40),
    ]


def test_the_order_of_people_plays_no_part() -> None:
    """Turned round, every figure is the same."""
    sittings = simulate(KINDS, 60, 3, drawn=5)

    one, other = analyse(sittings), analyse(sittings[::-1])
    assert [item.advice for item in one.items] == [item.advice for item in other.items]
    assert one.alpha == pytest.approx(other.alpha, abs=1e-12)


def test_facility_does_not_tell_on_four_people() -> None:
    """Where fewer than five missed an item, only “nearly all” is said."""
    sittings = simulate([Kind()] * 3, 60, 3)
    right = [
        replace(one, replies=(replace(one.replies[0], score=float(i >= 3)), *one.replies[1:]))
        for i, one in enumerate(sittings)
    ]
    item = analyse(right).items[0]

    assert (item.facility, item.discrimination, item.instead) == (None, None, "nearly all")
    assert "nearly everybody is right" in item.reasons or item.advice != "keep"


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        ((0.0,) * 57 + (1.0,) * 3, "nearly none"),
        ((1.0,) * 40 + (0.5,) * 17 + (0.0,) * 3, "few in one group"),
        ((1.0,) * 40 + (0.0,) * 20, ""),
    ],
)
def test_what_is_said_instead_is_true(scores: tuple[float, ...], words: str) -> None:
    """A facility of 0.8 is never called “nearly all” because three people got nothing."""
    sittings = [
        replace(one, replies=(replace(one.replies[0], score=score), *one.replies[1:]))
        for one, score in zip(simulate([Kind()] * 3, 60, 3), scores, strict=True)
    ]

    assert analyse(sittings).items[0].instead == words


def test_a_distractor_of_three_people_is_idle_and_they_stay_hidden() -> None:
    """The trainer hears that it does not work, and nobody hears how many chose it."""
    sittings = simulate([Kind()] * 3, 100, 4)
    chosen = ["c"] * 3 + ["b"] * 40 + ["a"] * 57
    spoilt = [
        replace(
            one,
            replies=(
                replace(one.replies[0], chosen=(name,), score=float(name == "a")),
                *one.replies[1:],
            ),
        )
        for one, name in zip(sittings, chosen, strict=True)
    ]
    item = analyse(spoilt).items[0]

    assert "a distractor that nearly nobody chooses" in item.reasons
    assert {option.id: option.share for option in item.options} == {
        "a": 0.57,
        "b": None,
        "c": None,
    }


# --- privacy ------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 40), min_size=1, max_size=6))
def test_hidden_counts_cannot_be_worked_out(counts: list[int]) -> None:
    """What is shown, and the total, never leave a hidden remainder of one to four people."""
    shown = shown_counts(dict(enumerate(counts)))
    hidden = [counts[i] for i, value in shown.items() if value is None]

    assert all(value is None or value == 0 or value >= FEWEST for value in shown.values())
    assert all(value in (None, counts[i]) for i, value in shown.items())
    if hidden and sum(counts) >= FEWEST:
        assert sum(hidden) >= FEWEST or all(shown[i] in (None, 0) for i in shown)
        assert len(hidden) >= 2 or all(value in (None, 0) for value in shown.values())


@given(st.dictionaries(st.text(max_size=3), st.integers(1, 30), min_size=1, max_size=6))
def test_no_group_is_smaller_than_five_people(sizes: dict[str, int]) -> None:
    """Small groups are shown together, and only everybody together may still be too few."""
    names = merged_groups(sizes, "(others)")
    together: dict[str, int] = {}
    for name, size in sizes.items():
        together[names[name]] = together.get(names[name], 0) + size

    assert all(size >= FEWEST for size in together.values()) or len(together) == 1


# --- measures -----------------------------------------------------------------------------------

VALUES = st.lists(st.floats(0, 1), min_size=2, max_size=30)


@given(VALUES, VALUES)
def test_correlation_is_numpys(left: list[float], right: list[float]) -> None:
    """Where both vary, it is Pearson's r; elsewhere there is none."""
    size = min(len(left), len(right))
    left, right = left[:size], right[:size]
    found = correlation(left, right)
    assert found is None or -1 <= found <= 1
    if np.std(left) > 1e-3 and np.std(right) > 1e-3:
        assert found == pytest.approx(np.corrcoef(left, right)[0, 1], abs=1e-9)


@given(VALUES)
def test_median_is_numpys(values: list[float]) -> None:
    """The middle one, or between the two in the middle."""
    assert median(values) == pytest.approx(np.median(values))


def test_alpha_is_cronbachs_by_hand() -> None:
    """Three people, two items: variances 2/9 and 2/9, of the total 8/9."""
    people = [{"a": 1.0, "b": 1.0}, {"a": 0.0, "b": 0.0}, {"a": 1.0, "b": 1.0}]
    assert alpha(people) == pytest.approx(2 * (1 - (2 / 9 + 2 / 9) / (8 / 9)))
    assert alpha([{"a": 1.0}, {"a": 0.0}]) is None
    assert alpha([{"a": 1.0, "b": 1.0}] * 2) is None
