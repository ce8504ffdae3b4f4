"""A whole roster: from the bytes of a file to people, and everything that is odd about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping  # noqa: TC003 - a dataclass field's type
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from coursewright.records.roster.columns import (
    Columns,
    compact,
    find_columns,
    find_header,
    is_second_header,
)
from coursewright.records.roster.csv_file import read_csv
from coursewright.records.roster.problems import Problem, RosterError
from coursewright.records.roster.rows import RowResult, make_rules, read_row
from coursewright.records.roster.values import read_yes
from coursewright.records.roster.xlsx_file import read_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coursewright.model import Path
    from coursewright.records.people import Person
    from coursewright.records.roster.grid import Grid, Row
    from coursewright.records.roster.values import DateOrder

MAX_BYTES: Final = 50_000_000
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
_WEAK_WORDS: Final = ("path", "active", "inactive")
"""Columns such as *Role* and *Status*, which often hold something else under that name."""


@dataclass(frozen=True, slots=True)
class RosterOptions:
    """How a roster is to be understood."""

    paths: tuple[Path, ...] = ()
    """The course's paths; the first is the default."""
    language: str = "en"
    """The course's language: the default."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Field -> header, for columns that are not recognised by themselves."""
    sheet: str | None = None
    encoding: str | None = None
    date_order: DateOrder | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """What a roster says. Its people have no learner ids yet: those need HR's key."""

    people: tuple[Person, ...] = ()
    """Of the good rows, in the order of the rows."""
    problems: tuple[Problem, ...] = ()
    """By row."""
    rows: Mapping[str, int] = field(default_factory=dict)
    """Employee id -> row, of the good rows."""
    bad_ids: frozenset[str] = frozenset()
    """Employee ids of bad rows: these people are somewhere, whatever is wrong with the row."""
    has_nameless_rows: bool = False
    """True when a bad row does not even say whose it is."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Field -> the header it was read from."""
    ignored: tuple[str, ...] = ()
    """Headers of the columns that were not used."""
    is_readable: bool = True
    """False when the file as a whole could not be read; `problems` says why."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep a row out."""
        return tuple(each for each in self.problems if each.severity == "error")


def read_roster(raw: bytes, options: RosterOptions) -> Roster:
    """Return the people of a CSV file or an Excel workbook; it never raises for what stands in it.

    Args:
        raw: the file's content. What kind it is, is seen from it, not from its name.
        options: how it is to be understood.
    """
    try:
        grid = _read_grid(raw, options)
        header = find_header(grid.rows, options.columns)
        columns = find_columns(grid.rows[header], options.columns)
    except RosterError as error:
        return Roster(problems=(error.problem,), is_readable=False)
    rows = list(grid.rows[header + 1 :])
    if rows and is_second_header(rows[0], columns):
        del rows[0]
    remarks = [Problem(0, "warning", remark) for remark in grid.remarks]
    if not rows:
        remarks.append(Problem(0, "error", "the roster names nobody"))
        return Roster(problems=tuple(remarks), is_readable=False)
    words = {compact(text) for path in options.paths for text in (path.id, path.title)}
    columns = _without_strangers(columns, rows, words, remarks)
    rules = make_rules(columns, rows, options.paths, options.language, options.date_order)
    results = [_checked_width(read_row(row, rules), row, columns) for row in rows]
    return _roster(_without_duplicates(results, columns), columns, remarks)


def _read_grid(raw: bytes, options: RosterOptions) -> Grid:
    if len(raw) > MAX_BYTES:
        raise RosterError(f"the file is larger than {MAX_BYTES // 1_000_000} MB")
    if raw.startswith(b"PK\x03\x04"):
        return read_xlsx(raw, options.sheet)
    if raw.startswith(_OLD_EXCEL):
        raise RosterError(
            "this is an old Excel file (.xls), or one that is locked with a password; save it as "
            "an Excel workbook (.xlsx) without a password"
        )
    if options.sheet is not None:
        raise RosterError("only Excel workbooks have sheets; this file is none")
    return read_csv(raw, options.columns, options.encoding)


