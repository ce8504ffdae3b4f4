from __future__ import annotations

from dataclasses import replace

from tests.generating.builders import SPAN, course, item, module, quiz

from coursewright.generating.coverage import measure_coverage
from coursewright.model import Course, Fact, Framework, Knowledge, KnowledgeItem, Stratum


def fact(name: str) -> Fact:
    """Return a fact without a caveat."""
    return Fact(name, "point", f"Text of {name}.", None, SPAN)


def framework(name: str, parts: int, *, is_core: bool = True) -> Framework:
    """Return a framework whose elements have two facts each, with one fact around it."""
    elements = tuple(
        KnowledgeItem(
            f"{name}.{n}", f"Part {n}", (fact(f"{name}.{n}.f1"), fact(f"{name}.{n}.f2")), SPAN
        )
        for n in range(1, parts + 1)
    )
    return Framework(name, name, is_core, "s1", "1", elements, (fact(f"{name}.ctx.f1"),), SPAN)


def small() -> Course:
    """Return a course that covers k.1 in a lesson, asks k.2 half, and leaves k.3 out."""
    home = module("m01")
    home = replace(home, lessons=(replace(home.lessons[0], covers=("k.1", "k.1")),))
    practice = quiz("q", items=[replace(item("a"), evidence=("k.1.f1", "k.2.f2"))])
    record = replace(
        quiz("final", items=[replace(item("b", bank="final"), evidence=("k.1.f1", "k.ctx.f1"))]),
        kind="record",
        blueprint=(
            Stratum(1, None, None, "choice", SPAN),
            Stratum(1, None, None, "matching", SPAN),
        ),
    )
    value = course(modules=[home], quizzes=[practice, record])
    return replace(
        value,
        knowledge=Knowledge(frameworks=(framework("k", 3), framework("z", 1))),
        teaches=("k",),
    )


def test_each_element_knows_its_lessons_items_and_what_is_missing() -> None:
    """A covered element has no unseen fact; of others those count that an item rests on."""
    found = measure_coverage(small())
    first, second, third = found.frameworks[0].parts

    assert (len(first.lessons), first.practice, first.record, first.unseen) == (1, 1, 1, ())
    assert (second.lessons, second.practice, second.record) == ((), 1, 0)
    assert second.unseen == ("k.2.f1",)
    assert third.unseen == ("k.3.f1", "k.3.f2")
    assert found.frameworks[0].covered == 1
    assert found.items == 2


def test_frameworks_tell_whether_they_are_taught_and_what_is_said_around_them() -> None:
    """A framework outside `teaches` is listed as such; context facts are asked or not."""
    taught, other = measure_coverage(small()).frameworks

    assert (taught.is_taught, taught.context, taught.unasked_context) == (True, 1, ())
    assert (other.is_taught, other.unasked_context) == (False, ("z.ctx.f1",))


def test_rows_of_a_blueprint_tell_what_fits_them() -> None:
    """A row that nothing fits shows 0, whatever it asks for."""
    rows = measure_coverage(small()).rows

    assert [(row.type, row.drawn, row.available) for row in rows] == [
        ("choice", 1, 1),
        ("matching", 1, 0),
    ]
