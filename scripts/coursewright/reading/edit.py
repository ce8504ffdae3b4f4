"""Writes items as quiz source, so that generated items can be polished by an author."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.model import (
    Choice,
    FillIn,
    Item,
    Likert,
    LongFillIn,
    Markdown,
    Matching,
    NumberBlank,
    Option,
    Sequencing,
    TextBlank,
)
from coursewright.reading.quiz_grammar.attributes import needs_list

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ITEM_ID = re.compile(r"^## .*\{[^{}]*#([a-z0-9-]+)", re.MULTILINE)
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_GAP_MARK = re.compile(r"\[\[#(\d+)\]\]")
_BARE_BAR = re.compile(r"(?<!\\)\|")
_BARE_VALUE = re.compile(r"[\w.-]+")
_TYPES = {"multiple": "multi", "situation": "situation", "true-false": "true-false"}


def append_items(bank_text: str, items: Sequence[Item]) -> str:
    """Return a bank's text with items written at its end.

    The id of a generated item (`letters~match~3`) becomes a plain one (`letters-match-3`); a
    number keeps it apart from the ids that the bank has already. Line breaks inside options,
    elements and cells become spaces. Everything else reads back as the same item.
    """
    taken = set(_ITEM_ID.findall(bank_text))
    parts = [bank_text.rstrip()] if bank_text.strip() else []
    for item in items:
        identifier = _free_id(item.id, taken)
        taken.add(identifier)
        parts.append(write_item(item, identifier))
    return "\n\n".join(parts) + "\n"


def _free_id(generated: str, taken: set[str]) -> str:
    base = _NOT_IN_SLUG.sub("-", generated.lower()).strip("-")[:70].rstrip("-") or "item"
    candidate, number = base, 2
    while candidate in taken:
        candidate, number = f"{base}-{number}", number + 1
    return candidate


def write_item(item: Item, identifier: str | None = None) -> str:
    """Return the source of one item, without a line end after its last line."""
    stem = _with_gaps(_flat(item.stem.text), item)
    parts = [f"## {stem} {{ {' '.join(_attributes(item, identifier or item.id))} }}"]
    if item.body is not None:
        parts.append(_with_gaps(item.body.text, item))
    interaction = item.interaction
    model = interaction.model_answer if isinstance(interaction, LongFillIn) else None
    answer = _write_interaction(interaction)
    if answer:
        parts.append(answer)
    parts += _section("??? hint", item.hint)
    parts += _section("!!! rationale", item.rationale)
    parts += _section("!!! model", model)
    return "\n\n".join(parts)


def _attributes(item: Item, identifier: str) -> list[str]:
    interaction = item.interaction
    values: dict[str, str] = {}
    if item.objective is not None:
        values["objective"] = item.objective
    if item.evidence:
        values["evidence"] = " ".join(item.evidence)
    if isinstance(interaction, Choice) and interaction.scoring in _TYPES:
        values["type"] = _TYPES[interaction.scoring]
    elif isinstance(interaction, Likert):
        values |= {"type": "likert", "scale": "|".join(interaction.scale)}
    elif isinstance(interaction, LongFillIn):
        values["type"] = "reflection"
    elif isinstance(interaction, FillIn) and _is_exact(interaction):
        values["exact"] = "true"
    for key, number in (("points", item.points), ("revision", item.revision)):
        if number != 1:
            values[key] = str(number)
    if not item.is_shuffled:
        values["shuffle"] = "false"
    return [f"#{identifier}", *_write_values({**values, **_status(item), **item.attributes})]


def _status(item: Item) -> dict[str, str]:
    reviews = "; ".join(f"{one.name}, {one.date.isoformat()}" for one in item.reviews)
    return ({"status": item.status} if item.status else {}) | (
        {"reviewed": reviews} if reviews else {}
    )


def _is_exact(interaction: FillIn) -> bool:
    return any(isinstance(blank, TextBlank) and blank.is_exact for blank in interaction.blanks)


def _write_values(values: Mapping[str, str]) -> list[str]:
    written = []
    for key, value in values.items():
        quote = "'" if '"' in value else '"'
        written.append(
            f"{key}={value}" if _BARE_VALUE.fullmatch(value) else f"{key}={quote}{value}{quote}"
        )
    return written


def _flat(text: str) -> str:
    return " ".join(text.split())


def _with_gaps(text: str, item: Item) -> str:
    interaction = item.interaction
    if not isinstance(interaction, FillIn):
        return text
    blanks: tuple[TextBlank | NumberBlank, ...] = interaction.blanks
    return _GAP_MARK.sub(lambda match: _write_blank(blanks[int(match[1]) - 1]), text)


def _write_blank(blank: TextBlank | NumberBlank) -> str:
    if isinstance(blank, NumberBlank):
        return f"[[={blank.shown}]]"
    variants = [re.sub(r"([\\|\]\[])", r"\\\1", variant) for variant in blank.accepted]
    inner = "|".join(variants)
    return f"[[\\{inner}]]" if inner.startswith("=") else f"[[{inner}]]"


def _write_interaction(interaction: object) -> str:
    if isinstance(interaction, Choice):
        return "\n".join(_write_option(option) for option in interaction.options)
    if isinstance(interaction, Sequencing):
        numbered = enumerate(interaction.elements, 1)
        return "\n".join(f"{number}. {_flat(element.text)}" for number, element in numbered)
    if isinstance(interaction, Likert):
        return "\n".join(f"- {_flat(statement.text)}" for statement in interaction.statements)
    if isinstance(interaction, Matching):
        return _write_table(interaction)
    return ""


def _write_option(option: Option) -> str:
    values = {"misconception": option.misconception, "own": option.own}
    written = _write_values({key: value for key, value in values.items() if value})
    text = _flat(option.text.text)
    if written or needs_list(text):
        # An empty list keeps braces in the text from being taken for one.
        text = f"{text} {{ {' '.join(written)} }}"
    box = "x" if option.credit == 1 else "~" if option.credit else " "
    lines = [f"- [{box}] {text}"]
    if option.feedback is not None:
        lines += [f"    > {line}".rstrip() for line in option.feedback.text.split("\n")]
    return "\n".join(lines)


def _write_table(matching: Matching) -> str:
    rows = [(pair.source, pair.target) for pair in matching.pairs]
    lines = ["| Term | Meaning |", "| --- | --- |"]
    lines += [f"| {_cell(left)} | {_cell(right)} |" for left, right in rows]
    lines += [f"|  | {_cell(target)} |" for target in matching.extra_targets]
    return "\n".join(lines)


def _cell(markdown: Markdown) -> str:
    return _BARE_BAR.sub(r"\\|", _flat(markdown.text))


def _section(head: str, markdown: Markdown | None) -> list[str]:
    if markdown is None:
        return []
    lines = [f"    {line}".rstrip() for line in markdown.text.split("\n")]
    return ["\n".join([head, *lines])]
