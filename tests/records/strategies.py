"""Random items as plain JSON: (spec, key, response), for Python alone and for Python against JS."""

from __future__ import annotations

import string
from typing import Any

from hypothesis import strategies as st

LETTERS = string.ascii_lowercase

# Case without a partner, several characters for one, quotes, spaces, a mark, a ligature.
TRICKY = (
    "abcSORRY\u00df\u1e9e\u00e9\u00c9\u0130\u0131\u017f\u03a3\u03c3\u03c2\u2019\u2018\u02bc\u201c\u201d\u201e\u00ab\u00bb'\"\u2026"
    "!?. \t\u00a0\u2003\u3000\u200b\u0301\ufb01\u2460"
)
# Unicode that both sides must fold alike. Characters assigned later than Unicode 14 are left out:
# Python and the browser need not know the same ones.
WORDS = st.text(
    alphabet=st.one_of(
        st.sampled_from(TRICKY),
        st.characters(min_codepoint=32, max_codepoint=0x24F),
        st.characters(min_codepoint=0x370, max_codepoint=0x4FF, exclude_categories=["Cn"]),
    ),
    max_size=12,
)
NUMBERS = st.one_of(
    st.integers(-1000, 1000).map(str),
    st.decimals(-1000, 1000, places=2, allow_nan=False).map(str),
    st.sampled_from(
        ["1 250,5", "1'250.5", "\u22123", "+4", "1e3", "", " 8 ", "8.", ".5", "\u0663"]
    ),
)
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    WORDS,
    st.lists(st.one_of(WORDS, st.sampled_from(LETTERS[:6]), st.none()), max_size=4),
    st.lists(st.lists(st.sampled_from(LETTERS[:6]), max_size=3), max_size=4),
    st.dictionaries(st.sampled_from(LETTERS[:3]), st.none(), max_size=2),
)

Triple = tuple[dict[str, Any], dict[str, Any], Any]


def triples() -> st.SearchStrategy[Triple]:
    """Return triples of every scored interaction; a fifth of the responses are malformed."""
    good = st.one_of(
        _singles(), _multiples(), _sequences(), _matches(), _word_gaps(), _number_gaps()
    )
    return st.tuples(good, JUNK, st.integers(0, 4)).map(
        lambda drawn: (*drawn[0][:2], drawn[1]) if drawn[2] == 0 else drawn[0]
    )


def banks() -> st.SearchStrategy[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Return a bank file's grading part and the responses to everything in it."""
    return st.tuples(
        st.lists(st.tuples(triples(), st.integers(1, 3)), min_size=1, max_size=6),
        st.sampled_from(["0", "0.5", "0.6667", "0.8", "1", None]),
    ).map(_bank)


def _bank(
    drawn: tuple[list[tuple[Triple, int]], str | None],
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    rows, mastery = drawn
    items: dict[str, Any] = {}
    responses = []
    for number, ((spec, key, response), points) in enumerate(rows):
        full_id = f"q/i{number}"
        objective = f"m01.o{number % 2}"
        items[full_id] = {**spec, "points": points, "objective": objective, "key": key}
        responses.append({"item": full_id, "response": response, "ms": 1000})
    strata = [{"count": len(items), "items": list(items)}]
    return {"items": items, "strata": strata, "mastery_score": mastery}, responses


def _ids(low: int, high: int) -> st.SearchStrategy[list[str]]:
    return st.integers(low, high).map(lambda count: list(LETTERS[:count]))


@st.composite
def _singles(draw: st.DrawFn) -> Triple:
    options = draw(_ids(2, 6))
    credits_ = {option: draw(st.sampled_from(["0", "0", "1/2"])) for option in options}
    credits_[draw(st.sampled_from(options))] = "1"
    interaction = "true-false" if len(options) == 2 else "choice"
    spec = {"interaction": interaction, "options": options, "multiple": False}
    return spec, {"credits": credits_}, draw(st.sampled_from([*options, "z"]))


@st.composite
def _multiples(draw: st.DrawFn) -> Triple:
    options = draw(_ids(3, 7))
    key = draw(st.lists(st.sampled_from(options), min_size=2, unique=True))
    spec = {"interaction": "choice", "options": options, "multiple": True}
    return spec, {"key": sorted(key)}, sorted(draw(st.sets(st.sampled_from(options))))


@st.composite
def _sequences(draw: st.DrawFn) -> Triple:
    elements = draw(_ids(3, 8))
    order = draw(st.permutations(elements))
    spec = {"interaction": "sequencing", "elements": elements}
    return spec, {"order": list(order)}, list(draw(st.permutations(elements)))


@st.composite
def _matches(draw: st.DrawFn) -> Triple:
    sources = draw(_ids(3, 7))
    targets = draw(_ids(len(sources), len(sources) + 2))
    pairs = dict(zip(sources, draw(st.permutations(targets)), strict=False))
    chosen = draw(st.lists(st.sampled_from(sources), unique=True))
    response = [[source, draw(st.sampled_from(targets))] for source in sorted(chosen)]
    spec = {"interaction": "matching", "sources": sources, "targets": targets}
    return spec, {"pairs": pairs}, response


@st.composite
def _word_gaps(draw: st.DrawFn) -> Triple:
    blanks: list[dict[str, Any]] = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "accepted": st.lists(WORDS.filter(str.strip), min_size=1, max_size=3),
                    "exact": st.booleans(),
                }
            ),
            min_size=1,
            max_size=3,
        )
    )
    response = [
        draw(st.one_of(WORDS, st.sampled_from(blank["accepted"]).map(_varied))) for blank in blanks
    ]
    return {"interaction": "fill-in", "blanks": len(blanks)}, {"blanks": blanks}, response


@st.composite
def _number_gaps(draw: st.DrawFn) -> Triple:
    blanks = []
    for _ in range(draw(st.integers(1, 3))):
        low = draw(st.decimals(-1000, 1000, places=1, allow_nan=False))
        high = low + draw(st.sampled_from([0, 1, 20]))
        blanks.append({"low": str(low), "high": str(high)})
    response = [
        draw(st.one_of(NUMBERS, st.sampled_from([blank["low"], blank["high"]]))) for blank in blanks
    ]
    return {"interaction": "numeric", "blanks": len(blanks)}, {"blanks": blanks}, response


def _varied(text: str) -> str:
    """Return a text as somebody else would type it."""
    return f"  {text.upper()}! "
