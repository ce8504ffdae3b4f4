from __future__ import annotations

import json
from dataclasses import replace

from tests.generating.builders import course, item, markdown, module, quiz, recall, with_quiz

from coursewright.generating import build_pools
from coursewright.generating.published import (
    PUBLISHED_PATH,
    archive_path,
    plan_archive,
    published_state,
    to_json,
)
from coursewright.model import Published

PRACTICE = quiz("one", [item("a", "one"), item("b", "one")])
FINAL = quiz("final", [item("x", "final")], kind="record")
COURSE = course([module("m01", "one")], [PRACTICE, FINAL])


def archived(previous: Published | None = None) -> Published:
    """Return the state after archiving the sample course."""
    before = previous or Published()
    return published_state(COURSE, build_pools(COURSE, before), before, lambda: "secret")


def test_archived_versions_are_the_ones_pages_will_show() -> None:
    """Pools built with the new state carry exactly the archived versions, salts included."""
    plan = plan_archive(COURSE, Published())
    state = archived()
    pools = build_pools(COURSE, state)

    assert {archive_path(p.quiz.id, p.version) for p in pools if p.quiz.kind == "practice"} <= set(
        plan.files
    )
    for pool in pools:
        assert state.quizzes[pool.quiz.id].versions == (pool.version,)
    assert plan.new_salts == ("final",)


def test_secrets_are_random_and_kept() -> None:
    """A record bank gets its salt once; practice banks have none."""
    first, second = plan_archive(COURSE, Published()), plan_archive(COURSE, Published())
    salts = [
        json.loads(plan.files[PUBLISHED_PATH])["quizzes"]["final"]["salt"]
        for plan in (first, second)
    ]
    state = archived()

    assert len(salts[0]) == 32
    assert salts[0] != salts[1]
    assert archived(state) == state
    assert state.quizzes["one"].salt == ""


def test_versions_are_only_ever_added() -> None:
    """An edit adds a version; undoing it adds none; nothing is forgotten."""
    state = archived()
    changed = with_quiz(
        COURSE,
        replace(PRACTICE, items=(replace(PRACTICE.items[0], stem=markdown("New")),)),
    )
    edited = published_state(changed, build_pools(changed, state), state)
    undone = published_state(COURSE, build_pools(COURSE, edited), edited)

    assert len(edited.quizzes["one"].versions) == 2
    assert edited.quizzes["one"].versions[0] == state.quizzes["one"].versions[0]
    assert undone.quizzes["one"].versions == edited.quizzes["one"].versions
    assert set(edited.quizzes["one"].items) == {"a", "b"}


def test_a_quiz_that_left_the_course_is_remembered() -> None:
    """Records of a removed quiz may still arrive, so its versions stay."""
    state = archived()
    rest = course(quizzes=[PRACTICE])

    assert published_state(rest, build_pools(rest, state), state).quizzes.keys() == {"one", "final"}


def test_generated_items_are_not_remembered() -> None:
    """Their ids come and go with a list; nobody should have to retire them by hand."""
    with_recall = course(
        [module("m01", "one", [recall([("A", "b"), ("C", "d"), ("E", "f")])])],
        [replace(PRACTICE, draw=3, from_recall=PRACTICE.from_recall + 1)],
    )
    pools = build_pools(with_recall, Published())
    state = published_state(with_recall, pools, Published())

    assert any(each.origin for each in pools[0].items)
    assert set(state.quizzes["one"].items) == {"a", "b"}


def test_nothing_new_writes_nothing_new() -> None:
    """Archiving an unchanged course plans the same bytes and names no new version."""
    state = archived()
    plan = plan_archive(COURSE, state)

    assert plan.new_versions == ()
    assert plan.new_salts == ()
    assert json.loads(plan.files[PUBLISHED_PATH]) == to_json(state)
