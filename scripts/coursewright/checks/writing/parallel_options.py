"""Q17: options of different form."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.wording import choice_texts
from coursewright.diagnostics import Fix, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.checks.support.wording import ChoiceText, OptionText
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="Q17",
    severity="warning",
    title="Options differ in form",
    why="The one that ends or begins in another way draws the eye, and is mostly the key.",
    cure="Begin and end all options in the same way.",
    basis="Haladyna, Downing & Rodriguez 2002, guideline 12 and 23",
)
RULES = (RULE,)


QUOTED: Final = ("?", "!", '"', "”", "»", "“")
"""A question or a quotation ends as it must."""


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each option with another final stop or initial case than most."""
    for one in choice_texts(context, "single", "multiple", "situation"):
        if len(one.options) < 3:
            continue
        yield from _ends(one)
        yield from _starts(one)


def _ends(one: ChoiceText) -> Iterator[Diagnostic]:
    ends = Counter(_stop(option) for option in one.options)
    usual, number = ends.most_common(1)[0]
    if len(ends) == 1 or number <= len(one.options) / 2:
        return
    for option in one.options:
        end = _stop(option)
        if end == usual or end in QUOTED or usual in QUOTED:
            continue
        shown = usual or "no full stop"
        message = f"`{one.item.id}`: “{option.text[-25:]}” ends in another way than the others"
        yield RULE.at(option.span, message, f"End it with {shown}.", _fix(option, usual))


def _stop(option: OptionText) -> str:
    last = option.text[-1:]
    return "" if last.isalnum() or last in ")%" else last


def _fix(option: OptionText, usual: str) -> Fix | None:
    """Return the edit for an option of one line that ends in a plain letter or a full stop."""
    raw = option.option.text.text
    if "\n" in raw or not raw or raw != raw.rstrip():
        return None
    span = option.span
    if usual == "." and raw[-1].isalnum():
        return Fix(
            type(span)(span.path, span.line, span.column + len(raw) - 1), raw[-1], f"{raw[-1]}."
        )
    if usual == "" and raw[-1] == "." and raw[-2:-1].isalnum():
        return Fix(type(span)(span.path, span.line, span.column + len(raw) - 1), ".", "")
    return None


def _starts(one: ChoiceText) -> Iterator[Diagnostic]:
    firsts = [option.text.lstrip("“«„\"'(")[:1] for option in one.options]
    letters = [first for first in firsts if first.isalpha() and first.upper() != first.lower()]
    upper = sum(first.isupper() for first in letters)
    if not letters or upper in (0, len(letters)) or len(letters) < 3:
        return
    is_upper_usual = upper * 2 > len(letters)
    for option, first in zip(one.options, firsts, strict=True):
        if first.isalpha() and first.isupper() != is_upper_usual:
            message = (
                f"`{one.item.id}`: “{option.text[:25]}” begins in another case than the others"
            )
            yield RULE.at(option.span, message)
