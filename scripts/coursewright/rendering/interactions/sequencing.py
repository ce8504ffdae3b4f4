"""`sequencing`: a list whose elements the browser lets the learner move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.rendering.interactions.view import by_letter
from coursewright.rendering.stage import escape

if TYPE_CHECKING:
    from coursewright.model import Sequencing
    from coursewright.rendering.interactions.view import ItemView
    from coursewright.rendering.stage import Stage


def render_controls(stage: Stage, view: ItemView, sequencing: Sequencing) -> None:
    """Add the elements in the order of their public ids."""
    elements = by_letter(view.letters("element"), sequencing.elements)
    stage.raw(view.note(view.texts.put_in_order) + '<ol class="course-sequence">')
    for letter in view.spec["elements"]:
        stage.span(
            "li",
            {"class": "course-sequence__element", "data-element": letter},
            elements[letter],
        )
    stage.raw("</ol>")


def render_solution(stage: Stage, view: ItemView, sequencing: Sequencing) -> None:
    """Add the elements in the right order."""
    stage.raw(f'<div class="course-key"><p>{escape(view.texts.right_order)}</p><ol>')
    for element in sequencing.elements:
        stage.span("li", {}, element)
    stage.raw("</ol></div>")
