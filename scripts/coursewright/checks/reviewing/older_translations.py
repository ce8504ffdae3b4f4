"""I110, I111: translations that are older than their source, or do not tell."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import counted
from coursewright.diagnostics import Rule
from coursewright.generating.translated import translated_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

OLDER: Final = Rule(
    code="I110",
    severity="warning",
    title="Translation that is older than its source",
    why="Learners of two languages would learn different things, and nobody would notice.",
    cure=(
        "Bring the translation up to date, then say so: `course translate mark FILE`, or "
        "`FILE#item` for one item."
    ),
)
UNMARKED: Final = Rule(
    code="I111",
    severity="warning",
    title="Translation that does not tell its age",
    why="When the source changes, nobody is told that this text has to change, too.",
    cure="When it says what the source says today: `course translate mark FILE`.",
)
RULES = (OLDER, UNMARKED)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each part that is older, and one for each file with unmarked parts."""
    for translation in context.course.translations:
        parts = translated_parts(context.course, translation.language)
        for part in parts:
            if part.state == "older" and part.mark is not None:
                what = f"`{part.item}`" if part.item else f"`{PurePosixPath(part.source).name}`"
                message = f"{what} has changed since this was translated"
                yield OLDER.at(part.mark.span, message)
        for path in translation.files.values():
            bare = [part for part in parts if part.path == path and part.state == "unmarked"]
            if bare and bare[0].mark is not None:
                number = counted(len(bare), "part")
                yield UNMARKED.at(bare[0].mark.span, f"{number} of this file without a mark")
