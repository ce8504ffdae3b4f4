"""How a JSON value is checked: each helper names the place and what is wrong there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright.records.xapi.statement_json import StatementError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    Check = Callable[[Any, str], None]


def check_object(
    value: Any,
    place: str,
    checks: dict[str, Check],
    required: Collection[str] = (),
) -> dict[str, Any]:
    """Check an object: known properties only, the required ones, no null (Data 2.2).

    Args:
        value: what should be an object.
        place: where it stands, such as `result.score`.
        checks: property -> check of its value.
        required: properties that must be there.

    Raises:
        StatementError: with the first mistake.
    """
    if not isinstance(value, dict):
        raise StatementError(place, "should be an object")
    for name, part in value.items():
        where = join(place, name)
        if name not in checks:
            raise StatementError(where, "is no property that xAPI knows here")
        if part is None:
            raise StatementError(where, "null is allowed in extensions only")
        checks[name](part, where)
    for name in required:
        if name not in value:
            raise StatementError(join(place, name), "is missing")
    return value


def text_that(is_right: Callable[[str], bool], wanted: str) -> Check:
    """Return a check for texts of a format."""

    def check(value: Any, place: str) -> None:
        if not isinstance(value, str) or not is_right(value):
            raise StatementError(place, f"should be {wanted}")

    return check


def any_text(value: Any, place: str) -> None:
    """Check that a value is a text."""
    if not isinstance(value, str):
        raise StatementError(place, "should be a text")


def any_boolean(value: Any, place: str) -> None:
    """Check that a value is true or false."""
    if not isinstance(value, bool):
        raise StatementError(place, "should be true or false")


def any_number(value: Any, place: str) -> None:
    """Check that a value is a number, and no text that holds one."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise StatementError(place, "should be a number")


def one_of(*words: str) -> Check:
    """Return a check for a closed set of words; case matters (Data 2.2)."""
    return text_that(lambda text: text in words, " or ".join(words))


def list_of(check: Check) -> Check:
    """Return a check for arrays whose every part passes another check."""

    def check_list(value: Any, place: str) -> None:
        if not isinstance(value, list):
            raise StatementError(place, "should be an array")
        for number, part in enumerate(value):
            if part is None:
                raise StatementError(f"{place}[{number}]", "null is allowed in extensions only")
            check(part, f"{place}[{number}]")

    return check_list


def map_of(is_key: Callable[[str], bool], wanted: str, check: Check) -> Check:
    """Return a check for objects whose keys have a format."""

    def check_map(value: Any, place: str) -> None:
        if not isinstance(value, dict):
            raise StatementError(place, "should be an object")
        for key, part in value.items():
            if not is_key(key):
                raise StatementError(join(place, key), f"the key should be {wanted}")
            check(part, join(place, key))

    return check_map


def anything(_value: Any, _place: str) -> None:
    """Check nothing: values inside extensions are free (Data 2.2)."""


def join(place: str, name: str) -> str:
    """Return the place of a property; long names, which a client made up, are cut."""
    short = name if len(name) <= 60 else f"{name[:60]}…"
    return f"{place}.{short}" if place else short
