"""Writing items as quiz source, and reading them back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import example, given, settings
from hypothesis import strategies as st

from coursewright.diagnostics import Findings, Span
from coursewright.model import (
    Choice,
    FillIn,
    Interaction,
    Item,
    Likert,
    LongFillIn,
    Markdown,
    Matching,
    NumberBlank,
    Option,
    Pair,
    Review,
    Sequencing,
    TextBlank,
)
from coursewright.reading.edit import append_items
from coursewright.reading.quizzes import read_quiz
from coursewright.reading.source import make_source

_SPAN = Span("x")
_HEAD = "---\ntitle: T\nkind: practice\n---\n"


def _strip(value: object) -> object:
    """Return a value without its places, which differ after writing."""
    if isinstance(value, Markdown):
        return value.text
    if isinstance(value, Span):
        return None
    if isinstance(value, tuple):
        return tuple(_strip(entry) for entry in value)
    if hasattr(value, "__dataclass_fields__"):
        return {name: _strip(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def _read(text: str) -> tuple[tuple[Item, ...], list[str]]:
    findings = Findings()
    quiz = read_quiz(make_source("quizzes/bank.md", text, findings))
    return quiz.items, [str(finding) for finding in findings]


# Letters, signs of Markdown that a writer has to mind, and no runs of blanks: the writer joins
# lines with single spaces.
_WORD = st.text(st.sampled_from("abzé09.,:;!?'\"()|{}=+-#>~&"), min_size=1, max_size=8)
_PLAIN = st.text(st.sampled_from("abzé0129"), min_size=1, max_size=8)
_TEXT = st.builds(
    lambda first, rest: " ".join([first, *rest]), _PLAIN, st.lists(_WORD | _PLAIN, max_size=4)
).filter(lambda text: "::" not in text)
_MARKDOWN = st.builds(Markdown, _TEXT, st.just(_SPAN))
_BLOCK = st.builds(
    lambda parts: Markdown("\n\n".join(parts), _SPAN), st.lists(_PLAIN, min_size=1, max_size=3)
)
_CREDIT = st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1)])
_OPTION = st.builds(
    Option,
    text=_MARKDOWN,
    credit=_CREDIT,
    feedback=st.none() | _BLOCK,
    misconception=st.none() | st.just("mis.a.1"),
    span=st.just(_SPAN),
    own=st.none() | _PLAIN,
)
_SITUATION = st.lists(_OPTION, min_size=1, max_size=5).map(
    lambda options: Choice(tuple(options), "situation")
)
_PLAIN_CHOICE = st.builds(
    lambda options, scoring: Choice(
        tuple(replace(option, credit=Fraction(int(option.credit))) for option in options), scoring
    ),
    st.lists(_OPTION, min_size=1, max_size=5),
    st.sampled_from(["single", "multiple", "true-false"]),
)
_ELEMENTS = st.lists(_MARKDOWN, min_size=1, max_size=6).map(tuple)
_MATCHING = st.builds(
    Matching,
    st.lists(st.builds(Pair, _MARKDOWN, _MARKDOWN), min_size=1, max_size=5).map(tuple),
    st.lists(_MARKDOWN, max_size=2).map(tuple),
)
_ANSWER = st.text(st.sampled_from("abé0 |\\[]="), min_size=1, max_size=8).filter(
    lambda text: text == text.strip() and text
)
_NUMBERS = st.builds(
    lambda low, width: NumberBlank(
        Fraction(low), Fraction(low + width), f"{low}..{low + width}", _SPAN
    ),
    st.integers(-99, 99),
    st.integers(0, 9),
)
_INTERACTION: st.SearchStrategy[Interaction] = st.one_of(
    _SITUATION,
    _PLAIN_CHOICE,
    st.builds(Sequencing, _ELEMENTS),
    _MATCHING,
    st.builds(Likert, _ELEMENTS, st.just(("never", "often", "always"))),
    st.builds(LongFillIn, st.none() | _BLOCK),
    st.builds(
        lambda answers, is_exact: FillIn(
            tuple(TextBlank(tuple(accepted), is_exact, _SPAN) for accepted in answers)
        ),
        st.lists(st.lists(_ANSWER, min_size=1, max_size=3), min_size=1, max_size=3),
        st.booleans(),
    ),
    st.lists(_NUMBERS, min_size=1, max_size=3).map(lambda blanks: FillIn(tuple(blanks))),
)


def _gaps(interaction: Interaction) -> str:
    count = len(interaction.blanks) if isinstance(interaction, FillIn) else 0
    return "".join(f" [[#{number}]]" for number in range(1, count + 1))


def _item(interaction: Interaction, stem: str, identifier: str, **changes: object) -> Item:
    item = Item(
        id=identifier,
        bank="bank",
        interaction=interaction,
        stem=Markdown(stem + _gaps(interaction), _SPAN),
        body=None,
        objective=None,
        evidence=(),
        points=1,
        revision=1,
        is_shuffled=True,
        hint=None,
        rationale=None,
        origin=None,
        span=_SPAN,
    )
    return replace(item, **changes)


def _braced(text: str) -> Choice:
    option = Option(Markdown(text, _SPAN), Fraction(0), None, None, _SPAN, None)
    return Choice((option,), "single")


@settings(max_examples=300, deadline=None)
@example(_braced("0 { 0="), "a", None, None)
@example(_braced("0 {0=}"), "a", None, None)
@example(_braced('0 { 0="a'), "a", None, None)
@example(_braced("0 {#a} 0"), "a", None, None)
@example(_braced("0 #a}"), "a", None, None)
@example(_braced("0{ #a\\}"), "a", None, None)
@given(_INTERACTION, _PLAIN, st.none() | _BLOCK, st.none() | _BLOCK)
def test_written_items_read_back(
    interaction: Interaction, stem: str, hint: Markdown | None, rationale: Markdown | None
):
    """What the writer writes, the reader reads as the same item, without findings."""
    is_scored = not isinstance(interaction, Likert | LongFillIn)
    item = _item(
        interaction,
        stem,
        "one",
        hint=hint,
        rationale=rationale,
        objective="m01.o1",
        evidence=("a.01.f1", "a.01.f2"),
        points=3 if is_scored else 1,
        revision=2,
        attributes={"case": "shop"},
        status="reviewed",
        reviews=(Review("Ann Example", date(2026, 3, 14)), Review("Bo", date(2026, 3, 20))),
    )

    items, findings = _read(append_items(_HEAD, [item]))

    assert findings == []
    assert [_strip(entry) for entry in items] == [_strip(item)]


def test_generated_ids_become_plain_and_stay_apart():
    """Generated ids lose their `~`, and a taken id gets a number."""
    sequence = Sequencing((Markdown("a", _SPAN), Markdown("b", _SPAN)))
    bank = append_items(_HEAD, [_item(sequence, "Old", "letters-order-1")])
    new = [_item(sequence, "New", "letters~order~1"), _item(sequence, "Newer", "letters~order~1")]

    items, findings = _read(append_items(bank, new))

    assert findings == []
    assert [item.id for item in items] == [
        "letters-order-1",
        "letters-order-1-2",
        "letters-order-1-3",
    ]


def test_existing_text_is_kept():
    """Appending leaves the author's text as it is and ends with one line end."""
    sequence = Sequencing((Markdown("a\nb", _SPAN),))
    bank = f"{_HEAD}\n## A {{ #a }}\n\n- [x] Yes\n- [ ] No\n\n\n"

    text = append_items(bank, [_item(sequence, "B", "b")])

    assert text == f"{bank.rstrip()}\n\n## B {{ #b }}\n\n1. a b\n"
