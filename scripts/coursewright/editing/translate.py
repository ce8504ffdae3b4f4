"""`course translate`: new files to translate in, and the mark that one is up to date."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import CoursewrightError, Findings
from coursewright.editing.edits import Edit
from coursewright.editing.places import Sources, attribute_edit, scalar_edit
from coursewright.editing.plan import Plan, make_plan, try_plan
from coursewright.generating.translated import translated_parts
from coursewright.reading.front_matter import split_front_matter
from coursewright.reading.quiz_grammar.attributes import split_attributes
from coursewright.reading.source import make_source
from coursewright.reading.suggest import did_you_mean
from coursewright.reading.translations.files import source_of
from coursewright.reading.translations.pairs import HASH
from coursewright.reading.yaml_reader import Scalar

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from pathlib import Path

    from coursewright.generating.translated import Part
    from coursewright.model import Course, Instrument, Quiz, Scenario
    from coursewright.pipeline import Loaded

_DECIDED: Final = frozenset({"misconception", "own", "applies", "mood", "covers"})
"""Attributes of options and categories, which a translation takes from its source."""
_FENCE: Final = re.compile(r"\s*(?:`{3,}|~{3,})")


def plan_marks(root: Path, course: Course, present: Loaded, names: Sequence[str]) -> Plan:
    """Return the changes that say of some translations: made from the source of today.

    Args:
        root: folder of the course.
        course: the course as it is, without errors.
        present: what was read of it.
        names: translated files, or `FILE#item` for one item of a bank.

    Raises:
        CoursewrightError: there is no such translation.
    """
    parts = [part for code in course.languages for part in translated_parts(course, code)]
    there = [part for part in parts if part.mark is not None]
    written = {
        (quiz.path, item.id): item.written_id for quiz in course.quizzes for item in quiz.items
    }
    chosen = [part for name in names for part in _chosen(there, name, written)]
    sources = Sources(root)
    changes = [
        mark_edit(sources, part) for part in dict.fromkeys(chosen) if part.state != "current"
    ]
    plan = make_plan(root, changes, notes=_said(len(changes)))
    try_plan(root, plan, present, is_same_form=True)
    return plan


def _said(count: int) -> tuple[str, ...]:
    if not count:
        return ("Every part is marked with today's source already.",)
    return (f"{count} {'part' if count == 1 else 'parts'} marked as up to date.",)


def _chosen(parts: Sequence[Part], name: str, written: Mapping[tuple[str, str], str]) -> list[Part]:
    """Return the parts of a file, or the one item that is named by its id or as it is written."""
    path, _, item = name.partition("#")
    found = [
        part
        for part in parts
        if part.path == path
        if item in ("", part.item, written.get((part.source, part.item), ""))
    ]
    if not found:
        known = [part.name if item else part.path for part in parts]
        hint = did_you_mean(name, dict.fromkeys(known)) if known else ""
        raise CoursewrightError(f"{name}: there is no such translation. {hint}".rstrip())
    return found


def mark_edit(sources: Sources, part: Part) -> Edit:
    """Return the edit that says of a translation: made from the source as it is now."""
    return _heading_mark(sources, part) if part.item else _front_mark(sources, part)


def _front_mark(sources: Sources, part: Part) -> Edit:
    root = sources.yaml(part.path)
    if root is None:
        return Edit(part.path, 1, 1, "", f"---\n{HASH}: {part.hash}\n---\n")
    node = root.entries.get(HASH)
    if node is None:
        return Edit(part.path, 2, 1, "", f"{HASH}: {part.hash}\n")
    if not isinstance(node[1], Scalar):
        raise CoursewrightError(f"{part.path}: `{HASH}` is no text")
    if node[1].is_plain and not node[1].value:
        end = node[0].column + len(HASH)
        return Edit(part.path, node[0].line, end, ":", f": {part.hash}")
    return scalar_edit(part.path, node[1], part.hash)


def _heading_mark(sources: Sources, part: Part) -> Edit:
    number = part.mark.span.line if part.mark else 1
    line = sources.line(part.path, number)
    written = part.mark.written if part.mark else ""
    if written or f"{HASH}=" in line:
        return attribute_edit(part.path, number, line, f"{HASH}=", written, part.hash)
    end = line.rindex("}")
    gap = "" if line[end - 1] == " " else " "
    return Edit(part.path, number, end + 1, "", f"{gap}{HASH}={part.hash} ")


def plan_new(root: Path, course: Course, present: Loaded, language: str, path: str) -> Plan:
    """Return the file in which somebody translates, with the text of the source in it.

    A bank that is translated in part gets the items that are missing.

    Args:
        root: folder of the course.
        course: the course as it is, without errors.
        present: what was read of it.
        language: of the translation; the course must name it.
        path: the source, such as `quizzes/resolved.md`.

    Raises:
        CoursewrightError: the language or the file is none of the course, or nothing is missing.
    """
    plan = new_translation(root, Sources(root), course, language, path)
    try_plan(root, plan, present, is_same_form=True)
    return plan


def new_translation(root: Path, sources: Sources, course: Course, language: str, path: str) -> Plan:
    """Return the plan of `plan_new` without its trial.

    Args:
        root: folder of the course.
        sources: its text files.
        course: the course as it is, without errors.
        language: of the translation.
        path: the source.

    Raises:
        CoursewrightError: the language or the file is none of the course, or nothing is missing.
    """
    if language == course.language or language not in course.languages:
        raise CoursewrightError(
            f"{language}: add this language to `languages` in modules/course.yml first"
        )
    parts = {part.item: part for part in translated_parts(course, language) if part.source == path}
    if not parts:
        given = source_of(path)
        hint = f" Name its source: {given[0]}." if given else ""
        raise CoursewrightError(f"{path}: this is no page or bank of the course.{hint}")
    missing = {item for item, part in parts.items() if part.state == "missing"}
    if not missing:
        raise CoursewrightError(f"{parts[''].path}: this is translated already")
    target = f"{path.removesuffix('.md')}.{language}.md"
    text = _skeleton(course, sources, path, parts, missing)
    notes = (f"Translate {target}, then run `course check`.",)
    if "" not in missing:
        before = (root / target).read_bytes()
        end = "\r\n" if b"\r\n" in before else "\n"
        added = before.rstrip() + f"\n\n{text}".replace("\n", end).encode("utf-8")
        return Plan({target: added}, notes=notes, before={target: before})
    return Plan({target: text.encode("utf-8")}, notes=notes)


def _skeleton(
    course: Course,
    sources: Sources,
    path: str,
    parts: dict[str, Part],
    missing: Container[str],
) -> str:
    """Return the text of a new translation: words to translate, and nothing else to decide."""
    lines = sources.files[path].lines
    first_line = split_front_matter(sources.files[path])[1]
    starts = {
        item.span.line: item.id
        for quiz in course.quizzes
        if quiz.path == path
        for item in quiz.items
    }
    head = [] if "" not in missing else _head(course, sources, path, parts[""].hash)
    kept, item, is_code = [*head], "", False
    for number, line in enumerate(lines[first_line - 1 :], first_line):
        item = starts.get(number, item)
        if item not in missing:
            continue
        if _FENCE.match(line):
            is_code = not is_code
        mark = parts[item].hash if number in starts else ""
        kept.append(line if is_code else _undecided(line, mark))
    return "\n".join(kept).rstrip("\n") + "\n"


def _undecided(line: str, mark: str) -> str:
    """Return a line without what the source decides; a heading of an item with its mark."""
    text, attributes = split_attributes(make_source("", "", Findings()), 1, line)
    if attributes is None or attributes.is_broken:
        return line
    if mark and attributes.id is not None:
        scale = attributes.get("scale")
        words = "" if scale is None else f" scale={_as_value(scale)}"
        return f"{text} {{ #{attributes.id.value} {HASH}={mark}{words} }}"
    if not attributes.values or not _DECIDED.issuperset(attributes.values):
        return line
    return f"{text} {{ #{attributes.id.value} }}" if attributes.id else text


def _as_value(words: str) -> str:
    return f"'{words}'" if '"' in words else f'"{words}"'


def _head(course: Course, sources: Sources, path: str, mark: str) -> list[str]:
    """Return the lines of a front matter with words only."""
    lines = [f"{HASH}: {mark}", *_words(course, sources, path)]
    return ["---", *lines, "---"]


def _words(course: Course, sources: Sources, path: str) -> list[str]:
    for module in course.modules:
        if module.page.path == path:
            rows = [
                line
                for row in module.objectives
                for line in (
                    f"  - id: {row.written_id or row.id}",
                    f"    verb: {_quoted(row.verb)}",
                    f"    text: {_quoted(row.text)}",
                )
            ]
            head = [f"title: {_quoted(module.title)}", f"summary: {_quoted(module.summary)}"]
            return [*head, *(["objectives:", *rows] if rows else [])]
        for lesson in module.lessons:
            if lesson.page.path == path:
                return [f"title: {_quoted(lesson.title)}"]
    practice: tuple[Quiz | Scenario | Instrument, ...]
    practice = (*course.quizzes, *course.scenarios, *course.instruments)
    for thing in practice:
        if thing.path == path:
            keys = ("title", "skill", "learner", "partner", "safety")
            texts = {key: getattr(thing, key, "") for key in keys}
            scale = getattr(thing, "scale", ())
            lines = [f"{key}: {_quoted(text)}" for key, text in texts.items() if text]
            return [*lines, *([f"scale: {json.dumps(scale, ensure_ascii=False)}"] if scale else [])]
    heads = ("title", "description")  # of a page of `docs/`
    return [f"{key}: {_quoted(node.value)}" for key in heads for node in sources.scalars(path, key)]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
