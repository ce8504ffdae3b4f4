"""The options of a node: grade, text, target, attributes, consequence and feedback."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from coursewright.model import Grade, Markdown, Mood, ScenarioOption
from coursewright.reading.fields import DOTTED, SLUG
from coursewright.reading.quiz_grammar.drafts import (
    known_values,
    read_drafts,
    read_misconception,
    take_attributes,
)
from coursewright.reading.rules import quizzes as rules
from coursewright.reading.rules import scenarios as scenario_rules
from coursewright.reading.suggest import did_you_mean, shorten

if TYPE_CHECKING:
    from coursewright.reading.quiz_grammar.attributes import Attribute
    from coursewright.reading.quiz_grammar.blocks import Block, Line
    from coursewright.reading.quiz_grammar.drafts import Draft, Part
    from coursewright.reading.source import Source

MOODS: tuple[Mood, ...] = get_args(Mood)
GRADES: dict[str, Grade] = {"x": "best", "~": "acceptable", " ": "poor"}
_ARROW = re.compile(r"(?:→|⟶|➔|->)")
# `→ #facts` at the end; people without the sign on their keyboard write `->`.
_TARGET = re.compile(r"^(?P<text>.*?)\s*(?:→|⟶|➔|->)\s*#(?P<target>[^\s{}]*)$", re.DOTALL)
_LIST_BEFORE = re.compile(r"(?P<list>\{:?\s*[\w-]+=[^{}]*\})\s*(?:→|⟶|➔|->)")
_ATTRIBUTES = ("applies", "mood", "misconception", "own")
_NO_ID = "; where it leads stands before the list"


def read_options(source: Source, block: Block) -> tuple[ScenarioOption, ...]:
    """Read a task list whose options lead on; what is not understood is reported and left out."""
    drafts = read_drafts(source, block, _blank, _continue)
    options = (_finish(source, draft) for draft in drafts)
    return tuple(option for option in options if option is not None)


def _blank(draft: Draft, line: Line) -> None:
    draft.is_text_over = True
    for parts in (draft.feedback, draft.consequence):
        if parts:
            parts.append((line.number, 1, ""))
            return


def _continue(source: Source, draft: Draft, line: Line) -> None:
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
    elif draft.is_text_over or any(_ARROW.search(part) for _, _, part in draft.text):
        draft.consequence.append((line.number, indent + 1, text))
    else:
        draft.text.append((line.number, indent + 1, text.strip()))


def _finish(source: Source, draft: Draft) -> ScenarioOption | None:
    span = source.span(draft.line.number)
    attributes = take_attributes(source, draft)
    text, target = _target(source, draft, is_told=attributes is not None and attributes.is_broken)
    if not text:
        source.report(rules.EMPTY_OPTION, span, "This option has no text")
        return None
    values = known_values(source, attributes, _ATTRIBUTES, _NO_ID)
    return ScenarioOption(
        text=Markdown(text, source.span(draft.text[0][0], draft.text[0][1])),
        grade=GRADES[draft.box],
        target=target,
        applies=_applies(source, values.get("applies")),
        mood=_mood(source, values.get("mood")),
        misconception=read_misconception(source, values.get("misconception")),
        consequence=_joined(source, draft.consequence),
        feedback=_joined(source, draft.feedback),
        span=span,
        own=values["own"].value if "own" in values else None,
    )


def _target(source: Source, draft: Draft, *, is_told: bool) -> tuple[str, str]:
    """Return the text of an option and the node it leads to; "" where that is reported.

    Args:
        source: where findings go.
        draft: the option, without its attribute list.
        is_told: the end of the text was reported already.
    """
    text = "\n".join(part for _, _, part in draft.text).strip()
    if is_told or not text:
        return text, ""
    text = _without_list(source, draft, text)
    match = _TARGET.match(text)
    if match and SLUG.fullmatch(match["target"]):
        return match["text"].strip(), match["target"]
    number = draft.text[-1][0] if draft.text else draft.line.number
    if match:
        message = f"`#{shorten(match['target'])}` is not the id of a node"
        source.report(rules.BAD_VALUE, source.span(number), message)
        return match["text"].strip(), ""
    message = f"`{shorten(text)}` does not say where it leads"
    source.report(scenario_rules.NO_TARGET, source.span(number), message)
    return text, ""


def _without_list(source: Source, draft: Draft, text: str) -> str:
    """Return the text without a list of attributes before the arrow, which is reported."""
    found = _LIST_BEFORE.search(text)
    if found is None:
        return text
    opening = [(number, column, part) for number, column, part in draft.text if "{" in part]
    number, column, part = opening[-1]
    message = f"The list `{shorten(found['list'])}` stands before the target"
    hint = "Put the list of attributes behind the target: `→ #node { mood=calm }`."
    source.report(
        rules.BAD_ATTRIBUTES, source.span(number, column + part.rindex("{")), message, hint
    )
    return f"{text[: found.start()].rstrip()} {text[found.end('list') :].lstrip()}"


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


def _joined(source: Source, parts: list[Part]) -> Markdown | None:
    filled = [part for part in parts if part[2].strip()]
    if not filled:
        return None
    text = "\n".join(part for _, _, part in parts).strip("\n")
    return Markdown(text, source.span(filled[0][0], filled[0][1]))
