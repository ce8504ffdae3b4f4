"""Which files of a course are translations, and of what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from coursewright.diagnostics import Findings, Span
from coursewright.reading.files import Tree
from coursewright.reading.rules import translations as rules
from coursewright.reading.suggest import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coursewright.diagnostics import Diagnostic

_NAME = re.compile(r"(?P<stem>.+)\.(?P<language>[a-z]{2,3}(?:-[A-Z]{2})?)")


@dataclass(frozen=True, slots=True)
class Apart:
    """The translated files of a course."""

    tree: Tree
    files: Mapping[str, Mapping[str, str]]
    """Language -> (path of the source -> path of the translation)."""


def source_of(path: str) -> tuple[str, str] | None:
    """Return the path of the file that a translation translates, and its language.

    Args:
        path: such as `quizzes/resolved.fr.md`.

    Returns:
        Such as `("quizzes/resolved.md", "fr")`; None when the name is not that of a translation.
    """
    name = PurePosixPath(path)
    match = _NAME.fullmatch(name.stem)
    if name.suffix != ".md" or match is None:
        return None
    return str(name.with_name(f"{match['stem']}.md")), match["language"]


def set_apart(tree: Tree, language: str, languages: Sequence[str] | None) -> Apart:
    """Take the translated files out of a tree, so that no other reader meets them.

    Args:
        tree: the course's files; it loses the translations.
        language: of the source.
        languages: every language of the course; None where they are not known.

    Returns:
        The translations. Files that belong to no source or to no language of the course are
        reported and left out.
    """
    found: dict[str, dict[str, str]] = {}
    apart = Tree(tree.root, tree.findings)
    every = frozenset(tree.files)
    for path in sorted(every):
        named = source_of(path)
        if named is None:
            continue
        source, spoken = named
        is_ours = spoken != language and (languages is None or spoken in languages)
        if source not in every and not is_ours and path.startswith("docs/"):
            continue  # `docs/release.old.md` is a page like any other
        apart.files[path] = tree.files.pop(path)
        translates = (source_of(source) or ("",))[0]
        if source not in every or translates in every:
            state = "is a translation itself" if source in every else "is not there"
            message = f"`{shorten(PurePosixPath(source).name)}` {state}"
            tree.findings.add(rules.NO_SOURCE.at(Span(path), message))
        elif is_ours:
            found.setdefault(spoken, {})[source] = path
        else:
            tree.findings.add(_unknown(path, spoken, language))
    return Apart(apart, found)


def _unknown(path: str, spoken: str, language: str) -> Diagnostic:
    if spoken == language:
        message = f"`{spoken}` is the language of the source itself"
        hint = f"Write the text in `{PurePosixPath(path).name.replace(f'.{spoken}.md', '.md')}`."
        return rules.LANGUAGE.at(Span(path), message, hint)
    return rules.LANGUAGE.at(Span(path), f"`{spoken}` is no language of this course")


def quiet(tree: Tree) -> Tree:
    """Return the same files for a second reading, whose findings nobody needs."""
    return Tree(tree.root, Findings(), tree.files)
