from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from coursewright.diagnostics import CoursewrightError
from coursewright.engines import BuildWarningsError, build, build_site
from coursewright.pipeline import load_course
from coursewright.rendering import render_course

FIXTURE = Path(__file__).parents[1] / "rendering" / "fixture"
ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its relative path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_site_has_every_page_and_file(site, rendered):
    """Each rendered page and asset is in the site, and no source file is."""
    files = files_of(site)
    assert {page.dest_uri for page in rendered.pages} <= set(files)
    assert "quizzes/img/pot.svg" in files
    assert not [name for name in files if name.endswith((".md", ".yml", ".map"))]


def test_nothing_secret_is_in_any_byte(site):
    """No key, rationale or feedback of the record bank is in any file, packed ones included."""
    for name, content in files_of(site).items():
        plain = gzip.decompress(content) if name.endswith(".gz") else content
        assert b"CANARY" not in plain, name


def test_search_does_not_know_the_items(site):
    """The search index holds lessons, but neither stems nor feedback."""
    index = (site / "search" / "search_index.json").read_text("utf-8")
    assert "Before the check" in index
    assert "Pour the tea" not in index
    assert "What comes" not in index


def test_two_builds_are_the_same_bytes(site, rendered, tmp_path):
    """Nothing in the site depends on the time or the place of the build."""
    build_site(FIXTURE, rendered, tmp_path / "other" / "site")
    assert files_of(tmp_path / "other" / "site") == files_of(site)


def test_links_between_pages_resolve(site):
    """Links written between source files lead to the pages' addresses."""
    html = (site / "start" / "first" / "index.html").read_text("utf-8")
    assert 'href="../../glossary/#pot"' in html
    assert 'src="../../quizzes/img/pot.svg"' in html
    assert 'href="./#the-steps"' in html or 'href="#the-steps"' in html


def test_previous_and_next_lead_through_the_course(site):
    """The footer joins lessons, module quiz and assessment."""
    html = (site / "start" / "quiz" / "index.html").read_text("utf-8")
    assert '<link rel="prev" href="../first/">' in html
    assert '<link rel="next" href="../../final/">' in html


def test_plain_mkdocs_builds_the_same_articles(course_root, site, tmp_path):
    """`mkdocs build` and `course build` give the same pages."""
    settings = build.settings_file(Path(__file__).parents[2])
    (course_root / "mkdocs.yml").write_bytes(settings.read_bytes())
    out = tmp_path / "plain"
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(out)]
    subprocess.run(command, cwd=course_root, check=True, env=os.environ)
    expected = {
        name: ARTICLE.findall(content.decode())
        for name, content in files_of(site).items()
        if name.endswith(".html")
    }
    assert len(expected) > 8
    for name, articles in expected.items():
        assert ARTICLE.findall((out / name).read_text("utf-8")) == articles, name


def test_plain_mkdocs_says_plainly_what_is_wrong(course_root, tmp_path):
    """An author's mistake stops `mkdocs build` with file and line, without a traceback."""
    settings = build.settings_file(Path(__file__).parents[2])
    (course_root / "mkdocs.yml").write_bytes(settings.read_bytes())
    bank = course_root / "quizzes" / "start.md"
    bank.write_text(bank.read_text("utf-8").replace("- [x] Warm", "- [v] Warm"), "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-d", str(tmp_path / "plain")]
    done = subprocess.run(command, cwd=course_root, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "quizzes/start.md:12:" in done.stderr
    assert "Traceback" not in done.stderr


def test_failed_build_leaves_the_last_site(rendered, tmp_path, course_root):
    """A broken link stops the build; the site and its folder are as before."""
    out = tmp_path / "site"
    build_site(course_root, rendered, out)
    before = files_of(out)
    broken = replace(rendered.pages[0], markdown="[x](no/such.md)\n")
    changed = replace(rendered, pages=(broken, *rendered.pages[1:]))
    with pytest.raises(BuildWarningsError, match=r"no/such\.md"):
        build_site(course_root, changed, out)
    assert files_of(out) == before
    assert [path.name for path in out.parent.iterdir() if path.name.startswith(".")] == []


def test_site_is_replaced_as_a_whole(rendered, tmp_path, course_root):
    """A page that no longer exists is gone after the next build."""
    out = tmp_path / "site"
    build_site(course_root, rendered, out)
    (out / "old.html").write_text("old", "utf-8")
    build_site(course_root, rendered, out)
    assert not (out / "old.html").exists()


@pytest.mark.parametrize("has_site", [True, False])
def test_run_that_died_is_cleared_up(rendered, tmp_path, course_root, has_site):
    """After a death before or between the two renames the next build starts clean."""
    out = tmp_path / "site"
    new, old = build.swap_folders(out)
    new.mkdir()
    (new / "half.html").write_text("half", "utf-8")
    old.mkdir()
    (old / "index.html").write_text("last good", "utf-8")
    if has_site:
        build_site(course_root, rendered, tmp_path / "done")
        (tmp_path / "done").rename(out)
    build.recover(out, new, old)
    assert not new.exists()
    assert not old.exists()
    assert (out / "index.html").exists()
    assert ((out / "index.html").read_text("utf-8") == "last good") is not has_site


@pytest.mark.parametrize("target", [".", "..", "modules/site", "docs"])
def test_course_itself_is_never_replaced(rendered, course_root, target):
    """A site cannot be written over or into the course's own folders."""
    with pytest.raises(CoursewrightError, match="the course itself"):
        build_site(course_root, rendered, course_root / target)
    assert (course_root / "modules" / "course.yml").exists()


def test_foreign_folder_is_never_replaced(rendered, course_root, tmp_path):
    """A folder that holds something other than a site is left alone."""
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "a.jpg").write_text("x", "utf-8")
    with pytest.raises(CoursewrightError, match="other files"):
        build_site(course_root, rendered, folder)
    assert (folder / "a.jpg").exists()


def test_course_without_docs_or_settings_builds(course_root, tmp_path):
    """A course folder needs neither `docs/` nor `mkdocs.yml`."""
    shutil.rmtree(course_root / "docs")
    loaded = load_course(course_root)
    assert loaded.course is not None
    rendered = render_course(loaded.course, loaded.pools, loaded.published)
    build_site(course_root, rendered, tmp_path / "site")
    assert "Tea &amp; service" in (tmp_path / "site" / "index.html").read_text("utf-8")
