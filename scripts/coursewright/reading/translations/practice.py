"""Translated scenarios and instruments: whole, or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coursewright.reading.instruments import read_categories
from coursewright.reading.limits import check_limits
from coursewright.reading.quiz_grammar.bank import read_sections
from coursewright.reading.rules import translations as rules
from coursewright.reading.scenario_grammar import read_nodes
from coursewright.reading.suggest import shorten
from coursewright.reading.translations.items import (
    category_difference,
    counts,
    node_difference,
    other_values,
    with_node_texts,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.model import Category, Instrument, Node, Scenario
    from coursewright.reading.translations.pairs import Pair

_SCENARIO_WORDS = ("title", "skill", "learner", "partner", "safety")


def read_scenario_texts(pair: Pair, scenario: Scenario, language: str) -> Scenario | None:
    """Return a scenario in another language; None, with findings, when a part is missing."""
    words = {
        key: pair.fields.text(key, required=bool(getattr(scenario, key))) for key in _SCENARIO_WORDS
    }
    escapes = pair.escapes
    for key, word in words.items():
        if word and not getattr(scenario, key):
            pair.fields.report(key, f"`{key}` is not in the source", rules.VALUE)
    pair.finish(*_SCENARIO_WORDS)
    if not _is_safe(pair):
        return None
    text = read_nodes(pair.source, pair.first_line)
    nodes = _join_nodes(pair, text.nodes, scenario)
    if nodes is None or text.setting is None or text.debrief is None:
        return None
    return replace(
        scenario,
        title=words["title"],
        skill=words["skill"],
        learner=words["learner"],
        partner=words["partner"],
        safety=words["safety"],
        setting=text.setting,
        nodes=nodes,
        debrief=text.debrief,
        path=pair.source.path,
        span=pair.source.span(1),
        language=language,
        lint_ignore=escapes,
    )


def _is_safe(pair: Pair) -> bool:
    raw = pair.source.lines[pair.first_line - 1 :]
    has_end = pair.first_line <= len(pair.source.lines) + 1
    return has_end and check_limits(pair.source, raw, pair.first_line)


def _join_nodes(pair: Pair, nodes: Sequence[Node], scenario: Scenario) -> tuple[Node, ...] | None:
    found = {node.id: node for node in nodes}
    if not _has_all(pair, {node.id: node for node in scenario.nodes}, found, "node"):
        return None
    joined = []
    for original in scenario.nodes:
        wrong = node_difference(found[original.id], original)
        if wrong is not None:
            pair.report(rules.ITEM, *wrong)
        else:
            options = zip(found[original.id].options, original.options, strict=True)
            for different in (each for two in options for each in other_values(*two)):
                pair.report(rules.VALUE, *different)
            joined.append(with_node_texts(original, found[original.id]))
    return tuple(joined) if len(joined) == len(scenario.nodes) else None


def _has_all(
    pair: Pair,
    originals: dict[str, Node] | dict[str, Category],
    found: dict[str, Node] | dict[str, Category],
    what: str,
) -> bool:
    """Report parts that only one of the two files has; True when there are none."""
    missing = [name for name in originals if name not in found]
    added = [name for name in found if name not in originals]
    for name in added:
        message = f"The source has no {what} `{shorten(name)}`"
        pair.report(rules.UNKNOWN, found[name].span, message)
    if missing and not added and not pair.errors:
        pair.report(rules.MISSING, 1, f"The {what} `{missing[0]}` is not translated")
    return not (missing or added)


def read_instrument_texts(pair: Pair, instrument: Instrument, language: str) -> Instrument | None:
    """Return an instrument in another language; None, with findings, when a part is missing."""
    title, escapes = pair.fields.text("title"), pair.escapes
    scale = pair.fields.texts("scale", required=True)
    pair.finish("title", "scale")
    if len(scale) != len(instrument.scale):
        if scale:
            message = counts("word of the scale", len(scale), len(instrument.scale))
            pair.fields.report("scale", message, rules.ITEM)
        return None
    if not _is_safe(pair):
        return None
    sections = read_sections(pair.source, pair.first_line)
    found = {category.id: category for category in read_categories(pair.source, sections)}
    originals = {category.id: category for category in instrument.categories}
    if not _has_all(pair, originals, found, "category"):
        return None
    if instrument.intro is not None and sections.intro is None:
        pair.report(rules.MISSING, pair.first_line, "The text above the categories is missing")
        return None
    joined = [_category(pair, found[name], original) for name, original in originals.items()]
    categories = tuple(category for category in joined if category is not None)
    if len(categories) < len(joined):
        return None
    return replace(
        instrument,
        title=title,
        scale=scale,
        intro=sections.intro,
        categories=categories,
        path=pair.source.path,
        span=pair.source.span(1),
        language=language,
        lint_ignore=escapes,
    )


def _category(pair: Pair, ours: Category, theirs: Category) -> Category | None:
    wrong = category_difference(ours, theirs)
    if wrong is not None:
        pair.report(rules.ITEM, *wrong)
        return None
    for different in other_values(ours, theirs):
        pair.report(rules.VALUE, *different)
    return replace(ours, covers=theirs.covers)
