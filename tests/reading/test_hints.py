"""The hints of frequent slips: what to type instead, not only what is wrong."""

from __future__ import annotations

import pytest
from tests.cli.small_course import TALK, TALK_TEXT

from coursewright.diagnostics import Findings
from coursewright.reading.modules import read_lesson
from coursewright.reading.quizzes import read_quiz
from coursewright.reading.scenarios import read_scenario
from coursewright.reading.source import make_source

LESSON = "---\ntitle: T\nminutes: 5\n---\n\nText.\n"
BANK = "---\ntitle: T\nkind: practice\n---\n\n## Stem { #one }\n\n- [x] a\n- [ ] b\n"


def hints(text: str, *, is_bank: bool) -> list[str]:
    """Read a file and return the hint of each finding."""
    findings = Findings()
    source = make_source("quizzes/bank.md" if is_bank else "modules/a/01-b.md", text, findings)
    if is_bank:
        read_quiz(source)
    else:
        read_lesson(source, "first", "start")
    return [finding.hint for finding in findings]


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("minutes: 5", "minutes: 5 min", "`minutes: 5`"),
        ("minutes: 5", "minutes: seven", "digits only"),
        ("minutes: 5", "minutes: 900", "from 1 to 600"),
        ("minutes: 5", "duration: 5", "Did you mean `minutes`? It is missing."),
        ("title: T", "title: T\nobjectives: [m01.o1 m01.o2]", "`[m01.o1, m01.o2]`"),
        ("title: T", "title: T\nobjectives: [m01.o1", "`]` behind the last"),
        ("title: T", "title T", "with a colon"),
        ("title: T", "title: “A: b”", "straight ones"),
        ("Text.", "| a | b | c |\n| d | e | f |", "`| --- | --- | --- |`"),
        ("Text.", "- a\n  - b", "4 spaces"),
    ],
)
def test_hint_in_a_lesson(old: str, new: str, hint: str) -> None:
    """One slip in a lesson gives one finding, and its hint holds the cure."""
    (given,) = hints(LESSON.replace(old, new), is_bank=False)

    assert hint in given


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("kind: practice", "kind: practice\nattempts: infinite", "or `unlimited`"),
        ("{ #one }", "{ one }", "`#one`"),
        ("{ #one }", "{ #one two }", "`#one-two`"),
        ("{ #one }", "{ #one evidence=a.1 a.2 a.3 }", '`evidence="a.1 a.2"`'),
        ("{ #one }", "{ #one objective: m01.o1 }", "`objective=…`"),
        ("- [x] a", "-\u00a0[x] a", "no-break space"),
    ],
)
def test_hint_in_a_bank(old: str, new: str, hint: str) -> None:
    """One slip in a bank gives one finding, and its hint holds the cure."""
    (given,) = hints(BANK.replace(old, new), is_bank=True)

    assert hint in given


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("- [x] Good", "-\u00a0[x] Good", "no-break space"),
        ("mood=pleased", "mood=pleasd", "`pleased`"),
        ("mood=pleased", "moood=pleased", "`mood`"),
        ("→ #end { mood=pleased }", "{ mood=pleased } → #end", "behind the target"),
        ("    > The first", "    > One.\n\n    The first", "above the feedback"),
    ],
)
def test_hint_in_a_scenario(old: str, new: str, hint: str) -> None:
    """One slip in a scenario gives one finding, and its hint holds the cure."""
    findings = Findings()
    text = TALK_TEXT.replace(old, new)
    read_scenario(make_source(TALK, text, findings))
    (given,) = [finding.hint for finding in findings]

    assert hint in given
