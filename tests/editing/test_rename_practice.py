"""`course rename` of scenarios and instruments: what learners keep of them is not lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.small_course import run
from tests.editing.courses import published_course, replace_once, sources
from tests.handbook.scratch import copy_course

from coursewright.generating.translated import translated_parts
from coursewright.pipeline import load_course
from coursewright.rendering.course import render_course

if TYPE_CHECKING:
    from pathlib import Path

RENAMINGS = [
    ("scenario", "third-call", "call-again", "quizzes/scenarios"),
    ("scenario", "first-day", "day-one", "quizzes/scenarios"),
    ("instrument", "self-diagnosis", "mirror", "quizzes/instruments"),
]
INDEX = "modules/04-resolved/index.md"
LESSON = "modules/04-resolved/02-person-first.md"
ELSE = ", https://example.org/quizzes/scenarios/third-call.md, third-call.md, third-call."
"""What is no way to the file."""
WAYS = {
    LESSON: ("\n- Dignity", "\n- [Try it](../../quizzes/scenarios/{call}.md)\n- Dignity"),
    INDEX: ("nervous. ", "nervous. See [you](../../quizzes/instruments/{mirror}.md). "),
    "quizzes/resolved.md": ("Ten questions", "[Try it](scenarios/{call}.md). Ten questions"),
    "quizzes/scenarios/not-about-you.md": (
        "It is a rainy",
        "[Like this]({call}.md). It is a rainy",
    ),
    "quizzes/instruments/self-diagnosis.md": (
        "Rate what",
        "[A](../scenarios/{call}.md). Rate what",
    ),
    "docs/help.md": (
        "# Help\n",
        f'# Help\n\n<a href="../quizzes/scenarios/{{call}}.md">One</a>{ELSE}\n',
    ),
}
"""Path -> (a text, what stands there instead)."""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published course; each test leaves it as it was."""
    return published_course(tmp_path_factory.mktemp("renamed"))


def rename(root: Path, *words: str) -> str:
    """Rename, expect it to work, and return what is said about it."""
    result = run("rename", *words, "--root", root)
    assert result.exit_code == 0, result.output
    return result.stderr


def practice(root: Path) -> dict[str, object]:
    """Return what learners meet of scenarios and instruments: address -> page; the lists, too.

    The course must be without any finding.
    """
    loaded = load_course(root)
    assert loaded.course is not None
    assert [str(each) for each in loaded.findings] == []
    rendered = render_course(loaded.course, loaded.pools, loaded.published)
    kinds = {"scenario", "instrument"}
    pages = {page.dest_uri: page.markdown for page in rendered.pages if page.bundle in kinds}
    lists = [(one.scenarios, one.instrument, one.minutes) for one in loaded.course.modules]
    return pages | {"": lists}


@pytest.mark.parametrize(("kind", "old", "new", "folder"), RENAMINGS)
def test_what_was_published_keeps_its_id_everywhere(
    course: Path, kind: str, old: str, new: str, folder: str
) -> None:
    """After a rename learners meet it under the id of before; the way back gives the same bytes."""
    before, known = sources(course), practice(course)
    said = rename(course, kind, old, new)
    renamed, kept = sources(course), practice(course)
    archive = run("quiz", "archive", "--root", course)
    back = rename(course, kind, new, old)

    assert f"the learners' browsers still know it as `{old}`" in said
    assert f"{folder}/{old}.md" not in renamed
    assert f"aliases: [{old}]\n" in renamed[f"{folder}/{new}.md"].decode("utf-8")
    assert not any(f"{folder}/{old}.md".encode() in text for text in renamed.values())
    assert kept == known
    assert archive.stderr == "Every present version is archived already.\n"
    assert "It has its published name again." in back
    assert sources(course) == before


def test_a_second_name_leads_to_the_same_scenario(course: Path) -> None:
    """Renamed twice, it keeps its first id, and a module may name it by either name."""
    before = sources(course)
    rename(course, "scenario", "third-call", "call-again")
    rename(course, "scenario", "call-again", "call-thrice")
    once = (course / "quizzes/scenarios/call-thrice.md").read_text("utf-8")
    index = (course / INDEX).read_text("utf-8")
    replace_once(course / INDEX, "scenarios: [call-thrice,", "scenarios: [third-call,")
    known = practice(course)
    rename(course, "scenario", "call-thrice", "third-call")

    assert "aliases: [third-call]\n" in once
    assert "call-again" not in once
    assert "scenarios: [call-thrice, not-about-you]" in index
    assert "resolved/third-call/index.html" in known
    assert sources(course) == before


