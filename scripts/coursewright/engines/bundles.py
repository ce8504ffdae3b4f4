"""The browser bundles as files of the site, with a content hash in each name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coursewright.diagnostics import CoursewrightError

DIST: Final = Path(__file__).resolve().parents[1] / "browser" / "dist"
FOLDER: Final = "assets/course"
NAMES: Final = (
    "course-quiz.js",
    "course-scenario.js",
    "course-instrument.js",
    "course-home.js",
    "course-delivery.js",
    "course-review.js",
    "course-menu.js",
    "course-site.js",
    "course.css",
    "course-scenario.css",
    "course-instrument.css",
    "site.css",
)
HASH_DIGITS: Final = 8


@dataclass(frozen=True, slots=True)
class Bundle:
    """One script or style sheet."""

    name: str
    uri: str
    """Its path in the site: `assets/course/course-quiz.1a2b3c4d.js`."""
    content: bytes


def read_bundles(folder: Path | None = None) -> dict[str, Bundle]:
    """Return every bundle by its name.

    Raises:
        CoursewrightError: one is missing, so the installation is incomplete.
    """
    folder = folder or DIST
    bundles = {}
    for name in NAMES:
        try:
            content = (folder / name).read_bytes()
        except OSError as fault:
            raise CoursewrightError(
                f"the browser file {name} is missing from the installation; install coursewright "
                "again (developers: `npm run build` in scripts/coursewright/browser)"
            ) from fault
        stem, _, suffix = name.rpartition(".")
        digest = hashlib.sha256(content).hexdigest()[:HASH_DIGITS]
        bundles[name] = Bundle(name, f"{FOLDER}/{stem}.{digest}.{suffix}", content)
    return bundles
