"""From a row of cells to a person: every mistake of the row is collected, with its column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coursewright.records.people import Person
from coursewright.records.roster.columns import compact
from coursewright.records.roster.grid import NO_CELL, Cell
from coursewright.records.roster.problems import Problem
from coursewright.records.roster.values import (
    LANGUAGES,
    MAX_ID,
    MAX_TEXT,
    DateOrder,
    clean_text,
    find_date_order,
    is_address,
    read_date,
    read_id,
    read_language,
    read_yes,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from coursewright.model import Path
    from coursewright.records.roster.columns import Columns
    from coursewright.records.roster.grid import Row


@dataclass(frozen=True, slots=True)
class RowResult:
    """What one row says."""

    row: int
    employee_id: str
    """"" where it cannot be read."""
    person: Person | None
    """None when the row has an error."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class RowRules:
    """How the rows of one roster are understood."""

    columns: Columns
    paths: Mapping[str, str]
    """What a cell may say (in compact form) -> id of the path."""
    default_path: str
    default_language: str
    date_order: DateOrder | None
    known_paths: str
    """The paths, for messages."""


def make_rules(
    columns: Columns,
    rows: Sequence[Row],
    paths: Sequence[Path],
    language: str,
    date_order: DateOrder | None,
) -> RowRules:
    """Return how a roster's rows are understood.

    Args:
        columns: where each field stands.
        rows: all rows, which together show how the roster writes dates.
        paths: the course's paths; the first is the default.
        language: the course's language, the default.
        date_order: as the caller says; None: find out.
    """
    if date_order is None and "hire_date" in columns.at:
        place = columns.at["hire_date"]
        date_order = find_date_order(row.cell(place).text for row in rows)
    words = {compact(path.title): path.id for path in paths}
    words |= {compact(path.id): path.id for path in paths}
    return RowRules(
        columns=columns,
        paths=words,
        default_path=paths[0].id if paths else "",
        default_language=read_language(language) or language,
        date_order=date_order,
        known_paths=", ".join(f"{path.id} ({path.title})" for path in paths),
    )


def read_row(row: Row, rules: RowRules) -> RowResult:
    """Return what a row says; its learner id is still empty."""
    reader = _RowReader(row, rules)
    employee_id = reader.employee_id()
    person = Person(
        learner="",
        employee_id=employee_id,
        name=reader.name(),
        email=reader.email(),
        department=reader.text("department"),
        manager=reader.text("manager"),
        location=reader.text("location"),
        hire_date=reader.hire_date(),
        language=reader.language(),
        path=reader.path(),
        is_active=reader.is_active(),
    )
    is_bad = any(problem.severity == "error" for problem in reader.problems)
    return RowResult(row.number, employee_id, None if is_bad else person, tuple(reader.problems))


class _RowReader:
    """Reads the cells of one row and collects what is wrong with them."""

    def __init__(self, row: Row, rules: RowRules) -> None:
        self.problems: list[Problem] = []
        self._row = row
        self._rules = rules
        self._columns = rules.columns

    def employee_id(self) -> str:
        """Return the id as text; "" with an error where there is none."""
        cell = self._cell("employee_id")
        if cell.fault:
            return ""
        if cell.day is not None:
            return self._fail("employee_id", f"the spreadsheet has made a date of it ({cell.text})")
        try:
            value = read_id(cell.text)
        except ValueError as error:
            return self._fail("employee_id", str(error))
        if not value:
            return self._fail("employee_id", "no employee id")
        if len(value) > MAX_ID:
            return self._fail("employee_id", f"longer than {MAX_ID} characters")
        return value

    def name(self) -> str:
        """Return the full name, from one column or from two."""
        if "name" in self._columns.at:
            value = self.text("name")
        else:
            parts = (self.text("first_name"), self.text("last_name"))
            value = " ".join(part for part in parts if part)
        return value or self._warn("name", "no name")

    def text(self, name: str) -> str:
        """Return a free text, cleaned."""
        value = clean_text(self._cell(name).text)
        if len(value) > MAX_TEXT:
            return self._fail(name, f"longer than {MAX_TEXT} characters")
        return value

    def email(self) -> str:
        """Return the address."""
        value = self.text("email")
        if not value:
            return self._warn("email", "no e-mail address")
        if not is_address(value):
            return self._fail("email", f"“{value}” is no e-mail address")
        return value

    def hire_date(self) -> date | None:
        """Return the first day of work."""
        cell = self._cell("hire_date")
        text = clean_text(cell.text)
        if cell.day is not None or not text:
            return cell.day
        try:
            return read_date(text, self._rules.date_order)
        except ValueError as error:
            self._fail("hire_date", str(error))
        return None

    def language(self) -> str:
        """Return the code of the person's language."""
        default = self._rules.default_language
        text = self.text("language")
        code = read_language(text) if text else default
        if code is None:
            known = ", ".join(LANGUAGES)
            message = f"there are no texts in “{text}”, only in {known}; {default} is used"
            self._warn("language", message)
        return code or default

    def path(self) -> str:
        """Return the id of the person's path."""
        text = self.text("path")
        found = self._rules.paths.get(compact(text)) if text else self._rules.default_path
        if found is None:
            known = self._rules.known_paths
            return self._fail("path", f"the course has no path “{text}”; its paths are {known}")
        return found

    def is_active(self) -> bool:
        """Say whether the person works here, as far as the roster says."""
        value = True
        for name, meaning in (("active", True), ("inactive", False)):
            text = self.text(name)
            if not text:
                continue
            word = read_yes(text)
            if word is None:
                message = f"“{text}” is neither yes nor no; write yes, or no for a leaver"
                self._fail(name, message)
            value = value and word is meaning
        return value

    def _cell(self, name: str) -> Cell:
        """Return a field's cell; one that cannot be used is an error, and has no text."""
        if name not in self._columns.at:
            return NO_CELL
        cell = self._row.cell(self._columns.at[name])
        if cell.fault:
            self._fail(name, cell.fault)
            return Cell(fault=cell.fault)
        return cell

    def _fail(self, name: str, message: str) -> str:
        title = self._columns.title(name)
        self.problems.append(Problem(self._row.number, "error", message, title))
        return ""

    def _warn(self, name: str, message: str) -> str:
        title = self._columns.title(name)
        has_failed = any(
            each.severity == "error" and each.column == title != "" for each in self.problems
        )
        # A value that cannot be used is no missing one.
        if not has_failed:
            self.problems.append(Problem(self._row.number, "warning", message, title))
        return ""
