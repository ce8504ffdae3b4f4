from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.records.crafting import enrolled, learner, token
from tests.records.samples import NOW, bank, record

from coursewright.records.attempt import read_attempt
from coursewright.records.grading import grade_attempt
from coursewright.records.xapi.from_attempt import attempt_statements
from coursewright.records.xapi.responses import (
    interaction_definition,
    interaction_type,
    response_text,
)
from coursewright.records.xapi.storing import attempt_records
from coursewright.records.xapi.validate import check_statement

LEARNER = learner()


def made(value, received=NOW, **changes: Any):
    """Return the statements of a record."""
    attempt = read_attempt(value)
    known = bank(**changes)
    return attempt_statements(
        attempt, known, grade_attempt(known, attempt.responses), LEARNER, received
    )


def test_each_item_and_the_end_become_a_statement():
    """`answered` for each item in its order, then how it ended; all of them are good xAPI."""
    statements = made(enrolled())

    assert [each["verb"]["id"].rpartition("/")[2] for each in statements] == [
        "answered",
        "answered",
        "answered",
        "passed",
    ]
    assert [each["object"]["id"] for each in statements] == [
        "https://example.org/course/items/final/two",
        "https://example.org/course/items/final/gap",
        "https://example.org/course/items/final/mood",
        "https://example.org/course/quizzes/final",
    ]
    for each in statements:
        check_statement(each)
    times = [each["timestamp"] for each in statements]
    assert times == sorted(times)
    assert times[-1] == "2026-11-21T10:05:00.000Z"


def test_an_answer_has_response_score_and_duration():
    """What was chosen, what it earned, and how long it took."""
    choice, gap, mood, _ = made(enrolled())

    assert choice["result"] == {
        "duration": "PT9S",
        "response": "a",
        "success": True,
        "score": {"scaled": 1.0},
    }
    assert gap["result"]["response"] == "Sorry."
    assert mood["result"] == {"duration": "PT9S", "response": "4"}


@pytest.mark.parametrize(
    ("wrong", "mastery", "verb", "success"),
    [
        (False, "0.8", "passed", True),
        (True, "0.8", "failed", False),
        (False, None, "completed", None),
    ],
)
def test_how_it_ended(wrong, mastery, verb, success):
    """Passed or failed with a mastery score, completed without; the score is scaled."""
    responses = record()["responses"]
    if wrong:
        responses[0]["response"] = "b"
    last = made(enrolled(responses=responses), mastery_score=mastery)[-1]

    assert last["verb"]["id"].endswith(f"/{verb}")
    assert last["result"].get("success") is success
    assert last["result"]["completion"] is True
    assert last["result"]["score"] == {"scaled": 0.5 if wrong else 1.0}
    assert last["result"]["duration"] == "PT300S"


def test_the_last_statement_carries_the_record():
    """Read back, it is the record byte for byte, signature and link included."""
    value = enrolled()
    statements = made(value)

    assert [attempt_records(each) for each in statements] == [[], [], [], [value]]
    assert read_attempt(attempt_records(statements[-1])[0]).digest == read_attempt(value).digest


def test_the_actor_is_an_opaque_account():
    """No name and no address; the account is the learner's id in the course."""
    for each in made(enrolled()):
        assert each["actor"] == {
            "objectType": "Agent",
            "account": {"homePage": "https://example.org/course", "name": LEARNER},
        }
    text = json.dumps(made(enrolled()))
    assert "Anna" not in text
    assert "mbox" not in text


def test_nothing_says_what_is_right():
    """No correctResponsesPattern leaves the house, for no interaction."""
    assert "correctResponsesPattern" not in json.dumps(made(enrolled()))
    assert "sorry" not in json.dumps(made(enrolled())[0])


def test_the_same_attempt_gives_the_same_statements():
    """Ids and bytes follow from the record, so that sending again does no harm."""
    assert made(enrolled()) == made(enrolled())
    ids = [each["id"] for each in made(enrolled(1)) + made(enrolled(2))]
    assert len(set(ids)) == len(ids)


def test_another_record_with_the_attempt_number_gets_other_ids():
    """Contested attempts never overwrite each other's statements."""
    first, second = made(enrolled()), made(enrolled(tz_offset=0))

    assert not {each["id"] for each in first} & {each["id"] for each in second}


