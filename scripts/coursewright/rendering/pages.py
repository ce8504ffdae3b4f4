"""What rendering hands to an engine: pages, files to copy, and the navigation."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.model import Asset

Bundle = Literal["", "home", "quiz", "scenario", "instrument", "review"]


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """One page as Markdown; an engine turns it into HTML in a single pass."""

    src_uri: str
    """Path in the course: relative links in the Markdown start from here."""
    dest_uri: str
    """Path in the site: `resolved/person-first/index.html`."""
    title: str
    """Plain text."""
    markdown: str
    bundle: Bundle = ""
    """Which script the page needs besides the one of every page."""
    meta: Mapping[str, Any] = field(default_factory=dict)
    """Front matter for the engine (`hide`, `description` …)."""

    @property
    def url(self) -> str:
        """The page's URL relative to the site's root: `resolved/person-first/`, home: ``."""
        return url_of(self.dest_uri)


@dataclass(frozen=True, slots=True)
class NavSection:
    """A titled group of the navigation; its first page is the section's own page."""

    title: str
    entries: tuple[NavSection | str, ...]
    """Sections, or the `src_uri` of pages."""


@dataclass(frozen=True, slots=True)
class RenderedCourse:
    """Everything an engine needs."""

    id: str
    """The course's IRI: what a browser keeps is kept under it."""
    has_paths: bool
    """Learners choose one of several; module pages name theirs as `course_paths` in `meta`."""
    title: str
    description: str
    language: str
    pages: tuple[RenderedPage, ...]
    assets: tuple[tuple[Asset, str], ...]
    """Files to copy, each with its path in the site."""
    nav: tuple[NavSection | str, ...]


def url_of(dest_uri: str) -> str:
    """Return the URL of a file of the site: `a/index.html` -> `a/`."""
    return dest_uri.removesuffix("index.html")


def relative_url(dest_uri: str, start: str) -> str:
    """Return the URL that leads from the page `start` to the page `dest_uri` (both in the site)."""
    folder = posixpath.dirname(start) or "."
    target = posixpath.relpath(posixpath.dirname(dest_uri) or ".", folder)
    name = url_of(posixpath.basename(dest_uri))
    return posixpath.join(target, name) if name or target != "." else "./"
