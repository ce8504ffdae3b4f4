"""Listens to what a browser complains about and whom it asks for something."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

LOCAL = ("data:", "blob:", "about:")


class Watch:
    """Collects errors, warnings and requests to anybody but one origin."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.problems: list[str] = []

    def attach(self, context: BrowserContext) -> None:
        """Listen to every page of a context, present and future."""
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"}:
            return
        place = message.location.get("url", "")
        is_missing_page = "404" in message.text and message.page and place == message.page.url
        if not is_missing_page:
            self.problems.append(f"{message.type}: {message.text} ({place})")

    def _error(self, error: WebError) -> None:
        page = error.page.url if error.page else ""
        self.problems.append(f"error: {error.error} ({page})")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", *LOCAL)):
            self.problems.append(f"foreign request: {request.url}")
