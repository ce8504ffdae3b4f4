"""A client of any xAPI 1.0.3 LRS: sends statements and finds them, over urllib.

It never follows a redirect and never leaves the LRS's own origin, so that the credentials go
nowhere else.
"""

from __future__ import annotations

import base64
import http.client
import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode, urljoin, urlsplit

from coursewright.diagnostics import CoursewrightError
from coursewright.records.xapi.statement_json import StatementError, read_json, write_json
from coursewright.records.xapi.vocabulary import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from email.message import Message

TIMEOUT_S: Final = 30
TRIES: Final = 6
FIRST_WAIT_S: Final = 0.5
LONGEST_WAIT_S: Final = 30.0
MOST_ANSWER_BYTES: Final = 64_000_000
BISECTED: Final = frozenset({400, 409, 413})
RETRIED: Final = frozenset({408, 429, 500, 502, 503, 504})
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class LrsAccess:
    """Where an LRS is, and how to get in."""

    url: str
    """Base of its resources; `/statements` is below it."""
    user: str
    password: str = field(repr=False)


@dataclass(slots=True)
class Sent:
    """What became of the statements of one delivery."""

    stored: list[str] = field(default_factory=list)
    """Ids that the LRS has now, newly or from before."""
    refused: dict[str, str] = field(default_factory=dict)
    """Id -> why the LRS does not take it."""


def check_url(url: str, *, allows_http: bool = False) -> str:
    """Return the base of an LRS's resources without a slash at its end.

    Raises:
        CoursewrightError: no address of the web, one with a password in it, or one that would
            send the credentials unencrypted over a network.
    """
    parts = urlsplit(url)
    try:
        _ = parts.port
    except ValueError as error:
        raise CoursewrightError("the address of the LRS has an impossible port") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise CoursewrightError("the address of the LRS must begin with https://")
    if parts.username is not None or parts.query or parts.fragment:
        raise CoursewrightError(
            "the address of the LRS must hold no user, no `?` and no `#`; credentials go into "
            "COURSE_LRS_USER and COURSE_LRS_PASSWORD, or into a file"
        )
    if parts.scheme == "http" and parts.hostname not in LOOPBACK and not allows_http:
        raise CoursewrightError(
            "the address of the LRS begins with http://: anybody on the way could read the "
            "credentials; use https://, or --allow-http inside a network that you trust"
        )
    return url.rstrip("/").removesuffix("/statements")


