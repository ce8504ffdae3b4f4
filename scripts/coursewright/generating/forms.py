"""The forms of a quiz: what may be shown, what grades it, and what the archive keeps.

Only this module decides which part of an item is public. The page's JSON is camelCase, the
archived bank snake_case; both are described in docs/handbook/reference/quiz-format.md.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, assert_never

from coursewright.generating.canonical import decimal_text, digest, text_digest
from coursewright.model import (
    Choice,
    FillIn,
    Likert,
    LongFillIn,
    Matching,
    NumberBlank,
    Sequencing,
)

if TYPE_CHECKING:
    from fractions import Fraction

    from coursewright.model import Course, Item, Markdown, Pool

QUIZ_SCHEMA: Final = "coursewright/quiz/1"
BANK_SCHEMA: Final = "coursewright/bank/1"
ITEM_HASH_DIGITS: Final = 12
VERSION_DIGITS: Final = 32


def item_hash(item: Item) -> str:
    """Return 12 hex digits that change when a learner has to answer the item again.

    Texts do not enter, so a mended typo keeps progress. A generated item has no author who could
    raise its revision: its terms enter instead, so that an entry inserted into the list never
    inherits the answer to another one.
    """
    value: dict[str, Any] = {
        "id": item.full_id,
        "interaction": item.interaction.name,
        "scoring": item.interaction.scoring if isinstance(item.interaction, Choice) else None,
        "revision": item.revision,
        "parts": _part_counts(item),
    }
    if item.origin is not None:
        value["terms"] = item.attributes.get("terms", "")
    return digest(value)[:ITEM_HASH_DIGITS]


def public_ids(item: Item, salt: str, part: str | None = None) -> tuple[str, ...]:
    """Return the public letter of each part of an item, in source order.

    The letters follow a salted hash of the position, so that neither a letter nor the display
    order by letters reveals the source order (in which the key often comes first).

    Args:
        item: the item.
        salt: the bank's salt, "" for a practice bank.
        part: `option`, `element`, `source`, `target` or `statement`; by default the item's only
            kind of part, and the sources of a matching item.
    """
    counts = _parts(item)
    if not counts:
        return ()
    name = part or next(iter(counts))
    return _letters(f"{salt}|{item.full_id}|{name}", counts[name])


def key_of(item: Item, salt: str) -> dict[str, Any] | None:
    """Return an item's key form, or None for an unscored item."""
    interaction = item.interaction
    match interaction:
        case Choice():
            return _choice_key(interaction, public_ids(item, salt))
        case Sequencing():
            return {"order": list(public_ids(item, salt))}
        case Matching():
            sources = public_ids(item, salt, "source")
            return {"pairs": dict(zip(sources, public_ids(item, salt, "target"), strict=False))}
        case FillIn():
            return {"blanks": [_blank_key(blank) for blank in interaction.blanks]}
        case Likert() | LongFillIn():
            return None
    assert_never(interaction)


def key_digest(item: Item) -> str:
    """Return the sha256 of an item's key form; the bank's salt plays no part in it."""
    return digest(key_of(item, ""))


def part_digests(item: Item) -> tuple[str, ...]:
    """Return the sha256 of each part's text in source order (sources before targets)."""
    return tuple(text_digest(text.text) for texts in _part_texts(item).values() for text in texts)


def public_item(item: Item, salt: str) -> dict[str, Any]:
    """Return an item as the page may know it: no text, no key."""
    interaction = item.interaction
    spec: dict[str, Any] = {
        "hash": item_hash(item),
        "interaction": interaction.name,
        "points": item.points,
        "objective": item.objective,
        "shuffle": item.is_shuffled,
    }
    match interaction:
        case Choice():
            ids = public_ids(item, salt)
            spec["options"] = sorted(ids, key=_by_letter) if item.is_shuffled else list(ids)
            spec["multiple"] = interaction.scoring == "multiple"
            spec["scoring"] = interaction.scoring
        case Sequencing():
            spec["elements"] = sorted(public_ids(item, salt), key=_by_letter)
        case Matching():
            spec["sources"] = list(public_ids(item, salt, "source"))
            spec["targets"] = sorted(public_ids(item, salt, "target"), key=_by_letter)
        case FillIn():
            spec["blanks"] = len(interaction.blanks)
        case Likert():
            spec["statements"] = list(public_ids(item, salt))
            spec["scale"] = len(interaction.scale)
        case LongFillIn():
            pass
        case _:
            assert_never(interaction)
    return spec


def public_form(pool: Pool, course: Course) -> dict[str, Any]:
    """Return a quiz as its page carries it: JSON values in camelCase, without any key."""
    quiz = pool.quiz
    return {
        "schema": QUIZ_SCHEMA,
        "course": course.id,
        "quiz": quiz.id,
        "title": quiz.title,
        "kind": quiz.kind,
        "language": quiz.language,
        "version": pool.version,
        "masteryScore": _score_text(pool.mastery_score),
        "attempts": quiz.attempts,
        "reveal": quiz.reveal,
        **_paths(pool, course),
        "strata": _strata(pool),
        "items": {item.full_id: public_item(item, _salt(pool, item)) for item in pool.items},
    }


