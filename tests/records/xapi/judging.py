"""Whether our checks take a statement."""

from __future__ import annotations

from typing import Any

from coursewright.records.xapi.statement_json import StatementError
from coursewright.records.xapi.validate import check_statement


def refused(statement: Any) -> str | None:
    """Return the place that is named where a statement is refused; None for a good one."""
    try:
        check_statement(statement)
    except StatementError as error:
        return error.place
    return None
