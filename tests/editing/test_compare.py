"""`course diff`: every kind of edit, in trainers' words."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_course import TALK, TALK_TEXT, copy_course, run
from tests.editing.courses import replace_once

from coursewright.diagnostics import CoursewrightError
from coursewright.editing.wording import count_words, mark_words

if TYPE_CHECKING:
    from pathlib import Path

LETTERS = "quizzes/letters.md"
FINAL = "quizzes/final.md"
LESSON = "modules/01-one/01-first.md"
INDEX = "modules/01-one/index.md"
COURSE = "modules/course.yml"
EDITS = [
    (
        LETTERS,
        "## What comes first?",
        "## What do you do first?",
        "stem: What [-comes-]{+do you do+} first?",
    ),
    (
        LETTERS,
        "- [x] Hear the person out",
        "- [ ] Hear the person out",
        "key: “Hear the person out” → none",
    ),
    (
        LETTERS,
        "> Yes. The person",
        "> Right. The person",
        "feedback of “Hear the person out”: [-Yes.-]{+Right.+} The person comes first.",
    ),
    (
        LETTERS,
        "- [ ] Explain the rules",
        "- [ ] Explain all the rules",
        "option: Explain {+all+} the rules",
    ),
    (
        LETTERS,
        "    > Nobody has asked for them.\n",
        "    > Nobody has asked for them.\n- [ ] Wait\n",
        "new option: Wait",
    ),
    (
        LETTERS,
        "#hear ",
        "#hear revision=2 ",
        "revision: 1 → 2",
    ),
    (
        LETTERS,
        "#hear ",
        "#listen aliases=hear ",
        "renamed: hear → listen",
    ),
    (
        LETTERS,
        "draw: 2",
        "draw: 3",
        "items drawn: 2 → 3",
    ),
    (
        FINAL,
        "[[apologise|apologize]]",
        "[[apologise]]",
        "key: apologise or apologize → apologise",
    ),
    (
        FINAL,
        "canary-rationale",
        "another one",
        "rationale: [-canary-rationale-]{+another one+}",
    ),
    (
        LESSON,
        "Say that you understand.",
        "Say that you see it.",
        "section “The four letters”: 1 word out, 2 in",
    ),
    (
        LESSON,
        "title: First lesson",
        "title: Lesson one",
        "title: First lesson → Lesson one",
    ),
    (
        LESSON,
        "::: check letters/hear\n",
        "",
        "items asked: letters/hear → none",
    ),
    (
        INDEX,
        "text: Name the four letters",
        "text: Order the four letters",
        "reworded: [-Name-]{+Order+} the four letters",
    ),
    (
        COURSE,
        "mastery_score: 0.8",
        "mastery_score: 0.7",
        "mastery score: 0.8 → 0.7",
    ),
    (
        FINAL,
        "kind: record\n",
        'kind: record\nstatus: active\nreviewed: "Ann Example, 2026-03-14"\n',
        "status: none → active",
    ),
    (
        FINAL,
        "#first ",
        "#first status=draft ",
        "status: none → draft",
    ),
]
TALK_EDITS = [
    ("minutes: 5", "minutes: 6", "minutes: 5 → 6"),
    ("It rains.", "It snows.", "setting: It [-rains.-]{+snows.+}"),
    ("What do you say?", "What now?", "node first: What [-do you say?-]{+now?+}"),
    ("- [x] Good", "- [~] Good", "node first, option 1, grade: best → acceptable"),
    ("mood=pleased", "mood=calm", "node first, option 1, mood: pleased → calm"),
    ("He waits.", "He leaves.", "option 2, consequence: He [-waits.-]{+leaves.+}"),
    ("> Nobody feels", "> Few feel", "option 2, feedback: [-Nobody feels-]{+Few feel+} welcome"),
    ("Greet first.", "Greet soon.", "debrief: Greet [-first.-]{+soon.+}"),
]


def git(root: Path, *words: str) -> None:
    """Run git with an author of its own."""
    who = ("-c", "user.name=T", "-c", "user.email=t@example.org")
    subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A small course in a subfolder of a repository, committed."""
    root = copy_course(tmp_path)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "first")
    return root


@pytest.mark.parametrize(("path", "old", "new", "line"), EDITS, ids=[row[3][:30] for row in EDITS])
def test_an_edit_is_told_in_words(course: Path, path: str, old: str, new: str, line: str) -> None:
    """One edit gives one change, with what left and what came."""
    replace_once(course / path, old, new)
    result = run("diff", "HEAD", "--root", course)

    assert result.exit_code == 0, result.output
    assert line in result.stdout
    assert result.stderr == "1 change.\n"


