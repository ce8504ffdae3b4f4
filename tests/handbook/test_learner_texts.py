"""What the learners' pages call a button or a page is what the course calls it."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from tests.handbook.pages import HANDBOOK, ROOT

import coursewright
from coursewright.rendering.texts import ENGLISH

MESSAGES = Path(coursewright.__file__).parent / "browser" / "src" / "messages" / "en.js"
THEME = ("Skip to content",)
QUOTED = re.compile(r"“([^”]+)”")
EMPHASISED = re.compile(r"(?<!\*)\*([^*\n]+)\*(?!\*)")
LEARNERS = ("help.md", "privacy.md", "accessibility.md")


def course_texts() -> str:
    """Return every sentence that pages and browser show."""
    rendered = [str(getattr(ENGLISH, field.name)) for field in fields(ENGLISH)]
    return "\n".join((MESSAGES.read_text(encoding="utf-8"), *rendered, *THEME))


def missing(phrases: list[str]) -> list[str]:
    """Return the phrases that the course does not show; a final dot or dots is the page's own."""
    texts = course_texts()
    joined = (" ".join(phrase.split()).rstrip("….").rstrip() for phrase in phrases)
    return [phrase for phrase in joined if phrase not in texts]


@pytest.mark.parametrize("name", LEARNERS)
def test_quoted_words_are_those_of_the_course(name: str) -> None:
    """Each button, heading and message in quotation marks is spelled as learners see it."""
    phrases = QUOTED.findall((ROOT / "docs" / name).read_text(encoding="utf-8"))

    assert phrases
    assert missing(phrases) == []


def test_the_help_for_those_who_help_uses_the_same_words() -> None:
    """So do the emphasised names on the handbook's page for people who look after learners."""
    page = HANDBOOK / "tutorials" / "help-for-learners.md"
    phrases = EMPHASISED.findall(page.read_text(encoding="utf-8"))

    assert len(phrases) >= 8
    assert missing(phrases) == []


def test_one_word_for_those_who_receive_the_record() -> None:
    """Learners read of their training team, on every page and in every message."""
    pages = [ROOT / "docs" / name for name in (*LEARNERS, "index.md")]
    texts = "\n".join((course_texts(), *(page.read_text(encoding="utf-8") for page in pages)))

    assert "training team" in texts
    assert re.findall(r"\bHR\b", texts) == []


def test_the_privacy_page_names_every_field_of_a_record() -> None:
    """What a record holds and the page does not name would be a broken promise."""
    named = {
        "attempt": "random number",
        "declared_name": "the name you typed",
        "enrolment": "with a personal link, the link",
        "quiz": "which quiz",
        "quiz_version": "in which version",
        "language": "and language",
        "seq": "its place in the order",
        "previous": "its place in the order",
        "started": "when you began it",
        "submitted": "when you handed it in",
        "tz_offset": "time zone",
        "attestation": "the sentence that you ticked",
        "responses": "what you answered, and how many milliseconds",
        "client": "the version of this program",
        "device": "the public half of its key",
        "sig": "a signature of your browser",
    }
    tracker = MESSAGES.parents[1] / "trackers" / "tracker.js"
    typedef = tracker.read_text(encoding="utf-8").split("AttemptRecord", 1)[1].split("*/")[0]
    recorded = set(re.findall(r"@property \{.*\} (\w+)", typedef))
    text = " ".join((ROOT / "docs" / "privacy.md").read_text(encoding="utf-8").split())

    assert [phrase for phrase in named.values() if phrase not in text] == []
    # The rest says what kind of file it is.
    assert recorded == named.keys() | {"schema", "course"}
