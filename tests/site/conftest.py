"""The real site, built once by the real command, served under a strict policy."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.browser.conftest import start_victim  # noqa: F401 - a fixture of this folder too
from tests.patience import PATIENCE_MS

from .building import ROOT, Site, build, strict_policy, theme_scripts, write_examples
from .server import Server
from .watching import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext

EPOCH = "1760000000"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Start the server; without a browser test no policy is computed."""
    with Server() as running:
        yield running


@pytest.fixture(scope="session")
def site(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the real course for the address it is served at."""
    out = tmp_path_factory.mktemp("real") / "site"
    url = f"{server.origin}/"
    build(ROOT, out, COURSE_SITE_URL=url, SOURCE_DATE_EPOCH=EPOCH, TZ="UTC", PYTHONHASHSEED="1")
    server.mounts["/"] = out
    return Site(url, out)


@pytest.fixture(scope="session")
def below(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the real course for an address below a sub-path."""
    out = tmp_path_factory.mktemp("below") / "site"
    url = f"{server.origin}/training/service/"
    build(ROOT, out, COURSE_SITE_URL=url)
    server.mounts["/training/service/"] = out
    return Site(url, out)


@pytest.fixture(scope="session")
def every_kind(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the handbook's examples: one item of every kind."""
    root = tmp_path_factory.mktemp("examples")
    out = root / "site"
    url = f"{server.origin}/examples/"
    build(write_examples(root / "course"), out, COURSE_SITE_URL=url)
    server.mounts["/examples/"] = out
    return Site(url, out)


@pytest.fixture(scope="session")
def policy(server: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Serve everything under the strict policy from now on."""
    server.policy = strict_policy(theme_scripts(tmp_path_factory.mktemp("theme") / "plain"))
    return server.policy


@pytest.fixture
def new_context(
    browser: Browser, server: Server, policy: str
) -> Iterator[Callable[..., BrowserContext]]:
    """Give a function that opens an empty context; errors or foreign requests fail the test."""
    assert policy
    watch = Watch(server.origin)
    contexts: list[BrowserContext] = []

    def start(width: int = 1280, **options: object) -> BrowserContext:
        size = {"width": width, "height": 900}
        settings = {"viewport": size, "reduced_motion": "reduce", "locale": "en-GB"} | options
        context = browser.new_context(**settings)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE_MS)
        watch.attach(context)
        contexts.append(context)
        return context

    yield start
    for context in contexts:
        context.close()
    assert watch.problems == []


@pytest.fixture(scope="session")
def no_storage_profile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a profile folder of a browser that is told to store nothing."""
    profile = tmp_path_factory.mktemp("denied")
    (profile / "Default").mkdir()
    (profile / "Default" / "Preferences").write_text(
        '{"profile": {"default_content_setting_values": {"cookies": 2}}}', encoding="utf-8"
    )
    yield profile
    shutil.rmtree(profile, ignore_errors=True)
