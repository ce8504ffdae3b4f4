"""What a statement may look like (Data 2.2 and 2.4). The first mistake is told, with its place."""

from __future__ import annotations

from typing import Any, Final

from coursewright.records.xapi.actors import check_actor, check_authority, check_group
from coursewright.records.xapi.checking import (
    any_boolean,
    any_number,
    any_text,
    anything,
    check_object,
    join,
    list_of,
    map_of,
    one_of,
    text_that,
)
from coursewright.records.xapi.formats import (
    is_duration,
    is_iri,
    is_language,
    is_uuid,
    is_version,
    read_time,
)
from coursewright.records.xapi.statement_json import StatementError
from coursewright.records.xapi.vocabulary import VOIDED

iri = text_that(is_iri, "an IRI with a scheme")
uuid = text_that(is_uuid, "a UUID")
time = text_that(lambda text: read_time(text) is not None, "an ISO 8601 time")
language_map = map_of(is_language, "a language tag", any_text)
extensions = map_of(is_iri, "an IRI with a scheme", anything)

COMPONENTS: Final = {
    "choice": ("choices",),
    "sequencing": ("choices",),
    "likert": ("scale",),
    "matching": ("source", "target"),
    "performance": ("steps",),
    "true-false": (),
    "fill-in": (),
    "long-fill-in": (),
    "numeric": (),
    "other": (),
}
"""Interaction type -> its lists of components (Data 2.4.4.1)."""
LISTS: Final = ("choices", "scale", "source", "target", "steps")


def check_statement(value: Any, place: str = "") -> None:
    """Check the structure of a statement.

    Raises:
        StatementError: with the place of the first mistake and what is wrong.
    """
    checks = {
        **_PARTS,
        "id": uuid,
        "stored": time,
        "authority": check_authority,
        "version": text_that(is_version, "1.0 and a third number, such as 1.0.0"),
    }
    if isinstance(value, dict) and "attachments" in value:
        raise StatementError(join(place, "attachments"), "attachments are not supported")
    statement = check_object(value, place, checks, ("actor", "verb", "object"))
    _check_together(statement, place)


def _check_substatement(value: Any, place: str) -> None:
    """Check a statement inside another one, which has no id and none of its own (2.4.4.3)."""
    checks = {**_PARTS, "objectType": one_of("SubStatement")}
    statement = check_object(value, place, checks, ("actor", "verb", "object"))
    if statement["object"].get("objectType") == "SubStatement":
        raise StatementError(join(place, "object"), "a SubStatement holds no SubStatement")
    _check_together(statement, place)


def _check_together(statement: dict[str, Any], place: str) -> None:
    """Check what depends on several properties."""
    kind = statement["object"].get("objectType", "Activity")
    if kind != "Activity":
        for name in ("revision", "platform"):
            if name in statement.get("context", {}):
                where = join(join(place, "context"), name)
                raise StatementError(where, "is for statements about an activity only")
    if statement["verb"]["id"] == VOIDED and kind != "StatementRef":
        raise StatementError(join(place, "object"), "voiding needs a StatementRef")


def _check_verb(value: Any, place: str) -> None:
    check_object(value, place, {"id": iri, "display": language_map}, ("id",))


def _check_object(value: Any, place: str) -> None:
    """Check the object of a statement, by its `objectType` (Data 2.4.4)."""
    kind = value.get("objectType", "Activity") if isinstance(value, dict) else "Activity"
    check = _OBJECTS.get(kind) if isinstance(kind, str) else None
    if check is None:
        raise StatementError(join(place, "objectType"), f"should be one of {', '.join(_OBJECTS)}")
    check(value, place)


def check_activity(value: Any, place: str) -> None:
    """Check an activity (Data 2.4.4.1)."""
    checks = {"objectType": one_of("Activity"), "id": iri, "definition": _check_definition}
    check_object(value, place, checks, ("id",))


def _check_definition(value: Any, place: str) -> None:
    checks = {
        "name": language_map,
        "description": language_map,
        "type": iri,
        "moreInfo": iri,
        "extensions": extensions,
        "interactionType": one_of(*COMPONENTS),
        "correctResponsesPattern": list_of(any_text),
        **dict.fromkeys(LISTS, _check_components),
    }
    definition = check_object(value, place, checks)
    kind = definition.get("interactionType")
    for name in (*LISTS, "correctResponsesPattern"):
        if name in definition and kind is None:
            raise StatementError(join(place, "interactionType"), f"is missing beside {name}")
        if name in LISTS and name in definition and name not in COMPONENTS[kind or "other"]:
            raise StatementError(join(place, name), f"does not belong to {kind}")


def _check_components(value: Any, place: str) -> None:
    def component(part: Any, where: str) -> None:
        check_object(part, where, {"id": any_text, "description": language_map}, ("id",))

    list_of(component)(value, place)
    ids = [part["id"] for part in value]
    if len(set(ids)) < len(ids):
        raise StatementError(place, "two components have one id")


def _check_reference(value: Any, place: str) -> None:
    checks = {"objectType": one_of("StatementRef"), "id": uuid}
    check_object(value, place, checks, tuple(checks))


def _check_actor_object(value: Any, place: str) -> None:
    check_actor(value, place)


_OBJECTS: Final = {
    "Activity": check_activity,
    "Agent": _check_actor_object,
    "Group": _check_actor_object,
    "StatementRef": _check_reference,
    "SubStatement": _check_substatement,
}


def _check_result(value: Any, place: str) -> None:
    checks = {
        "score": _check_score,
        "success": any_boolean,
        "completion": any_boolean,
        "response": any_text,
        "duration": text_that(is_duration, "an ISO 8601 duration"),
        "extensions": extensions,
    }
    check_object(value, place, checks)


def _check_score(value: Any, place: str) -> None:
    """Check a score: scaled within -1..1, raw within min..max, min below max (Data 2.4.5.1)."""
    score = check_object(value, place, dict.fromkeys(("scaled", "raw", "min", "max"), any_number))
    if not -1 <= score.get("scaled", 0) <= 1:
        raise StatementError(join(place, "scaled"), "should be between -1 and 1")
    low, high = score.get("min"), score.get("max")
    if low is not None and high is not None and low >= high:
        raise StatementError(join(place, "min"), "should be less than max")
    raw = score.get("raw")
    if raw is not None and ((low is not None and raw < low) or (high is not None and raw > high)):
        raise StatementError(join(place, "raw"), "should be between min and max")


def _check_context(value: Any, place: str) -> None:
    checks = {
        "registration": uuid,
        "instructor": check_actor,
        "team": check_group,
        "contextActivities": _check_context_activities,
        "revision": any_text,
        "platform": any_text,
        "language": text_that(is_language, "a language tag"),
        "statement": _check_reference,
        "extensions": extensions,
    }
    check_object(value, place, checks)


def _check_context_activities(value: Any, place: str) -> None:
    def one_or_more(part: Any, where: str) -> None:
        check = list_of(check_activity) if isinstance(part, list) else check_activity
        check(part, where)

    names = ("parent", "grouping", "category", "other")
    check_object(value, place, dict.fromkeys(names, one_or_more))


_PARTS: Final = {
    "actor": check_actor,
    "verb": _check_verb,
    "object": _check_object,
    "result": _check_result,
    "context": _check_context,
    "timestamp": time,
}
