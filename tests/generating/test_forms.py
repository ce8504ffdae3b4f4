from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.generating.builders import SPAN, choice, course, item, markdown, option, quiz

from coursewright.generating import build_pools
from coursewright.generating.forms import (
    bank_file,
    item_hash,
    key_digest,
    key_form,
    key_of,
    part_digests,
    public_form,
    public_ids,
    version,
)
from coursewright.generating.pools import bank_salt
from coursewright.model import (
    Choice,
    FillIn,
    Likert,
    LongFillIn,
    Matching,
    NumberBlank,
    Option,
    Pair,
    Published,
    Sequencing,
    TextBlank,
)
from coursewright.records.grading import grade_item

if TYPE_CHECKING:
    from coursewright.model import Interaction, Item, Pool

CANARY = "canary-7f3a"
TEXTS = [markdown(text) for text in ("one", "two", "three", "four")]
INTERACTIONS: dict[str, Interaction] = {
    "choice": choice("Right", "Wrong", "Also wrong"),
    "multiple": Choice((option("a", "1"), option("b", "0"), option("c", "1")), "multiple"),
    "situation": Choice((option("a", "1"), option("b", "1/2"), option("c")), "situation"),
    "true-false": Choice((option("True", "1"), option("False")), "true-false"),
    "sequencing": Sequencing(tuple(TEXTS)),
    "matching": Matching(
        (Pair(TEXTS[0], TEXTS[1]), Pair(TEXTS[1], TEXTS[2]), Pair(TEXTS[2], TEXTS[3])),
        (TEXTS[0],),
    ),
    "fill-in": FillIn((TextBlank((CANARY, "other"), is_exact=False, span=SPAN),)),
    "numeric": FillIn((NumberBlank(Fraction("19.5"), Fraction(21), "20", SPAN),)),
    "likert": Likert((TEXTS[0], TEXTS[1]), ("never", "sometimes", "always")),
    "long-fill-in": LongFillIn(markdown(CANARY)),
}


def pool_of(*items: Item, kind: str = "practice") -> Pool:
    """Return the only pool of a course with one bank."""
    (pool,) = build_pools(course(quizzes=[quiz(items=items, kind=kind)]), Published())
    return pool


def right_response(each: Item, salt: str) -> object:
    """Return the response that the key of an item stands for."""
    key = key_of(each, salt)
    assert key is not None
    if "credits" in key:
        return max(key["credits"], key=lambda option: Fraction(key["credits"][option]))
    if "pairs" in key:
        return sorted([source, target] for source, target in key["pairs"].items())
    if "blanks" in key:
        return [blank.get("low") or blank["accepted"][0] for blank in key["blanks"]]
    return key.get("key") or key["order"]


@pytest.mark.parametrize("name", sorted(INTERACTIONS))
@pytest.mark.parametrize("salt", ["", "a secret"])
def test_the_key_earns_everything(name: str, salt: str) -> None:
    """Public form, key form and grading agree on every interaction, with and without salt."""
    each = item("x", interaction=INTERACTIONS[name])
    pool = replace(pool_of(each), salts={"q": salt})
    spec = public_form(pool, course())["items"]["q/x"]
    key = key_form(pool, course())["q/x"]

    if not each.is_scored:
        assert key is None
    else:
        assert grade_item(spec, key, right_response(each, salt)) == 1


@pytest.mark.parametrize("name", sorted(INTERACTIONS))
def test_public_forms_have_the_parts_and_no_more(name: str) -> None:
    """The public form is JSON without floats, texts, keys, or the order of the source."""
    each = item("x", interaction=INTERACTIONS[name])
    text = json.dumps(public_form(pool_of(each), course()))

    assert CANARY not in text
    assert "Right" not in text
    assert "key" not in text
    assert "credits" not in text


@given(st.text(min_size=1, max_size=8), st.integers(2, 40), st.text(max_size=6))
def test_public_ids_are_a_salted_permutation(item_id: str, count: int, salt: str) -> None:
    """Ids are distinct letters, the same for the same salt, whatever the texts say."""
    each = item(item_id, interaction=choice(*map(str, range(count))))
    ids = public_ids(each, salt)
    renamed = item(item_id, interaction=choice(*(f"text {n}" for n in range(count))))

    assert len(set(ids)) == count
    assert set(ids[:1]) <= {*"abcdefghijklmnopqrstuvwxyz"} | {f"a{x}" for x in "abcdefghijklmn"}
    assert public_ids(renamed, salt) == ids


def test_another_salt_gives_other_ids() -> None:
    """Who does not know the salt cannot tell which option came first in the source."""
    each = item("x", interaction=choice(*"abcdefgh"))

    assert len({public_ids(each, f"salt {n}") for n in range(20)}) > 15