def key_form(pool: Pool, course: Course) -> dict[str, Any]:  # noqa: ARG001 - as public_form
    """Return full item id -> key form. The caller ships it with practice banks only."""
    return {item.full_id: key_of(item, _salt(pool, item)) for item in pool.items}


def version(pool: Pool, course: Course) -> str:
    """Return the quiz version: 32 hex digits of the public form with all its public texts."""
    form = public_form(pool, course)
    del form["version"]
    form["texts"] = {item.full_id: _public_texts(item, _salt(pool, item)) for item in pool.items}
    return digest(form)[:VERSION_DIGITS]


def bank_file(pool: Pool, course: Course) -> dict[str, Any]:
    """Return what the archive keeps of a quiz version: everything that regrades an attempt."""
    items: dict[str, Any] = {}
    for item in pool.items:
        salt = _salt(pool, item)
        spec = public_item(item, salt)
        items[item.full_id] = {**spec, "key": key_of(item, salt), "stem": item.stem.text}
    return {
        "schema": BANK_SCHEMA,
        "course": course.id,
        "quiz": pool.quiz.id,
        "title": pool.quiz.title,
        "kind": pool.quiz.kind,
        "version": pool.version,
        "mastery_score": _score_text(pool.mastery_score),
        "module": pool.module,
        "reveal": pool.quiz.reveal,
        **_paths(pool, course),
        "strata": _strata(pool),
        "items": items,
    }


def _salt(pool: Pool, item: Item) -> str:
    return pool.salts.get(item.bank, "")


def _strata(pool: Pool) -> list[dict[str, Any]]:
    return [
        {"count": row.count, "items": list(row.items)}
        | ({"paths": list(row.paths)} if row.paths else {})
        for row in pool.strata
    ]


def _paths(pool: Pool, course: Course) -> dict[str, list[str]]:
    """Return the course's paths, the first as the default, where a stratum depends on them."""
    if any(row.paths for row in pool.strata):
        return {"paths": [path.id for path in course.paths]}
    return {}


def _score_text(score: Fraction | None) -> str | None:
    return None if score is None else decimal_text(score)


def _part_texts(item: Item) -> dict[str, tuple[Markdown, ...]]:
    interaction = item.interaction
    match interaction:
        case Choice():
            return {"option": tuple(option.text for option in interaction.options)}
        case Sequencing():
            return {"element": interaction.elements}
        case Matching():
            targets = tuple(pair.target for pair in interaction.pairs)
            return {
                "source": tuple(pair.source for pair in interaction.pairs),
                "target": (*targets, *interaction.extra_targets),
            }
        case Likert():
            return {"statement": interaction.statements}
        case FillIn() | LongFillIn():
            return {}
    assert_never(interaction)


def _parts(item: Item) -> dict[str, int]:
    return {name: len(texts) for name, texts in _part_texts(item).items()}


def _part_counts(item: Item) -> list[int]:
    interaction = item.interaction
    if isinstance(interaction, FillIn):
        return [len(interaction.blanks)]
    if isinstance(interaction, Likert):
        return [len(interaction.statements), len(interaction.scale)]
    return list(_parts(item).values())


def _public_texts(item: Item, salt: str) -> dict[str, Any]:
    texts: dict[str, Any] = {
        "stem": item.stem.text,
        "body": item.body.text if item.body else None,
    }
    for name, parts in _part_texts(item).items():
        ids = public_ids(item, salt, name)
        texts[name] = {key: part.text for key, part in zip(ids, parts, strict=True)}
    if isinstance(item.interaction, Likert):
        texts["scale"] = list(item.interaction.scale)
    return texts


def _choice_key(choice: Choice, ids: tuple[str, ...]) -> dict[str, Any]:
    pairs = zip(ids, choice.options, strict=True)
    if choice.scoring == "multiple":
        return {"key": sorted((key for key, option in pairs if option.credit), key=_by_letter)}
    return {"credits": {key: str(option.credit) for key, option in pairs}}


def _blank_key(blank: Any) -> dict[str, Any]:
    if isinstance(blank, NumberBlank):
        return {"low": decimal_text(blank.low), "high": decimal_text(blank.high)}
    return {"accepted": list(blank.accepted), "exact": blank.is_exact}


@lru_cache(maxsize=8192)  # an item stands in several pools and forms; the hashes cost most
def _letters(prefix: str, count: int) -> tuple[str, ...]:
    positions = range(count)
    ranked = sorted(positions, key=lambda position: text_digest(f"{prefix}|{position}"))
    rank = {position: index for index, position in enumerate(ranked)}
    return tuple(_letter(rank[position]) for position in positions)


def _letter(rank: int) -> str:
    """0 -> a … 25 -> z, 26 -> aa: the spreadsheet's columns in lower case."""
    text = ""
    number = rank + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _by_letter(key: str) -> tuple[int, str]:
    """Sort key: `z` stands before `aa`."""
    return (len(key), key)
