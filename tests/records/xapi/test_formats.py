from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.records.xapi.formats import (
    is_duration,
    is_iri,
    is_language,
    is_mailto,
    read_time,
)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-11-21T10:00:00Z", "2026-11-21T10:00:00+00:00"),
        ("2026-11-21T10:00:00.123Z", "2026-11-21T10:00:00.123000+00:00"),
        ("2026-11-21T10:00:00.123456789Z", "2026-11-21T10:00:00.123456+00:00"),
        ("2026-11-21T10:00:00,5+01:00", "2026-11-21T09:00:00.500000+00:00"),
        ("2026-11-21T10:00:00+0130", "2026-11-21T08:30:00+00:00"),
        ("2026-11-21T10:00:00-05", "2026-11-21T15:00:00+00:00"),
        ("2026-11-21T10:00Z", "2026-11-21T10:00:00+00:00"),
        ("2026-11-21T10:00:00", "2026-11-21T10:00:00+00:00"),
        ("2026-11-21t10:00:00z", "2026-11-21T10:00:00+00:00"),
    ],
)
def test_times_of_iso_8601_are_read(text, utc):
    """Data 4.5: any of these spellings is one moment; a missing zone counts as UTC."""
    moment = read_time(text)

    assert moment is not None
    assert moment.isoformat() == utc


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-11-21",
        "10:00:00Z",
        "2026-13-01T10:00:00Z",
        "2026-02-30T10:00:00Z",
        "2026-11-21T25:00:00Z",
        "2026-11-21T10:00:00-00:00",
        "2026-11-21T10:00:00-0000",
        "2026-11-21T10:00:00-00",
        "2026-11-21T10:00:00+99:00",
        "0001-01-01T00:00:00+10:00",
        "9999-12-31T23:59:59-10:00",
        "yesterday",
        "2026-11-21T10:00:00Z\n",
        "٢٠٢٦-11-21T10:00:00Z",
    ],
)
def test_what_is_no_time_is_none(text):
    """Data 4.5: also -00:00, which says that the zone is unknown, and times beyond any calendar."""
    assert read_time(text) is None


@given(st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1)), st.integers(-14 * 60, 14 * 60))  # noqa: DTZ001
def test_every_time_comes_back(moment, offset):
    """What Python writes in any zone is read as the same moment."""
    zoned = moment.replace(tzinfo=timezone(timedelta(minutes=offset)))

    assert read_time(zoned.isoformat()) == zoned.astimezone(UTC)


@pytest.mark.parametrize(
    "text",
    ["PT5S", "PT1H30M5.25S", "P1Y2M3DT4H5M6S", "P2W", "PT0.01S", "P1D", "PT16559.14S", "P0.5Y"],
)
def test_durations(text):
    """Data 4.6: ISO 8601 durations with designators."""
    assert is_duration(text)


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "5S", "PT5", "P1S", "P1DT", "-PT5S", "PT5S ", "P1W2D", "PT5.S"]
)
def test_no_durations(text):
    """Data 4.6: incomplete or unordered ones are refused."""
    assert not is_duration(text)


@pytest.mark.parametrize(
    "text",
    [
        "en",
        "fr-CH",
        "zh-Hans-CN",
        "de-CH-1996",
        "sl-rozaj-biske",
        "x-private",
        "en-x-a",
        "und",
        "es-419",
        "zh-cmn-Hans",
    ],
)
def test_language_tags(text):
    """RFC 5646: tags by the lengths of their parts."""
    assert is_language(text)


@pytest.mark.parametrize(
    "text", ["mailto:a@b", "mailto:first.last+tag@sub.example.com", "mailto:é@exämple.org"]
)
def test_mailboxes(text):
    """Data 2.4.2.3: `mailto:` and an address."""
    assert is_mailto(text)


@given(st.text(max_size=30))
def test_no_text_breaks_a_format(text):
    """Every text is judged, and none that holds a blank is an IRI."""
    is_duration(text)
    is_language(text)
    is_mailto(text)
    read_time(text)
    assert not (is_iri(text) and any(char.isspace() for char in text))