def test_no_statement_is_later_than_its_receipt():
    """Data 2.4.7.s3.b4: no future times, although the device's clock may be ahead."""
    received = NOW - timedelta(days=2)
    for each in made(enrolled(), received):
        assert each["timestamp"] <= "2026-11-20T12:00:00.000Z"


def test_odd_clocks_make_no_negative_duration():
    """A device clock that went backwards gives a duration of nothing."""
    last = made(enrolled(submitted="2026-11-21T09:00:00.000Z"))[-1]

    assert last["result"]["duration"] == "PT0S"


def test_open_and_malformed_responses_are_left_out():
    """XAPI has no spelling for them; the record in the last statement has."""
    responses = record()["responses"]
    responses[0]["response"] = None
    responses[1]["response"] = [["x", 1]]
    statements = made(enrolled(responses=responses))

    assert "response" not in statements[0]["result"]
    assert "response" not in statements[1]["result"]
    assert statements[0]["result"]["score"] == {"scaled": 0.0}


@given(st.integers(0, 10**10))
def test_durations_are_good_and_not_too_precise(ms):
    """Data 4.6: seconds with at most two decimals."""
    responses = record()["responses"][:1]
    responses[0]["ms"] = ms
    (first, _) = made(record(responses=responses))
    text = first["result"]["duration"]

    assert text.startswith("PT")
    assert 0 <= ms / 1000 - float(text[2:-1]) < 0.011
    check_statement(first)


SPECS = {
    "choice": ({"interaction": "choice", "options": ["a", "b"]}, "b", "choice", "b"),
    "multiple": (
        {"interaction": "choice", "options": ["a", "b", "c"], "multiple": True},
        ["c", "a"],
        "choice",
        "c[,]a",
    ),
    "true-false": ({"interaction": "true-false", "options": ["a", "b"]}, "a", "choice", "a"),
    "sequencing": (
        {"interaction": "sequencing", "elements": ["a", "b", "c"]},
        ["b", "c", "a"],
        "sequencing",
        "b[,]c[,]a",
    ),
    "matching": (
        {"interaction": "matching", "sources": ["a", "b"], "targets": ["x", "y"]},
        [["a", "y"], ["b", "x"]],
        "matching",
        "a[.]y[,]b[.]x",
    ),
    "fill-in": ({"interaction": "fill-in", "blanks": 2}, ["one", "two"], "fill-in", "one[,]two"),
    "numeric": ({"interaction": "numeric", "blanks": 1}, ["7"], "numeric", "7"),
    "two numbers": ({"interaction": "numeric", "blanks": 2}, ["7", "8"], "fill-in", "7[,]8"),
    "likert": (
        {"interaction": "likert", "statements": ["a"], "scale": 5},
        [["a", 3]],
        "likert",
        "3",
    ),
    "likert, several": (
        {"interaction": "likert", "statements": ["a", "b"], "scale": 5},
        [["a", 3], ["b", 5]],
        "matching",
        "a[.]3[,]b[.]5",
    ),
    "likert, open": (
        {"interaction": "likert", "statements": ["a"], "scale": 5},
        [],
        "likert",
        None,
    ),
}


@pytest.mark.parametrize("name", SPECS)
def test_interactions_as_xapi_spells_them(name):
    """Data 2.4.4.1: the type, its lists of components, and the response in its syntax."""
    spec, response, kind, text = SPECS[name]
    definition = interaction_definition(spec)

    assert interaction_type(spec) == definition["interactionType"] == kind
    assert response_text(spec, response) == text
    activity = {"id": "https://example.org/i", "definition": definition}
    check_statement(
        {"actor": {"mbox": "mailto:a@b"}, "verb": {"id": "urn:x:y"}, "object": activity}
    )


def test_a_self_declared_record_keeps_its_name_to_the_record():
    """The statement's own parts hold no typed name; the record inside is the learner's own."""
    statements = made(record())
    for each in statements:
        each.get("result", {}).pop("extensions", None)

    assert "Anna" not in json.dumps(statements)
    assert token() not in json.dumps(statements)
