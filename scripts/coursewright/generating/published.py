"""What a publication must remember: ids, hashes, salts, and every version's bank.

Everything here is a plan (values and bytes); `course quiz archive` writes it.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from coursewright.generating.drawn import drawn_items
from coursewright.generating.forms import bank_file, item_hash, key_digest, part_digests, version
from coursewright.generating.pools import build_pools
from coursewright.model import Published, PublishedItem, PublishedQuiz

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from coursewright.model import Course, Item, Pool

PUBLISHED_SCHEMA: Final = "coursewright/published/1"
PUBLISHED_PATH: Final = "quizzes/.published.json"
ARCHIVE_FOLDER: Final = "quizzes/.archive"
SALT_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class ArchivePlan:
    """What to write so that records of the present versions can always be graded."""

    files: Mapping[str, bytes]
    """Path relative to the course root -> content; the archive's banks and `.published.json`."""
    new_versions: tuple[tuple[str, str], ...]
    """(quiz id, version) that were not archived before."""
    new_salts: tuple[str, ...]
    """Record banks that get their secret now."""


def published_state(
    course: Course,
    pools: Sequence[Pool],
    previous: Published,
    new_salt: Callable[[], str] | None = None,
) -> Published:
    """Return what is published once these pools are: the previous state and what is new.

    Ids and versions are only ever added, because records of them may still arrive. A record bank
    without a salt gets a random one, so its version differs from the pool's, which was built
    without it.

    Args:
        course: the course.
        pools: its pools, as built with `previous`.
        previous: what was published so far.
        new_salt: makes a secret; random by default.
    """
    make_salt = new_salt or (lambda: secrets.token_hex(SALT_BYTES))
    quizzes = dict(previous.quizzes)
    for pool in pools:
        quiz = pool.quiz
        known = quizzes.get(quiz.id)
        salt = known.salt if known else ""
        if quiz.kind == "record" and not salt:
            salt = make_salt()
        salted = replace(pool, salts={**pool.salts, quiz.id: salt})
        present = version(salted, course) if salted.salts != pool.salts else pool.version
        versions = known.versions if known else ()
        items = dict(known.items) if known else {}
        items |= {item.id: _published_item(item) for item in drawn_items(quiz)}
        quizzes[quiz.id] = PublishedQuiz(
            id=quiz.id,
            kind=quiz.kind,
            salt=salt,
            versions=versions if present in versions else (*versions, present),
            items=items,
        )
    return Published(quizzes)


def plan_archive(
    course: Course,
    previous: Published,
    new_salt: Callable[[], str] | None = None,
) -> ArchivePlan:
    """Return the files that archive the present version of every quiz.

    Args:
        course: a course without errors.
        previous: what was published so far.
        new_salt: makes a secret; random by default.
    """
    state = published_state(course, build_pools(course, previous), previous, new_salt)
    files: dict[str, bytes] = {}
    new_versions: list[tuple[str, str]] = []
    for pool in build_pools(course, state):
        quiz = pool.quiz
        path = archive_path(quiz.id, pool.version)
        files[path] = _json_bytes(bank_file(pool, course))
        known = previous.quizzes.get(quiz.id)
        if known is None or pool.version not in known.versions:
            new_versions.append((quiz.id, pool.version))
    files[PUBLISHED_PATH] = _json_bytes(to_json(state))
    new_salts = tuple(
        quiz.id
        for quiz in state.quizzes.values()
        if quiz.salt and (quiz.id not in previous.quizzes or not previous.quizzes[quiz.id].salt)
    )
    return ArchivePlan(files, tuple(new_versions), new_salts)


def archive_path(quiz: str, quiz_version: str) -> str:
    """Return where a version's bank is kept, relative to the course root."""
    return f"{ARCHIVE_FOLDER}/{quiz}/{quiz_version}.json"


def to_json(published: Published) -> dict[str, Any]:
    """Return the JSON value of `.published.json`."""
    return {
        "schema": PUBLISHED_SCHEMA,
        "quizzes": {
            quiz.id: {
                "kind": quiz.kind,
                "salt": quiz.salt,
                "versions": list(quiz.versions),
                "items": {
                    item_id: {
                        "hash": item.hash,
                        "revision": item.revision,
                        "key_digest": item.key_digest,
                        "part_digests": list(item.part_digests),
                    }
                    for item_id, item in sorted(quiz.items.items())
                },
            }
            for quiz in sorted(published.quizzes.values(), key=lambda quiz: quiz.id)
        },
    }


def _published_item(item: Item) -> PublishedItem:
    return PublishedItem(item_hash(item), item.revision, key_digest(item), part_digests(item))


def _json_bytes(value: Any) -> bytes:
    """Return readable JSON: these files are committed and read in diffs."""
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")
