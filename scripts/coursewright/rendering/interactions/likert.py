"""`likert`: one group of radio buttons per statement; nothing is right or wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.rendering.interactions.view import by_letter
from coursewright.rendering.stage import attributes, escape

if TYPE_CHECKING:
    from coursewright.model import Likert
    from coursewright.rendering.interactions.view import ItemView
    from coursewright.rendering.stage import Stage


def render_controls(stage: Stage, view: ItemView, likert: Likert) -> None:
    """Add the statements, each with the whole scale."""
    statements = by_letter(view.letters("statement"), likert.statements)
    for letter in view.spec["statements"]:
        stage.raw(f'<fieldset class="course-likert" data-statement="{letter}">')
        stage.span("legend", {}, statements[letter])
        for point, label in enumerate(likert.scale, start=1):
            control = f"{view.element_id}-{letter}-{point}"
            values = {
                "type": "radio",
                "name": f"{view.name}/{letter}",
                "id": control,
                "value": str(point),
            }
            stage.raw(
                f'<div class="course-option"><input{attributes(values)}>'
                f'<label for="{control}">{escape(label)}</label></div>'
            )
        stage.raw("</fieldset>")
