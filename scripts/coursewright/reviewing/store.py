"""`quizzes/.reviews.json` as values: new comments, settled ones, approvals."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import CoursewrightError, Span
from coursewright.generating.canonical import digest
from coursewright.model import Approval, Comment, Reviews

if TYPE_CHECKING:
    from collections.abc import Iterable

REVIEWS_PATH: Final = "quizzes/.reviews.json"
SCHEMA: Final = "coursewright/reviews/1"
ID_DIGITS: Final = 8


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody wrote about one text, as it comes from a sheet."""

    target: str
    text: str
    by: str
    on: str
    """ISO date."""
    digest: str = ""
    """Of the text on the sheet."""


def add_remarks(reviews: Reviews, remarks: Iterable[Remark]) -> tuple[Reviews, tuple[Comment, ...]]:
    """Return the reviews with what is new, and the new comments.

    A comment is known by target, author and text: who imports a sheet twice, or a later state of
    the same sheet, gets each comment once; one that was settled stays settled.
    """
    known = {comment.id: comment for comment in reviews.comments}
    new: dict[str, Comment] = {}
    for remark in remarks:
        words = " ".join(remark.text.split())
        name = f"c-{digest([remark.target, remark.by, words])[:ID_DIGITS]}"
        if name not in known:
            new[name] = Comment(
                id=name,
                target=remark.target,
                by=remark.by,
                on=remark.on,
                text=remark.text,
                digest=remark.digest,
                resolved_on="",
                note="",
                span=Span(REVIEWS_PATH),
            )
    added = tuple(new.values())
    return replace(reviews, comments=(*reviews.comments, *added)), added


def resolve_comment(reviews: Reviews, name: str, note: str, on: str) -> Reviews:
    """Return the reviews with one comment settled.

    Args:
        reviews: as they are.
        name: id of the comment.
        note: what was done.
        on: ISO date.

    Raises:
        CoursewrightError: there is no such comment, or it is settled already.
    """
    found = next((one for one in reviews.comments if one.id == name), None)
    if found is None:
        raise CoursewrightError(
            f"{name}: there is no such comment; `course review` lists the open ones"
        )
    if not found.is_open:
        raise CoursewrightError(f"{name} was settled on {found.resolved_on}: {found.note}")
    settled = replace(found, resolved_on=on, note=note)
    return replace(
        reviews, comments=tuple(settled if one is found else one for one in reviews.comments)
    )


def add_approvals(reviews: Reviews, approvals: Iterable[Approval]) -> Reviews:
    """Return the reviews with the latest approval of some texts."""
    return replace(
        reviews, approvals={**reviews.approvals, **{one.target: one for one in approvals}}
    )


def reviews_bytes(reviews: Reviews) -> bytes:
    """Return the file: one key a line, in a fixed order, so that a difference reads well."""
    comments = sorted(reviews.comments, key=lambda one: (one.target, one.on, one.id))
    value = {
        "schema": SCHEMA,
        "comments": [
            {key: text for key, text in asdict(one).items() if key != "span"} for one in comments
        ],
        "approvals": {
            target: {"digest": one.digest, "by": one.by, "on": one.on}
            for target, one in sorted(reviews.approvals.items())
        },
    }
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
