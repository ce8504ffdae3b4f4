"""Divides a scenario into its setting, its nodes and its debrief."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coursewright.model import Markdown, Node
from coursewright.reading.admonitions import ADMONITIONS
from coursewright.reading.fields import SLUG
from coursewright.reading.quiz_grammar.attributes import split_attributes
from coursewright.reading.quiz_grammar.bank import read_sections
from coursewright.reading.quiz_grammar.blocks import Block, Line, split_blocks
from coursewright.reading.quiz_grammar.sections import check_indented, section_body
from coursewright.reading.rules import quizzes as rules
from coursewright.reading.rules import scenarios as scenario_rules
from coursewright.reading.scenario_grammar.options import read_options
from coursewright.reading.slugs import slugify
from coursewright.reading.suggest import nearest, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.model import ScenarioOption
    from coursewright.reading.source import Source

_DIRECTIVE = re.compile(r"^(!!!|\?\?\?\+?|===) ?([A-Za-z][\w-]*)?(.*)$")
_DEBRIEF = "debrief"


@dataclass(slots=True)
class ScenarioText:
    """Everything below a scenario's front matter."""

    setting: Markdown | None = None
    nodes: list[Node] = field(default_factory=list)
    debrief: Markdown | None = None
    is_debriefed: bool = False
    """True when there is a debrief, even an empty one, which is reported."""


@dataclass(slots=True)
class _Parts:
    body: list[Block] = field(default_factory=list)
    options: tuple[ScenarioOption, ...] = ()
    has_options: bool = False


def read_nodes(source: Source, first_line: int) -> ScenarioText:
    """Read a scenario's text; what is wrong is reported.

    Args:
        source: the file.
        first_line: line on which the text below the front matter starts.
    """
    found = ScenarioText()
    before = len(source.findings.diagnostics)
    sections = read_sections(source, first_line)
    is_whole = len(source.findings.diagnostics) == before
    found.setting = sections.intro
    taken: dict[str, int] = {}
    for lines in sections.parts:
        node = _read_node(source, lines, sections.fenced, found)
        if node is None:
            continue
        if node.id in taken:
            message = f"Node id `{node.id}` is already on line {taken[node.id]}"
            source.report(scenario_rules.NODE_TWICE, node.span, message)
        else:
            found.nodes.append(node)
            taken[node.id] = node.span.line
    if not sections.parts:
        source.report(scenario_rules.NO_NODES, first_line, "This scenario has nothing to decide")
    elif is_whole and not found.is_debriefed:  # else it may be where the mistake is
        source.report(scenario_rules.NO_DEBRIEF, 1, "This scenario has no `!!! debrief`")
    if found.setting is None and sections.parts:
        source.report(scenario_rules.NO_SETTING, first_line, "This scenario has no setting")
    return found


def _read_node(
    source: Source, lines: Sequence[Line], fenced: frozenset[int], found: ScenarioText
) -> Node | None:
    heading = lines[0]
    span = source.span(heading.number)
    rest = heading.text.lstrip().lstrip("#")
    column = len(heading.text) - len(rest.lstrip()) + 1
    prompt, attributes = split_attributes(source, heading.number, rest.strip(), column)
    parts = _sort_blocks(source, split_blocks(lines[1:], fenced), found)
    identifier = attributes.id.value if attributes and attributes.id else ""
    if attributes is not None:
        for name, attribute in {**attributes.values, **attributes.classes}.items():
            message = f"Unknown attribute `{shorten(name)}` of a node"
            hint = "A node has an id only; moods and knowledge belong to its options."
            source.report(rules.UNKNOWN_ATTRIBUTE, attribute.span, message, hint)
    if not prompt:
        source.report(rules.NO_STEM, span, "This node has no text in its heading")
    if not SLUG.fullmatch(identifier):
        if attributes is None or not attributes.is_broken:
            _report_id(source, identifier, prompt, heading)
        return None
    body = None
    if parts.body:
        texts = ("\n".join(line.text.rstrip() for line in block.lines) for block in parts.body)
        body = Markdown("\n\n".join(texts), source.span(parts.body[0].first.number))
    return Node(
        identifier, Markdown(prompt, source.span(heading.number, column)), body, parts.options, span
    )


def _report_id(source: Source, identifier: str, prompt: str, heading: Line) -> None:
    shown = f"`#{shorten(identifier)}` is not an id" if identifier else "This node has no id"
    proposal = slugify(prompt)[:40].strip("-") or "some-id"
    hint = f"Write for example `{{ #{proposal} }}` at the end of the heading."
    source.report(scenario_rules.NODE_ID, heading.number, shown, hint)


def _sort_blocks(source: Source, blocks: Sequence[Block], found: ScenarioText) -> _Parts:
    parts = _Parts()
    is_told = False
    """True: the block above was reported, and feedback below it is the rest of that mistake."""
    for block in blocks:
        if block.kind == "directive" and _is_section(source, block, found):
            continue
        if block.has_boxes:
            parts.has_options = True
            parts.options += read_options(source, block)
        elif not parts.has_options:
            parts.body.append(block)
        elif is_told and block.first.text.lstrip().startswith(">"):
            continue
        else:
            _report_tail(source, block)
            is_told = True
            continue
        is_told = False
    return parts


def _is_section(source: Source, block: Block, found: ScenarioText) -> bool:
    """Keep a debrief, report an unknown block; False: a box that belongs to the node's text."""
    head = block.first.text.strip()
    match = _DIRECTIVE.match(head)
    name = match[2] if match else None
    if match is None or name is None:
        is_tab = match is not None and match[1] == "==="
        if not is_tab:
            source.report(rules.UNKNOWN_BLOCK, block.first.number, f"`{shorten(head)}` is unknown")
        return not is_tab
    if name in ADMONITIONS:
        check_indented(source, block)
        return False
    if name != _DEBRIEF:
        guess = nearest(name, (_DEBRIEF, *ADMONITIONS))
        hint = f"Did you mean `!!! {guess}`?" if guess else None
        message = f"Unknown block `{shorten(head)}`"
        source.report(rules.UNKNOWN_BLOCK, block.first.number, message, hint)
        return True
    if found.is_debriefed:
        message = "This scenario has a second `debrief` block"
        source.report(rules.BLOCK_TWICE, block.first.number, message)
        return True
    if match[1] != "!!!" or match[3].strip():
        message = f"`{shorten(head)}` must be written `!!! debrief`"
        source.report(rules.BAD_BLOCK, block.first.number, message)
    found.is_debriefed = True
    found.debrief = section_body(source, block) if check_indented(source, block) else None
    return True


def _report_tail(source: Source, block: Block) -> None:
    line = block.first
    span = source.span(line.number, len(line.text) - len(line.text.lstrip()) + 1)
    if line.text.lstrip().startswith(">"):
        message = "This feedback is not indented, so it belongs to no option"
        source.report(rules.STRAY_FEEDBACK, span, message)
    else:
        hint = "Indent what the partner does by four spaces, below its option."
        message = f"`{shorten(line.text)}` stands after the options"
        source.report(rules.AFTER_OPTIONS, span, message, hint)
