"""Items and nodes of two languages: alike in structure, different in words."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import zip_longest
from typing import TYPE_CHECKING

from coursewright.model import (
    Choice,
    FillIn,
    Likert,
    LongFillIn,
    Matching,
    NumberBlank,
    Sequencing,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.diagnostics import Span
    from coursewright.model import (
        Category,
        Interaction,
        Item,
        Markdown,
        Node,
        Option,
        ScenarioOption,
    )

_BOXES = {Fraction(0): "[ ]", Fraction(1, 2): "[~]", Fraction(1): "[x]"}
_DECIDED = ("misconception", "own", "applies", "mood", "covers")
"""Attributes of options and categories that only the source decides."""
Difference = tuple["Span", str]
"""Where, and in what."""


def difference(item: Item, original: Item) -> Difference | None:
    """Say in what a translated item is built differently; None when it is built alike.

    Args:
        item: the translation, read with the attributes of its source.
        original: the same item in the language of the source.
    """
    parts = ((name, getattr(item, name), getattr(original, name)) for name in _PARTS)
    every = (
        *_missing(item.span, parts),
        *_of_interaction(item.span, item.interaction, original.interaction),
    )
    return next(iter(every), None)


_PARTS = ("body", "hint", "rationale")


def _missing(span: Span, parts: Iterator[tuple[str, object, object]]) -> Iterator[Difference]:
    for name, ours, theirs in parts:
        if (ours is None) != (theirs is None):
            what = "text below the heading" if name == "body" else f"`{name}`"
            the = f"The {what}" if name == "body" else what
            place = getattr(ours, "span", span)
            yield place, f"{the} is missing" if ours is None else f"The source has no {what}"


def _of_interaction(span: Span, ours: Interaction, theirs: Interaction) -> Iterator[Difference]:
    if type(ours) is not type(theirs) or ours.name != theirs.name:
        yield span, f"This is an item of type {ours.name}, in the source of type {theirs.name}"
        return
    match ours, theirs:
        case Choice(), Choice():
            yield from _of_options(span, ours, theirs)
        case Sequencing(), Sequencing():
            yield from _count(span, "element", len(ours.elements), len(theirs.elements))
        case Matching(), Matching():
            yield from _count(span, "pair", len(ours.pairs), len(theirs.pairs))
            extra = len(ours.extra_targets), len(theirs.extra_targets)
            yield from _count(span, "row with an empty cell", *extra)
        case FillIn(), FillIn():
            yield from _of_blanks(span, ours, theirs)
        case Likert(), Likert():
            yield from _count(span, "statement", len(ours.statements), len(theirs.statements))
            yield from _count(span, "word of the scale", len(ours.scale), len(theirs.scale))
        case LongFillIn(), LongFillIn():
            model = (("model", ours.model_answer, theirs.model_answer),)
            yield from _missing(span, iter(model))


def _count(span: Span, what: str, ours: int, theirs: int) -> Iterator[Difference]:
    if ours != theirs:
        yield span, counts(what, ours, theirs)


def counts(what: str, ours: int, theirs: int) -> str:
    """Say that there are more or fewer of something than in the source.

    Args:
        what: one of them, such as `word of the scale`.
        ours: how many the translation has.
        theirs: how many the source has.
    """
    noun, space, rest = what.partition(" ")
    return f"{ours} {noun}{'' if ours == 1 else 's'}{space}{rest} here, {theirs} in the source"


def _of_options(span: Span, ours: Choice, theirs: Choice) -> Iterator[Difference]:
    yield from _count(span, "option", len(ours.options), len(theirs.options))
    for number, (mine, other) in enumerate(zip_longest(ours.options, theirs.options), 1):
        if mine is None or other is None:
            return
        if mine.credit != other.credit:
            here, there = _BOXES[mine.credit], _BOXES[other.credit]
            yield mine.span, f"Option {number} is marked `{here}` here, `{there}` in the source"
        elif (mine.feedback is None) != (other.feedback is None):
            state = "has no feedback" if mine.feedback is None else "has feedback"
            yield mine.span, f"Option {number} {state}, unlike in the source"


def _of_blanks(span: Span, ours: FillIn, theirs: FillIn) -> Iterator[Difference]:
    yield from _count(span, "gap", len(ours.blanks), len(theirs.blanks))
    for mine, other in zip(ours.blanks, theirs.blanks, strict=False):
        if not (isinstance(mine, NumberBlank) and isinstance(other, NumberBlank)):
            continue
        if (mine.low, mine.high) != (other.low, other.high):
            yield mine.span, f"`{mine.shown}` is the key here, `{other.shown}` in the source"


def with_texts(original: Item, item: Item) -> Item:
    """Return an item with the words of its translation, and all else of the source."""
    interaction = item.interaction
    if isinstance(interaction, Choice) and isinstance(original.interaction, Choice):
        pairs = zip(interaction.options, original.interaction.options, strict=True)
        interaction = replace(interaction, options=tuple(_option(*pair) for pair in pairs))
    return replace(
        original,
        interaction=interaction,
        stem=item.stem,
        body=item.body,
        hint=item.hint,
        rationale=item.rationale,
        span=item.span,
    )


def other_values(
    ours: Option | ScenarioOption | Category, theirs: Option | ScenarioOption | Category
) -> Iterator[Difference]:
    """Yield the attributes of an option or category that say something else than the source."""
    for key in _DECIDED:
        value, wanted = getattr(ours, key, None), getattr(theirs, key, None)
        if value and value != wanted:
            yield ours.span, f"`{key}` is not what the source says"


def _option(ours: Option, theirs: Option) -> Option:
    return replace(ours, misconception=theirs.misconception, own=theirs.own)


def node_difference(node: Node, original: Node) -> Difference | None:
    """Say in what a translated node of a scenario is built differently; None when alike."""
    body = iter((("body", node.body, original.body),))
    every = (*_missing(node.span, body), *_of_ways(node, original))
    return next(iter(every), None)


def _of_ways(node: Node, original: Node) -> Iterator[Difference]:
    yield from _count(node.span, "option", len(node.options), len(original.options))
    for number, (mine, other) in enumerate(zip(node.options, original.options, strict=False), 1):
        if mine.grade != other.grade:
            yield mine.span, f"Option {number} is {mine.grade} here, {other.grade} in the source"
        elif mine.target != other.target:
            yield (
                mine.span,
                f"Option {number} leads to `#{mine.target}`, in the source to `#{other.target}`",
            )
        for name in ("consequence", "feedback"):
            texts: tuple[Markdown | None, Markdown | None]
            texts = (getattr(mine, name), getattr(other, name))
            if (texts[0] is None) != (texts[1] is None):
                what = "feedback" if name == "feedback" else f"a {name}"
                state = f"has no {name}" if texts[0] is None else f"has {what}"
                yield mine.span, f"Option {number} {state}, unlike in the source"


def category_difference(category: Category, original: Category) -> Difference | None:
    """Say in what a translated category is built differently; None when alike."""
    numbers = len(category.statements), len(original.statements)
    body = iter((("body", category.body, original.body),))
    every = (*_count(category.span, "statement", *numbers), *_missing(category.span, body))
    return next(iter(every), None)


def with_node_texts(original: Node, node: Node) -> Node:
    """Return a node with the words of its translation, and all else of the source."""
    pairs = zip(node.options, original.options, strict=True)
    options = tuple(
        replace(
            theirs,
            text=ours.text,
            consequence=ours.consequence,
            feedback=ours.feedback,
            span=ours.span,
        )
        for ours, theirs in pairs
    )
    return replace(original, prompt=node.prompt, body=node.body, options=options, span=node.span)
