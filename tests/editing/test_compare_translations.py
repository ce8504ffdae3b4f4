"""`course diff`: what has changed in translations, in trainers' words."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_course import TALK, TALK_TEXT, copy_course, run
from tests.editing.courses import replace_once
from tests.editing.test_compare import git

if TYPE_CHECKING:
    from pathlib import Path

LETTERS = "quizzes/letters.fr.md"
FINAL = "quizzes/final.fr.md"
LESSON = "modules/01-one/01-first.fr.md"
INDEX = "modules/01-one/index.fr.md"
FRENCH_TALK = TALK.replace(".md", ".fr.md")
KNOWLEDGE = {
    "sources.yml": "sources:\n  - {id: own, title: Ours, date: 2012-05-15, language: en}\n",
    "frameworks/letters.yml": (
        "id: letters\ntitle: Letters\ncore: false\nsource: own\nlines: '1-5'\n"
        "items:\n  - {id: letters.01, name: Greet, facts: []}\n"
    ),
}
SECOND = """
## What comes last? { #last objective=m01.o1 }

- [x] Write it down
    > Yes. So it is not forgotten.
- [ ] Go home { own="a common habit" }
    > Later. First the note.
"""
FRENCH = """---
title: Les lettres
---

## Qu'est-ce qui vient d'abord ? { #hear }

- [x] Écouter la personne
    > Oui. La personne d'abord.
- [ ] Chercher la commande
    > Plus tard. D'abord la personne.
- [ ] Expliquer les règles
    > Personne ne les a demandées.
"""
FRENCH_SECOND = """
## Qu'est-ce qui vient à la fin ? { #last }

- [x] Le noter
    > Oui. Ainsi rien n'est oublié.
- [ ] Rentrer chez soi
    > Plus tard. D'abord la note.
