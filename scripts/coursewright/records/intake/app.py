"""The intake as an ASGI application."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from coursewright import __version__
from coursewright.diagnostics import CoursewrightError
from coursewright.records.intake.attempts import check_batch, take_attempts
from coursewright.records.intake.body import json_body
from coursewright.records.intake.desk import LedgerDesk
from coursewright.records.intake.edge import Edge, trail_of
from coursewright.records.intake.errors import ApiError, error_response
from coursewright.records.intake.log import Log
from coursewright.records.intake.rates import BodyBudget
from coursewright.records.intake.statements import Statements

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from coursewright.records.intake.settings import CourseState, IntakeSettings
    from coursewright.records.ledger import Ledger

HEALTH_WAIT_S = 5.0


def create_app(settings: IntakeSettings) -> Starlette:
    """Return the application that answers at `{base}/attempts`, `/health` and `/xapi/…`.

    The ledger is opened by a thread of its own when the application starts (ASGI lifespan), and
    closed when it stops.

    Args:
        settings: see `IntakeSettings`.
    """
    intake = _Intake(settings)
    routes = [
        Route(f"{settings.base}/attempts", intake.attempts, methods=["POST"], name="attempts"),
        Route(f"{settings.base}/health", intake.health, methods=["GET"], name="health"),
        *_xapi_routes(settings, intake),
    ]
    names = {route.path: route.name for route in routes}
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Edge, settings=settings, routes=names, log=intake.log)],
        exception_handlers={HTTPException: _http_error},
        lifespan=intake.lifespan,
    )
    app.router.redirect_slashes = False  # a preflight follows no redirect
    return app


def _xapi_routes(settings: IntakeSettings, intake: _Intake) -> list[Route]:
    resource = Statements(settings, intake.desk, intake.budget)
    base = f"{settings.base}/xapi"
    methods = ["GET", "POST", "PUT"]
    return [
        Route(f"{base}/statements", resource.statements, methods=methods, name="statements"),
        Route(f"{base}/about", resource.about, methods=["GET"], name="about"),
        Route(f"{base}/{{rest:path}}", resource.missing, name="xapi"),
    ]


class _Intake:
    """The parts that the routes share."""

    def __init__(self, settings: IntakeSettings) -> None:
        limits = settings.limits
        self.settings = settings
        self.log = Log(settings.log, settings.clock)
        self.budget = BodyBudget(limits.pending_bytes)
        self.desk = LedgerDesk(settings.ledger, settings.course, limits.queue)

    @asynccontextmanager
    async def lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        self.desk.start()
        self.log.write("start", version=__version__)
        try:
            yield
        finally:
            self.desk.close()
            self.log.write("stop")

    async def attempts(self, request: Request) -> Response:
        settings, limits = self.settings, self.settings.limits
        reading = json_body(request, limits.body_bytes, limits.body_s, self.budget)
        async with reading as raw:
            check_batch(raw, limits.records)

            def job(ledger: Ledger, state: CourseState) -> Any:
                return take_attempts(ledger, state, raw, settings)

            receipt, counts = await self.desk.run(job, limits.answer_s)
        trail_of(request.scope).counts = counts
        return JSONResponse(receipt)

    async def health(self, _request: Request) -> Response:
        """Say whether the ledger can be read; the check waits its turn like everybody else."""
        now = self.settings.clock()
        try:
            await self.desk.run(
                lambda ledger, _state: ledger.count_attempts("", "", now), HEALTH_WAIT_S
            )
        except (ApiError, CoursewrightError, OSError) as fault:
            message = "The ledger cannot be used just now."
            code = fault.code if isinstance(fault, ApiError) else "unavailable"
            value = {"status": "unavailable", "error": code, "message": message}
            return JSONResponse(value, 503, {"Retry-After": "5"})
        return JSONResponse({"status": "ok", "version": __version__})


async def _http_error(_request: Request, error: Exception) -> Response:
    """Answer what the routes do not know: another path, another method."""
    if isinstance(error, HTTPException) and error.status_code == 405:
        return error_response(
            405, "method", "This address does not take that method.", error.headers
        )
    return error_response(404, "not-found", "There is nothing at this address.")
