"""Builds a course with the real command and prints what that took, counted instead of timed.

    python tests/engines/cost_probe.py COURSE OUT

Prints one JSON object: `opened` (source file -> times it was opened for reading), `engines` (how
many Markdown engines were made), `converted` (texts they converted) and `scans` (how often all
texts were scanned for markup). It is a program of its own, because a hook on opened files cannot
be removed.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import markdown

from coursewright.checks.support import context
from coursewright.cli.main import cli

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCES = ("modules", "quizzes", "docs", "mkdocs.yml")


def noted(function: Callable[..., Any], note: Callable[..., None]) -> Callable[..., Any]:
    """Return a function that notes its arguments and then does its work."""

    def call(*arguments: Any, **named: Any) -> Any:
        note(*arguments)
        return function(*arguments, **named)

    return call


def main(root: Path, out: Path) -> None:
    """Build and print the counts."""
    opened: Counter[str] = Counter()
    calls: Counter[str] = Counter()

    def note_file(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str) and arguments[1] in {"r", "rb"}:
            path = Path(arguments[0])
            if path.is_relative_to(root) and path.relative_to(root).parts[0] in SOURCES:
                opened[path.relative_to(root).as_posix()] += 1

    engine: Any = markdown.Markdown
    engine.__init__ = noted(engine.__init__, lambda *_: calls.update(["engines"]))
    engine.convert = noted(engine.convert, lambda *_: calls.update(["converted"]))
    checks: Any = context
    checks.author_texts = noted(checks.author_texts, lambda *_: calls.update(["scans"]))
    sys.addaudithook(note_file)
    cli(["build", "--root", str(root), "--out", str(out)], standalone_mode=False)
    print(json.dumps({"opened": opened, **calls}))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve())
