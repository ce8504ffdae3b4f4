"""Pools: what may be drawn in each quiz, and how many of what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import Span
from coursewright.generating.blueprint import deal
from coursewright.generating.canonical import digest, text_digest
from coursewright.generating.drawn import drawn_items
from coursewright.generating.forms import key_of, version
from coursewright.generating.recall import generate_items
from coursewright.model import Pool, PoolStratum, Quiz

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.model import Course, Item, Markdown, Module, Published

EARLIER_FACTOR: Final = 3
"""Earlier items offered for each one drawn: enough for variety, few enough for a light page."""
CHECK_ID: Final = "check"


def build_pools(
    course: Course, published: Published, generated: tuple[Item, ...] | None = None
) -> tuple[Pool, ...]:
    """Return one pool per quiz of the course, in the course's order.

    Args:
        course: a course without errors; a bank that is too small gives a smaller draw.
        published: gives record banks their salt.
        generated: what `generate_items` returned, where the caller has it already.
    """
    supply = _Supply(course, generate_items(course) if generated is None else generated)
    return tuple(_build_pool(quiz, supply, published) for quiz in course.quizzes)


def check_pool(course: Course, published: Published, items: Sequence[str]) -> Pool:
    """Return the pool of a `::: check` line: all its items, in its order.

    Args:
        course: the course.
        published: gives salts where a check names an item of a record bank (which the checks
            refuse, but a preview may still show).
        items: full item ids; ids the course does not have, or does not ask, are left out.
    """
    written = {item.full_id for quiz in course.quizzes for item in quiz.items}
    drafts = course.shows_drafts
    asked = (drawn_items(quiz, with_drafts=drafts) for quiz in course.quizzes)
    found = {item.full_id: item for bank in asked for item in bank}
    if any(full_id not in written for full_id in items):
        found |= {item.full_id: item for item in generate_items(course)}
    chosen = tuple(found[full_id] for full_id in dict.fromkeys(items) if full_id in found)
    quiz = Quiz(
        id=CHECK_ID,
        title="",
        kind="practice",
        mastery_score=None,
        draw=None,
        blueprint=(),
        attempts=None,
        from_earlier=Fraction(0),
        from_recall=Fraction(0),
        reveal=False,
        items=chosen,
        retired=(),
        intro=None,
        path="",
        span=Span(""),
        language=course.language,
    )
    salts = {
        bank.id: bank_salt(bank, published)
        for bank in course.quizzes
        if any(item.bank == bank.id for item in chosen)
    }
    return _pool(course, quiz, None, (_all_of(chosen),), chosen, salts)


def bank_salt(quiz: Quiz, published: Published) -> str:
    """Return the salt of a bank's public ids: "" for practice, a secret for record banks.

    Before the first archive there is no kept secret; a digest of what only the source holds (keys,
    feedback, rationales) is one that a reader of the site cannot compute.
    """
    if quiz.kind == "practice":
        return ""
    known = published.quizzes.get(quiz.id)
    if known is not None and known.salt:
        return known.salt
    return digest([quiz.id, [_private(item) for item in quiz.items]])


@dataclass(frozen=True, slots=True)
class _Supply:
    """The items of a course by where they come from."""

    course: Course
    generated: tuple[Item, ...]

    def own(self, quiz: Quiz) -> tuple[Item, ...]:
        """Return the items of a bank's file that may be asked."""
        return drawn_items(quiz, with_drafts=self.course.shows_drafts)

    def generated_of(self, quiz: Quiz) -> list[Item]:
        return [item for item in self.generated if item.bank == quiz.id]

    def earlier_than(self, module: Module) -> list[Item]:
        """Return the authored, scored items of the practice quizzes of earlier modules.

        In the order of the modules: that of the files would change when a bank is renamed.
        """
        earlier = _earlier_modules(self.course, module.id)
        banks = {quiz.id: quiz for quiz in self.course.quizzes if quiz.kind == "practice"}
        names = dict.fromkeys(each.quiz for each in self.course.modules if each.id in earlier)
        return [
            item
            for name in names
            if name in banks and name != module.quiz
            for item in self.own(banks[name])
            if item.is_scored
        ]


