"""Recall material: `{ .recall #id … }` and the list or table below it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from coursewright.model import Markdown, Recall, RecallEntry, RecallKind
from coursewright.reading.fields import DOTTED, SLUG
from coursewright.reading.quiz_grammar.attributes import Attributes, parse_attributes
from coursewright.reading.quiz_grammar.blocks import Block, Line, read_block
from coursewright.reading.quiz_grammar.elements import read_elements, read_pairs
from coursewright.reading.rules import pages as rules
from coursewright.reading.suggest import did_you_mean, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.reading.source import Source

_LINE = re.compile(r"^( *)\{:? *(?=[^}]*\.?recall\b)([^}]*)\}? *$")
_MEANING = re.compile(r"^ {0,3}:(?: +|$)")
_KINDS: tuple[RecallKind, ...] = get_args(RecallKind)
_KNOWN = ("kinds", "objective", "evidence", "ordered")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the material stands."""

    lesson: str
    module: str


def find_recall_lines(lines: Sequence[str]) -> tuple[int, ...]:
    """Return the indexes of the lines that were meant as recall lines."""
    return tuple(
        index for index, line in enumerate(lines) if "recall" in line and _LINE.match(line)
    )


def read_recalls(
    source: Source, lines: Sequence[Line], fenced: frozenset[int], place: Place
) -> tuple[Recall, ...]:
    """Read all recall material of a page; what is not understood is reported and left out."""
    recalls: dict[str, Recall] = {}
    for index in find_recall_lines([line.plain for line in lines]):
        recall = _read_recall(source, lines, index, fenced, place)
        if recall is None:
            continue
        if recall.id in recalls:
            message = f"Recall id `{recall.id}` is already on line {recalls[recall.id].first_line}"
            source.report(rules.RECALL_TWICE, recall.span, message)
        else:
            recalls[recall.id] = recall
    return tuple(recalls.values())


def _read_recall(
    source: Source, lines: Sequence[Line], index: int, fenced: frozenset[int], place: Place
) -> Recall | None:
    head = lines[index]
    attributes = _read_attributes(source, head)
    block = _next_block(lines, index + 1, fenced)
    entries, is_list = ((), False) if block is None else _entries(source, block)
    if not entries or block is None:
        message = "Below this line there is no definition list, numbered list or table"
        source.report(rules.RECALL_BLOCK, head.number, message)
        return None
    if attributes is None or attributes.id is None:
        return None
    objective = attributes.values.get("objective")
    return Recall(
        id=attributes.id.value,
        kinds=_read_kinds(source, head, attributes),
        entries=entries,
        is_ordered=is_list or attributes.get("ordered") == "true",
        objective=None if objective is None else objective.value,
        evidence=tuple((attributes.get("evidence") or "").split()),
        lesson=place.lesson,
        module=place.module,
        first_line=head.number,
        last_line=block.lines[-1].number,
        span=source.span(head.number),
    )


def _read_attributes(source: Source, head: Line) -> Attributes | None:
    match = _LINE.match(head.plain)
    if match is None:
        return None
    if match[1] or "}" not in head.plain:
        message = "This line must begin with `{ .recall` and end with `}`"
        source.report(rules.RECALL_ATTRIBUTES, head.number, message)
        return None
    text = head.text[match.start(2) : match.end(2)]
    rule = rules.RECALL_ATTRIBUTES
    attributes = parse_attributes(source, head.number, text, match.start(2) + 1, rule)
    if "recall" not in attributes.classes:
        source.report(rule, head.number, "A dot is missing before `recall`")
    for name, attribute in {**attributes.classes, **attributes.values}.items():
        if name not in {*_KNOWN, "recall"}:
            message = f"Unknown attribute `{shorten(name)}` of recall material"
            source.report(rule, attribute.span, message, did_you_mean(name, _KNOWN))
    if attributes.id is None:
        source.report(rule, head.number, "This recall material has no id")
    elif not SLUG.fullmatch(attributes.id.value):
        message = f"`#{shorten(attributes.id.value)}` is not an id"
        source.report(rule, attributes.id.span, message)
        return None
    _check_values(source, attributes)
    return attributes


def _check_values(source: Source, attributes: Attributes) -> None:
    rule = rules.RECALL_ATTRIBUTES
    for name in ("objective", "evidence"):
        attribute = attributes.values.get(name)
        for word in () if attribute is None else attribute.value.split():
            if attribute is not None and not DOTTED.fullmatch(word):
                message = f"`{shorten(word)}` in `{name}` is not an id"
                source.report(rule, attribute.span, message)
    ordered = attributes.values.get("ordered")
    if ordered is not None and ordered.value not in {"true", "false"}:
        message = f"`ordered={shorten(ordered.value)}` is neither true nor false"
        source.report(rule, ordered.span, message)


