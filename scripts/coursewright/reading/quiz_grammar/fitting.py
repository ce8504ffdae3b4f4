"""Whether an item's attributes and blocks fit its interaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.model import Choice, FillIn, Likert, LongFillIn, Markdown
from coursewright.reading.quiz_grammar.blocks import is_box
from coursewright.reading.rules import quizzes as rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.model import Interaction
    from coursewright.reading.quiz_grammar.heading import Heading

_TYPE_NAMES = {
    "single": "choice",
    "multiple": "multi",
    "situation": "situation",
    "true-false": "true-false",
    "long-fill-in": "reflection",
}


def type_name(interaction: Interaction) -> str:
    """Return the `type` attribute that describes an interaction."""
    name = interaction.scoring if isinstance(interaction, Choice) else interaction.name
    return _TYPE_NAMES.get(name, name)


def check_fit(
    heading: Heading, interaction: Interaction, sections: Mapping[str, Markdown | None]
) -> None:
    """Report a wrong `type` and attributes or blocks that have no effect on this interaction."""
    source, values = heading.source, heading.attributes.values
    name = type_name(interaction)
    if heading.type is not None and heading.type != name:
        message = f"`type={heading.type}`, but the lines below make an item of type {name}"
        source.report(rules.WRONG_TYPE, values["type"].span, message)
        return
    is_unscored = isinstance(interaction, Likert | LongFillIn)
    useless = {
        "shuffle": not isinstance(interaction, Choice),
        "scale": not isinstance(interaction, Likert),
        "exact": not (isinstance(interaction, FillIn) and name == "fill-in"),
        "points": is_unscored,
    }
    for key, is_useless in useless.items():
        if is_useless and key in values:
            message = f"`{key}` has no effect on an item of type {name}"
            source.report(rules.USELESS_ATTRIBUTE, values[key].span, message)
    if "model" in sections and not isinstance(interaction, LongFillIn):
        message = "A `!!! model` block belongs to `type=reflection`"
        source.report(rules.USELESS_ATTRIBUTE, heading.span, message)
    if isinstance(interaction, Likert):
        for statement in interaction.statements:
            if is_box(f"- {statement.text}"):
                message = "Statements of a scale have no boxes"
                source.report(rules.STRAY_BOX, statement.span, message)


def read_scale(heading: Heading) -> tuple[str, ...]:
    """Read `scale="never|sometimes|always"`; a wrong one is reported."""
    attribute = heading.attributes.values.get("scale")
    if attribute is None:
        message = "`type=likert` needs a scale"
        heading.source.report(rules.BAD_SCALE, heading.span, message)
        return ()
    labels = tuple(label.strip() for label in attribute.value.split("|"))
    is_fine = 2 <= len(labels) <= 10 and all(labels) and len(set(labels)) == len(labels)
    if not is_fine:
        message = "The scale needs 2 to 10 different labels, divided by `|`"
        heading.source.report(rules.BAD_SCALE, attribute.span, message)
    return labels
