"""Puts an item together from its heading and blocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coursewright.model import (
    Choice,
    FillIn,
    Interaction,
    Item,
    Likert,
    LongFillIn,
    Markdown,
    Matching,
    Sequencing,
)
from coursewright.reading.fields import SLUG
from coursewright.reading.identities import identity
from coursewright.reading.quiz_grammar.blanks import Gaps, find_gaps
from coursewright.reading.quiz_grammar.blocks import Block, Line, split_blocks
from coursewright.reading.quiz_grammar.elements import read_elements, read_pairs
from coursewright.reading.quiz_grammar.fitting import check_fit, read_scale
from coursewright.reading.quiz_grammar.heading import PLAIN_ATTRIBUTES, Heading, read_heading
from coursewright.reading.quiz_grammar.options import CREDITS, read_options, report_half_credits
from coursewright.reading.quiz_grammar.sections import read_section
from coursewright.reading.rules import quizzes as rules
from coursewright.reading.suggest import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.model import Option, Scoring
    from coursewright.reading.source import Source

_MOST_POINTS = 1000
_ASKING = {"ordered": "a numbered list", "table": "a table"}
_SCORING: dict[str, Scoring] = {
    "multi": "multiple",
    "situation": "situation",
    "true-false": "true-false",
}


@dataclass(slots=True)
class _Parts:
    """The blocks of an item, sorted by their role."""

    sections: dict[str, Markdown | None] = field(default_factory=dict)
    body: list[Block] = field(default_factory=list)
    asking: Block | None = None
    """The list or table that is answered; None for gaps and reflections."""


def read_item(
    source: Source, bank: str, lines: Sequence[Line], fenced: frozenset[int]
) -> Item | None:
    """Read one item from its heading to the next.

    Args:
        source: the bank's file.
        bank: id of the bank.
        lines: the heading and the lines below it.
        fenced: numbers of the lines that belong to code blocks.

    Returns:
        None when it has no id or nothing to answer (which is reported).
    """
    heading = read_heading(source, lines[0])
    parts = _sort_blocks(heading, split_blocks(lines[1:], fenced))
    gaps = Gaps(source, is_exact=heading.flag("exact", default=False))
    stem = gaps.replace(*_stem(heading), heading.line.number, heading.stem_column)
    body = _body(source, parts.body, gaps)
    interaction = _interaction(heading, parts, gaps)
    if interaction is not None:
        check_fit(heading, interaction, parts.sections)
    aliases = heading.ids("aliases", SLUG)
    identifier, written = identity(heading.id or "", aliases)
    item = Item(
        id=identifier,
        bank=bank,
        interaction=interaction or LongFillIn(None),
        stem=Markdown(stem, source.span(heading.line.number, heading.stem_column)),
        body=body,
        objective=_objective(heading),
        evidence=heading.ids("evidence"),
        points=heading.number("points", _MOST_POINTS),
        revision=heading.number("revision", 10_000),
        is_shuffled=heading.flag("shuffle", default=True),
        hint=parts.sections.get("hint"),
        rationale=parts.sections.get("rationale"),
        origin=None,
        span=heading.span,
        attributes=_plain_attributes(heading),
        aliases=aliases,
        written_id=written,
        status=heading.status(),
        reviews=heading.reviews(),
    )
    return item if heading.id and interaction is not None else None


def _objective(heading: Heading) -> str | None:
    objectives = heading.ids("objective")
    if len(objectives) > 1:
        span = heading.attributes.values["objective"].span
        heading.source.report(rules.BAD_VALUE, span, "An item measures one objective")
    return objectives[0] if objectives else None


def _plain_attributes(heading: Heading) -> dict[str, str]:
    values = heading.attributes.values
    return {name: values[name].value for name in PLAIN_ATTRIBUTES if name in values}


def _stem(heading: Heading) -> tuple[str, str]:
    start = heading.stem_column - 1
    return heading.stem, heading.line.plain[start : start + len(heading.stem)]


def _body(source: Source, blocks: Sequence[Block], gaps: Gaps) -> Markdown | None:
    """Join the text before the interaction, with its gaps numbered."""
    if not blocks:
        return None
    paragraphs: list[str] = []
    for block in blocks:
        lines = (gaps.replace(line.text, line.plain, line.number) for line in block.lines)
        paragraphs.append("\n".join(text.rstrip() for text in lines))
    return Markdown("\n\n".join(paragraphs), source.span(blocks[0].first.number))


def _sort_blocks(heading: Heading, blocks: Sequence[Block]) -> _Parts:
    source, parts = heading.source, _Parts()
    asking = _find_asking(heading, blocks)
    above: Block | None = None
    for block in blocks:
        above, before = block, above
        if before is not None and _is_reported(before, block, parts):
            continue
        if block.kind == "directive":
            section = read_section(source, block)
            if section is not None:
                _keep_section(source, parts, section, block)
                continue
        if block is asking:
            parts.asking = block
        elif parts.asking is None:
            parts.body.append(block)
            if asking is not None and block.kind in _ASKING:
                _report_second(source, block)
        elif block.kind in _ASKING or block.has_boxes:
            _report_second(source, block)
        elif block.kind != "directive":
            _report_tail(source, block)
        else:
            message = f"`{shorten(block.first.text)}` stands after the options"
            source.report(rules.AFTER_OPTIONS, block.first.number, message)
    return parts


def _is_reported(above: Block, block: Block, parts: _Parts) -> bool:
    """Tell whether a block is only the rest of a mistake that was reported for the one above."""
    if parts.asking is None:
        return False
    if above.kind == "directive":
        # The text of a box that was not indented.
        is_next = block.first.number == above.first.number + 1
        return block.kind == "text" and len(above.lines) == 1 and is_next
    # The options below feedback that was not indented, which has cut their list in two.
    return block.has_boxes and above.kind == "text" and above.first.text.startswith(">")


def _keep_section(
    source: Source, parts: _Parts, section: tuple[str, Markdown | None], block: Block
) -> None:
    name, text = section
    if not name:
        return
    if name in parts.sections:
        message = f"This item has a second `{name}` block"
        source.report(rules.BLOCK_TWICE, block.first.number, message)
        return
    parts.sections[name] = text
    for line in block.lines:
        if find_gaps(line.text, line.plain):
            message = f"Gap in the `{name}` block"
            source.report(rules.STRAY_GAP, line.number, message)


def _find_asking(heading: Heading, blocks: Sequence[Block]) -> Block | None:
    """Return the block that is answered: options before lists and tables."""
    if heading.type == "likert":
        return next((block for block in blocks if block.kind == "bullets"), None)
    for block in blocks:
        if block.has_boxes:
            return block
    lines = [heading.line, *(line for block in blocks for line in block.lines)]
    has_gaps = any(find_gaps(line.text, line.plain) for line in lines)
    if heading.type == "reflection":
        return None
    for block in blocks:
        if block.kind in _ASKING:
            inside = any(find_gaps(line.text, line.plain) for line in block.lines)
            if not inside:
                if has_gaps:
                    _report_second(heading.source, block)
                    return None
                return block
    return None


def _report_second(source: Source, block: Block) -> None:
    name = _ASKING.get(block.kind, "a second list of options")
    message = f"This item already asks something else; here {name} begins"
    source.report(rules.TWO_INTERACTIONS, block.first.number, message)


def _report_tail(source: Source, block: Block) -> None:
    line = block.first
    column = len(line.text) - len(line.text.lstrip()) + 1
    span = source.span(line.number, column)
    if line.text.lstrip().startswith(">"):
        message = "This feedback is not indented, so it belongs to no option"
        source.report(rules.STRAY_FEEDBACK, span, message)
    else:
        message = f"`{shorten(line.text)}` stands after the options"
        source.report(rules.AFTER_OPTIONS, span, message)


def _interaction(heading: Heading, parts: _Parts, gaps: Gaps) -> Interaction | None:
    _report_stray(heading, parts, gaps)
    if parts.asking is not None:
        return _from_block(heading, parts.asking)
    if heading.type == "reflection":
        return LongFillIn(parts.sections.get("model"))
    if gaps.places:
        blanks = gaps.blanks()
        return FillIn(blanks) if blanks else None
    _report_nothing(heading, parts)
    return None


def _from_block(heading: Heading, asking: Block) -> Interaction | None:
    source = heading.source
    if asking.has_boxes and heading.type != "likert":
        return _choice(heading, read_options(source, asking))
    if asking.kind == "table":
        pairs, extra = read_pairs(source, asking)
        if not pairs and len(extra) == len(asking.lines) - 2:  # else a row was reported
            message = "No row of this table has both cells filled"
            source.report(rules.COLUMNS, asking.first.number, message)
        return Matching(pairs, extra) if pairs else None
    elements = read_elements(source, asking)
    if not elements:
        return None
    is_scale = asking.kind == "bullets"
    return Likert(elements, read_scale(heading)) if is_scale else Sequencing(elements)


def _report_stray(heading: Heading, parts: _Parts, gaps: Gaps) -> None:
    source = heading.source
    if gaps.places and (parts.asking is not None or heading.type == "reflection"):
        message = "This gap stands in an item that asks something else"
        source.report(rules.TWO_INTERACTIONS, gaps.places[0], message)
    if parts.asking is not None:
        for line in parts.asking.lines:
            if find_gaps(line.text, line.plain):
                message = "Gaps are filled in the text, not here"
                source.report(rules.STRAY_GAP, line.number, message)
    if parts.asking is None:
        return
    for block in parts.body:
        first = block.first
        if first.text.startswith("    ") and first.text.lstrip().startswith(">"):
            message = "This feedback stands before the first option"
            source.report(rules.STRAY_FEEDBACK, first.number, message)


def _report_nothing(heading: Heading, parts: _Parts) -> None:
    hint = None
    if any(block.kind == "bullets" for block in parts.body):
        hint = (
            "Give the lines of the list boxes: `- [x] right`, `- [ ] wrong`; or, for a scale, "
            'add `type=likert scale="never|sometimes|always"` to the heading.'
        )
    message = f"Item `{shorten(heading.id or heading.stem)}` has nothing to answer"
    heading.source.report(rules.NO_INTERACTION, heading.span, message, hint)


def _choice(heading: Heading, options: tuple[Option, ...]) -> Choice | None:
    has_half = any(option.credit == CREDITS["~"] for option in options)
    scoring = _SCORING.get(heading.type or "", "situation" if has_half else "single")
    if heading.type == "choice":
        scoring = "single"
    if scoring != "situation" and has_half:
        report_half_credits(heading.source, options, heading.type or "choice")
    return Choice(options, scoring) if options else None
