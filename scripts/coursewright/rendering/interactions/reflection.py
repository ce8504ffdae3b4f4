"""`long-fill-in`: free text that stays on the learner's device."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.rendering.stage import attributes, escape

if TYPE_CHECKING:
    from coursewright.model import LongFillIn
    from coursewright.rendering.interactions.view import ItemView
    from coursewright.rendering.stage import Stage


def render_controls(stage: Stage, view: ItemView) -> None:
    """Add the text area and the promise about it."""
    values = {
        "class": "course-reflection",
        "rows": "4",
        "id": f"{view.element_id}-text",
        "name": view.name,
        "aria-label": view.texts.reflection_label,
    }
    stage.raw(view.note(view.texts.reflection_stays) + f"<textarea{attributes(values)}></textarea>")


def render_solution(stage: Stage, view: ItemView, reflection: LongFillIn) -> None:
    """Add the model answer, if the author gave one."""
    if reflection.model_answer:
        title = escape(view.texts.model_answer)
        stage.raw(f'<div class="course-model-answer"><p><strong>{title}</strong></p>')
        stage.block("div", {}, reflection.model_answer)
        stage.raw("</div>")
