"""Which items of a bank are asked, by where they are on their way from draft to retired."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.generating.canonical import digest
from coursewright.generating.forms import item_hash, key_of, part_digests

if TYPE_CHECKING:
    from coursewright.model import Item, Lesson, Quiz, Status

# None: a bank from before there was a status; a warning asks for one (R107).
ASKED_FOR_RECORD: Final[tuple[Status | None, ...]] = (None, "active")
ASKED_IN_PRACTICE: Final[tuple[Status | None, ...]] = (None, "reviewed", "active")
DIGEST_DIGITS: Final = 16


def is_drawn(item: Item, quiz: Quiz, *, with_drafts: bool = False) -> bool:
    """Tell whether an item may be asked in its bank.

    Args:
        item: the item.
        quiz: its bank.
        with_drafts: in the live preview; never in a record bank, whose public form holds what
            counts and nothing else.
    """
    if quiz.kind == "record":
        return item.status in ASKED_FOR_RECORD
    return item.status in ASKED_IN_PRACTICE or (with_drafts and item.status == "draft")


def drawn_items(quiz: Quiz, *, with_drafts: bool = False) -> tuple[Item, ...]:
    """Return a bank's items that may be asked, in its order."""
    return tuple(item for item in quiz.items if is_drawn(item, quiz, with_drafts=with_drafts))


def review_digest(item: Item) -> str:
    """Return 16 hex digits that change with anything in an item that a review is about.

    Unlike the item hash, all its texts enter: stem, options, feedback, hint, rationale.
    """
    interaction = item.interaction
    model = getattr(interaction, "model_answer", None)
    texts = (item.stem, item.body, item.hint, item.rationale, model)
    options = getattr(interaction, "options", ())
    value = {
        "hash": item_hash(item),
        "key": key_of(item, ""),
        "parts": list(part_digests(item)),
        "texts": [text.text if text else None for text in texts],
        "feedback": [option.feedback.text if option.feedback else None for option in options],
        "beliefs": [option.misconception for option in options],
        "objective": item.objective,
        "evidence": list(item.evidence),
        "points": item.points,
    }
    return digest(value)[:DIGEST_DIGITS]


def lesson_digest(lesson: Lesson) -> str:
    """Return 16 hex digits that change with what a lesson says."""
    value = [lesson.title, list(lesson.objectives), list(lesson.covers), lesson.page.body]
    return digest(value)[:DIGEST_DIGITS]
