"""Reads request bodies: the type, the size and the time are limited while reading, not after."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from starlette.requests import ClientDisconnect

from coursewright.records.intake.errors import ApiError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from coursewright.records.intake.rates import BodyBudget

JSON_TYPE: Final = "application/json"
DRAIN_FACTOR: Final = 4
"""A body that is too large is read to its end up to this many limits, and thrown away: closing
earlier resets the connection, and the client might never see why."""
CLOSE: Final = {"Connection": "close"}


@asynccontextmanager
async def json_body(
    request: Request, limit: int, within_s: float, budget: BodyBudget
) -> AsyncIterator[bytes]:
    """Yield the body of a request; its size counts against the budget until the block ends.

    Args:
        request: the request.
        limit: most bytes.
        within_s: seconds until the last byte must be here.
        budget: of all bodies together.

    Raises:
        ApiError: 415 no JSON or compressed; 413 too large; 408 too slow; 400 cut off; 503 busy.
    """
    _check_type(request)
    declared = _declared_size(request)
    with budget.reserve(min(limit, declared if declared is not None else limit)):
        try:
            async with asyncio.timeout(within_s):
                body = await _read(request, limit)
        except TimeoutError as error:
            message = f"The body did not arrive within {within_s:g} seconds."
            raise ApiError(408, "too-slow", message, CLOSE) from error
        except ClientDisconnect as error:
            raise ApiError(400, "cut-off", "The connection ended before the body.") from error
        yield body


def _check_type(request: Request) -> None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != JSON_TYPE:
        raise ApiError(415, "not-json-type", f"Send the body as {JSON_TYPE}.", CLOSE)
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise ApiError(415, "compressed", "Send the body without compression.", CLOSE)


def _declared_size(request: Request) -> int | None:
    text = request.headers.get("content-length", "")
    return int(text) if text.isascii() and text.isdigit() else None


async def _read(request: Request, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size <= limit:
            parts.append(part)
        else:
            parts.clear()
        if size > limit * DRAIN_FACTOR:
            break
    if size > limit:
        raise ApiError(413, "too-large", f"A body may have {limit:,} bytes.", CLOSE)
    return b"".join(parts)
