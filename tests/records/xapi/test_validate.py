"""The requirements of xAPI 1.0.3 part two on the structure of statements, each quoted."""

from __future__ import annotations

import json

import pytest
from tests.records.xapi.judging import refused
from tests.records.xapi.samples import changed, full, simple

from coursewright.records.xapi.statement_json import StatementError
from coursewright.records.xapi.validate import check_statement


def test_a_statement_with_every_property_is_good():
    """Data 2.4: all properties but attachments, in any order (2.2.s2.b4)."""
    assert refused(full()) is None
    assert refused(dict(reversed(full().items()))) is None
    assert refused(simple()) is None


@pytest.mark.parametrize("name", ["actor", "verb", "object"])
def test_the_three_parts_are_required(name):
    """Data 2.2.s2.b3: "A Statement MUST use 'actor', 'verb', and 'object'"."""
    assert refused(changed(name, ...)) == name


@pytest.mark.parametrize(
    "path",
    [
        "id",
        "actor",
        "actor/name",
        "verb/display",
        "verb/display/en-US",
        "object/definition/name",
        "object/definition/correctResponsesPattern/0",
        "result",
        "result/score/raw",
        "result/extensions",
        "context/contextActivities/parent",
        "context/contextActivities/grouping/0",
        "context/instructor/member/0",
        "timestamp",
        "version",
    ],
)
def test_null_is_refused_outside_extensions(path):
    """Data 2.2.s4.b1.b1: "reject Statements with any null values (except inside extensions)"."""
    assert refused(changed(path, None)) is not None
    assert refused(changed("result/extensions/urn:x:y", None)) is None


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("result/score/scaled", "0.95"),
        ("result/score/raw", "95"),
        ("result/score/min", True),
        ("result/success", "true"),
        ("result/completion", 1),
        ("result/response", 5),
        ("actor/name", 5),
        ("context/revision", 1),
        ("context/platform", {}),
        ("object/definition/correctResponsesPattern", "a"),
        ("object/definition/source", {}),
        ("context/contextActivities", []),
        ("context/contextActivities/parent", "https://example.org/parent"),
        ("context/instructor/member", {}),
        ("verb", "passed"),
        ("result", []),
        ("verb/display", "passed"),
    ],
)
def test_another_type_is_refused(path, value):
    """Data 2.2.s4.b1.b2-b3: no strings where numbers or booleans are required, nor the reverse."""
    assert refused(changed(path, value)) is not None


@pytest.mark.parametrize(
    "path",
    [
        "extra",
        "Actor",
        "actor/Name",
        "actor/mBox",
        "verb/Id",
        "object/definition/Name",
        "object/other",
        "result/Score",
        "result/score/Scaled",
        "result/score/percent",
        "context/Registration",
        "context/contextActivities/Parent",
        "context/contextActivities/sibling",
        "context/statement/version",
        "object/definition/source/0/name",
        "context/instructor/member/0/account/user",
    ],
)
def test_unknown_properties_and_other_cases_are_refused(path):
    """Data 2.2.s4.b1.b5, b7: "where the case of a key does not match … is not allowed"."""
    assert refused(changed(path, "x")) == path.replace("/", ".").replace(
        "source.0", "source[0]"
    ).replace("member.0", "member[0]")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("actor/objectType", "agent"),
        ("actor/objectType", "Person"),
        ("object/objectType", "activity"),
        ("object/objectType", ["Activity"]),
        ("object/definition/interactionType", "Matching"),
        ("object/definition/interactionType", "cloze"),
        ("context/statement/objectType", "statementRef"),
        ("context/team/objectType", "Agent"),
    ],
)
def test_enumerated_values_match_exactly(path, value):
    """Data 2.2.s4.b1.b6: "where the case of a value restricted to enumerated values …"."""
    assert refused(changed(path, value)) is not None


def test_attachments_are_refused_in_words():
    """We do not support them (Data 2.4.11), and say so instead of losing them."""
    with pytest.raises(StatementError, match="not supported"):
        check_statement(changed("attachments", []))


@pytest.mark.parametrize("value", [None, 5, "x", [], True, [simple()]])
def test_what_is_no_object_is_no_statement(value):
    """A statement is a JSON object."""
    assert refused(value) == ""


def test_any_part_may_be_anything_without_a_crash():
    """Every place of a statement, with every kind of value in it, is judged and never raises."""

    def places(value, path=()):
        yield path
        items = (
            value.items()
            if isinstance(value, dict)
            else enumerate(value)
            if isinstance(value, list)
            else ()
        )
        for key, part in items:
            yield from places(part, (*path, key))

    count = 0
    for path in places(full()):
        for odd in (None, 0, -1.5, True, "", "x", [], {}, [None], {"": None}, [[]], {"id": 1}):
            statement = full()
            place = statement
            for key in path[:-1]:
                place = place[key]
            if path:
                place[path[-1]] = odd
            else:
                statement = odd
            json.dumps(statement)
            refused(statement)
            count += 1
    assert count > 1_000
