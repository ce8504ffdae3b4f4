"""The edge: what every request meets first and last, whatever it asks for.

It limits clients, answers preflights, adds the headers of every answer, turns faults into answers
without details, and writes the log.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response

from coursewright.diagnostics import CoursewrightError
from coursewright.records.intake.errors import ApiError, error_response, unavailable
from coursewright.records.intake.log import Log, known_method
from coursewright.records.intake.rates import RateLimit, retry_after

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from coursewright.records.intake.settings import IntakeSettings

TRAIL: Final = "coursewright.trail"
ALLOWED_METHODS: Final = "GET, HEAD, POST, PUT"
ALLOWED_HEADERS: Final = "authorization, content-type, x-experience-api-version"
EXPOSED_HEADERS: Final = (
    "Retry-After, X-Experience-API-Version, X-Experience-API-Consistent-Through"
)
PREFLIGHT_S: Final = "600"
SECURITY_HEADERS: Final = (
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Vary", "Origin"),
)


@dataclass(slots=True)
class Trail:
    """What the log says about a request beside its status."""

    request: str = field(default_factory=lambda: secrets.token_hex(8))
    counts: Mapping[str, int] = field(default_factory=dict)


def trail_of(scope: Scope) -> Trail:
    """Return the trail of a request under way."""
    trail: Trail = scope[TRAIL]
    return trail


class Edge:
    """ASGI middleware around the whole application."""

    def __init__(
        self, app: ASGIApp, settings: IntakeSettings, routes: Mapping[str, str], log: Log
    ) -> None:
        """Wrap an application.

        Args:
            app: the application.
            settings: of the intake.
            routes: path -> the route's name in the log.
            log: where requests are written.
        """
        limits = settings.limits
        self._app = app
        self._origins = frozenset(settings.origins)
        self._routes = routes
        self._answer_s = limits.answer_s
        self._rates = RateLimit(limits.rate_per_s, limits.burst, limits.addresses)
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; everything but HTTP passes through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.monotonic()
        trail = scope[TRAIL] = Trail()
        status = 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._add_headers(scope, message)
            await send(message)

        try:
            async with asyncio.timeout(self._answer_s):
                await self._answer(scope, receive, sending)
        except Exception as fault:  # noqa: BLE001 - no detail of a fault reaches a client
            if not isinstance(fault, ApiError):
                self._log.fault(trail.request, fault)
            if not status:
                await _answer_for(fault)(scope, receive, sending)
        finally:
            self._log.write(
                "request",
                request=trail.request,
                route=self._routes.get(scope["path"], "unknown"),
                method=known_method(scope["method"]),
                status=status,
                ms=round((time.monotonic() - begun) * 1000),
                **({"records": dict(trail.counts)} if trail.counts else {}),
            )

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client")
        wait = self._rates.take(client[0] if client else "", time.monotonic())
        if wait:
            headers = {"Retry-After": retry_after(wait), "Connection": "close"}
            raise ApiError(429, "too-fast", "Too many requests. Send it again later.", headers)
        if scope["method"] == "OPTIONS":
            await self._preflight(Headers(scope=scope))(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _preflight(self, headers: Headers) -> Response:
        if headers.get("origin") not in self._origins:
            return error_response(403, "origin", "Pages of this origin may not use the intake.")
        return Response(
            status_code=204,
            headers={
                "Access-Control-Allow-Methods": ALLOWED_METHODS,
                "Access-Control-Allow-Headers": ALLOWED_HEADERS,
                "Access-Control-Max-Age": PREFLIGHT_S,
            },
        )

    def _add_headers(self, scope: Scope, message: Message) -> None:
        headers = MutableHeaders(scope=message)
        for name, value in SECURITY_HEADERS:
            headers[name] = value
        origin = Headers(scope=scope).get("origin")
        if origin in self._origins:
            headers["Access-Control-Allow-Origin"] = str(origin)
            headers["Access-Control-Expose-Headers"] = EXPOSED_HEADERS


def _answer_for(fault: Exception) -> Any:
    if isinstance(fault, ApiError):
        return fault.response()
    if isinstance(fault, CoursewrightError | TimeoutError | OSError):
        return unavailable().response()
    return error_response(500, "fault", "Something went wrong here. Send it again later.")
