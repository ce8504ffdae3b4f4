"""The product's own documentation as pages: for trainers, HR and developers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import CoursewrightError, Span
from coursewright.model import Asset, Course, Heading, PageSource

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = "docs/handbook"
ASSET_SUFFIXES: Final = frozenset({".png", ".svg", ".jpg", ".webp"})
_TITLE: Final = re.compile(r"^# +(?P<title>.+?) *(?:\{.*\})?$", re.MULTILINE)


def with_handbook(course: Course, root: Path) -> Course:
    """Return the course with the pages and pictures of `docs/handbook/`.

    The course reader leaves the handbook out: it is no course text, so its quotes of item syntax
    are examples and not items.

    Raises:
        CoursewrightError: a page is not UTF-8 text.
    """
    pages, assets = [], []
    for path in sorted((root / FOLDER).rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        name = path.relative_to(root).as_posix()
        if path.suffix == ".md":
            pages.append(_read_page(path, name))
        elif path.suffix in ASSET_SUFFIXES:
            assets.append(Asset(name, path.stat().st_size))
    return replace(course, pages=(*course.pages, *pages), assets=(*course.assets, *assets))


def _read_page(path: Path, name: str) -> PageSource:
    try:
        body = path.read_text("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise CoursewrightError(f"{name} is not UTF-8 text") from fault
    found = _TITLE.search(body)
    headings = (Heading(1, found["title"], "", Span(name)),) if found else ()
    return PageSource(
        path=name,
        body=body,
        first_line=1,
        headings=headings,
        links=(),
        checks=(),
        recalls=(),
        anchors=(),
    )
