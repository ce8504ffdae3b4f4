"""Word lists: five languages, changed by the course, and nothing silently ignored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from tests.checks.test_golden import lay_out
from tests.checks.writing.test_golden import BASE

from coursewright.pipeline import load_course
from coursewright.reading.words import LANGUAGES, default_words

if TYPE_CHECKING:
    from pathlib import Path

WORDS: Final = "modules/knowledge/words.yml"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_lists(language: str) -> None:
    """A rule that looks for a list finds it in each language; entries are texts in lower case."""
    lists = default_words(language).lists

    assert set(lists) == set(default_words("en").lists)
    assert all(
        isinstance(word, str) and word == word.lower() for row in lists.values() for word in row
    )
    assert all(len(set(row)) == len(row) for row in lists.values())


def test_a_country_speaks_its_language_and_others_have_no_lists() -> None:
    """`de-CH` is German; of Dutch nothing is known, so nothing is found."""
    assert default_words("de-CH").lists == default_words("de").lists
    assert default_words("nl").lists == {}
    assert default_words("nl")["idioms"] == ()


def test_the_course_adds_and_removes(tmp_path: Path) -> None:
    """Its own words count, and those it takes out do not."""
    text = "en:\n  idioms:\n    add: [touch base]\n    remove: [Rule of thumb]\n"
    course = load_course(lay_out(tmp_path, {WORDS: text}, BASE)).course
    assert course is not None

    assert "touch base" in course.words["en"]["idioms"]
    assert "rule of thumb" not in course.words["en"]["idioms"]
    assert course.words["en"]["absolutes"] == default_words("en")["absolutes"]


def test_mistakes_in_the_file_have_a_place(tmp_path: Path) -> None:
    """An unknown list, an unknown word and an unknown language are named with their lines."""
    text = "en:\n  idoms:\n    add: [x]\n  idioms:\n    remove: [no such phrase]\nxx:\n  idioms:\n"
    findings = load_course(lay_out(tmp_path, {WORDS: text}, BASE)).findings

    assert [f"{one.span}: {one.message}" for one in findings] == [
        f"{WORDS}:2:3: There is no list `idoms`",
        f"{WORDS}:5:13: `no such phrase` is not in our list `idioms`",
        f"{WORDS}:6:1: Unknown key `xx` in `words.yml`",
    ]
