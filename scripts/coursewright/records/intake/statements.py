"""The xAPI resource: a subset of xAPI 1.0.3 (docs/handbook/reference/intake.md says which)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from starlette.responses import JSONResponse, Response

from coursewright.generating.canonical import canonical_json
from coursewright.records.intake.body import json_body
from coursewright.records.intake.edge import trail_of
from coursewright.records.intake.errors import ApiError
from coursewright.records.intake.queries import (
    QUERY_PARAMETERS,
    one_statement,
    page,
    read_parameters,
    read_query,
    with_one_more,
)
from coursewright.records.ledger import StatementConflictError, time_text
from coursewright.records.xapi.formats import is_uuid, is_version
from coursewright.records.xapi.statement_json import StatementError, read_json
from coursewright.records.xapi.storing import attempt_records, stored_statement
from coursewright.records.xapi.validate import check_statement
from coursewright.records.xapi.vocabulary import VERSION, VOIDED

if TYPE_CHECKING:
    from datetime import datetime

    from starlette.requests import Request

    from coursewright.records.intake.credentials import Credential
    from coursewright.records.intake.desk import LedgerDesk
    from coursewright.records.intake.rates import BodyBudget
    from coursewright.records.intake.settings import CourseState, IntakeSettings
    from coursewright.records.ledger import Ledger

VERSION_HEADER: Final = "X-Experience-API-Version"
THROUGH_HEADER: Final = "X-Experience-API-Consistent-Through"
CHALLENGE: Final = {"WWW-Authenticate": 'Basic realm="xAPI", charset="UTF-8"'}
MISSING: Final = (
    "This intake keeps statements only. Documents (state, profiles), agents and activities are "
    "not supported."
)


class Statements:
    """Answers at `{base}/xapi/…`."""

    def __init__(self, settings: IntakeSettings, desk: LedgerDesk, budget: BodyBudget) -> None:
        self._settings = settings
        self._desk = desk
        self._budget = budget
        self._path = f"{settings.base}/xapi/statements"

    async def statements(self, request: Request) -> Response:
        """Store or find statements (Communication 2.1)."""
        # Taken before the ledger is asked: whatever is stored before this moment, it will find.
        now = self._now()
        try:
            credential = self._admit(request, "write" if request.method in _WRITES else "read")
            _check_version(request)
            answer: Response = await _WAYS[request.method](self, request, credential)
        except ApiError as error:
            answer = error.response()
        answer.headers[VERSION_HEADER] = VERSION
        answer.headers[THROUGH_HEADER] = time_text(now)
        return answer

    async def about(self, _request: Request) -> Response:
        """Tell the versions (Communication 2.8); no credentials, no version header needed."""
        return JSONResponse({"version": [VERSION]}, headers={VERSION_HEADER: VERSION})

    async def missing(self, _request: Request) -> Response:
        """Say that a resource of xAPI is not supported."""
        answer = ApiError(404, "not-supported", MISSING).response()
        answer.headers[VERSION_HEADER] = VERSION
        return answer

    async def _find(self, request: Request, _credential: Credential) -> Response:
        values = read_parameters(request.query_params, QUERY_PARAMETERS)
        single = one_statement(values)
        if single is not None:
            return await self._find_one(*single)
        query = read_query(values)
        found = await self._desk.run(
            lambda ledger, _state: ledger.find_statements(with_one_more(query)), self._answer_s
        )
        return _json(page(tuple(found), query, values, self._path))

    async def _find_one(self, statement_id: str, is_voided: bool) -> Response:  # noqa: FBT001
        found = await self._desk.run(
            lambda ledger, _state: ledger.statement(statement_id), self._answer_s
        )
        if found is None or found.voided is not is_voided:
            raise ApiError(404, "not-found", "There is no such statement here.")
        return _json(found.statement)

    async def _post(self, request: Request, credential: Credential) -> Response:
        read_parameters(request.query_params, frozenset())
        async with self._body(request) as raw:
            value = _read(raw)
            statements = value if isinstance(value, list) else [value]
            for number, statement in enumerate(statements):
                _check(statement, f"[{number}]" if isinstance(value, list) else "")
            ids = await self._store(request, statements, credential)
        return JSONResponse(ids)

    async def _put(self, request: Request, credential: Credential) -> Response:
        values = read_parameters(request.query_params, frozenset({"statementId"}))
        statement_id = values.get("statementId", "")
        if not is_uuid(statement_id):
            raise ApiError(400, "bad-parameter", "PUT needs the parameter statementId, a UUID.")
        async with self._body(request) as raw:
            statement = _read(raw)
            _check(statement, "")
            if statement.setdefault("id", statement_id).lower() != statement_id.lower():
                message = "The statement's id is not the parameter statementId."
                raise ApiError(400, "other-id", message)
            await self._store(request, [statement], credential)
        return Response(status_code=204)

    async def _store(
        self, request: Request, statements: list[dict[str, Any]], credential: Credential
    ) -> list[str]:
        """Store checked statements, all or none, and the attempt records in them."""
        if credential.scope != "all" and any(each["verb"]["id"] == VOIDED for each in statements):
            raise ApiError(403, "scope", "These credentials may not void statements.")
        ids = [each.get("id", str(uuid4())).lower() for each in statements]
        if len(set(ids)) < len(ids):
            raise ApiError(400, "same-id", "Two statements of the batch have one id.")
        pairs = list(zip(ids, statements, strict=True))

        def job(ledger: Ledger, state: CourseState) -> Counter[str]:
            return _keep(ledger, state, pairs, credential.name, self._now())

        trail_of(request.scope).counts = await self._desk.run(job, self._answer_s)
        return ids

    def _admit(self, request: Request, what: Any) -> Credential:
        """Return whose request it is.

        Raises:
            ApiError: 401 without good credentials, 403 with ones for something else.
        """
        known = self._settings.credentials
        if not known:
            message = "This intake takes no statements: it was started without xAPI credentials."
            raise ApiError(401, "no-credentials", message, CHALLENGE)
        credential = known.find(request.headers.get("authorization", ""))
        if credential is None:
            raise ApiError(401, "credentials", "Send the credentials by HTTP Basic.", CHALLENGE)
        if not credential.may(what):
            raise ApiError(403, "scope", f"These credentials may not {what} statements.")
        return credential

    def _body(self, request: Request) -> Any:
        limits = self._settings.limits
        return json_body(request, limits.statements_bytes, limits.body_s, self._budget)

    @property
    def _answer_s(self) -> float:
        return self._settings.limits.answer_s

    def _now(self) -> datetime:
        """Return the time in whole milliseconds, as it is stored and compared."""
        now = self._settings.clock()
        return now.replace(microsecond=now.microsecond // 1000 * 1000)


_WRITES: Final = frozenset({"POST", "PUT"})
_WAYS: Final[dict[str, Any]] = {
    "GET": Statements._find,  # noqa: SLF001 - the table stands beside its class
    "HEAD": Statements._find,  # noqa: SLF001
    "POST": Statements._post,  # noqa: SLF001
    "PUT": Statements._put,  # noqa: SLF001
}


def _keep(
    ledger: Ledger,
    state: CourseState,
    pairs: list[tuple[str, dict[str, Any]]],
    name: str,
    now: datetime,
) -> Counter[str]:
    """Keep statements and import the attempt records in them; return what became of the records.

    Statements come first: where one conflicts, nothing of the batch is kept. If we are stopped
    between the two, the client has no answer, sends the batch again, and the records follow.
    """
    authority = {
        "objectType": "Agent",
        "account": {"homePage": state.authority.course, "name": name},
    }
    kept = [stored_statement(value, each, authority, now) for each, value in pairs]
    try:
        ledger.store_statements(kept)
    except StatementConflictError as error:
        message = "Another statement has this id."
        raise ApiError(409, "conflict", message) from error
    counts: Counter[str] = Counter(statements=len(kept))
    lines = []
    for record in (record for _, value in pairs for record in attempt_records(value)):
        try:
            lines.append(canonical_json(record))
        except TypeError:  # a decimal number: no record, and no reason to refuse the statement
            counts["rejected"] += 1
    if lines:
        # One record a line: one that cannot be read is refused alone.
        raw = b"\n".join(lines)
        counts.update(each.status for each in ledger.import_file("xapi", raw, now, via="xapi"))
    return counts


def _check_version(request: Request) -> None:
    version = request.headers.get(VERSION_HEADER, "")
    # "1.0" means 1.0.0 in the header (Communication 3.3), and in no statement.
    if version != "1.0" and not is_version(version):
        message = f"Send the header {VERSION_HEADER}: 1.0.3 (any 1.0 will do)."
        raise ApiError(400, "version", message)


def _read(raw: bytes) -> Any:
    try:
        return read_json(raw)
    except StatementError as error:
        raise ApiError(400, "not-json", f"The body cannot be read: {error}.") from error


def _check(statement: Any, place: str) -> None:
    try:
        check_statement(statement, place)
    except StatementError as error:
        raise ApiError(400, "bad-statement", f"{error}.") from error


def _json(body: bytes) -> Response:
    return Response(body, media_type="application/json")
