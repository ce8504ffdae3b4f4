"""`quizzes/.published.json`: what learners have seen so far."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast, get_args

from coursewright.model import Kind, Published, PublishedItem, PublishedQuiz
from coursewright.reading.own_json import ShapeError, check_schema, read_own_json, text_of
from coursewright.reading.rules import files as rules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from coursewright.diagnostics import Findings

_PATH = "quizzes/.published.json"
_SCHEMA = "coursewright/published/1"
_LARGEST_MB = 64
_VERSION = re.compile(r"[0-9a-f]{32}")


def read_published(root: Path, findings: Findings) -> Published:
    """Read the memory of published quizzes; empty when there is none or it is damaged."""
    found = read_own_json(root, _PATH, _LARGEST_MB, findings, rules.PUBLISHED, _published)
    return found or Published()


def _published(data: Any, _text: str) -> Published:
    check_schema(_mapping(data, "the file"), _SCHEMA)
    quizzes = _mapping(data.get("quizzes"), "quizzes")
    return Published({str(key): _quiz(key, value) for key, value in quizzes.items()})


def _mapping(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ShapeError(f"`{name}` is no object")
    return value


def _texts(data: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = data.get(key)
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise ShapeError(f"`{key}` of {where} is no list of texts")
    return tuple(value)


def _quiz(identifier: str, value: object) -> PublishedQuiz:
    data = _mapping(value, identifier)
    kind = text_of(data, "kind", identifier)
    if kind not in get_args(Kind):
        raise ShapeError(f"`kind` of {identifier} is not practice or record")
    versions = _texts(data, "versions", identifier)
    if not all(_VERSION.fullmatch(version) for version in versions):
        raise ShapeError(f"`versions` of {identifier} holds no content hashes")
    items = _mapping(data.get("items"), f"items of {identifier}")
    return PublishedQuiz(
        id=identifier,
        kind=cast("Kind", kind),
        salt=text_of(data, "salt", identifier),
        versions=versions,
        items={str(key): _item(f"{identifier}/{key}", entry) for key, entry in items.items()},
    )


def _item(where: str, value: object) -> PublishedItem:
    data = _mapping(value, where)
    revision = data.get("revision")
    if not isinstance(revision, int) or isinstance(revision, bool) or revision < 1:
        raise ShapeError(f"`revision` of {where} is no whole number from 1 up")
    return PublishedItem(
        hash=text_of(data, "hash", where),
        revision=revision,
        key_digest=text_of(data, "key_digest", where),
        part_digests=_texts(data, "part_digests", where),
    )
