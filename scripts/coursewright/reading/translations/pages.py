"""Translated pages: lessons, module pages, and pages of `docs/`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from coursewright.reading.pages import PageKind, read_page
from coursewright.reading.recall import Place
from coursewright.reading.rules import translations as rules
from coursewright.reading.rules import yaml as yaml_rules
from coursewright.reading.suggest import shorten
from coursewright.reading.translations.pairs import finish
from coursewright.reading.yaml_reader import Listing, Mapping, Scalar

if TYPE_CHECKING:
    from coursewright.model import Heading, Lesson, Module, Objective, PageSource
    from coursewright.reading.fields import Fields
    from coursewright.reading.source import Source
    from coursewright.reading.translations.pairs import Pair


def read_lesson_texts(pair: Pair, lesson: Lesson, module: str) -> Lesson:
    """Return a lesson with the texts of its translation.

    Args:
        pair: the translation and its source.
        lesson: the lesson in the language of the source.
        module: id of its module.
    """
    title = pair.fields.text("title")
    kind = PageKind("lesson", title, Place(lesson.id, module))
    page = _read_page(pair, kind, lesson.page)
    escapes = pair.escapes
    pair.finish("title")
    return replace(lesson, title=title, page=page, span=pair.source.span(1), lint_ignore=escapes)


def read_module_texts(pair: Pair, module: Module) -> Module:
    """Return a module with the texts of its translated `index.md`; its lessons stay."""
    title, summary = pair.fields.text("title"), pair.fields.text("summary")
    objectives = _read_objectives(pair, module)
    page = _read_page(pair, PageKind("module", title), module.page)
    escapes = pair.escapes
    pair.finish("title", "summary", "objectives")
    return replace(
        module,
        title=title,
        summary=summary,
        objectives=objectives,
        page=page,
        span=pair.source.span(1),
        lint_ignore=escapes,
    )


def read_page_texts(pair: Pair, page: PageSource) -> PageSource:
    """Return a page of `docs/` with the texts of its translation."""
    for key in ("title", "description"):
        pair.fields.text(key, required=False)
    found = _read_page(pair, PageKind("page"), page)
    pair.finish("title", "description")
    return found


def _read_objectives(pair: Pair, module: Module) -> tuple[Objective, ...]:
    """Return the module's objectives, in their order, each with the words that are translated."""
    found = {objective.written_id or objective.id: objective for objective in module.objectives}
    blocks = _blocks(pair.originals)
    lines: dict[str, int] = {}
    for child in pair.fields.children("objectives", "objective"):
        name = child.text("id")
        if name not in found or name in lines:
            _report_stray(child, name, lines)
            continue
        lines[name] = child.here.line
        found[name] = replace(
            found[name], verb=child.text("verb"), text=child.text("text"), span=child.here
        )
        finish(child, blocks.get(name, Mapping(1, 1)), ("id", "verb", "text"))
    return tuple(found.values())


def _blocks(originals: Mapping) -> dict[str, Mapping]:
    """Return id -> block, of the objectives of the original."""
    entry = originals.entries.get("objectives")
    listed = entry[1].items if entry and isinstance(entry[1], Listing) else []
    found = {}
    for node in listed:
        if isinstance(node, Mapping) and "id" in node.entries:
            name = node.entries["id"][1]
            if isinstance(name, Scalar):
                found[name.value.strip()] = node
    return found


def _report_stray(child: Fields, name: str, lines: dict[str, int]) -> None:
    if not name:
        child.finish(*child.mapping.entries)  # its id is missing
    elif name in lines:
        message = f"Objective `{shorten(name)}` is already on line {lines[name]}"
        child.report("id", message, yaml_rules.TWICE)
    else:
        child.report("id", f"The source has no objective `{shorten(name)}`", rules.UNKNOWN)


