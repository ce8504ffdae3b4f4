"""The options of a node: grade, text, target, attributes, consequence and feedback."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, get_args

from coursewright.model import Grade, Markdown, Mood, ScenarioOption
from coursewright.reading.fields import DOTTED, SLUG
from coursewright.reading.quiz_grammar.attributes import Attributes, split_attributes
from coursewright.reading.quiz_grammar.blocks import is_box
from coursewright.reading.rules import quizzes as rules
from coursewright.reading.rules import scenarios as scenario_rules
from coursewright.reading.suggest import did_you_mean, shorten

if TYPE_CHECKING:
    from coursewright.reading.quiz_grammar.attributes import Attribute
    from coursewright.reading.quiz_grammar.blocks import Block, Line
    from coursewright.reading.source import Source

MOODS: tuple[Mood, ...] = get_args(Mood)
GRADES: dict[str, Grade] = {"x": "best", "X": "best", "~": "acceptable", " ": "poor"}
_OPTION = re.compile(r"^[-*+] \[([ xX~])\](?: +(.*))?$")
_BOX_START = re.compile(r"[\[(]|$")
_ARROW = re.compile(r"(?:→|⟶|➔|->)")
# `→ #facts` at the end; people without the sign on their keyboard write `->`.
_TARGET = re.compile(r"^(?P<text>.*?)\s*(?:→|⟶|➔|->)\s*#(?P<target>[^\s{}]*)$", re.DOTALL)
_LIST_BEFORE = re.compile(r"\{:?\s*[\w-]+=[^{}]*\}\s*(?:→|⟶|➔|->)")
_ATTRIBUTES = ("applies", "mood", "misconception", "own")
Part = tuple[int, int, str]
"""Line number, column and text."""


@dataclass(slots=True)
class _Draft:
    line: Line
    grade: Grade
    text: list[Part] = field(default_factory=list)
    consequence: list[Part] = field(default_factory=list)
    feedback: list[Part] = field(default_factory=list)
    is_text_over: bool = False


def read_options(source: Source, block: Block) -> tuple[ScenarioOption, ...]:
    """Read a task list whose options lead on; what is not understood is reported and left out."""
    drafts: list[_Draft] = []
    is_lost = False
    """True while the lines belong to an option that could not be read."""
    for line in block.lines:
        if not line.text.strip():
            if drafts:
                _blank(drafts[-1], line)
        elif not line.text.startswith(" ") or is_box(line.plain):
            draft = _start(source, line)
            is_lost = draft is None
            if draft is not None:
                drafts.append(draft)
        elif not is_lost and drafts:
            _continue(source, drafts[-1], line)
    options = (_finish(source, draft) for draft in drafts)
    return tuple(option for option in options if option is not None)


def _start(source: Source, line: Line) -> _Draft | None:
    match = _OPTION.match(line.text.rstrip())
    if match is None:
        if is_box(line.plain):
            column = next(_BOX_START.finditer(line.text)).start() + 1
            message = f"The box of `{shorten(line.text)}` is not understood"
            source.report(rules.BAD_BOX, source.span(line.number, column), message)
        else:
            message = f"`{shorten(line.text)}` has no box"
            source.report(rules.NO_BOX, line.number, message)
        return None
    draft = _Draft(line, GRADES[match[1]])
    if match[2]:
        draft.text.append((line.number, match.start(2) + 1, match[2]))
        draft.is_text_over = _ARROW.search(match[2]) is not None
    return draft


def _blank(draft: _Draft, line: Line) -> None:
    draft.is_text_over = True
    for parts in (draft.feedback, draft.consequence):
        if parts:
            parts.append((line.number, 1, ""))
            return


def _continue(source: Source, draft: _Draft, line: Line) -> None:
    indent = min(len(line.text) - len(line.text.lstrip()), 4)
    text = line.text[indent:].rstrip()
    if text.lstrip().startswith(">"):
        inner = text.lstrip()[1:].removeprefix(" ")
        column = line.text.index(">") + len(line.text[line.text.index(">") :]) - len(inner) + 1
        draft.feedback.append((line.number, min(column, len(line.text) + 1), inner))
    elif draft.feedback:
        hint = "Put what the partner does above the feedback, and begin each line of it with `> `."
        span = source.span(line.number, indent + 1)
        source.report(rules.AFTER_OPTIONS, span, "There is text below the feedback", hint)
    elif draft.is_text_over:
        draft.consequence.append((line.number, indent + 1, text))
    else:
        draft.text.append((line.number, indent + 1, text.strip()))
        draft.is_text_over = _ARROW.search(text) is not None


def _finish(source: Source, draft: _Draft) -> ScenarioOption | None:
    span = source.span(draft.line.number)
    attributes: Attributes | None = None
    if draft.text:
        number, column, last = draft.text[-1]
        last, attributes = split_attributes(source, number, last, column)
        draft.text[-1] = (number, column, last)
    text, target = _target(source, draft, is_told=attributes is not None and attributes.is_broken)
    if not text:
        source.report(rules.EMPTY_OPTION, span, "This option has no text")
        return None
    values = _values(source, attributes)
    return ScenarioOption(
        text=Markdown(text, source.span(draft.text[0][0], draft.text[0][1])),
        grade=draft.grade,
        target=target,
        applies=_applies(source, values.get("applies")),
        mood=_mood(source, values.get("mood")),
        misconception=_misconception(source, values.get("misconception")),
        consequence=_joined(source, draft.consequence),
        feedback=_joined(source, draft.feedback),
        span=span,
        own=values["own"].value if "own" in values else None,
    )


def _target(source: Source, draft: _Draft, *, is_told: bool) -> tuple[str, str]:
    """Return the text of an option and the node it leads to; "" where that is reported.

    Args:
        source: where findings go.
        draft: the option, without its attribute list.
        is_told: the end of the text was reported already.
    """
    text = "\n".join(part for _, _, part in draft.text).strip()
    if is_told or not text:
        return text, ""
    match = _TARGET.match(text)
    if match and SLUG.fullmatch(match["target"]):
        return match["text"].strip(), match["target"]
    number = draft.text[-1][0] if draft.text else draft.line.number
    if match:
        message = f"`#{shorten(match['target'])}` is not the id of a node"
        source.report(rules.BAD_VALUE, source.span(number), message)
        return match["text"].strip(), ""
    hint = None
    if _LIST_BEFORE.search(text):
        hint = "Put the list of attributes behind the target: `→ #node { mood=calm }`."
    message = f"`{shorten(text)}` does not say where it leads"
    source.report(scenario_rules.NO_TARGET, source.span(number), message, hint)
    return text, ""


def _values(source: Source, attributes: Attributes | None) -> dict[str, Attribute]:
    if attributes is None:
        return {}
    if attributes.id is not None:
        message = "An option has no id of its own; where it leads stands before the list"
        source.report(rules.UNKNOWN_ATTRIBUTE, attributes.id.span, message)
    for name, attribute in {**attributes.values, **attributes.classes}.items():
        if name not in _ATTRIBUTES:
            message = f"Unknown attribute `{shorten(name)}` of an option"
            hint = did_you_mean(name, _ATTRIBUTES)
            source.report(rules.UNKNOWN_ATTRIBUTE, attribute.span, message, hint)
    return attributes.values


def _applies(source: Source, attribute: Attribute | None) -> tuple[str, ...]:
    words = [] if attribute is None else attribute.value.replace(",", " ").split()
    found: dict[str, None] = {}
    for word in words:
        if DOTTED.fullmatch(word):
            found[word] = None
        elif attribute is not None:
            message = f"`{shorten(word)}` in `applies` is not an id"
            source.report(rules.BAD_VALUE, attribute.span, message)
    return tuple(found)


def _mood(source: Source, attribute: Attribute | None) -> Mood | None:
    for mood in MOODS:
        if attribute is not None and attribute.value == mood:
            return mood
    if attribute is not None:
        message = f"`mood={shorten(attribute.value)}` is not a mood"
        hint = did_you_mean(attribute.value, MOODS)
        source.report(rules.BAD_VALUE, attribute.span, message, hint)
    return None


def _misconception(source: Source, attribute: Attribute | None) -> str | None:
    if attribute is None or DOTTED.fullmatch(attribute.value):
        return None if attribute is None else attribute.value
    message = f"`{shorten(attribute.value)}` is not the id of a misconception"
    source.report(rules.BAD_VALUE, attribute.span, message)
    return None


def _joined(source: Source, parts: list[Part]) -> Markdown | None:
    filled = [part for part in parts if part[2].strip()]
    if not filled:
        return None
    text = "\n".join(part for _, _, part in parts).strip("\n")
    return Markdown(text, source.span(filled[0][0], filled[0][1]))
