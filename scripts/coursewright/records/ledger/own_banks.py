"""The banks that a ledger's folder keeps, as verdicts need them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from coursewright.records.banks import checked_bank
from coursewright.records.ledger.original_files import FolderOriginals

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.records.verify import Authority


def with_banks_of(folder: Path, authority: Authority) -> Authority:
    """Return the same, with the banks of a ledger's folder first."""
    find_bank = partial(bank_of, folder)
    return replace(authority, banks=authority.banks.after(find_bank))


def bank_of(folder: Path, quiz: str, version: str) -> dict[str, Any] | None:
    """Return a ledger folder's copy of a bank; None for a version that graded nothing there.

    Raises:
        CoursewrightError: it is damaged.
    """
    value = FolderOriginals(folder).find_bank(None, quiz, version)
    place = str(folder / "banks" / quiz / f"{version}.json")
    return None if value is None else checked_bank(value, quiz, version, place)
