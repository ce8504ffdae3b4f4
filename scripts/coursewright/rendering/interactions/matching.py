"""`matching`: one select per source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.generating.text import plain_text
from coursewright.rendering.interactions.view import by_letter
from coursewright.rendering.stage import attributes, escape

if TYPE_CHECKING:
    from coursewright.model import Matching
    from coursewright.rendering.interactions.view import ItemView
    from coursewright.rendering.stage import Stage


def render_controls(stage: Stage, view: ItemView, matching: Matching) -> None:
    """Add the sources, each with all targets to choose from."""
    texts = (*(pair.target for pair in matching.pairs), *matching.extra_targets)
    targets = by_letter(view.letters("target"), texts)
    # A select shows text only, so Markdown in a target is reduced to its words.
    choices = "".join(
        f'<option value="{letter}">{escape(plain_text(targets[letter].text))}</option>'
        for letter in view.spec["targets"]
    )
    choices = f'<option value="">{escape(view.texts.choose)}</option>{choices}'
    sources = by_letter(view.letters("source"), (pair.source for pair in matching.pairs))
    stage.raw(view.note(view.texts.match_each))
    for letter in view.spec["sources"]:
        control = f"{view.element_id}-{letter}"
        stage.raw(f'<div class="course-match" data-source="{letter}">')
        stage.span("label", {"for": control}, sources[letter])
        values = {"id": control, "name": f"{view.name}/{letter}"}
        stage.raw(f" <select{attributes(values)}>{choices}</select></div>")


def render_solution(stage: Stage, view: ItemView, matching: Matching) -> None:
    """Add the right pairs."""
    stage.raw(f'<div class="course-key"><p>{escape(view.texts.right_pairs)}</p><ul>')
    for pair in matching.pairs:
        stage.raw("<li>")
        stage.span("strong", {}, pair.source)
        stage.raw(": ")
        stage.span("span", {}, pair.target)
        stage.raw("</li>")
    stage.raw("</ul></div>")
