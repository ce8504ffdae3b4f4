"""Scenario files: `quizzes/scenarios/<id>.md`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coursewright.model import Scenario
from coursewright.reading.escapes import read_escapes
from coursewright.reading.fields import SLUG
from coursewright.reading.front_matter import read_front_matter
from coursewright.reading.identities import identity
from coursewright.reading.limits import check_limits
from coursewright.reading.practice_files import read_practice_files
from coursewright.reading.quizzes import read_file_id
from coursewright.reading.rules import yaml as yaml_rules
from coursewright.reading.scenario_grammar import ScenarioText, read_nodes
from coursewright.reading.scenario_grammar.options import MOODS

if TYPE_CHECKING:
    from coursewright.reading.fields import Fields
    from coursewright.reading.files import Tree
    from coursewright.reading.source import Source

_MOST_MINUTES = 60
_ORIGINS = ("invented",)


def read_scenarios(tree: Tree, language: str) -> tuple[Scenario, ...]:
    """Read every scenario of `quizzes/scenarios/`."""
    return read_practice_files(tree, "scenarios", read_scenario, language)


def read_scenario(source: Source, language: str = "en") -> Scenario:
    """Read one scenario; what is wrong is reported, and what is readable is returned."""
    fields, first_line = read_front_matter(source, "scenario")
    aliases = fields.ids("aliases", SLUG)
    identifier, written = identity(read_file_id(source, fields, "scenario"), aliases)
    fields.word("origin", _ORIGINS, "invented", required=True)
    applies = _read_applies(fields)
    head = Scenario(
        id=identifier,
        title=fields.text("title"),
        roles=fields.ids("roles", SLUG),
        skill=fields.text("skill"),
        minutes=fields.integer("minutes", 1, _MOST_MINUTES),
        learner=fields.text("learner"),
        partner=fields.text("partner"),
        mood=fields.word("mood", MOODS, "uneasy", required=True),
        applies=applies,
        framework=fields.slug("debrief") or None,
        safety=fields.text("safety", required=False),
        setting=None,
        nodes=(),
        debrief=None,
        path=source.path,
        span=source.span(1),
        language=language,
        lint_ignore=read_escapes(fields),
        aliases=aliases,
        written_id=written,
    )
    fields.finish()
    return _with_text(head, _read_text(source, first_line))


def _read_applies(fields: Fields) -> tuple[str, ...]:
    """Read what the scenario practises; without it the debrief could not say what is missing."""
    applies = fields.ids("applies")
    if not (fields.has("applies") or fields.is_silent):
        hint = "Add for example `applies: [resolved.01, resolved.02]`."
        fields.report("applies", "`applies` is missing", yaml_rules.MISSING_KEY, hint)
    return applies


def _read_text(source: Source, first_line: int) -> ScenarioText:
    raw = source.lines[first_line - 1 :]
    has_end = first_line <= len(source.lines) + 1
    is_safe = has_end and check_limits(source, raw, first_line)
    return read_nodes(source, first_line) if is_safe else ScenarioText()


def _with_text(head: Scenario, text: ScenarioText) -> Scenario:
    return replace(head, setting=text.setting, nodes=tuple(text.nodes), debrief=text.debrief)
