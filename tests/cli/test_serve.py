from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

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
