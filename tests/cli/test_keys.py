from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_course import copy_course, run

from coursewright.cli.main import main
from coursewright.diagnostics import CoursewrightError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small course without keys."""
    return copy_course(tmp_path)


def test_new_makes_a_key_and_says_what_to_back_up(root: Path) -> None:
    """The id goes to standard output; people are told what to keep and what may be copied."""
    done = run("keys", "new", "--root", root)
    kid = done.stdout.strip()
    keys = root / "keys"

    assert done.exit_code == 0, done.output
    assert {path.name for path in keys.iterdir()} == {f"{kid}.key", "keys.json", "learners.key"}
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700
    assert stat.S_IMODE((keys / f"{kid}.key").stat().st_mode) == 0o600
    for said in (f"Back up the whole folder {keys}", "learners.key", f"{keys / 'keys.json'} alone"):
        assert said in done.stderr


def test_months_say_how_long_a_key_signs(root: Path) -> None:
    """A key of one month expires at the end of the same day of the next month."""
    run("keys", "new", "--months", 1, "--root", root)
    (key,) = json.loads(run("keys", "list", "--json", "--root", root).stdout)["keys"]

    assert key["state"] == "valid"
    assert key["expires"].endswith("T23:59:59Z")
    assert key["created"] < key["expires"]


def test_a_second_new_key_is_refused(root: Path) -> None:
    """While a key is usable, a new one is made by rotate only."""
    run("keys", "new", "--root", root)
    done = run("keys", "new", "--root", root)

    assert isinstance(done.exception, CoursewrightError)
    assert "course keys rotate" in str(done.exception)


def test_rotate_needs_a_key_and_keeps_the_older_one(root: Path) -> None:
    """After a rotation both keys are listed as valid."""
    assert isinstance(run("keys", "rotate", "--root", root).exception, CoursewrightError)
    first = run("keys", "new", "--root", root).stdout.strip()
    done = run("keys", "rotate", "--root", root)
    listed = run("keys", "list", "--root", root).stdout.splitlines()

    assert "keep working" in done.stderr
    assert sorted(line.split()[:2] for line in listed) == sorted(
        [[first, "valid"], [done.stdout.strip(), "valid"]]
    )


def test_revoke_says_what_to_do_next(root: Path) -> None:
    """The list shows the reason; without another key, people are told to make one."""
    kid = run("keys", "new", "--root", root).stdout.strip()
    done = run("keys", "revoke", kid, "--reason", "laptop stolen", "--root", root)
    (listed,) = run("keys", "list", "--root", root).stdout.splitlines()

    assert done.stdout.strip() == kid
    assert "course keys rotate" in done.stderr
    assert "--reissue" in done.stderr
    assert listed.split()[:2] == [kid, "revoked"]
    assert listed.endswith("laptop stolen")


def test_revoke_wants_a_reason(root: Path) -> None:
    """Without --reason nothing is revoked."""
    kid = run("keys", "new", "--root", root).stdout.strip()

    assert run("keys", "revoke", kid, "--root", root).exit_code == 2
    assert " valid " in run("keys", "list", "--root", root).stdout


def test_keys_can_lie_elsewhere(root: Path, tmp_path: Path) -> None:
    """With --keys the folder is where HR says; without keys the list is empty and says so."""
    elsewhere = tmp_path / "safe"
    run("keys", "new", "--keys", elsewhere, "--root", root)

    assert (elsewhere / "keys.json").is_file()
    assert not (root / "keys").exists()
    assert "no keys yet" in run("keys", "list", "--root", root).stderr
    assert json.loads(run("keys", "list", "--json", "--root", root).stdout) == {"keys": []}


def test_faults_of_keys_end_with_exit_code_3(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Keys that others can read are not used, and one sentence says how to close them."""
    kid = run("keys", "new", "--root", root).stdout.strip()
    (root / "keys" / f"{kid}.key").chmod(0o644)
    (root / "roster.csv").write_text("Employee ID,Name\n1,Jane\n", encoding="utf-8")

    with pytest.raises(SystemExit) as stop:
        main(
            [
                *("enrol", str(root / "roster.csv"), "--root", str(root)),
                *("--site", "https://example.com/"),
            ]
        )

    assert stop.value.code == 3
    assert "chmod 600" in capsys.readouterr().err
