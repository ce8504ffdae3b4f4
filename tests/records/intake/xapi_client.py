"""A client of the xAPI resource, and statements to send it."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import urlencode

from tests.records.xapi.samples import simple

SECRET = "0123456789abcdef"  # noqa: S105 - of a test


def headers(name="hr"):
    """Return the headers that a client of xAPI sends."""
    basic = base64.b64encode(f"{name}:{SECRET}".encode()).decode()
    return {
        "Authorization": f"Basic {basic}",
        "X-Experience-API-Version": "1.0.3",
        "Content-Type": "application/json",
    }


class Client:
    """Asks the resource of one service."""

    def __init__(self, service, name="hr") -> None:
        self.service = service
        self.headers = headers(name)

    def post(self, value):
        """Send one statement or several."""
        body = json.dumps(value).encode()
        return self.service.ask("POST", "/xapi/statements", body, self.headers)

    def put(self, statement_id, value):
        """Send one statement under an id."""
        path = f"/xapi/statements?{urlencode({'statementId': statement_id})}"
        return self.service.ask("PUT", path, json.dumps(value).encode(), self.headers)

    def get(self, **query: Any):
        """Ask for statements."""
        query.update({name: json.dumps(each) for name, each in query.items() if name == "agent"})
        return self.service.ask("GET", f"/xapi/statements?{urlencode(query)}", None, self.headers)

    def follow(self, **query: Any):
        """Return all statements of a query, page by page, and how many pages there were."""
        found, pages = [], 1
        answer = self.get(**query)
        while True:
            assert answer.status == 200, answer.raw
            found += answer.value["statements"]
            if not answer.value["more"]:
                return found, pages
            pages += 1
            answer = self.service.ask("GET", answer.value["more"], None, self.headers)


def numbered(number, **changes: Any):
    """Return a statement with an id of its own."""
    return simple(id=f"{number:08x}-0000-4000-8000-000000000000", **changes)


def numbers(answer):
    """Return the numbers of the statements in an answer."""
    return [int(each["id"][:8], 16) for each in answer.value["statements"]]
