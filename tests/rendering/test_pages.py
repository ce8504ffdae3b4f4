from __future__ import annotations

from fractions import Fraction

import pytest

from coursewright.rendering import NavSection, render_course
from coursewright.rendering.context import page_dest
from coursewright.rendering.module_page import percent
from coursewright.rendering.pages import relative_url


@pytest.fixture(scope="module")
def rendered(course, context, published):
    """The whole course, rendered for learners."""
    return render_course(course, context.pools, published)


def test_every_page_has_its_place(rendered):
    """Sources keep their paths so that links work; the site has short addresses."""
    assert {page.src_uri: page.dest_uri for page in rendered.pages} == {
        "docs/index.md": "index.html",
        "modules/01-a/index.md": "a/index.html",
        "modules/01-a/01-one.md": "a/one/index.html",
        "quizzes/basics.md": "a/quiz/index.html",
        "quizzes/final.md": "final/index.html",
        "glossary.md": "glossary/index.html",
        "my-record.md": "my-record/index.html",
        "review.md": "review/index.html",
        "warm-up.md": "warm-up/index.html",
        "certificate.md": "certificate/index.html",
        "docs/help.md": "help/index.html",
    }


def test_navigation_follows_the_path(rendered):
    """Home, the modules with lessons and quiz, the assessment, then what a learner needs later."""
    assert rendered.nav == (
        "docs/index.md",
        NavSection(
            "Module A", ("modules/01-a/index.md", "modules/01-a/01-one.md", "quizzes/basics.md")
        ),
        "quizzes/final.md",
        "glossary.md",
        "my-record.md",
        "review.md",
        "warm-up.md",
        "certificate.md",
        "docs/help.md",
    )


def test_handbook_is_left_out_unless_asked_for(rendered, course, context, published):
    """Learners get neither the handbook's pages nor its pictures."""
    assert [dest for _, dest in rendered.assets] == ["quizzes/img/p.svg"]
    full = render_course(course, context.pools, published, with_handbook=True)
    assert "docs/handbook/index.md" in {page.src_uri for page in full.pages}
    coverage = NavSection("Reference", ("docs/handbook/reference/coverage.md",))
    assert full.nav[-1] == NavSection("Handbook", ("docs/handbook/index.md", coverage))
    page = next(page for page in full.pages if page.src_uri.endswith("coverage.md"))
    assert "| framework | core | taught |" in page.markdown


def test_only_pages_with_elements_get_a_script(rendered):
    """Quiz script on lessons and quizzes, the smaller one where progress is shown."""
    bundles = {page.dest_uri: page.bundle for page in rendered.pages}
    assert bundles["a/one/index.html"] == bundles["final/index.html"] == "quiz"
    assert bundles["index.html"] == bundles["a/index.html"] == "home"
    assert bundles["help/index.html"] == bundles["glossary/index.html"] == ""


def test_nothing_secret_is_on_any_page(rendered):
    """No page of the course holds a text of the sealed bank's keys or reasons."""
    for page in rendered.pages:
        assert "CANARY" not in page.markdown


def test_home_has_one_heading_of_level_one(rendered, to_html):
    """The author's own title is replaced by the course's."""
    html = to_html(rendered.pages[0].markdown)
    assert html.count("<h1") == 1
    assert "Ignored title" not in html
    assert "Welcome." in html
    assert 'data-lessons="m1/one" data-quiz="basics"' in html


def test_glossary_is_alphabetical_with_short_anchors(rendered, to_html):
    """Terms are sorted without regard to case, and linked to by id without `term.`."""
    page = next(page for page in rendered.pages if page.src_uri == "glossary.md")
    html = to_html(page.markdown)
    assert html.index('<dt id="abc">ABC</dt>') < html.index('<dt id="zeal">zeal</dt>')
    assert "Energy &lt;and&gt; will." in html


def test_quiz_page_says_what_its_kind_means(rendered):
    """Practice and record pages tell the learner what happens to the answers."""
    text = {page.src_uri: page.markdown for page in rendered.pages}
    assert "count as practice" in text["quizzes/basics.md"]
    assert "This page holds no answers" in text["quizzes/final.md"]
    assert "You have 2 attempts" in text["quizzes/final.md"]


@pytest.mark.parametrize(
    ("target", "start", "expected"),
    [
        ("index.html", "a/one/index.html", "../../"),
        ("a/index.html", "a/one/index.html", "../"),
        ("a/one/index.html", "a/index.html", "one/"),
        ("a/one/index.html", "index.html", "a/one/"),
        ("a/index.html", "a/index.html", "./"),
        ("my-record/index.html", "a/quiz/index.html", "../../my-record/"),
    ],
)
def test_relative_url(target, start, expected):
    """A relative address leads from page to page wherever the site lives."""
    assert relative_url(target, start).rstrip("/") + "/" == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("docs/help.md", "help/index.html"),
        ("docs/index.md", "index.html"),
        ("docs/handbook/index.md", "handbook/index.html"),
        ("docs/a/b.md", "a/b/index.html"),
    ],
)
def test_page_dest(source, expected):
    """Pages of `docs/` get a folder each."""
    assert page_dest(source) == expected


@pytest.mark.parametrize(
    ("score", "expected"),
    [("4/5", "80 %"), ("2/3", "66.67 %"), ("1", "100 %"), ("0.825", "82.5 %")],
)
def test_percent(score, expected):
    """A mastery score is shown exactly where it can be."""
    assert percent(Fraction(score)) == expected
