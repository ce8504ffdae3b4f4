"""A handout as one HTML file that needs nothing beside it.

The style sheet and the pictures are inside: these files are mailed and printed, and are not served
under the site's content security policy, which would forbid both. There is no script.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from coursewright.rendering.stage import attributes, escape

if TYPE_CHECKING:
    from collections.abc import Sequence


def document(title: str, course: str, language: str, body: Sequence[str], paper: str) -> str:
    """Return a complete HTML file.

    Args:
        title: plain text, for the head of the document.
        course: the course's title, for the foot of each page.
        language: of the text, such as `en`.
        body: HTML in the order of the pages.
        paper: `A4` or `letter`.
    """
    style = files("coursewright.rendering.handouts").joinpath("handout.css").read_text("utf-8")
    running = course.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ")
    style = style.replace("PAPER-SIZE", paper)
    style = style.replace("COURSE-TITLE", " ".join(running.split()))
    return "\n".join(
        (
            "<!doctype html>",
            f"<html{attributes({'lang': language})}>",
            '<head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(f'{title} | {course}')}</title>",
            f"<style>\n{style.strip()}\n</style></head>",
            "<body><main>",
            *body,
            "</main></body></html>\n",
        )
    )
