"""The requirements of xAPI 1.0.3 part two on agents and groups, each quoted."""

from __future__ import annotations

import pytest
from tests.records.xapi.judging import refused
from tests.records.xapi.samples import AGENT, changed, simple


@pytest.mark.parametrize(
    "actor",
    [
        {"objectType": "Agent"},
        {"name": "Nobody"},
        {"mbox": "mailto:a@example.com", "openid": "https://example.org/a"},
        {"mbox": "mailto:a@example.com", "mbox_sha1sum": "0" * 40},
        {"mbox": "a@example.com"},
        {"mbox": "mailto:a"},
        {"mbox": "mailto:"},
        {"mbox_sha1sum": "0" * 39},
        {"mbox_sha1sum": "g" * 40},
        {"account": {"homePage": "https://example.org"}},
        {"account": {"name": "a"}},
        {"account": {"homePage": "https://example.org", "name": ""}},
        {"account": "a"},
        {**AGENT, "member": []},
        [],
        "mailto:a@example.com",
    ],
)
def test_an_agent_has_exactly_one_identifier(actor):
    """Data 2.4.2.1.s2: "MUST be identified by one (1) of the four types"; none, two, malformed."""
    assert refused(simple(actor=actor)) is not None


@pytest.mark.parametrize(
    "group",
    [
        {"objectType": "Group"},
        {"objectType": "Group", "name": "Nobody"},
        {"objectType": "Group", "member": [{"objectType": "Group", "member": [AGENT]}]},
        {"objectType": "Group", "mbox": "mailto:g@example.com", "openid": "https://example.org/g"},
        {"objectType": "Group", "member": [{"name": "no identifier"}]},
        {"objectType": "Group", "member": AGENT},
    ],
)
def test_a_group_has_members_or_one_identifier(group):
    """Data 2.4.2.2.s4-s5: an anonymous group lists members, and no group holds a group."""
    assert refused(simple(actor=group)) is not None
    assert refused(simple(actor={"objectType": "Group", "member": [AGENT]})) is None
    assert refused(simple(actor={"objectType": "Group", "openid": "https://example.org/g"})) is None


def test_a_team_is_a_group():
    """Data 2.4.6: "team: Group"; an agent alone is none, an instructor may be either."""
    assert refused(changed("context/team", AGENT)) is not None
    assert refused(changed("context/instructor", AGENT)) is None


def test_an_authority_that_is_a_group_has_two_members():
    """Data 2.4.9: "a Group with two Agents" (three-legged OAuth)."""
    group = {"objectType": "Group", "member": [AGENT, AGENT]}
    assert refused(changed("authority", group)) is None
    assert refused(changed("authority", {**group, "member": [AGENT]})) == "authority.member"
