from __future__ import annotations

import json
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from tests.cli.processes import WAIT_S, serving
from tests.cli.small_course import attempt, copy_course

FIXTURE = Path(__file__).parents[1] / "rendering" / "fixture"
IGNORING_SIGINT = (
    "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    "from coursewright.cli.main import main; main()"
)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve_answers_until_it_is_told_to_stop(tmp_path, number):
    """The command serves the course with the handbook, and stops on Ctrl+C or a plain kill.

    Also where it was started in the background, by a shell that lets it ignore Ctrl+C's signal.
    """
    root = tmp_path / "course"
    shutil.copytree(FIXTURE, root)
    (root / "docs" / "handbook").mkdir()
    (root / "docs" / "handbook" / "index.md").write_text("# The handbook\n", "utf-8")
    command = [sys.executable, "-c", IGNORING_SIGINT, "serve", "--root", str(root), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            url = next(
                found[0]
                for line in process.stderr
                if (found := re.search(r"http://127\.0\.0\.1:\d+/", line))
            )
            with urllib.request.urlopen(f"{url}handbook/", timeout=10) as reply:  # noqa: S310
                assert "The handbook" in reply.read().decode()
            process.send_signal(number)
            _, rest = process.communicate(timeout=20)
        finally:
            process.kill()  # a test must not wait for what it failed to stop

    assert process.returncode == 0, rest
    assert "Traceback" not in rest


def ask(address, path, body=None, **headers: str):
    """Return status, headers and text of an answer."""
    request = urllib.request.Request(address + path, body, headers)  # noqa: S310 - loopback
    with urllib.request.urlopen(request, timeout=WAIT_S) as reply:  # noqa: S310
        return reply.status, reply.headers, reply.read().decode()


COURSE_AT = r"The course is at (http://127\.0\.0\.1:\d+/)"
GRADED_AT = r"are graded at (http://127\.0\.0\.1:\d+);"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_preview_grades_at_once(tmp_path, number):
    """Pages name the intake beside them, it grades for everyone, and HR's ledger stays empty.

    One signal stops both.
    """
    root = copy_course(tmp_path)
    with serving("serve", "--root", root, "--port", 0) as preview:
        site, intake = preview.wait_for(COURSE_AT), preview.wait_for(GRADED_AT)
        _, _, page = ask(site, "")
        body = json.dumps([attempt(root, 1)]).encode()
        kind = {"Content-Type": "application/json", "Origin": site.rstrip("/")}
        _, headers, text = ask(intake, "/attempts", body, **kind)
        preview.stop(number)
    (row,) = json.loads(text)["records"]

    assert intake in page
    assert headers["Access-Control-Allow-Origin"] == site.rstrip("/")
    assert row["result"]["score"] == "1.0000"
    assert (root / ".preview" / "ledger.sqlite").is_file()
    assert (root / ".preview" / ".gitignore").read_text("utf-8") == "*\n"
    assert not (root / "records").exists()


def test_an_edited_bank_is_graded_by_the_next_attempt(tmp_path):
    """What the trainer saved a moment ago decides, and who had begun before is graded too."""
    root = copy_course(tmp_path)
    bank = root / "quizzes" / "final.md"
    with serving("serve", "--root", root, "--port", 0) as preview:
        preview.wait_for(COURSE_AT)
        intake = preview.wait_for(GRADED_AT)
        kind = {"Content-Type": "application/json"}
        ask(intake, "/health")
        early = attempt(root, 1)
        bank.write_text(bank.read_text("utf-8").replace("## ", "## Now: ", 1), "utf-8")
        late = attempt(root, 2)
        _, _, text = ask(intake, "/attempts", json.dumps([early, late]).encode(), **kind)
        preview.stop()

    assert early["quiz_version"] != late["quiz_version"]
    assert [row["result"]["score"] for row in json.loads(text)["records"]] == ["1.0000"] * 2


def test_without_an_intake_pages_name_none(tmp_path):
    """`--no-intake` shows the course as it is without a service, also where course.yml has one."""
    root = copy_course(tmp_path)
    course = root / "modules" / "course.yml"
    text = re.sub(r"intake: .*", "intake: https://hr.example.com/intake", course.read_text("utf-8"))
    course.write_text(text, "utf-8")
    with serving("serve", "--root", root, "--port", 0, "--no-intake") as preview:
        _, _, page = ask(preview.wait_for(COURSE_AT), "")
        said = preview.stop()

    assert "hr.example.com" not in page
    assert "graded at" not in said
    assert not (root / ".preview").exists()


def test_the_intake_takes_the_next_port_or_a_free_one(tmp_path):
    """Where the next port is taken, the preview starts all the same."""
    root = copy_course(tmp_path)
    port, taken = neighbours()
    with taken, serving("serve", "--root", root, "--port", port) as preview:
        assert preview.wait_for(COURSE_AT).endswith(f":{port}/")
        intake = preview.wait_for(GRADED_AT)
        assert ask(intake, "/health")[0] == 200
        assert not intake.endswith(f":{port + 1}")
        preview.stop()


def neighbours():
    """Return a port that is free, and a socket that holds the next one.

    Both lie below those that systems hand out to connections, so that none takes the free one.
    """
    while True:
        port = random.randrange(10_000, 32_000)  # noqa: S311 - no secret
        try:
            with socket.create_server(("127.0.0.1", port)):
                return port, socket.create_server(("127.0.0.1", port + 1))
        except OSError:
            continue
