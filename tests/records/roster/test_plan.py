from __future__ import annotations

from dataclasses import replace

import pytest
from tests.records.roster.test_golden import PATHS

from coursewright.diagnostics import CoursewrightError
from coursewright.records.people import Person
from coursewright.records.roster import (
    EnrolmentPlan,
    Roster,
    RosterOptions,
    plan_enrolment,
    read_roster,
    select_people,
)


def learner_of(employee_id: str) -> str:
    """Return a learner id that shows whose it is."""
    return f"p-{employee_id}"


def roster_of(*rows: str) -> Roster:
    """Return a roster from rows of `id,name,active`."""
    raw = "\n".join(("Employee ID,Name,Active", *rows)).encode()
    return read_roster(raw, RosterOptions())


def known(*ids: str, is_active: bool = True) -> list[Person]:
    """Return people as the ledger has them."""
    return [
        Person(learner_of(each), each, f"P{each}", language="en", is_active=is_active)
        for each in ids
    ]


def rows(*ids: str) -> list[str]:
    """Return rows for people exactly as `known` has them."""
    return [f"{each},P{each},yes" for each in ids]


def plan_of(roster: Roster, before: list[Person], **options: bool) -> EnrolmentPlan:
    """Return the plan of a roster."""
    return plan_enrolment(roster, before, learner_of, **options)


def test_the_first_roster_adds_everybody() -> None:
    """All are new; only the active ones need a link."""
    plan = plan_of(roster_of("1,Jane,yes", "2,Bob,no"), [])

    assert plan.change.added == ("1", "2")
    assert [each.learner for each in plan.newcomers] == ["p-1"]


def test_the_same_roster_again_changes_nobody() -> None:
    """Nothing is new, and nobody needs a link."""
    plan = plan_of(roster_of(*rows("1", "2")), known("1", "2"))

    assert plan.change.unchanged == ("1", "2")
    assert (plan.change.added, plan.change.changed, plan.newcomers) == ((), (), ())


def test_who_is_missing_has_left_and_who_returns_gets_a_link() -> None:
    """Missing or marked inactive is deactivated; active again is reactivated and new to links."""
    before = [*known("1", "2", "3"), *known("4", is_active=False)]
    plan = plan_of(roster_of(*rows("1", "4"), "2,P2,no"), before)

    assert plan.change.deactivated == ("2", "3")
    assert plan.change.reactivated == ("4",)
    assert [each.employee_id for each in plan.newcomers] == ["4"]


@pytest.mark.parametrize(
    ("before", "stay", "is_many"), [(10, 5, False), (10, 4, True), (6, 1, False), (6, 0, True)]
)
def test_more_than_half_and_more_than_a_few_is_many(
    before: int, stay: int, *, is_many: bool
) -> None:
    """Half of the people, or five of a small shop, may leave at once without a question."""
    ids = [str(n) for n in range(10, 10 + before)]
    plan = plan_of(roster_of(*rows(*ids[:stay]), "new,Eve,yes"), known(*ids))

    assert plan.has_many_leavers is is_many


def test_people_of_bad_rows_stay_as_they_are() -> None:
    """A row with a mistake does not make anybody a leaver."""
    plan = plan_of(roster_of(*rows("1"), "2,Bob,perhaps"), known("1", "2", "3"))

    assert plan.kept == ("2",)
    assert plan.change.deactivated == ("3",)
    assert {each.employee_id: each.name for each in plan.people}["2"] == "P2"


def test_rows_without_an_id_make_nobody_a_leaver() -> None:
    """When a row does not say whose it is, it could be anybody who is missing."""
    plan = plan_of(roster_of(*rows("1"), ",Bob,yes"), known("1", "2", "3"))

    assert plan.kept == ("2", "3")
    assert plan.change.deactivated == ()


def test_lost_zeros_are_noticed() -> None:
    """An id that is a known one without its zeros is a bad row, and its person stays."""
    plan = plan_of(roster_of(*rows("1", "00017"), "42,Cy,yes"), known("1", "00017", "0042"))

    assert [(each.row, each.severity) for each in plan.problems] == [(4, "error")]
    assert "0042" in plan.problems[0].message
    assert plan.kept == ("0042",)
    assert (plan.change.added, plan.change.deactivated) == ((), ())


def test_ids_that_both_exist_are_two_people() -> None:
    """When 42 and 0042 both stand in the roster, no zeros were lost."""
    plan = plan_of(roster_of(*rows("0042"), "42,Cy,yes"), known("0042"))

    assert plan.problems == ()
    assert plan.change.added == ("42",)


def test_a_partial_roster_touches_only_newcomers() -> None:
    """People who are known stay as they are, whatever the list of newcomers says or leaves out."""
    before = [*known("1", "2"), *known("3", is_active=False)]
    plan = plan_of(roster_of("1,Other,no", "3,Back,yes", "4,New,yes"), before, is_partial=True)

    assert (plan.change.added, plan.change.reactivated) == (("4",), ("3",))
    assert (plan.change.changed, plan.change.deactivated) == ((), ())
    assert {each.employee_id: each.name for each in plan.people}["1"] == "P1"


def test_newcomers_may_look_like_people_who_are_there() -> None:
    """A list of newcomers that names 00042 too has lost no zeros."""
    plan = plan_of(roster_of(*rows("00042"), "42,Cy,yes"), known("00042", "7"), is_partial=True)
    lost = plan_of(roster_of("42,Cy,yes"), known("00042", "7"), is_partial=True)

    assert (plan.problems, plan.change.added) == ((), ("42",))
    assert (len(lost.problems), lost.change.added) == (1, ())


def test_another_key_is_noticed() -> None:
    """With another learners.key everybody would lose their records, so nothing is done."""
    stranger = replace(known("1")[0], learner="p-other")

    with pytest.raises(CoursewrightError, match="not the one with which 1 was enrolled"):
        plan_of(roster_of(*rows("1")), [stranger])


def test_links_with_an_earlier_path_are_named() -> None:
    """Who changes path or language keeps a link that says the old one; a name is in no link."""
    before = [replace(each, path="core") for each in known("1", "2", "3")]
    raw = b"Employee ID,Name,Path,Language\n1,P1,sales,en\n2,P2,core,de\n3,Other,core,en\n"
    roster = read_roster(raw, RosterOptions(paths=PATHS))

    assert plan_of(roster, before).outdated == ("1", "2")


def test_people_are_selected_by_exact_id() -> None:
    """A lost link is replaced for the person named, and for nobody whose id looks alike."""
    people = [*known("01", "1"), *known("2", is_active=False)]

    assert [each.employee_id for each in select_people(people, ["01"])] == ["01"]
    for wrong in ("001", "2"):
        with pytest.raises(KeyError, match=wrong):
            select_people(people, [wrong])
