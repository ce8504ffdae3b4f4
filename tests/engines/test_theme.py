from __future__ import annotations

import re

import pytest

from coursewright.diagnostics import CoursewrightError
from coursewright.engines.bundles import NAMES, read_bundles
from coursewright.engines.theme_patches import PATCHES, apply_patch

PAGES = ("index.html", "start/index.html", "start/first/index.html", "final/index.html", "404.html")


@pytest.fixture(params=PAGES)
def html(request, site):
    """One page of each kind."""
    return (site / request.param).read_text("utf-8")


def test_menu_and_search_are_buttons(html):
    """Both open by keyboard and say whether they are open."""
    for toggle in ("__drawer", "__search"):
        [button] = re.findall(rf'<button[^>]*data-course-toggle="{toggle}"[^>]*>', html)
        assert 'aria-expanded="false"' in button
        assert "aria-label=" in button


def test_skip_link_leads_somewhere(html):
    """Every page, also the one for wrong addresses, has a skip link with a target."""
    assert '<a href="#course-main" class="md-skip">' in html
    assert 'id="course-main" tabindex="-1"' in html


def test_page_is_valid_where_the_theme_is_not(html):
    """The theme's two known errors are gone, and no label points at nothing."""
    assert 'tabindex=""' not in html
    assert not re.findall(r'<input[^>]*type="checkbox"[^>]*autocomplete', html)
    ids = set(re.findall(r'\sid="([^"]+)"', html))
    assert set(re.findall(r'<label[^>]*\sfor="([^"]+)"', html)) <= ids


def test_landmarks_of_one_kind_have_different_names(html):
    """A screen reader can tell the navigations of a page apart."""
    names = re.findall(r'<nav[^>]*aria-label="([^"]+)"', html)
    assert len(names) == len(set(names))


def test_page_asks_nobody_else_for_anything(html):
    """No script, style, font or picture comes from another host."""
    assert not re.findall(r'<(?:script|img|iframe)[^>]*src="(?:https?:)?//', html)
    assert not re.findall(r'<link[^>]*(?:stylesheet|preconnect)[^>]*href="(?:https?:)?//', html)
    assert "fonts.g" not in html


def test_page_is_clean_for_a_strict_policy(html):
    """No inline style, no inline handler, no style element."""
    assert not re.findall(r"<[^>]*\s(?:style|on\w+)=", html)
    assert "<style" not in html


def test_scripts_are_only_where_they_are_needed(site):
    """Home and quizzes load their bundle and delivery inside the article, other pages none."""
    scripts = {}
    for page in (*PAGES, "help/index.html"):
        text = (site / page).read_text("utf-8")
        article = re.search(r"<article.*?</article>", text, re.DOTALL)
        scripts[page] = re.findall(r"course-(\w+)\.[0-9a-f]{8}\.js", article[0])
        assert re.findall(r"course-site\.[0-9a-f]{8}\.js", text)
        assert bool(scripts[page]) == ("assets/course/course." in text)
    assert scripts == {
        "index.html": ["delivery", "home"],
        "start/index.html": ["delivery", "home"],
        "start/first/index.html": ["delivery", "quiz"],
        "final/index.html": ["delivery", "quiz"],
        "404.html": [],
        "help/index.html": [],
    }


def test_current_page_is_marked_in_the_navigation(site):
    """The open section shows its lessons; the page itself is marked for everybody."""
    text = (site / "start" / "first" / "index.html").read_text("utf-8")
    [current] = re.findall(r'<a href="([^"]*)"[^>]*aria-current="page"', text)
    assert current == "./"


def test_titles_are_escaped_once(site):
    """A title with `&` is written the same way everywhere."""
    text = (site / "start" / "first" / "index.html").read_text("utf-8")
    assert "Tea &amp; service</title>" in text
    assert "&amp;amp;" not in text


def test_changed_theme_stops_the_build():
    """A template that no longer holds the patched text is reported by name."""
    with pytest.raises(CoursewrightError, match=PATCHES[0].template):
        apply_patch(PATCHES[0], "<html></html>")


def test_missing_bundle_is_named(tmp_path):
    """An incomplete installation says which file is missing."""
    for name in NAMES[1:]:
        (tmp_path / name).write_text("x", "utf-8")
    with pytest.raises(CoursewrightError, match=NAMES[0]):
        read_bundles(tmp_path)


def test_bundle_name_follows_its_content(tmp_path):
    """A changed file gets a new name, so that caches never hold an old one."""
    for name in NAMES:
        (tmp_path / name).write_text("x", "utf-8")
    first = read_bundles(tmp_path)["site.css"].uri
    (tmp_path / "site.css").write_text("y", "utf-8")
    assert read_bundles(tmp_path)["site.css"].uri != first
    assert first.startswith("assets/course/site.")


def test_a_menu_without_a_choice_of_paths_stays_as_it_is(html):
    """Where learners choose no path, no page carries the script that follows it."""
    assert not re.findall(r"<li[^>]*data-paths", html)
    assert "course-menu" not in html
