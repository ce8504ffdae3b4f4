from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from tests.cli.processes import serving
from tests.cli.small_course import attempt, copy_course, run
from tests.records.crafting import device, public_key, sign, token

from coursewright.generating.canonical import canonical_json, digest
from coursewright.records.key_list import key_list_value

SECRET = "0123456789abcdef"  # noqa: S105 - of a test
ADDRESS = r"The intake is at (http://\S+)"


@pytest.fixture
def root(tmp_path):
    """A course with HR's list of public keys."""
    root = copy_course(tmp_path)
    (root / "keys").mkdir()
    (root / "keys" / "keys.json").write_bytes(canonical_json(key_list_value([public_key()])))
    return root


@pytest.fixture
def lrs(root, tmp_path):
    """A running intake with a ledger of its own, which takes statements."""
    secrets = tmp_path / "xapi"
    secrets.write_text(f"hr:{SECRET}:all\nreader:{SECRET}:read\n", encoding="utf-8")
    secrets.chmod(0o600)
    words = ["--root", root, "--port", 0, "--ledger", tmp_path / "lrs-ledger"]
    with serving("intake", *words, "--xapi-credentials", secrets) as intake:
        yield f"{intake.wait_for(ADDRESS)}/xapi"
        intake.stop()


@pytest.fixture
def credentials(tmp_path, monkeypatch):
    """The credentials of HR's command, in a file; the environment has none."""
    for name in ("COURSE_LRS_USER", "COURSE_LRS_PASSWORD", "COURSE_LEDGER"):
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / "lrs-credentials"
    path.write_text(f"hr:{SECRET}\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def fill(root, folder):
    """Import attempts of three enrolled learners and a self-declared one, with odd ones."""
    first = sign(attempt(root, 1, enrolment=token(1), declared_name=None))
    fields = {"seq": 2, "previous": digest(first), "submitted": "2026-11-21T10:00:01.000Z"}
    second = sign(attempt(root, 2, enrolment=token(1), declared_name=None, **fields))
    third = sign(attempt(root, 3, enrolment=token(2), declared_name=None), device(2))
    wrong = attempt(root, 4, enrolment=token(3), declared_name=None)
    for row in wrong["responses"]:
        row["response"] = None
    named = attempt(root, 5)
    records = [first, second, third, sign(wrong, device(3)), named]
    path = folder / "records.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    done = run("records", "import", path, "--root", root)
    assert done.exit_code == 0, done.output
    return records


def listed(root, ledger=None):
    """Return the attempts that `course records list` shows."""
    words = ["--ledger", ledger] if ledger else []
    return json.loads(run("records", "list", "--root", root, "--json", *words).stdout)["attempts"]


def report(root, out, ledger=None):
    """Return the report's tables."""
    words = ["--ledger", ledger] if ledger else []
    done = run("report", "--root", root, "--out", out, *words)
    assert done.exit_code == 0, done.output
    tables = {}
    for path in sorted(Path(out).glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            tables[path.name] = list(csv.reader(stream))
    return tables


def test_pushed_to_an_lrs_and_pulled_into_another_ledger(root, lrs, credentials, tmp_path):
    """Two processes and three ledgers: every attempt, grade and flag comes out the same."""
    fill(root, tmp_path)
    words = ["--lrs", lrs, "--credentials", credentials, "--root", root]
    pushed = run("records", "push", *words, "--self-declared")
    assert pushed.exit_code == 0, pushed.output
    assert "Sent 5 attempts" in pushed.stderr

    other = tmp_path / "other-ledger"
    pulled = run("records", "pull", *words, "--ledger", other)
    assert pulled.exit_code == 0, pulled.output

    assert listed(root, other) == listed(root)
    assert listed(root, tmp_path / "lrs-ledger") == listed(root)
    here = report(root, tmp_path / "report-here")
    assert here
    assert report(root, tmp_path / "report-other", other) == here


def test_a_second_push_and_pull_move_nothing(root, lrs, credentials, tmp_path):
    """What an LRS has is remembered; what a ledger has is not imported again."""
    fill(root, tmp_path)
    other = tmp_path / "other-ledger"
    words = ["--lrs", lrs, "--credentials", credentials, "--root", root]
    first = run("records", "push", *words)
    second = run("records", "push", *words)
    run("records", "pull", *words, "--ledger", other)
    files = sorted((other / "raw").glob("*/*.json"))
    again = run("records", "pull", *words, "--ledger", other)

    assert "Sent 4 attempts" in first.stderr
    assert "Sent 0 attempts (0 statements); 4 were there before." in second.stderr
    assert again.exit_code == 0
    assert sorted((other / "raw").glob("*/*.json")) == files


def test_without_its_memory_a_push_repeats_and_harms_nothing(root, lrs, credentials, tmp_path):
    """The same statements have the same ids: the LRS says that it has them."""
    fill(root, tmp_path)
    words = ["--lrs", lrs, "--credentials", credentials, "--root", root]
    run("records", "push", *words)
    before = listed(root, tmp_path / "lrs-ledger")
    for path in (root / "records" / "lrs").iterdir():
        path.write_text("damaged", encoding="utf-8")
    again = run("records", "push", *words)

    assert again.exit_code == 0
    assert "Sent 4 attempts" in again.stderr
    assert listed(root, tmp_path / "lrs-ledger") == before


def test_names_stay_at_home_unless_asked_for(root, lrs, credentials, tmp_path):
    """A self-declared record holds a typed name, so that it is pushed on request alone."""
    fill(root, tmp_path)
    words = ["--lrs", lrs, "--credentials", credentials, "--root", root]
    done = run("records", "push", *words)

    assert "Kept 1 attempt without a personal link" in done.stderr
    assert {each["name"] for each in listed(root, tmp_path / "lrs-ledger")} == {None}


def test_a_later_attempt_is_pushed_and_pulled_alone(root, lrs, credentials, tmp_path):
    """After a first round only what is new moves."""
    fill(root, tmp_path)
    other = tmp_path / "other-ledger"
    words = ["--lrs", lrs, "--credentials", credentials, "--root", root]
    run("records", "push", *words)
    run("records", "pull", *words, "--ledger", other)
    late = sign(attempt(root, 9, enrolment=token(2), declared_name=None), device(2))
    path = tmp_path / "late.json"
    path.write_text(json.dumps([late]), encoding="utf-8")
    run("records", "import", path, "--root", root)

    pushed = run("records", "push", *words)
    pulled = run("records", "pull", *words, "--ledger", other)
    assert "Sent 1 attempt " in pushed.stderr
    assert pulled.exit_code == 0
    assert len(listed(root, other)) == 5


def test_the_environment_may_hold_the_credentials(root, lrs, credentials, tmp_path, monkeypatch):  # noqa: ARG001
    """User and password come from the environment where no file is named."""
    fill(root, tmp_path)
    monkeypatch.setenv("COURSE_LRS_USER", "hr")
    monkeypatch.setenv("COURSE_LRS_PASSWORD", SECRET)

    assert run("records", "push", "--lrs", lrs, "--root", root).exit_code == 0


def failing(*words: object):
    """Run a command as a process would, and return the exit code and what it said."""
    done = run(*words)
    return done.exception, done.output


@pytest.mark.parametrize(
    ("text", "mode", "said"),
    [
        (f"hr:{SECRET}\n", 0o644, "chmod 600"),
        ("hr\n", 0o600, "one line, user:password"),
        (f"hr:{SECRET}\nreader:x\n", 0o600, "one line, user:password"),
        ("", 0o600, "one line, user:password"),
    ],
)
def test_files_of_credentials_that_are_refused(root, credentials, text, mode, said):
    """Readable by others, or not one line; the sentence never repeats what stands in the file."""
    credentials.write_text(text, encoding="utf-8")
    credentials.chmod(mode)
    words = ["--lrs", "http://127.0.0.1:1", "--credentials", credentials, "--root", root]
    error, _ = failing("records", "push", *words)

    assert said in str(error)
    assert SECRET not in str(error)


def test_without_credentials_nothing_is_sent(root, credentials):  # noqa: ARG001 - clears the environment
    """The sentence names both ways to give them."""
    error, _ = failing("records", "pull", "--lrs", "http://127.0.0.1:1", "--root", root)

    assert "COURSE_LRS_USER" in str(error)
    assert "--credentials" in str(error)


def test_credentials_that_may_only_read_push_nothing(root, lrs, credentials, tmp_path):
    """The LRS's refusal is one sentence, and nothing counts as delivered."""
    fill(root, tmp_path)
    credentials.write_text(f"reader:{SECRET}\n", encoding="utf-8")
    error, _ = failing(
        "records", "push", "--lrs", lrs, "--credentials", credentials, "--root", root
    )

    assert "does not accept the credentials" in str(error)
    credentials.write_text(f"hr:{SECRET}\n", encoding="utf-8")
    done = run("records", "push", "--lrs", lrs, "--credentials", credentials, "--root", root)
    assert "Sent 4 attempts" in done.stderr


def test_plain_http_needs_a_decision(root, credentials):
    """Over a network the credentials would be readable by anybody on the way."""
    words = ["--lrs", "http://lrs.example.org", "--credentials", credentials, "--root", root]
    error, _ = failing("records", "push", *words)

    assert "--allow-http" in str(error)
