"""The ready text of a personal link, in the learner's language: one file per language here.

A template's first line is the subject. A line that begins with a word in square brackets stands
only where that word applies: `[due]` with a deadline, `[contact]` with somebody to ask.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from coursewright.records.messages.words import LANGUAGE_NAMES, duration, long_date

if TYPE_CHECKING:
    from datetime import date

    from coursewright.model import Course
    from coursewright.records.links import PersonalLink

LANGUAGES: Final = ("en", "de", "fr", "it", "ro")
_CONDITION: Final = re.compile(r"\[([a-z-]+)\] ?(.*)")


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """What is the same in every message."""

    course: Course
    sender: str
    """Who signs the message."""
    due: date | None = None
    """By when people should have finished."""
    contact: str = ""
    """Whom to ask: a name, an address, a number."""


def render_message(link: PersonalLink, facts: MessageFacts) -> str:
    """Return a message's subject line, an empty line, and its body, with one line per paragraph."""
    person = link.person
    language = person.language if person.language in LANGUAGES else "en"
    course = facts.course
    values = {
        "course": course.title,
        "name": f" {person.name}" if person.name else "",
        "link": link.url,
        "path": link.path_title,
        "duration": duration(_minutes(course, person.path)),
        "course_language": LANGUAGE_NAMES[language].get(course.language, ""),
        "due": long_date(facts.due, language) if facts.due else "",
        "expires": long_date(link.expires.date(), language),
        "contact": facts.contact,
        "sender": facts.sender,
    }
    applies = {
        "assessment": course.assessment is not None,
        "language": language not in course.languages and values["course_language"] != "",
        "due": facts.due is not None,
        "contact": bool(facts.contact),
        "no-contact": not facts.contact,
    }
    lines: list[str] = []
    for line in _template(language):
        found = _CONDITION.fullmatch(line)
        if found is None:
            lines.append(line.format_map(values))
        elif applies[found[1]]:
            lines.append(found[2].format_map(values))
    return "\n".join(lines).rstrip() + "\n"


def _minutes(course: Course, path_id: str) -> int:
    wanted = {module for path in course.paths if path.id == path_id for module in path.modules}
    return sum(module.minutes for module in course.modules if module.id in wanted)


@cache
def _template(language: str) -> tuple[str, ...]:
    text = resources.files(__package__).joinpath(f"{language}.txt").read_text(encoding="utf-8")
    return tuple(text.splitlines())
