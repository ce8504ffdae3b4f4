from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from tests.records.strategies import NUMBERS, WORDS

from coursewright.records.folding import fold, fold_exact, read_number

# The browser's own tests read the same file.
CASES = json.loads((Path(__file__).parents[1] / "js" / "folding.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "folded"), CASES["folded"])
def test_texts_fold_as_in_the_browser(text: str, folded: str) -> None:
    """Case, accents, quote styles, spacing and one final mark do not count."""
    assert fold(text) == folded


@pytest.mark.parametrize(("text", "folded"), CASES["exact"])
def test_exact_texts_keep_case_and_accents(text: str, folded: str) -> None:
    """Only spacing and composition are evened out where the author asks for exactness."""
    assert fold_exact(text) == folded


@pytest.mark.parametrize(("text", "number"), CASES["numbers"])
def test_numbers_read_as_in_the_browser(text: str, number: str | None) -> None:
    """Comma or point is the decimal sign; anything else is no number."""
    assert read_number(text) == (None if number is None else Fraction(number))


@given(WORDS)
def test_folding_ignores_case_and_surrounding_space(text: str) -> None:
    """However somebody spaces a response, it folds to the same text."""
    assert fold(f" \u00a0{text}\t") == fold(text)


@given(NUMBERS)
def test_numbers_survive_grouping_spaces(text: str) -> None:
    """Spaces inside a number never change it."""
    assert read_number("\u202f".join(text)) == read_number(text)
