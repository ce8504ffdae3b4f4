"""Where tests put ledgers: a folder, and a schema of a real PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.records.ledger.postgres import Server, find_programs, running_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Return a running PostgreSQL; the test is skipped where none is installed."""
    programs = find_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server: install the package postgresql")
    with running_server(programs) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Return a place for a new ledger, once on each database."""
    if request.param == "sqlite":
        return tmp_path / "ledger"
    server: Server = request.getfixturevalue("postgres")
    return server.fresh_url()
