"""Answers that are no success: a code for programs, a sentence for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse

if TYPE_CHECKING:
    from collections.abc import Mapping

RETRY_S = 5
"""When to come back after a 503; clients wait longer each time by themselves."""


class ApiError(Exception):
    """Ends a request with a status, an error code and a sentence; never with a value of ours."""

    def __init__(
        self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = dict(headers or {})

    def response(self) -> JSONResponse:
        """Return the answer that tells it."""
        return error_response(self.status, self.code, self.message, self.headers)


def error_response(
    status: int, code: str, message: str, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Return the JSON answer of an error."""
    value: dict[str, Any] = {"error": code, "message": message}
    return JSONResponse(value, status, headers)


def unavailable(
    message: str = "The ledger cannot be used just now. Send it again later.",
) -> ApiError:
    """Return the error that asks a client to come back; sending again does no harm."""
    return ApiError(503, "unavailable", message, {"Retry-After": str(RETRY_S)})


def busy() -> ApiError:
    """Return the error for a moment when too much waits already."""
    return ApiError(
        503, "busy", "Too much arrives at once. Send it again later.", {"Retry-After": str(RETRY_S)}
    )
