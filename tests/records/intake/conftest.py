"""Running intakes: one for each test, or one for a module's tests that change nothing."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from tests.records.intake.service import SITE, Service
from tests.records.intake.xapi_client import SECRET, Client

from coursewright.records.intake import Limits
from coursewright.records.intake.credentials import read_credentials

PATIENT = Limits(rate_per_s=1e6, burst=10**6)


@contextlib.contextmanager
def starting(folder):
    """Start intakes that are stopped at the end."""
    running = []

    def make(**settings: Any):
        fields = {
            name: settings.pop(name)
            for name in ("state", "proxies", "around", "folder")
            if name in settings
        }
        service = Service(**{"folder": folder / "ledger", "settings": settings, **fields})
        running.append(service.start())
        return service

    yield make
    for service in running:
        service.stop()


def credentials(folder):
    """Return credentials of each scope, from a file."""
    path = folder / "credentials"
    path.write_text(
        f"hr:{SECRET}:all\nlms:{SECRET}:write\nreader:{SECRET}:read\n", encoding="utf-8"
    )
    path.chmod(0o600)
    return read_credentials(path)


@pytest.fixture
def start(tmp_path):
    """Start intakes that are stopped after the test."""
    with starting(tmp_path) as make:
        yield make


@pytest.fixture
def service(start):
    """An intake with its defaults."""
    return start()


@pytest.fixture
def lrs(start, tmp_path):
    """A service that takes statements."""
    return start(credentials=credentials(tmp_path), limits=PATIENT)


@pytest.fixture
def hr(lrs):
    """A client that may do everything."""
    return Client(lrs)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A service for tests that leave it as it was: it takes statements, and pages of one site."""
    folder = tmp_path_factory.mktemp("shared")
    with starting(folder) as make:
        yield make(credentials=credentials(folder), limits=PATIENT, origins=(SITE,))
