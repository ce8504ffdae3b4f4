"""What is written to a site is valid: every page, style sheet and drawing, by the Nu checker."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

import pytest
from tests.site.building import ROOT, write_examples

from coursewright.engines.preview import render_findings
from coursewright.pipeline import load_course

if TYPE_CHECKING:
    from collections.abc import Mapping

# One run of the checker serves all tests here, so they stay on one worker.
pytestmark = [pytest.mark.acceptance, pytest.mark.xdist_group("validity")]

CHECKER: Final = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
ARGUMENTS: Final = ("--format", "json", "--errors-only", "--also-check-css", "--also-check-svg")
PLANTED: Final = {
    "page.html": '<!doctype html><html lang="en"><title>A page</title><p id="">An empty id</p>',
    "sheet.css": "a { colour: red; }",
    "drawing.svg": '<svg xmlns="http://www.w3.org/2000/svg"><circel/></svg>',
}


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the real course with its handbook, a course with every kind of item, and a preview."""
    if shutil.which("java") is None or not CHECKER.exists():
        pytest.skip("needs java and `npm ci`")
    folder = tmp_path_factory.mktemp("validity")
    build(ROOT, folder / "real", "--with-handbook")
    examples = write_examples(folder / "course")
    build(examples, folder / "every-kind")
    print_handouts(examples, folder / "handouts", "--with-record-keys")
    print_handouts(ROOT, folder / "real-handouts")
    (examples / "modules" / "course.yml").write_text("titel: <b>\n", encoding="utf-8")
    (folder / "preview").mkdir()
    page = render_findings(load_course(examples).findings)
    (folder / "preview" / "findings.html").write_bytes(page)
    (folder / "planted").mkdir()
    for name, text in PLANTED.items():
        (folder / "planted" / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def faults(sites: Path) -> Mapping[str, list[str]]:
    """Check everything and return the faults by file, relative to the folder of the sites."""
    command = ["java", "-jar", str(CHECKER), *ARGUMENTS, *map(str, checked_files(sites))]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    found: dict[str, list[str]] = {}
    # The planted faults make the checker print on standard error and exit with 1.
    for message in json.loads(done.stderr)["messages"]:
        found.setdefault(name_of(message, sites), []).append(text_of(message))
    return found


def build(root: Path, out: Path, *options: str) -> None:
    """Build a site with the real command."""
    command = [sys.executable, "-m", "coursewright.cli.main", "build", *options]
    command += ["--root", str(root), "--out", str(out)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def print_handouts(root: Path, out: Path, *options: str) -> None:
    """Write every handout of a course with the real command."""
    command = [sys.executable, "-m", "coursewright.cli.main", "handouts", *options]
    command += ["--root", str(root), "--out", str(out)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def checked_files(folder: Path) -> list[Path]:
    """Return all pages and drawings, and of the style sheets ours: the theme's are its own."""
    ours = [*folder.rglob("*.html"), *folder.rglob("*.svg")]
    ours += [path for path in folder.rglob("*.css") if path.parent.name in {"course", "planted"}]
    return sorted(ours)


def name_of(message: dict[str, Any], folder: Path) -> str:
    """Return the file of a message, relative to the folder."""
    path = Path(unquote(urlsplit(message["url"]).path))
    return path.resolve().relative_to(folder.resolve()).as_posix()


def text_of(message: dict[str, Any]) -> str:
    """Return a message with its place and the text it is about."""
    where = f"{message.get('lastLine', 0)}:{message.get('lastColumn', 0)}"
    return f"{where}: {message['message']} … {message.get('extract', '').strip()}"


def test_planted_faults_are_found(faults: Mapping[str, list[str]]) -> None:
    """The checker reads pages, style sheets and drawings: a fault in each of them is reported."""
    planted = {name for name in faults if name.startswith("planted/")}

    assert planted == {f"planted/{name}" for name in PLANTED}


def test_every_file_is_valid(sites: Path, faults: Mapping[str, list[str]]) -> None:
    """No page, style sheet or drawing of a site, of the preview or of the handouts has a fault."""
    names = {path.relative_to(sites).as_posix() for path in checked_files(sites)}

    assert {"real/index.html", "real/404.html", "preview/findings.html"} <= names
    assert {"real-handouts/course/workbook.html", "handouts/course/guide.html"} <= names
    assert {name: found for name, found in faults.items() if not name.startswith("planted/")} == {}
