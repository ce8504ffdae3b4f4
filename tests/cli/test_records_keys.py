from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.small_course import attempt, copy_course, run, write_json
from tests.records.crafting import sign

from coursewright.diagnostics import CoursewrightError
from coursewright.pipeline import load_course
from coursewright.records.enrolment import issue_enrolment
from coursewright.records.keys import learner_id, load_signer, new_key, revoke_key

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime.now(UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small course whose HR has a key."""
    root = copy_course(tmp_path)
    new_key(root / "keys", NOW - timedelta(days=9), NOW + timedelta(days=700))
    return root


def made_with_link(root: Path, **changes: Any) -> dict[str, Any]:
    """Return a signed attempt of yesterday, made with a link of HR's."""
    course = load_course(root).course
    assert course is not None
    made = NOW - timedelta(days=1)
    token = issue_enrolment(
        load_signer(root / "keys", NOW),
        issuer="HR",
        course=course.id,
        learner=learner_id(root / "keys", course.id, "0012"),
        path="core",
        language="en",
        now=made,
        expires=NOW + timedelta(days=300),
    )
    times = {
        "started": f"{made:%FT%T}.000Z",
        "submitted": f"{made + timedelta(minutes=9):%FT%T}.000Z",
    }
    fields = {"declared_name": None, "enrolment": token, **times, **changes}
    return sign(attempt(root, **fields))


def test_commands_know_hrs_keys(root: Path, tmp_path: Path) -> None:
    """A record with a link of the key in ROOT/keys is accepted; without the list it waits."""
    file = write_json(tmp_path / "a.json", made_with_link(root))
    known = run("records", "verify", file, "--root", root)
    shutil.move(root / "keys", tmp_path / "elsewhere")
    unknown = run("records", "verify", file, "--root", root)

    assert (known.exit_code, known.stdout) == (0, f"{file}: 1 accepted\n")
    assert unknown.exit_code == 1
    assert "quarantined (unknown-key)" in unknown.stdout
    assert "put their key into keys.json and import again" in unknown.stdout


def test_an_edited_record_is_refused_in_words(root: Path, tmp_path: Path) -> None:
    """Whoever edits a signed file reads that the signature does not fit."""
    value = made_with_link(root)
    value["responses"][0]["ms"] += 1
    done = run("records", "import", write_json(tmp_path / "a.json", value), "--root", root)

    assert done.exit_code == 1
    assert "rejected (bad-signature): " in done.stdout
    assert "The device's signature does not fit the record." in done.stdout


def test_a_revocation_leaves_what_counted(root: Path, tmp_path: Path) -> None:
    """What was imported before stays and is a duplicate; what comes later waits."""
    kid = load_signer(root / "keys", NOW).kid
    first = write_json(tmp_path / "first.json", made_with_link(root))
    later = write_json(
        tmp_path / "later.json",
        made_with_link(root, attempt="b" * 8 + "-0000-4000-8000-000000000000"),
    )
    before = run("records", "import", first, "--root", root)
    revoke_key(root / "keys", kid, datetime.now(UTC), "laptop stolen")
    again = run("records", "import", first, later, "--root", root)

    assert "1 accepted" in before.stdout
    assert f"{first}: 1 duplicate" in again.stdout
    assert "quarantined (key-revoked)" in again.stdout


def test_a_damaged_list_stops_the_import(root: Path, tmp_path: Path) -> None:
    """Nothing is judged with half a list: the command ends with one sentence about the file."""
    file = write_json(tmp_path / "a.json", made_with_link(root))
    (root / "keys" / "keys.json").write_bytes(b"{")
    done = run("records", "import", file, "--root", root)

    assert isinstance(done.exception, CoursewrightError)
    assert "keys.json: the list of keys is damaged" in str(done.exception)
    assert done.stdout == ""
