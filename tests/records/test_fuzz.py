from __future__ import annotations

import os
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from tests.records.fuzz import run

from coursewright.records import attempt, enrolment, verify
from coursewright.records.grading import grade_attempt
from coursewright.records.reasons import QUARANTINE, REJECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

# 100,000 take about 25 s; a million on demand: COURSE_FUZZ=1000000, or the script fuzz.py.
COUNT = int(os.environ.get("COURSE_FUZZ", "100000"))
SEED = int(os.environ.get("COURSE_FUZZ_SEED", "1"))
# What one file with one record can never come to.
OUT_OF_REACH = {"too-large", "too-many", "conflict"}


def test_no_changed_record_raises_or_counts_falsely() -> None:
    """Among all changed and signed records, none raises and none counts that must not."""
    outcome = run(COUNT, SEED)

    assert outcome.faults == []
    if COUNT >= 100_000:  # then every way through the verifier was taken
        reasons = {name.split()[-1] for name in outcome.verdicts}
        assert (QUARANTINE.keys() | REJECTIONS.keys()) - reasons <= OUT_OF_REACH
        assert outcome.verdicts["accepted"] > COUNT / 50
        assert outcome.verdicts["flagged"] > COUNT / 50


def full_marks(*arguments: Any) -> Any:
    """Grade as the verifier does, and give full marks."""
    return replace(grade_attempt(*arguments), score=Fraction(1), passed=True)


SABOTAGE: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "device signatures": (verify, "is_signed_by", lambda *_: True),
    "HR's signatures": (enrolment, "is_signed_with", lambda *_: True),
    "what is signed": (attempt, "signed_bytes", lambda record: str(record["attempt"]).encode()),
    "scores": (verify, "grade_attempt", full_marks),
    "flags": (verify, "_identity_flags", lambda *_: ()),
}


@pytest.mark.parametrize("what", SABOTAGE)
def test_the_oracle_notices_a_verifier_that_does_not_check(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one check taken out of the verifier, a short run finds faults."""
    module, name, instead = SABOTAGE[what]
    enrolment._is_genuine.cache_clear()
    monkeypatch.setattr(module, name, instead)
    try:
        outcome = run(4_000, SEED)
    finally:
        enrolment._is_genuine.cache_clear()

    assert outcome.faults


def test_the_same_seed_gives_the_same_run() -> None:
    """A fault can be found again by its seed."""
    assert run(500, 7).verdicts == run(500, 7).verdicts
    assert run(500, 7).verdicts != run(500, 8).verdicts
