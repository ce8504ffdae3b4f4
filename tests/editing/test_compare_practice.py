"""`course diff` of instruments, the glossary and other files around the lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.small_course import copy_course, run
from tests.editing.courses import replace_once
from tests.editing.test_compare import git

from coursewright.editing.differences import order

if TYPE_CHECKING:
    from pathlib import Path

MIRROR = "quizzes/instruments/mirror.md"
GLOSSARY = "modules/knowledge/glossary.yml"
WORDS = "modules/knowledge/words.yml"
FILES = {
    MIRROR: """---
title: How do you greet?
minutes: 5
scale: ["Never", "Always"]
---
Rate today.

## Greeting { #greeting covers="letters.01" }

- I say hello.
- I look up.

!!! low
    Start with one word.

!!! middle
    Try a whole day.

!!! high
    Keep it so.
""",
    GLOSSARY: """terms:
  - id: hear
    en: Hear
    fr: Écouter
    definition: Listen until the person has finished.
""",
    WORDS: """en:
  absolutes:
    add: [never ever]
""",
}
INTO_INDEX = ("quiz: letters", "instrument: mirror\nquiz: letters")
INDEX = "modules/01-one/index.md"
EDITS = [
    (
        MIRROR,
        "title: How do",
        "title: Where do",
        ["title: How do you greet? → Where do you greet?"],
    ),
    (MIRROR, "minutes: 5", "minutes: 6", ["minutes: 5 → 6"]),
    (MIRROR, '"Never"', '"Seldom"', ["scale: Never, Always → Seldom, Always"]),
    (MIRROR, "Rate today.", "Rate it now.", ["introduction: Rate [-today.-]{+it now.+}"]),
    (
        MIRROR,
        "I look up.",
        "I look at them.",
        ["category greeting, statement: I look [-up.-]{+at them.+}"],
    ),
    (
        MIRROR,
        "- I look up.\n",
        "- I look up.\n- I smile.\n",
        ["category greeting, statement, new: I smile."],
    ),
    (MIRROR, "- I look up.\n", "", ["category greeting, statement, removed: I look up."]),
    (
        MIRROR,
        "one word.",
        "two words.",
        ["category greeting, advice for low: Start with [-one word.-]{+two words.+}"],
    ),
    (MIRROR, "#greeting", "#hello", ["category hello: new", "category greeting: removed"]),
    (GLOSSARY, "fr: Écouter", "fr: Entendre", ["term hear: fr: Écouter → Entendre"]),
    (GLOSSARY, "has finished", "ends", ["term hear: definition: Listen until the person [-"]),
    (GLOSSARY, "- id: hear", "- id: listen", ["term listen: new: ", "term hear: removed: "]),
    (
        WORDS,
        "[never ever]",
        "[not once]",
        ["words.yml: en, absolutes: without never ever; with not once"],
    ),
]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A small course with an instrument, a glossary and word lists, committed."""
    root = copy_course(tmp_path)
    for path, text in FILES.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, "utf-8")
    replace_once(root / INDEX, *INTO_INDEX)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "first")
    return root


@pytest.mark.parametrize(
    ("path", "old", "new", "lines"), EDITS, ids=[row[3][0][:40] for row in EDITS]
)
def test_an_edit_is_told_in_words(
    course: Path, path: str, old: str, new: str, lines: list[str]
) -> None:
    """One edit gives the lines that a trainer expects, and no other."""
    replace_once(course / path, old, new)
    result = run("diff", "HEAD", "--root", course)

    assert result.exit_code == 0, result.output
    for line in lines:
        assert line in result.stdout
    assert result.stderr == f"{len(lines)} change{'s' * (len(lines) > 1)}.\n"


def test_an_instrument_that_comes_and_goes(course: Path) -> None:
    """It is told with the number of its statements, and the module that shows it."""
    replace_once(course / INDEX, *reversed(INTO_INDEX))
    (course / MIRROR).unlink()
    gone = run("diff", "HEAD", "--root", course)
    git(course, "commit", "-qam", "without")
    come = run("diff", "HEAD..HEAD~1", "--root", course)

    assert "self-diagnosis: mirror → none" in gone.stdout
    assert "instrument mirror: removed, with 2 statements" in gone.stdout
    assert gone.stderr == "2 changes.\n"
    assert "instrument mirror: new, with 2 statements" in come.stdout


def test_another_order_of_options_is_told(course: Path) -> None:
    """Options that only change places are one line."""
    bank = course / "quizzes/letters.md"
    head, key, other, rest = bank.read_text("utf-8").split("- [", 3)
    bank.write_text(f"{head}- [{other}- [{key}- [{rest}", "utf-8")
    result = run("diff", "HEAD", "--root", course)

    assert "item letters/hear: order of options: “Look up the order” now first\n" in result.stdout
    assert result.stderr == "1 change.\n"


def test_another_order_is_told(course: Path) -> None:
    """Items that only change places are one line."""
    bank = course / "quizzes/final.md"
    head, first, second = bank.read_text("utf-8").split("\n## ")
    bank.write_text("\n## ".join((head, second.rstrip() + "\n", first)), "utf-8")
    result = run("diff", "HEAD", "--root", course)

    assert "quiz final: order of items: word now first\n" in result.stdout
    assert result.stderr == "1 change.\n"


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ("abcdefg", []),
        ("abdecfg", ["order of items: c now after e"]),
        ("xabcdfg", []),
        ("gfedcba", ["order of items: 6 of 7 stand elsewhere"]),
    ],
)
def test_what_moved_is_named(new: str, told: list[str]) -> None:
    """Up to three things are named with their neighbour; what is new or gone moved nothing."""
    assert list(order("items", "abcdefg", new)) == told
