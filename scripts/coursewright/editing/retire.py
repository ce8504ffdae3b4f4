"""`course quiz retire`: take items out of their bank, and keep their ids reserved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.diagnostics import CoursewrightError
from coursewright.editing.edits import Change, Cut, Edit
from coursewright.editing.places import (
    Sources,
    front_matter_end,
    lesson_pages,
    translated_banks,
)
from coursewright.editing.plan import Plan, make_plan, try_plan
from coursewright.reading.suggest import did_you_mean
from coursewright.reading.yaml_reader import Listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from coursewright.model import Course, Item, Quiz
    from coursewright.pipeline import Loaded


def plan_retirement(root: Path, course: Course, present: Loaded, names: Sequence[str]) -> Plan:
    """Return the changes that retire some items.

    An item's text leaves the bank, its id goes into `retire:`, and lessons no longer ask it. An
    item that was never published only leaves. Its published versions stay in the archive, so its
    records are graded as before.

    Args:
        root: folder of the course.
        course: the course as it is, without errors.
        present: what was read of it.
        names: full item ids.

    Raises:
        RefusedError: the course would have errors, such as a bank that is too small.
        CoursewrightError: there is no such item.
    """
    chosen = [_find(course, name) for name in dict.fromkeys(names)]
    sources = Sources(root)
    changes: list[Change] = []
    notes: list[str] = []
    for quiz in course.quizzes:
        items = [item for bank, item in chosen if bank.id == quiz.id]
        if not items:
            continue
        known = present.published.quizzes.get(quiz.id)
        kept = [item.id for item in items if known is not None and item.id in known.items]
        changes += [_cut_item(sources, quiz, item) for item in items]
        gone = {item.id for item in items}
        for translated in translated_banks(course, quiz.path):
            theirs = [item for item in translated.items if item.id in gone]
            changes += [_cut_item(sources, translated, item) for item in theirs]
        changes += _retire_key(sources, quiz, kept)
        notes += [
            f"{item.full_id}: retired; its records are graded as before"
            if item.id in kept
            else f"{item.full_id}: removed; it was never published"
            for item in items
        ]
    checks, lines = _check_changes(sources, course, {item.full_id for _, item in chosen})
    plan = make_plan(root, [*changes, *checks], notes=(*notes, *lines))
    try_plan(root, plan, present, is_same_form=False)
    return plan


def _find(course: Course, name: str) -> tuple[Quiz, Item]:
    bank, _, item_name = name.partition("/")
    for quiz in course.quizzes:
        if bank in (quiz.id, quiz.written_id):
            for item in quiz.items:
                if item_name in (item.id, item.written_id):
                    return quiz, item
    known = tuple(item.full_id for quiz in course.quizzes for item in quiz.items)
    hint = did_you_mean(name, known) or ""
    raise CoursewrightError(f"{name}: there is no such item in a bank. {hint}".rstrip())


def _cut_item(sources: Sources, quiz: Quiz, item: Item) -> Cut:
    """Return the lines from an item's heading to the one before the next item."""
    starts = sorted(each.span.line for each in quiz.items)
    later = [start for start in starts if start > item.span.line]
    last = later[0] - 1 if later else len(sources.files[quiz.path].lines)
    return Cut(quiz.path, item.span.line, last)


def _retire_key(sources: Sources, quiz: Quiz, ids: Sequence[str]) -> Iterator[Edit]:
    """Yield the edit that adds ids to `retire:`, as the list is written now."""
    if not ids:
        return
    root = sources.yaml(quiz.path)
    if root is None:
        return
    entry = root.entries.get("retire")
    written = f"retire: [{', '.join(ids)}]"
    if entry is None:
        yield Edit(quiz.path, front_matter_end(sources, quiz.path), 1, "", f"{written}\n")
        return
    key, node = entry
    if not isinstance(node, Listing) or not node.items:
        yield Edit(quiz.path, key.line, 1, sources.line(quiz.path, key.line), written)
        return
    first = node.items[0]
    line = sources.line(quiz.path, node.line)
    if line[node.column - 1 :].startswith("["):
        yield Edit(quiz.path, node.line, node.column + 1, "", f"{', '.join(ids)}, ")
        return
    indent = sources.line(quiz.path, first.line)[: first.column - 1]
    yield Edit(quiz.path, first.line, 1, "", "".join(f"{indent}{each}\n" for each in ids))


def _check_changes(
    sources: Sources, course: Course, gone: set[str]
) -> tuple[list[Change], list[str]]:
    """Take the items out of lessons; a check line that would be empty goes, with a blank line."""
    changes: list[Change] = []
    notes: list[str] = []
    for page in lesson_pages(course):
        path = page.path
        for check in page.checks:
            if not gone & set(check.items):
                continue
            notes.append(f"{path}:{check.line}: no longer asked here")
            kept = [item for item in check.items if item not in gone]
            line = sources.line(path, check.line)
            if kept:
                words = line.split()[2:]
                left = [
                    word for word, item in zip(words, check.items, strict=False) if item not in gone
                ]
                changes.append(Edit(path, check.line, 1, line, f"::: check {' '.join(left)}"))
            else:
                after = check.line < len(sources.files[path].lines)
                changes.append(Cut(path, check.line, check.line + (1 if after else 0)))
    return changes, notes
