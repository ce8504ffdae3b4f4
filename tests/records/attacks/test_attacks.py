from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.records.attacks.catalogue import ATTACKS, PATTERNS, UNSTOPPABLE
from tests.records.attacks.content import ARCHIVED
from tests.records.crafting import learner
from tests.records.samples import NOW, authority, bank, banks

from coursewright.records.grading import score_text
from coursewright.records.ledger import Ledger
from coursewright.records.patterns import Trace, find_patterns, fingerprint
from coursewright.records.people import Person
from coursewright.records.verify import Authority, Verdict, verify_raw

if TYPE_CHECKING:
    from pathlib import Path

    from tests.records.attacks.case import Attack

EACH = pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)


def judge(attack: Attack) -> Authority:
    """Return what verdicts are made from, as HR has it when the attack arrives."""
    return authority(banks(bank(), bank(version=ARCHIVED)), attack.keys)


def verdicts_on(attack: Attack) -> tuple[Verdict, ...]:
    """Return the verdict on each record, each file looked at alone."""
    known = judge(attack)
    return tuple(
        verdict for raw in attack.files for verdict in verify_raw(raw, known, attack.received)
    )


def in_words(verdicts: tuple[Verdict, ...]) -> tuple[str, ...]:
    """Return verdicts as the catalogue writes them."""
    return tuple(" ".join((verdict.status, *verdict.reasons)) for verdict in verdicts)


def trace(verdict: Verdict) -> Trace:
    """Return what can be compared of a counted record."""
    attempt, enrolment = verdict.attempt, verdict.enrolment
    assert attempt is not None
    return Trace(
        digest=attempt.digest,
        learner=enrolment.learner if enrolment else attempt.declared_name or attempt.id,
        is_enrolled=enrolment is not None,
        device=attempt.device,
        seq=attempt.seq,
        previous=attempt.previous,
        quiz=attempt.quiz,
        fingerprint=fingerprint(attempt.responses),
    )


@EACH
def test_the_verifier_gives_the_expected_verdict(attack: Attack) -> None:
    """Each record of an attack gets exactly the status and the reasons of the catalogue."""
    verdicts = verdicts_on(attack)

    assert in_words(verdicts) == attack.verdicts
    if attack.score is not None:
        result = verdicts[-1].result
        assert result is not None
        assert result.score is not None
        assert score_text(result.score) == attack.score


@EACH
def test_several_records_together_show_what_one_does_not(attack: Attack) -> None:
    """The patterns of the catalogue are found, and no others."""
    counted = [trace(verdict) for verdict in verdicts_on(attack) if verdict.is_counted]
    if attack.imported is not None:
        counted = counted[:1]  # the ledger lets in no second record of the same id
    found = find_patterns(counted, frozenset())

    assert {flag for flags in found.values() for flag in flags} == attack.patterns


@EACH
def test_the_ledger_comes_to_the_same_end(attack: Attack, tmp_path: Path) -> None:
    """Imported one after the other into a real ledger, nothing counts that should not."""
    with Ledger(tmp_path / "ledger", judge(attack)) as ledger:
        verdicts = tuple(
            verdict
            for raw in attack.files
            for verdict in ledger.import_file("a.json", raw, attack.received)
        )
        attempts = ledger.attempts()

    expected = attack.imported or attack.verdicts
    assert in_words(verdicts) == expected
    if "quarantined conflict" in expected:
        assert attempts == ()
    else:
        assert len(attempts) == sum(verdict.is_counted for verdict in verdicts)
        assert {flag for each in attempts for flag in each.flags} & PATTERNS == attack.patterns


def test_a_leavers_record_is_marked(tmp_path: Path) -> None:
    """A link outlives its learner's job: the record counts, and shows that the person has left."""
    (attack,) = (each for each in ATTACKS if each.name == "link-of-a-leaver")
    person = Person(learner=learner(), employee_id="0012", name="Anna Berg")
    with Ledger(tmp_path / "ledger", judge(attack)) as ledger:
        ledger.upsert_people([person], NOW)
        ledger.upsert_people([], NOW)
        ledger.import_file("a.json", attack.files[0], attack.received)
        (attempt,) = ledger.attempts()

    assert attempt.is_enrolled
    assert attempt.person == replace(person, is_active=False)


def test_the_catalogue_is_complete() -> None:
    """There are at least 45 attacks, each with a name and a sentence of its own."""
    assert len(ATTACKS) >= 45
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)
    assert len({attack.sentence for attack in ATTACKS}) == len(ATTACKS)
    assert all(attack.sentence[-1] == "." for attack in ATTACKS)


def test_what_is_accepted_comes_to_nothing_or_cannot_be_stopped() -> None:
    """An attack that counts without any remark has a note that says why that is no harm."""
    unremarked = {
        attack.name
        for attack in ATTACKS
        if set(attack.imported or attack.verdicts) == {"accepted"} and not attack.patterns
    }

    assert unremarked == {attack.name for attack in ATTACKS if attack.note or not attack.is_stopped}


def test_exactly_two_attacks_cannot_be_stopped() -> None:
    """They look like honest records in every respect, so that they are accepted without a flag."""
    assert {attack.name for attack in UNSTOPPABLE} == {"bot", "lent-link"}
    for attack in UNSTOPPABLE:
        assert attack.verdicts == ("accepted",)
        assert attack.patterns == frozenset()
