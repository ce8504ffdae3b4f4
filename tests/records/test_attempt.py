from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.records.crafting import device, enrolled, ring, sign
from tests.records.samples import NOW, as_file, authority, record

from coursewright.generating.canonical import digest
from coursewright.records.attempt import clean_name, read_attempt
from coursewright.records.ledger import time_text
from coursewright.records.verify import verify_raw, verify_value

STATUSES = {"accepted", "flagged", "rejected", "quarantined"}
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**40), 2**40), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


def test_a_record_reads_back_as_it_was_written() -> None:
    """Times, chain digest and responses of a record survive reading."""
    attempt = read_attempt(record())

    assert time_text(attempt.started) == record()["started"]
    assert attempt.digest == digest(record())
    assert list(attempt.responses) == record()["responses"]


@given(st.sampled_from(sorted(record())), JSON)
def test_any_value_in_any_field_gets_a_verdict(field: str, value: object) -> None:
    """Whatever stands in a field, verification ends with a verdict and never raises."""
    verdict = verify_value({**record(), field: value}, authority(), NOW)

    assert verdict.status in STATUSES
    assert verdict.reasons


@given(JSON, st.sampled_from(["item", "response", "ms"]))
def test_any_value_in_a_response_gets_a_verdict(value: object, field: str) -> None:
    """The same holds inside the responses, where grading would use it."""
    changed = record()
    changed["responses"][0][field] = value

    assert verify_value(changed, authority(), NOW).reasons


@given(st.binary(max_size=60), st.integers(0, 400))
def test_mutated_bytes_are_read_or_refused(noise: bytes, at: int) -> None:
    """Bytes broken anywhere in a file end in verdicts, never in an exception."""
    raw = as_file(record())
    verdicts = verify_raw(raw[:at] + noise + raw[at + len(noise) :], authority(), NOW)

    assert verdicts
    assert all(verdict.reasons for verdict in verdicts)


@given(st.text(max_size=30))
def test_cleaned_names_stay_on_one_line(name: str) -> None:
    """Neither line breaks nor direction overrides reach a report."""
    cleaned = clean_name(name)

    if cleaned is not None:
        assert cleaned == clean_name(cleaned)
        assert not set("\n\r\t\0\u202e\u2028") & set(cleaned)


@given(st.sampled_from(sorted(enrolled())), JSON)
def test_any_value_in_a_field_of_a_signed_record_gets_a_verdict(field: str, value: object) -> None:
    """The same holds with device key, signature and link, also when it is signed again."""
    changed = {**enrolled(), field: value}
    known = authority(keys=ring())

    assert verify_value(changed, known, NOW).status in {"accepted", "rejected", "quarantined"}
    assert verify_value(sign(changed), known, NOW).status in STATUSES


def test_a_device_is_read_as_its_thumbprint() -> None:
    """Two records of one device name it alike; an unsigned record names none."""
    one, two, other = (read_attempt(enrolled(*each)) for each in ((1,), (2,), (3, device(2))))

    assert one.device == two.device != other.device
    assert one.is_signed
    assert (read_attempt(record()).device, read_attempt(record()).is_signed) == (None, False)


def test_names_keep_what_belongs_to_them() -> None:
    """Apostrophes, accents, plus signs and Persian joiners are part of a name."""
    names = ["O'Brien", "Zoë", "=Anna", "+33 1", "\u0645\u06cc\u200c\u062e\u0648"]

    assert [clean_name(name) for name in names] == names
