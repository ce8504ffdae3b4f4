"""Which renderer draws which interaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from coursewright.model import Choice, FillIn, Likert, LongFillIn, Matching, Sequencing
from coursewright.rendering.interactions import (
    choice,
    fill_in,
    likert,
    matching,
    reflection,
    sequencing,
)

if TYPE_CHECKING:
    from coursewright.rendering.interactions.view import ItemView
    from coursewright.rendering.stage import Stage


def render_interaction(stage: Stage, view: ItemView) -> None:
    """Add the controls of an item; gaps stand in the stem or the text already."""
    interaction = view.item.interaction
    match interaction:
        case Choice():
            choice.render_controls(stage, view, interaction)
        case Sequencing():
            sequencing.render_controls(stage, view, interaction)
        case Matching():
            matching.render_controls(stage, view, interaction)
        case Likert():
            likert.render_controls(stage, view, interaction)
        case LongFillIn():
            reflection.render_controls(stage, view)
        case FillIn():
            pass
        case _:
            assert_never(interaction)


def render_solution(stage: Stage, view: ItemView) -> None:
    """Add the key and the feedback of an item. Never called for a sealed bank."""
    interaction = view.item.interaction
    match interaction:
        case Choice():
            choice.render_solution(stage, view, interaction)
        case Sequencing():
            sequencing.render_solution(stage, view, interaction)
        case Matching():
            matching.render_solution(stage, view, interaction)
        case FillIn():
            fill_in.render_solution(stage, view, interaction)
        case LongFillIn():
            reflection.render_solution(stage, view, interaction)
        case Likert():
            pass
        case _:
            assert_never(interaction)
