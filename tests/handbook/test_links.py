"""Links of README, CONTRIBUTING and handbook lead somewhere."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from markdown.extensions.toc import slugify
from tests.handbook.pages import HANDBOOK, PAGES, ROOT, name_of, split_page

if TYPE_CHECKING:
    from pathlib import Path

LINK = re.compile(r"!?\[(?:[^\]\[]|\[[^\]]*\])*\]\(([^)\s]+)\)")
CODE = re.compile(r"`[^`]*`")
HEADING = re.compile(r"^#{1,6} +(?P<text>.+?)(?: *\{ *#(?P<id>[\w.-]+)[^}]*\})?$", re.MULTILINE)
OUTSIDE = ("https://", "http://")
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*)`")
PAGES_ABOUT_CODE = (
    "CONTRIBUTING.md",
    "docs/handbook/explanation/architecture.md",
    "docs/handbook/explanation/decisions.md",
    "docs/handbook/explanation/engine.md",
)
PICTURE_BYTES = 200_000


@cache
def anchors(page: Path) -> frozenset[str]:
    """Return the anchors of a page, as MkDocs and forges make them from headings."""
    found: set[str] = set()
    for match in HEADING.finditer(split_page(page)[0]):
        anchor = match["id"] or slugify(match["text"].replace("`", ""), "-")
        number = 1
        while anchor in found:
            anchor, number = f"{anchor}_{number}", number + 1
        found.add(anchor)
    return frozenset(found)


def links(page: Path) -> list[str]:
    """Return the targets of a page's links and pictures."""
    return LINK.findall(CODE.sub("code", split_page(page)[0]))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_and_anchors_resolve(page: Path) -> None:
    """Each link leads to a file that exists and, with an anchor, to a heading in it."""
    broken = []
    for link in links(page):
        if link.startswith(OUTSIDE):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)

    assert broken == []


def test_pages_of_the_handbook_link_only_to_what_the_site_has() -> None:
    """The handbook can be built into the site, so its links stay within the handbook."""
    leaving = [
        f"{name_of(page)}: {link}"
        for page in PAGES
        if page.is_relative_to(HANDBOOK)
        for link in links(page)
        if not link.startswith((*OUTSIDE, "#"))
        and not (page.parent / link.partition("#")[0]).resolve().is_relative_to(HANDBOOK)
    ]

    assert leaving == []


def test_every_page_of_the_handbook_is_reached() -> None:
    """Starting from README and following links, one comes to every page."""
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        targets = (link.partition("#")[0] for link in links(page) if not link.startswith(OUTSIDE))
        waiting += [(page.parent / name).resolve() for name in targets if name]

    lost = [name_of(page) for page in PAGES if page not in reached]
    # Folders' index pages are reached by the site's navigation.
    assert [name for name in lost if not name.endswith("/index.md")] == []


def test_the_readme_shows_the_course_on_its_first_screen() -> None:
    """The picture stands before the first command, is a PNG, and is small enough for anyone."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (picture,) = [link for link in links(ROOT / "README.md") if link.endswith(".png")]
    content = (ROOT / picture).read_bytes()

    assert text.index(picture) < text.index("```")
    assert content.startswith(b"\x89PNG")
    assert len(content) <= PICTURE_BYTES


@pytest.mark.parametrize("name", PAGES_ABOUT_CODE)
def test_files_named_in_sentences_exist(name: str) -> None:
    """A path in code letters is a file or folder of the repository or of the package."""
    named = PATH.findall(split_page(ROOT / name)[0])
    package = ROOT / "scripts" / "coursewright"
    starts = (ROOT, package, package / "browser" / "src")
    # Made by the first publish and by the preview, and the notation of ids.
    others = {"quizzes/.published.json", "quizzes/.archive/", ".preview/", "bank/item"}

    assert named
    assert [
        path
        for path in named
        if path not in others and not any((start / path).exists() for start in starts)
    ] == []
