"""A process that dies in the middle loses nothing that it had said was done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.records.ledger.postgres import Server

ROOT = Path(__file__).parents[3]
KILLS = int(os.environ.get("COURSE_KILLS", "200"))
FAULTLESS = {
    "reopen_failed": 0,
    "lost": 0,
    "half": 0,
    "failed": 0,
    "problems": 0,
    "differing": 0,
    "said": [],
}


def killed(location: Path | str, beside: Path, kills: int) -> dict[str, Any]:
    """Run the kills in a process of their own and return the figures."""
    options = ["--location", str(location), "--beside", str(beside), "--kills", str(kills)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.records.ledger.kills", *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def test_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """After each SIGKILL the ledger opens, holds every acknowledged file, and none by half."""
    figures = killed(tmp_path / "killed", tmp_path / "unharmed", KILLS)

    assert figures.pop("kills") == KILLS
    assert figures.pop("acknowledged") > KILLS // 2
    assert figures == FAULTLESS


def test_kills_of_a_client_lose_nothing_on_postgresql(postgres: Server, tmp_path: Path) -> None:
    """A client that dies in its transaction leaves nothing of it, and holds no lock."""
    figures = killed(postgres.fresh_url(), tmp_path / "unharmed", max(1, KILLS // 10))

    assert figures.pop("kills") == max(1, KILLS // 10)
    assert figures.pop("acknowledged") > 0
    assert figures == FAULTLESS
