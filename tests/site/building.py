"""Sites as people build them: with the real command, in a process of its own."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from tests.handbook.test_examples import GLOSSARY, examples

from coursewright.engines.build import build_site
from coursewright.pipeline import load_course
from coursewright.rendering import render_course

ROOT: Final = Path(__file__).parents[2]
COURSE_FILES: Final = ("modules", "quizzes", "docs", "mkdocs.yml")
SECRETS: Final = "modules/knowledge"
DATA: Final = re.compile(r'class="course-quiz-data"[^>]*>(?P<json>.*?)</', re.DOTALL)
SCRIPT: Final = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)


@dataclass(frozen=True)
class Site:
    """A built site and where it is served; the address ends with a slash."""

    url: str
    folder: Path

    @property
    def pages(self) -> list[str]:
        """Addresses of all pages below `url`, without the 404 page."""
        found = sorted(self.folder.rglob("index.html"))
        names = (path.parent.relative_to(self.folder).as_posix() for path in found)
        return ["" if name == "." else f"{name}/" for name in names]

    @property
    def bank(self) -> dict[str, Any]:
        """All items with their keys, in the shape of a bank file."""
        found = _items(self.folder)
        return {"items": {name: spec | {"key": key} for name, (spec, key) in found.items()}}

    def item(self, item: str) -> tuple[dict[str, Any], dict[str, Any] | None]:
        """Return the public form of an item and, in a practice quiz, its key."""
        return _items(self.folder)[item]


@cache
def _items(folder: Path) -> dict[str, tuple[dict[str, Any], dict[str, Any] | None]]:
    """Read every item from the data that the pages carry."""
    found: dict[str, tuple[dict[str, Any], dict[str, Any] | None]] = {}
    for page in folder.rglob("*.html"):
        for block in DATA.finditer(page.read_text(encoding="utf-8")):
            data = json.loads(html.unescape(block["json"]))
            keys = data["keys"] or {}
            found |= {name: (spec, keys.get(name)) for name, spec in data["form"]["items"].items()}
    return found


def run_build(root: Path, out: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `course build` and return what it printed, whatever its exit code."""
    command = [sys.executable, "-m", "coursewright.cli.main", "build"]
    command += ["--root", str(root), "--out", str(out)]
    return subprocess.run(
        command, check=False, capture_output=True, text=True, env=os.environ | environment
    )


def build(root: Path, out: Path, **environment: str) -> Path:
    """Build a course that has no mistakes."""
    done = run_build(root, out, **environment)
    assert done.returncode == 0, done.stderr
    return out


def build_with_intake(root: Path, out: Path, url: str, intake: str) -> Path:
    """Build a course for an intake on loopback; a course file may only name one with HTTPS."""
    loaded = load_course(root)
    assert loaded.course is not None
    course = replace(loaded.course, intake=intake)
    rendered = render_course(course, loaded.pools, loaded.published)
    with patch.dict(os.environ, COURSE_SITE_URL=url):
        build_site(root, rendered, out)
    return out


def copy_course(target: Path) -> Path:
    """Copy the sources of the real course."""
    for name in COURSE_FILES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("handbook"))
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target / name)
    return target


def write_examples(target: Path) -> Path:
    """Make a course of the handbook's examples; its quiz draws every item, of every kind."""
    items = []
    for page in ("course-format.md", "quiz-format.md", "scenario-format.md"):
        for title, body in examples(page):
            if title == "an item":
                items.append(body)
                continue
            path = target / title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
    bank = target / "quizzes" / "demo.md"
    text = bank.read_text(encoding="utf-8").replace("draw: 5\n", "")
    bank.write_text("\n".join([text, *items]), encoding="utf-8")
    knowledge = target / SECRETS
    (knowledge / "frameworks").mkdir(parents=True)
    shutil.copy(ROOT / SECRETS / "sources.yml", knowledge)
    framework = (ROOT / SECRETS / "frameworks/resolved.yml").read_text(encoding="utf-8")
    (knowledge / "frameworks/resolved.yml").write_text(
        framework.replace("core: true", "core: false"), encoding="utf-8"
    )
    (knowledge / "glossary.yml").write_text(GLOSSARY, encoding="utf-8")
    beliefs = (ROOT / SECRETS / "misconceptions.yml").read_text(encoding="utf-8")
    kept = [part for part in beliefs.split("\n  - ") if "mis.resolved" in part]
    text = "misconceptions:\n  - " + "\n  - ".join(kept)
    (knowledge / "misconceptions.yml").write_text(text, encoding="utf-8")
    return target


def inline_scripts(text: str) -> set[str]:
    """Return the code that a page runs without loading it; data blocks are not code."""
    return {
        found["code"]
        for found in SCRIPT.finditer(text)
        if "src=" not in found["attributes"] and "json" not in found["attributes"]
    }


def theme_scripts(folder: Path) -> set[str]:
    """Return the inline scripts of the theme alone, from a site without a course.

    Taken from the course's own pages, a script that came in through a lesson would allow itself.
    """
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    plain = settings.replace("  - coursewright\n", "")
    folder.mkdir()
    (folder / "mkdocs.yml").write_text(plain, encoding="utf-8")
    for name in ("index.md", "one/index.md", "one/two.md"):
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# A page\n\n## With a section\n", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "COURSE_SITE_URL": "http://127.0.0.1/"}
    subprocess.run(command, cwd=folder, check=True, env=environment, capture_output=True)
    pages = (folder / "site").rglob("*.html")
    return set().union(*(inline_scripts(page.read_text(encoding="utf-8")) for page in pages))


def strict_policy(scripts: set[str], intake: str = "") -> str:
    """Return a policy that allows what the site needs, the intake's origin, and nothing else."""
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    allowed = " ".join(sorted(f"'sha256-{base64.b64encode(one).decode()}'" for one in digests))
    connect = f"'self' {intake}".strip()
    return (
        f"default-src 'none'; script-src 'self' {allowed}; style-src 'self'; "
        f"img-src 'self' data:; font-src 'self'; connect-src {connect}; worker-src 'self'; "
        "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-src 'none'; "
        "object-src 'none'; frame-ancestors 'none'"
    )
