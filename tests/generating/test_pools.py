from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.generating.builders import SPAN, choice, course, item, module, quiz, recall, with_quiz

from coursewright.generating import build_pools, check_pool, generate_items
from coursewright.generating.blueprint import deal, item_type
from coursewright.model import Published, Stratum

if TYPE_CHECKING:
    from coursewright.model import Course, Level, Pool, Scoring

ENTRIES: list[tuple[str, str | None]] = [
    ("Respond", "hear them out"),
    ("Empathise", "say that you understand"),
    ("Say sorry", "apologise once"),
    ("Own it", "make it yours"),
]


def two_modules(*, draw: int | None = 10, earlier: str = "0.2", recalled: str = "0.2") -> Course:
    """Return a course whose second module has recall material and a drawn quiz."""
    first = quiz("one", [item(f"a{n}", "one") for n in range(12)])
    second = quiz(
        "two",
        [item(f"b{n}", "two") for n in range(9)],
        draw=draw,
        from_earlier=earlier,
        from_recall=recalled,
    )
    final = quiz("final", [item(f"f{n}", "final") for n in range(3)], kind="record", draw=2)
    modules = [module("m01", "one"), module("m02", "two", [recall(ENTRIES)])]
    return course(modules, [first, second, final])


def pool_named(course_: Course, name: str) -> Pool:
    """Return one pool of a course."""
    return next(pool for pool in build_pools(course_, Published()) if pool.quiz.id == name)


def banks_of(pool: Pool, row: int) -> set[str]:
    """Return the banks a stratum draws from."""
    return {full_id.partition("/")[0] for full_id in pool.strata[row].items}


def test_a_draw_takes_its_shares() -> None:
    """Of ten items two are earlier ones, two generated, and six the bank's own."""
    course_ = two_modules()
    pool = pool_named(course_, "two")
    generated = {each.full_id for each in generate_items(course_)}

    assert [row.count for row in pool.strata] == [6, 2, 2]
    assert set(pool.strata[1].items) == generated
    assert banks_of(pool, 0) == {"two"}
    assert banks_of(pool, 2) == {"one"}
    assert len(pool.strata[2].items) == 6


def test_a_quiz_without_draw_asks_what_its_author_wrote() -> None:
    """One stratum with every item of the bank, and none that a list in a lesson adds."""
    pool = pool_named(two_modules(draw=None), "two")

    assert [row.count for row in pool.strata] == [9]
    assert {each.origin for each in pool.items} == {None}


def test_a_bank_without_items_lives_on_its_recall_material() -> None:
    """A module whose quiz has no authored items yet is asked its generated ones."""
    course_ = two_modules(draw=None)
    empty = with_quiz(course_, quiz("two"))
    pool = pool_named(empty, "two")

    assert {each.full_id for each in pool.items} == {e.full_id for e in generate_items(empty)}


def test_the_first_module_has_no_earlier_items() -> None:
    """Shares that have no source go to the bank's own items."""
    course_ = two_modules()
    drawn = replace(course_.quizzes[0], draw=5, from_earlier=Fraction(1, 5))
    pool = pool_named(with_quiz(course_, drawn), "one")

    assert [row.count for row in pool.strata] == [5]


def test_record_banks_keep_to_themselves() -> None:
    """A record bank offers nothing else, and no practice quiz draws from it."""
    pools = build_pools(two_modules(), Published())
    final = next(pool for pool in pools if pool.quiz.id == "final")

    assert {each.bank for each in final.items} == {"final"}
    assert all(each.bank != "final" for pool in pools if pool is not final for each in pool.items)
    assert final.salts["final"] != ""


@given(
    st.integers(1, 40),
    st.sampled_from(["0", "0.2", "0.5", "1"]),
    st.sampled_from(["0", "0.2", "0.5", "1"]),
)
def test_strata_can_always_be_drawn(draw: int, earlier: str, recalled: str) -> None:
    """No stratum asks for more than it has, and none shares an item."""
    pool = pool_named(two_modules(draw=draw, earlier=earlier, recalled=recalled), "two")
    listed = [full_id for row in pool.strata for full_id in row.items]

    assert len(listed) == len(set(listed))
    assert all(0 < row.count <= len(row.items) for row in pool.strata)
    assert {each.full_id for each in pool.items} == set(listed)
    assert sum(row.count for row in pool.strata) <= draw


def test_pools_are_pure() -> None:
    """The same course gives the same pools, versions included."""
    assert build_pools(two_modules(), Published()) == build_pools(two_modules(), Published())


def test_earlier_means_before_on_every_path() -> None:
    """What only one role has learned is not asked of another."""
    course_ = two_modules()
    other = replace(course_.paths[0], id="short", modules=("m02",))
    pool = pool_named(replace(course_, paths=(*course_.paths, other)), "two")

    assert all(each.bank == "two" for each in pool.items)


def test_check_pools_hold_the_named_items_in_order() -> None:
    """A check may name authored and generated items; all of them are asked."""
    names = ["two/letters~choice~2", "one/a3", "two/b1", "one/a3", "two/gone"]
    pool = check_pool(two_modules(), Published(), names)

    assert [each.full_id for each in pool.items] == names[:3]
    assert pool.strata[0].count == 3
    assert pool.mastery_score is None


def row(count: int, module_: str | None = None, level: Level | None = None) -> Stratum:
    """Return a blueprint row."""
    return Stratum(count, module_, level, None, SPAN)


def test_blueprints_deal_each_item_once() -> None:
    """A general row leaves the items that a special row needs."""
    items = [item(f"a{n}", objective="m01.o1") for n in range(3)]
    items += [item(f"b{n}", objective="m02.o1") for n in range(2)]
    course_ = course([module("m01", None), module("m02", None)])
    strata = deal(items, [row(3), row(2, "m02")], course_)

    assert [stratum.count for stratum in strata] == [3, 2]
    assert set(strata[1].items) == {"q/b0", "q/b1"}


@given(
    st.lists(st.integers(0, 3), max_size=12), st.lists(st.integers(1, 4), min_size=1, max_size=4)
)
def test_blueprint_strata_can_always_be_drawn(modules: list[int], counts: list[int]) -> None:
    """Whatever the bank holds, strata are disjoint and ask for no more than they have."""
    names = ["m01", "m02", "m03", "m04"]
    items = [item(f"i{n}", objective=f"{names[at]}.o1") for n, at in enumerate(modules)]
    rows = [row(count, names[at] if at else None) for at, count in enumerate(counts)]
    strata = deal(items, rows, course([module(name, None) for name in names]))
    listed = [full_id for stratum in strata for full_id in stratum.items]

    assert len(listed) == len(set(listed))
    assert all(0 < stratum.count <= len(stratum.items) for stratum in strata)


def test_short_rows_draw_what_they_have() -> None:
    """A blueprint that asks for more than the bank has gives a smaller draw, not a failure."""
    strata = deal(
        [item("a", objective="m01.o1")], [row(5, "m01"), row(2, "m02")], course([module()])
    )

    assert [(stratum.count, stratum.items) for stratum in strata] == [(1, ("q/a",))]


@pytest.mark.parametrize(
    ("scoring", "name"),
    [("single", "choice"), ("multiple", "multiple"), ("situation", "situation")],
)
def test_types_are_named_as_blueprints_name_them(scoring: Scoring, name: str) -> None:
    """Choices with one key, with several, and situations are different types of item."""
    each = item("a", interaction=replace(choice("a", "b"), scoring=scoring))

    assert item_type(each) == name
