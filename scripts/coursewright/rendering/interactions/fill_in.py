"""`fill-in` and `numeric`: text inputs where the author put gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.model import NumberBlank, TextBlank
from coursewright.rendering.stage import attributes, escape

if TYPE_CHECKING:
    from coursewright.model import FillIn
    from coursewright.rendering.interactions.view import ItemView
    from coursewright.rendering.stage import Stage


def gap_inputs(view: ItemView) -> list[str]:
    """Return one input per gap, in reading order."""
    count = view.spec["blanks"]
    is_number = view.item.interaction.name == "numeric"
    inputs = []
    for index in range(count):
        texts = view.texts
        label = texts.gap_one if count == 1 else texts.gap.format(n=index + 1, all=count)
        values = {
            "type": "text",
            "class": "course-blank",
            "data-blank": str(index),
            "id": f"{view.element_id}-{index}",
            "name": f"{view.name}/{index}",
            "aria-label": label,
            "autocomplete": "off",
            "autocapitalize": "off",
            "spellcheck": "false",
            "inputmode": "decimal" if is_number else None,
        }
        inputs.append(f"<input{attributes(values)}>")
    return inputs


def render_solution(stage: Stage, view: ItemView, fill_in: FillIn) -> None:
    """Add the accepted responses of each gap."""
    stage.raw(f'<div class="course-key"><p>{escape(view.texts.accepted)}</p><ul>')
    blanks: tuple[TextBlank | NumberBlank, ...] = fill_in.blanks
    for index, blank in enumerate(blanks):
        words = _accepted(view, blank)
        if len(blanks) > 1:
            words = view.texts.accepted_gap.format(n=index + 1, texts=words)
        stage.raw(f"<li>{escape(words)}</li>")
    stage.raw("</ul></div>")


def _accepted(view: ItemView, blank: TextBlank | NumberBlank) -> str:
    if isinstance(blank, NumberBlank):
        return blank.shown
    return view.texts.or_word.join(blank.accepted)