def _build_pool(quiz: Quiz, supply: _Supply, published: Published) -> Pool:
    course = supply.course
    module = next((each for each in course.modules if each.quiz == quiz.id), None)
    own, generated = supply.own(quiz), supply.generated_of(quiz)
    offered: Sequence[Item]
    if quiz.blueprint:
        offered = [*own, *generated] if quiz.from_recall else own
        strata = deal(offered, quiz.blueprint, course)
    elif quiz.draw is None:
        # A fixed quiz asks what its author wrote; a list in a lesson must not make it longer.
        offered = own or generated
        strata = (_all_of(offered),)
    else:
        earlier: list[Item] = []
        if module is not None and quiz.kind == "practice":
            wanted = EARLIER_FACTOR * _share(quiz.draw, quiz.from_earlier)
            earlier = _pick(supply.earlier_than(module), wanted, quiz.id)
        offered = [*own, *generated, *earlier]
        strata = _shares(quiz, own, generated, earlier)
    drawable = {full_id for row in strata for full_id in row.items}
    items = tuple(item for item in offered if item.full_id in drawable)
    salts = {item.bank: "" for item in items} | {quiz.id: bank_salt(quiz, published)}
    return _pool(course, quiz, module, strata, items, salts)


def _shares(
    quiz: Quiz, own: Sequence[Item], generated: Sequence[Item], earlier: Sequence[Item]
) -> tuple[PoolStratum, ...]:
    """Return the strata of a plain draw: own, generated and earlier items in their shares.

    Where own items are too few, generated and then earlier ones fill the draw.
    """
    draw = quiz.draw or 0
    sources = {"own": own, "recall": generated, "earlier": earlier}
    counts = {"earlier": min(_share(draw, quiz.from_earlier), len(earlier))}
    rest = draw - counts["earlier"]
    counts["recall"] = min(_share(draw, quiz.from_recall), len(generated), rest)
    if not quiz.from_recall and own:
        sources["recall"] = ()
    counts["own"] = min(rest - counts["recall"], len(own))
    for name in ("recall", "earlier"):
        missing = draw - sum(counts.values())
        counts[name] += max(0, min(missing, len(sources[name]) - counts[name]))
    return tuple(
        PoolStratum(counts[name], tuple(item.full_id for item in items))
        for name, items in sources.items()
        if counts[name]
    )


def _pool(
    course: Course,
    quiz: Quiz,
    module: Module | None,
    strata: tuple[PoolStratum, ...],
    items: tuple[Item, ...],
    salts: dict[str, str],
) -> Pool:
    score = course.mastery_score if quiz.mastery_score is None else quiz.mastery_score
    pool = Pool(
        quiz=quiz,
        mastery_score=None if quiz.id == CHECK_ID else score,
        module=module.id if module else None,
        items=items,
        strata=strata,
        salts=salts,
        version="",
    )
    return replace(pool, version=version(pool, course))


def _all_of(items: Sequence[Item]) -> PoolStratum:
    return PoolStratum(len(items), tuple(item.full_id for item in items))


def _share(draw: int, share: Fraction) -> int:
    """Return the nearest whole number of items, halves up."""
    return int(draw * share + Fraction(1, 2))


def _pick(items: Sequence[Item], count: int, seed: str) -> list[Item]:
    """Return `count` items that stay the same while the source does, in source order."""
    ranked = sorted(items, key=lambda item: text_digest(f"{seed}|{item.full_id}"))
    chosen = {item.full_id for item in ranked[:count]}
    return [item for item in items if item.full_id in chosen]


def _earlier_modules(course: Course, module: str) -> set[str]:
    """Return the modules that come before `module` on every path that holds it."""
    orders = [path.modules for path in course.paths if module in path.modules]
    orders = orders or [tuple(each.id for each in course.modules)]
    return set.intersection(*(set(order[: order.index(module)]) for order in orders))


def _private(item: Item) -> list[object]:
    options: Iterable[Markdown | None] = (
        option.feedback for option in getattr(item.interaction, "options", ())
    )
    return [
        item.full_id,
        key_of(item, ""),
        [feedback.text if feedback else None for feedback in options],
        item.rationale.text if item.rationale else None,
    ]
