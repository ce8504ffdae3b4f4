"""The parameters of `GET /xapi/statements` (Communication 2.1.3), and the way to the next page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from coursewright.records.intake.errors import ApiError
from coursewright.records.ledger import StatementQuery, time_text
from coursewright.records.xapi.actors import check_actor, identifier_text
from coursewright.records.xapi.formats import is_iri, is_uuid, read_time
from coursewright.records.xapi.statement_json import StatementError, read_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.datastructures import QueryParams

    from coursewright.records.ledger import StoredStatement

PAGE: Final = 100
"""Most statements in one answer."""
PAGE_BYTES: Final = 2_000_000
"""After so many bytes an answer ends, and the rest is on the next page."""
CURSOR: Final = "cursor"
UNSUPPORTED: Final = {
    "related_activities": "related_activities is not supported: the object alone is compared.",
    "related_agents": "related_agents is not supported: the actor alone is compared.",
    "attachments": "Attachments are not supported.",
}


def read_parameters(found: QueryParams, known: frozenset[str]) -> dict[str, str]:
    """Return the parameters of a request.

    Raises:
        ApiError: 400, one is unknown, or stands twice.
    """
    values: dict[str, str] = {}
    for name, value in found.multi_items():
        if name not in known:
            raise _bad("There is a parameter that this address does not know; case matters.")
        if name in values:
            raise _bad(f"The parameter {name} stands twice.")
        values[name] = value
    return values


QUERY_PARAMETERS: Final = frozenset(
    {
        "statementId",
        "voidedStatementId",
        "agent",
        "verb",
        "activity",
        "registration",
        "since",
        "until",
        "limit",
        "ascending",
        "format",
        CURSOR,
        *UNSUPPORTED,
    }
)


def read_query(values: Mapping[str, str]) -> StatementQuery:
    """Return which statements a request asks for.

    Raises:
        ApiError: 400, a value is not as xAPI says, or asks for what we do not support.
    """
    refuse_unsupported(values)
    return StatementQuery(
        verb=_matching(values, "verb", is_iri, "an IRI"),
        activity=_matching(values, "activity", is_iri, "an IRI"),
        agent=_agent(values.get("agent")),
        registration=_lower(_matching(values, "registration", is_uuid, "a UUID")),
        since=_time(values, "since"),
        until=_time(values, "until"),
        ascending=_boolean(values, "ascending"),
        limit=_limit(values.get("limit", "0")),
        after=_after(values.get(CURSOR)),
    )


def one_statement(values: Mapping[str, str]) -> tuple[str, bool] | None:
    """Return the id of the one statement asked for and whether a voided one is; None for a query.

    Raises:
        ApiError: 400, beside the id stands what may not (Communication 2.1.3).
    """
    asked = [name for name in ("statementId", "voidedStatementId") if name in values]
    if not asked:
        return None
    if values.keys() - {asked[0], "attachments", "format"}:
        raise _bad(f"Beside {asked[0]} may stand attachments and format only.")
    refuse_unsupported(values)
    found = _matching(values, asked[0], is_uuid, "a UUID")
    return str(found).lower(), asked[0] == "voidedStatementId"


def refuse_unsupported(values: Mapping[str, str]) -> None:
    """Raise for what is not supported, so that nobody takes a part for the whole."""
    for name, sentence in UNSUPPORTED.items():
        if _boolean(values, name):
            raise ApiError(400, "not-supported", sentence)
    if values.get("format", "exact") != "exact":
        raise ApiError(400, "not-supported", "The only format is exact.")


def page(
    found: tuple[StoredStatement, ...], query: StatementQuery, values: Mapping[str, str], path: str
) -> bytes:
    """Return a StatementResult (Data 2.5): the statements, and the IRL of the next page.

    Args:
        found: one more than asked for, where there are more.
        query: what was asked.
        values: the parameters as they were given.
        path: of this address.
    """
    taken: list[bytes] = []
    size = 0
    for statement in found[: query.limit]:
        size += len(statement.statement)
        if taken and size > PAGE_BYTES:
            break
        taken.append(statement.statement)
    more = b'""'
    if len(taken) < len(found) and taken:
        last = found[len(taken) - 1]
        cursor = f"{time_text(last.stored)}_{last.id}"
        more = f'"{path}?{urlencode({**values, CURSOR: cursor})}"'.encode()
    return b'{"statements":[' + b",".join(taken) + b'],"more":' + more + b"}"


def with_one_more(query: StatementQuery) -> StatementQuery:
    """Return a query that also finds the first statement of the next page."""
    return replace(query, limit=query.limit + 1)


def _agent(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        value: Any = read_json(text.encode("utf-8", "surrogatepass"))
        check_actor(value, "agent")
    except StatementError as error:
        raise _bad(f"The parameter agent is no agent: {error}.") from error
    identifier = identifier_text(value)
    if not identifier:
        raise _bad("The parameter agent is an anonymous group.")
    return identifier


def _matching(values: Mapping[str, str], name: str, is_right: Any, wanted: str) -> str | None:
    text = values.get(name)
    if text is not None and not is_right(text):
        raise _bad(f"The parameter {name} should be {wanted}.")
    return text


def _time(values: Mapping[str, str], name: str) -> Any:
    text = values.get(name)
    # A plus sign that was not escaped arrives as a blank.
    moment = None if text is None else read_time(text.replace(" ", "+") if "T" in text else text)
    if text is not None and moment is None:
        raise _bad(f"The parameter {name} should be an ISO 8601 time.")
    return moment


def _boolean(values: Mapping[str, str], name: str) -> bool:
    text = values.get(name, "false")
    if text not in {"true", "false"}:
        raise _bad(f"The parameter {name} should be true or false.")
    return text == "true"


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise _bad("The parameter limit should be a whole number, 0 or more.")
    asked = int(text)
    return min(asked, PAGE) if asked else PAGE


def _after(text: str | None) -> Any:
    if text is None:
        return None
    moment, _, statement = text.partition("_")
    stored = read_time(moment)
    if stored is None or not is_uuid(statement):
        raise _bad("The parameter cursor is not one of ours.")
    return stored, statement


def _lower(text: str | None) -> str | None:
    return None if text is None else text.lower()


def _bad(message: str) -> ApiError:
    return ApiError(400, "bad-parameter", message)
