from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.records.crafting import KEY_CREATED, KEY_EXPIRES, public_key, ring

from coursewright.diagnostics import CoursewrightError
from coursewright.records.key_list import KeyRing, PublicKey, key_list_value, parse_key_list

TIMES = st.datetimes(datetime(1970, 1, 1), datetime(9999, 1, 1)).map(  # noqa: DTZ001 - zone follows
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)
KEYS = st.builds(
    PublicKey,
    kid=st.from_regex(r"[a-z0-9][a-z0-9-]{0,63}", fullmatch=True),
    public=st.binary(min_size=32, max_size=32),
    created=TIMES,
    expires=TIMES,
    revoked=st.none() | TIMES,
    reason=st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)
ROW = key_list_value([public_key()])["keys"][0]


def parse(value: Any) -> KeyRing:
    """Parse a JSON value as a list of keys."""
    return parse_key_list(json.dumps(value).encode(), "keys.json")


@given(st.lists(KEYS, max_size=4, unique_by=lambda key: key.kid))
def test_lists_read_back_as_written(keys: list[PublicKey]) -> None:
    """Every key survives, oldest first."""
    read = parse(key_list_value(keys))

    assert sorted(read.keys, key=lambda key: key.kid) == sorted(keys, key=lambda key: key.kid)
    assert [key.created for key in read.keys] == sorted(key.created for key in keys)
    assert all(read.find(key.kid) == key for key in keys)


@given(
    st.sampled_from(sorted(ROW)),
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.lists(st.none()),
)
def test_any_value_in_a_key_is_read_or_refused_in_words(field: str, value: Any) -> None:
    """Nothing but a CoursewrightError that names the file comes out."""
    changed = {"schema": "coursewright/keys/1", "keys": [{**ROW, field: value}]}
    try:
        read = parse(changed)
    except CoursewrightError:
        with pytest.raises(CoursewrightError, match=r"^keys\.json: the list of keys is damaged \("):
            parse(changed)
        return

    assert len(read.keys) == 1


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ([], "not of the format"),
        ({"schema": "coursewright/keys/2", "keys": []}, "not of the format"),
        ({"schema": "coursewright/keys/1"}, "no list of keys"),
        ({"schema": "coursewright/keys/1", "keys": [None]}, "key 1: its fields"),
        ({"schema": "coursewright/keys/1", "keys": [ROW, {**ROW, "d": "x"}]}, "key 2: its fields"),
        ({"schema": "coursewright/keys/1", "keys": [ROW, ROW]}, "names a key twice"),
        ({"schema": "coursewright/keys/1", "keys": [{**ROW, "public": "AAAA"}]}, "32 bytes"),
        ({"schema": "coursewright/keys/1", "keys": [{**ROW, "kid": "../x"}]}, "its kid"),
        ({"schema": "coursewright/keys/1", "keys": [{**ROW, "alg": "none"}]}, "its alg"),
        ({"schema": "coursewright/keys/1", "keys": [{**ROW, "created": "2026"}]}, "a time"),
    ],
)
def test_a_damaged_list_is_refused_in_words(value: Any, why: str) -> None:
    """The sentence says what is wrong and what to do; no key of it is used."""
    with pytest.raises(CoursewrightError, match=f"{why}.*; restore it from your backup"):
        parse(value)


def test_bytes_that_are_no_json_are_refused_in_words() -> None:
    """A file cut off by a full disk is called damaged."""
    with pytest.raises(CoursewrightError, match="damaged"):
        parse_key_list(b'{"schema": "coursewright/keys/1", "ke', "keys.json")


def test_a_ring_knows_since_when_it_has_keys() -> None:
    """Before the first key was made, no personal link could be expected."""
    keys = ring()

    assert not keys.existed(KEY_CREATED - timedelta(seconds=1))
    assert keys.existed(KEY_CREATED)
    assert keys.existed(KEY_EXPIRES)
    assert not KeyRing().existed(KEY_EXPIRES)
