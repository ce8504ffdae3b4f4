"""Pages say that something is sent only where an intake is configured."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from coursewright.rendering import render_course

from .html_tree import parse

INTAKE = "https://intake.example.org/course"


@pytest.fixture(scope="module")
def plain(course, context, published):
    """The course without an intake, by page."""
    rendered = render_course(course, context.pools, published)
    return {page.dest_uri: page for page in rendered.pages}


@pytest.fixture(scope="module")
def sending(course, context, published):
    """The course with an intake, by page."""
    rendered = render_course(replace(course, intake=INTAKE), context.pools, published)
    return {page.dest_uri: page for page in rendered.pages}


def element(page, to_html):
    """Return the delivery element of a page; None when there is none."""
    found = parse(to_html(page.markdown)).find("course-delivery")
    assert len(found) <= 1
    return found[0] if found else None


def test_every_page_with_a_script_has_it_once(sending, to_html):
    """Hidden and empty, so that nothing shows without JavaScript; links start from the page."""
    for dest, page in sending.items():
        found = element(page, to_html)
        assert (found is not None) is bool(page.bundle), dest
        if found:
            assert found.text == ""
            assert "hidden" in found.attributes
            assert found.attributes["data-intake"] == INTAKE
            assert json.loads(found.attributes["data-paths"] or "") == {"core": "Core"}
    lesson = element(sending["a/one/index.html"], to_html).attributes
    assert (lesson["data-record"], lesson["data-certificate"]) == (
        "../../my-record/",
        "../../certificate/",
    )


def test_the_heading_stays_first(sending, to_html):
    """What comes before the element is the page's heading."""
    for page in sending.values():
        if page.bundle:
            html = to_html(page.markdown)
            assert html.index("<h1") < html.index("<course-delivery"), page.dest_uri


def test_without_an_intake_nothing_is_sent(plain, to_html):
    """The element is there for personal links only, and no page speaks of sending by itself."""
    for page in plain.values():
        found = element(page, to_html)
        assert found is None or "data-intake" not in found.attributes
        assert "by itself" not in page.markdown
    assert "send it to your training team" in plain["my-record/index.html"].markdown


def test_with_an_intake_the_pages_say_what_is_sent(sending):
    """Quizzes, the record page and home name it before anybody begins."""
    text = {dest: page.markdown for dest, page in sending.items()}
    assert "are sent to your training team" in text["final/index.html"]
    assert "sent to your training team" in text["a/quiz/index.html"]
    assert "sent to your training team by itself" in text["my-record/index.html"]
    assert "by itself" in text["index.html"]
