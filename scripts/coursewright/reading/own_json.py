"""Files that our own commands write, and that somebody may have damaged all the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, TypeVar

from coursewright.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coursewright.diagnostics import Findings, Rule

T = TypeVar("T")
_MB: Final = 1024 * 1024


class ShapeError(Exception):
    """The JSON has another shape than this program writes; the message says where."""


def read_own_json(
    root: Path,
    name: str,
    largest_mb: int,
    findings: Findings,
    rule: Rule,
    build: Callable[[Any, str], T],
) -> T | None:
    """Read a file; what is wrong with it is one finding, at its line where JSON names one.

    Args:
        root: the course.
        name: the path in it.
        largest_mb: what is larger is not ours.
        findings: where the finding goes.
        rule: its rule.
        build: makes the value from the JSON and its text; it may raise `ShapeError`.

    Returns:
        What `build` returns; None where there is no file or it cannot be read.
    """
    path = root / name
    if not path.exists() and not path.is_symlink():
        return None
    line, message = 1, ""
    try:
        text = _read_plain(path, largest_mb)
        return build(json.loads(text), text)
    except json.JSONDecodeError as error:
        line, message = error.lineno, error.msg
    except UnicodeDecodeError:
        message = "it is not UTF-8"
    except OSError as error:
        message = error.strerror or "it cannot be opened"
    except ShapeError as error:
        message = str(error)
    except (ValueError, RecursionError):
        message = "a number is too long, or it is nested too deep"
    findings.add(rule.at(Span(name, line), f"Cannot be read: {message}"))
    return None


def text_of(data: Any, key: str, where: str) -> str:
    """Return a text of a JSON object; raise `ShapeError` where there is none."""
    value = data.get(key) if isinstance(data, dict) else None
    if not isinstance(value, str):
        raise ShapeError(f"`{key}` of {where} is no text")
    return value


def check_schema(data: Any, schema: str) -> None:
    """Raise `ShapeError` where the JSON is no object that names this schema."""
    if not isinstance(data, dict) or data.get("schema") != schema:
        raise ShapeError(f"`schema` is not `{schema}`")


def _read_plain(path: Path, largest_mb: int) -> str:
    if path.is_symlink() or not path.is_file() or path.stat().st_size > largest_mb * _MB:
        raise ShapeError(f"it is no plain file, or larger than {largest_mb} MB")
    return path.read_bytes().decode("utf-8")
