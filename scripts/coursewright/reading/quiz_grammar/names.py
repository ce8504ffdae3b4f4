"""Attribute names of an item that are not known, and what was probably meant by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.reading.fields import SLUG
from coursewright.reading.rules import quizzes as rules
from coursewright.reading.suggest import did_you_mean, nearest, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.reading.quiz_grammar.attributes import Attribute, Attributes
    from coursewright.reading.source import Source


def is_lost_id(attribute: Attribute, known: Sequence[str]) -> bool:
    """Tell whether a bare word was meant as an id, but lacks its `#`."""
    is_near = attribute.key in known or nearest(attribute.key, known) is not None
    return attribute.is_bare and not is_near and SLUG.fullmatch(attribute.key) is not None


def check_names(source: Source, attributes: Attributes, known: Sequence[str]) -> None:
    """Report unknown attributes; several words of one slip give one finding.

    Args:
        source: where findings go.
        attributes: the list of an item's heading.
        known: the names an item may have.
    """
    before: Attribute | None = attributes.id
    is_told = False
    """True: the words since `before` belong to a finding that was made."""
    for name, attribute in attributes.values.items():
        if name in known:
            before, is_told = attribute, False
            continue
        if attribute.is_bare and is_told:
            continue
        message, hint = _explain(attribute, before, known)
        source.report(rules.UNKNOWN_ATTRIBUTE, attribute.span, message, hint)
        before, is_told = attribute, attribute.is_bare
    for name, attribute in attributes.classes.items():
        message = f"Unknown attribute `.{shorten(name)}` of an item"
        near = f"Did you mean `#{name}`?" if attributes.id is None else None
        source.report(rules.UNKNOWN_ATTRIBUTE, attribute.span, message, near)


def _explain(
    attribute: Attribute, before: Attribute | None, known: Sequence[str]
) -> tuple[str, str]:
    name = attribute.key
    if name.endswith(":") and name[:-1] in known:
        key = name[:-1]
        return f"`{key}` is followed by a colon", f"Write `{key}=…` with an equals sign."
    message = f"Unknown attribute `{shorten(name)}` of an item"
    if attribute.is_bare and before is not None and nearest(name, known) is None:
        if before.key == "#":
            return message, f"An id has no spaces: `#{before.value}-{name}`."
        if not before.is_bare:
            value = f'{before.key}="{before.value} {name}"'
            return message, f"Put several words between straight quotes: `{value}`."
    return message, did_you_mean(name, known)
