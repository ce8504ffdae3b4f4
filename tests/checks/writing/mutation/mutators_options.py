"""Plants one known flaw in the options of an item, or in their feedback."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tests.checks.writing.mutation.planting import (
    LENGTH,
    WORDS,
    Place,
    Plant,
    lowered,
    mutator,
    parts,
    reworded,
    told,
    with_options,
)

from coursewright.checks.support.phrases import has_phrase
from coursewright.checks.support.prose import plain
from coursewright.checks.support.wording import content_words, words_in

if TYPE_CHECKING:
    from coursewright.model import Quiz


@mutator("Q02", more=WORDS | {"Q17", "Q30"})
def _too_many(at: Place) -> Quiz | None:
    found = parts(at.item)
    if found is None:
        return None
    options, _, wrong = found
    fillers = ["Ask a friend at home", "Wait until next week", "Look at the weather", "Take a walk"]
    while len(options) < 5:
        new = told(reworded(options[wrong[0]], fillers.pop()), f"It does not help, {len(options)}.")
        options.append(replace(new, own="filler for the test"))
    return with_options(at.quiz, at.item, options)


def _replacing(texts: list[str]) -> Plant:
    def plant(at: Place) -> Quiz | None:
        found = parts(at.item)
        if found is None:
            return None
        options, _, wrong = found
        place = at.rng.choice(wrong)
        options[place] = reworded(options[place], at.rng.choice(texts))
        return with_options(at.quiz, at.item, options)

    return plant


mutator("Q03", "Q17", more=LENGTH | WORDS)(
    _replacing(["All of the above", "None of the above", "All of these"])
)
mutator("Q04", "Q17", more=LENGTH | WORDS)(
    _replacing(["A and C", "Both of these", "The first two", "1 and 3"])
)
mutator("Q27", "Q17", more=LENGTH | WORDS)(
    _replacing(["Call a superhero", "Ride home on a unicorn", "Wait for the aliens to help"])
)


@mutator("Q07", "Q18", "Q17", "B01", more=WORDS)
def _long_key(at: Place) -> Quiz | None:
    found = parts(at.item)
    if found is None:
        return None
    options, key, _ = found
    text = options[key].text.text.rstrip('."”')
    tails = [", and then look whether it has really helped", ", calmly, clearly and with a smile"]
    longest = max(len(plain(option.text.text)) for option in options)
    while len(text) < 1.3 * longest + 14:
        text += at.rng.choice(tails)
    options[key] = reworded(options[key], text)
    return with_options(at.quiz, at.item, options)


@mutator("Q08", "Q22", "Q13", "Q09", more=LENGTH | WORDS)
def _twins(at: Place) -> Quiz | None:
    found = parts(at.item)
    if found is None:
        return None
    options, _, wrong = found
    words = plain(options[wrong[0]].text.text).split()
    if len(words) < 4:
        return None
    text = " ".join([*words[2:], *words[:2]])
    options[wrong[1]] = reworded(options[wrong[1]], text[:1].upper() + text[1:])
    return with_options(at.quiz, at.item, options)


def _prefixing(places: str, words: list[str], unless: str = "") -> Plant:
    def plant(at: Place) -> Quiz | None:
        found = parts(at.item)
        if found is None:
            return None
        options, key, wrong = found
        # A word of the list that stands in the key already would make the flaw none.
        if has_phrase(plain(options[key].text.text), at.course.words["en"][unless]):
            return None
        chosen = {"key": [key], "wrong": wrong[:2], "all": [*range(len(options))]}[places]
        for place in chosen:
            text = options[place].text.text
            if not text[:1].isalpha():
                return None
            options[place] = reworded(options[place], f"{at.rng.choice(words)} {lowered(text)}")
        return with_options(at.quiz, at.item, options)

    return plant


mutator("Q09", "Q13", more=LENGTH)(
    _prefixing("wrong", ["Always", "Never", "In any case"], unless="absolutes")
)
mutator("Q10", "Q13", more=LENGTH)(_prefixing("key", ["Usually", "Often", "As a rule"]))
mutator("Q13", "Q22", "Q18", more=LENGTH)(_prefixing("all", ["You should try and"]))


@mutator("Q11", "Q07", "B01", "Q18")
def _clang(at: Place) -> Quiz | None:
    found = parts(at.item)
    words = at.course.words["en"]
    if found is None:
        return None
    options, key, _ = found
    rest = frozenset[str]().union(*(content_words(one.text.text, words) for one in options))
    free = sorted(content_words(plain(at.item.stem.text), words) - rest)
    if not free:
        return None
    text = options[key].text.text.rstrip('."”')
    options[key] = reworded(options[key], f"{text}, {at.rng.choice(free)}")
    return with_options(at.quiz, at.item, options)


@mutator("Q12", "Q22", "Q08", "Q11", "Q18", "Q13", more=LENGTH)
def _convergence(at: Place) -> Quiz | None:
    found = parts(at.item)
    if found is None:
        return None
    options, key, wrong = found
    halves = [plain(options[place].text.text).rstrip(".") for place in wrong[:2]]
    words = [content_words(half, at.course.words["en"]) for half in halves]
    if min(map(len, words)) < 3 or words[0] & words[1]:
        return None
    options[key] = reworded(options[key], f"{halves[0]}, {lowered(halves[1])}")
    return with_options(at.quiz, at.item, options)


@mutator("Q17")
def _form(at: Place) -> Quiz | None:
    found = parts(at.item)
    if found is None:
        return None
    options = found[0]
    texts = [option.text.text for option in options]
    if not all(text[0].isupper() and text[-1].isalnum() for text in texts):
        return None
    place = at.rng.randrange(len(options))
    text = texts[place]
    options[place] = reworded(
        options[place], f"{text}." if at.rng.random() < 0.5 else lowered(text)
    )
    return with_options(at.quiz, at.item, options)


@mutator("Q20")
def _same_feedback(at: Place) -> Quiz | None:
    found = parts(at.item)
    if found is None:
        return None
    options, _, wrong = found
    feedback = options[wrong[0]].feedback
    assert feedback is not None
    options[wrong[1]] = told(options[wrong[1]], feedback.text)
    return with_options(at.quiz, at.item, options)


@mutator("Q21", "Q14", "Q17", "Q08", more=LENGTH | WORDS)
def _numbers(at: Place) -> Quiz | None:
    found = parts(at.item, "single")
    if found is None:
        return None
    numbers = ["20 minutes", "5 minutes", "90 minutes", "45 minutes"]
    options = [reworded(option, numbers[i]) for i, option in enumerate(found[0][:4])]
    return with_options(at.quiz, at.item, options)


@mutator("Q22", "Q08", "Q13", "Q18", "Q17", more=LENGTH | WORDS)
def _contained(at: Place) -> Quiz | None:
    found = parts(at.item, "single")
    if found is None:
        return None
    options, _, wrong = found
    text = plain(options[wrong[0]].text.text).rstrip(".")
    if len(words_in(text)) < 3:
        return None
    options[wrong[1]] = reworded(options[wrong[1]], f"{text} and wait")
    return with_options(at.quiz, at.item, options)


# --- feedback -----------------------------------------------------------------------------------


def _feedback(texts: list[str], where: str = "wrong") -> Plant:
    def plant(at: Place) -> Quiz | None:
        found = parts(at.item)
        if found is None:
            return None
        options, key, wrong = found
        place = key if where == "key" else at.rng.choice(wrong)
        feedback = options[place].feedback
        assert feedback is not None
        text = at.rng.choice(texts).format(
            old=feedback.text, option=plain(options[place].text.text)
        )
        options[place] = told(options[place], text)
        return with_options(at.quiz, at.item, options)

    return plant


LONG_TAIL: Final = " Many people who work in service learn this late." * 6
mutator("Q19", "F03")(
    _feedback(["Wrong.", "No, that is not correct.", "Not quite. Sorry!", "False."])
)
mutator("F02", "F01")(
    _feedback(["Obviously not. {old}", "{old}" + LONG_TAIL, "{old} You failed here."])
)
mutator("F03")(_feedback(["No: {option}, that is not it at all."]))
mutator("F06", "F01")(_feedback(["{old} You are smart!", "You are a star. {old}"], "key"))
