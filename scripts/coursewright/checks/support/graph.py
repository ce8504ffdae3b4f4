"""A scenario as a graph: what can be reached, what leads to an end, how long it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.model import Scenario


def ways_of(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """Return node id -> the nodes that its options lead to, as far as they exist."""
    known = {node.id for node in scenario.nodes}
    return {
        node.id: tuple(
            dict.fromkeys(option.target for option in node.options if option.target in known)
        )
        for node in scenario.nodes
    }


def has_lost_targets(scenario: Scenario) -> bool:
    """Tell whether an option leads to a node that is not there."""
    known = {node.id for node in scenario.nodes}
    return any(option.target not in known for node in scenario.nodes for option in node.options)


def reachable(scenario: Scenario) -> frozenset[str]:
    """Return the nodes that a learner can get to from the first one."""
    return _closure([node.id for node in scenario.nodes[:1]], ways_of(scenario))


def leading_to_an_end(scenario: Scenario) -> frozenset[str]:
    """Return the nodes that are an ending or have a way to one."""
    back: dict[str, tuple[str, ...]] = {}
    for name, targets in ways_of(scenario).items():
        for target in targets:
            back[target] = (*back.get(target, ()), name)
    return _closure([node.id for node in scenario.nodes if node.is_ending], back)


def _closure(start: list[str], ways: dict[str, tuple[str, ...]]) -> frozenset[str]:
    found: set[str] = set()
    while start:
        name = start.pop()
        if name not in found:
            found.add(name)
            start += ways.get(name, ())
    return frozenset(found)


def way_longer_than(most: int, scenario: Scenario) -> tuple[str, ...]:
    """Return a way of more than `most` decisions that takes none twice; () when there is none.

    The search stops at that length, so that it ends soon, whatever the graph.
    """
    ways = ways_of(scenario)
    decisions = {node.id for node in scenario.decisions}

    def search(way: tuple[str, ...]) -> tuple[str, ...]:
        if len(way) > most:
            return way
        for target in ways[way[-1]]:
            if target in decisions and target not in way and (found := search((*way, target))):
                return found
        return ()

    start = scenario.nodes[0].id if scenario.nodes else ""
    return search((start,)) if start in decisions else ()
