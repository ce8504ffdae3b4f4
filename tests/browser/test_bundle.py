"""The committed bundles are what the sources give, small, and fit for a strict policy."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
RUNTIME: Final = ROOT / "scripts/coursewright/browser"
DIST: Final = RUNTIME / "dist"
BUNDLES: Final = (
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
BUDGET_B: Final = {
    "course-quiz.js": 16_000,
    "course-scenario.js": 7_500,
    "course-instrument.js": 6_500,
    "course-home.js": 16_000,
    "course-delivery.js": 7_300,
    "course-review.js": 16_000,
    "course-menu.js": 3_500,
    "course-site.js": 2_000,
    "course.css": 4_000,
    "course-scenario.css": 1_500,
    "course-instrument.css": 1_000,
    "site.css": 4_000,
}
FORBIDDEN: Final = {
    "eval": r"\beval\s*\(",
    "code from text": r"\bnew Function\b|\bFunction\s*\(|set(?:Timeout|Interval)\(\s*[\"'`]",
    "markup from text": r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|setHTMLUnsafe",
    "inline style": r"\.cssText|setAttribute\(\s*[\"'`]style",
    "another host": r"(?:https?:)?//(?!www\.w3\.org/)[\w-]+(?:\.[\w-]+)+",
    "import of a style or script": r"@import|\bimport\s*\(",
    "source map": r"sourceMappingURL",
}


def test_rebuilding_gives_the_committed_bundles(tmp_path: Path) -> None:
    """`npm run build` on the committed sources gives the committed bytes."""
    if shutil.which("node") is None or not (ROOT / "node_modules/esbuild").exists():
        pytest.skip("needs node and `npm ci`; the bundles themselves need neither")
    build = ["node", str(RUNTIME / "build.mjs"), "--out", str(tmp_path)]
    done = subprocess.run(build, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    rebuilt = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    committed = {path.name: path.read_bytes() for path in DIST.iterdir()}

    assert sorted(committed) == sorted(rebuilt) == sorted(BUNDLES)
    assert [name for name in BUNDLES if committed[name] != rebuilt[name]] == []


@pytest.mark.parametrize("name", BUNDLES)
def test_bundle_keeps_its_budget(name: str) -> None:
    """What a page loads stays within its budget after gzip."""
    assert len(gzip.compress((DIST / name).read_bytes(), 9)) <= BUDGET_B[name]


@pytest.mark.parametrize("name", BUNDLES)
@pytest.mark.parametrize("what", FORBIDDEN)
def test_bundle_has_nothing_forbidden(name: str, what: str) -> None:
    """No bundle evaluates text, writes markup from text or names another host."""
    text = (DIST / name).read_text(encoding="utf-8")

    assert re.findall(FORBIDDEN[what], text) == []


@pytest.mark.parametrize("name", [name for name in BUNDLES if name.endswith(".js")])
def test_script_runs_as_classic_script(name: str) -> None:
    """A bundle is one function expression in ASCII: it runs on file:// and leaves no globals."""
    text = (DIST / name).read_text(encoding="ascii").strip()

    assert re.match(r'(?:"use strict";)?\(\(\)=>\{', text)
    assert text.endswith("})();")


def test_lock_file_names_no_address() -> None:
    """The lock pins every package by hash and leaves the registry to the machine."""
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    unpinned = [name for name, entry in packages.items() if name and "integrity" not in entry]

    assert unpinned == []
    assert "://" not in text


def test_development_tools_are_pinned() -> None:
    """The runtime has no dependencies; the tools that build it have one exact version each."""
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    exact = re.compile(r"\d+\.\d+\.\d+")

    assert "dependencies" not in package
    assert [v for v in package["devDependencies"].values() if not exact.fullmatch(v)] == []
