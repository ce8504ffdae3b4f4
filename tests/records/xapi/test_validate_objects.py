"""The requirements of xAPI 1.0.3 part two on objects of statements, each quoted."""

from __future__ import annotations

import pytest
from tests.records.xapi.judging import refused
from tests.records.xapi.samples import ACTIVITY, AGENT, OTHER_ID, VOIDED, changed, full, simple


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


@pytest.mark.parametrize("name", ["revision", "platform"])
def test_revision_and_platform_are_for_activities(name):
    """Data 2.4.6.s4.b1-b2: "MUST only be used if the Statement's Object is an Activity"."""
    context = {name: "x"}
    assert refused(simple(context=context)) is None
    assert refused(simple(context=context, object=AGENT)) == f"context.{name}"
    inner = {"objectType": "SubStatement", **simple(context=context, object=AGENT)}
    assert refused(simple(object=inner)) == f"object.context.{name}"


def test_voiding_names_a_statement():
    """Data 2.3.2.s2.b1: "MUST have the 'objectType' property set to StatementRef"."""
    assert refused(simple(verb={"id": VOIDED})) == "object"
    reference = {"objectType": "StatementRef", "id": OTHER_ID}
    assert refused(simple(verb={"id": VOIDED}, object=reference)) is None
