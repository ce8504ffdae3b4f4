"""Every command that README and handbook tell people to type is typed, in a copy of the course."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import time
import urllib.request
from typing import TYPE_CHECKING

import click
import pytest
from tests.handbook.pages import HANDBOOK, PAGES, ROOT, blocks_of, split_page
from tests.handbook.scratch import COMMAND, copy_course, run_course, training_record

from coursewright.cli.main import cli

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.acceptance, pytest.mark.xdist_group("handbook")]

TYPED = re.compile(r"(?:\.venv/bin/)?course (?P<words>[a-z].*)")
COMMENT = re.compile(r"\s+#.*")
INLINE = re.compile(r"`(?:\.venv/bin/)?course ([a-z][^`]*)`")
PUBLIC_FOLDER = "/srv/www/course"
ELSEWHERE = {
    "python3 scripts/build.py": "tests/test_scripts.py",
    "python3 scripts/test.py": "it runs this test",
    "uv pip compile": "tests/test_repository.py looks at what it writes",
}
SERVICES = ("serve", "intake")
PATIENCE_S = 60


def typed_commands() -> dict[str, str]:
    """Return each `course` line of a console block, without its comment, and its place."""
    found: dict[str, str] = {}
    for page in PAGES:
        for block in blocks_of(page, "console"):
            for line in block.text.splitlines():
                match = TYPED.fullmatch(COMMENT.sub("", line))
                if match:
                    found.setdefault(match["words"], f"{block.page}:{block.line}")
    for words in INLINE.findall(split_page(ROOT / "README.md")[0]):
        # In the table of commands stand names and choices, elsewhere whole commands.
        if words.startswith(("records import ", "report ")):
            found.setdefault(words, "README.md")
    return found


COMMANDS = typed_commands()
ENDING = sorted(
    # A key is made once, by the fixture.
    (words for words in COMMANDS if not words.startswith((*SERVICES, "keys new"))),
    # What is begun in another language is not fit for `--strict` before somebody translates it.
    key=lambda words: words.startswith("translate"),
)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course in git, with a key, a roster, an inbox, and an older release to go back to."""
    folder = copy_course(tmp_path_factory.mktemp("course"))
    head = folder / "modules" / "course.yml"
    text = head.read_text(encoding="utf-8")
    head.write_text(text.replace("languages: [en]", "languages: [en, fr]"), encoding="utf-8")
    remote = tmp_path_factory.mktemp("remote")
    for where, words in (
        (remote, ("init", "--quiet", "--bare")),
        (folder, ("init", "--quiet")),
        (folder, ("remote", "add", "origin", str(remote))),
    ):
        subprocess.run(["git", "-C", str(where), *words], check=True)
    privacy = folder / "docs" / "privacy.md"
    now = privacy.read_text(encoding="utf-8")
    privacy.write_text(now + "\nAn older sentence.\n", encoding="utf-8")
    who = ("-c", "user.name=Trainer", "-c", "user.email=trainer@example.org")
    for words in (("add", "modules", "quizzes", "docs"), (*who, "commit", "--quiet", "-m", "All")):
        subprocess.run(["git", "-C", str(folder), *words], check=True)
    first = run_course(folder, "publish", "--to", str(folder / "www"))
    assert first.returncode == 0, first.stderr
    privacy.write_text(now, encoding="utf-8")
    made = run_course(folder, "keys", "new")
    assert made.returncode == 0, made.stderr
    (roster,) = blocks_of(HANDBOOK / "how-to" / "enrol.md", "csv")
    (folder / "roster.csv").write_text(roster.text, encoding="utf-8")
    (folder / "inbox").mkdir()
    record = training_record(folder, "Anna Berg", ("resolved", "final"), 240)
    (folder / "inbox" / "training-record.json").write_bytes(record)
    return folder


def test_every_line_to_type_is_known() -> None:
    """A console block holds `course` commands, comments, and a few lines tested elsewhere."""
    lines = [
        line
        for page in PAGES
        for block in blocks_of(page, "console")
        for line in block.text.replace("\\\n", " ").splitlines()
    ]
    unknown = [
        line
        for line in lines
        if not (TYPED.fullmatch(line) or line.startswith(("#", *ELSEWHERE)) or not line.strip())
    ]

    assert unknown == []
    assert {"check", "serve", "records list", "publish --to git:origin#gh-pages"} <= COMMANDS.keys()
    assert len(COMMANDS) >= 10


