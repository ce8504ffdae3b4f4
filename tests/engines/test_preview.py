from __future__ import annotations

import threading
import time
import urllib.error
import urllib.request

import pytest
from tests.engines.conftest import render

from coursewright.engines import build_site
from coursewright.engines.preview import Preview

WAIT_S = 60  # a busy machine builds slowly; nothing waits longer than it must


@pytest.fixture
def preview(course_root):
    """A running preview of a course that a test may edit."""
    made = Preview(course_root, "127.0.0.1", 0)
    ready = threading.Event()
    lines: list[str] = []

    def say(text):
        lines.append(text)
        if text.startswith("The course is at"):
            ready.set()

    thread = threading.Thread(target=made.run, args=(say,))
    thread.start()
    assert ready.wait(WAIT_S), lines
    yield made
    made.server.shutdown()
    thread.join(WAIT_S)
    assert not thread.is_alive()
    assert not made.folder.exists()


def get(preview, path):
    """Return status and text of an address."""
    try:
        with urllib.request.urlopen(preview.url + path, timeout=WAIT_S) as reply:  # noqa: S310
            return reply.status, reply.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def wait_for(preview, path, wanted):
    """Ask until a page holds some text."""
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end:
        status, text = get(preview, path)
        if wanted in text:
            return status, text
        time.sleep(0.1)
    pytest.fail(f"{path} never held {wanted!r}")


def test_edit_break_and_mend(preview, course_root):
    """A save changes the page; a mistake shows its place everywhere; mending brings it back."""
    lesson = course_root / "modules" / "01-start" / "01-first.md"
    bank = course_root / "quizzes" / "start.md"
    good = bank.read_text("utf-8")
    status, text = get(preview, "start/first/")
    assert status == 200
    assert "/livereload/" in text

    lesson.write_text(lesson.read_text("utf-8").replace("The end.", "The <b>new</b> end."), "utf-8")
    wait_for(preview, "start/first/", "The <b>new</b> end.")

    bank.write_text(good.replace("- [x] Warm", "- [v] <script>Warm"), "utf-8")
    status, text = wait_for(preview, "", "quizzes/start.md:12:")
    assert status == 500
    assert "- <mark>[</mark>v] &lt;script&gt;Warm" in text
    assert "<code>- [x] right</code>" in text
    assert "<script>Warm" not in text
    assert "/livereload/" in text
    assert "quizzes/start.md:12:" in get(preview, "any/where")[1]

    bank.write_text(good, "utf-8")
    status, text = wait_for(preview, "start/first/", "The <b>new</b> end.")
    assert status == 200


def test_wrong_address_shows_the_site_s_page(preview):
    """An address that does not exist gets the course's own page for that."""
    status, text = get(preview, "no/such/page")
    assert status == 404
    assert "This page does not exist" in text


def test_a_save_during_the_first_build_is_not_missed(course_root):
    """Whatever is saved while the preview starts is shown: there is no moment without a watch."""
    made = Preview(course_root, "127.0.0.1", 0)
    lesson = course_root / "modules" / "01-start" / "01-first.md"
    build = made.build

    def build_and_save():
        made.build = build
        made.server.builder = build
        build()
        lesson.write_text(lesson.read_text("utf-8") + "\nSaved in the first second.\n", "utf-8")

    made.build = build_and_save
    thread = threading.Thread(target=made.run, args=(lambda _line: None,))
    thread.start()
    try:
        wait_for_start(made)
        wait_for(made, "start/first/", "Saved in the first second.")
    finally:
        made.server.shutdown()
        thread.join(WAIT_S)


def wait_for_start(preview):
    """Wait until the preview answers at all."""
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end:
        try:
            get(preview, "")
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the preview never answered")


def test_warnings_are_said_while_the_site_is_shown(preview, course_root):
    """A warning stands in the terminal with its place and cure; the page is built all the same."""
    said = []
    preview.say = said.append
    lesson = course_root / "modules" / "01-start" / "01-first.md"
    lesson.write_text(f"{lesson.read_text('utf-8')}\nA list:\n- that is none\n", "utf-8")
    wait_for(preview, "start/first/", "- that is none")

    (line,) = (text for text in said if "warning" in text)
    assert line.startswith("modules/01-start/01-first.md:")
    assert line.endswith("Leave an empty line above the list.")


def test_a_draft_is_seen_in_the_preview_alone(preview, course_root, tmp_path):
    """The trainer sees it, marked; the site that is built for learners does not hold it."""
    bank = course_root / "quizzes" / "start.md"
    lesson = course_root / "modules" / "01-start" / "01-first.md"
    draft = (
        "## Is the pot warm? { #new objective=m01.o1 status=draft }\n\n- [x] Yes\n    > So it is.\n"
    )
    text = f"{bank.read_text('utf-8')}\n{draft}- [ ] No\n    > It is.\n"
    bank.write_text(text, "utf-8")
    lesson.write_text(f"{lesson.read_text('utf-8')}\n::: check start/new\n", "utf-8")
    _, shown = wait_for(preview, "start/first/", "Is the pot warm?")
    build_site(course_root, render(course_root), tmp_path / "out")
    built = (tmp_path / "out/start/first/index.html").read_text("utf-8")
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]

    assert "<mark>Draft: only you see this item" in shown
    assert "Draft:" not in built
    assert "::: check start/new" not in built
    assert [path for path in files if b"Is the pot warm?" in path.read_bytes()] == []
