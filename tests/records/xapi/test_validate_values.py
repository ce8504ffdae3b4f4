"""The requirements of xAPI 1.0.3 part two on single values, each quoted."""

from __future__ import annotations

import pytest
from tests.records.xapi.judging import refused
from tests.records.xapi.samples import OTHER_ID, changed


@pytest.mark.parametrize(
    "path",
    [
        "verb/id",
        "object/id",
        "object/definition/type",
        "object/definition/moreInfo",
        "context/contextActivities/parent/id",
        "context/instructor/member/0/account/homePage",
        "context/instructor/member/2/openid",
    ],
)
@pytest.mark.parametrize(
    "value", ["", "passed", "//example.org/x", "www.example.org", "http:", "a b:c"]
)
def test_iris_have_a_scheme(path, value):
    """Data 2.2.s4.b1.b8: "containing IRL or IRI values without a scheme"; b4: the empty string."""
    assert refused(changed(path, value)) is not None


@pytest.mark.parametrize(
    "place", ["result/extensions", "context/extensions", "object/definition/extensions"]
)
def test_extension_keys_are_iris(place):
    """Data 4.1: "The keys of an extensions map MUST be IRIs"; the values are free."""
    assert refused(changed(f"{place}", {"no-scheme": 1})) is not None
    assert refused(changed(f"{place}", {"https://example.org/a": {"no-scheme": None}})) is None


@pytest.mark.parametrize("path", ["id", "context/registration", "context/statement/id"])
@pytest.mark.parametrize(
    "value",
    [
        "",
        "x",
        OTHER_ID[:-1],
        OTHER_ID + "0",
        f"{{{OTHER_ID}}}",
        OTHER_ID.replace("-", ""),
        OTHER_ID[:19] + "0" + OTHER_ID[20:],
    ],
)
def test_uuids_are_in_standard_form(path, value):
    """Data 2.4.1: "all versions of variant 2 … MUST be in standard string form"."""
    assert refused(changed(path, value)) is not None
    assert refused(changed(path, OTHER_ID.upper())) is None


@pytest.mark.parametrize(
    ("score", "place"),
    [
        ({"scaled": 1.01}, "result.score.scaled"),
        ({"scaled": -1.01}, "result.score.scaled"),
        ({"raw": 101, "min": 0, "max": 100}, "result.score.raw"),
        ({"raw": -1, "min": 0}, "result.score.raw"),
        ({"raw": 11, "max": 10}, "result.score.raw"),
        ({"min": 10, "max": 10}, "result.score.min"),
        ({"scaled": -1}, None),
        ({"raw": 1e6}, None),
        ({"min": -5, "max": 5, "raw": 0, "scaled": 0}, None),
        ({}, None),
    ],
)
def test_scores_lie_in_their_range(score, place):
    """Data 2.4.5.1.s2: scaled within -1..1, raw between min and max, min less than max."""
    assert refused(changed("result/score", score)) == place


@pytest.mark.parametrize("language", ["français", "e", "en_US", "", "en-", "englishlanguage", "1"])
def test_language_tags_are_checked(language):
    """Data 2.2.s4.b2: "validate that the sequence of token lengths for language map keys …"."""
    assert refused(changed("verb/display", {language: "x"})) is not None
    assert refused(changed("context/language", language)) == "context.language"


@pytest.mark.parametrize("version", ["1.0.0", "1.0.3", "1.0.9"])
def test_versions_of_one_zero_are_taken(version):
    """Data 2.4.10.s3.b1: "accept all Statements where their version starts with 1.0."."""
    assert refused(changed("version", version)) is None


@pytest.mark.parametrize(
    "version", ["0.95", "1.0", "1.1", "1.1.0", "2.0.0", "1", "1.0.x", "1.0.0-rc", ""]
)
def test_other_versions_are_refused(version):
    """Data 2.4.10.s3.b2: "reject all … with a version … that does not start with 1.0."."""
    assert refused(changed("version", version)) == "version"
