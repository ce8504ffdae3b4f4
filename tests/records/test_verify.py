from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.records.crafting import (
    EXPIRES,
    ISSUED,
    KEY_CREATED,
    KEY_EXPIRES,
    chain,
    device,
    enrolled,
    forged,
    header,
    learner,
    public_key,
    ring,
    sign,
    token,
)
from tests.records.samples import NOW, authority, bank, banks, record

from coursewright.records.attempt import read_attempt
from coursewright.records.keys import NO_KEYS, KeyRing
from coursewright.records.verify import Verdict, verify_attempt, verify_value

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


def verify(value: Any, keys: KeyRing | None = None, now: datetime = NOW) -> Verdict:
    """Return the verdict with HR's usual list of keys."""
    return verify_value(value, authority(keys=ring() if keys is None else keys), now)


def words(verdict: Verdict) -> str:
    """Return status and reasons."""
    return " ".join((verdict.status, *verdict.reasons))


def text(moment: datetime) -> str:
    """Return a time as records spell it."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}.000Z"


def made_at(moment: datetime, **changes: Any) -> dict[str, Any]:
    """Return an enrolled record of five minutes, handed in at a moment."""
    return enrolled(started=text(moment - 300 * SECOND), submitted=text(moment), **changes)


def test_a_signed_record_with_a_link_is_accepted_without_a_word() -> None:
    """What an honest browser sends leaves nothing to say, and counts for HR's learner."""
    verdict = verify(enrolled())

    assert words(verdict) == "accepted"
    assert verdict.enrolment is not None
    assert (verdict.enrolment.learner, verdict.enrolment.path) == (learner(), "core")
    assert verdict.result is not None
    assert verdict.result.passed


def test_records_made_before_there_were_signatures_count_for_ever() -> None:
    """Without the field `device`, without keys: accepted as it always was."""
    assert "device" not in record()
    assert words(verify(record(), NO_KEYS)) == "accepted unsigned self-declared"
    assert words(verify(record(device=None), NO_KEYS)) == "accepted unsigned self-declared"


def test_a_missing_signature_matters_with_a_link_only() -> None:
    """With a link it is worth a look; a typed name is no better for being signed."""
    unsigned = record(enrolment=token(), declared_name=None, device=None)

    assert words(verify(unsigned)) == "flagged unsigned"
    assert words(verify(record(), NO_KEYS)) == "accepted unsigned self-declared"
    assert words(verify(sign(record()), NO_KEYS)) == "accepted self-declared"


def test_a_record_without_a_link_is_flagged_once_hr_has_keys() -> None:
    """Counted from the key's first second on, by the time of receipt."""
    first = "accepted unsigned self-declared"

    assert words(verify(record(), now=NOW)) == "flagged unsigned self-declared without-link"
    early = record(started="2026-09-01T10:00:00.000Z", submitted="2026-09-01T10:05:00.000Z")
    assert words(verify(early, now=KEY_CREATED - SECOND)) == first
    assert words(verify(early, now=KEY_CREATED)).startswith("flagged")


@pytest.mark.parametrize(
    ("late", "flags"), [(-SECOND, ()), (0 * SECOND, ()), (SECOND, ("enrolment-expired",))]
)
def test_a_link_is_good_to_its_last_second(late: timedelta, flags: tuple[str, ...]) -> None:
    """What counts is when the attempt was handed in, not when the record arrived."""
    assert verify(made_at(EXPIRES + late), now=EXPIRES + 30 * DAY).reasons == flags


def test_a_clock_ahead_cannot_expire_a_link() -> None:
    """The time of receipt counts where the device says later; the clock is flagged by itself."""
    assert verify(made_at(EXPIRES + DAY)).reasons == ("clock-ahead",)


@pytest.mark.parametrize(
    ("early", "flags"),
    [(DAY - SECOND, ()), (DAY, ()), (DAY + SECOND, ("before-enrolment",))],
)
def test_an_attempt_may_begin_a_day_before_its_link(
    early: timedelta, flags: tuple[str, ...]
) -> None:
    """A slow clock explains a day; more is worth a look."""
    assert verify(made_at(ISSUED - early + 300 * SECOND)).reasons == flags


def test_what_arrives_after_its_key_expired_is_flagged() -> None:
    """An old key in wrong hands could be used with an old date; a late delivery is as likely."""
    value = made_at(EXPIRES)

    assert verify(value, now=KEY_EXPIRES - SECOND).reasons == ()
    assert verify(value, now=KEY_EXPIRES).reasons == ("key-expired",)


# Each record is wrong in this and every later respect; the earliest decides.
IN_ORDER = (
    ("rejected missing-field", {"client": None}),
    ("quarantined wrong-course", {"course": "https://example.org/other"}),
    ("rejected bad-signature", {"sig": enrolled(2)["sig"]}),
    ("rejected forged-enrolment", {"enrolment": token(2)[:-2] + "AA"}),
    ("quarantined unknown-version", {"quiz_version": "e" * 32}),
    ("rejected item-twice", {"responses": record()["responses"][:1] * 2}),
)