def _read_kinds(source: Source, head: Line, attributes: Attributes) -> tuple[RecallKind, ...]:
    attribute = attributes.values.get("kinds")
    rule = rules.RECALL_ATTRIBUTES
    if attribute is None or not attribute.value:
        hint = f'Add `kinds="…"` with some of: {", ".join(_KINDS)}.'
        source.report(rule, head.number, "This recall material has no kinds", hint)
        return ()
    found: dict[RecallKind, None] = {}
    for word in attribute.value.replace(",", " ").split():
        kind = next((kind for kind in _KINDS if kind == word), None)
        if kind is None:
            message = f"`{shorten(word)}` is not a kind of generated item"
            source.report(rule, attribute.span, message, did_you_mean(word, _KINDS))
        else:
            found[kind] = None
    return tuple(found)


def _next_block(lines: Sequence[Line], start: int, fenced: frozenset[int]) -> Block | None:
    while start < len(lines) and not lines[start].text.strip():
        start += 1
    if start == len(lines):
        return None
    if _is_term(lines, start):
        return Block("text", tuple(lines[start : _definitions_end(lines, start)]))
    return read_block(lines, start, fenced)[0]


def _definitions_end(lines: Sequence[Line], start: int) -> int:
    """Return the index behind the definition list that begins at `start`."""
    end = index = start
    while index < len(lines):
        text = lines[index].plain
        if not text.strip():
            index += 1
            continue
        is_part = _is_term(lines, index) or _MEANING.match(text) or text.startswith("    ")
        is_wrapped = index == end and index > start and not text.startswith("#")
        if not (is_part or is_wrapped):
            break
        index += 1
        end = index
    return end


def _is_term(lines: Sequence[Line], index: int) -> bool:
    """Return whether a line is a term: the next line that is not empty is its meaning."""
    text = lines[index].plain
    if text.startswith((" ", "#", "|", ":")) or index + 1 >= len(lines):
        return False
    below = index + 1
    if not lines[below].plain.strip() and below + 1 < len(lines):
        below += 1
    return bool(_MEANING.match(lines[below].plain))


def _entries(source: Source, block: Block) -> tuple[tuple[RecallEntry, ...], bool]:
    """Return the entries, and whether they come from an ordered list."""
    if block.kind == "ordered":
        elements = read_elements(source, block)
        return tuple(RecallEntry(element, None) for element in elements), True
    if block.kind == "table":
        pairs, extra = read_pairs(source, block, rules.RECALL_ENTRY)
        for cell in extra:
            source.report(rules.RECALL_ENTRY, cell.span, "This row has no term")
        return tuple(RecallEntry(pair.source, pair.target) for pair in pairs), False
    if any(_MEANING.match(line.plain) for line in block.lines):
        return _definitions(source, block), False
    return (), False


def _definitions(source: Source, block: Block) -> tuple[RecallEntry, ...]:
    terms: list[tuple[Markdown, list[str], Line | None]] = []
    for index, line in enumerate(block.lines):
        text = line.text.rstrip()
        marker = _MEANING.match(text)
        if not text:
            if terms and terms[-1][1]:
                terms[-1][1].append("")
        elif marker and terms:
            term, meaning, first = terms[-1]
            if first is not None:
                message = f"`{shorten(term.text)}` has a second meaning"
                source.report(rules.RECALL_ENTRY, line.number, message)
            meaning.append(text[marker.end() :])
            terms[-1] = (term, meaning, first or line)
        elif _is_term(block.lines, index):
            terms.append((Markdown(text, source.span(line.number)), [], None))
        elif terms and terms[-1][1]:
            terms[-1][1].append(text.removeprefix("    "))
    return tuple(_entry(source, *parts) for parts in terms)


def _entry(source: Source, term: Markdown, meaning: list[str], first: Line | None) -> RecallEntry:
    text = "\n".join(meaning).strip()
    if first is None or not text:
        source.report(rules.RECALL_ENTRY, term.span, f"`{shorten(term.text)}` has no meaning")
        return RecallEntry(term, Markdown("", term.span))
    column = len(first.text) - len(first.text.lstrip(": ")) + 1
    return RecallEntry(term, Markdown(text, source.span(first.number, column)))
