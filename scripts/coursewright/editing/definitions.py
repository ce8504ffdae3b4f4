"""The changes where a renamed thing is defined: its name, and its first alias."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from coursewright.diagnostics import CoursewrightError
from coursewright.editing.edits import Change, Cut, Edit
from coursewright.editing.places import attribute_edit, named, scalar_edit
from coursewright.reading.yaml_reader import Listing, Mapping, Scalar

if TYPE_CHECKING:
    from coursewright.editing.places import Sources
    from coursewright.editing.rename import Renaming

Changes = tuple[list[Change], dict[str, str]]


def definition_changes(sources: Sources, renaming: Renaming) -> Changes:
    """Return the changes at the definition, and the files that move (old -> new), if any."""
    if renaming.kind == "item":
        return _item(sources, renaming), {}
    path = renaming.thing.span.path
    root = sources.yaml(path)
    if root is None:
        raise CoursewrightError(f"{path}: the front matter cannot be read")
    if renaming.kind == "objective":
        return _objective(sources, path, root, renaming), {}
    changes = _front_matter(sources, path, root, renaming)
    translations = sources.translations_of(path)
    for each in translations:
        changes += named(sources, each, ("id",), renaming.names, renaming.new)
        front = sources.yaml(each)
        if front is not None and renaming.new == renaming.thing.id:
            changes += _cut_aliases(sources, each, front)
    if not renaming.moves_file:
        return changes, {}
    return changes, {each: _moved(each, renaming.new) for each in (path, *translations)}


def _moved(path: str, new: str) -> str:
    """Return the path of a file, or of its translation, under its new name."""
    name = PurePosixPath(path)
    _, dot, language = name.stem.partition(".")
    return name.with_name(f"{new}{dot}{language}.md").as_posix()


def _item(sources: Sources, renaming: Renaming) -> list[Change]:
    span, thing = renaming.thing.span, renaming.thing
    line = sources.line(span.path, span.line)
    edit = attribute_edit(span.path, span.line, line, "#", renaming.written, renaming.new)
    if not thing.aliases:
        alias = f" aliases={thing.id}" if renaming.keeps_id else ""
        return [Edit(edit.path, edit.line, edit.column, edit.old, edit.new + alias)]
    changes: list[Change] = [edit]
    if renaming.new == thing.id and len(thing.aliases) == 1:
        written = next(
            (
                text
                for quote in ("", '"', "'")
                if (text := f" aliases={quote}{thing.id}{quote}") in line
            ),
            None,
        )
        if written is not None:
            column = line.rindex(written) + 1
            changes.append(Edit(span.path, span.line, column, written, ""))
    return changes


def _front_matter(sources: Sources, path: str, root: Mapping, renaming: Renaming) -> list[Change]:
    """Change `id` (or add it) and `aliases` at the top level of a front matter."""
    entry = root.entries.get("id")
    needs_id = not renaming.moves_file  # the others are named by their files
    changes: list[Change] = []
    if entry is not None and isinstance(entry[1], Scalar):
        changes.append(scalar_edit(path, entry[1], renaming.new))
    added = [] if entry is not None or not needs_id else [f"id: {renaming.new}\n"]
    if renaming.keeps_id and not renaming.thing.aliases:
        added.append(f"aliases: [{renaming.thing.id}]\n")
    if added:
        after = entry[1].line if entry is not None else 1
        changes.append(Edit(path, after + 1, 1, "", "".join(added)))
    if renaming.new == renaming.thing.id:
        changes += _cut_aliases(sources, path, root)
    return changes


def _cut_aliases(sources: Sources, path: str, root: Mapping) -> list[Change]:
    """Remove a list of one alias, with the line that it fills or the comma before it."""
    entry = root.entries.get("aliases")
    if entry is None or not isinstance(entry[1], Listing) or len(entry[1].items) > 1:
        return []
    key, value = entry
    line = sources.line(path, key.line)
    if line.strip().startswith("aliases:") and line.rstrip().endswith("]"):
        return [Cut(path, key.line, key.line)]
    end = line.find("]", value.column - 1) + 1
    start = line.rfind(",", 0, key.column)
    is_inside = value.line == key.line and end > 0 and start > 0
    return [Edit(path, key.line, start + 1, line[start:end], "")] if is_inside else []


def _objective(sources: Sources, path: str, root: Mapping, renaming: Renaming) -> list[Change]:
    entry = root.entries.get("objectives")
    rows = entry[1].items if entry is not None and isinstance(entry[1], Listing) else []
    for row in rows:
        if not isinstance(row, Mapping) or "id" not in row.entries:
            continue
        key, value = row.entries["id"]
        if not isinstance(value, Scalar) or value.value != renaming.written:
            continue
        edit = scalar_edit(path, value, renaming.new)
        if renaming.new == renaming.thing.id:
            return [edit, *_cut_aliases(sources, path, row)]
        if not renaming.keeps_id or renaming.thing.aliases:
            return [edit]
        alias = f"aliases: [{renaming.thing.id}]"
        if sources.line(path, row.line)[row.column - 1 :].startswith("{"):
            end = edit.column + len(edit.old) + (0 if value.is_plain else 1)
            return [edit, Edit(path, value.line, end, "", f", {alias}")]
        return [edit, Edit(path, value.line + 1, 1, "", f"{' ' * (key.column - 1)}{alias}\n")]
    raise CoursewrightError(f"{path}: the objective `{renaming.written}` was not found")
