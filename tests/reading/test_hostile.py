"""Hostile and random input: no exception, no hang, nothing quadratic."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coursewright.diagnostics import Findings
from coursewright.reading.modules import read_lesson
from coursewright.reading.quizzes import read_quiz
from coursewright.reading.source import read_source
from coursewright.reading.yaml_reader import read_yaml

_GOLDEN = Path(__file__).parent / "golden"
_BANKS = [path.read_bytes() for path in sorted((_GOLDEN / "quiz").glob("*.md"))]
_LESSONS = [
    path.read_bytes()
    for path in sorted((_GOLDEN / "lesson").glob("*.md"))
    if path.stat().st_size < 4000
]
_FRONT = b"---\ntitle: T\nkind: practice\nminutes: 5\n---\n\n"
_PIECES = st.sampled_from(
    (_GOLDEN.parent / "pieces.txt").read_text(encoding="utf-8").split("\n%\n")
).filter(bool) | st.sampled_from(
    ["\n", "\n\n", "    ", "\t", "\r", "\x00", "\u202e", "| a | b |\n| - | - |\n"]
)


def _read_everything(data: bytes) -> Findings:
    findings = Findings()
    source = read_source("quizzes/bank.md", data, findings)
    if source is not None:
        read_quiz(source)
        read_lesson(source, "first", "start")
        read_yaml(source)
    for finding in findings:
        assert finding.span.line >= 1
        assert finding.span.column >= 1
        assert finding.message
        assert not finding.message.endswith(".")
    return findings


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_random_bytes(data: bytes):
    """Any bytes give values or findings, never an exception."""
    _read_everything(data)


@settings(max_examples=250, deadline=None)
@given(st.lists(_PIECES, max_size=40))
def test_random_syntax(pieces: list[str]):
    """Any mixture of our own signs gives values or findings, never an exception."""
    _read_everything(_FRONT + "".join(pieces).encode())


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(_BANKS + _LESSONS), st.data())
def test_mutations(data: bytes, draw: st.DataObject):
    """A real bank or lesson with a few pieces cut out, put in or doubled is survived."""
    for _ in range(draw.draw(st.integers(1, 4))):
        start = draw.draw(st.integers(0, len(data)))
        end = min(len(data), start + draw.draw(st.integers(0, 30)))
        piece = draw.draw(_PIECES | st.just(data[start:end].decode("utf-8", "replace")))
        data = data[:start] + piece.encode() + data[end:]
    _read_everything(data)


# A fifth of the page limit: enough to tell linear from quadratic.
_BOMB_BYTES = 100 * 1024
_BOMBS = {
    "brackets": "[" * 19_000,
    "bracket lines": "[a\n" * 100_000,
    "images": "![" * 9_000,
    "links": "[a](" * 4_000,
    "closed brackets": "[a] " * 100_000,
    "nested brackets": "[" * 9_000 + "]" * 9_000,
    "parentheses": "[a](" + "(" * 15_000,
    "angles": "a < " * 100_000,
    "tags": "<a " * 100_000,
    "open tags": "<b>" * 100_000,
    "quoted tags": '<a "' * 50_000,
    "gaps": "[[" * 9_000,
    "gap lines": "[[a\n" * 100_000,
    "escaped gaps": "[[a" + "\\]]" * 6_000,
    "backslashes": "[[" + "\\" * 19_000 + "]]",
    "stars": "*a " * 150_000,
    "underscores": "## " + "_a " * 6_000,
    "backticks": " ".join("`" * (number % 90 + 1) + "a" for number in range(9_000)),
    "backtick lines": "`a\n" * 100_000,
    "fences": "```\n" * 100_001,
    "fence kinds": "".join("`" * (number % 50 + 3) + "\n" for number in range(9_000)),
    "comments": "<!-- " * 90_000,
    "closed comments": "<!-- --> " * 50_000,
    "one-line comments": "<!-- a --> " * 1_800,
    "braces": "## a " + "{" * 19_000,
    "brace pairs": "## a " + "{ #a } " * 2_800,
    "quotes in braces": "## a { " + 'a="b" ' * 3_000 + "}",
    "headings": "## a\n" * 90_000,
    "equal items": "## a { #a }\n- [x] b\n" * 20_000,
    "underlines": "a\n---\n\n" * 60_000,
    "list": "- [x] a\n" * 60_000,
    "lists": "- a\n\nb\n\n" * 50_000,
    "quote": "> " * 9_000,
    "table rows": "| a | b |\n| - | - |\n" + "| a | b |\n" * 40_000,
    "table cells": "|" * 19_000 + "\n" + "|-" * 9_000 + "\n",
    "delimiter": "| a |\n" + "|-" * 9_900 + "x\n",
    "delimiter spaces": "| a |\n|" + " " * 19_000 + "x\n",
    "rulers": "- " * 9_900 + "x",
    "recall": '{ .recall #a kinds="choice" }\n\n' * 12_000,
    "recall terms": '{ .recall #a kinds="choice" }\n\n' + "a\n:   b\n\n" * 40_000,
    "recall lists": '{ .recall #a kinds="choice" }\n\n- a\n\n' * 10_000,
    "checks": "::: check a/b\n\n" * 30_000,
    "long check": "::: check " + "a/b " * 4_900,
    "boxes": "!!! note\n" * 50_000,
    "directives": "!!! rationale\n    a\n" * 20_000,
    "definitions": "[a]: b\n" * 60_000,
    "spaces": " " * 500_000,
    "space lines": (" " * 150 + "\n") * 3_000,
    "space in attributes": "{ #a" + " " * 19_000 + "x",
    "titles": '!!! note "' + "\\" * 19_000,
    "yaml brackets": "[" * 500_000,
    "yaml dashes": "- " * 200_000,
    "yaml keys": "a: " * 100_000,
    "yaml quotes": "'" * 400_000,
    "yaml flow": "{a: " * 100_000,
    "entities": "## " + "&amp" * 4_900,
    "equals": "=" * 19_000 + "\n" + "- " * 3,
}


@pytest.mark.parametrize("name", _BOMBS)
def test_bombs(name: str):
    """A page full of one sign is read in linear time: a quadratic pass would take minutes."""
    bomb = _BOMBS[name].encode()[:_BOMB_BYTES]
    started = time.process_time()
    _read_everything(_FRONT + bomb)
    _read_everything(_FRONT + b"## A { #a }\n\n" + bomb)

    assert time.process_time() - started < 3
