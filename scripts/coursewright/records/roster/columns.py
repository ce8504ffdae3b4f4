"""Which column is what: recognised by its header, or said by the caller."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from coursewright.records.roster.aliases import FIELDS, PLAIN_NAMES, STRONG, WEAK
from coursewright.records.roster.problems import RosterError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from coursewright.records.roster.grid import Row

HEADER_WITHIN: Final = 20
"""Exports put a title and a date above their table, but no more than so many rows."""
_HINT: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]|\*")
_PREFIX: Final = re.compile(r"^profile_field_", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands."""

    row: int
    """The header's row."""
    titles: tuple[str, ...]
    """Every header as it stands in the file."""
    at: Mapping[str, int]
    """Field -> column, counted from 0."""
    weak: frozenset[str] = field(default_factory=frozenset)
    """Fields that were recognised by a weak name only."""

    def title(self, name: str) -> str:
        """Return the header of a field's column, "" when there is none."""
        return self.titles[self.at[name]] if name in self.at else ""

    @property
    def ignored(self) -> tuple[str, ...]:
        """Headers of columns that are not used."""
        used = set(self.at.values())
        return tuple(
            title for at, title in enumerate(self.titles) if at not in used and title.strip()
        )


def compact(header: str) -> str:
    """Return a header without case, accents, spaces and punctuation: `E-Mail ` -> `email`."""
    text = unicodedata.normalize("NFKD", header.replace("#", "nr").replace("№", "nr"))
    return "".join(char for char in text.casefold() if char.isalnum())


def field_of(header: str) -> tuple[str, bool] | None:
    """Return the field that a header names and whether by a strong name; None for any other."""
    bare = _PREFIX.sub("", header)
    for text in (bare, _HINT.sub("", bare)):
        key = compact(text)
        if key in _STRONG:
            return _STRONG[key], True
        if key in _WEAK:
            return _WEAK[key], False
    return None


def count_known(cells: Iterable[str], overrides: Mapping[str, str]) -> int:
    """Return how many fields a row would name if it were the header."""
    said = {compact(title) for title in overrides.values()}
    names = {found[0] for cell in cells if (found := field_of(cell))}
    return len(names) + sum(compact(cell) in said for cell in cells if compact(cell))


def find_header(rows: Sequence[Row], overrides: Mapping[str, str]) -> int:
    """Return the index of the header among the rows.

    Raises:
        RosterError: no row names the employee id.
    """
    wanted = compact(overrides.get("employee_id", ""))
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        texts = [cell.text for cell in row.cells]
        if wanted:
            has_id = any(compact(text) == wanted for text in texts)
        else:
            has_id = any((field_of(text) or ("",))[0] == "employee_id" for text in texts)
        if has_id and (index == 0 or count_known(texts, overrides) > 1):
            return index
    if not rows:
        raise RosterError("the file holds no rows")
    titles = ", ".join(f"“{cell.text}”" for cell in rows[0].cells if cell.text.strip())
    raise RosterError(
        f"no column was recognised as the employee id; the columns are {titles}. Name the right "
        'one: --column "employee_id=HEADER"',
        rows[0].number,
    )


def find_columns(header: Row, overrides: Mapping[str, str]) -> Columns:
    """Return which column is what.

    Args:
        header: the row of headers.
        overrides: field -> header, where the caller says so.

    Raises:
        RosterError: two columns for one field, or a header that the roster does not have; all of
            them are named.
    """
    titles = tuple(cell.text.strip() for cell in header.cells)
    at: dict[str, int] = {}
    wrong: list[str] = []
    for name, wanted in overrides.items():
        places = _places(titles, wanted)
        if len(places) == 1:
            at[name] = places[0]
        else:
            wrong.append(_not_one(name, wanted, titles, len(places)))
    taken = set(at.values())
    weak = set()
    for is_strong in (True, False):
        for name, places in _recognised(titles, taken, is_strong=is_strong).items():
            if name in at:
                continue
            if len(places) > 1:
                named = " and ".join(f"“{titles[place]}”" for place in places)
                wrong.append(
                    f"{named} could each be the column for {name}; choose: "
                    f'--column "{name}={titles[places[0]]}"'
                )
            at[name] = places[0]
            if not is_strong:
                weak.add(name)
    if wrong:
        raise RosterError("; ".join(wrong), header.number)
    return Columns(header.number, titles, _settle_names(titles, at), frozenset(weak & at.keys()))


def is_second_header(row: Row, columns: Columns) -> bool:
    """Say whether a row repeats the headers, as exports do that have technical names and labels."""
    known = sum(
        (field_of(row.cell(place).text) or ("",))[0] == name for name, place in columns.at.items()
    )
    first = row.cell(columns.at["employee_id"]).text
    return known > 1 and (field_of(first) or ("",))[0] == "employee_id"


def _places(titles: Sequence[str], wanted: str) -> list[int]:
    exact = [place for place, title in enumerate(titles) if title == wanted.strip()]
    return exact or [
        place for place, title in enumerate(titles) if compact(title) == compact(wanted) != ""
    ]


def _not_one(name: str, wanted: str, titles: Sequence[str], count: int) -> str:
    if count:
        return f"{count} columns are named “{wanted}”, so {name} is not clear"
    known = ", ".join(f"“{title}”" for title in titles if title)
    return f"there is no column “{wanted}” for {name}; the columns are {known}"


def _recognised(titles: Sequence[str], taken: set[int], *, is_strong: bool) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, title in enumerate(titles):
        known = field_of(title)
        if known is not None and place not in taken and known[1] is is_strong:
            found.setdefault(known[0], []).append(place)
    return found


def _settle_names(titles: Sequence[str], at: dict[str, int]) -> dict[str, int]:
    """Return the columns with either `name`, or `first_name` and `last_name`.

    What *Name* and *Nome* mean depends on what stands beside them.
    """
    settled = dict(at)
    has_plain = "name" in at and compact(titles[at["name"]]) in PLAIN_NAMES
    if "name" in at and "first_name" in at and "last_name" not in at and has_plain:
        settled["last_name"] = settled.pop("name")
    if "first_name" in settled and "last_name" in settled:
        if has_plain:
            settled.pop("name", None)
    elif "name" not in settled:
        single = settled.get("last_name", settled.get("first_name"))
        if single is not None:
            settled["name"] = single
    if "name" in settled:
        settled.pop("first_name", None)
        settled.pop("last_name", None)
    return settled


def _table(names: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {compact(alias): name for name, aliases in names.items() for alias in aliases}


# A field's own name always counts: a roster that this program could have written is understood.
_STRONG: Final = {**_table(STRONG), **{compact(name): name for name in FIELDS}}
_WEAK: Final = _table(WEAK)
