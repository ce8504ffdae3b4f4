"""The element that takes personal links in and sends records, once on every page with a script."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from coursewright.rendering.context import CERTIFICATE, RECORD
from coursewright.rendering.stage import Stage

if TYPE_CHECKING:
    from coursewright.rendering.context import Context
    from coursewright.rendering.pages import RenderedPage


def with_delivery(context: Context, page: RenderedPage) -> RenderedPage:
    """Return a page with `<course-delivery>` below its heading, if it has a script at all.

    Without JavaScript the element is hidden and empty. `data-intake` is there only when the
    course has an intake: without one nothing is ever sent.
    """
    if not page.bundle:
        return page
    values = {
        "class": "course-delivery",
        "data-course": context.course.id,
        "data-record": context.url(RECORD, page.src_uri),
        "data-certificate": context.url(CERTIFICATE, page.src_uri),
        "data-paths": _paths(context),
        "hidden": "hidden",
    }
    if context.course.intake:
        values["data-intake"] = context.course.intake
    # The first line of a page is its heading, or a stage that holds it.
    heading, _, rest = page.markdown.partition("\n")
    line = Stage("course-delivery", values, page.src_uri).line()
    return replace(page, markdown=f"{heading}\n\n{line}\n\n{rest}")


def _paths(context: Context) -> str:
    """Return path id -> title as JSON: what a personal link's path is called."""
    titles = {path.id: path.title for path in context.course.paths}
    return json.dumps(titles, ensure_ascii=False, separators=(",", ":"))
