"""Dates and names of languages, as each of the five languages writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

_MONTHS: Final[dict[str, str]] = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "it": (
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
        "dicembre"
    ),
    "ro": (
        "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie "
        "decembrie"
    ),
}
_DAYS: Final[dict[str, str]] = {"de": "{day}."}
_FIRST_DAYS: Final[dict[str, str]] = {"de": "1.", "fr": "1er", "it": "1º"}
# As the sentence "The course is in ..." needs them.
LANGUAGE_NAMES: Final[dict[str, dict[str, str]]] = {
    "en": {"en": "English", "de": "German", "fr": "French", "it": "Italian", "ro": "Romanian"},
    "de": {
        "en": "Englisch",
        "de": "Deutsch",
        "fr": "Französisch",
        "it": "Italienisch",
        "ro": "Rumänisch",
    },
    "fr": {"en": "anglais", "de": "allemand", "fr": "français", "it": "italien", "ro": "roumain"},
    "it": {"en": "inglese", "de": "tedesco", "fr": "francese", "it": "italiano", "ro": "rumeno"},
    "ro": {
        "en": "limba engleză",
        "de": "limba germană",
        "fr": "limba franceză",
        "it": "limba italiană",
        "ro": "limba română",
    },
}


def long_date(day: date, language: str) -> str:
    """Return a date in words: `30 November 2026`, `30. November 2026`, `1er mars 2027`."""
    month = _MONTHS[language].split()[day.month - 1]
    number = _DAYS.get(language, "{day}").format(day=day.day)
    if day.day == 1:
        number = _FIRST_DAYS.get(language, number)
    return f"{number} {month} {day.year}"


def duration(minutes: int) -> str:
    """Return a rounded duration, in symbols that all five languages read: `2 h 40 min`."""
    rounded = max(5, 5 * round(minutes / 5))
    hours, rest = divmod(rounded, 60)
    # Non-breaking, so that a line never ends between a number and its unit.
    parts = [f"{hours}\u00a0h"] if hours else []
    parts += [f"{rest}\u00a0min"] if rest else []
    return " ".join(parts)
