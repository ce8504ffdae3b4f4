"""`course rename`: everywhere, back again, and nothing that learners have is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.small_course import run
from tests.editing.courses import published_course, replace_once, sources
from tests.handbook.scratch import copy_course
from tests.reading.test_translations import french_course

from coursewright.diagnostics import CoursewrightError

if TYPE_CHECKING:
    from pathlib import Path

RENAMINGS = [
    ("item", "resolved/leave-alone", "stay-with-them", "leave-alone"),
    ("item", "final/two-keywords", "dignity", "two-keywords"),
    ("quiz", "resolved", "eight-letters", "resolved"),
    ("quiz", "final", "assessment", "final"),
    ("module", "m04", "resolved-module", "m04"),
    ("objective", "m04.o1", "m04.o90", "m04.o1"),
    ("lesson", "person-first", "respond-empathise", "person-first"),
]
ITEM = "resolved/leave-alone"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published course; each test leaves it as it was."""
    return published_course(tmp_path_factory.mktemp("renamed"))


def rename(root: Path, *words: str) -> None:
    """Rename, and expect it to work."""
    result = run("rename", *words, "--root", root)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(("kind", "old", "new", "back"), RENAMINGS)
def test_what_was_published_keeps_its_id_everywhere(
    course: Path, kind: str, old: str, new: str, back: str
) -> None:
    """After a rename no version is new, nothing is found, and the way back gives the same bytes."""
    before = sources(course)
    rename(course, kind, old, new)
    renamed = sources(course)
    archive = run("quiz", "archive", "--root", course)
    check = run("check", "--root", course)
    bank = old.partition("/")[0] + "/" if kind == "item" else ""
    rename(course, kind, bank + new, back)

    assert renamed != before
    assert archive.stderr == "Every present version is archived already.\n"
    assert (check.exit_code, check.stderr) == (0, "no findings\n")
    # A name that only the file gave stands in the file once it was another.
    after = sources(course)
    assert {path: text.replace(b"id: m04\n", b"") for path, text in after.items()} == {
        path: text.replace(b"id: m04\n", b"") for path, text in before.items()
    }


def test_a_second_name_leads_to_the_same_item(course: Path) -> None:
    """Renamed twice, it keeps its first id, and old and new names work in a lesson."""
    rename(course, "item", ITEM, "second-name")
    rename(course, "item", "resolved/second-name", "third-name")
    bank = (course / "quizzes/resolved.md").read_text("utf-8")
    lesson = course / "modules/04-resolved/02-person-first.md"
    written = lesson.read_text("utf-8")
    replace_once(lesson, "::: check resolved/third-name", "::: check resolved/leave-alone")
    check = run("check", "--root", course)
    lesson.write_text(written, "utf-8")
    rename(course, "item", ITEM, "leave-alone")

    assert "{ #third-name aliases=leave-alone " in bank
    assert check.exit_code == 0


def test_a_rename_by_hand_is_mended_as_the_finding_says(tmp_path: Path) -> None:
    """Whoever changes a published id in an editor reads how to keep it."""
    root = published_course(tmp_path)
    bank = root / "quizzes/resolved.md"
    lesson = root / "modules/04-resolved/02-person-first.md"
    replace_once(bank, "#leave-alone ", "#leave-alone-no-more ")
    replace_once(lesson, ITEM, f"{ITEM}-no-more")
    found = run("check", "--root", root)
    replace_once(bank, "#leave-alone-no-more ", "#leave-alone-no-more aliases=leave-alone ")
    mended = run("check", "--root", root)

    assert "V701" in found.stdout
    assert "Write `#leave-alone-no-more aliases=leave-alone`" in found.stdout
    assert (mended.exit_code, mended.stderr) == (0, "no findings\n")


def test_what_was_never_published_is_only_renamed(tmp_path: Path) -> None:
    """No alias is left behind where nobody knows the old name."""
    root = copy_course(tmp_path)
    result = run("rename", "item", ITEM, "stay", "--root", root)

    assert "{ #stay objective=" in (root / "quizzes/resolved.md").read_text("utf-8")
    assert "never published" in result.stderr


def test_carriage_returns_and_a_byte_order_mark_stay(tmp_path: Path) -> None:
    """A bank that Windows wrote is still one after a rename."""
    root = published_course(tmp_path)
    path = root / "quizzes/resolved.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    rename(root, "item", ITEM, "stay")

    assert path.read_bytes() == before.replace(b"#leave-alone", b"#stay aliases=leave-alone")


