"""`course quiz retire`: the item leaves, its id and its records stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.small_course import run
from tests.editing.courses import published_course, replace_once, sources
from tests.handbook.scratch import copy_course
from tests.reading.test_translations import french_course

from coursewright.diagnostics import CoursewrightError
from coursewright.pipeline import load_course

if TYPE_CHECKING:
    from pathlib import Path

ITEMS = ("resolved/two-es", "resolved/leave-alone")


def test_a_retired_item_leaves_bank_and_lessons(tmp_path: Path) -> None:
    """Its text goes, its id goes into `retire:`, and lessons ask only what is left."""
    root = published_course(tmp_path)
    result = run("quiz", "retire", *ITEMS, "--root", root)
    bank = (root / "quizzes/resolved.md").read_text("utf-8")
    lesson = (root / "modules/04-resolved/01-prevent-then-plan.md").read_text("utf-8")

    assert result.exit_code == 0, result.output
    assert "\nretire: [two-es, leave-alone]\n---\n" in bank
    assert "#two-es" not in bank
    assert "\n::: check resolved/memory-aid\n" in lesson
    assert "resolved/two-es: retired; its records are graded as before" in result.stderr
    assert run("check", "--root", root).stderr == "no findings\n"


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        ("retire: [old]\n", "retire: [two-es, old]\n"),
        ("retire:\n  - old\n", "retire:\n  - two-es\n  - old\n"),
        ("retire: []\n", "retire: [two-es]\n"),
    ],
)
def test_the_list_stays_as_its_author_wrote_it(tmp_path: Path, present: str, expected: str) -> None:
    """Flow lists, block lists and empty ones get the new id in their own form."""
    root = published_course(tmp_path)
    bank = root / "quizzes/resolved.md"
    replace_once(bank, "kind: practice\n", f"kind: practice\n{present}")
    result = run("quiz", "retire", "resolved/two-es", "--root", root)

    assert result.exit_code == 0, result.output
    assert expected in bank.read_text("utf-8")
    quizzes = load_course(root).course.quizzes  # type: ignore[union-attr] - it has no errors
    [quiz] = [each for each in quizzes if each.id == "resolved"]
    assert "two-es" in {entry.id for entry in quiz.retired}


def test_an_unpublished_item_only_leaves(tmp_path: Path) -> None:
    """Nobody can have records of it, so its id is free."""
    root = copy_course(tmp_path)
    result = run("quiz", "retire", "resolved/two-es", "--root", root)

    assert "retire:" not in (root / "quizzes/resolved.md").read_text("utf-8")
    assert "removed; it was never published" in result.stderr


def test_a_bank_that_would_be_too_small_is_left_alone(tmp_path: Path) -> None:
    """The findings of the course as it would be are shown, and no file changes."""
    root = published_course(tmp_path)
    loaded = load_course(root)
    assert loaded.course is not None
    [quiz] = [each for each in loaded.course.quizzes if each.id == "final"]
    sequencing = [item.full_id for item in quiz.items if item.interaction.name == "sequencing"]
    before = sources(root)
    result = run("quiz", "retire", *sequencing, "--root", root)

    assert result.exit_code == 1
    assert "error" in result.stderr
    assert sources(root) == before


def test_an_unknown_item_is_named(tmp_path: Path) -> None:
    """A misspelt id gets a proposal."""
    root = copy_course(tmp_path)
    result = run("quiz", "retire", "resolved/two-e", "--root", root)

    assert isinstance(result.exception, CoursewrightError)
    assert "Did you mean `resolved/two-es`?" in str(result.exception)


def test_a_retired_item_leaves_its_translations(tmp_path: Path) -> None:
    """Item and check go from the French bank and lesson; nothing else of them changes."""
    root = french_course(tmp_path)
    assert run("quiz", "archive", "--root", root).exit_code == 0
    before = sources(root)
    result = run("quiz", "retire", "repair/apology-first", "greet/who-first", "--root", root)
    after = sources(root)
    lesson = "modules/01-greet/01-first-words.fr.md"
    bank = "quizzes/repair.fr.md"
    text = before[bank].decode()
    start, end = text.index("## Les excuses viennent"), text.index("## Complétez")

    assert result.exit_code == 0, result.output
    assert after[lesson] == before[lesson].replace(b"::: check greet/who-first\n\n", b"")
    assert after[bank].decode() == text[:start] + text[end:]
    assert run("check", "--root", root).stderr == "no findings\n"


def test_the_difference_and_the_notes_name_the_translations(tmp_path: Path) -> None:
    """A trainer sees every file that loses something, and where an item is no longer asked."""
    root = french_course(tmp_path)
    before = sources(root)
    result = run("quiz", "retire", "greet/who-first", "--root", root, "--dry-run")

    assert result.exit_code == 0, result.output
    assert {line[4:] for line in result.stdout.splitlines() if line.startswith("+++ ")} == {
        "modules/01-greet/01-first-words.fr.md",
        "modules/01-greet/01-first-words.md",
        "quizzes/greet.md",
    }
    assert "modules/01-greet/01-first-words.fr.md:20: no longer asked here" in result.stderr
    assert sources(root) == before


def test_the_last_item_of_a_translation_leaves_the_rest_whole(tmp_path: Path) -> None:
    """What stands at the end of a translated bank goes, whatever follows it in the source."""
    head = "---\nsource_hash: e2f58cfc\ntitle: Réparer\n---\n"
    item = (
        "\n## Les excuses viennent avant l'explication. { #apology-first source_hash=692c95b9 }\n\n"
        "- [x] Vrai\n    > Oui. La personne passe avant les raisons.\n"
        "- [ ] Faux\n    > Une explication sonne comme un prétexte.\n"
    )
    root = french_course(tmp_path, {"quizzes/repair.fr.md": head + item})
    result = run("quiz", "retire", "repair/apology-first", "--root", root)

    assert result.exit_code == 0, result.output
    assert (root / "quizzes/repair.fr.md").read_text("utf-8").rstrip("\n") == head.rstrip("\n")
    assert run("check", "--root", root).stderr == "no findings\n"


def test_a_check_of_several_items_keeps_the_others_in_every_language(tmp_path: Path) -> None:
    """Only the retired item leaves the check lines of the lesson and of its translation."""
    both = {"replace": {"check greet/who-first": "check greet/who-first greet/greeting-match"}}
    lesson = "modules/01-greet/01-first-words"
    root = french_course(tmp_path, {f"{lesson}.fr.md": both})
    english = root / f"{lesson}.md"
    replace_once(english, "check greet/who-first", "check greet/who-first greet/greeting-match")
    result = run("quiz", "retire", "greet/who-first", "--root", root)

    assert result.exit_code == 0, result.output
    for path in (english, root / f"{lesson}.fr.md"):
        assert "\n::: check greet/greeting-match\n" in path.read_text("utf-8")
    assert run("check", "--root", root).stderr == "no findings\n"