def _without_strangers(
    columns: Columns, rows: Sequence[Row], path_words: set[str], remarks: list[Problem]
) -> Columns:
    """Return the columns without weakly recognised ones in which not one value is understood."""
    at = dict(columns.at)
    for name in _WEAK_WORDS:
        if name not in columns.weak:
            continue
        texts = {row.cell(at[name]).text.strip() for row in rows} - {""}
        if name == "path":
            is_known = any(compact(text) in path_words for text in texts)
        else:
            is_known = any(read_yes(text) is not None for text in texts)
        if texts and not is_known:
            message = (
                f"the column “{columns.title(name)}” is ignored: no value of it is one of {name}. "
                f'If it is meant, say --column "{name}={columns.title(name)}"'
            )
            remarks.append(Problem(columns.row, "warning", message))
            del at[name]
    return replace(columns, at=at)


def _checked_width(result: RowResult, row: Row, columns: Columns) -> RowResult:
    """Return a row's result; cells beyond the header show that a delimiter slipped into a value."""
    beyond = [cell.text for cell in row.cells[len(columns.titles) :] if cell.text.strip()]
    if not beyond:
        return result
    message = (
        f"more values than columns ({', '.join(f'“{text}”' for text in beyond[:3])}); put a value "
        "that holds the delimiter into quotation marks"
    )
    problem = Problem(row.number, "error", message)
    return replace(result, person=None, problems=(*result.problems, problem))


def _without_duplicates(results: Sequence[RowResult], columns: Columns) -> Iterator[RowResult]:
    """Yield the results; rows that contradict each other about one person are bad, each of them."""
    groups: dict[str, list[RowResult]] = defaultdict(list)
    alike: dict[str, dict[str, int]] = defaultdict(dict)
    for result in results:
        if result.employee_id:
            groups[result.employee_id].append(result)
            key = result.employee_id.casefold().lstrip("0").replace(" ", "")
            alike[key].setdefault(result.employee_id, result.row)
    title = columns.title("employee_id")
    for result in results:
        same = groups.get(result.employee_id, [result])
        found = list(_doubled(result, same, title))
        key = result.employee_id.casefold().lstrip("0").replace(" ", "")
        for other, row in alike.get(key, {}).items():
            if other != result.employee_id and row < result.row:
                message = (
                    f"“{result.employee_id}” and “{other}” (row {row}) differ only in zeros, "
                    "spaces or case"
                )
                found.append(Problem(result.row, "warning", message, title))
        is_bad = any(problem.severity == "error" for problem in found)
        is_repeated = len(same) > 1 and result is not same[0]
        person = None if is_bad or is_repeated else result.person
        yield replace(result, person=person, problems=(*result.problems, *found))


def _doubled(result: RowResult, same: Sequence[RowResult], title: str) -> Iterator[Problem]:
    others = [each.row for each in same if each.row != result.row]
    if not others:
        return
    where = f"row{'s' if len(others) > 1 else ''} {', '.join(map(str, others))}"
    if all(each.person == same[0].person for each in same):
        if result is not same[0]:
            message = f"“{result.employee_id}” stands in {where} too, with the same values"
            yield Problem(result.row, "warning", message, title)
    else:
        message = f"“{result.employee_id}” stands in {where} too, with other values"
        yield Problem(result.row, "error", message, title)


def _roster(results: Iterable[RowResult], columns: Columns, remarks: list[Problem]) -> Roster:
    results = list(results)
    good = [(each.row, each.person) for each in results if each.person is not None]
    ids = {person.employee_id for _, person in good}
    bad = [each for each in results if each.employee_id not in ids]
    problems = [*remarks, *(problem for each in results for problem in each.problems)]
    problems += _shared_addresses(good, columns)
    problems.sort(key=lambda problem: problem.row)
    return Roster(
        people=tuple(person for _, person in good),
        problems=tuple(problems),
        rows={person.employee_id: row for row, person in good},
        bad_ids=frozenset(each.employee_id for each in bad if each.employee_id),
        has_nameless_rows=any(not each.employee_id for each in bad),
        columns={name: columns.titles[place] for name, place in columns.at.items()},
        ignored=columns.ignored,
    )


def _shared_addresses(good: Sequence[tuple[int, Person]], columns: Columns) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row, person in good:
        address = person.email.casefold()
        if not address or not person.is_active:
            continue
        if address in first:
            message = f"“{person.email}” stands in row {first[address]} too"
            yield Problem(row, "warning", message, columns.title("email"))
        first.setdefault(address, row)
