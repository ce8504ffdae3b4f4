"""The requirements of xAPI 1.0.3 part two on the structure of statements, each quoted."""

from __future__ import annotations

import json

import pytest
from tests.records.xapi.samples import ACTIVITY, AGENT, OTHER_ID, VOIDED, changed, full, simple

from coursewright.records.xapi.statement_json import StatementError
from coursewright.records.xapi.validate import check_statement


def refused(statement):
    """Return the place that is named where a statement is refused; None for a good one."""
    try:
        check_statement(statement)
    except StatementError as error:
        return error.place
    return None


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


@pytest.mark.parametrize(
    "component_list",
    [
        [{"id": "a"}, {"id": "a"}],
        [{"description": {"en": "x"}}],
        [{"id": 1}],
        [{"id": "a", "description": "x"}],
        ["a"],
        [None],
    ],
)
def test_components_have_distinct_ids(component_list):
    """Data 2.4.4.1.s16.b1: "all id values MUST be distinct"."""
    assert refused(changed("object/definition/source", component_list)) is not None


def test_components_belong_to_their_interaction():
    """Data 2.4.4.1.s13-s15: interactionType is required beside them, and says which lists."""
    assert refused(changed("object/definition/interactionType", ...)) is not None
    assert (
        refused(changed("object/definition/choices", [{"id": "a"}])) == "object.definition.choices"
    )
    definition = {"correctResponsesPattern": ["true"]}
    assert refused(simple(object={**ACTIVITY, "definition": definition})) is not None
    definition = {"interactionType": "true-false", "correctResponsesPattern": ["true"]}
    assert refused(simple(object={**ACTIVITY, "definition": definition})) is None


def test_an_agent_as_object_says_that_it_is_one():
    """Data 2.4.4.2: "MUST specify an 'objectType' property"; without it, it is no activity."""
    assert refused(simple(object={"mbox": "mailto:b@example.com"})) is not None
    assert refused(simple(object={**AGENT})) is None
    assert refused(simple(object={"objectType": "Group", "member": [AGENT]})) is None


@pytest.mark.parametrize(
    "reference",
    [
        {"objectType": "StatementRef"},
        {"objectType": "StatementRef", "id": "x"},
        {"objectType": "StatementRef", "id": OTHER_ID, "definition": {}},
    ],
)
def test_a_reference_names_a_statement(reference):
    """Data 2.4.4.3.s4: "MUST set the 'id' property to the UUID of a Statement"."""
    assert refused(simple(object=reference)) is not None
    assert refused(simple(object={"objectType": "StatementRef", "id": OTHER_ID})) is None


@pytest.mark.parametrize("name", ["id", "stored", "version", "authority"])
def test_a_substatement_has_none_of_the_outer_properties(name):
    """Data 2.4.4.3.s8.b3: "MUST NOT have the 'id', 'stored', 'version' or 'authority'"."""
    inner = {"objectType": "SubStatement", **simple()}
    assert refused(simple(object=inner)) is None
    assert refused(simple(object={**inner, name: full()[name]})) == f"object.{name}"


def test_substatements_are_statements_and_not_nested():
    """Data 2.4.4.3.s8.b2, b4: validated as a statement, and "cannot be nested"."""
    inner = {"objectType": "SubStatement", **simple()}
    assert refused(simple(object={**inner, "verb": {}})) == "object.verb.id"
    assert refused(simple(object={**inner, "object": inner})) == "object.object"


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


@pytest.mark.parametrize("name", ["revision", "platform"])
def test_revision_and_platform_are_for_activities(name):
    """Data 2.4.6.s4.b1-b2: "MUST only be used if the Statement's Object is an Activity"."""
    context = {name: "x"}
    assert refused(simple(context=context)) is None
    assert refused(simple(context=context, object=AGENT)) == f"context.{name}"
    inner = {"objectType": "SubStatement", **simple(context=context, object=AGENT)}
    assert refused(simple(object=inner)) == f"object.context.{name}"


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


def test_voiding_names_a_statement():
    """Data 2.3.2.s2.b1: "MUST have the 'objectType' property set to StatementRef"."""
    assert refused(simple(verb={"id": VOIDED})) == "object"
    reference = {"objectType": "StatementRef", "id": OTHER_ID}
    assert refused(simple(verb={"id": VOIDED}, object=reference)) is None


def test_an_authority_that_is_a_group_has_two_members():
    """Data 2.4.9: "a Group with two Agents" (three-legged OAuth)."""
    group = {"objectType": "Group", "member": [AGENT, AGENT]}
    assert refused(changed("authority", group)) is None
    assert refused(changed("authority", {**group, "member": [AGENT]})) == "authority.member"


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