@pytest.mark.parametrize("first", range(len(IN_ORDER)), ids=[row[0] for row in IN_ORDER])
def test_the_order_of_the_checks_is_fixed(first: int) -> None:
    """Structure, course, signature, link, version, items: the first thing wrong is the reason."""
    expected = IN_ORDER[first][0]
    changes: dict[str, Any] = {}
    for _, change in IN_ORDER[first:]:
        changes |= change
    wrong_signature = changes.pop("sig", None)
    value = enrolled(**changes)
    if value["client"] is None:
        del value["client"]
    if wrong_signature:
        value["sig"] = wrong_signature

    assert words(verify(value)) == expected


ROLES = {
    "paths": ["lead", "core"],
    "strata": [
        {"count": 1, "items": ["final/two"]},
        {"count": 1, "items": ["final/gap"], "paths": ["core"]},
        {"count": 1, "items": ["final/one"], "paths": ["lead"]},
        {"count": 1, "items": ["final/mood"]},
    ],
}


@pytest.mark.parametrize(
    ("path", "items", "said"),
    [
        ("core", ("two", "gap", "mood"), "accepted"),
        ("lead", ("two", "one", "mood"), "flagged path-differs"),
        (None, ("two", "one", "mood"), "flagged path-differs"),
        ("core", ("two", "one", "mood"), "flagged draw-differs"),
    ],
)
def test_the_items_of_another_path_are_worth_a_look(
    path: str | None, items: tuple[str, ...], said: str
) -> None:
    """A link for one path, and the items of another: it counts, and HR is told."""
    responses = {row["item"]: row for row in record()["responses"]}
    responses["final/one"] = {"item": "final/one", "response": "a", "ms": 9000}
    value = enrolled(responses=[responses[f"final/{item}"] for item in items], path=path)
    verdict = verify_value(value, authority(banks(bank(**ROLES)), ring()), NOW)

    assert words(verdict) == said


def test_a_path_that_makes_no_difference_is_not_compared() -> None:
    """Where every path draws alike, the path in a record decides nothing."""
    assert words(verify(enrolled(path="lead"))) == "accepted"


def test_an_empty_link_is_no_missing_link() -> None:
    """Whoever empties the field has a damaged link, and is not taken for somebody without one."""
    assert words(verify(enrolled(enrolment=""))) == "rejected bad-enrolment"


def test_a_bank_of_another_course_grades_nothing_here() -> None:
    """Where an archive was copied from another course, its versions stay foreign."""
    foreign = authority(banks(bank(course="https://example.org/other")), ring())

    assert words(verify_value(enrolled(), foreign, NOW)) == "quarantined wrong-course"


def test_a_link_is_told_also_of_a_record_that_waits() -> None:
    """HR sees whose record is in quarantine; a refused link names nobody."""
    waiting = verify(enrolled(quiz_version="e" * 32))
    revoked = verify(enrolled(), ring(public_key(revoked=NOW)))

    assert waiting.enrolment is not None
    assert waiting.enrolment.learner == learner()
    assert (words(revoked), revoked.enrolment) == ("quarantined key-revoked", None)
    assert revoked.attempt is not None


def test_a_refusal_never_comes_with_a_grade() -> None:
    """What does not count has no result, no bank and exactly one reason."""
    refused = [
        verify({**enrolled(), "sig": "none"}),
        verify(enrolled(enrolment="x")),
        verify(enrolled(), NO_KEYS),
        verify(enrolled(course="https://example.org/other")),
    ]

    for verdict in refused:
        assert (verdict.result, verdict.bank, len(verdict.reasons)) == (None, None, 1)
        assert verdict.message
        assert not verdict.is_counted


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"sig": "none"}, "bad-signature"),
        ({"device": None}, "bad-signature"),
        ({"sig": "", "device": None}, "bad-field"),
        ({"sig": "A" * 86, "device": None}, "bad-signature"),
        ({"sig": "A" * 4_001}, "bad-field"),
        ({"device": {}}, "bad-field"),
        ({"device": {**device().value, "d": "AA"}}, "bad-field"),
        ({"device": ""}, "bad-field"),
        ({"device": False}, "bad-field"),
        ({"declared_name": ""}, "bad-field"),
    ],
)
def test_key_and_signature_come_together_or_not_at_all(fields: dict[str, Any], reason: str) -> None:
    """A record is signed or says that it is not; everything in between is refused."""
    assert words(verify({**enrolled(), **fields})) == f"rejected {reason}"


VALUES = (
    enrolled(),
    enrolled(enrolment=forged(header(), {"a": 1})),
    enrolled(enrolment=token(aud="x")),
    sign(record()),
    record(),
    {**enrolled(), "seq": 2},
    *chain({}, {}),
)


@given(st.lists(st.sampled_from(VALUES), min_size=1, max_size=8))
def test_a_verdict_follows_from_record_keys_and_time_alone(values: list[dict[str, Any]]) -> None:
    """Whatever was verified before, the same record gets the same verdict."""
    fresh = {id(value): verify(value) for value in VALUES}

    assert [verify(value) for value in values] == [fresh[id(value)] for value in values]


def test_an_attempt_that_was_read_before_gets_the_same_verdict() -> None:
    """The ledger may keep the attempt and verify it later."""
    value = enrolled()

    assert verify_attempt(read_attempt(value), authority(keys=ring()), NOW) == verify(value)
