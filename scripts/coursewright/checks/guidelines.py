"""The writing guidelines, and how each of them is enforced: the handbook's table."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.diagnostics import Rule

KINDS: Final = ("test", "structure", "person", "later")
INTRODUCTION: Final = """\
# Writing guidelines

<!-- Generated from the rules; tests/checks/writing/test_guidelines.py rewrites it. -->

What we ask of lessons and items, and who sees to it. A code in the last column is a
[check](checks.md). *Test* means that the tests of this program see to it, *structure* that it
cannot be otherwise, *person* that somebody has to look, and *later* that the course cannot do
this yet.

| guideline | asks | enforced by |
|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Guideline:
    """One thing that we ask of writing."""

    code: str
    asks: str
    how: str
    """Empty where a rule enforces it; else `test: …`, `structure: …`, `person: …`, `later: …`.

    A test may see to what a rule cannot see, beside the rule."""


def read_guidelines() -> tuple[Guideline, ...]:
    """Return the guidelines in the order of the file."""
    text = files("coursewright.checks").joinpath("guidelines.yml").read_text("utf-8")
    entries: dict[str, list[str]] = yaml.safe_load(text)
    return tuple(Guideline(code, asks, "".join(how)) for code, (asks, *how) in entries.items())


def enforcers(code: str, rules: Iterable[Rule]) -> tuple[str, ...]:
    """Return the codes of the rules that enforce a guideline."""
    return tuple(rule.code for rule in rules if code == rule.code or code in rule.guidelines)


def render_guidelines(rules: Iterable[Rule]) -> str:
    """Return the handbook's page as Markdown."""
    every = tuple(rules)
    rows = []
    for one in read_guidelines():
        shown = [f"[{code}](checks.md#{code.lower()})" for code in enforcers(one.code, every)]
        kind, _, detail = one.how.partition(": ")
        if one.how:
            shown.append(f"*{kind}*: `{detail}`" if kind == "test" else f"*{kind}*: {detail}")
        rows.append(f"| {one.code} | {one.asks} | {', '.join(shown)} |")
    return INTRODUCTION + "\n".join(rows) + "\n"
