"""Every example in the handbook's format pages is read, checked and built as it stands."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from coursewright.engines.build import build_site
from coursewright.pipeline import Loaded, load_course
from coursewright.rendering import render_course

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "handbook" / "reference"
BLOCK = re.compile(r'^(`{4})\w+ title="([^"]+)"\n(.*?)^\1$', re.MULTILINE | re.DOTALL)
GLOSSARY = """terms:
  - id: term.touchpoint
    group: core
    en: touchpoint
    definition: A moment at which customer and company meet.
    items: []
"""


def examples(page: str) -> list[tuple[str, str]]:
    """The titled code blocks of a page: title and text."""
    text = (REFERENCE / page).read_text(encoding="utf-8")
    return [(title, body) for _, title, body in BLOCK.findall(text)]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course that consists of the handbook's examples and the knowledge they cite."""
    folder = tmp_path_factory.mktemp("examples")
    items = []
    for page in ("course-format.md", "quiz-format.md", "scenario-format.md"):
        for title, body in examples(page):
            if title == "an item":
                items.append(body)
                continue
            path = folder / title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
    with (folder / "quizzes" / "demo.md").open("a", encoding="utf-8") as bank:
        bank.write("\n" + "\n".join(items))
    knowledge = folder / "modules" / "knowledge"
    (knowledge / "frameworks").mkdir(parents=True)
    ours = ROOT / "modules" / "knowledge"
    shutil.copy(ours / "sources.yml", knowledge / "sources.yml")
    framework = (ours / "frameworks" / "resolved.yml").read_text(encoding="utf-8")
    # A core framework needs three quiz items for each of its items: too many for an example.
    (knowledge / "frameworks" / "resolved.yml").write_text(
        framework.replace("core: true", "core: false"), encoding="utf-8"
    )
    (knowledge / "glossary.yml").write_text(GLOSSARY, encoding="utf-8")
    beliefs = (ours / "misconceptions.yml").read_text(encoding="utf-8")
    kept = [part for part in beliefs.split("\n  - ") if "mis.resolved" in part]
    (knowledge / "misconceptions.yml").write_text(
        "misconceptions:\n  - " + "\n  - ".join(kept), encoding="utf-8"
    )
    return folder


@pytest.fixture(scope="module")
def loaded(course: Path) -> Loaded:
    """The examples, read and checked."""
    return load_course(course)


def test_examples_have_no_errors(loaded: Loaded) -> None:
    """The reader and every check accept the handbook's examples."""
    errors = [finding for finding in loaded.findings if finding.severity == "error"]

    assert errors == []


def test_examples_show_every_interaction(loaded: Loaded) -> None:
    """The quiz format page has an example of each interaction and each way of scoring."""
    assert loaded.course is not None
    items = [item for quiz in loaded.course.quizzes for item in quiz.items]
    shown = {getattr(item.interaction, "scoring", item.interaction.name) for item in items}

    assert shown == {
        "single",
        "multiple",
        "situation",
        "true-false",
        "sequencing",
        "matching",
        "fill-in",
        "numeric",
        "likert",
        "long-fill-in",
    }


def test_examples_build_a_site(course: Path, loaded: Loaded, tmp_path: Path) -> None:
    """The examples become a site with a page for the lesson and for both quizzes."""
    assert loaded.course is not None
    rendered = render_course(loaded.course, loaded.pools, loaded.published)
    build_site(course, rendered, tmp_path / "site")

    assert (tmp_path / "site" / "demo" / "person-first" / "index.html").is_file()
    assert (tmp_path / "site" / "demo" / "quiz" / "index.html").is_file()
    assert (tmp_path / "site" / "demo" / "cold-soup" / "index.html").is_file()
