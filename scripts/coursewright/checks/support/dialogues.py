"""Dialogues in the boxes of a lesson: who speaks, which step it is, and where a gap is left.

A turn is a paragraph of an example box that begins with a bold label: `**Ms Lind:** "…"`. The
label may name the step: `**R - Respond. Noor:**`, `**Robin (R):**`, `**resolved.01. Noor:**`. A gap
is a bold paragraph such as `**Gap 1**`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.phrases import has_phrase
from coursewright.checks.support.prose import plain
from coursewright.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.model import Lesson, PageSource, WordLists

_BOX: Final = re.compile(r"(?:!!!|\?\?\?\+?)\s+([\w-]+)(?:[^\"]*\"(.*)\")?")
_FENCE: Final = re.compile(r"\s*(`{3,}|~{3,})")
_LABEL: Final = re.compile(r"\*\*(.+?)\*\*\s*(.*)", re.DOTALL)
_MARK: Final = re.compile(r"(?P<mark>[^\W_]{1,3}) [\u2013\u2014-] (?P<name>[^\W\d_]+)")
_IN_BRACKETS: Final = re.compile(r"\((?P<mark>[^\W_]{1,3})\)")


@dataclass(frozen=True, slots=True)
class Turn:
    """One labelled paragraph of a box."""

    label: str
    said: str
    """What follows the label, in plain words."""
    span: Span
    step: str
    """Mark of the step, such as `R`; "" where the label names none."""
    step_name: str
    """First word of the step's name in the label (`Respond`); "" where only the mark stands."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a lesson with its turns and gaps, in reading order."""

    kind: str
    title: str
    span: Span
    is_folded: bool
    """True for `???`: its text is shown when asked for."""
    turns: tuple[Turn, ...]
    gaps: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside of boxes, as the author wrote it."""

    text: str
    span: Span


def boxes(page: PageSource, words: WordLists) -> tuple[Box, ...]:
    """Return the boxes of a page in reading order."""
    found = []
    for start, head, parts in _groups(page):
        if head is None:
            continue
        turns, gaps = [], []
        for span, text in parts:
            match = _LABEL.match(text)
            if match is None:
                continue
            if not match[2] and has_phrase(plain(match[1]), words["gap_words"]):
                gaps.append(span)
            elif match[1].rstrip().endswith((":", ".")):
                turns.append(_turn(match[1].strip(), plain(match[2]), span))
        title = plain(head[2] or "")
        folded = head[0].startswith("?")
        found.append(Box(head[1], title, start, folded, tuple(turns), tuple(gaps)))
    return tuple(found)


def paragraphs(page: PageSource) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a page that stand outside of boxes, headings included."""
    return tuple(
        Paragraph(text, span)
        for _, head, parts in _groups(page)
        if head is None
        for span, text in parts
    )


def is_worked_example(lesson: Lesson, words: WordLists) -> bool:
    """Tell whether a lesson says in its title that it is a worked example."""
    return has_phrase(lesson.title, words["worked_examples"])


def full_and_faded(page: PageSource, words: WordLists) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """Return the example boxes before the first gap, and those from its part of the page on."""
    examples = [box for box in boxes(page, words) if box.kind == "example"]
    first = next((box.span.line for box in examples if box.gaps), None)
    if first is None:
        return tuple(examples), ()
    heads = [head.span.line for head in page.headings if head.level == 2]
    begin = max((line for line in heads if line < first), default=first)
    full = tuple(box for box in examples if box.span.line < begin)
    return full, tuple(box for box in examples if box.span.line >= begin)


def _turn(label: str, said: str, span: Span) -> Turn:
    match = _MARK.match(label)
    if match:
        return Turn(label, said, span, match["mark"], match["name"])
    match = _IN_BRACKETS.search(label)
    if match:
        return Turn(label, said, span, match["mark"], "")
    first = label.partition(" ")[0].rstrip(".:")
    return Turn(label, said, span, first if "." in first else "", "")


_Group = tuple[Span, "tuple[str, str, str | None] | None", list[tuple[Span, str]]]


def _groups(page: PageSource) -> Iterator[_Group]:
    """Yield each box with its paragraphs, and each stretch outside of boxes (head: None)."""
    group: _Group = (Span(page.path, page.first_line), None, [])
    lines: list[str] = []
    begin = Span(page.path, page.first_line)
    for index, raw in enumerate(_without_code((*page.body.split("\n"), ""))):
        here = Span(page.path, page.first_line + index)
        match = _BOX.match(raw)
        leaves = bool(raw.strip()) and not raw.startswith((" ", "\t")) and group[1] is not None
        if (match or leaves or not raw.strip()) and lines:
            group[2].append((begin, "\n".join(lines)))
            lines = []
        if match or leaves:
            yield group
            head = (match[0][:3], match[1], match[2]) if match else None
            group = (here, head, [])
        if raw.strip() and not match:
            begin = begin if lines else here
            lines.append(raw.strip())
    yield group


def _without_code(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a page; those of fenced code are empty."""
    fence = ""
    for line in lines:
        match = _FENCE.match(line)
        if match:
            fence = "" if fence and match[1].startswith(fence) else fence or match[1]
        yield "" if match or fence else line
