"""Every flaw of items and banks: importing this fills the register."""

from __future__ import annotations

from tests.checks.writing.mutation import (
    mutators_banks,
    mutators_options,
    mutators_sources,
    mutators_stems,
)
from tests.checks.writing.mutation.planting import MUTATORS, Place

__all__ = [
    "MUTATORS",
    "Place",
    "mutators_banks",
    "mutators_options",
    "mutators_sources",
    "mutators_stems",
]
