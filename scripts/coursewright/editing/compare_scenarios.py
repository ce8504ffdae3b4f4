"""How two states of one scenario differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.editing.compare_items import either
from coursewright.editing.wording import mark_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.model import Markdown, Node, Scenario, ScenarioOption

HEAD = ("title", "skill", "minutes", "learner", "partner", "mood", "safety")
LISTS = ("roles", "applies")


def scenario_changes(old: Scenario | None, new: Scenario | None) -> Iterator[str]:
    """Yield what happened to a scenario; None stands for one that was not there or is gone."""
    if old is None or new is None:
        count = len(either(old, new).decisions)
        words = "1 decision" if count == 1 else f"{count} decisions"
        yield f"{'new' if old is None else 'removed'}, with {words}"
        return
    names = old.written_id or old.id, new.written_id or new.id
    if names[0] != names[1]:
        yield f"name: {names[0]} → {names[1]}"
    for name in (*HEAD, *LISTS):
        before, now = _shown(getattr(old, name)), _shown(getattr(new, name))
        if before != now:
            yield f"{name}: {before} → {now}"
    if old.framework != new.framework:
        yield f"debrief by: {_shown(old.framework)} → {_shown(new.framework)}"
    yield from _text("setting", old.setting, new.setting)
    nodes = {node.id: node for node in old.nodes}
    for node in new.nodes:
        yield from _node(nodes.pop(node.id, None), node)
    yield from (f"node {name}: removed" for name in nodes)
    yield from _text("debrief", old.debrief, new.debrief)


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        value = ", ".join(value)
    return str(value or "none")


def _text(name: str, old: Markdown | None, new: Markdown | None) -> Iterator[str]:
    before, now = (" ".join((each.text if each else "").split()) for each in (old, new))
    if before != now:
        yield f"{name}: {mark_words(before, now)}"


def _node(old: Node | None, new: Node) -> Iterator[str]:
    where = f"node {new.id}"
    if old is None:
        yield f"{where}: new"
        return
    yield from _text(f"{where}", old.prompt, new.prompt)
    yield from _text(f"text of {where}", old.body, new.body)
    if len(old.options) != len(new.options):
        yield f"{where}, options: {len(old.options)} → {len(new.options)}"
        return
    for number, (before, now) in enumerate(zip(old.options, new.options, strict=True), start=1):
        yield from _option(f"{where}, option {number}", before, now)


def _option(where: str, old: ScenarioOption, new: ScenarioOption) -> Iterator[str]:
    yield from _text(where, old.text, new.text)
    for name in ("grade", "target", "mood", "applies"):
        before, now = _shown(getattr(old, name)), _shown(getattr(new, name))
        if before != now:
            yield f"{where}, {name}: {before} → {now}"
    yield from _text(f"{where}, consequence", old.consequence, new.consequence)
    yield from _text(f"{where}, feedback", old.feedback, new.feedback)
