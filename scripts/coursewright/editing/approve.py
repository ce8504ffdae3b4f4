"""`course review approve`: who stands for an item, bank or lesson goes into its source."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import CoursewrightError, Findings
from coursewright.editing.edits import Edit
from coursewright.editing.places import Sources, front_matter_end, scalar_edit
from coursewright.editing.plan import Plan, RefusedError, make_plan, try_plan
from coursewright.generating.reviewed import LESSON, reviewed_texts
from coursewright.model import Approval
from coursewright.reading.suggest import did_you_mean
from coursewright.reading.yaml_reader import Scalar
from coursewright.reviewing.store import REVIEWS_PATH, add_approvals, reviews_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from coursewright.model import Course, Item, Lesson, Quiz, Review, Status
    from coursewright.pipeline import Loaded

_NAME: Final = re.compile(r"[^\W\d_][^,;\"'{}\[\]#\\<>\n\r\t|]{0,79}")


@dataclass(frozen=True, slots=True)
class Approving:
    """Who approves, and what it becomes."""

    by: str
    on: date
    status: Status


def plan_approval(
    root: Path, course: Course, present: Loaded, names: Sequence[str], approving: Approving
) -> Plan:
    """Return the changes that set status and reviewer of some texts, and remember their state.

    Args:
        root: folder of the course.
        course: the course as it is, without errors.
        present: what was read of it.
        names: items (`bank/item`), whole banks, or lessons (`lesson:id`).
        approving: who, when, and which status.

    Raises:
        RefusedError: a comment is open, or the course would have errors.
        CoursewrightError: there is no such text, or the name cannot stand in the source.
    """
    if not _NAME.fullmatch(approving.by):
        raise CoursewrightError(
            f"“{approving.by}” cannot be written as a name: letters first, and no comma, "
            "semicolon, quotation mark or brace"
        )
    sources = Sources(root)
    changes: list[Edit] = []
    targets: dict[str, None] = {}
    for name in dict.fromkeys(names):
        edits, about = _one(sources, course, present, name, approving)
        changes += edits
        targets |= dict.fromkeys(about)
    _refuse_open(present, targets)
    count = f"{len(targets)} text{'s' if len(targets) != 1 else ''}"
    note = f"{count}: {approving.status}, approved by {approving.by} on {approving.on.isoformat()}"
    plan = make_plan(root, changes, notes=(note,))
    banks = [quiz.id for quiz in course.quizzes if {quiz.id, quiz.written_id} & set(names)]
    plan = _with_approvals(root, plan, present, [*banks, *targets], approving)
    try_plan(root, plan, present, is_same_form=False)
    return plan


def _with_approvals(
    root: Path, plan: Plan, present: Loaded, targets: Sequence[str], approving: Approving
) -> Plan:
    """Add the file of reviews to a plan; the digests are those of the present texts."""
    texts = reviewed_texts(present.course) if present.course else ()
    digests = {text.target: text.digest for text in texts}
    day = approving.on.isoformat()
    approvals = [Approval(name, digests.get(name, ""), approving.by, day) for name in targets]
    content = reviews_bytes(add_approvals(present.reviews, approvals))
    path = root / REVIEWS_PATH
    before = {REVIEWS_PATH: path.read_bytes()} if path.is_file() else {}
    return replace(
        plan, files={**plan.files, REVIEWS_PATH: content}, before={**plan.before, **before}
    )


def _one(
    sources: Sources, course: Course, present: Loaded, name: str, approving: Approving
) -> tuple[list[Edit], list[str]]:
    """Return the edits for one name, and the targets it stands for."""
    quiz, item, lesson = _find(course, name)
    if lesson is not None:
        path = lesson.page.path
        target = f"{LESSON}{lesson.id}"
        reviews = _reviews(present, target, lesson.reviews, approving)
        return list(_front_matter(sources, path, approving.status, reviews)), [target]
    if item is not None and quiz is not None:
        inherited = item.reviews == quiz.reviews
        earlier = () if inherited else item.reviews
        reviews = _reviews(present, item.full_id, earlier, approving)
        return [_heading_edit(sources, item, approving.status, reviews)], [item.full_id]
    assert quiz is not None  # noqa: S101 - _find returns one of the three
    mine = [
        each
        for each in quiz.items
        if each.status in (None, quiz.status) and each.reviews == quiz.reviews
    ]
    reviews = _reviews(present, "", quiz.reviews, approving)
    edits = list(_front_matter(sources, quiz.path, approving.status, reviews))
    return edits, [each.full_id for each in mine]


def _find(course: Course, name: str) -> tuple[Quiz | None, Item | None, Lesson | None]:
    if name.startswith(LESSON):
        wanted = name.removeprefix(LESSON).rpartition("/")[2]
        for module in course.modules:
            for lesson in module.lessons:
                if wanted in (lesson.id, lesson.written_id):
                    return None, None, lesson
    bank, _, item_name = name.partition("/")
    for quiz in course.quizzes:
        if bank not in (quiz.id, quiz.written_id):
            continue
        if not item_name:
            return quiz, None, None
        for item in quiz.items:
            if item_name in (item.id, item.written_id):
                return quiz, item, None
    known = [text.target for text in reviewed_texts(course)]
    hint = did_you_mean(name, known) if len(name) < 60 else ""
    hint = hint if hint.startswith("Did") else "`course quiz list` shows every item."
    raise CoursewrightError(f"{name}: there is no such item, bank or lesson. {hint}")


def _reviews(present: Loaded, target: str, earlier: Iterable[Review], approving: Approving) -> str:
    """Return the text of `reviewed`: earlier names stay while they stand for the same text."""
    known = present.reviews.approvals.get(target)
    digest = known.digest if known else ""
    texts = reviewed_texts(present.course) if present.course else ()
    is_same = any(text.target == target and text.digest == digest for text in texts)
    kept = [each for each in earlier if is_same and each.name != approving.by]
    parts = [f"{each.name}, {each.date.isoformat()}" for each in kept]
    return "; ".join([*parts, f"{approving.by}, {approving.on.isoformat()}"])


def _refuse_open(present: Loaded, targets: Iterable[str]) -> None:
    waiting = [one for target in targets for one in present.reviews.open_comments(target)]
    if waiting:
        first = waiting[0]
        raise RefusedError(
            f"Nothing was changed: {first.target} has an open comment of {first.by} "
            f'({first.id}). Settle it first: course review resolve {first.id} --note "…"',
            Findings(),
        )


def _heading_edit(sources: Sources, item: Item, status: Status, reviews: str) -> Edit:
    """Return the edit of an item's attribute list; what else stands in it stays."""
    path, number = item.span.path, item.span.line
    line = sources.line(path, number)
    start = line.rfind(" {") + 1
    rest = line.rstrip()
    if not start or not rest.endswith("}"):
        raise CoursewrightError(f"{path}:{number}: the end of this heading was not understood")
    old = rest[start:-1].rstrip()
    new = _with_attribute(old, "status", str(status))
    new = _with_attribute(new, "reviewed", f'"{reviews}"')
    return Edit(path, number, start + 1, old, new)


def _with_attribute(text: str, key: str, value: str) -> str:
    """Return an attribute list with a value set; one that is there is replaced in its place."""
    pattern = re.compile(rf"(?<=[\s{{:]){key}=(?:\"[^\"]*\"|'[^']*'|[^\s\"'}}]+)")
    written = f"{key}={value}"
    if pattern.search(text):
        return pattern.sub(lambda _: written, text, count=1)
    return f"{text} {written}"


def _front_matter(sources: Sources, path: str, status: Status, reviews: str) -> Iterator[Edit]:
    root = sources.yaml(path)
    if root is None:
        raise CoursewrightError(f"{path}: this file has no front matter")
    missing = ""
    for key, value in (("status", str(status)), ("reviewed", reviews)):
        shown = f'"{value}"' if key == "reviewed" else value
        entry = root.entries.get(key)
        if entry is None:
            missing += f"{key}: {shown}\n"
        elif isinstance(entry[1], Scalar) and entry[1].value:
            yield scalar_edit(path, entry[1], value)
        else:
            number = entry[0].line
            yield Edit(path, number, 1, sources.line(path, number), f"{key}: {shown}")
    if missing:
        yield Edit(path, front_matter_end(sources, path), 1, "", missing)
