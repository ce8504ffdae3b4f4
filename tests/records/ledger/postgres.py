"""A real PostgreSQL for tests: its own server, in a folder of its own, stopped at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

START_TIMEOUT_S = 30
USER = "course"


def find_programs() -> Path | None:
    """Return the folder of `initdb` and `postgres`; None where there is no server."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_number, reverse=True)
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    return next((each for each in [*debian, *found] if (each / "postgres").is_file()), None)


class Server:
    """A running server; every test takes a schema of its own."""

    def __init__(self, sockets: Path) -> None:
        self._sockets = sockets
        self._schemas = 0

    def admin_url(self) -> str:
        """Return the URL of the whole database."""
        return f"postgresql://{USER}@/postgres?host={quote(str(self._sockets))}"

    def fresh_url(self) -> str:
        """Return the URL of an empty schema, as a ledger takes it."""
        self._schemas += 1
        schema = f"ledger_{self._schemas}"
        with psycopg.connect(self.admin_url(), autocommit=True) as db:
            db.execute(f"CREATE SCHEMA {schema}")
        return f"{self.admin_url()}&options={quote(f'-csearch_path={schema}')}"


@contextmanager
def running_server(programs: Path) -> Iterator[Server]:
    """Start a server that listens on a socket only, and stop it."""
    user = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="course-pg-"))
    try:
        if user is not None:
            shutil.chown(folder, user)
        _initialise(programs, folder / "data", user)
        server = subprocess.Popen(
            [
                programs / "postgres",
                *("-D", folder / "data", "-k", folder, "-c", "listen_addresses="),
                # Tests kill clients, not the machine.
                *("-c", "fsync=off", "-c", "max_connections=40"),
            ],
            user=user,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        try:
            found = Server(folder)
            _wait_for(found, server)
            yield found
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(START_TIMEOUT_S)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _initialise(programs: Path, data: Path, user: str | None) -> None:
    # Texts of this server sort as people in the US do: the ledger must not care.
    words = ["--locale-provider=icu", "--icu-locale=en-US", "--locale=C.UTF-8"]
    common = ["-D", str(data), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync"]
    for more in (words, ["--locale=C"]):
        done = subprocess.run(
            [programs / "initdb", *common, *more],
            user=user,
            cwd=data.parent,
            capture_output=True,
            check=False,
            env=_environment(),
        )
        if done.returncode == 0:
            return
        shutil.rmtree(data, ignore_errors=True)
    raise RuntimeError(done.stderr.decode())


def _wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while True:
        try:
            psycopg.connect(server.admin_url(), connect_timeout=2).close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}


def _unprivileged() -> str | None:
    """Return whose rights the server takes: it refuses to run as root."""
    if os.geteuid() != 0:
        return None
    names = {each.pw_name for each in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _number(path: Path) -> int:
    name = path.parent.name
    return int(name) if name.isdigit() else 0
