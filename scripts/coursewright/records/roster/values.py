"""What single values of a roster mean: texts, ids, addresses, dates, languages, yes and no."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from coursewright.records.roster.columns import compact

if TYPE_CHECKING:
    from collections.abc import Iterable

DateOrder = Literal["day-first", "month-first"]

MAX_TEXT: Final = 300
MAX_ID: Final = 100
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100

_JOINERS: Final = "\u200c\u200d"
"""Invisible too, but some scripts need them between letters."""
_LINE_ENDS: Final = "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_SPACES: Final = re.compile(r"\s+")
# ="00417" keeps zeros in a CSV that Excel opens; '00417 does so in a cell.
_QUOTED_ID: Final = re.compile(r'="([^"]*)"|\'(?=\d)(.+)')
_SHORTENED: Final = re.compile(r"\d+([.,]\d+)?E\+?\d+", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")
_TIME: Final = re.compile(r"[T ]\d{1,2}:\d{2}.*")
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DOTTED: Final = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})")
_SLASHED: Final = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")

YES: Final = frozenset(
    {
        *("yes", "y", "true", "t", "1", "x", "active", "employed", "enabled", "current"),
        *("fulltime", "parttime", "permanent", "temporary", "contractor", "intern", "onleave"),
        *("leave", "aktiv", "ja", "j", "wahr", "beschaftigt", "vollzeit", "teilzeit"),
        *("elternzeit", "beurlaubt", "actif", "active", "oui", "o", "vrai", "enconge", "attivo"),
        *("attiva", "si", "s", "vero", "inforza", "activ", "activa", "da", "d", "adevarat"),
    }
)
NO: Final = frozenset(
    {
        *("no", "n", "false", "f", "0", "inactive", "left", "leaver", "former", "terminated"),
        *("resigned", "retired", "deleted", "suspended", "disabled", "dismissed", "deceased"),
        *("inaktiv", "nein", "falsch", "ausgeschieden", "gekundigt", "ausgetreten", "rentner"),
        *("gesperrt", "pensioniert", "inactif", "non", "faux", "parti", "partie", "sorti"),
        *("sortie", "licencie", "retraite", "demission", "demissionne", "inattivo", "inattiva"),
        *("falso", "cessato", "cessata", "dimesso", "dimessa", "licenziato", "pensionato"),
        *("inactiv", "inactiva", "nu", "fals", "plecat", "plecata", "concediat", "demisionat"),
        *("pensionar", "pensionat"),
    }
)
LANGUAGES: Final[dict[str, tuple[str, ...]]] = {
    "en": ("english", "englisch", "anglais", "inglese", "engleza", "eng"),
    "de": ("german", "deutsch", "allemand", "tedesco", "germana", "deu", "ger"),
    "fr": ("french", "franzosisch", "francais", "francese", "franceza", "fra", "fre"),
    "it": ("italian", "italienisch", "italien", "italiano", "italiana", "ita"),
    "ro": ("romanian", "rumanisch", "roumain", "rumeno", "romeno", "romana", "ron", "rum"),
}
_LANGUAGE_NAMES: Final = {name: code for code, names in LANGUAGES.items() for name in names}


def clean_text(text: str) -> str:
    """Return a text in NFC without control and invisible characters, with single spaces.

    Invisible ones (Unicode category Cf) can make a name look like another one (UTR 36).
    """
    kept = "".join(" " if char in _LINE_ENDS else char for char in text if not _is_dropped(char))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", kept)).strip()


def _is_dropped(char: str) -> bool:
    if char in _LINE_ENDS or char in _JOINERS:
        return False
    return unicodedata.category(char) in {"Cc", "Cf", "Cs"}


def read_id(text: str) -> str:
    """Return an employee id as text, without the marks that keep a spreadsheet off its zeros.

    Raises:
        ValueError: a spreadsheet has shortened a long number, such as `1.23E+12`.
    """
    found = _QUOTED_ID.fullmatch(clean_text(text))
    value = clean_text(found[1] or found[2] or "") if found else clean_text(text)
    if _SHORTENED.fullmatch(value):
        raise ValueError(
            f"a spreadsheet has shortened the number to “{value}”; format the column as text in "
            "the original, and save it again"
        )
    return value


def is_address(text: str) -> bool:
    """Say whether a text can be an e-mail address; whether it exists nobody can say."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def read_language(text: str) -> str | None:
    """Return the code of one of the five languages: for `fr`, `fr_CA`, `Français`; else None."""
    code = re.split(r"[-_ ]", text.strip().casefold(), maxsplit=1)[0]
    if code in LANGUAGES:
        return code
    return _LANGUAGE_NAMES.get(compact(text)) or _LANGUAGE_NAMES.get(compact(code))


def read_yes(text: str) -> bool | None:
    """Return what a word says: yes, no, or None for a word we do not know."""
    word = compact(text)
    if word in YES:
        return True
    return False if word in NO else None


def find_date_order(texts: Iterable[str]) -> DateOrder | None:
    """Return how a column writes `03/04/2026`, when its other dates prove it; else None."""
    pairs = [
        (int(match[1]), int(match[2]))
        for text in texts
        if (match := _SLASHED.fullmatch(_day(text)))
    ]
    is_day_first = any(first > 12 for first, _ in pairs)
    is_month_first = any(second > 12 for _, second in pairs)
    if is_day_first == is_month_first:
        return None
    return "day-first" if is_day_first else "month-first"


def read_date(text: str, order: DateOrder | None) -> date:
    """Return a date.

    Args:
        text: ISO 8601, dd.mm.yyyy, or with slashes or hyphens in the column's order; a time of day
            after it is dropped.
        order: the column's order; None when nothing proves it.

    Raises:
        ValueError: it is no date, or could be two; the message says how to write it.
    """
    day = _day(text)
    if match := _ISO.fullmatch(day):
        return _date(text, match[1], match[2], match[3])
    if match := _DOTTED.fullmatch(day):
        return _date(text, match[3], match[2], match[1])
    match = _SLASHED.fullmatch(day)
    if match is None:
        raise ValueError(f"“{text}” is no date that we know; write it as 2026-11-30")
    first, second = int(match[1]), int(match[2])
    if order is None and first != second and max(first, second) <= 12:
        raise ValueError(
            f"“{text}” could be two days, and no other date of the column says which; write it as "
            "2026-11-30, or say --dates day-first or --dates month-first"
        )
    is_day_first = order == "day-first" or (order is None and first > 12)
    month, number = (match[2], match[1]) if is_day_first else (match[1], match[2])
    return _date(text, match[3], month, number)


def _day(text: str) -> str:
    return _TIME.sub("", text.strip())


def _date(text: str, year: str, month: str, day: str) -> date:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError as error:
        raise ValueError(f"“{text}” is no day of the calendar") from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"“{text}” is no likely day: the year is {found.year}")
    return found
