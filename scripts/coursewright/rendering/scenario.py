"""Scenario pages: the whole conversation as an outline that can be read, played and printed.

Without JavaScript the outline is the page; what follows a choice stands in `<details>`. The
browser's element walks through the same outline one decision at a time, and the print sheets of a
role play are the outline, too: with everything for the trainer, without outcomes for the learner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.rendering.pages import RenderedPage
from coursewright.rendering.quiz_data import page_json
from coursewright.rendering.scenario_data import called_for, option_ids, scenario_data, short_name
from coursewright.rendering.stage import Stage, attributes, escape, markdown_text, page_markdown
from coursewright.rendering.texts import duration

if TYPE_CHECKING:
    from coursewright.model import Module, Node, Scenario, ScenarioOption
    from coursewright.rendering.context import Context
    from coursewright.rendering.texts import Texts


def render_scenario(context: Context, module: Module, scenario: Scenario) -> RenderedPage:
    """Return a scenario's page."""
    title = context.texts.scenario_title.format(title=scenario.title)
    return RenderedPage(
        src_uri=scenario.path,
        dest_uri=context.dest(scenario.path),
        title=title,
        markdown=page_markdown(f"# {markdown_text(title)}", _element(context, module, scenario)),
        bundle="scenario",
        meta={"hide": ["toc"], "description": scenario.skill},
    )


def roles_in_words(context: Context, scenario: Scenario) -> str:
    """Return for whom a scenario is: `Team leaders, front line`; "" for everybody."""
    titles = {path.id: path.title for path in context.course.paths}
    return ", ".join(titles.get(role, role.replace("-", " ")) for role in scenario.roles)


def listed_scenario(context: Context, scenario: Scenario) -> str:
    """Return how a list names a scenario: `third-call`, or with its paths `third-call:a,b`.

    A role that is no path says for whom it is, and keeps the scenario from nobody.
    """
    paths = {path.id for path in context.course.paths}
    is_filtered = scenario.roles and all(role in paths for role in scenario.roles)
    return f"{scenario.id}:{','.join(scenario.roles)}" if is_filtered else scenario.id


def _element(context: Context, module: Module, scenario: Scenario) -> str:
    values = {
        "class": "course-scenario",
        "data-scenario": scenario.id,
        "data-course": context.course.id,
        "data-title": scenario.title,
        "data-module": context.url(module.page.path, scenario.path),
        "data-module-title": module.title,
        # The search index must not decide for the learner.
        "data-search-exclude": "data-search-exclude",
    }
    stage = Stage("course-scenario", values, scenario.path)
    data = page_json(scenario_data(context, scenario))
    stage.raw(f'<template class="course-scenario-data">{data}</template>')
    _brief(context, stage, scenario)
    texts = context.texts
    stage.raw(
        f'<noscript><p class="course-scenario__nojs">{escape(texts.scenario_nojs)}</p></noscript>'
        '<div class="course-scenario__outline">'
    )
    for name, text in (("trainer", texts.sheet_trainer), ("learner", texts.sheet_learner)):
        shown = escape(text.format(partner=short_name(scenario.partner)))
        stage.raw(f'<p class="course-scenario__sheet" data-sheet="{name}">{shown}</p>')
    outline = _Outline(texts, scenario)
    for node in scenario.nodes:
        outline.node(stage, node)
    _debrief(context, stage, scenario)
    stage.raw("</div>")
    return stage.line()


