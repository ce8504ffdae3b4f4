from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from unicodedata import category

from hypothesis import given
from hypothesis import strategies as st
from tests.records.roster.test_golden import PATHS

from coursewright.records.people import Person
from coursewright.records.roster import RosterOptions, read_roster
from coursewright.records.roster.aliases import FIELDS, STRONG, WEAK
from coursewright.records.roster.columns import compact, field_of
from coursewright.records.roster.values import clean_text, read_id

if TYPE_CHECKING:
    import random

OPTIONS = RosterOptions(paths=PATHS, language="en")
# Letters of the five languages and beyond, and every mark that a CSV file can trip over.
TEXT = st.text("abÄéșțßЖ日 ,;|\t\"'=+-@.", min_size=0, max_size=12).map(clean_text)
IDS = st.text("0123456789abz-", min_size=1, max_size=8)
DATES = st.none() | st.dates(date(1950, 1, 1), date(2090, 12, 31))
YES = {True: ["yes", "1", "TRUE", "aktiv", ""], False: ["no", "0", "inactif", "cessato"]}
LANGUAGES = {"en": ["en", "English", "en_GB"], "de": ["Deutsch", "de"], "ro": ["română", "RO"]}
FIRST_COLUMNS = {
    "employee_id": ["employee_id", "Personal-Nr.", "Matricule", "Employee #"],
    "name": ["name", "Full Name", "Nom complet"],
    "email": ["E-Mail", "email", "Work Email"],
    "department": ["Abteilung", "Dept."],
    "manager": ["Reports To", "Responsabile"],
    "location": ["Standort", "Sede"],
    "hire_date": ["Hire date", "Eintrittsdatum"],
    "language": ["Sprache", "Locale"],
    "path": ["Path", "Lernpfad"],
    "active": ["Aktiv", "Active?"],
}


@st.composite
def people(draw: st.DrawFn) -> list[Person]:
    """Return people with ids that differ by more than zeros, spaces and case."""
    ids = draw(
        st.lists(IDS, min_size=1, max_size=6, unique_by=lambda each: each.casefold().lstrip("0"))
    )
    return [
        Person(
            learner="",
            employee_id=name,
            name=draw(TEXT.filter(bool)),
            email=f"p{at}@example.com",
            department=draw(TEXT),
            manager=draw(TEXT),
            location=draw(TEXT),
            hire_date=draw(DATES),
            language=draw(st.sampled_from(list(LANGUAGES))),
            path=draw(st.sampled_from(["core", "sales"])),
            is_active=draw(st.booleans()),
        )
        for at, name in enumerate(ids)
        if read_id(name) == name
    ]


def cell_of(person: Person, name: str, pick: random.Random, date_format: str) -> str:
    """Return one way to write a field."""
    if name == "hire_date":
        return person.hire_date.strftime(date_format) if person.hire_date else ""
    if name == "language":
        return pick.choice(LANGUAGES[person.language])
    if name == "path":
        titles = {path.id: path.title for path in PATHS}
        return pick.choice([person.path, titles[person.path]])
    if name == "active":
        return pick.choice(YES[person.is_active])
    value: Any = getattr(person, name)
    return str(value)


@given(
    people(),
    st.randoms(use_true_random=False),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["%Y-%m-%d", "%d.%m.%Y"]),
)
def test_any_dialect_gives_the_same_people(
    staff: list[Person],
    pick: random.Random,
    encoding: str,
    delimiter: str,
    end: str,
    quoting: Any,
    date_format: str,
) -> None:
    """Encoding, delimiter, line ends, quotes, headers' names and order play no part."""
    names = pick.sample(list(FIRST_COLUMNS), len(FIRST_COLUMNS))
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerow([pick.choice(FIRST_COLUMNS[name]) for name in names])
    for person in staff:
        writer.writerow([cell_of(person, name, pick, date_format) for name in names])
        if pick.random() < 0.2:
            writer.writerow([""] * len(names))
    roster = read_roster(text.getvalue().encode(encoding), OPTIONS)

    if staff:
        assert [each.text() for each in roster.problems] == []
    assert list(roster.people) == staff


@given(st.binary(max_size=300))
def test_no_bytes_raise(raw: bytes) -> None:
    """Whatever file HR picks by mistake, the answer is people and sentences."""
    roster = read_roster(raw, OPTIONS)

    assert roster.is_readable or (roster.people == () and roster.problems)


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=20))
def test_no_value_raises(first: str, second: str, third: str) -> None:
    """Any text in any cell gives a person or a sentence with its row."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["Employee ID", "Name", "Email", "Hire date", "Language", "Path", "Active"])
    writer.writerow([first, second, third, first, second, third, first])
    roster = read_roster(text.getvalue().encode("utf-8", "replace"), OPTIONS)

    assert all(problem.row >= 0 for problem in roster.problems)
    assert len(roster.people) <= 1


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """A cleaned text is clean: one line, no control or invisible characters, no spaces around."""
    once = clean_text(text)

    assert clean_text(once) == once
    assert once == once.strip()
    assert not {category(char) for char in once} & {"Cc", "Cs", "Zl", "Zp"}
    assert {char for char in once if category(char) == "Cf"} <= {"\u200c", "\u200d"}


def test_every_alias_is_found_and_means_one_thing() -> None:
    """No header is in the list of two fields, and each is recognised with other case and spaces."""
    for names, is_strong in ((STRONG, True), (WEAK, False)):
        for name, aliases in names.items():
            assert name in FIELDS
            for alias in aliases:
                assert field_of(f" {alias.upper()} *") == (name, is_strong), alias
    strong = [compact(alias) for aliases in STRONG.values() for alias in set(aliases)]
    weak = [compact(alias) for aliases in WEAK.values() for alias in set(aliases)]
    assert not set(strong) & set(weak)


def test_reading_keeps_the_order_of_rows() -> None:
    """People come in the order of the roster, and each knows its row."""
    raw = b"Employee ID,Name,Email\nb,B,b@example.com\n\na,A,a@example.com\n"
    roster = read_roster(raw, OPTIONS)

    assert [replace(each, name="").employee_id for each in roster.people] == ["b", "a"]
    assert dict(roster.rows) == {"b": 2, "a": 4}
