"""Modules and lessons: `modules/NN-slug/index.md` and `modules/NN-slug/NN-slug.md`."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, get_args

from coursewright.diagnostics import Span
from coursewright.model import Lesson, Level, Module, Objective
from coursewright.reading.escapes import read_escapes
from coursewright.reading.fields import OBJECTIVE, SLUG
from coursewright.reading.front_matter import read_front_matter
from coursewright.reading.identities import identity
from coursewright.reading.pages import PageKind, read_page
from coursewright.reading.recall import Place
from coursewright.reading.rules import course as rules
from coursewright.reading.rules import files as file_rules
from coursewright.reading.status import read_status
from coursewright.reading.suggest import shorten

if TYPE_CHECKING:
    from coursewright.reading.fields import Fields
    from coursewright.reading.files import Tree
    from coursewright.reading.source import Source

_NUMBERED = re.compile(r"\d{2,3}-([a-z0-9][a-z0-9-]*)")
_LEVELS: tuple[Level, ...] = get_args(Level)
_MOST_MINUTES = 600


def read_modules(tree: Tree) -> tuple[Module, ...]:
    """Read every module folder, in the order of their numbers."""
    folders: dict[str, list[str]] = {}
    for path in tree.under("modules"):
        parts = PurePosixPath(path).parts
        if parts[1] == "knowledge" or path == "modules/course.yml":
            continue
        if len(parts) == 2:
            message = f"`{shorten(parts[1])}` stands outside of the module folders"
            tree.findings.add(rules.PLACE.at(Span(path), message))
        else:
            folders.setdefault(parts[1], []).append(path)
    modules = [_read_module(tree, name, paths) for name, paths in folders.items()]
    if not folders:
        message = "There is no module folder"
        tree.findings.add(rules.NO_MODULES.at(Span("modules"), message))
    return tuple(module for module in modules if module is not None)


def _read_module(tree: Tree, name: str, paths: list[str]) -> Module | None:
    folder = f"modules/{name}"
    match = _NUMBERED.fullmatch(name)
    if match is None:
        message = f"`{shorten(name)}` is not the name of a module folder"
        tree.findings.add(rules.FOLDER_NAME.at(Span(folder), message))
        return None
    index = f"{folder}/index.md"
    if index not in tree.files:
        message = f"Module `{shorten(name)}` has no `index.md`"
        tree.findings.add(file_rules.MISSING.at(Span(index), message))
    source = tree.read(index)
    pages = [path for path in paths if path.endswith(".md") and path != index]
    if source is None:
        for path in pages:  # Their findings are worth having, too.
            _read_lesson(tree, path, match[1])
        return None
    fields, first_line = read_front_matter(source, "module")
    aliases = fields.ids("aliases", SLUG)
    identifier, written = identity(fields.slug("id", default=match[1]), aliases)
    lessons = tuple(_read_lesson(tree, path, identifier) for path in pages)
    title, summary = fields.text("title"), fields.text("summary")
    module = Module(
        id=identifier,
        title=title,
        objectives=_read_objectives(fields),
        quiz=fields.slug("quiz") or None,
        quiz_minutes=fields.integer("quiz_minutes", 0, _MOST_MINUTES, default=0),
        aliases=aliases,
        lessons=tuple(lesson for lesson in lessons if lesson is not None),
        page=read_page(source, first_line, PageKind("module", title)),
        slug=match[1],
        summary=summary,
        span=source.span(1),
        after=fields.ids("after", SLUG),
        lint_ignore=read_escapes(fields),
        written_id=written,
        scenarios=fields.ids("scenarios", SLUG),
        instrument=fields.slug("instrument") or None,
    )
    fields.finish()
    if not pages:
        source.report(rules.NO_LESSONS, 1, f"Module `{identifier}` has no lessons")
    return module


def _read_objectives(fields: Fields) -> tuple[Objective, ...]:
    objectives = []
    for child in fields.children("objectives", "objective"):
        name, aliases = child.text("id"), child.ids("aliases")
        identifier, written = identity(name, aliases)
        objective = Objective(
            id=identifier,
            verb=child.text("verb"),
            level=child.word("level", _LEVELS, "remember", required=True),
            text=child.text("text"),
            items=child.ids("items"),
            span=child.here,
            aliases=aliases,
            written_id=written,
        )
        child.finish()
        wrong = [word for word in (name, *aliases) if word and not OBJECTIVE.fullmatch(word)]
        if wrong:
            message = f"`{shorten(wrong[0])}` is not the id of an objective"
            child.report("id" if wrong[0] == name else "aliases", message, rules.OBJECTIVE_ID)
        elif identifier:
            objectives.append(objective)
    return tuple(objectives)


def _read_lesson(tree: Tree, path: str, module: str) -> Lesson | None:
    name = PurePosixPath(path)
    match = _NUMBERED.fullmatch(name.stem)
    if len(name.parts) != 3:
        message = "Lessons stand directly in the module's folder"
        tree.findings.add(rules.PLACE.at(Span(path), message))
        return None
    if match is None:
        message = f"`{shorten(name.name)}` is not the name of a lesson"
        tree.findings.add(rules.LESSON_NAME.at(Span(path), message))
        return None
    source = tree.read(path)
    if source is None or not source.text.strip():
        return None
    return read_lesson(source, match[1], module)


def read_lesson(source: Source, slug: str, module: str) -> Lesson:
    """Read one lesson file; what is wrong is reported.

    Args:
        source: the file.
        slug: its part of the URL, which is also its default id.
        module: id of its module.
    """
    fields, first_line = read_front_matter(source, "lesson")
    aliases = fields.ids("aliases", SLUG)
    identifier, written = identity(fields.slug("id", default=slug), aliases)
    title = fields.text("title")
    status, reviews = read_status(fields)
    lesson = Lesson(
        id=identifier,
        title=title,
        objectives=fields.ids("objectives"),
        covers=fields.ids("covers"),
        minutes=fields.integer("minutes", 1, _MOST_MINUTES),
        aliases=aliases,
        page=read_page(source, first_line, PageKind("lesson", title, Place(identifier, module))),
        slug=slug,
        span=source.span(1),
        lint_ignore=read_escapes(fields),
        written_id=written,
        status=status,
        reviews=reviews,
    )
    fields.finish()
    return lesson
