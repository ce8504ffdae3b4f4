"""Course -> pages and quiz data: pure functions from values to text."""

from coursewright.rendering.course import render_course
from coursewright.rendering.pages import NavSection, RenderedCourse, RenderedPage

__all__ = ["NavSection", "RenderedCourse", "RenderedPage", "render_course"]
