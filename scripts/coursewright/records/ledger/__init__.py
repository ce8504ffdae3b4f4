"""The ledger: every graded attempt, what is in quarantine, and where each came from.

One folder with SQLite, or one PostgreSQL database by URL; the same code for both. `Ledger` is
loaded when it is first asked for: its database library costs a tenth of a second or more, and
most commands open no ledger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright.records.ledger.values import (
    Audit,
    GradedAttempt,
    LedgerAttempt,
    QuarantinedRecord,
    Rebuilt,
    StatementConflictError,
    StatementQuery,
    StoredStatement,
    time_text,
)

if TYPE_CHECKING:
    from coursewright.records.ledger.book import Ledger

__all__ = [
    "Audit",
    "GradedAttempt",
    "Ledger",
    "LedgerAttempt",
    "QuarantinedRecord",
    "Rebuilt",
    "StatementConflictError",
    "StatementQuery",
    "StoredStatement",
    "time_text",
]


def __getattr__(name: str) -> Any:
    """Load `Ledger` on first use (PEP 562)."""
    if name == "Ledger":
        from coursewright.records.ledger.book import Ledger  # noqa: PLC0415 - see above

        return Ledger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
