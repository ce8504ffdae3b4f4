"""Which database a ledger is in, and what is said when it cannot be used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.records.ledger.content import open_ledger

from coursewright.diagnostics import CoursewrightError
from coursewright.records.ledger import database

ROOT = Path(__file__).parents[3]
SECRET = "hunter2"  # noqa: S105 - that it never appears is what is tested


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("records", False),
        (Path("postgresql:/somewhere"), False),
        ("postgresql://host/db", True),
        ("postgres://host/db", True),
        ("postgresql+psycopg://host/db", True),
    ],
)
def test_urls_are_told_from_folders(location: Path | str, *, expected: bool) -> None:
    """Only a URL of PostgreSQL is one."""
    assert database.is_url(location) is expected


@pytest.mark.parametrize(
    "location",
    [
        f"mysql://hr:{SECRET}@host/db",
        f"sqlite:///{SECRET}",
        f"postgresql://hr:{SECRET}@host:port/db",
        # Nobody listens there.
        f"postgresql://hr:{SECRET}@127.0.0.1:9/db?connect_timeout=2",
        f"postgresql://127.0.0.1:9/db?user=hr&password={SECRET}",
        f"postgresql://127.0.0.1:9/db?nonsense={SECRET}",
    ],
)
def test_no_message_holds_a_password(location: str) -> None:
    """Whatever is wrong with a URL, it is said in one sentence that does not repeat it."""
    with pytest.raises(CoursewrightError) as caught:
        open_ledger(location)

    text = str(caught.value)
    assert SECRET not in text
    assert "\n" not in text


def test_a_refused_password_is_not_repeated(postgres: object) -> None:
    """A server that knows no such user says so, and the sentence holds no password."""
    url = postgres.admin_url().replace("course@", f"nobody:{SECRET}@")  # type: ignore[attr-defined]
    with pytest.raises(CoursewrightError, match="nobody") as caught:
        open_ledger(url)

    assert SECRET not in str(caught.value)


def test_a_missing_driver_is_named_with_its_cure() -> None:
    """Without the extra, the message has the command that installs it."""
    script = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from coursewright.records.ledger.database import open_url\n"
        "open_url('postgresql://host/db')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert "python -m pip install 'coursewright[postgres]'" in done.stderr


def test_a_damaged_ledger_is_named_in_one_sentence(tmp_path: Path) -> None:
    """A file that is no database gives a message with its path and the cure, not a traceback."""
    (tmp_path / "ledger.sqlite").write_bytes(b"not a database, but long enough to be looked at" * 9)

    with pytest.raises(
        CoursewrightError,
        match=r"ledger\.sqlite: the ledger cannot be used: .*course records rebuild",
    ):
        open_ledger(tmp_path)


def test_a_database_that_is_deleted_while_it_is_open_is_not_begun_anew(tmp_path: Path) -> None:
    """An empty ledger in its place would say that nobody had learnt anything."""
    with open_ledger(tmp_path) as ledger:
        ledger.attempts()
        (tmp_path / "ledger.sqlite").unlink()
        for use in (ledger.attempts, ledger.people, ledger.quarantine):
            with pytest.raises(CoursewrightError, match="was deleted or replaced"):
                use()

    assert not (tmp_path / "ledger.sqlite").exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A file in the way of the folder is a fault of the environment."""
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(OSError, match="file"):
        open_ledger(tmp_path / "file" / "ledger")


def test_values_of_the_ledger_load_no_database_library() -> None:
    """Reports and the command's help must not pay for what only an open ledger needs."""
    script = (
        "import sys\n"
        "from coursewright.records.ledger import LedgerAttempt, time_text\n"
        "import coursewright.cli.records, coursewright.cli.report\n"
        "sys.exit('sqlalchemy' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)

    assert done.returncode == 0