@pytest.mark.parametrize(
    ("old", "new", "line"), TALK_EDITS, ids=[row[2][:20] for row in TALK_EDITS]
)
def test_an_edit_of_a_scenario_is_told_in_words(
    course: Path, old: str, new: str, line: str
) -> None:
    """One edit of a scenario gives one change; a new scenario is one, too."""
    (course / TALK).parent.mkdir()
    (course / TALK).write_text(TALK_TEXT, "utf-8")
    first = run("diff", "HEAD", "--root", course)
    git(course, "add", "-A")
    git(course, "commit", "-qm", "a scenario")
    replace_once(course / TALK, old, new)
    result = run("diff", "HEAD", "--root", course)

    assert "scenario talk" in first.stdout
    assert "new, with 1 decision" in first.stdout
    assert line in result.stdout
    assert result.stderr == "1 change.\n"


def test_nodes_and_options_that_come_and_go(course: Path) -> None:
    """A new node, a gone node and another number of options are named."""
    (course / TALK).parent.mkdir()
    (course / TALK).write_text(TALK_TEXT, "utf-8")
    git(course, "add", "-A")
    git(course, "commit", "-qm", "a scenario")
    first, _, rest = TALK_TEXT.partition("- [ ] Nothing")
    text = (
        first.replace("#end", "#over") + "## It is over. { #over }" + rest[rest.index("\n\n!!!") :]
    )
    (course / TALK).write_text(text, "utf-8")
    result = run("diff", "HEAD", "--root", course)

    assert "node first, options: 2 → 1" in result.stdout
    assert "node over: new" in result.stdout
    assert "node end: removed" in result.stdout


def test_items_that_come_go_and_retire(course: Path) -> None:
    """A new, a removed and a retired item are three different things."""
    bank = course / FINAL
    text = bank.read_text("utf-8")
    head, _, word = text.partition("## Type the word")
    retired = head.replace("kind: record\n", "kind: record\nretire: [word]\n")
    bank.write_text(retired + "## Second? { #second }\n\n- [x] A\n- [ ] B\n", "utf-8")
    value = json.loads(run("diff", "HEAD", "--root", course, "--format", "json").stdout)
    texts = {(row["what"], row["text"].partition(":")[0]) for row in value["differences"]}

    assert word
    assert texts == {("item final/second", "new"), ("item final/word", "retired")}


def test_two_earlier_states_are_compared(course: Path) -> None:
    """`REV..REV` looks at neither the folder nor anything uncommitted."""
    replace_once(course / LETTERS, "draw: 2", "draw: 3")
    git(course, "commit", "-qam", "second")
    replace_once(course / LETTERS, "draw: 3", "draw: 1")
    result = run("diff", "HEAD~1..HEAD", "--root", course, "--format", "markdown")

    assert result.stdout == "## Quiz Letters\n\n- **quiz letters** items drawn: 2 → 3\n\n"


def test_nothing_changed(course: Path) -> None:
    """An unchanged course has no differences."""
    assert run("diff", "HEAD", "--root", course).stderr == "0 changes.\n"


@pytest.mark.parametrize(
    ("revision", "sentence"),
    [("nowhere", "git knows no such revision"), ("--output=x", "No such option")],
)
def test_an_unknown_revision_is_named(course: Path, revision: str, sentence: str) -> None:
    """What git does not know is said in a sentence, and no option reaches git."""
    result = run("diff", revision, "--root", course)

    assert result.exit_code != 0
    assert sentence in result.output + str(result.exception)


def test_outside_of_a_repository(tmp_path: Path) -> None:
    """Without git's memory there is nothing to compare with."""
    root = copy_course(tmp_path)
    result = run("diff", "HEAD", "--root", root)

    assert isinstance(result.exception, CoursewrightError)
    assert "is in no git repository" in str(result.exception)


def test_long_unchanged_text_is_shortened() -> None:
    """Only the surroundings of a change are shown."""
    words = " ".join(f"w{number}" for number in range(60))

    assert mark_words(f"{words} old", f"{words} new") == "w0 w1 w2 … w57 w58 w59 [-old-]{+new+}"
    assert count_words("a b c", "a x y c") == (1, 2)
