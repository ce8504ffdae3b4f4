"""`quizzes/.published.json`: what learners have seen so far."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, cast, get_args

from coursewright.diagnostics import Findings, Span
from coursewright.model import Kind, Published, PublishedItem, PublishedQuiz
from coursewright.reading.rules import files as rules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_PATH = "quizzes/.published.json"
_SCHEMA = "coursewright/published/1"
_BYTES = 64 * 1024 * 1024
_VERSION = re.compile(r"[0-9a-f]{32}")


class _ShapeError(Exception):
    """The JSON has another shape than this program writes."""


def read_published(root: Path, findings: Findings) -> Published:
    """Read the memory of published quizzes; empty when there is none or it is damaged."""
    path = root / _PATH
    if not path.exists() and not path.is_symlink():
        return Published()
    line, message = 1, ""
    try:
        data = json.loads(_read_plain(path))
        return Published({str(key): _quiz(key, value) for key, value in _root(data).items()})
    except json.JSONDecodeError as error:
        line, message = error.lineno, error.msg
    except UnicodeDecodeError:
        message = "it is not UTF-8"
    except OSError as error:
        message = error.strerror or "it cannot be opened"
    except _ShapeError as error:
        message = str(error)
    except (ValueError, RecursionError):
        message = "a number is too long, or it is nested too deep"
    findings.add(rules.PUBLISHED.at(Span(_PATH, line), f"Cannot be read: {message}"))
    return Published()


def _read_plain(path: Path) -> str:
    if path.is_symlink() or not path.is_file() or path.stat().st_size > _BYTES:
        raise _ShapeError("it is no plain file, or larger than 64 MB")
    return path.read_bytes().decode("utf-8")


def _root(data: object) -> Mapping[str, Any]:
    root = _mapping(data, "the file")
    if root.get("schema") != _SCHEMA:
        raise _ShapeError(f"`schema` is not `{_SCHEMA}`")
    return _mapping(root.get("quizzes"), "quizzes")


def _mapping(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _ShapeError(f"`{name}` is no object")
    return value


def _text(data: Mapping[str, Any], key: str, where: str) -> str:
    value = data.get(key)
    if not isinstance(value, str):
        raise _ShapeError(f"`{key}` of {where} is no text")
    return value


def _texts(data: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = data.get(key)
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise _ShapeError(f"`{key}` of {where} is no list of texts")
    return tuple(value)


def _quiz(identifier: str, value: object) -> PublishedQuiz:
    data = _mapping(value, identifier)
    kind = _text(data, "kind", identifier)
    if kind not in get_args(Kind):
        raise _ShapeError(f"`kind` of {identifier} is not practice or record")
    versions = _texts(data, "versions", identifier)
    if not all(_VERSION.fullmatch(version) for version in versions):
        raise _ShapeError(f"`versions` of {identifier} holds no content hashes")
    items = _mapping(data.get("items"), f"items of {identifier}")
    return PublishedQuiz(
        id=identifier,
        kind=cast("Kind", kind),
        salt=_text(data, "salt", identifier),
        versions=versions,
        items={str(key): _item(f"{identifier}/{key}", entry) for key, entry in items.items()},
    )


def _item(where: str, value: object) -> PublishedItem:
    data = _mapping(value, where)
    revision = data.get("revision")
    if not isinstance(revision, int) or isinstance(revision, bool) or revision < 1:
        raise _ShapeError(f"`revision` of {where} is no whole number from 1 up")
    return PublishedItem(
        hash=_text(data, "hash", where),
        revision=revision,
        key_digest=_text(data, "key_digest", where),
        part_digests=_texts(data, "part_digests", where),
    )
