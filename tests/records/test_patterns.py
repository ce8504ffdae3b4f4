from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.records.samples import record

from coursewright.records.patterns import Trace, find_patterns, fingerprint

COUNT = 100_000
# About 0.5 s on one core; slack for a shared machine, yet far below anything quadratic.
BUDGET_S = 4.0


def trace(digest: str, previous: str | None = None, **changes: Any) -> Trace:
    """Return a signed record of learner `anna`; its number follows from its predecessor."""
    fields: dict[str, Any] = {
        "learner": "anna",
        "is_enrolled": True,
        "device": "d1",
        "seq": 1 if previous is None else 2,
        "quiz": "final",
        "fingerprint": f"f-{digest}",
        **changes,
    }
    return Trace(digest=digest, previous=previous, **fields)


def typed(digest: str, previous: str | None = None, **changes: Any) -> Trace:
    """Return an unsigned record of somebody who typed a name."""
    return trace(digest, previous, **{"is_enrolled": False, "device": None, **changes})


HONEST = (trace("a"), trace("b", "a"), trace("c", "b", seq=3, quiz="greet"))
# records together -> the flags of each that has any
CASES: dict[str, tuple[tuple[Trace, ...], dict[str, tuple[str, ...]]]] = {
    "an honest chain": (HONEST, {}),
    "one left out": ((HONEST[0], HONEST[2]), {"c": ("chain-gap",)}),
    "begins in the middle": ((trace("a", seq=4),), {"a": ("chain-gap",)}),
    "number jumps": ((HONEST[0], trace("b", "a", seq=5)), {"b": ("chain-gap",)}),
    "number goes back": ((HONEST[0], trace("b", "a", seq=1)), {"b": ("chain-gap",)}),
    "follows itself": ((trace("a", "a", seq=2),), {"a": ("chain-gap",)}),
    "follows a colleague": (
        (HONEST[0], trace("b", "a", learner="olga", device="d2")),
        {"b": ("chain-gap",)},
    ),
    "a link in the middle of a chain": ((typed("a"), trace("b", "a")), {"b": ("chain-gap",)}),
    "without a link in the middle": ((HONEST[0], typed("b", "a")), {"b": ("chain-gap",)}),
    "a typed name changes": ((typed("a"), typed("b", "a", learner="olga")), {}),
    "two follow one": (
        (*HONEST[:2], trace("x", "a")),
        {"b": ("chain-fork",), "x": ("chain-fork",)},
    ),
    "two without link follow one": (
        (typed("a"), typed("b", "a"), typed("c", "a", learner="olga")),
        {"b": ("chain-fork",), "c": ("chain-fork",)},
    ),
    "a colleague forks nobody's chain": (
        (*HONEST[:2], trace("x", "a", learner="olga", device="d2")),
        {"x": ("chain-gap",)},
    ),
    "two beginnings": (
        (trace("a"), trace("b")),
        {"a": ("chain-restart",), "b": ("chain-restart",)},
    ),
    "two beginnings without a signature": (
        (trace("a", device=None), trace("b", device=None)),
        {"a": ("chain-restart",), "b": ("chain-restart",)},
    ),
    "two beginnings of one typed name": ((typed("a"), typed("b")), {}),
    "two devices": (
        (trace("a"), trace("b", device="d2")),
        {"a": ("several-devices",), "b": ("several-devices",)},
    ),
    "once without a signature": ((trace("a"), trace("b", device=None)), {}),
    "one device, two links": (
        (trace("a"), trace("b", learner="olga")),
        {"a": ("shared-device",), "b": ("shared-device",)},
    ),
    "one device, two typed names": (
        (typed("a", device="d1"), typed("b", device="d1", learner="olga")),
        {},
    ),
    "copied responses": (
        (
            trace("a", fingerprint="same"),
            trace("b", learner="olga", device="d2", fingerprint="same"),
        ),
        {"a": ("identical-responses",), "b": ("identical-responses",)},
    ),
    "the same responses to another quiz": (
        (
            trace("a", fingerprint="same"),
            trace("b", learner="olga", device="d2", fingerprint="same", quiz="greet"),
        ),
        {},
    ),
    "one's own responses again": (
        (trace("a", fingerprint="same"), trace("b", "a", fingerprint="same")),
        {},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_records_together_show_what_one_does_not(name: str) -> None:
    """Each pattern is found on exactly the records it concerns, and on no others."""
    traces, flags = CASES[name]

    assert find_patterns(traces, set()) == flags


def test_what_arrived_without_counting_closes_a_gap() -> None:
    """A predecessor in quarantine or rejected was not withheld."""
    late = (HONEST[2],)

    assert find_patterns(late, {"b"}) == {}
    assert find_patterns(late, {"a"}) == {"c": ("chain-gap",)}


NAMES = st.sampled_from("abcd")
TRACES = st.lists(
    st.builds(
        Trace,
        digest=st.sampled_from("stuvwxyz"),
        learner=NAMES,
        is_enrolled=st.booleans(),
        device=st.none() | NAMES,
        seq=st.integers(1, 4),
        previous=st.none() | st.sampled_from("stuvwxyz0"),
        quiz=st.sampled_from(["final", "greet"]),
        fingerprint=st.sampled_from("12"),
    ),
    unique_by=lambda each: each.digest,
)


@given(TRACES, st.randoms(use_true_random=False), st.sets(st.sampled_from("0stu")))
@settings(max_examples=300)
def test_the_order_of_records_plays_no_part(traces: list[Trace], rng: Any, known: set[str]) -> None:
    """Any order, and any record given twice, comes to the same flags."""
    shuffled = [*traces, *traces[: len(traces) // 2]]
    rng.shuffle(shuffled)

    assert find_patterns(shuffled, known) == find_patterns(traces, known)


@given(TRACES)
def test_flags_are_sorted_and_belong_to_records(traces: list[Trace]) -> None:
    """No record outside is flagged, and none with an empty list."""
    for digest, flags in find_patterns(traces, set()).items():
        assert digest in {each.digest for each in traces}
        assert flags
        assert list(flags) == sorted(set(flags))


def test_a_fingerprint_is_of_responses_and_times() -> None:
    """Whoever copies both has the same one; a thousandth of a second makes another."""
    responses = record()["responses"]
    slower = [{**responses[0], "ms": responses[0]["ms"] + 1}, *responses[1:]]

    assert fingerprint(responses) == fingerprint([dict(row) for row in responses])
    assert fingerprint(responses) != fingerprint(slower)
    assert fingerprint(responses) != fingerprint(responses[::-1])


def test_a_hundred_thousand_records_take_a_moment() -> None:
    """The work grows with the records, also where all share a device, a learner or a fork."""
    shapes = {
        "chains": [
            trace(f"{n}", f"{n - 1}" if n % 20 else None, seq=n % 20 + 1, learner=f"{n // 20}")
            for n in range(COUNT)
        ],
        "one learner": [trace(f"{n}", fingerprint="same") for n in range(COUNT)],
        "one fork": [trace(f"{n}", "0", device=f"{n}") for n in range(COUNT)],
    }
    for traces in shapes.values():
        begun = time.process_time()
        find_patterns(traces, frozenset())

        assert time.process_time() - begun < BUDGET_S


def test_a_record_of_another_learner_changes_nothing() -> None:
    """An honest chain beside another one stays without flags."""
    others = tuple(
        replace(
            each,
            digest=f"o{each.digest}",
            learner="olga",
            device="d9",
            fingerprint=f"o{each.digest}",
            previous=each.previous and f"o{each.previous}",
        )
        for each in HONEST
    )

    assert find_patterns((*HONEST, *others), set()) == {}
