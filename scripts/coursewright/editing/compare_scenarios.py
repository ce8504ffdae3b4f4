"""How two states of one scenario differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.editing.differences import either, names, order, pairs, text, values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.model import Node, Scenario, ScenarioOption

HEAD = ("title", "skill", "minutes", "learner", "partner", "mood", "safety", "roles", "applies")
OPTION = ("grade", "target", "mood", "applies", "misconception", "own")


def scenario_changes(old: Scenario | None, new: Scenario | None) -> Iterator[str]:
    """Yield what happened to a scenario; None stands for one that was not there or is gone."""
    if old is None or new is None:
        count = len(either(old, new).decisions)
        words = "1 decision" if count == 1 else f"{count} decisions"
        yield f"{'new' if old is None else 'removed'}, with {words}"
        return
    yield from values(
        {
            "name": names(old, new),
            **{name: (getattr(old, name), getattr(new, name)) for name in HEAD},
            "debrief by": (old.framework, new.framework),
        }
    )
    yield from text("setting", old.setting, new.setting)
    for before, now in pairs(old.nodes, new.nodes):
        yield from _node(before, now)
    # The first node is where the talk begins.
    yield from order("nodes", *([node.id for node in each.nodes] for each in (old, new)))
    yield from text("debrief", old.debrief, new.debrief)


def _node(old: Node | None, new: Node | None) -> Iterator[str]:
    where = f"node {either(old, new).id}"
    if old is None or new is None:
        yield f"{where}: {'new' if old is None else 'removed'}"
        return
    yield from text(where, old.prompt, new.prompt)
    yield from text(f"text of {where}", old.body, new.body)
    if len(old.options) != len(new.options):
        yield f"{where}, options: {len(old.options)} → {len(new.options)}"
        return
    for number, (before, now) in enumerate(zip(old.options, new.options, strict=True), start=1):
        yield from _option(f"{where}, option {number}", before, now)


def _option(where: str, old: ScenarioOption, new: ScenarioOption) -> Iterator[str]:
    yield from text(where, old.text, new.text)
    yield from values(
        {f"{where}, {name}": (getattr(old, name), getattr(new, name)) for name in OPTION}
    )
    yield from text(f"{where}, consequence", old.consequence, new.consequence)
    yield from text(f"{where}, feedback", old.feedback, new.feedback)
