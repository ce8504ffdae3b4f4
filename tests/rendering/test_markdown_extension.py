from __future__ import annotations

from typing import Any

import markdown
import pytest

from coursewright.diagnostics import Span
from coursewright.model import Markdown
from coursewright.rendering.stage import Stage, markdown_text


def stage(text, kind="block", path="quizzes/q.md", page="quizzes/q.md"):
    """Return the line of a stage with one slot between two tags."""
    made = Stage("course-quiz", {"class": "x"}, page)
    made.raw("<section>")
    getattr(made, kind)("div", {"class": "slot"}, Markdown(text, Span(path)))
    made.raw("</section>")
    return made.line()


def test_stage_is_one_line_that_shows_nothing_elsewhere():
    """Without the extension a stage is a comment, whatever the author wrote."""
    line = stage("a --> b\n<script>")
    assert "\n" not in line
    assert markdown.markdown(line) == line


def test_only_one_markdown_instance_is_made(monkeypatch, to_html):
    """Slots go through the page's own pass: no parser per item."""
    made = []
    original = markdown.Markdown.__init__

    def count(self, **kwargs: Any):
        made.append(self)
        original(self, **kwargs)

    monkeypatch.setattr(markdown.Markdown, "__init__", count)
    to_html("\n\n".join([stage("*a*")] * 20))
    assert len(made) == 1


@pytest.mark.parametrize(
    "text",
    [
        "```\nnever closed",
        "~~~~\nnever closed",
        "<div markdown>",
        "</section></course-quiz>",
        "<!-- open comment",
        "    </div>\n\n</section>",
        "> quote\n\n</div>",
        "[ref]: http://example.com '</div>'",
        "![a](b.png '</div>')",
        "\x02course-raw:0\x03",
        "<!-- course-stage {} -->",
    ],
)
def test_slot_never_tears_its_scaffolding(text, to_html):
    """Whatever stands in a slot, what follows the slot stays outside of it."""
    html = to_html(stage(text) + "\n\nAfter *this*")
    assert html.startswith('<course-quiz class="x"><section>')
    assert html.endswith("</div></section></course-quiz>\n<p>After <em>this</em></p>")
    assert html.count("</section>") == 1


def test_fence_in_a_slot_is_a_code_block(to_html):
    """A closed fence works, with its angle brackets as text."""
    html = to_html(stage("```html\n<b>x</b>\n```"))
    assert "<code>" in html
    assert "&lt;b" in html
    assert "<b>" not in html


def test_links_in_a_slot_are_rebased_unless_they_are_absolute(to_html):
    """Only relative links move to the page's folder."""
    text = "[a](x.md#y) [b](https://e.com/) [c](#z) [d](mailto:a@e.com)"
    html = to_html(stage(text, path="quizzes/q.md", page="modules/a/b.md"))
    for target in ("../../quizzes/x.md#y", "https://e.com/", "#z"):
        assert f'href="{target}"' in html


def test_attributes_with_code_or_style_are_dropped(to_html):
    """An attribute list cannot bring in a handler, a style or a script address."""
    html = to_html('[a](javascript:x){ onclick="y" style="z" }\n\n|a|\n|-:|\n|1|\n')
    assert "onclick" not in html
    assert "style" not in html
    assert "javascript" not in html
    assert '<td class="course-align-right">1</td>' in html


def test_second_document_does_not_see_the_first():
    """A reused Markdown instance starts afresh."""
    md = markdown.Markdown(extensions=["coursewright"])
    md.convert(stage("first"))
    md.reset()
    assert "first" not in md.convert(stage("second"))


@pytest.mark.parametrize("text", ["*a* _b_ `c`", "<b> & [x](y)", "1. #h + - | !", "a\\b {: .c }"])
def test_plain_text_survives_markdown(text, to_html):
    """A title with Markdown characters shows exactly as it was written."""
    shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert to_html(f"x {markdown_text(text)}") == f"<p>x {shown}</p>"
