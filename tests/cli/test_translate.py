"""`course translate`: how far translations are, new ones, and marks; `course check` afterwards."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_course import run
from tests.editing.courses import replace_once, sources
from tests.reading.test_translations import french_course

from coursewright.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

BANK = "quizzes/repair.fr.md"
GREET = "quizzes/greet.fr.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course that is translated in part, every part of it marked with today's source."""
    return french_course(tmp_path)


def translate(root: Path, *words: str) -> Result:
    """Run `course translate` there."""
    return run("translate", *words, "--root", root)


def codes(root: Path) -> list[str]:
    """Return code, file and line of what `course check` finds."""
    found = json.loads(run("check", "--root", root, "--format", "json").stdout)["findings"]
    return [f"{one['code']} {one['path']}:{one['line']}" for one in found]


def test_the_parts_of_each_state_are_counted(root: Path) -> None:
    """One line per language; states without a part are left out."""
    replace_once(root / "quizzes/repair.md", "A cloth comes", "A dry cloth comes")
    replace_once(root / BANK, " source_hash=692c95b9", "")
    result = translate(root)

    assert result.exit_code == 0
    assert result.stdout == (
        "fr: 20 parts: 6 up to date, 1 older than the source, 1 without a mark, 12 not translated\n"
    )
    assert result.stderr == ""


def test_each_part_that_waits_is_listed(root: Path) -> None:
    """What is up to date is nobody's work; names are as `new` and `mark` take them."""
    replace_once(root / "quizzes/repair.md", "A cloth comes", "A dry cloth comes")
    lines = translate(root, "--list").stdout.splitlines()

    assert "  quizzes/repair.fr.md#spilled-coffee: older than the source" in lines
    assert "  quizzes/greet.md#who-first: not translated" in lines
    assert "  modules/02-repair/01-sorry.md: not translated" in lines
    assert not [line for line in lines if "up to date" in line and "parts" not in line]
    assert len(lines) == 1 + 13


def test_json_holds_every_part(root: Path) -> None:
    """With its state, its files and the mark that its source has today."""
    rows = json.loads(translate(root, "--json").stdout)
    [cups] = [row for row in rows if row["item"] == "spilled-coffee"]
    [sorry] = [row for row in rows if row["source"] == "modules/02-repair/01-sorry.md"]

    assert len(rows) == 20
    assert cups == {
        "language": "fr",
        "source": "quizzes/repair.md",
        "item": "spilled-coffee",
        "state": "current",
        "path": BANK,
        "source_hash": "9cd3e294",
    }
    assert (sorry["state"], sorry["path"], sorry["item"]) == ("missing", "", "")


def test_each_language_is_counted_alone(root: Path) -> None:
    """`--language` shows one of several; of a language with no file everything is missing."""
    replace_once(root / "modules/course.yml", "[en, fr]", "[en, fr, it]")
    glossary = root / "modules/knowledge/glossary.yml"
    replace_once(glossary, "    fr:", "    it: punto di contatto\n    fr:")
    both, one = translate(root), translate(root, "--language", "it")
    rows = json.loads(translate(root, "--language", "it", "--json").stdout)

    assert [line[:3] for line in both.stdout.splitlines()] == ["fr:", "it:"]
    assert one.stdout == "it: 20 parts: 20 not translated\n"
    assert {row["language"] for row in rows} == {"it"}


def test_a_course_in_one_language_says_so(tmp_path: Path) -> None:
    """Nothing to count is no error."""
    root = french_course(tmp_path)
    for path in root.rglob("*.fr.md"):
        path.unlink()
    replace_once(root / "modules/course.yml", "[en, fr]", "[en]")
    result = translate(root)

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "The course names no other language in modules/course.yml.\n"


@pytest.mark.parametrize("code", ["de", "en"])
def test_a_language_that_is_not_to_be_translated_into_is_a_usage_error(
    root: Path, code: str
) -> None:
    """The source's own language is none, either."""
    result = translate(root, "--language", code)

    assert result.exit_code == 2
    assert f"{code} is none of the course's other languages (fr)" in result.stderr


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("modules/02-repair/01-sorry.md", "modules/02-repair/01-sorry.fr.md"),
        ("modules/01-greet/index.md", "modules/01-greet/index.fr.md"),
        ("quizzes/greet.md", GREET),
        ("./quizzes/final.md", "quizzes/final.fr.md"),
        ("quizzes\\greet.md", GREET),
        ("docs/help.md", "docs/help.fr.md"),
    ],
)
def test_a_new_file_stands_beside_its_source(root: Path, source: str, target: str) -> None:
    """It is written and shown, says what to do next, and has no error."""
    before = sources(root)
    result = translate(root, "new", "fr", source)
    after = sources(root)

    assert result.exit_code == 0, result.output
    assert set(after) - set(before) == {target}
    assert {path: after[path] for path in before} == before
    assert f"+++ {target}\n" in result.stdout
    assert result.stderr == f"Translate {target}, then run `course check`.\n"
    assert run("check", "--root", root).exit_code == 0


@pytest.mark.parametrize(
    "path", ["quizzes/scenarios/guest.fr.md", "quizzes/instruments/mirror.fr.md"]
)
def test_new_practice_has_no_error(root: Path, path: str) -> None:
    """A scenario or an instrument is begun whole."""
    (root / path).unlink()
    result = translate(root, "new", "fr", path.replace(".fr.md", ".md"))

    assert result.exit_code == 0, result.output
    assert (root / path).is_file()
    assert run("check", "--root", root).exit_code == 0


