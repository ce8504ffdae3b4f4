"""Courses, banks and items made from a few words, for tests that need no files."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from coursewright.diagnostics import Span
from coursewright.model import (
    Certificate,
    Choice,
    Course,
    Heading,
    Item,
    Knowledge,
    Lesson,
    Markdown,
    Module,
    Objective,
    Option,
    PageSource,
    Path,
    Quiz,
    Recall,
    RecallEntry,
    Retired,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.model import Interaction, RecallKind

SPAN = Span("quizzes/q.md")


def markdown(text: str) -> Markdown:
    """Return Markdown at no particular place."""
    return Markdown(text, SPAN)


def option(text: str, credit: str = "0", feedback: str = "Because.") -> Option:
    """Return an option with its credit as text."""
    return Option(markdown(text), Fraction(credit), markdown(feedback), None, SPAN)


def choice(*texts: str, key: int = 0) -> Choice:
    """Return a choice with one key."""
    credits_ = ["1" if at == key else "0" for at in range(len(texts))]
    return Choice(tuple(map(option, texts, credits_)), "single")


def item(
    item_id: str,
    bank: str = "q",
    interaction: Interaction | None = None,
    objective: str | None = None,
) -> Item:
    """Return an authored item; by default a choice of two."""
    return Item(
        id=item_id,
        bank=bank,
        interaction=interaction or choice("Right", "Wrong"),
        stem=markdown(f"Stem of {item_id}"),
        body=None,
        objective=objective,
        evidence=(),
        points=1,
        revision=1,
        is_shuffled=True,
        hint=None,
        rationale=None,
        origin=None,
        span=SPAN,
    )


def quiz(
    quiz_id: str = "q",
    items: Sequence[Item] = (),
    *,
    kind: str = "practice",
    draw: int | None = None,
    from_earlier: str = "0",
    from_recall: str = "0",
    retired: Sequence[str] = (),
) -> Quiz:
    """Return a bank."""
    return Quiz(
        id=quiz_id,
        title=quiz_id.title(),
        kind="record" if kind == "record" else "practice",
        mastery_score=Fraction(4, 5),
        draw=draw,
        blueprint=(),
        attempts=None,
        from_earlier=Fraction(from_earlier),
        from_recall=Fraction(from_recall),
        reveal=False,
        items=tuple(items),
        retired=tuple(Retired(old, SPAN) for old in retired),
        intro=None,
        path=f"quizzes/{quiz_id}.md",
        span=SPAN,
    )


def recall(
    entries: Sequence[tuple[str, str | None]],
    kinds: Sequence[RecallKind] = ("sequencing", "matching", "fill-in", "choice"),
    *,
    recall_id: str = "letters",
    is_ordered: bool = True,
) -> Recall:
    """Return recall material from (term, meaning) pairs."""
    return Recall(
        id=recall_id,
        kinds=tuple(kinds),
        entries=tuple(
            RecallEntry(markdown(term), None if meaning is None else markdown(meaning))
            for term, meaning in entries
        ),
        is_ordered=is_ordered,
        objective="m01.o1",
        evidence=("letters.1.f1",),
        lesson="first",
        module="m01",
        first_line=5,
        last_line=9,
        span=Span("modules/01-one/01-first.md", 5),
    )


def page(recalls: Sequence[Recall] = (), headings: Sequence[tuple[int, str]] = ()) -> PageSource:
    """Return a page; headings are (line, text)."""
    path = "modules/01-one/01-first.md"
    return PageSource(
        path=path,
        body="",
        first_line=1,
        headings=tuple(Heading(2, text, text.lower(), Span(path, at)) for at, text in headings),
        links=(),
        checks=(),
        recalls=tuple(recalls),
        anchors=(),
    )


def module(
    module_id: str = "m01",
    quiz_id: str | None = "q",
    recalls: Sequence[Recall] = (),
    headings: Sequence[tuple[int, str]] = (),
) -> Module:
    """Return a module with one lesson, `First lesson`, that holds the recall material."""
    lesson = Lesson(
        id="first",
        title="First lesson",
        objectives=(),
        covers=(),
        minutes=5,
        aliases=(),
        page=page(recalls, headings),
        slug="first",
        span=SPAN,
    )
    return Module(
        id=module_id,
        title=f"Module {module_id}",
        objectives=(Objective(f"{module_id}.o1", "name", "remember", "Name it", (), SPAN),),
        quiz=quiz_id,
        quiz_minutes=5,
        aliases=(),
        lessons=(lesson,),
        page=page(),
        slug=module_id,
        summary="",
        span=SPAN,
    )


def course(modules: Sequence[Module] = (), quizzes: Sequence[Quiz] = ()) -> Course:
    """Return a course whose only path takes all modules in order."""
    return Course(
        id="https://example.org/course",
        title="A course",
        subtitle="",
        language="en",
        languages=("en",),
        mastery_score=Fraction(4, 5),
        paths=(Path("core", "Core", tuple(each.id for each in modules), SPAN),),
        assessment=None,
        attestation="I did this myself.",
        certificate=Certificate(None, "Training"),
        recertify_months=None,
        intake=None,
        teaches=(),
        modules=tuple(modules),
        quizzes=tuple(quizzes),
        pages=(),
        assets=(),
        knowledge=Knowledge(),
        span=SPAN,
    )


def with_quiz(course_: Course, changed: Quiz) -> Course:
    """Return the course with one bank replaced."""
    quizzes = tuple(changed if each.id == changed.id else each for each in course_.quizzes)
    return replace(course_, quizzes=quizzes)
