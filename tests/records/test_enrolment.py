from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.records.crafting import (
    KEY_EXPIRES,
    claims,
    forged,
    header,
    hr_key,
    learner,
    public_key,
    ring,
)
from tests.records.samples import COURSE, NOW

from coursewright.diagnostics import CoursewrightError
from coursewright.generating.canonical import canonical_json
from coursewright.records.encoding import decode_b64url
from coursewright.records.enrolment import EnrolmentError, issue_enrolment, read_enrolment
from coursewright.records.keys import NO_KEYS, Signer, learner_id, load_signer, new_key, read_keys

if TYPE_CHECKING:
    from pathlib import Path

SIGNER = Signer("k-hr", KEY_EXPIRES, hr_key())
EXPIRES = NOW + timedelta(days=365)


def issue(**changes: Any) -> str:
    """Return a token as HR's command makes it."""
    fields: dict[str, Any] = {
        "issuer": "HR of Exämple",
        "course": COURSE,
        "learner": learner(),
        "path": "core",
        "language": "de",
        "now": NOW,
        "expires": EXPIRES,
    }
    return issue_enrolment(SIGNER, **{**fields, **changes})


def reason(token: str, **changes: Any) -> tuple[str, bool]:
    """Return why a token is refused, and whether for good."""
    fields: dict[str, Any] = {"keys": ring(), "course": COURSE, "received": NOW, **changes}
    with pytest.raises(EnrolmentError) as caught:
        read_enrolment(token, **fields)
    assert str(caught.value)
    return caught.value.reason, caught.value.is_final


def test_a_link_says_what_hr_signed() -> None:
    """Learner, path, language and times survive; times are whole seconds."""
    enrolment = read_enrolment(issue(), ring(), COURSE, NOW)

    assert (enrolment.learner, enrolment.path, enrolment.language) == (learner(), "core", "de")
    assert (enrolment.issued, enrolment.expires) == (NOW, EXPIRES)
    assert (enrolment.kid, enrolment.issuer) == ("k-hr", "HR of Exämple")


def test_a_link_holds_exactly_the_agreed_fields() -> None:
    """Header and payload are canonical JSON, field by field; nothing tells who the learner is."""
    head, payload, signature = map(decode_b64url, issue().split("."))

    assert head == b'{"alg":"EdDSA","kid":"k-hr","typ":"enrol+jws"}'
    fixed = canonical_json({**claims(lang="de", iss="HR of Exämple"), "jti": ""})
    assert payload[:40] == fixed[:40]
    assert len(signature) == 64


def test_each_link_has_an_id_of_its_own() -> None:
    """Two links for one learner differ in their 16 random bytes."""
    ids = {read_enrolment(issue(), ring(), COURSE, NOW).id for _ in range(20)}

    assert len(ids) == 20
    assert {len(decode_b64url(each)) for each in ids} == {16}


def test_links_made_with_a_folder_of_keys_are_genuine(tmp_path: Path) -> None:
    """The whole way on the disk: make a key, an id and a link, and read it with the list."""
    folder = tmp_path / "keys"
    new_key(folder, NOW, KEY_EXPIRES)
    who = learner_id(folder, COURSE, "0012")
    token = issue_enrolment(
        load_signer(folder, NOW),
        issuer="HR",
        course=COURSE,
        learner=who,
        path="core",
        language="en",
        now=NOW,
        expires=EXPIRES,
    )

    assert read_enrolment(token, read_keys(folder), COURSE, NOW).learner == who
    assert len(token) < 450


def test_no_link_outlives_its_key() -> None:
    """HR is told to make a newer key; a token that claims it all the same is refused."""
    with pytest.raises(CoursewrightError, match=r"would outlive the key .* course keys rotate"):
        issue(expires=KEY_EXPIRES + timedelta(seconds=1))

    assert issue(expires=KEY_EXPIRES)
    late = forged(header(), claims(exp=int(KEY_EXPIRES.timestamp()) + 1))
    assert reason(late) == ("bad-enrolment", True)


@pytest.mark.parametrize(
    "changes",
    [
        {"learner": "anna@example.org"},
        {"learner": "p-short"},
        {"path": "Core course"},
        {"language": ""},
        {"issuer": ""},
        {"issuer": "x" * 201},
        {"course": ""},
        {"expires": NOW},
    ],
)
def test_what_no_token_may_hold_is_a_fault_of_the_caller(changes: dict[str, Any]) -> None:
    """Names, empty claims and links that never begin are not signed."""
    with pytest.raises(ValueError, match="no token can hold"):
        issue(**changes)


