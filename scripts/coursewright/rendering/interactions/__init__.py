"""One file per interaction: what the learner operates, and what the solution shows."""

from coursewright.rendering.interactions.dispatch import render_interaction, render_solution
from coursewright.rendering.interactions.view import ItemView

__all__ = ["ItemView", "render_interaction", "render_solution"]
