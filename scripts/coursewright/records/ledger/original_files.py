"""Originals as files in the ledger's folder, beside the database."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from coursewright.generating.canonical import canonical_json, digest
from coursewright.records.ledger.originals import (
    LEFT_OVER,
    PEOPLE,
    RECEIPT,
    REFUSAL,
    Bank,
    Receipt,
    Refusal,
    damaged,
    raw_path,
    read_json,
    read_left_over,
    read_receipt,
    read_refusal,
    receipt_path,
    refusal_bytes,
    refusal_path,
)
from coursewright.records.ledger.writing_files import write_once, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from sqlalchemy import Connection

_RAW: Final = re.compile(r"([0-9a-f]{64})\.json")


class FolderOriginals:
    """Originals in a folder; what is kept is on the disk before the caller commits."""

    are_tables = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def receipt(self, _db: Connection | None, sha256: str) -> Receipt | None:
        """Return the receipt of a file that came before, kept or not; None for a new one."""
        for path in (receipt_path(self._folder, sha256), refusal_path(self._folder, sha256)):
            if path.is_file():
                return read_receipt(path)
        return None

    def keep_file(self, _db: Connection | None, receipt: Receipt, raw: bytes) -> None:
        """Keep a file and its receipt, the receipt last: it vouches for the file."""
        sha256 = receipt.sha256
        write_once(
            {
                raw_path(self._folder, sha256): raw,
                receipt_path(self._folder, sha256): receipt.to_bytes(),
            }
        )

    def keep_refusal(self, _db: Connection | None, receipt: Receipt, refusal: Refusal) -> None:
        """Keep what is remembered of a file that is not kept."""
        path = refusal_path(self._folder, receipt.sha256)
        write_once({path: refusal_bytes(receipt, refusal)})

    def keep_bank(self, _db: Connection | None, bank: Bank) -> None:
        """Keep a bank that graded; the first one of a version stays."""
        path = self._bank_path(bank["quiz"], bank["version"])
        write_once({path: canonical_json(bank) + b"\n"})

    def keep_people(self, _db: Connection | None, rows: Iterable[Mapping[str, Any]]) -> None:
        """Keep the roster as it now is, one person a line, in place of the one before."""
        lines = (canonical_json(dict(row)) for row in rows)
        content = b'{"people":[\n' + b",\n".join(lines) + b"\n]}\n"
        write_whole({self._folder / PEOPLE: content})

    def keep_statements(self, _db: Connection | None, rows: Iterable[Mapping[str, Any]]) -> None:
        """Keep statements that were stored together in one file."""
        value = [dict(row) for row in rows]
        name = digest(value)
        path = self._folder / "statements" / name[:2] / f"{name}.json"
        write_once({path: canonical_json(value) + b"\n"})

    def raw(self, _db: Connection | None, sha256: str) -> bytes | None:
        """Return a file as it came; None where it is not there."""
        path = raw_path(self._folder, sha256)
        return path.read_bytes() if path.is_file() else None

    def receipts(self, _db: Connection | None) -> Iterator[Receipt]:
        """Yield every receipt, by sha256."""
        for path in self._files("raw", RECEIPT):
            receipt = read_receipt(path)
            if path != receipt_path(self._folder, receipt.sha256):
                raise damaged(path)
            yield receipt

    def refusals(self, _db: Connection | None) -> Iterator[Refusal]:
        """Yield everything that was refused."""
        left_over = self._folder / LEFT_OVER
        if left_over.is_file():
            yield read_left_over(left_over)
        for path in self._files("raw", REFUSAL):
            yield read_refusal(path)

    def find_bank(self, _db: Connection | None, quiz: str, version: str) -> Bank | None:
        """Return a kept bank, unchecked; None for a version that graded nothing here."""
        path = self._bank_path(quiz, version)
        if not path.is_file():
            return None
        value = read_json(path)
        if not isinstance(value, dict):
            raise damaged(path)
        return value

    def banks(self, _db: Connection | None) -> Iterator[tuple[str, str]]:
        """Yield (quiz, version) of every kept bank."""
        for path in self._files("banks", ".json"):
            yield path.parent.name, path.stem

    def people(self, _db: Connection | None) -> list[dict[str, Any]] | None:
        """Return the rows of the roster; None where none was kept."""
        path = self._folder / PEOPLE
        if not path.is_file():
            return None
        value = read_json(path)
        rows = value.get("people") if isinstance(value, dict) else None
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise damaged(path)
        return rows

    def statements(self, _db: Connection | None) -> Iterator[dict[str, Any]]:
        """Yield the rows of every kept statement; one id may come more than once."""
        for path in self._files("statements", ".json"):
            value = read_json(path)
            if not isinstance(value, list) or digest(value) != path.stem:
                raise damaged(path)
            yield from value

    def strays(self, _db: Connection | None) -> Iterator[str]:
        """Yield a sentence for each file without a receipt."""
        for path in self._files("raw", ".json"):
            found = _RAW.fullmatch(path.name)
            if found and not receipt_path(self._folder, found[1]).is_file():
                yield f"{path} has no receipt: an import broke off. Import the file again."

    def _bank_path(self, quiz: str, version: str) -> Path:
        return self._folder / "banks" / quiz / f"{version}.json"

    def _files(self, folder: str, ending: str) -> Iterator[Path]:
        """Yield the files of two levels of folders by name; hidden ones are half-written."""
        for path in sorted((self._folder / folder).glob(f"*/*{ending}")):
            if not path.name.startswith("."):
                yield path
