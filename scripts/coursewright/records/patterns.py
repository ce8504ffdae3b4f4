"""What several records say together: gaps and forks of a chain, shared devices, copied responses.

Everything here is decided when the ledger is read, from all records at once, so that the order of
imports plays no part. Flags are prompts to talk to a person, never verdicts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coursewright.generating.canonical import digest as value_digest

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Collection,
        Hashable,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )


@dataclass(frozen=True, slots=True)
class Trace:
    """One counted record, as far as it can be compared with others."""

    digest: str
    learner: str
    """Whose it is: opaque, or of self-declared learners made from the name."""
    is_enrolled: bool
    """HR's personal link vouches for the learner."""
    device: str | None
    """Thumbprint of the device's key; None for an unsigned record."""
    seq: int
    previous: str | None
    """Digest of the record before it in the same browser profile."""
    quiz: str
    fingerprint: str
    """Of the responses and their times (`fingerprint`)."""


def fingerprint(responses: Iterable[Mapping[str, Any]]) -> str:
    """Return the digest of what was answered how, and how long each item took."""
    return value_digest([[row["item"], row["response"], row["ms"]] for row in responses])


def find_patterns(traces: Iterable[Trace], known: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return digest -> flags, sorted; records without any are left out. Linear in the records.

    Args:
        traces: every counted record.
        known: digests of records that arrived and are not counted; a set.
    """
    every = tuple({trace.digest: trace for trace in traces}.values())
    found: defaultdict[str, set[str]] = defaultdict(set)
    for flag, find in _FINDERS.items():
        for trace in find(every):
            found[trace.digest].add(flag)
    for trace in _gaps(every, known):
        found[trace.digest].add("chain-gap")
    return {digest: tuple(sorted(flags)) for digest, flags in found.items()}


def _gaps(traces: Sequence[Trace], known: Collection[str]) -> Iterator[Trace]:
    """Yield records whose predecessor is missing, or is none."""
    arrived = {trace.digest: trace for trace in traces}
    for trace in traces:
        if trace.previous is None:
            if trace.seq != 1:
                yield trace
            continue
        before = arrived.get(trace.previous)
        if before is None:
            if trace.previous not in known:
                yield trace
        elif before.seq != trace.seq - 1 or not _may_follow(trace, before):
            yield trace


def _may_follow(trace: Trace, before: Trace) -> bool:
    """Say whether both can be of one browser profile: a link's profile never changes its learner.

    Without a link names may change, and a record may take its name from the one before.
    """
    if not trace.is_enrolled and not before.is_enrolled:
        return True
    return trace.is_enrolled == before.is_enrolled and trace.learner == before.learner


def _forks(traces: Sequence[Trace]) -> Iterator[Trace]:
    """Yield records that follow the same one as another record."""
    # Of other learners' files a record may name anything as the one before; that is a gap.
    following = _grouped(
        (trace for trace in traces if trace.previous is not None),
        lambda trace: (trace.previous, trace.learner if trace.is_enrolled else None),
    )
    return (trace for group in following if len(group) > 1 for trace in group)


def _restarts(traces: Sequence[Trace]) -> Iterator[Trace]:
    """Yield the first records of chains, where a learner began several on one device."""
    # Without a link and a signature, two browsers of one name would look the same.
    first = _grouped(
        (each for each in traces if each.previous is None and (each.device or each.is_enrolled)),
        lambda trace: (trace.learner, trace.device),
    )
    return (trace for group in first if len(group) > 1 for trace in group)


def _shared_devices(traces: Sequence[Trace]) -> Iterator[Trace]:
    """Yield records with a link from a browser where another learner's link was used."""
    devices = _grouped(
        (trace for trace in traces if trace.is_enrolled and trace.device is not None),
        lambda trace: trace.device,
    )
    return _differing(devices, lambda trace: trace.learner)


def _several_devices(traces: Sequence[Trace]) -> Iterator[Trace]:
    """Yield the signed records of learners whose records come from more than one browser."""
    learners = _grouped(
        (trace for trace in traces if trace.is_enrolled and trace.device is not None),
        lambda trace: trace.learner,
    )
    return _differing(learners, lambda trace: trace.device)


def _copies(traces: Sequence[Trace]) -> Iterator[Trace]:
    """Yield records of different learners that agree in every response and every time."""
    alike = _grouped(traces, lambda trace: (trace.quiz, trace.fingerprint))
    return _differing(alike, lambda trace: trace.learner)


_FINDERS: Mapping[str, Callable[[Sequence[Trace]], Iterator[Trace]]] = {
    "chain-fork": _forks,
    "chain-restart": _restarts,
    "shared-device": _shared_devices,
    "several-devices": _several_devices,
    "identical-responses": _copies,
}


def _grouped(
    traces: Iterable[Trace], key: Callable[[Trace], Hashable]
) -> tuple[tuple[Trace, ...], ...]:
    groups: defaultdict[Hashable, list[Trace]] = defaultdict(list)
    for trace in traces:
        groups[key(trace)].append(trace)
    return tuple(map(tuple, groups.values()))


def _differing(
    groups: Iterable[Sequence[Trace]], what: Callable[[Trace], Hashable]
) -> Iterator[Trace]:
    """Yield every record of the groups whose records differ in something."""
    for group in groups:
        if len({what(trace) for trace in group}) > 1:
            yield from group
