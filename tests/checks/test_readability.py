"""Reading level: known values, order of plain and hard texts, and what never happens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.checks.support.readability import (
    LIMITS,
    is_hard,
    reading_ease,
    sentences,
    syllables,
)

PLAIN = {
    "en": "A guest comes in. You look up and smile. She asks for the lift. You show her the way.",
    "de": "Ein Gast kommt herein. Sie sehen auf. Die Frau sucht den Lift. Sie zeigen ihr den Weg.",
    "fr": "Une cliente entre. Vous levez les yeux. Elle cherche la gare. Vous lui montrez la rue.",
    "it": "Un ospite entra. Lei alza gli occhi. La donna cerca il bar. Lei le mostra la via.",
    "ro": "Un om intră. Ridicați ochii. Femeia caută liftul. Îi arătați pe unde să meargă.",
}
HARD = {
    "en": "Organisational commitment presupposes comprehensive internalisation of predetermined "
    "communicative responsibilities, notwithstanding considerable operational complications.",
    "de": "Die Berücksichtigung kundenorientierter Kommunikationsanforderungen setzt "
    "organisationsübergreifende Verantwortungsübernahme und Prozessdokumentation voraus.",
    "fr": "L'institutionnalisation des responsabilités communicationnelles présuppose "
    "l'intériorisation collective des engagements organisationnels prédéterminés.",
    "it": "L'istituzionalizzazione delle responsabilità comunicative presuppone "
    "l'interiorizzazione collettiva degli impegni organizzativi predeterminati.",
    "ro": "Instituționalizarea responsabilităților comunicaționale presupune interiorizarea "
    "colectivă a angajamentelor organizaționale predeterminate.",
}


def test_flesch_by_hand() -> None:
    """3 sentences, 9 words, 10 syllables: 206.835 - 1.015 x 3 - 84.6 x 10/9."""
    text = "The cat sat. The dog ran off. They rested."
    assert reading_ease(text, "en") == pytest.approx(206.835 - 1.015 * 3 - 84.6 * 10 / 9)


def test_gulpease_and_lix_by_hand() -> None:
    """Letters and long words are counted, not syllables."""
    assert reading_ease("Il cane dorme.", "it") == pytest.approx(89 + (300 - 10 * 11) / 3)
    assert reading_ease("Pisica doarme liniștită.", "ro") == pytest.approx(3 + 100 / 3)


@pytest.mark.parametrize("language", LIMITS)
def test_plain_and_hard_texts_are_told_apart(language: str) -> None:
    """A child's sentence is easy, an official's is not, in every language."""
    easy, hard = reading_ease(PLAIN[language], language), reading_ease(HARD[language], language)
    assert easy is not None
    assert hard is not None
    assert not is_hard(easy, language)
    assert is_hard(hard, language)


@pytest.mark.parametrize(
    ("word", "language", "number"),
    [
        ("service", "en", 2),
        ("smiled", "en", 1),
        ("table", "en", 2),
        ("Kunde", "de", 2),
        ("table", "fr", 1),
        ("parlent", "fr", 1),
        ("amico", "it", 3),
        ("casă", "ro", 2),
        ("hm", "en", 1),
    ],
)
def test_syllables(word: str, language: str, number: int) -> None:
    """Silent endings do not count."""
    assert syllables(word, language) == number


def test_sentences_end_where_people_see_an_end() -> None:
    """Titles, numbers and quotations do not break a sentence."""
    text = 'Mr. Hill waits. "Is it 5.30?" he asks. Yes! It is'
    assert sentences(text) == ("Mr. Hill waits.", '"Is it 5.30?" he asks.', "Yes!", "It is")


@given(st.text(max_size=200), st.sampled_from(sorted(LIMITS)))
def test_no_text_is_too_strange(text: str, language: str) -> None:
    """Whatever it is, there is an index or there is none."""
    index = reading_ease(text, language)
    assert index is None or isinstance(index, float | int)


@given(st.integers(1, 30), st.sampled_from(sorted(LIMITS)))
def test_a_longer_sentence_is_never_easier(number: int, language: str) -> None:
    """Joining two sentences makes a text no easier."""
    parts = [f"{PLAIN[language].split('. ')[0]}"] * (number + 1)
    apart = reading_ease(". ".join(parts) + ".", language)
    joined = reading_ease(" ".join(parts) + ".", language)
    assert apart is not None
    assert joined is not None
    assert joined <= apart if LIMITS[language].is_higher_easier else joined >= apart
