"""Plants one known flaw in the stem of an item."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.checks.writing.mutation.planting import (
    LENGTH,
    WORDS,
    Place,
    Plant,
    changed,
    mutator,
    parts,
    reworded,
    with_options,
    with_stem,
)

from coursewright.checks.support.prose import page_blocks
from coursewright.checks.support.wording import words_in
from coursewright.model import Choice, FillIn

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from coursewright.model import Quiz


def _stem(change: Callable[[str, random.Random], str | None], *scorings: str) -> Plant:
    def plant(at: Place) -> Quiz | None:
        choice = at.item.interaction
        if not isinstance(choice, Choice) or choice.scoring not in scorings:
            return None
        text = change(at.item.stem.text, at.rng)
        return (
            None if text is None or text == at.item.stem.text else with_stem(at.quiz, at.item, text)
        )

    return plant


def _before_question(stem: str) -> str:
    head, mark, _ = stem.rpartition(". ")
    return head + mark


mutator("Q05", "Q24", "Q16", more=WORDS)(
    _stem(lambda s, _: f"{_before_question(s)}Which of these does not belong to it?", "single")
)
mutator("Q14", "Q16", more=WORDS)(
    _stem(
        lambda s, rng: rng.choice(["The golden rule?", s.rstrip("?.!:…") + " and"]),
        "single",
        "situation",
    )
)
mutator("Q15", "Q14", more=WORDS)(
    _stem(
        lambda s, rng: f"{_before_question(s)}What fits here is {rng.choice(['a', 'an'])}", "single"
    )
)
mutator("Q16", more=WORDS)(
    _stem(lambda s, _: s.replace(" **two**", "").replace(" **three**", ""), "multiple")
)
mutator("Q18", more=WORDS)(
    _stem(
        lambda s, _: "The week has been long, and it rains, and the lift is out of order. " * 6 + s,
        "single",
        "situation",
    )
)
mutator("Q28")(
    _stem(
        lambda s, rng: rng.choice(["As in question 2: ", "Think of the last question. "]) + s,
        "single",
        "situation",
    )
)


@mutator("Q06", "Q05", "Q24", "Q16", "Q17", more=LENGTH | WORDS)
def _double(at: Place) -> Quiz | None:
    found = parts(at.item, "single")
    if found is None:
        return None
    options, _, wrong = found
    options[wrong[0]] = reworded(options[wrong[0]], "Do not wait for the others")
    stem = f"{_before_question(at.item.stem.text)}Which of these does **NOT** belong to it?"
    spoilt = with_options(at.quiz, at.item, options)
    [new] = [one for one in spoilt.items if one.id == at.item.id]
    return with_stem(spoilt, new, stem)


@mutator("Q23", "Q14", "Q18", "Q05", "Q06", more=WORDS)
def _copied(at: Place) -> Quiz | None:
    if parts(at.item) is None:
        return None
    lesson = at.rng.choice([lesson for module in at.course.modules for lesson in module.lessons])
    blocks = [one for one in page_blocks(lesson.page) if one.kind == "paragraph"]
    sentences = [
        one for block in blocks for one in block.text.split(". ") if len(words_in(one)) > 8
    ]
    return (
        with_stem(at.quiz, at.item, f"{at.rng.choice(sentences)}: is that so?")
        if sentences
        else None
    )


@mutator("Q24", "Q14", "C01", more=WORDS)
def _opinion(at: Place) -> Quiz | None:
    if parts(at.item, "single") is None:
        return None
    stem = at.rng.choice(["What is the best way to do it?", "What should people do in a shop?"])
    body = None
    return changed(at.quiz, at.item, evidence=(), body=body, stem=replace(at.item.stem, text=stem))


@mutator("Q25", "B06")
def _true_false(at: Place) -> Quiz | None:
    found = parts(at.item)
    if found is None or at.quiz.kind != "record":
        return None
    options, key, wrong = found
    pair = (reworded(options[key], "True"), reworded(options[wrong[0]], "False"))
    return changed(at.quiz, at.item, interaction=Choice(pair, "true-false"))


@mutator("Q26", "Q14")
def _early(at: Place) -> Quiz | None:
    if not isinstance(at.item.interaction, FillIn) or len(at.item.interaction.blanks) != 1:
        return None
    if "[[#1]]" not in at.item.stem.text or len(at.item.stem.text.split()) < 6:
        return None
    rest = at.item.stem.text.replace("[[#1]]", "it")
    return with_stem(at.quiz, at.item, f"[[#1]] is what fits here: {rest}")
