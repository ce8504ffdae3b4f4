from __future__ import annotations

import re
from pathlib import Path

import material
import pytest

from coursewright.diagnostics import CoursewrightError
from coursewright.engines.build import build_site
from coursewright.engines.settings import DEFAULT_SETTINGS
from coursewright.engines.theme_search import CORRECTIONS, SCRIPT, corrected_script, find_script

SCRIPTS = Path(material.__file__).parent / "templates/assets/javascripts"
WORD = "brew"


@pytest.fixture(scope="module")
def own():
    """Path and content of the theme's own script."""
    [file] = SCRIPTS.glob("bundle.*.min.js")
    return f"assets/javascripts/{file.name}", file.read_bytes()


def test_pages_load_the_corrected_script_alone(site, own):
    """The theme's own script is not in the site; every page loads the corrected one."""
    expected = corrected_script(*own)
    [file] = (site / "assets/javascripts").glob("*.js")
    assert file.read_bytes() == expected.content
    assert file.relative_to(site).as_posix() == expected.uri != own[0]
    for page in site.rglob("*.html"):
        assert re.findall(SCRIPT, page.read_text("utf-8")) == [expected.uri], page


def test_name_of_the_script_follows_its_content(own):
    """A changed script gets a new name, so that caches never hold an old one."""
    uri, content = own
    assert corrected_script(uri, content).uri == corrected_script(uri, content).uri
    assert corrected_script(uri, content + b"\n").uri != corrected_script(uri, content).uri


def test_corrections_do_not_depend_on_minified_names(own):
    """The same program with other short names gets the same corrections, under its own names."""
    uri, content = own
    source = content.decode("utf-8")
    setup = re.search(CORRECTIONS[0].old, source)
    renamed = setup[0].replace(setup["switch_map"] + "(", "$9_(")
    assert renamed != setup[0]
    changed = corrected_script(uri, source.replace(setup[0], renamed).encode("utf-8"))
    assert changed.content.count(b"$9_(") == 2


@pytest.mark.parametrize("correction", CORRECTIONS, ids=lambda one: one.why)
@pytest.mark.parametrize("times", [0, 2])
def test_changed_script_stops_the_build(own, correction, times):
    """A script without a correction's place, or with two, is reported by name and reason."""
    uri, content = own
    source = content.decode("utf-8")
    place = re.search(correction.old, source)[0]
    with pytest.raises(
        CoursewrightError, match=rf"{re.escape(uri)} has changed .*{correction.why}"
    ):
        corrected_script(uri, source.replace(place, place * times).encode("utf-8"))


@pytest.mark.parametrize("names", [[], ["bundle.0a1b2c3d.min.js", "bundle.4e5f6071.min.js"]])
def test_missing_script_stops_the_build(names):
    """A theme without its script, or with two, is none that the corrections were written for."""
    with pytest.raises(CoursewrightError, match=r"bundle\.\*\.min\.js has changed"):
        find_script(f"assets/javascripts/{name}" for name in names)


@pytest.fixture
def marked(course_root, rendered, tmp_path, serve):
    """The fixture course with the theme's marking of found words switched on, on loopback."""
    settings = DEFAULT_SETTINGS.read_text("utf-8")
    (course_root / "mkdocs.yml").write_text(
        settings.replace(
            "    - navigation.path\n", "    - navigation.path\n    - search.highlight\n"
        ),
        "utf-8",
    )
    build_site(course_root, rendered, tmp_path / "marked")
    return serve(tmp_path / "marked")


@pytest.mark.browser
def test_found_words_are_marked_as_before(browser, marked):
    """With `search.highlight` the words of `?h=` are marked; other addresses load no index."""
    context = browser.new_context()
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{marked}/start/first/", wait_until="networkidle")
    assert not [url for url in asked if "search" in url]
    page.goto(f"{marked}/start/first/?h={WORD}")
    page.locator("article mark").first.wait_for()
    assert {text.lower() for text in page.locator("article mark").all_text_contents()} == {WORD}
    assert [url for url in asked if "search" in url] == [f"{marked}/search/search_index.json"]
    context.close()
