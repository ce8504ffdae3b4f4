from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.reporting.samples import COURSE, person

from coursewright.records.links import PersonalLink
from coursewright.records.messages import LANGUAGES, MessageFacts, render_message
from coursewright.records.messages.words import LANGUAGE_NAMES, duration, long_date
from coursewright.records.roster.values import LANGUAGES as ROSTER_LANGUAGES

URL = "https://training.example.com/#e=aaa.bbb.ccc"
BARE_FRENCH = re.compile(r"\w[:;!?]|« | »|[^\u00a0\u202f][;!?»]|[^\u00a0]:(?!//)")


def message(language: str = "en", **changes: object) -> str:
    """Return Anna's message."""
    expires = datetime(2027, 3, 1, 23, 59, 59, tzinfo=UTC)
    link = PersonalLink(person(1, language=language), "Short path", URL, expires)
    facts = MessageFacts(COURSE, "Training team")
    return render_message(link, replace(facts, **changes))


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_are_complete_in_every_language(language: str) -> None:
    """Subject, name, link, path, deadline, expiry, whom to ask and who signs stand in each."""
    text = message(language, due=date(2026, 12, 24), contact="hr@example.com")
    subject, empty, *body = text.splitlines()

    assert subject.startswith("Subject: ")
    assert COURSE.title in subject
    assert empty == ""
    for part in ("Anna Berg", "Short path", "hr@example.com", "Training team", "24", "2027"):
        assert part in "\n".join(body)
    assert URL in body
    assert not re.search(r"[{}\[\]]", text)
    assert text.endswith("Training team\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_does_not_apply_is_left_out(language: str) -> None:
    """Without deadline, contact and assessment their sentences are gone, and no gap stays."""
    course = replace(COURSE, assessment=None, languages=("en", "de", "fr", "it", "ro"))
    short = message(language, course=course)
    full = message(language, due=date(2026, 12, 24), contact="hr@example.com")

    assert len(short.splitlines()) < len(full.splitlines())
    assert "\n\n\n" not in short
    assert "\n\n\n" not in full
    assert "hr@example.com" not in short


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_has_the_same_parts(language: str) -> None:
    """A translation forgets no placeholder and no condition."""
    from importlib import resources  # noqa: PLC0415 - only here

    folder = resources.files("coursewright.records.messages")
    text, source = (
        (folder / f"{each}.txt").read_text(encoding="utf-8") for each in (language, "en")
    )
    parts = re.compile(r"^\[[a-z-]+\]|\{[a-z_]+\}", re.MULTILINE)

    assert sorted(parts.findall(text)) == sorted(parts.findall(source))
    assert len(text.splitlines()) == len(source.splitlines())


def test_a_course_in_another_language_is_announced() -> None:
    """Who reads Romanian learns in the message that the course itself is in English."""
    assert "limba engleză" in message("ro")
    assert "limba engleză" not in message("ro", course=replace(COURSE, languages=("en", "ro")))


def test_people_without_a_name_are_greeted_all_the_same() -> None:
    """No name leaves no gap in the greeting."""
    link = PersonalLink(
        person(1, name="", language="de"), "P", URL, datetime(2027, 1, 1, tzinfo=UTC)
    )

    assert "Guten Tag,\n" in render_message(link, MessageFacts(COURSE, "HR"))


def test_braces_in_a_roster_are_text() -> None:
    """A name or a title cannot be taken for a placeholder."""
    link = PersonalLink(
        person(1, name="{course}", language="en"), "{0}", URL, datetime(2027, 1, 1, tzinfo=UTC)
    )

    assert "Hello {course}," in render_message(link, MessageFacts(COURSE, "HR"))


def test_french_marks_have_their_spaces() -> None:
    """Before high marks and inside quotation marks French has non-breaking spaces."""
    text = message("fr", due=date(2026, 12, 1), contact="hr")
    body = text.replace(URL, "").partition("\n")[2]

    assert BARE_FRENCH.findall(body) == []


def test_romanian_letters_are_the_right_ones() -> None:
    """ș and ț have a comma below, never a cedilla."""
    assert not set(message("ro")) & set("şţŞŢ")


@pytest.mark.parametrize(
    ("language", "day", "text"),
    [
        ("en", date(2026, 11, 30), "30 November 2026"),
        ("de", date(2026, 11, 30), "30. November 2026"),
        ("fr", date(2027, 3, 1), "1er mars 2027"),
        ("fr", date(2027, 8, 2), "2 août 2027"),
        ("it", date(2027, 1, 1), "1º gennaio 2027"),
        ("ro", date(2027, 5, 9), "9 mai 2027"),
    ],
)
def test_dates_are_written_out(language: str, day: date, text: str) -> None:
    """Each language writes a day in its own way."""
    assert long_date(day, language) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "5 min"), (43, "45 min"), (60, "1 h"), (158, "2 h 40 min"), (119, "2 h")],
)
def test_durations_are_rounded(minutes: int, text: str) -> None:
    """Nobody is promised a minute; numbers keep their units on the same line."""
    assert duration(minutes).replace("\u00a0", " ") == text
    assert not re.search(r"\d [hm]", duration(minutes))


def test_the_languages_of_rosters_and_messages_are_the_same() -> None:
    """Every language that a roster can name has a message, and a name in every other."""
    assert set(LANGUAGES) == set(ROSTER_LANGUAGES) == set(LANGUAGE_NAMES)
    assert all(set(names) == set(LANGUAGES) for names in LANGUAGE_NAMES.values())
