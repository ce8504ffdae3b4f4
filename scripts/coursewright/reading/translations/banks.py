"""Translated banks: items with the words of one file and the structure of the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coursewright.diagnostics import Findings
from coursewright.model import Choice, Mark
from coursewright.reading.limits import check_limits
from coursewright.reading.quiz_grammar.assemble import read_item
from coursewright.reading.quiz_grammar.attributes import split_attributes
from coursewright.reading.quiz_grammar.bank import Sections, read_sections
from coursewright.reading.quiz_grammar.blocks import Line
from coursewright.reading.rules import quizzes as quiz_rules
from coursewright.reading.rules import translations as rules
from coursewright.reading.suggest import nearest, shorten
from coursewright.reading.translations.items import difference, other_values, with_texts
from coursewright.reading.translations.pairs import HASH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coursewright.model import Item, Quiz
    from coursewright.reading.quiz_grammar.attributes import Attributes
    from coursewright.reading.source import Source
    from coursewright.reading.translations.pairs import Pair

_OWN = ("scale",)
"""Attributes whose values are words."""


def read_quiz_texts(pair: Pair, quiz: Quiz, language: str) -> tuple[Quiz, dict[str, Mark]]:
    """Return a bank with the texts of its translation.

    Args:
        pair: the translation and its source.
        quiz: the bank in the language of the source.
        language: of the translation.

    Returns:
        The bank, in which items that are not translated keep the source's text, and the mark of
        each translated item.
    """
    title, escapes = pair.fields.text("title"), pair.escapes
    pair.finish("title")
    raw = pair.source.lines[pair.first_line - 1 :]
    has_end = pair.first_line <= len(pair.source.lines) + 1
    if not (has_end and check_limits(pair.source, raw, pair.first_line)):
        return quiz, {}
    sections = read_sections(pair.source, pair.first_line)
    if sections.intro is not None and quiz.intro is None:
        pair.report(rules.ITEM, sections.intro.span, "The source has no text above its items")
    translated, marks = _read_items(pair, quiz, sections)
    return replace(
        quiz,
        title=title,
        intro=sections.intro or quiz.intro,
        items=tuple(translated.get(item.id, item) for item in quiz.items),
        path=pair.source.path,
        span=pair.source.span(1),
        language=language,
        lint_ignore=escapes,
    ), marks


def _read_items(
    pair: Pair, quiz: Quiz, sections: Sections
) -> tuple[dict[str, Item], dict[str, Mark]]:
    """Return id -> item, and id -> mark, of the items that are translated."""
    originals = _originals(pair)
    items: dict[str, Item] = {}
    marks: dict[str, Mark] = {}
    for lines in sections.parts:
        found = _read_item(pair, quiz, lines, sections.fenced, originals)
        if found is None:
            continue
        item, mark = found
        if item.id in marks:
            message = f"`{item.id}` is already on line {marks[item.id].span.line}"
            pair.report(quiz_rules.TWICE, item.span, message)
            continue
        items[item.id] = item
        marks[item.id] = mark
    return items, marks


def _originals(pair: Pair) -> dict[str, Attributes]:
    """Return name -> attributes, of the items of the source as they are written."""
    found = {}
    for lines in read_sections(pair.original, pair.original_first_line).parts:
        _, _, attributes = _split(pair.original, lines[0])
        if attributes is not None and attributes.id is not None:
            found[attributes.id.value] = attributes
    return found


def _split(source: Source, line: Line) -> tuple[str, str, Attributes | None]:
    """Return the heading up to its stem, the stem, and the attribute list."""
    rest = line.text.lstrip().lstrip("#")
    prefix = line.text[: len(line.text) - len(rest.lstrip())]
    stem, attributes = split_attributes(source, line.number, rest.strip(), len(prefix) + 1)
    return prefix, stem, attributes


def _read_item(
    pair: Pair,
    quiz: Quiz,
    lines: Sequence[Line],
    fenced: frozenset[int],
    originals: Mapping[str, Attributes],
) -> tuple[Item, Mark] | None:
    source, heading = pair.source, lines[0]
    before = len(source.findings.diagnostics)
    prefix, stem, attributes = _split(source, heading)
    name = attributes.id.value if attributes and attributes.id else ""
    if attributes is None or not name:
        if len(source.findings.diagnostics) == before:
            message = f"Item `{shorten(stem)}` has no id"
            hint = "Write the id of the item in the source: `{ #some-id }`."
            source.report(quiz_rules.NO_ID, heading.number, message, hint)
        return None
    theirs = originals.get(name)
    original = next(
        (item for item in quiz.items if name in (item.id, item.written_id, *item.aliases)), None
    )
    if theirs is None or original is None:
        _report_unknown(pair, attributes, name, original, originals)
        return None
    _compare(pair, attributes, theirs)
    listed = _listed(name, theirs, attributes)
    start = len(prefix) + len(stem)
    line = Line(heading.number, f"{prefix}{stem} {listed}", f"{heading.plain[:start]} {listed}")
    item = _read_alike(pair, original, (line, *lines[1:]), fenced, start)
    if item is None:
        return None
    own = attributes.values.get(HASH)
    return with_texts(original, item), Mark(own.value if own else "", item.span)


def _read_alike(
    pair: Pair, original: Item, lines: Sequence[Line], fenced: frozenset[int], start: int
) -> Item | None:
    """Return an item that is built like its source; None, with findings, when it is not.

    Args:
        pair: the translation and its source.
        original: the item in the language of the source.
        lines: the item, with the attributes of its source from column `start` on.
        fenced: numbers of the lines that belong to code blocks.
        start: how much of the heading is the translation's own.
    """
    own = Findings()
    item = read_item(replace(pair.source, findings=own), original.bank, lines, fenced)
    found = None if item is None else difference(item, original)
    # What does not go with the attributes is built differently; that is said below.
    said = [
        one
        for one in own.diagnostics
        if found is None or one.span.line != lines[0].number or one.span.column <= start
    ]
    pair.source.findings.extend(said)
    if item is None or any(one.severity == "error" for one in said):
        return None
    if found is not None:
        pair.report(rules.ITEM, *found)
        return None
    if isinstance(item.interaction, Choice) and isinstance(original.interaction, Choice):
        options = zip(item.interaction.options, original.interaction.options, strict=True)
        for different in (each for two in options for each in other_values(*two)):
            pair.report(rules.VALUE, *different)
    return item


def _report_unknown(
    pair: Pair,
    attributes: Attributes,
    name: str,
    original: Item | None,
    originals: Mapping[str, Attributes],
) -> None:
    guess = original.written_id if original else nearest(name, originals)
    place = attributes.id.span if attributes.id else attributes.span
    message = f"The source has no item `{shorten(name)}`"
    hint = f"Did you mean `#{guess}`?" if guess else None
    if original is not None:
        message = f"The source calls `{shorten(name)}` by another name now"
        hint = f"Write `#{guess}`."
    pair.source.report(rules.UNKNOWN, place, message, hint)


def _compare(pair: Pair, attributes: Attributes, theirs: Attributes) -> None:
    """Report attributes that say something else than the source."""
    for key, attribute in attributes.values.items():
        if key in (HASH, *_OWN):
            continue
        wanted = theirs.get(key)
        if wanted != attribute.value:
            shown = "has none" if wanted is None else f"says `{shorten(wanted)}`"
            message = f"`{shorten(key)}={shorten(attribute.value)}`, but the source {shown}"
            pair.report(rules.VALUE, attribute.span, message)


def _listed(name: str, theirs: Attributes, ours: Attributes) -> str:
    """Return the list of the source, with the words that are translated."""
    values = {key: each.value for key, each in theirs.values.items()}
    values |= {key: each.value for key, each in ours.values.items() if key in _OWN}
    quoted = (f"{key}={_quoted(value)}" for key, value in values.items())
    return " ".join(["{", f"#{name}", *quoted, "}"])


def _quoted(value: str) -> str:
    return f"'{value}'" if '"' in value else f'"{value}"'