def _read_page(pair: Pair, kind: PageKind, original: PageSource) -> PageSource:
    before = pair.errors
    page = read_page(pair.source, pair.first_line, kind)
    if not page.body or pair.errors > before:
        return page  # what was not understood may be what seems to be missing
    found = _difference(pair, page, original)
    if found is not None:
        pair.report(rules.PAGE, *found)
        return page
    # The names in checks and recall material are the source's, where what was renamed has its id.
    checks = tuple(
        replace(theirs, line=ours.line, span=ours.span)
        for ours, theirs in zip(page.checks, original.checks, strict=True)
    )
    recalls = tuple(
        replace(
            theirs,
            entries=ours.entries,
            first_line=ours.first_line,
            last_line=ours.last_line,
            span=ours.span,
        )
        for ours, theirs in zip(page.recalls, original.recalls, strict=True)
    )
    return replace(page, checks=checks, recalls=recalls)


@dataclass(frozen=True, slots=True)
class _Element:
    """A heading, check or recall material of a page."""

    line: int
    kind: str
    shape: tuple[object, ...]
    """What must be the same in every language."""
    name: str
    """How a message calls it."""
    anchor: str = ""
    """The id that a heading gives itself, which links of every language name."""


_ANCHOR = re.compile(r" \{:?[^{}]*#([^\s{}]+)[^{}]*\}\s*$")


_PLAIN = str.maketrans({'"': None, "'": None, "{": " ", "}": " ", ":": " "})
"""What an attribute list may be written with, and without."""


def _heading(one: Heading, source: Source) -> _Element:
    own = _ANCHOR.search(source.lines[one.span.line - 1])
    name = f"the heading “{shorten(one.text)}”"
    return _Element(one.span.line, "heading", (one.level,), name, own[1] if own else "")


def _elements(page: PageSource, source: Source) -> list[_Element]:
    """Return what a page is built of, in its order."""
    found = [_heading(one, source) for one in page.headings]
    for check in page.checks:
        written = " ".join(source.lines[check.line - 1].split())
        found.append(_Element(check.line, "check", (written,), f"`{shorten(written)}`"))
    for recall in page.recalls:
        words = frozenset(source.lines[recall.first_line - 1].translate(_PLAIN).split())
        shape = (recall.id, recall.is_ordered, len(recall.entries), words)
        name = f"the recall material `#{shorten(recall.id)}`"
        found.append(_Element(recall.first_line, "recall", shape, name))
    return sorted(found, key=lambda one: one.line)


def _difference(pair: Pair, page: PageSource, original: PageSource) -> tuple[int, str] | None:
    """Say where and in what a translated page is built differently; None when built alike."""
    ours, theirs = _elements(page, pair.source), _elements(original, pair.original)
    for mine, other in zip_longest(ours, theirs):
        if other is None:
            return mine.line, f"The source has nothing like {mine.name}"
        if mine is None:
            place = ours[-1].line if ours else pair.first_line
            return place, f"After this, {other.name} of the source is missing"
        if (mine.kind, mine.shape) != (other.kind, other.shape):
            return mine.line, _other(mine, other)
        if other.anchor not in ("", mine.anchor):
            shown = mine.name.removeprefix("the ")
            return mine.line, f"The {shown} has not the id `#{other.anchor}` of the source"
    return None


def _other(mine: _Element, other: _Element) -> str:
    """Say what stands where the source has something else."""
    if mine.kind == other.kind == "heading":
        levels = f"level {mine.shape[0]}", f"level {other.shape[0]}"
        names = mine.name.removeprefix("the "), other.name.removeprefix("the ")
        return f"The {names[0]} has {levels[0]}, the {names[1]} of the source has {levels[1]}"
    if mine.kind == other.kind == "recall" and mine.shape[0] == other.shape[0]:
        lengths = mine.shape[2], other.shape[2]
        if lengths[0] != lengths[1]:
            return f"`#{mine.shape[0]}` has {lengths[0]} entries here, {lengths[1]} in the source"
        return f"`#{mine.shape[0]}` has other attributes here than in the source"
    return f"The source has {other.name} here, not {mine.name}"