class LrsClient:
    """Talks with one LRS."""

    def __init__(
        self, access: LrsAccess, sleep: Callable[[float], None] = time.sleep, tries: int = TRIES
    ) -> None:
        """Prepare; nothing is sent yet.

        Args:
            access: see `LrsAccess`.
            sleep: how to wait between tries.
            tries: how often to try before giving up.
        """
        token = base64.b64encode(f"{access.user}:{access.password}".encode()).decode()
        self._base = access.url
        self._headers = {"Authorization": f"Basic {token}", "X-Experience-API-Version": VERSION}
        self._sleep = sleep
        self._tries = tries
        self._opener = urllib.request.build_opener(_NoRedirect())

    def send_statements(self, statements: Sequence[dict[str, Any]]) -> Sent:
        """Send statements with ids; a batch that is refused is halved until the culprit is alone.

        Raises:
            CoursewrightError: the LRS cannot be reached, or does not let us in. What was stored
                before stays stored, and sending again does no harm.
        """
        sent = Sent()
        waiting = [list(statements)] if statements else []
        while waiting:
            batch = waiting.pop()
            status, body, _ = self._ask("POST", f"{self._base}/statements", write_json(batch))
            if status in BISECTED and len(batch) > 1:
                middle = len(batch) // 2
                waiting += [batch[middle:], batch[:middle]]
            elif status in BISECTED:
                sent.refused[batch[0]["id"]] = _why(status, body)
            else:
                sent.stored += [each["id"] for each in batch]
        return sent

    def find_statements(self, query: Mapping[str, str]) -> Iterator[tuple[list[Any], str | None]]:
        """Yield page after page: the statements, and until when the LRS vouches for all of them.

        Args:
            query: parameters of Communication 2.1.3.

        Raises:
            CoursewrightError: the LRS cannot be reached, does not let us in, or answers with
                something else than statements.
        """
        url = f"{self._base}/statements?{urlencode(query)}"
        seen: set[str] = set()
        while url and url not in seen:
            seen.add(url)
            status, body, headers = self._ask("GET", url)
            if status in BISECTED:
                raise CoursewrightError(f"the LRS refused the question: {_why(status, body)}")
            value = _page(body)
            yield value["statements"], headers.get("x-experience-api-consistent-through")
            url = self._next(value.get("more", ""))

    def _next(self, more: str) -> str:
        """Return the address of the next page; empty at the end (Data 2.5: a relative IRL)."""
        if not more:
            return ""
        url = urljoin(f"{self._base}/", more)
        if urlsplit(url)[:2] != urlsplit(self._base)[:2]:
            raise CoursewrightError("the LRS says that its next page is on another server")
        return url

    def _ask(
        self, method: str, url: str, body: bytes | None = None
    ) -> tuple[int, bytes, Mapping[str, str]]:
        """Return status, body and headers of an answer worth having; try again while it is not."""
        why = ""
        for number in range(self._tries):
            wait: float | None = None
            try:
                status, content, headers = self._once(method, url, body)
            except (OSError, http.client.HTTPException) as fault:
                why = _fault_text(fault)
            else:
                if status < 300 or status in BISECTED:
                    return status, content, headers
                if status not in RETRIED:
                    raise CoursewrightError(_refusal(status))
                why = f"it answered {status}"
                wait = _retry_after(headers)
            if number + 1 < self._tries:
                self._sleep(wait or min(FIRST_WAIT_S * 2**number, LONGEST_WAIT_S))
        raise CoursewrightError(
            f"the LRS did not take what was sent ({why}; {self._tries} tries). Nothing is lost: "
            "run the same command again later"
        )

    def _once(
        self, method: str, url: str, body: bytes | None
    ) -> tuple[int, bytes, Mapping[str, str]]:
        headers = self._headers | ({} if body is None else {"Content-Type": "application/json"})
        request = urllib.request.Request(url, body, headers, method=method)  # noqa: S310 - check_url
        try:
            with self._opener.open(request, timeout=TIMEOUT_S) as reply:
                content = reply.read(MOST_ANSWER_BYTES + 1)
                if len(content) > MOST_ANSWER_BYTES:
                    raise CoursewrightError("the LRS answers with more than 64 MB at once")
                if reply.length:  # read(size) takes the end of a connection for the end of a body
                    raise http.client.IncompleteRead(content, reply.length)
                return reply.status, content, _lower(reply.headers)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read(100_000), _lower(error.headers)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Takes a redirect as the answer: the credentials are for this address only."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _lower(headers: Message) -> dict[str, str]:
    """Return headers with their names in lower case: a server may spell them as it likes."""
    return {name.lower(): value for name, value in headers.items()}


def _page(body: bytes) -> dict[str, Any]:
    try:
        value = read_json(body)
    except StatementError as error:
        raise CoursewrightError(f"the LRS's answer cannot be read: {error}") from error
    if not isinstance(value, dict) or not isinstance(value.get("statements"), list):
        raise CoursewrightError("the LRS's answer holds no statements; is the address right?")
    if not isinstance(value.get("more", ""), str):
        raise CoursewrightError("the LRS's answer has a `more` that is no address")
    return value


def _refusal(status: int) -> str:
    if status in {401, 403}:
        return f"the LRS does not accept the credentials (it answered {status})"
    if 300 <= status < 400:
        return f"the LRS is at another address (it answered {status}); give that one"
    return f"the LRS answered {status}; is the address right?"


def _why(status: int, body: bytes) -> str:
    """Return what an LRS says about a refusal, on one short line."""
    try:
        value = json.loads(body)
        text = value.get("message") or value.get("error") or "" if isinstance(value, dict) else ""
    except ValueError:
        text = body[:200].decode("utf-8", "replace")
    line = " ".join(str(text).split())[:200]
    return f"{status} {line}".strip()


def _fault_text(fault: BaseException) -> str:
    reason = getattr(fault, "reason", fault)
    if isinstance(reason, http.client.HTTPException):
        return "its answer broke off"
    return str(getattr(reason, "strerror", None) or reason or type(fault).__name__)


def _retry_after(headers: Mapping[str, str]) -> float | None:
    text = headers.get("retry-after") or ""
    return min(float(text), LONGEST_WAIT_S) if text.isascii() and text.isdigit() else None
