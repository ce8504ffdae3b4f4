"""Plants one known flaw in what an item rests on, in whom it is about, or in what a bank draws."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from tests.checks.writing.mutation.planting import (
    LENGTH,
    WORDS,
    Place,
    changed,
    mutator,
    parts,
    reworded,
    told,
    with_options,
    with_stem,
)

from coursewright.checks.support.prose import plain
from coursewright.checks.support.wording import content_words
from coursewright.model import Choice, Markdown, Sequencing

if TYPE_CHECKING:
    from coursewright.model import Quiz

PREJUDICES: Final = (
    "A guest is loud, because he is an old man. ",
    "A typical German complains about the price. ",
    "She cannot find the page, as an elderly person naturally does not. ",
)
DEFINITIONS: Final = (
    "The score is the share of promoters minus the share of detractors.",
    "It runs from -100 to +100.",
    "Take the promoters minus the detractors.",
)


@mutator("Q29", "Q18", "Q14", more=WORDS)
def _prejudice(at: Place) -> Quiz | None:
    if parts(at.item) is None:
        return None
    return with_stem(at.quiz, at.item, at.rng.choice(PREJUDICES) + at.item.stem.text)


@mutator("Q31", "Q18")
def _telling(at: Place) -> Quiz | None:
    found = parts(at.item)
    if found is None:
        return None
    options, key, _ = found
    text = plain(options[key].text.text)
    if len(content_words(text, at.course.words["en"])) < 2:
        return None
    alt = f"{at.rng.choice(['A drawing of this', 'Somebody says'])}: {text}"
    picture = Markdown(f"![{alt}](desk.svg)", at.item.stem.span)
    return changed(at.quiz, at.item, body=picture)


@mutator("F01")
def _other_verdict(at: Place) -> Quiz | None:
    found = parts(at.item)
    if found is None:
        return None
    options, key, wrong = found
    place, said, late = at.rng.choice(
        [(wrong[0], "Right. ", ""), (key, "Not quite. ", ""), (wrong[0], "", " No, not quite.")]
    )
    feedback = options[place].feedback
    assert feedback is not None
    head, mark, rest = feedback.text.partition(". ")
    reason = rest if mark and len(head.split()) <= 2 else feedback.text
    options[place] = told(options[place], f"{said}{reason}{late}")
    return with_options(at.quiz, at.item, options)


@mutator("F05", "B06")
def _no_objective(at: Place) -> Quiz | None:
    if at.quiz.kind != "record":
        return None
    return changed(at.quiz, at.item, objective=None)


@mutator("C01", "Q24")
def _no_evidence(at: Place) -> Quiz | None:
    return changed(at.quiz, at.item, evidence=()) if at.item.is_scored else None


@mutator("G02", more=LENGTH | WORDS)
def _doubtful(at: Place) -> Quiz | None:
    found = parts(at.item)
    if found is None:
        return None
    options, key, _ = found
    text = plain(options[key].text.text).rstrip('."”')
    options[key] = reworded(options[key], f"{text}, and returned goods")
    spoilt = with_options(at.quiz, at.item, options)
    [new] = [one for one in spoilt.items if one.id == at.item.id]
    return changed(spoilt, new, evidence=("diagnosis.18.f1",))


@mutator("G03", "F02", "Q18", "F03", more=WORDS)
def _from_elsewhere(at: Place) -> Quiz | None:
    found = parts(at.item)
    if found is None:
        return None
    options, key, wrong = found
    place = at.rng.choice([key, *wrong])
    feedback = options[place].feedback
    assert feedback is not None
    options[place] = told(options[place], f"{feedback.text} {at.rng.choice(DEFINITIONS)}")
    return with_options(at.quiz, at.item, options)


@mutator("G04", "Q17", "Q18", "Q08", more=LENGTH | WORDS)
def _twin(at: Place) -> Quiz | None:
    found = parts(at.item)
    twins = {"goldenrule.01.f2": "goldenrule.02.f1", "goldenrule.02.f1": "goldenrule.01.f2"}
    known = [twins[name] for name in at.item.evidence if name in twins]
    if found is None or not known:
        return None
    facts = {
        fact.id: fact.text
        for framework in at.course.knowledge.frameworks
        for item in framework.items
        for fact in item.facts
    }
    options, _, wrong = found
    place = at.rng.choice(wrong)
    options[place] = reworded(options[place], facts[at.rng.choice(known)].rstrip("."))
    return with_options(at.quiz, at.item, options)


@mutator("G05", "Q14", more=WORDS)
def _order_of_life(at: Place) -> Quiz | None:
    if not isinstance(at.item.interaction, Sequencing) or "resolved." not in at.item.evidence[0]:
        return None
    stems = ["Put the steps in order.", "What do you do first, second, third? Sort the acts."]
    return with_stem(at.quiz, at.item, at.rng.choice(stems))


@mutator("B06")
def _draws_much(at: Place) -> Quiz | None:
    if at.quiz.blueprint:
        row = at.rng.choice(at.quiz.blueprint)
        rows = tuple(
            replace(one, count=one.count * 2) if one is row else one for one in at.quiz.blueprint
        )
        return replace(at.quiz, blueprint=rows)
    return replace(at.quiz, draw=len(at.quiz.items)) if at.quiz.draw else None


@mutator("B10")
def _nothing_earlier(at: Place) -> Quiz | None:
    if not at.quiz.from_earlier:
        return None
    share = at.rng.choice([Fraction(0), Fraction(1, 10), Fraction(1, 2)])
    return replace(at.quiz, from_earlier=share)


@mutator("B11", "Q16", "F01")
def _all_keys(at: Place) -> Quiz | None:
    several = [
        one
        for one in at.quiz.items
        if isinstance(one.interaction, Choice) and one.interaction.scoring == "multiple"
    ]
    if len(several) < 3:
        return None
    quiz = at.quiz
    for one in several:
        assert isinstance(one.interaction, Choice)
        first, *rest = one.interaction.options
        options = [replace(first, credit=Fraction(0))]
        options += [replace(option, credit=Fraction(1)) for option in rest]
        quiz = with_options(quiz, one, options)
    return quiz
