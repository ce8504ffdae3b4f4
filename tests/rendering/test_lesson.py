from __future__ import annotations

import re
from pathlib import Path

import pytest

from coursewright.generating import build_pools
from coursewright.reading import read_course, read_published
from coursewright.rendering.context import Context
from coursewright.rendering.lesson import lower_first, render_body, render_lesson

HERE = Path(__file__).parent
FIXTURE = HERE / "fixture"


@pytest.fixture(scope="module")
def fixture_context():
    """The tiny course of the fixture folder."""
    course, findings = read_course(FIXTURE)
    published = read_published(FIXTURE, findings)
    assert course is not None
    assert not findings.has_errors, [str(finding) for finding in findings]
    return Context(course, build_pools(course, published), published)


def without_data(text):
    """Return text with the page data of quizzes taken out: it has tests of its own."""
    text = re.sub(r'(course-quiz-data">)\{.*?\}(</template>)', r"\1…\2", text)
    return re.sub(r"<!-- course-stage .*? -->", "<!-- course-stage … -->", text)


@pytest.mark.parametrize("kind", ["md", "html"])
def test_lesson_is_the_golden_file(fixture_context, to_html, kind):
    """Checks and recall material are replaced, everything else is as the author wrote it."""
    module = fixture_context.modules[0]
    page = render_lesson(fixture_context, module, module.lessons[0])
    text = page.markdown if kind == "md" else to_html(page.markdown) + "\n"
    golden = HERE / "golden" / f"lesson.{kind}"
    assert without_data(text) == golden.read_text("utf-8")


def test_check_in_a_fence_is_left_alone(fixture_context):
    """Only lines that the reader took for checks are replaced."""
    page = fixture_context.modules[0].lessons[0].page
    assert "```text\n::: check start/warm\n```" in render_body(fixture_context, page)


@pytest.mark.parametrize(
    ("text", "expected"), [("Order it", "order it"), ("RESOLVED", "RESOLVED"), ("A", "A"), ("", "")]
)
def test_lower_first(text, expected):
    """An objective continues a sentence, but an abbreviation stays as it is."""
    assert lower_first(text) == expected
