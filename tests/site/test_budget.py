"""What a phone has to load: small bundles, only where needed, and no inline code of ours."""

from __future__ import annotations

import gzip
import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from .building import inline_scripts, theme_scripts

if TYPE_CHECKING:
    from pathlib import Path

    from .building import Site

pytestmark = pytest.mark.acceptance

KB = 1000
LARGEST = {
    "course-quiz.js": 16 * KB,
    "course-scenario.js": 7500,
    "course-instrument.js": 6500,
    "course-home.js": 16 * KB,
    "course-delivery.js": 7300,
    "course-review.js": 16 * KB,
    "course-menu.js": 3500,
    "course-site.js": 2 * KB,
    "course.css": 4 * KB,
    "course-scenario.css": 1500,
    "course-instrument.css": 1000,
    "site.css": 4 * KB,
}
LESSON_LIMIT = 14 * KB
# Every practice item of fourteen modules, loaded only by whoever opens the page.
REVIEW_LIMIT = 180 * KB
HASHED = re.compile(r"(?P<name>.+)\.(?P<digest>[0-9a-f]{8})\.(?P<suffix>js|css)")


def zipped(content: bytes) -> int:
    """Return how many bytes a server sends."""
    return len(gzip.compress(content, 9, mtime=0))


@pytest.fixture(scope="module")
def html(site: Site) -> dict[str, str]:
    """Read every page by its address."""
    pages = {path: site.folder / path / "index.html" for path in site.pages}
    pages["404.html"] = site.folder / "404.html"
    return {path: file.read_text(encoding="utf-8") for path, file in pages.items()}


def test_bundles_are_small(site: Site) -> None:
    """Each bundle stays within its budget, gzipped; there is no other one and no source map."""
    sizes = {}
    for file in (site.folder / "assets/course").iterdir():
        found = HASHED.fullmatch(file.name)
        assert found, file.name
        sizes[f"{found['name']}.{found['suffix']}"] = zipped(file.read_bytes())
    assert sorted(sizes) == sorted(LARGEST)
    assert {name: size for name, size in sizes.items() if size > LARGEST[name]} == {}
    assert list(site.folder.rglob("*.map")) == []


def test_names_follow_contents(site: Site) -> None:
    """A bundle's name holds the hash of its content, so that browsers may keep it for ever."""
    for file in (site.folder / "assets/course").iterdir():
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        assert f".{digest[:8]}." in file.name


def test_pages_load_only_what_they_need(html: dict[str, str]) -> None:
    """Each bundle is where its elements are, delivery with any of them, the menu everywhere."""
    for path, text in html.items():
        elements = set(re.findall(r"<(course-[a-z]+)", text)) - {"course-menu"}
        assert ("course/course-quiz." in text) is bool(
            elements & {"course-quiz", "course-lesson"}
        ), path
        assert ("course/course-home." in text) is bool(
            elements & {"course-progress", "course-profile", "course-record", "course-certificate"}
        ), path
        has_scenario = "course-scenario" in elements
        assert text.count("course/course-scenario.") == 2 * has_scenario, path
        assert ("course/course-review." in text) is ("course-review" in elements), path
        assert ("course/course." in text) is bool(elements), path
        assert ("course/course-delivery." in text) is bool(elements), path
        assert text.count("<course-delivery") == bool(elements), path
        assert text.count("<course-menu") == text.count("course/course-menu.") == 1, path
    assert sum("course/course-quiz." in text for text in html.values()) < len(html)


def test_lessons_are_small(html: dict[str, str]) -> None:
    """A lesson with its checks is one round trip: 14 kB gzipped."""
    lessons = {path: text for path, text in html.items() if "<course-lesson" in text}
    assert len(lessons) > 15
    sizes = {path: zipped(text.encode()) for path, text in lessons.items()}
    assert {path: size for path, size in sizes.items() if size > LESSON_LIMIT} == {}


def test_pages_with_every_practice_item_have_a_limit(html: dict[str, str]) -> None:
    """The review and the warm-up carry their items; beyond this weight they need another way."""
    sizes = {path: zipped(html[path].encode()) for path in ("review/", "warm-up/")}
    assert {path: size for path, size in sizes.items() if size > REVIEW_LIMIT} == {}


def test_no_inline_code_of_ours(html: dict[str, str], tmp_path: Path) -> None:
    """Inline scripts are the theme's own; there are no styles and no handlers in the pages."""
    theme = theme_scripts(tmp_path / "plain")
    for path, text in html.items():
        assert inline_scripts(text) - theme == set(), path
        bare = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
        assert re.findall(r"<style|<[^>]+\s(?:style|on[a-z]+)=", bare) == [], path