def test_the_commands_run_in_one_process(request: pytest.FixtureRequest) -> None:
    """Parallel workers keep this group together: commands build on earlier ones."""
    is_divided = os.environ.get("PYTEST_XDIST_WORKER") is not None

    assert request.node.nodeid.endswith("@handbook") or not is_divided


@pytest.mark.parametrize("words", ENDING)
def test_commands_of_the_documentation_work(course: Path, words: str) -> None:
    """What people are told to type ends with exit code 0 and shows no traceback."""
    typed = [word.replace(PUBLIC_FOLDER, str(course / "www")) for word in shlex.split(words)]
    done = run_course(course, *typed)

    assert done.returncode == 0, f"{COMMANDS[words]}: course {words}\n{done.stdout}{done.stderr}"
    assert "Traceback" not in done.stderr


def test_the_preview_starts_answers_and_stops(course: Path) -> None:
    """`course serve` says where it listens, shows the course there, and ends with Ctrl+C."""
    assert "serve" in COMMANDS
    # Not the documented port: it may be taken on the machine that runs the tests.
    command = [*COMMAND, "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=course, stderr=subprocess.PIPE, text=True) as server:
        try:
            address = _address(server)
            with urllib.request.urlopen(address, timeout=PATIENCE_S) as answer:  # noqa: S310 - our own server
                page = answer.read().decode()
            server.send_signal(signal.SIGINT)
            server.wait(timeout=PATIENCE_S)
        finally:
            server.kill()  # a test must not wait for what it failed to stop

    assert "Service that people come back to" in page
    assert server.returncode == 0


def _address(server: subprocess.Popen[str]) -> str:
    """Return the address that the preview prints."""
    assert server.stderr is not None
    end = time.monotonic() + PATIENCE_S
    for line in server.stderr:
        match = re.search(r"http://\S+", line)
        if match:
            return match.group()
        assert time.monotonic() < end, "the preview names no address"
    message = "the preview ended without naming its address"
    raise AssertionError(message)


@pytest.mark.parametrize("words", [words for words in COMMANDS if words.startswith("intake")])
def test_the_intake_starts_answers_and_stops(course: Path, words: str) -> None:
    """`course intake` as documented says where it listens, is healthy, and ends with SIGTERM."""
    command = [*COMMAND, *shlex.split(words), "--port", "0"]
    with subprocess.Popen(command, cwd=course, stderr=subprocess.PIPE, text=True) as server:
        try:
            health = f"{_address(server).rstrip('/.')}/health"
            with urllib.request.urlopen(health, timeout=PATIENCE_S) as answer:  # noqa: S310 - our own server
                status = json.load(answer)["status"]
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=PATIENCE_S)
        finally:
            server.kill()  # a test must not wait for what it failed to stop

    assert (status, server.returncode) == ("ok", 0)


def test_the_documented_port_is_the_default() -> None:
    """The address in README and tutorial is where `course serve` listens without options."""
    serve = cli.get_command(click.Context(cli), "serve")
    assert serve is not None
    defaults = {option.name: option.default for option in serve.params}
    address = f"http://{defaults['host']}:{defaults['port']}/"

    for page in (ROOT / "README.md", HANDBOOK / "tutorials" / "first-lesson.md"):
        assert f"<{address}>" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_in_sentences_exist(page: Path) -> None:
    """Each `course …` in a sentence names a real command, and only options that it has."""
    wrong = [words for words in INLINE.findall(split_page(page)[0]) if not _exists(words)]

    assert wrong == []


def _exists(words: str) -> bool:
    """Say whether a command line begins with a command and has only its options."""
    command: click.Command = cli
    context = click.Context(cli, info_name="course")
    options = set()
    for word in words.split():
        if word.startswith("-"):
            options.add(word.partition("=")[0])
        elif isinstance(command, click.Group):
            child = command.get_command(context, word.rstrip(","))
            if child is None:
                return False
            command, context = child, click.Context(child, info_name=word, parent=context)
    known = {name for option in command.params for name in option.opts}
    return options <= known