@given(
    st.sampled_from(sorted(claims())),
    st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.none()),
)
def test_any_value_in_a_claim_is_read_or_refused(name: str, value: Any) -> None:
    """Even what HR's own key signed is checked type by type, and refused for good."""
    token = forged(header(), claims(**{name: value}))
    try:
        enrolment = read_enrolment(token, ring(), COURSE, NOW)
    except EnrolmentError:
        assert reason(token) == ("bad-enrolment", True)
        return

    assert enrolment.issued < enrolment.expires


@pytest.mark.parametrize(
    "changes",
    [
        {"jti": "x"},
        {"jti": "A" * 21 + "B"},
        {"jti": "A" * 24},
        {"iat": True},
        {"iat": -1},
        {"exp": 253_402_300_800},
        {"exp": "1893456000"},
        {"iat": claims()["exp"]},
        {"sub": "p-" + "a" * 19 + "1"},
        {"lang": "en\n"},
    ],
)
def test_claims_of_another_form_are_refused(changes: dict[str, Any]) -> None:
    """Ids have 16 bytes in one spelling, times are whole seconds of our calendar and in order."""
    assert reason(forged(header(), claims(**changes))) == ("bad-enrolment", True)


@pytest.mark.parametrize("name", sorted(claims()))
def test_every_claim_is_needed(name: str) -> None:
    """A token without one of its claims is refused."""
    payload = {key: value for key, value in claims().items() if key != name}

    assert reason(forged(header(), payload)) == ("bad-enrolment", True)


@pytest.mark.parametrize(
    "head",
    [
        header(alg="none"),
        header(alg="HS256"),
        header(alg="eddsa"),
        header(typ="JWT"),
        header(typ="ENROL+JWS"),
        header(kid="../k-hr"),
        header(kid=None),
        header(crit=["exp"]),
        {"alg": "EdDSA", "typ": "enrol+jws"},
        {"alg": "EdDSA", "kid": "k-hr"},
    ],
)
def test_algorithm_and_type_are_pinned(head: dict[str, Any]) -> None:
    """RFC 8725 sections 3.1 and 3.11: no header but the one is read, even signed by HR."""
    assert reason(forged(head, claims())) == ("bad-enrolment", True)


def test_a_key_that_hr_does_not_have_can_still_come() -> None:
    """The record waits: a colleague's key may be added to the list."""
    token = forged(header(kid="k-colleague"), claims(), hr_key("k-colleague"))

    assert reason(token) == ("unknown-key", False)
    assert reason(token, keys=NO_KEYS) == ("unknown-key", False)
    assert read_enrolment(token, ring(public_key("k-colleague")), COURSE, NOW)


def test_a_revocation_counts_from_its_second_on() -> None:
    """What arrived before stays what it was; what arrives at or after the moment waits."""
    keys = ring(public_key(revoked=NOW, reason="lost"))
    token = forged(header(), claims())

    assert read_enrolment(token, keys, COURSE, NOW - timedelta(seconds=1))
    assert reason(token, keys=keys) == ("key-revoked", False)
    assert reason(token, keys=keys, received=NOW + timedelta(days=9)) == ("key-revoked", False)


def test_a_forged_link_is_never_told_from_its_claims() -> None:
    """A foreign signature under HR's kid is final, whatever else is right or revoked."""
    token = forged(header(), claims(), hr_key("mallory"))

    assert reason(token) == ("forged-enrolment", True)
    assert reason(token, keys=ring(public_key(revoked=NOW))) == ("forged-enrolment", True)


def test_a_link_of_another_course_is_refused() -> None:
    """The audience is the course id, compared as a whole."""
    assert reason(issue(), course=f"{COURSE}/") == ("bad-enrolment", True)
    assert reason(issue(course=f"{COURSE}2")) == ("bad-enrolment", True)


def test_verdicts_on_links_do_not_depend_on_what_was_read_before() -> None:
    """The cache of checked tokens knows the key as well as the token."""
    token = forged(header(), claims())
    assert read_enrolment(token, ring(), COURSE, NOW)

    other = public_key("k-other")
    impostor = type(other)("k-hr", other.public, other.created, other.expires)
    assert reason(token, keys=ring(impostor)) == ("forged-enrolment", True)
    assert read_enrolment(token, ring(), COURSE, NOW)
