"""Role plays on paper: one sheet for the learner, one with the whole conversation for the partner.

They are written from the same values as the scenario's page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.rendering.scenario_data import called_for, short_name
from coursewright.rendering.stage import escape
from coursewright.rendering.texts import duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.model import Node, Scenario, ScenarioOption
    from coursewright.rendering.handouts.desk import Desk, Scope
    from coursewright.rendering.stage import Stage


def role_play(desk: Desk, scope: Scope) -> Iterator[str]:
    """Yield the HTML of the sheets of every scenario of some modules."""
    yield desk.heading(desk.texts.role_play, scope.title)
    for module in scope.modules:
        for scenario in desk.context.module_scenarios(module):
            yield _learner(desk, scenario)
            yield _trainer(desk, scenario)


def has_scenarios(desk: Desk, scope: Scope) -> bool:
    """Tell whether one of these modules has a scenario."""
    return any(desk.context.module_scenarios(module) for module in scope.modules)


def _learner(desk: Desk, scenario: Scenario) -> str:
    texts = desk.texts
    stage = desk.stage("section", "module")
    stage.raw(f"<h2>{escape(scenario.title)}</h2><p><b>{escape(texts.sheet_learner)}</b></p>")
    stage.raw(f"<p>{escape(texts.learner_how)}</p>")
    _brief(desk, stage, scenario, is_partner=False)
    first = scenario.nodes[0] if scenario.nodes else None
    if first:
        stage.raw('<div class="node"><p class="stem">')
        stage.span("span", {}, first.prompt)
        stage.raw("</p>")
        if first.body:
            stage.block("div", {}, first.body)
        stage.raw(f"<p>{escape(texts.learner_says)}</p></div>")
    return desk.html(stage)


def _trainer(desk: Desk, scenario: Scenario) -> str:
    texts = desk.texts
    stage = desk.stage("section", "module")
    who = texts.sheet_trainer.format(partner=short_name(scenario.partner))
    stage.raw(f"<h2>{escape(scenario.title)}</h2><p><b>{escape(who)}</b></p>")
    stage.raw(f"<p>{escape(texts.trainer_how)}</p>")
    _brief(desk, stage, scenario, is_partner=True)
    names = _names(desk, scenario)
    for node in scenario.nodes:
        _node(desk, stage, node, names)
    stage.raw(f"<h3>{escape(texts.debrief)}</h3>")
    called = called_for(desk.context, scenario)
    if called:
        rows = "".join(f"<li>{escape(name)}</li>" for name in called.values())
        stage.raw(f"<p><b>{escape(texts.called_for)}</b></p><ul>{rows}</ul>")
    if scenario.debrief:
        stage.block("div", {}, scenario.debrief)
    return desk.html(stage)


def _brief(desk: Desk, stage: Stage, scenario: Scenario, *, is_partner: bool) -> None:
    texts = desk.texts
    mood = desk.context.texts.mood(scenario.mood)
    sides = [(texts.who, scenario.learner), (texts.partner, scenario.partner)]
    if is_partner:
        playing = f"{scenario.partner} ({mood})"
        sides = [(texts.you_play, playing), (texts.opposite, scenario.learner)]
    rows = [
        *sides,
        (texts.skill, scenario.skill),
        (texts.time, duration(desk.context.texts, scenario.minutes)),
    ]
    if scenario.safety:
        rows.append((texts.safety, scenario.safety))
    shown = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in rows)
    stage.raw(f"<dl>{shown}</dl>")
    if scenario.setting:
        stage.block("div", {"class": "box-text"}, scenario.setting)


def _names(desk: Desk, scenario: Scenario) -> dict[str, str]:
    """Return node id -> the name it has on paper, counted as on the scenario's page."""
    counts = {True: 0, False: 0}
    names: dict[str, str] = {}
    for node in scenario.nodes:
        counts[node.is_ending] += 1
        form = desk.texts.ending if node.is_ending else desk.texts.decision
        names[node.id] = form.format(n=counts[node.is_ending])
    return names


def _node(desk: Desk, stage: Stage, node: Node, names: dict[str, str]) -> None:
    stage.raw(f"<h3>{escape(names[node.id])}: ")
    stage.span("span", {}, node.prompt)
    stage.raw("</h3>")
    if node.body:
        stage.block("div", {}, node.body)
    if node.options:
        stage.raw('<ol class="letters">')
        for option in node.options:
            _option(desk, stage, option, names)
        stage.raw("</ol>")


def _option(desk: Desk, stage: Stage, option: ScenarioOption, names: dict[str, str]) -> None:
    texts = desk.texts
    verdict = {"best": texts.best, "acceptable": texts.acceptable, "poor": texts.poor}
    stage.raw('<li class="option">')
    stage.span("span", {}, option.text)
    stage.raw(f' <strong class="mark">{escape(verdict[option.grade])}</strong>')
    if option.consequence:
        stage.block("div", {"class": "box-text"}, option.consequence)
    if option.feedback:
        stage.block("div", {"class": "feedback"}, option.feedback)
    ends = [texts.go_to.format(node=names[option.target])]
    if option.mood:
        ends.insert(0, texts.mood.format(mood=desk.context.texts.mood(option.mood)))
    stage.raw(f'<p class="next">{escape(". ".join(ends))}.</p></li>')
