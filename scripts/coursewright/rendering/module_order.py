"""The order in which the course shows its modules, whatever path a learner takes."""

from __future__ import annotations

import heapq
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.model import Course, Module


def order_modules(course: Course) -> tuple[Module, ...]:
    """Return the modules in an order that fits every path, as far as the paths agree.

    Where paths disagree, the one listed first is right; where they say nothing, the order of the
    files is. Modules of no path stand last.
    """
    files = [module.id for module in course.modules]
    followers = _followers(course, files)
    waiting = dict.fromkeys(files, 0)
    for after in followers.values():
        for name in after:
            waiting[name] += 1
    rank = {
        name: (not any(path.offers(name) for path in course.paths), at)
        for at, name in enumerate(files)
    }
    ready = [(rank[name], name) for name in files if not waiting[name]]
    heapq.heapify(ready)
    order: list[str] = []
    while ready:
        _, name = heapq.heappop(ready)
        order.append(name)
        for follower in followers[name]:
            waiting[follower] -= 1
            if not waiting[follower]:
                heapq.heappush(ready, (rank[follower], follower))
    place = {name: at for at, name in enumerate(order)}
    return tuple(sorted(course.modules, key=lambda module: place[module.id]))


def _followers(course: Course, files: list[str]) -> dict[str, set[str]]:
    """Return module id -> the modules that some path has right after it, without any circle."""
    found: dict[str, set[str]] = {name: set() for name in files}
    for path in course.paths:
        steps = [name for name in path.modules if name in found]
        for before, after in pairwise(steps):
            if not _leads_to(found, after, before):
                found[before].add(after)
    return found


def _leads_to(followers: dict[str, set[str]], start: str, end: str) -> bool:
    seen, open_ = set(), [start]
    while open_:
        name = open_.pop()
        if name == end:
            return True
        if name not in seen:
            seen.add(name)
            open_ += followers[name]
    return False