def test_a_trial_changes_nothing(course: Path) -> None:
    """`--dry-run` shows the difference of every file."""
    before = sources(course)
    result = run("rename", "item", ITEM, "stay", "--root", course, "--dry-run")

    assert sources(course) == before
    assert "+::: check resolved/stay" in result.stdout
    assert "Nothing was changed." in result.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("item", "resolved/leave-alon", "x"), "there is no such item of `resolved`. Did you mean"),
        (("item", "leave-alone", "x"), "write an item with its bank"),
        (("item", ITEM, "two-es"), "this name is taken by quizzes/resolved.md:"),
        (("item", ITEM, "Leave"), "must be small letters"),
        (("item", ITEM, "leave-alone"), "that is its name already"),
        (("item", ITEM, "final/x"), "an item stays in its bank"),
        (("item", "resolve/x", "y"), "there is no such bank. Did you mean `resolved`?"),
        (("objective", "m04.o1", "order"), "an id such as `m04.o2`"),
        (("module", "m99", "m98"), "there is no such module"),
        (("scenario", "thrid-call", "x"), "there is no such scenario. Did you mean `third-call`?"),
        (("scenario", "third-call", "first-day"), "is taken by quizzes/scenarios/first-day.md:"),
        (("instrument", "self-diagnosis", "Mirror"), "must be small letters"),
        (("instrument", "third-call", "mirror"), "there is no such instrument"),
        (("instrument", "self-diagnosis", "self-diagnosis"), "that is its name already"),
    ],
)
def test_what_cannot_be_renamed_is_said(
    course: Path, words: tuple[str, ...], sentence: str
) -> None:
    """One sentence, with what was probably meant; nothing is written."""
    before = sources(course)
    result = run("rename", *words, "--root", course)

    assert isinstance(result.exception, CoursewrightError)
    assert sentence in str(result.exception)
    assert sources(course) == before


def test_a_retired_name_is_refused_with_the_finding(course: Path) -> None:
    """A name whose records exist is never given to another item."""
    bank = course / "quizzes/resolved.md"
    written = bank.read_text("utf-8")
    replace_once(bank, "kind: practice\n", "kind: practice\nretire: [gone]\n")
    result = run("rename", "item", ITEM, "gone", "--root", course)
    bank.write_text(written, "utf-8")

    assert result.exit_code == 1
    assert "V706" in result.stderr
    assert "Nothing was changed: the course would have errors." in result.stderr


