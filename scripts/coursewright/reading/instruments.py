"""Instrument files: `quizzes/instruments/<id>.md`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coursewright.model import Category, Instrument, Markdown
from coursewright.model.instruments import BANDS
from coursewright.reading.admonitions import ADMONITIONS
from coursewright.reading.escapes import read_escapes
from coursewright.reading.fields import SLUG
from coursewright.reading.front_matter import read_front_matter
from coursewright.reading.identities import identity
from coursewright.reading.limits import check_limits
from coursewright.reading.practice_files import read_practice_files
from coursewright.reading.quiz_grammar.attributes import split_attributes
from coursewright.reading.quiz_grammar.bank import Sections, read_sections
from coursewright.reading.quiz_grammar.blocks import split_blocks
from coursewright.reading.quiz_grammar.elements import read_elements
from coursewright.reading.quiz_grammar.sections import check_indented, section_body
from coursewright.reading.quizzes import read_file_id
from coursewright.reading.rules import instruments as rules
from coursewright.reading.rules import quizzes as quiz_rules
from coursewright.reading.suggest import nearest, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.model.instruments import Band
    from coursewright.reading.fields import Fields
    from coursewright.reading.files import Tree
    from coursewright.reading.quiz_grammar.attributes import Attributes
    from coursewright.reading.quiz_grammar.blocks import Block, Line
    from coursewright.reading.source import Source

_FEWEST_WORDS = 2
_FEWEST_STATEMENTS = 2
_MOST_MINUTES = 60


def read_instruments(tree: Tree, language: str) -> tuple[Instrument, ...]:
    """Read every instrument of `quizzes/instruments/`."""
    return read_practice_files(tree, "instruments", read_instrument, language)


def read_instrument(source: Source, language: str = "en") -> Instrument:
    """Read one instrument; what is wrong is reported, and what is readable is returned."""
    fields, first_line = read_front_matter(source, "instrument")
    aliases = fields.ids("aliases", SLUG)
    name = read_file_id(source, fields, "instrument")
    identifier, written = identity(name, aliases)
    title, minutes = fields.text("title"), fields.integer("minutes", 1, _MOST_MINUTES)
    scale, escapes = _read_scale(fields), read_escapes(fields)
    fields.finish()
    raw = source.lines[first_line - 1 :]
    has_end = first_line <= len(source.lines) + 1
    is_safe = has_end and check_limits(source, raw, first_line)
    sections = read_sections(source, first_line) if is_safe else Sections(None, (), frozenset())
    if is_safe and not sections.parts:
        message = f"Instrument `{name}` has no categories"
        source.report(quiz_rules.NO_ITEMS, first_line, message)
    return Instrument(
        id=identifier,
        title=title,
        minutes=minutes,
        scale=scale,
        intro=sections.intro,
        categories=read_categories(source, sections),
        path=source.path,
        span=source.span(1),
        language=language,
        lint_ignore=escapes,
        aliases=aliases,
        written_id=written,
    )


def _read_scale(fields: Fields) -> tuple[str, ...]:
    scale = fields.texts("scale")
    if len(scale) < _FEWEST_WORDS and not fields.is_silent:
        message = "`scale` needs at least two words" if scale else "`scale` is missing"
        fields.report("scale", message, rules.NO_SCALE)
    return scale


def read_categories(source: Source, sections: Sections) -> tuple[Category, ...]:
    """Read the categories of an instrument; what is wrong is reported."""
    found: dict[str, Category] = {}
    for lines in sections.parts:
        category = _read_category(source, lines, sections.fenced)
        if category.id and category.id in found:
            message = f"Category `{category.id}` is already on line {found[category.id].span.line}"
            source.report(rules.CATEGORY_ID, category.span, message)
        elif category.id:
            found[category.id] = category
    return tuple(found.values())


@dataclass(slots=True)
class _Parts:
    body: list[Block] = field(default_factory=list)
    statements: tuple[Markdown, ...] = ()
    advice: dict[Band, Markdown] = field(default_factory=dict)
    is_whole: bool = True
    """False: something was reported, so that what seems to be missing may be there."""


def _read_category(source: Source, lines: Sequence[Line], fenced: frozenset[int]) -> Category:
    heading = lines[0]
    span = source.span(heading.number)
    rest = heading.text.lstrip().lstrip("#")
    column = len(heading.text) - len(rest.lstrip()) + 1
    title, attributes = split_attributes(source, heading.number, rest.strip(), column)
    identifier, covers = _read_heading(source, heading, title, attributes)
    parts = _sort_blocks(source, split_blocks(lines[1:], fenced))
    if len(parts.statements) < _FEWEST_STATEMENTS:
        source.report(rules.NO_STATEMENTS, span, f"“{shorten(title)}” has too few statements")
    missing = [band for band in BANDS if band not in parts.advice]
    if missing and parts.is_whole:
        message = f"“{shorten(title)}” has no `!!! {missing[0]}`"
        source.report(rules.NO_ADVICE, span, message)
    body = None
    if parts.body:
        texts = ("\n".join(line.text.rstrip() for line in block.lines) for block in parts.body)
        body = Markdown("\n\n".join(texts), source.span(parts.body[0].first.number))
    return Category(identifier, title, covers, body, parts.statements, parts.advice, span)


def _read_heading(
    source: Source, heading: Line, title: str, attributes: Attributes | None
) -> tuple[str, tuple[str, ...]]:
    """Return the id ("" when it is unusable) and the knowledge items of a category."""
    identifier = attributes.id.value if attributes and attributes.id else ""
    for name, attribute in ({} if attributes is None else attributes.values).items():
        if name != "covers":
            message = f"Unknown attribute `{shorten(name)}` of a category"
            source.report(quiz_rules.UNKNOWN_ATTRIBUTE, attribute.span, message)
    if not title:
        source.report(quiz_rules.NO_STEM, heading.number, "This category has no title")
    if not SLUG.fullmatch(identifier):
        if attributes is None or not attributes.is_broken:
            shown = f"`#{shorten(identifier)}` is not an id" if identifier else "This has no id"
            source.report(rules.CATEGORY_ID, heading.number, shown)
        identifier = ""
    return identifier, tuple(((attributes and attributes.get("covers")) or "").split())


def _sort_blocks(source: Source, blocks: Sequence[Block]) -> _Parts:
    parts = _Parts()
    for block in blocks:
        if block.kind == "directive":
            _read_directive(source, block, parts)
        elif block.has_boxes:
            message = "Statements are rated, so they have no boxes"
            source.report(quiz_rules.BAD_LIST, block.first.number, message)
            parts.is_whole = False
        elif block.kind in {"bullets", "ordered"}:
            parts.statements += read_elements(source, block)
        elif parts.statements or parts.advice:
            message = f"`{shorten(block.first.text)}` stands after the statements"
            source.report(quiz_rules.AFTER_OPTIONS, block.first.number, message)
            parts.is_whole = False
        else:
            parts.body.append(block)
    return parts


def _read_directive(source: Source, block: Block, parts: _Parts) -> None:
    """Keep an advice or a box of the text; report what is neither."""
    head = block.first.text.strip()
    name = head.lstrip("!?+=").split(maxsplit=1)[0] if head.lstrip("!?+= ") else ""
    if name in ADMONITIONS:
        if check_indented(source, block):
            parts.body.append(block)
        return
    band = next((band for band in BANDS if band == name), None)
    if band is None or head != f"!!! {band}":
        guess = band or nearest(name, (*BANDS, *ADMONITIONS))
        hint = f"Write `!!! {guess}`." if guess else None
        message = f"`{shorten(head)}` is not understood"
        source.report(quiz_rules.UNKNOWN_BLOCK, block.first.number, message, hint)
        parts.is_whole = False
    elif band in parts.advice:
        message = f"This category has a second `!!! {band}`"
        source.report(quiz_rules.BLOCK_TWICE, block.first.number, message)
    elif check_indented(source, block):
        parts.advice[band] = section_body(source, block)
    else:
        parts.is_whole = False
