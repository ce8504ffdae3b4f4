"""The JSON a scenario carries in its page: the graph without the texts, which stand in the page."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coursewright.model import Node, Scenario
    from coursewright.rendering.context import Context


def scenario_data(context: Context, scenario: Scenario) -> dict[str, Any]:
    """Return the page data of a scenario."""
    return {
        "start": scenario.nodes[0].id if scenario.nodes else "",
        "mood": scenario.mood,
        "partner": short_name(scenario.partner),
        "nodes": {node.id: _node(node) for node in scenario.nodes},
        "names": called_for(context, scenario),
    }


def option_ids(node: Node) -> tuple[str, ...]:
    """Return the ids of a node's options: their letters, in the order of the file."""
    return tuple(ascii_lowercase[: len(node.options)])


def short_name(partner: str) -> str:
    """Return how a partner is called in passing: `Ms Okafor, a customer` -> `Ms Okafor`."""
    return partner.partition(",")[0].strip()


def called_for(context: Context, scenario: Scenario) -> dict[str, str]:
    """Return knowledge item -> its name, for all that the scenario calls for.

    The items of the framework that names the debrief come first, in its order and with their
    letters or numbers; the others follow in the order in which the file names them.
    """
    named = dict.fromkeys(scenario.applies)
    for node in scenario.nodes:
        named |= dict.fromkeys(_calls(node))
    frameworks = context.course.knowledge.frameworks
    items = {item.id: item for framework in frameworks for item in framework.items}
    first = [
        item.id
        for framework in frameworks
        if framework.id == scenario.framework
        for item in framework.items
        if item.id in named
    ]
    found = {}
    for name in dict.fromkeys((*first, *named)):
        if item := items.get(name):
            mark = item.letter if name in first else None
            found[name] = f"{mark}: {item.name}" if mark else item.name
    return found


def _calls(node: Node) -> tuple[str, ...]:
    """Return what the moment calls for: what the best option applies."""
    return next((option.applies for option in node.options if option.grade == "best"), ())


def _node(node: Node) -> dict[str, Any]:
    return {
        "calls": list(_calls(node)),
        "options": {
            letter: {"grade": option.grade, "target": option.target, "mood": option.mood}
            for letter, option in zip(option_ids(node), node.options, strict=True)
        },
    }
