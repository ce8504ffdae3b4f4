"""A course -> its handouts: which there are, what each is called, and its HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

from coursewright.rendering.context import Context
from coursewright.rendering.handouts.answers import answer_form, answer_key, has_form, has_key
from coursewright.rendering.handouts.desk import Desk, Scope
from coursewright.rendering.handouts.document import document
from coursewright.rendering.handouts.guide import guide
from coursewright.rendering.handouts.role_play import has_scenarios, role_play
from coursewright.rendering.handouts.workbook import workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from coursewright.model import Course, Pool, Published

HandoutKind = Literal["workbook", "guide", "answers", "role-play"]
Paper = Literal["A4", "letter"]
KINDS: Final[tuple[HandoutKind, ...]] = get_args(HandoutKind)
WHOLE: Final = "course"
"""Folder of the handouts of the whole course."""


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants on paper."""

    kinds: tuple[HandoutKind, ...] = KINDS
    module: str | None = None
    """Only this module; None: the whole course, and each module on its own."""
    seed: str = "A"
    """Names the paper form."""
    path: str = ""
    """Path whose learners an assessment's form is for; "": the first."""
    paper: Paper = "A4"
    with_record_keys: bool = False
    """Print the keys of record banks in the guides."""


@dataclass(frozen=True, slots=True)
class Handout:
    """One file to print."""

    name: str
    """Path below the output folder: `resolved/workbook.html`."""
    title: str
    html: str


def make_handouts(
    course: Course,
    pools: tuple[Pool, ...],
    published: Published,
    read_asset: Callable[[str], bytes | None],
    order: Order,
) -> tuple[Handout, ...]:
    """Return the handouts of a course.

    Args:
        course: checked and without errors.
        pools: its quizzes with all that may be drawn.
        published: gives record banks their salt.
        read_asset: returns the bytes of a file of the course by its path, or None.
        order: which handouts, and how.
    """
    context = Context(course, pools, published)
    first = course.paths[0].id if course.paths else ""
    desk = Desk(context, read_asset, order.seed, order.path or first)
    found: list[Handout] = []
    for scope in _scopes(desk, order.module):
        for kind in order.kinds:
            for name, label, body in _parts(desk, kind, scope, order):
                title = desk.texts.title.format(kind=label, title=scope.title)
                html = document(title, course.title, course.language, tuple(body), order.paper)
                found.append(Handout(f"{scope.folder}/{name}.html", title, html))
    return tuple(found)


def _scopes(desk: Desk, only: str | None) -> Iterator[Scope]:
    modules = desk.context.modules
    if only is None:
        yield Scope(WHOLE, desk.texts.whole_course, modules, is_whole=True)
    for module in modules:
        if only is None or module.id == only:
            yield Scope(module.slug, desk.module_title(module), (module,), is_whole=False)


def _parts(
    desk: Desk, kind: HandoutKind, scope: Scope, order: Order
) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Yield file name, label and body of what one kind consists of; nothing where it is empty."""
    texts = desk.texts
    match kind:
        case "workbook":
            if any(module.lessons for module in scope.modules):
                yield "workbook", texts.workbook, workbook(desk, scope)
        case "guide":
            body = guide(desk, scope, with_record_keys=order.with_record_keys)
            yield "guide", texts.guide, body
        case "answers":
            if has_form(desk, scope):
                yield "answer-form", texts.answer_form, answer_form(desk, scope)
            if has_key(desk, scope):
                yield "answer-key", texts.answer_key, answer_key(desk, scope)
        case "role-play":
            if has_scenarios(desk, scope):
                yield "role-play", texts.role_play, role_play(desk, scope)
