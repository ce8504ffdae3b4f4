from __future__ import annotations

import pytest

from coursewright.generating.text import (
    contains_words,
    plain_text,
    split_letter,
    without_number,
    words,
)


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("**R** and _E_", "R and E"),
        ("a [link](../x.md#y) and ![picture](p.svg)", "a link and picture"),
        ("snake_case_word and 2 * 3 * 4", "snake_case_word and 2 * 3 * 4"),
        ("`code`  on\ntwo lines", "code on two lines"),
        ("term { .small }", "term"),
    ],
)
def test_plain_text_is_what_a_reader_sees(markdown: str, plain: str) -> None:
    """Inline markup goes, words stay."""
    assert plain_text(markdown) == plain


@pytest.mark.parametrize(
    ("term", "parts"),
    [
        ("**R** \u2013 Respond", ("R", "Respond")),
        ("R: Respond", ("R", "Respond")),
        ("R - Respond", ("R", "Respond")),
        ("E-mail", (None, "E-mail")),
        ("Respond", (None, "Respond")),
    ],
)
def test_letters_are_split_from_names(term: str, parts: tuple[str | None, str]) -> None:
    """A leading letter with a dash or colon is a letter; a hyphenated word is not."""
    assert split_letter(term) == parts


def test_numbers_are_taken_off() -> None:
    """A leading number would give an entry's place away."""
    assert without_number(" 3. Act") == "Act"
    assert without_number("10 \u2013 Act") == "Act"
    assert without_number("3 - Act") == "Act"
    assert without_number("24 hours") == "24 hours"


def test_words_compare_as_a_reader_would() -> None:
    """Case and punctuation do not make another text; symbols alone still differ."""
    assert words("Own **it**!") == words("own it")
    assert words("+") != words("-")
    assert contains_words("Please OWN it now.", "own it")
    assert not contains_words("Disown items", "own it")