def test_the_first_letter_tells_nothing_about_the_key() -> None:
    """Authors often put the key first; its letter is still evenly spread over items."""
    letters = [
        public_ids(item(f"item-{n}", interaction=choice(*"abcd")), "")[0] for n in range(400)
    ]

    assert all(60 < letters.count(letter) < 140 for letter in "abcd")


BASE = item("x", interaction=choice("Right", "Wrong"))
KEEP = {
    "stem": replace(BASE, stem=markdown("A mended typo")),
    "option text": replace(BASE, interaction=choice("Right!", "Wrong")),
    "key": replace(BASE, interaction=choice("Right", "Wrong", key=1)),
    "objective": replace(BASE, objective="m02.o1"),
}
CHANGE = {
    "revision": replace(BASE, revision=2),
    "options": replace(BASE, interaction=choice("Right", "Wrong", "Third")),
    "scoring": replace(BASE, interaction=Choice((option("a", "1"), option("b")), "true-false")),
    "bank": replace(BASE, bank="r"),
}


@pytest.mark.parametrize("name", sorted(KEEP))
def test_item_hashes_survive_edits_of_texts(name: str) -> None:
    """A typo keeps a learner's progress; an author who changes the meaning raises the revision."""
    assert item_hash(KEEP[name]) == item_hash(BASE)


@pytest.mark.parametrize("name", sorted(CHANGE))
def test_item_hashes_change_with_the_form(name: str) -> None:
    """Another revision, number of options or kind of scoring asks again."""
    assert item_hash(CHANGE[name]) != item_hash(BASE)


def test_item_hashes_never_change_between_releases() -> None:
    """Learners' progress hangs on these digits: a new value here is a migration for them."""
    assert item_hash(BASE) == "060cab995fc6"


def test_versions_follow_the_public_text() -> None:
    """Every edit a learner can see makes a new version; an edit of a key does not leak as one."""
    base = pool_of(BASE).version

    assert len(base) == 32
    assert pool_of(KEEP["stem"]).version != base
    assert pool_of(KEEP["option text"]).version != base
    assert pool_of(CHANGE["revision"]).version != base
    assert pool_of(KEEP["key"]).version == base
    assert version(pool_of(BASE), course()) == base


def test_bank_files_hold_what_grading_needs() -> None:
    """The archived bank repeats the public specs and adds the keys."""
    pool = pool_of(BASE)
    bank = bank_file(pool, course())
    form = public_form(pool, course())

    for full_id, spec in bank["items"].items():
        assert form["items"][full_id].items() <= spec.items()
        assert spec["key"] == key_form(pool, course())[full_id]
    assert bank["version"] == form["version"]
    assert bank["mastery_score"] == form["masteryScore"] == "0.8"
    json.dumps(bank)


def secret_item(each: Item) -> Item:
    """Return an item whose feedback and rationale carry the canary."""
    interaction = each.interaction
    options = tuple(
        Option(text.text, text.credit, markdown(CANARY), CANARY, SPAN)
        for text in (interaction.options if isinstance(interaction, Choice) else ())
    )
    if isinstance(interaction, Choice):
        interaction = replace(interaction, options=options)
    return replace(
        each, interaction=interaction, rationale=markdown(CANARY), evidence=(CANARY,), hint=None
    )


def test_no_secret_of_a_record_bank_is_in_its_public_form() -> None:
    """A canary in every key, feedback, rationale, evidence and misconception does not come out."""
    items = [
        secret_item(item(name, interaction=interaction))
        for name, interaction in INTERACTIONS.items()
    ]
    pool = pool_of(*items, kind="record")

    assert CANARY in json.dumps(bank_file(pool, course()))
    assert CANARY not in json.dumps(public_form(pool, course()))


def test_an_unarchived_record_bank_is_salted_by_its_secrets() -> None:
    """Before the first archive, the salt depends on what only the source knows."""
    bank = quiz(items=[BASE], kind="record")
    other = quiz(items=[secret_item(BASE)], kind="record")

    assert bank_salt(bank, Published()) != bank_salt(other, Published())
    assert bank_salt(quiz(items=[BASE]), Published()) == ""


def test_digests_notice_keys_and_order() -> None:
    """A changed key and a changed order of options leave traces for the checks."""
    swapped = replace(BASE, interaction=choice("Wrong", "Right", key=1))

    assert key_digest(KEEP["key"]) != key_digest(BASE)
    assert key_digest(KEEP["option text"]) == key_digest(BASE)
    assert part_digests(swapped) == part_digests(BASE)[::-1]