def test_every_way_to_the_file_follows(tmp_path: Path) -> None:
    """Links from pages, banks and other practice change, and nothing that only looks like one."""
    root = published_course(tmp_path)
    for path, (old, new) in WAYS.items():
        replace_once(root / path, old, new.format(call="third-call", mirror="self-diagnosis"))
    before = sources(root)
    rename(root, "scenario", "third-call", "call-again")
    rename(root, "instrument", "self-diagnosis", "mirror")
    renamed = sources(root)
    practice(root)
    rename(root, "instrument", "mirror", "self-diagnosis")
    rename(root, "scenario", "call-again", "third-call")

    renamed["quizzes/instruments/self-diagnosis.md"] = renamed["quizzes/instruments/mirror.md"]
    for path, (_, new) in WAYS.items():
        assert new.format(call="call-again", mirror="mirror") in renamed[path].decode("utf-8")
    assert sources(root) == before


def translate(root: Path, *paths: str) -> None:
    """Begin French files, which say the same as their sources, and mark them as up to date."""
    replace_once(root / "modules/course.yml", "languages: [en]", "languages: [en, fr]")
    for path in paths:
        made = run("translate", "new", "fr", path, "--root", root)
        assert made.exit_code == 0, made.output


def test_translations_move_along(tmp_path: Path) -> None:
    """The translated file moves, modules and links follow, and all of it stays up to date."""
    root = published_course(tmp_path)
    replace_once(root / LESSON, WAYS[LESSON][0], WAYS[LESSON][1].format(call="third-call"))
    translate(root, "quizzes/scenarios/third-call.md", INDEX, LESSON)
    french = root / INDEX.replace(".md", ".fr.md")
    replace_once(french, "title:", "scenarios: [third-call, not-about-you]\ntitle:")
    before = sources(root)
    rename(root, "scenario", "third-call", "call-again")
    renamed = sources(root)
    talk = root / "quizzes/scenarios/call-again.fr.md"
    replace_once(talk, "title:", "id: call-again\naliases: [third-call]\ntitle:")
    states = french_states(root)
    rename(root, "scenario", "call-again", "third-call")

    assert states == {"current"}
    assert "quizzes/scenarios/third-call.fr.md" not in renamed
    assert "quizzes/scenarios/call-again.fr.md" in renamed
    assert "scenarios: [call-again, not-about-you]\n" in french_text(renamed, INDEX)
    assert "(../../quizzes/scenarios/call-again.md)" in french_text(renamed, LESSON)
    replace_once(root / "quizzes/scenarios/third-call.fr.md", "id: third-call\n", "")
    assert sources(root) == before


def french_states(root: Path) -> set[str]:
    """Return the states of everything that is translated; there must be no error."""
    loaded = load_course(root)
    assert loaded.course is not None
    assert not loaded.findings.has_errors
    return {part.state for part in translated_parts(loaded.course, "fr") if part.mark}


def french_text(files: dict[str, bytes], path: str) -> str:
    """Return the translation of a file."""
    return files[path.replace(".md", ".fr.md")].decode("utf-8")


def test_what_only_the_file_names_and_nobody_knows(tmp_path: Path) -> None:
    """No `id` and no alias comes into the file, and a `lint-ignore` of the course follows."""
    root = copy_course(tmp_path)
    path = "quizzes/scenarios/third-call.md"
    replace_once(root / path, "id: third-call\n", "")
    replace_once(
        root / "modules/course.yml",
        "languages: [en]\n",
        f'languages: [en]\nlint-ignore: {{"S04 {path}": "It is the last of three calls."}}\n',
    )
    before = sources(root)
    said = rename(root, "scenario", "third-call", "call-again")
    renamed = sources(root)
    rename(root, "scenario", "call-again", "third-call")

    assert "It was never published" in said
    assert renamed[path.replace("third-call", "call-again")] == before[path]
    assert b'"S04 quizzes/scenarios/call-again.md"' in renamed["modules/course.yml"]
    assert sources(root) == before