def _brief(context: Context, stage: Stage, scenario: Scenario) -> None:
    """Add who is who, what it practises and how long it takes, then the setting."""
    texts = context.texts
    facts = [duration(texts, scenario.minutes)]
    if roles := roles_in_words(context, scenario):
        facts.append(texts.scenario_for.format(roles=roles))
    mood = texts.mood(scenario.mood)
    rows = (
        (texts.scenario_you, scenario.learner),
        (texts.scenario_partner, f"{scenario.partner} ({mood})"),
        (texts.scenario_skill, scenario.skill),
    )
    stage.raw(f'<p class="course-meta">{escape(" · ".join(facts))}</p><dl class="course-brief">')
    for name, text in rows:
        stage.raw(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>")
    stage.raw("</dl>")
    if scenario.safety:
        safety = f"<strong>{escape(texts.scenario_safety)}</strong> {escape(scenario.safety)}"
        stage.raw(f'<p class="course-notice">{safety}</p>')
    if scenario.setting:
        stage.block("div", {"class": "course-scenario__setting"}, scenario.setting)


class _Outline:
    """Writes the nodes, with the numbers under which they are known on paper."""

    def __init__(self, texts: Texts, scenario: Scenario) -> None:
        self.texts = texts
        self.partner = short_name(scenario.partner)
        self.names: dict[str, str] = {}
        counts = {True: 0, False: 0}
        for node in scenario.nodes:
            counts[node.is_ending] += 1
            form = texts.ending_number if node.is_ending else texts.decision_number
            self.names[node.id] = form.format(n=counts[node.is_ending])

    def node(self, stage: Stage, node: Node) -> None:
        """Add one decision or ending."""
        kind = "ending" if node.is_ending else "decision"
        values = {
            "class": f"course-node course-node--{kind}",
            "id": f"node-{node.id}",
            "data-node": node.id,
        }
        number = escape(self.names[node.id])
        stage.raw(
            f'<section{attributes(values)}><h2 class="course-node__title">'
            f'<span class="course-node__number">{number}</span> '
        )
        stage.span("span", {"class": "course-node__prompt"}, node.prompt)
        stage.raw("</h2>")
        if node.body:
            stage.block("div", {"class": "course-node__text"}, node.body)
        if node.options:
            stage.raw('<ol class="course-node__options">')
            for letter, option in zip(option_ids(node), node.options, strict=True):
                self._option(stage, letter, option)
            stage.raw("</ol>")
        stage.raw("</section>")

    def _option(self, stage: Stage, letter: str, option: ScenarioOption) -> None:
        texts = self.texts
        stage.raw(f'<li class="course-node__option" data-option="{letter}">')
        stage.span("span", {"class": "course-node__choice"}, option.text)
        stage.raw(
            '<details class="course-node__outcome">'
            f"<summary>{escape(texts.scenario_outcome)}</summary>"
        )
        if option.consequence:
            stage.block("div", {"class": "course-node__consequence"}, option.consequence)
        if option.mood:
            words = texts.mood_line.format(partner=self.partner, mood=texts.mood(option.mood))
            stage.raw(f'<p class="course-node__mood">{escape(words)}</p>')
        verdict = {
            "best": texts.grade_best,
            "acceptable": texts.grade_acceptable,
            "poor": texts.grade_poor,
        }[option.grade]
        stage.raw(f'<p class="course-node__verdict">{escape(verdict)}</p>')
        if option.feedback:
            stage.block("div", {"class": "course-node__feedback"}, option.feedback)
        href = attributes({"href": f"#node-{option.target}"})
        target = escape(texts.scenario_go_to.format(node=self.names[option.target]))
        stage.raw(f'<p class="course-node__next"><a{href}>{target}</a></p></details></li>')


def _debrief(context: Context, stage: Stage, scenario: Scenario) -> None:
    texts = context.texts
    stage.raw(
        f'<section class="course-scenario__debrief"><h2>{escape(texts.scenario_debrief)}</h2>'
    )
    called = called_for(context, scenario)
    if called:
        rows = "".join(f"<li>{escape(name)}</li>" for name in called.values())
        title = escape(texts.scenario_called_for)
        stage.raw(f'<div class="course-scenario__called"><p>{title}</p><ul>{rows}</ul></div>')
    if scenario.debrief:
        stage.block("div", {"class": "course-scenario__lesson"}, scenario.debrief)
    stage.raw("</section>")
