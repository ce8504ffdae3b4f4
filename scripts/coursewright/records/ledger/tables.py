"""The present tables, for queries. How they came to be is in `schema`; a test compares both."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, Table, Text

METADATA: Final = MetaData()


def _table(name: str, keys: str, texts: str, *others: Column[int] | Column[bytes]) -> Table:
    """Return a table: its key columns (texts), further texts (`?` allows NULL), then others."""
    first = (Column(each, Text, primary_key=True) for each in keys.split())
    further = (
        Column(each.rstrip("?"), Text, nullable=each.endswith("?")) for each in texts.split()
    )
    return Table(name, METADATA, *first, *further, *others)


def _number(name: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=nullable)


def _large(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False)


files: Final = _table("files", "sha256", "name received via", _large("size"), _number("is_kept"))
attempts: Final = _table(
    "attempts",
    "attempt",
    "digest file received learner name? course quiz quiz_version quiz_title kind module? language"
    " previous? started submitted score? score_decimal? mastery_score? flags record device? key_id?"
    " link_id? fingerprint",
    _number("is_self_declared"),
    _large("seq"),
    _number("tz_offset"),
    _number("passed", nullable=True),
)
item_results: Final = _table(
    "item_results",
    "attempt",
    "item objective? score? score_decimal?",
    Column("position", Integer, primary_key=True, autoincrement=False),
    _number("points"),
    _large("ms"),
)
objective_results: Final = _table("objective_results", "attempt objective", "score score_decimal")
quarantine: Final = _table("quarantine", "digest", "attempt file received reason record")
declared_names: Final = _table("declared_names", "digest name", "")
rejections: Final = _table("rejections", "digest reason", "file_name received message file")
people: Final = _table(
    "people",
    "learner",
    "employee_id name email department manager location hire_date? language path updated",
    _number("is_active"),
)
statements: Final = _table(
    "statements",
    "id",
    "digest stored timestamp verb activity agent registration? voids? statement",
)
memory: Final = _table("memory", "place key", "value")

raw_files: Final = _table("raw_files", "sha256", "", Column("content", LargeBinary, nullable=False))
"""PostgreSQL only; a folder keeps files."""
banks: Final = _table("banks", "quiz version", "bank")
"""PostgreSQL only; a folder keeps files."""

CONTENT: Final = (
    files,
    attempts,
    item_results,
    objective_results,
    quarantine,
    declared_names,
    rejections,
    people,
    statements,
)
"""What a rebuild reproduces, parents first; `memory` it does without."""