REPEATED: dict[str, Any] = {
    "modules/01-greet/01-first-words.fr.md": {
        "replace": {"title: Les": "id: first-words\nobjectives: [m01.o1]\ntitle: Les"}
    },
    "modules/01-greet/index.fr.md": (
        "---\nsource_hash: 4751600f\nid: m01\nquiz: greet\ntitle: Saluer\n"
        "summary: Comment une conversation commence.\n---\n"
        "Ce module parle de la première minute. Vous apprendrez ce qu'il faut faire.\n"
    ),
    "quizzes/greet.fr.md": (
        "---\nsource_hash: f00ca194\nid: greet\ntitle: Saluer\n---\n\n"
        "## Un client s'approche de vous pendant que vous écrivez. Qui parle en premier ? "
        "{ #who-first objective=m01.o1 source_hash=23df9bbb }\n\n"
        "- [x] Vous, car vous travaillez dans la maison\n"
        "    > Oui. Votre mot ouvre la conversation, et le client se détend.\n"
        "- [ ] Le client, qui veut quelque chose\n"
        "    > Les clients attendent un signe qu'ils sont les bienvenus. Donnez-le d'abord.\n"
        "- [ ] La personne qui lève les yeux en premier\n"
        "    > Alors les deux attendent peut-être. Un plan vaut mieux que la chance.\n"
    ),
}
"""Translations that also say what the source says, as a copy of it does."""
TRANSLATED = [
    ("item", "repair/spilled-coffee", "cups", "repair/cups", "spilled-coffee"),
    ("item", "greet/who-first", "first-word", "greet/first-word", "who-first"),
    ("quiz", "repair", "mend", "mend", "repair"),
    ("quiz", "greet", "welcome", "welcome", "greet"),
    ("objective", "m01.o1", "m01.o7", "m01.o7", "m01.o1"),
    ("objective", "m02.o1", "m02.o7", "m02.o7", "m02.o1"),
    ("lesson", "first-words", "words", "words", "first-words"),
    ("module", "m01", "greeting-people", "greeting-people", "m01"),
]


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published course with French files; each test leaves it as it was."""
    root = french_course(tmp_path_factory.mktemp("translated"), REPEATED)
    assert run("quiz", "archive", "--root", root).exit_code == 0
    return root


def warnings(root: Path) -> list[str]:
    """Return what `course check` finds, without the places."""
    found = json.loads(run("check", "--root", root, "--format", "json").stdout)["findings"]
    return [f"{one['code']} {one['message']}" for one in found]


@pytest.mark.parametrize(("kind", "old", "new", "there", "back"), TRANSLATED)
def test_translations_are_renamed_with_their_source(
    translated: Path, kind: str, old: str, new: str, there: str, back: str
) -> None:
    """Every mention in a translation is edited, no mark gets old, and the way back is exact."""
    before, found = sources(translated), warnings(translated)
    rename(translated, kind, old, new)
    renamed, then = sources(translated), warnings(translated)
    archive = run("quiz", "archive", "--root", translated)
    rename(translated, kind, there, back)

    assert found == then == []
    assert archive.stderr == "Every present version is archived already.\n"
    assert any(".fr.md" in path for path in renamed if renamed[path] != before.get(path))
    assert sources(translated) == before


def test_the_translation_of_a_bank_moves_along(translated: Path) -> None:
    """The difference names both files, also where no word in one of them changes."""
    result = run("rename", "quiz", "repair", "mend", "--root", translated)
    there = {path.name for path in (translated / "quizzes").iterdir()}
    rename(translated, "quiz", "mend", "repair")

    assert result.exit_code == 0, result.output
    assert {"mend.md", "mend.fr.md"} <= there
    assert not {"repair.md", "repair.fr.md"} & there
    assert "--- quizzes/repair.fr.md\n+++ quizzes/mend.fr.md\n" in result.stdout
    assert "--- quizzes/repair.md\n+++ quizzes/mend.md\n" in result.stdout


def test_the_difference_names_each_translated_file(translated: Path) -> None:
    """A trial shows the heading of the translated bank and the check of the translated lesson."""
    words = ("item", "greet/who-first", "first-word")
    result = run("rename", *words, "--root", translated, "--dry-run")
    lines = result.stdout.splitlines()

    assert {line[4:] for line in lines if line.startswith("+++ ")} == {
        "modules/01-greet/01-first-words.fr.md",
        "modules/01-greet/01-first-words.md",
        "quizzes/greet.fr.md",
        "quizzes/greet.md",
    }
    assert lines.count("+::: check greet/first-word") == 2


def test_an_escape_of_a_translated_item_follows_its_name(tmp_path: Path) -> None:
    """`lint-ignore` of a translated bank names the item as the bank does."""
    escape = 'lint-ignore:\n  "Q07 spilled-coffee": "It is true."\n'
    files = {"quizzes/repair.fr.md": {"replace": {"title: Réparer\n": f"title: Réparer\n{escape}"}}}
    root = french_course(tmp_path, files)
    rename(root, "item", "repair/spilled-coffee", "cups")

    assert '"Q07 cups": "It is true."' in (root / "quizzes/repair.fr.md").read_text("utf-8")


def test_windows_line_ends_of_a_translation_stay(tmp_path: Path) -> None:
    """A translated bank that Windows wrote is still one after a rename."""
    root = french_course(tmp_path)
    path = root / "quizzes/repair.fr.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    rename(root, "item", "repair/spilled-coffee", "cups")

    assert path.read_bytes() == before.replace(b"#spilled-coffee", b"#cups")


def test_a_bank_moves_along_in_every_language(tmp_path: Path) -> None:
    """Two translations of one bank get its new name, each with its own language."""
    italian = (
        "---\ntitle: Riparare\n---\n\n## Le scuse vengono prima. { #apology-first }\n\n"
        "- [x] Vero\n    > Sì.\n- [ ] Falso\n    > No.\n"
    )
    root = french_course(tmp_path, {"quizzes/repair.it.md": italian})
    replace_once(root / "modules/course.yml", "[en, fr]", "[en, fr, it]")
    replace_once(root / "modules/knowledge/glossary.yml", "    fr:", "    it: punto\n    fr:")
    rename(root, "quiz", "repair", "mend")
    rename(root, "item", "mend/apology-first", "sorry-first")

    assert {path.name for path in (root / "quizzes").glob("*.*.md")} == {"mend.fr.md", "mend.it.md"}
    for path in (root / "quizzes").glob("mend.*.md"):
        assert "{ #sorry-first" in path.read_text("utf-8")
    assert (root / "quizzes/mend.it.md").read_text("utf-8") == italian.replace(
        "#apology-first", "#sorry-first"
    )
