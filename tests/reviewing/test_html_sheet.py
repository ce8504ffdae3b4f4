"""The HTML sheet shows everything, obeys nothing, and works from a file."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from typing import TYPE_CHECKING

import pytest
from tests.reviewing.sheets import HOSTILE, a_course, a_sheet

from coursewright.diagnostics import CoursewrightError
from coursewright.reviewing.checklist import ITEM_QUESTIONS, VERDICTS
from coursewright.reviewing.html_sheet import render_html
from coursewright.reviewing.incoming import read_saved
from coursewright.reviewing.sheet import make_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


def test_an_expert_sees_keys_feedback_and_questions() -> None:
    """Whatever grades or teaches is on the sheet."""
    page = render_html(a_sheet(), {"q/order": ["Bo, 2026-03-14: Is this so?"]})

    for text in ("Best", "acceptable, half a point", "1. First", "A → B", "yes or sure", "20±1"):
        assert html.escape(text) in page
    for text in ("belongs to nothing: Extra", "____ (gap 1)", "<strong>so</strong>", "A model"):
        assert text in page
    assert "Bo, 2026-03-14: Is this so?" in page
    assert all(html.escape(question) in page for question in ITEM_QUESTIONS)
    assert page.count('class="entry') == 9
    assert page.count('data-target="lesson:first"') == 1


def test_nothing_of_a_course_runs() -> None:
    """Words of authors are text; the only script is ours, and the policy allows no other."""
    page = render_html(a_sheet(), {"q/order": [HOSTILE]})
    policy = html.unescape(re.findall(r'Content-Security-Policy" content="([^"]+)"', page)[0])
    [script] = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)

    assert page.count("<script") == 1
    assert "<img" not in page
    assert policy.startswith("default-src 'none'; ")
    for text in (script, style):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not re.search(r"<[^>]*(?:src|href)=", page)


def test_one_name_is_a_bank_or_a_module() -> None:
    """A bank has its items, a module also its lessons; another name says what there is."""
    assert len(make_sheet(a_course(), "q").entries) == 8
    assert len(make_sheet(a_course(), "bank:q").entries) == 8
    assert len(make_sheet(a_course(), "module:m01").entries) == 9
    with pytest.raises(CoursewrightError, match="Known: q, m01"):
        make_sheet(a_course(), "module:q")


@pytest.mark.browser
def test_an_expert_fills_it_in_from_a_file(browser: Browser, tmp_path: Path) -> None:
    """Opened from the disk it saves what was written and takes it up again, within its policy."""
    path = tmp_path / "sheet.html"
    path.write_text(render_html(a_sheet(), {}), "utf-8")
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.click("#save")
    assert "your name and the date" in page.inner_text("#status")
    page.fill("#by", "Dr Query")
    page.fill("#on", "2026-03-14")
    order = page.locator('[data-target="q/order"]')
    order.get_by_label(VERDICTS[1]).check()
    order.get_by_label("What would you change").fill("The second\ncomes first: <b>ä</b>")
    page.locator('[data-target="q/match"]').get_by_label(VERDICTS[0]).check()
    with page.expect_download() as waiting:
        page.click("#save")
    saved = tmp_path / "saved.json"
    waiting.value.save_as(saved)
    page.reload()
    page.set_input_files("#load", saved)
    page.wait_for_function("document.getElementById('by').value === 'Dr Query'")

    assert page.locator('[data-target="q/order"] textarea').input_value().startswith("The second")
    assert said == []
    assert set(asked) == {path.as_uri()}
    context.close()
    answers = read_saved(saved.read_bytes(), "saved.json", "", "")
    assert answers.fine == ("q/match",)
    [remark] = answers.remarks
    assert remark.text == "The second\ncomes first: <b>ä</b> (Verdict: change it)"
    assert (remark.target, remark.by, remark.on) == ("q/order", "Dr Query", "2026-03-14")
    assert remark.digest in render_html(a_sheet(), {})
    assert json.loads(saved.read_text("utf-8"))["sheet"] == "m01"
