"""Item statistics: how hard items are, whether they tell people apart, and which to mend."""

from __future__ import annotations

from coursewright.records.statistics.analysis import Analysis, ItemStatistics, analyse
from coursewright.records.statistics.sittings import Reply, Sitting, first_attempts, read_sittings

__all__ = [
    "Analysis",
    "ItemStatistics",
    "Reply",
    "Sitting",
    "analyse",
    "first_attempts",
    "read_sittings",
]
