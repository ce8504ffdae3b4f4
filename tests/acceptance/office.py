"""HR's desk: a copy of the course, and a tutorial's commands as somebody types them there."""

from __future__ import annotations

import csv
import shlex
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

from tests.handbook.pages import HANDBOOK, Block, split_page

if TYPE_CHECKING:
    from pathlib import Path

PAGE: Final = HANDBOOK / "tutorials" / "from-roster-to-report.md"
COMMAND: Final = (sys.executable, "-m", "coursewright.cli.main")
SITE: Final = "https://training.example.com/service/"
ORIGIN: Final = "https://training.example.com"
PUBLIC_FOLDER: Final = "/srv/www/course"
PATIENCE_S: Final = 60


class Office:
    """HR's desk: the course folder, and the tutorial's commands in their order."""

    def __init__(self, root: Path, base: str, www: Path, intake: str) -> None:
        self.root = root
        self.base = base
        self.www = www
        self.intake = intake
        self.blocks = [block for block in split_page(PAGE)[1] if block.language == "console"]
        self.outputs: dict[str, str] = {}
        self.service: subprocess.Popen[str] | None = None

    def follow(self, first_words: str) -> None:
        """Type every command of the tutorial's next block, which must begin as it says."""
        block = self.blocks.pop(0)
        assert block.text.startswith(f".venv/bin/course {first_words}"), block
        for line in block.text.splitlines():
            words = self._local(shlex.split(line.removeprefix(".venv/bin/course ")))
            if words[0] == "intake":
                self._start(words)
            else:
                self._run(block, words)

    def _local(self, words: list[str]) -> list[str]:
        """Return the words with this machine's addresses in place of the example's."""
        places = {SITE: f"{self.base}/", ORIGIN: self.base, PUBLIC_FOLDER: str(self.www)}
        return [places.get(word, word) for word in words]

    def _run(self, block: Block, words: list[str]) -> None:
        done = subprocess.run(
            [*COMMAND, *words], cwd=self.root, check=False, capture_output=True, text=True
        )
        assert "Traceback" not in done.stderr, done.stderr
        # An import exits with 1 when a record was refused, as one is here.
        expected = 1 if words[:2] == ["records", "import"] else 0
        assert done.returncode == expected, f"{block}\n{done.stdout}{done.stderr}"
        self.outputs[" ".join(words[:2])] = done.stdout + done.stderr

    def _start(self, words: list[str]) -> None:
        port = self.intake.rpartition(":")[2].removesuffix("/intake")
        self.service = subprocess.Popen(
            [*COMMAND, *words, "--port", port], cwd=self.root, stderr=subprocess.PIPE, text=True
        )
        assert self.service.stderr is not None
        end = time.monotonic() + PATIENCE_S
        for line in self.service.stderr:
            if self.intake in line:
                return
            assert time.monotonic() < end, "the intake does not say where it listens"
        message = "the intake ended without saying where it listens"
        raise AssertionError(message)

    def close(self) -> None:
        """Stop the intake as an administrator does; it ends without an error."""
        if self.service is not None:
            self.service.send_signal(signal.SIGTERM)
            assert self.service.wait(PATIENCE_S) == 0
            assert self.service.stderr is not None
            self.service.stderr.close()
            self.service = None

    def link_of(self, name: str) -> str:
        """Return a person's link, as the mail merge would take it from the table."""
        text = (self.root / "enrolment" / "links.csv").read_text(encoding="utf-8-sig")
        (link,) = [row["link"] for row in csv.DictReader(text.splitlines()) if row["name"] == name]
        return link


def copy_sources(folder: Path) -> Path:
    """Copy the bundled course, so that nothing is written into the repository."""
    from tests.handbook.scratch import copy_course  # noqa: PLC0415 - one copy of that knowledge

    return copy_course(folder)
