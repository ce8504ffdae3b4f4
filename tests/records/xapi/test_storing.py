from __future__ import annotations

from copy import deepcopy

import pytest
from tests.records.samples import NOW
from tests.records.xapi.samples import AGENT, ID, OTHER_ID, VOIDED, changed, full, simple

from coursewright.records.xapi.storing import (
    attempt_records,
    comparison_digest,
    stored_statement,
)
from coursewright.records.xapi.vocabulary import ATTEMPT_EXTENSION

SAME = {
    "another id": ("id", OTHER_ID),
    "no id": ("id", ...),
    "another time": ("timestamp", "2020-01-01T00:00:00Z"),
    "no time": ("timestamp", ...),
    "stored": ("stored", ...),
    "authority": ("authority", {"mbox": "mailto:z@example.com"}),
    "version": ("version", "1.0.0"),
    "words of the verb": ("verb/display", {"en": "x"}),
    "no words": ("verb/display", ...),
    "definition": ("object/definition", ...),
    "definition in the context": (
        "context/contextActivities/parent",
        {"id": "https://example.org/parent", "definition": {"name": {"en": "P"}}},
    ),
    "array of one": ("context/contextActivities/parent", [{"id": "https://example.org/parent"}]),
    "case of a domain": ("actor/mbox", "mailto:a@EXAMPLE.COM"),
    "number": ("result/score/raw", 95.0),
}
OTHER = {
    "verb": ("verb/id", "http://adlnet.gov/expapi/verbs/failed"),
    "activity": ("object/id", "https://example.org/else"),
    "actor": ("actor/mbox", "mailto:b@example.com"),
    "case of a user": ("actor/mbox", "mailto:A@example.com"),
    "name": ("actor/name", "B"),
    "duration in other units": ("result/duration", "PT90M5.25S"),
    "response": ("result/response", ""),
    "order of activities": (
        "context/contextActivities/grouping",
        [{"id": "https://example.org/g2"}, {"id": "https://example.org/g1"}],
    ),
    "extension": ("result/extensions", {"urn:x:y": 0}),
    "display in an extension": ("context/extensions", {"https://example.org/x": {"display": 1}}),
    "registration": ("context/registration", ID),
    "no result": ("result", ...),
}


@pytest.mark.parametrize("name", SAME)
def test_what_statements_are_not_compared_by(name):
    """Data 2.3.1: what an LRS sets, definitions, words of verbs, domains, order of members."""
    assert comparison_digest(changed(*SAME[name])) == comparison_digest(full())


@pytest.mark.parametrize("name", OTHER)
def test_what_makes_another_statement(name):
    """Data 2.3.1.s9.b2: any other difference must not be ignored, durations by their letters."""
    assert comparison_digest(changed(*OTHER[name])) != comparison_digest(full())


def test_members_are_no_ordered_list():
    """Data 2.3.1.b5: "The list of Agents in a Group is not considered to be an ordered list"."""
    statement = full()
    statement["context"]["instructor"]["member"].reverse()
    assert comparison_digest(statement) == comparison_digest(full())
    statement["context"]["instructor"]["member"].pop()
    assert comparison_digest(statement) != comparison_digest(full())


def test_comparing_and_storing_change_nothing():
    """The statement that came in is left as it was."""
    statement = full()
    comparison_digest(statement)
    stored_statement(statement, ID, AGENT, NOW)

    assert statement == full()


def test_what_is_kept_has_the_columns_to_search_by():
    """Verb, activity, actor and registration stand beside the statement."""
    kept = stored_statement(full(), ID.upper(), AGENT, NOW)

    assert (kept.id, kept.verb) == (ID, full()["verb"]["id"])
    assert kept.activity == "https://example.org/activity/é"
    assert kept.agent == '{"mbox":"mailto:a@example.com"}'
    assert kept.registration == OTHER_ID
    assert kept.stored == NOW
    assert kept.timestamp.isoformat() == "2026-11-21T09:00:00.123000+00:00"
    assert kept.voids is None


def test_a_voiding_statement_says_what_it_voids():
    """The id is compared in lower case; what is no activity has none."""
    reference = {"objectType": "StatementRef", "id": OTHER_ID.upper()}
    kept = stored_statement(simple(verb={"id": VOIDED}, object=reference), ID, AGENT, NOW)

    assert (kept.voids, kept.activity) == (OTHER_ID, "")


def test_identifiers_are_equal_whatever_stands_beside_them():
    """Communication 2.1.3: agents are equal when their identifiers are; names play no part."""
    account = {"homePage": "https://example.org", "name": "x"}
    first = simple(actor={"name": "A", "account": account})
    second = simple(
        actor={"account": dict(reversed(account.items())), "objectType": "Group", "name": "B"}
    )
    kept = [stored_statement(each, ID, AGENT, NOW).agent for each in (first, second)]

    assert kept[0] == kept[1]
    anonymous = simple(actor={"objectType": "Group", "member": [AGENT]})
    assert stored_statement(anonymous, ID, AGENT, NOW).agent == ""


def test_records_are_found_under_our_extension_alone():
    """Another key, or our key elsewhere, carries no record."""
    carrying = simple(result={"extensions": {ATTEMPT_EXTENSION: {"a": 1}, "urn:x:y": 2}})

    assert attempt_records(carrying) == [{"a": 1}]
    assert attempt_records(full()) == []
    assert attempt_records(simple(context={"extensions": {ATTEMPT_EXTENSION: {}}})) == []
    assert attempt_records(deepcopy(simple())) == []
