from __future__ import annotations

import importlib.util
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

SCRIPTS = Path(__file__).parent.parent / "scripts"


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module scripts/build.py."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    spec = importlib.util.spec_from_file_location("build_script", SCRIPTS / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def prepared(build: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """build.py in a small project whose installer only counts how often it is called."""
    for name in ("requirements.lock", "pyproject.toml"):
        (tmp_path / name).write_text("one")
    monkeypatch.setattr(build, "ROOT", tmp_path)
    monkeypatch.setattr(build, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(build, "PYTHON", tmp_path / ".venv" / "python")
    calls: list[str] = []

    def install(lock: str) -> None:
        calls.append(lock)
        (tmp_path / ".venv").mkdir(exist_ok=True)
        (tmp_path / ".venv" / "python").touch()

    monkeypatch.setattr(build, "_install", install)
    monkeypatch.setattr(build, "calls", calls, raising=False)
    return build


def test_second_run_installs_nothing(prepared: ModuleType) -> None:
    """With the same lock file the environment is left as it is."""
    prepared.ensure_environment()
    prepared.ensure_environment()

    assert prepared.calls == ["requirements.lock"]


def test_changed_lock_installs_again(prepared: ModuleType, tmp_path: Path) -> None:
    """Another lock file brings the environment up to date."""
    prepared.ensure_environment()
    (tmp_path / "requirements.lock").write_text("two")
    prepared.ensure_environment()

    assert len(prepared.calls) == 2


def test_a_run_killed_during_the_install_is_repeated(prepared: ModuleType, tmp_path: Path) -> None:
    """Without the stamp, which is written last, a half-made environment is not trusted."""
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "python").touch()

    prepared.ensure_environment()

    assert len(prepared.calls) == 1


@pytest.mark.acceptance
def test_a_prepared_checkout_starts_within_a_second(build: ModuleType) -> None:
    """Before the build proper, a second run costs less than a second of work."""
    if not build.is_prepared(build.TEST_LOCK):
        pytest.skip("this checkout was not set up by scripts/test.py")
    probe = "import build; build.ensure_environment(build.TEST_LOCK)"
    # The processor's time, because other tests run beside this one.
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", probe],
        check=True,
        cwd=SCRIPTS,
        env={**os.environ, "PYTHONPATH": str(SCRIPTS)},
    )

    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1.0