def test_the_same_again_adds_only_what_is_missing(root: Path) -> None:
    """An item that is new in the source is added to the translation; the rest stays."""
    added = (
        "\n## A cup is broken. Who speaks first? "
        '{ #broken-cup objective=m02.o1 evidence="repair.01.f1" }\n\n'
        "- [x] You do, with an apology\n    > Yes. The guest waits for it.\n"
        "- [ ] The guest does, with a wish { own=habit }\n    > Guests wait for you.\n"
        "- [ ] The kitchen does, with a cup { own=habit }\n    > A cup can wait.\n"
    )
    bank = root / "quizzes/repair.md"
    bank.write_text(bank.read_text("utf-8") + added, "utf-8")
    before = (root / BANK).read_text("utf-8")
    result = translate(root, "new", "fr", "quizzes/repair.md")
    text = (root / BANK).read_text("utf-8")

    assert result.exit_code == 0, result.output
    assert text.startswith(f"{before}\n## A cup is broken. Who speaks first? {{ #broken-cup source")
    assert text.count("\n## ") == before.count("\n## ") + 1
    assert all(line[0] != "-" for line in result.stdout.splitlines()[2:])


def test_a_trial_writes_nothing(root: Path) -> None:
    """`--dry-run` shows the new file or the new mark."""
    replace_once(root / BANK, " source_hash=692c95b9", "")
    before = sources(root)
    new = translate(root, "new", "fr", "quizzes/greet.md", "--dry-run")
    mark = translate(root, "mark", BANK, "--dry-run")

    assert sources(root) == before
    assert "+## A guest walks up to your desk" in new.stdout
    assert "#apology-first source_hash=692c95b9 }" in mark.stdout
    assert new.stderr.endswith("Nothing was changed.\n")
    assert mark.stderr == "1 part marked as up to date.\nNothing was changed.\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("new", "de", "quizzes/greet.md"), "add this language to `languages`"),
        (("new", "fr", "quizzes/nothing.md"), "this is no page or bank of the course"),
        (("new", "fr", GREET), "Name its source: quizzes/greet.md."),
        (("new", "fr", "quizzes/repair.md"), "quizzes/repair.fr.md: this is translated already"),
        (("mark", "quizzes/repair.md"), "Did you mean `quizzes/repair.fr.md`?"),
        (("mark", f"{BANK}#shortst"), "Did you mean `quizzes/repair.fr.md#shortest`?"),
    ],
)
def test_what_is_refused_is_one_sentence(
    root: Path, words: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 3, a sentence on standard error, and nothing is written."""
    before = sources(root)
    with pytest.raises(SystemExit) as stop:
        main(["translate", *words, "--root", str(root)])
    shown = capsys.readouterr()

    assert stop.value.code == 3
    assert shown.out == ""
    assert shown.err.startswith("course: ")
    assert sentence in shown.err
    assert shown.err.count("\n") == 1
    assert sources(root) == before


@pytest.mark.parametrize("words", [("mark",), ("new", "fr"), ("new",), ("nothing",)])
def test_a_word_too_few_is_a_usage_error(root: Path, words: tuple[str, ...]) -> None:
    """Exit code 2, as everywhere."""
    assert translate(root, *words).exit_code == 2


def test_a_course_with_errors_is_left_alone(root: Path) -> None:
    """Its findings are shown, and nothing is begun or marked."""
    replace_once(root / BANK, "- [x] Vrai", "- [ ] Vrai")
    before = sources(root)
    for words in ((), ("new", "fr", "quizzes/greet.md"), ("mark", BANK)):
        result = translate(root, *words)

        assert result.exit_code == 1
        assert "I106" in result.stderr
    assert sources(root) == before


def test_a_second_mark_changes_nothing(root: Path) -> None:
    """What is marked with today's source is left as it is."""
    replace_once(root / BANK, "9cd3e294", "00000000")
    first = translate(root, "mark", BANK)
    marked = sources(root)
    second = translate(root, "mark", BANK)

    assert first.stderr == "1 part marked as up to date.\n"
    assert (second.exit_code, second.stdout) == (0, "")
    assert second.stderr == "Every part is marked with today's source already.\n"
    assert sources(root) == marked


def test_the_folder_may_be_named_before_or_after(root: Path) -> None:
    """Nobody marks the course in the current folder by mistake."""
    replace_once(root / BANK, "9cd3e294", "00000000")
    result = run("translate", "--root", root, "mark", f"{BANK}#spilled-coffee")

    assert result.exit_code == 0, result.output
    assert "9cd3e294" in (root / BANK).read_text("utf-8")


def test_only_the_item_that_changed_is_older(root: Path) -> None:
    """`course check` names its heading in the translation; a mark ends it."""
    assert codes(root) == []
    replace_once(root / "quizzes/repair.md", "A cloth comes", "A dry cloth comes")
    changed = codes(root)
    marked = translate(root, "mark", f"{BANK}#spilled-coffee")

    assert changed == [f"I110 {BANK}:6"]
    assert marked.exit_code == 0, marked.output
    assert codes(root) == []


def test_a_lesson_that_changed_makes_its_translation_older(root: Path) -> None:
    """Of a page there is one mark."""
    lesson = root / "modules/01-greet/01-first-words.md"
    replace_once(lesson, "You greet first.\n", "You greet at once.\n")

    assert codes(root) == ["I110 modules/01-greet/01-first-words.fr.md:1"]


def test_parts_without_a_mark_are_one_finding_for_a_file(root: Path) -> None:
    """Somebody who translates without marks is told once, and not at each item."""
    for mark in ("source_hash: e2f58cfc\n", " source_hash=9cd3e294", " source_hash=692c95b9"):
        replace_once(root / BANK, mark, "")

    assert codes(root) == [f"I111 {BANK}:1"]
    assert translate(root, "mark", BANK).stderr == "3 parts marked as up to date.\n"
    assert codes(root) == []
