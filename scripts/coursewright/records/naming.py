"""Whose attempt it is, when the attempt itself says no name.

Learners may practise before they give a name; later records of the same browser profile carry it.
The name is found when the ledger is read, so that the order of imports plays no part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Link:
    """One record as a link of its profile's chain."""

    digest: str
    previous: str | None
    """Digest of the record before it in the same browser profile."""
    seq: int
    name: str | None
    """The name in the record itself."""
    is_enrolled: bool = False
    """A personal link says whose it is: the record needs no name, and lends none."""


def find_names(links: Iterable[Link], declared: Mapping[str, str]) -> dict[str, str]:
    """Return digest -> name for every record whose learner can be named.

    A record's own name counts first; then the name of the next record in its chain that has one,
    the name on the training record it came in (`declared`), and the name of the record before it.
    Records with a personal link take no part: HR's list says whose they are.
    """
    everything = list(links)
    enrolled = {link.digest for link in everything if link.is_enrolled}
    others = (link for link in everything if not link.is_enrolled)
    chain = sorted(others, key=lambda link: (link.seq, link.digest))
    names = {link.digest: link.name for link in chain if link.name is not None}
    for link in reversed(chain):
        if link.digest in names and link.previous is not None and link.previous not in enrolled:
            names.setdefault(link.previous, names[link.digest])
    for digest, name in declared.items():
        if digest not in enrolled:
            names.setdefault(digest, name)
    for link in chain:
        if link.digest not in names and link.previous in names:
            names[link.digest] = names[link.previous]
    return names