"""
EDITS = [
    (LETTERS, "Écouter la", "Bien écouter la", "fr: letters: 1 item changed"),
    (
        LETTERS,
        "title: Les lettres",
        "title: Huit lettres",
        "fr: letters: title and introduction: 1 word out, 1 in",
    ),
    (
        LETTERS,
        FRENCH_SECOND,
        "",
        "fr: letters: 1 item no longer translated",
    ),
    (
        LESSON,
        "title: Première leçon",
        "title: La leçon",
        "fr: lesson first: 1 word out, 1 in",
    ),
    (
        INDEX,
        "text: Nommer les quatre lettres",
        "text: Nommer quatre lettres",
        "fr: module m01: 1 word out, 0 in",
    ),
    (FRENCH_TALK, "Greet first.", "Saluer !", "fr: scenario talk: 2 words out, 2 in"),
]


def commit(root: Path) -> None:
    """Commit everything."""
    git(root, "add", "-A")
    git(root, "commit", "-qm", "a state")


def commit_published(root: Path) -> None:
    """Archive the present versions as a publish does, and commit them."""
    assert run("quiz", "archive", "--root", root).exit_code == 0
    commit(root)


def diff(root: Path, *words: str) -> str:
    """Return what `course diff HEAD` prints."""
    result = run("diff", "HEAD", "--root", root, *words)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A small course in two languages, committed; the bank has two items."""
    root = copy_course(tmp_path)
    git(tmp_path, "init", "-q")
    replace_once(root / "modules/course.yml", "languages: [en]", "languages: [en, fr]")
    bank = root / "quizzes/letters.md"
    bank.write_text(bank.read_text("utf-8") + SECOND, "utf-8")
    (root / LETTERS).write_text(FRENCH + FRENCH_SECOND, "utf-8")
    written = {f"modules/knowledge/{path}": text for path, text in KNOWLEDGE.items()}
    for path, text in (written | {TALK: TALK_TEXT}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    replace_once(
        root / "modules/01-one/index.md", "quiz: letters", "scenarios: [talk]\nquiz: letters"
    )
    replace_once(root / "modules/01-one/01-first.md", "covers: []", "covers: [letters.01]")
    poor = "- [ ] Nothing → #end"
    replace_once(root / TALK, poor, f'{poor} {{ own="no belief" }}')
    for path in ("modules/01-one/01-first.md", "modules/01-one/index.md", TALK):
        made = run("translate", "new", "fr", path, "--root", root)
        assert made.exit_code == 0, made.output
    replace_once(root / LESSON, '"First lesson"', "Première leçon")
    replace_once(root / INDEX, '"Name the four letters"', "Nommer les quatre lettres")
    commit(root)
    return root


@pytest.mark.parametrize(("path", "old", "new", "line"), EDITS, ids=[row[3][:30] for row in EDITS])
def test_an_edit_of_a_translation_is_told_in_words(
    course: Path, path: str, old: str, new: str, line: str
) -> None:
    """One edit of a translation gives one change, and nothing about the course itself."""
    replace_once(course / path, old, new)

    assert diff(course) == f"Translations\n  {line}\n\n"


def test_items_that_are_translated_and_changed_are_counted(course: Path) -> None:
    """One line for a bank counts what came and what changed; three forms say the same."""
    (course / LETTERS).write_text(FRENCH, "utf-8")
    commit(course)
    (course / LETTERS).write_text(FRENCH.replace("Oui.", "Bien.") + FRENCH_SECOND, "utf-8")
    value = json.loads(diff(course, "--format", "json"))

    assert diff(course) == "Translations\n  fr: letters: 1 item translated, 1 changed\n\n"
    assert diff(course, "--format", "markdown") == (
        "## Translations\n\n- **fr: letters** 1 item translated, 1 changed\n\n"
    )
    assert value["differences"] == [
        {
            "group": "Translations",
            "what": "fr: letters",
            "text": "1 item translated, 1 changed",
        }
    ]


def test_files_that_come_and_go(course: Path) -> None:
    """A new file, with its items where it is a bank, and a removed one are named."""
    made = run("translate", "new", "fr", "quizzes/final.md", "--root", course)
    (course / LETTERS).unlink()
    (course / LESSON).unlink()

    assert made.exit_code == 0, made.output
    assert diff(course) == (
        "Translations\n"
        "  fr: final: new, with 2 items translated\n"
        "  fr: lesson first: removed\n"
        "  fr: letters: removed\n\n"
    )


def test_marks_are_told(course: Path) -> None:
    """What somebody has marked as up to date is counted, though no word has changed."""
    marked = run("translate", "mark", LETTERS, "--root", course)

    assert marked.exit_code == 0, marked.output
    assert diff(course) == (
        "Translations\n  fr: letters: 2 items marked as up to date, "
        "title and introduction marked as up to date\n\n"
    )


def test_what_changes_in_the_source_alone_is_told_there(course: Path) -> None:
    """Texts that stand in for missing ones, retired items and new names are no news of French."""
    french = (course / INDEX).read_text("utf-8")
    (course / INDEX).write_text(re.sub(r"objectives:\n(  .*\n)+", "", french), "utf-8")
    (course / LETTERS).write_text(FRENCH, "utf-8")
    commit(course)
    replace_once(course / "quizzes/letters.md", "What comes last?", "What is last?")
    replace_once(course / INDEX.replace(".fr.", "."), "Name the four", "Order the four")
    replace_once(
        course / "quizzes/letters.md",
        "---\n\n## What comes first",
        "---\nFour.\n\n## What comes first",
    )

    told = diff(course)
    assert "reworded: [-Name-]{+Order+} the four letters" in told
    assert "Translations" not in told


def test_a_retired_item_leaves_in_both_languages_with_one_line(course: Path) -> None:
    """The course says that an item retires; its translation goes with it without a word."""
    commit_published(course)
    retired = run("quiz", "retire", "letters/last", "--root", course)
    told = diff(course)

    assert retired.exit_code == 0, retired.output
    assert "item letters/last: retired" in told
    assert "Translations" not in told


def test_a_renamed_bank_is_the_same_in_french(course: Path) -> None:
    """A rename moves the translated file, and no translation is new or removed."""
    commit_published(course)
    renamed = run("rename", "quiz", "letters", "alphabet", "--root", course)
    told = diff(course)

    assert renamed.exit_code == 0, renamed.output
    assert (course / "quizzes/alphabet.fr.md").exists()
    assert "name: letters → alphabet" in told
    assert "fr: letters" not in told


def test_a_renamed_scenario_is_the_same(course: Path) -> None:
    """A rename is one line, with the old and the new name."""
    commit_published(course)
    renamed = run("rename", "scenario", "talk", "chat", "--root", course)

    assert renamed.exit_code == 0, renamed.output
    assert diff(course) == "Scenario The talk\n  scenario talk: name: talk → chat\n\n"
