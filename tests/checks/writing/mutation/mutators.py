"""Plants one known flaw in an item or a bank. One function for each rule.

A mutator gets a bank, one of its items and a seeded source of chance; it returns the spoilt bank,
or None where the flaw does not fit the item. `also` names rules that may rightly speak up as well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from coursewright.checks.support.prose import page_blocks, plain
from coursewright.checks.support.wording import content_words, words_in
from coursewright.model import Choice, FillIn

if TYPE_CHECKING:
    import random

    from coursewright.model import Course, Item, Option, Quiz


@dataclass(frozen=True)
class Place:
    """Where a flaw may be planted."""

    course: Course
    quiz: Quiz
    item: Item
    rng: random.Random


Plant = Callable[[Place], "Quiz | None"]
LENGTH: Final = frozenset({"Q07", "B01"})
"""Any new length of an option may make the key stand out."""
WORDS: Final = frozenset({"Q11", "Q12"})
"""Any new words may give the key away."""


@dataclass(frozen=True)
class Mutator:
    """How to plant the flaw of one rule."""

    plant: Plant
    also: frozenset[str] = frozenset()


MUTATORS: Final[dict[str, Mutator]] = {}


def mutator(code: str, *also: str, more: frozenset[str] = frozenset()) -> Callable[[Plant], Plant]:
    """Register a function as the mutator of a rule."""

    def register(plant: Plant) -> Plant:
        MUTATORS[code] = Mutator(plant, frozenset(also) | more)
        return plant

    return register


# --- small edits --------------------------------------------------------------------------------


def changed(quiz: Quiz, item: Item, **fields: Any) -> Quiz:
    """Return the bank with other fields of one item."""
    new = replace(item, **fields)
    return replace(quiz, items=tuple(new if one is item else one for one in quiz.items))


def with_stem(quiz: Quiz, item: Item, text: str) -> Quiz:
    """Return the bank with another stem of one item."""
    return changed(quiz, item, stem=replace(item.stem, text=text))


def with_options(quiz: Quiz, item: Item, options: list[Option]) -> Quiz:
    """Return the bank with other options of one item."""
    return changed(quiz, item, interaction=replace(item.interaction, options=tuple(options)))


def reworded(option: Option, text: str) -> Option:
    """Return an option with another text."""
    return replace(option, text=replace(option.text, text=text))


def told(option: Option, text: str) -> Option:
    """Return an option with another feedback."""
    assert option.feedback is not None
    return replace(option, feedback=replace(option.feedback, text=text))


def parts(item: Item, *scorings: str) -> tuple[list[Option], int, list[int]] | None:
    """Return options, the place of the key and those of the distractors of a one-key choice."""
    choice = item.interaction
    wanted = scorings or ("single", "situation")
    if not isinstance(choice, Choice) or choice.scoring not in wanted:
        return None
    keys = [i for i, option in enumerate(choice.options) if option.credit == 1]
    wrong = [i for i, option in enumerate(choice.options) if option.credit == 0]
    if len(keys) != 1 or len(wrong) < 2 or any(one.feedback is None for one in choice.options):
        return None
    return list(choice.options), keys[0], wrong


def lowered(text: str) -> str:
    """Return a text that can stand in the middle of a sentence."""
    return text[:1].lower() + text[1:]


# --- options ------------------------------------------------------------------------------------


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


@mutator("Q08", "Q22", "Q13", more=LENGTH | WORDS)
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


def _prefixing(places: str, words: list[str]) -> Plant:
    def plant(at: Place) -> Quiz | None:
        found = parts(at.item)
        if found is None:
            return None
        options, key, wrong = found
        chosen = {"key": [key], "wrong": wrong[:2], "all": [*range(len(options))]}[places]
        for place in chosen:
            text = options[place].text.text
            if not text[:1].isalpha():
                return None
            options[place] = reworded(options[place], f"{at.rng.choice(words)} {lowered(text)}")
        return with_options(at.quiz, at.item, options)

    return plant


mutator("Q09", "Q13", more=LENGTH)(_prefixing("wrong", ["Always", "Never", "In any case"]))
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
mutator("F02")(_feedback(["Obviously not. {old}", "{old}" + LONG_TAIL, "{old} You failed here."]))
mutator("F03")(_feedback(["No: {option}, that is not it at all."]))
mutator("F06")(_feedback(["{old} You are smart!", "You are a star. {old}"], "key"))


# --- stems --------------------------------------------------------------------------------------


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


@mutator("Q23", "Q14", "Q18", more=WORDS)
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


@mutator("Q24", "Q14", more=WORDS)
def _opinion(at: Place) -> Quiz | None:
    if parts(at.item, "single") is None:
        return None
    stem = at.rng.choice(["What is the best way to do it?", "What should people do in a shop?"])
    body = None
    return changed(at.quiz, at.item, evidence=(), body=body, stem=replace(at.item.stem, text=stem))


@mutator("Q25")
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


# --- banks --------------------------------------------------------------------------------------


def _every(quiz: Quiz, change: Callable[[Item, list[Option], int, list[int]], Item]) -> Quiz:
    items = [one if (found := parts(one)) is None else change(one, *found) for one in quiz.items]
    return replace(quiz, items=tuple(items))


def _options_of(item: Item, options: list[Option]) -> Item:
    return replace(item, interaction=replace(item.interaction, options=tuple(options)))


@mutator("B01", "Q07", "Q17", "Q18", more=WORDS)
def _long_keys(at: Place) -> Quiz | None:
    def longer(one: Item, options: list[Option], key: int, wrong: list[int]) -> Item:
        text = options[key].text.text.rstrip('."”')
        longest = max(len(plain(options[place].text.text)) for place in wrong)
        while len(plain(text)) < 1.12 * longest:
            text += " now"
        options[key] = reworded(options[key], text)
        return _options_of(one, options)

    return (
        _every(at.quiz, longer)
        if sum(parts(one) is not None for one in at.quiz.items) >= 10
        else None
    )


@mutator("B02", "Q21")
def _one_place(at: Place) -> Quiz | None:
    def first(one: Item, options: list[Option], key: int, _wrong: list[int]) -> Item:
        options.insert(0, options.pop(key))
        return replace(_options_of(one, options), is_shuffled=False)

    single = [one for one in at.quiz.items if parts(one, "single")]
    return _every(at.quiz, first) if len(single) >= 10 else None


@mutator("B03", "B04", more=WORDS)
def _near_twin(at: Place) -> Quiz | None:
    if len(content_words(plain(at.item.stem.text), at.course.words["en"])) < 8:
        return None
    twin = replace(
        at.item,
        id=f"{at.item.id}-twin",
        stem=replace(at.item.stem, text=at.item.stem.text + " Now?"),
    )
    return replace(at.quiz, items=(*at.quiz.items, twin))


@mutator("B04", "Q18", "B03", more=WORDS)
def _leak(at: Place) -> Quiz | None:
    found = parts(at.item)
    others = [one for one in at.quiz.items if one is not at.item and parts(one)]
    if found is None or not others:
        return None
    key = plain(found[0][found[1]].text.text)
    if len(words_in(key)) < 4:
        return None
    other = at.rng.choice(others)
    return with_stem(at.quiz, other, f"A colleague has a plan: {key}. {other.stem.text}")


@mutator("B08")
def _worn(at: Place) -> Quiz | None:
    if at.quiz.kind != "record":
        return None
    name = at.rng.choice(at.course.knowledge.misconceptions).id

    def worn(one: Item, options: list[Option], _key: int, wrong: list[int]) -> Item:
        options[wrong[0]] = replace(options[wrong[0]], misconception=name)
        return _options_of(one, options)

    return _every(at.quiz, worn)


@mutator("Q30")
def _no_origin(at: Place) -> Quiz | None:
    def bare(one: Item, options: list[Option], _key: int, _wrong: list[int]) -> Item:
        new = [replace(option, misconception=None, own=None) for option in options]
        return _options_of(one, new)

    return _every(at.quiz, bare) if len(at.quiz.items) >= 10 else None


@mutator("T01")
def _no_method(at: Place) -> Quiz | None:
    if at.quiz.kind != "record":
        return None
    new = at.rng.choice([{"mastery_method": None}, {"mastery_set": ()}])
    return replace(at.quiz, **new)
