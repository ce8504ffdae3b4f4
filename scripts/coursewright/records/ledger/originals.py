"""What the ledger was made from, and can be made from again.

Files as they came, each with its receipt; what was refused; the banks that graded; the roster; the
statements. In a folder they are files beside the database, on PostgreSQL rows of tables.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

from coursewright.diagnostics import CoursewrightError
from coursewright.generating.canonical import canonical_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from sqlalchemy import Connection

RECEIPT: Final = ".receipt.json"
REFUSAL: Final = ".refusal.json"
PEOPLE: Final = "people.json"
LEFT_OVER: Final = "version-1.json"
"""What version 1 of the ledger kept in its database alone."""

Bank = dict[str, "Any"]


@dataclass(frozen=True, slots=True, order=True)
class Receipt:
    """When a file came first, under which name and which way. Written once."""

    sha256: str
    name: str
    size: int
    received: str
    via: str

    def to_bytes(self) -> bytes:
        """Return the content of the receipt file."""
        return canonical_json(asdict(self)) + b"\n"


@dataclass(frozen=True, slots=True)
class Refused:
    """One thing that is no record, or a damaged one."""

    digest: str
    reason: str
    message: str
    file_name: str
    received: str
    file: str
    """sha256 of the file; empty where version 1 did not note it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the ledger remembers of a file of which it kept nothing else."""

    refused: tuple[Refused, ...]
    names: tuple[tuple[str, str], ...]
    """(digest of a record, name on the file around it)."""


class Originals(Protocol):
    """Where originals are kept. Every method works inside the caller's transaction `db`."""

    are_tables: bool
    """Rows of the same database: they need no second copy when it is made anew."""

    def receipt(self, db: Connection, sha256: str) -> Receipt | None:
        """Return the receipt of a file that came before; None for a new one."""

    def keep_file(self, db: Connection, receipt: Receipt, raw: bytes) -> None:
        """Keep a file and its receipt; a row of `files` is there already."""

    def keep_refusal(self, db: Connection, receipt: Receipt, refusal: Refusal) -> None:
        """Keep what is remembered of a file that is not kept."""

    def keep_bank(self, db: Connection, bank: Bank) -> None:
        """Keep a bank that graded; the first one of a version stays."""

    def keep_people(self, db: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Keep the roster as it now is, in place of the one before."""

    def keep_statements(self, db: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Keep statements that were stored together."""

    def raw(self, db: Connection, sha256: str) -> bytes | None:
        """Return a file as it came; None where it is not there."""

    def receipts(self, db: Connection) -> Iterator[Receipt]:
        """Yield every receipt, by sha256."""

    def refusals(self, db: Connection) -> Iterator[Refusal]:
        """Yield everything that was refused."""

    def find_bank(self, db: Connection, quiz: str, version: str) -> Bank | None:
        """Return a kept bank, unchecked; None for a version that graded nothing here."""

    def banks(self, db: Connection) -> Iterator[tuple[str, str]]:
        """Yield (quiz, version) of every kept bank."""

    def people(self, db: Connection) -> list[dict[str, Any]] | None:
        """Return the rows of the roster; None where none was kept."""

    def statements(self, db: Connection) -> Iterator[dict[str, Any]]:
        """Yield the rows of every kept statement; one id may come more than once."""

    def strays(self, db: Connection) -> Iterator[str]:
        """Yield a sentence for each thing that no command of ours leaves behind."""


def raw_path(folder: Path, sha256: str) -> Path:
    """Return where a file with this hash is kept in a ledger folder."""
    return folder / "raw" / sha256[:2] / f"{sha256}.json"


def receipt_path(folder: Path, sha256: str) -> Path:
    """Return where the receipt of a file stands: beside it."""
    return folder / "raw" / sha256[:2] / f"{sha256}{RECEIPT}"


def refusal_path(folder: Path, sha256: str) -> Path:
    """Return where the ledger notes why it kept nothing of a file."""
    return folder / "raw" / sha256[:2] / f"{sha256}{REFUSAL}"


def refusal_bytes(receipt: Receipt, refusal: Refusal) -> bytes:
    """Return the content of a refusal file."""
    rows = [
        {"digest": each.digest, "reason": each.reason, "message": each.message}
        for each in refusal.refused
    ]
    names = [list(pair) for pair in refusal.names]
    value = asdict(receipt) | {"rejections": rows, "names": names}
    return canonical_json(value) + b"\n"


def read_receipt(path: Path) -> Receipt:
    """Return the receipt in a file.

    Raises:
        CoursewrightError: it is damaged.
    """
    value = read_json(path)
    try:
        return _receipt(value)
    except (KeyError, TypeError) as error:
        raise damaged(path) from error


def read_refusal(path: Path) -> Refusal:
    """Return what a refusal file says.

    Raises:
        CoursewrightError: it is damaged.
    """
    value = read_json(path)
    try:
        receipt = _receipt(value)
        refused = tuple(
            Refused(
                digest=row["digest"],
                reason=row["reason"],
                message=row["message"],
                file_name=receipt.name,
                received=receipt.received,
                file=receipt.sha256,
            )
            for row in value["rejections"]
        )
        return Refusal(refused, tuple((digest, name) for digest, name in value["names"]))
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(path) from error


def read_left_over(path: Path) -> Refusal:
    """Return what version 1 kept in its database alone.

    Raises:
        CoursewrightError: it is damaged.
    """
    value = read_json(path)
    try:
        refused = tuple(Refused(**row) for row in value["rejections"])
        return Refusal(refused, tuple((digest, name) for digest, name in value["names"]))
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(path) from error


def read_json(path: Path) -> Any:
    """Return the JSON value of a file of ours.

    Raises:
        CoursewrightError: it cannot be read, or is damaged.
    """
    try:
        return json.loads(path.read_bytes())
    except OSError as error:
        raise CoursewrightError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise damaged(path) from error


def damaged(path: Path) -> CoursewrightError:
    """Return the error about a file of the ledger that is not as it was written."""
    return CoursewrightError(f"{path} is damaged: restore it from a backup")


def _receipt(value: Any) -> Receipt:
    receipt = Receipt(**{name: value[name] for name in Receipt.__slots__})
    texts = (receipt.sha256, receipt.name, receipt.received, receipt.via)
    if not all(isinstance(text, str) for text in texts) or type(receipt.size) is not int:
        raise TypeError("a field of the receipt")
    return receipt
