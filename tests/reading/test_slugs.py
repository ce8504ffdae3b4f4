"""Anchors of headings against the real Python-Markdown."""

from __future__ import annotations

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.extensions.toc import slugify as real_slugify
from markdown.extensions.toc import unique as real_unique

from coursewright.diagnostics import Findings
from coursewright.reading.headings import read_headings
from coursewright.reading.masking import mask
from coursewright.reading.slugs import Anchors, plain_text, slugify
from coursewright.reading.source import make_source

_EXTENSIONS = ["toc", "attr_list", "md_in_html", "def_list", "tables", "admonition"]


def _real_anchors(text: str) -> list[tuple[str, str]]:
    engine = markdown.Markdown(extensions=_EXTENSIONS)
    engine.convert(text)

    def flatten(tokens: list[dict]) -> list[tuple[str, str]]:
        return [
            entry
            for token in tokens
            for entry in ((token["id"], token["name"]), *flatten(token["children"]))
        ]

    return flatten(engine.toc_tokens)


def _our_anchors(text: str) -> list[str]:
    source = make_source("x.md", text, Findings())
    masked = mask(source.lines)
    headings = read_headings(source, masked, 1, "", frozenset())
    return [heading.anchor for heading in headings]


@given(st.text(max_size=40))
def test_slugify_is_the_real_one(text: str):
    """Any text gets the anchor that Python-Markdown gives it."""
    assert slugify(text) == real_slugify(text, "-")


@given(st.lists(st.sampled_from(["", "a", "a_1", "a_2", "b", "b_", "_1", "a_1_1"]), max_size=30))
def test_unique_is_the_real_one(anchors: list[str]):
    """Equal headings are numbered as Python-Markdown numbers them."""
    ours, taken = Anchors(set()), set()
    for anchor in anchors:
        assert ours.unique(anchor) == real_unique(anchor, taken)


def test_thousand_equal_headings_are_linear():
    """Numbering many equal headings does not look at all earlier numbers each time."""
    anchors = Anchors(set())
    found = [anchors.unique("same") for _ in range(20_000)]

    assert found[-1] == "same_19999"


@pytest.mark.parametrize(
    "heading",
    [
        "Plain words, and punctuation: yes!",
        "*Emphasis*, **strong**, ***both***, _under_ and __two__",
        "snake_case_word and a_b",
        "`code` and ``co`de`` and `a_b*c`",
        "A [link](x.md) and [ref][one] and ![picture](x.png)",
        "With <b>tags</b> and <!-- comment --> end",
        "Entities &amp; &lt;b&gt; &eacute;",
        "Escaped \\*stars\\* and \\_unders\\_",
        "Ünïcode \u2013 dashes “quotes” 100 %",
        "R \u2013 Respond to the person",
        "1. Numbered",
        "C#",
        "Trailing hashes ##",
        "2 * 3 * 4",
        "What? { #own-id }",
        "Classy { .cls }",
        "日本語",
        "<https://example.org/a>",
        "a  b   c",
        "[text](url 'title') x",
        "R and E: the person first",
        "It's “quoted” & done…",
    ],
)
def test_headings_of_the_course_get_real_anchors(heading: str):
    """Inline Markdown in a heading gives the anchor that the page will carry."""
    text = f"## {heading}\n\ntext\n\n[one]: y.md\n"

    assert _our_anchors(text) == [anchor for anchor, _ in _real_anchors(text)]


_WORDS = st.sampled_from(
    [
        "word",
        "a_b",
        "*em*",
        "**st**",
        "`co de`",
        "[li](x.md)",
        "&amp;",
        "\u2013",
        "é",
        "R:",
        "2.0",
        "_u_",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(_WORDS, min_size=1, max_size=5), min_size=1, max_size=6))
def test_pages_get_real_anchors(headings: list[list[str]]):
    """A page's headings get real anchors, repeated headings included."""
    text = "\n\n".join(f"## {' '.join(words)}" for words in headings)

    assert _our_anchors(text) == [anchor for anchor, _ in _real_anchors(text)]


def test_plain_text_of_a_link_in_code():
    """Code is kept as it is written."""
    assert plain_text("Use `[x](y)` *now*") == "Use [x](y) now"
