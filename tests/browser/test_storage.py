"""What the store promises in a real Chromium: what was saved is never lost."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import Error as PlaywrightError
from tests.browser.storage_page import (
    CHAIN,
    COURSE,
    NO_DATABASE,
    RECORD,
    new_page,
    open_store,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page, Playwright
    from tests.browser.conftest import Victim

pytestmark = pytest.mark.browser

KILLS: Final = 10
OPEN_LIMIT_MS: Final = 6000


def survives_kills(start: Callable[[Path], Victim], url: str, profile: Path) -> bool:
    """Save, kill, look, ten times; False when Chromium discarded its database by itself."""
    profile.mkdir()
    for kill in range(KILLS + 1):
        victim = start(profile)
        page = victim.open(f"{url}/blank")
        assert open_store(page) == "indexeddb"
        drafts = [page.evaluate("(k) => store.draft(`bank-${k}`)", k) for k in range(kill)]
        chain = page.evaluate(CHAIN)
        if victim.has_discarded_data:
            return False

        assert drafts == [{"position": k} for k in range(kill)]
        assert chain == [{"seq": k + 1, "isLinked": True} for k in range(kill)]
        if kill < KILLS:
            page.evaluate(
                "(record) => store.addAttempt(record)", {**RECORD, "attempt": f"uuid-{kill}"}
            )
            page.evaluate("(k) => store.saveDraft(`bank-${k}`, {position: k})", kill)
            victim.kill()
    return True


def test_acknowledged_writes_survive_ten_kills(
    start_victim: Callable[[Path], Victim], runtime_url: str, tmp_path: Path
) -> None:
    """Every draft and record whose saving resolved is there after SIGKILL at that very moment."""
    profiles = (tmp_path / f"profile-{number}" for number in range(3))
    assert any(survives_kills(start_victim, runtime_url, profile) for profile in profiles)


def test_progress_belongs_to_the_course_and_not_to_the_address(page: Page) -> None:
    """Two courses of one host do not mix; a moved page finds its progress."""
    open_store(page)
    page.evaluate("store.saveDraft('bank', {of: 'first'})")
    other = page.evaluate(
        """async () => {
          const { openStore } = await import("/src/storage/store.js");
          return (await openStore("https://example.org/other")).draft("bank");
        }"""
    )
    page.goto(page.url.replace("/blank", "/blank?moved"))
    page.goto(page.url.replace("/blank?moved", "/blank"))
    open_store(page)

    assert other is None
    assert page.evaluate("store.draft('bank')") == {"of": "first"}


def test_denied_database_falls_back_to_local_storage(
    context: BrowserContext, runtime_url: str
) -> None:
    """Where IndexedDB is denied the store says `local`, and a reload finds everything."""
    page = new_page(context, runtime_url, NO_DATABASE)
    kind = open_store(page)
    page.evaluate("store.saveDraft('bank', {position: 3})")
    page.evaluate("(record) => store.addAttempt(record)", {**RECORD, "attempt": "uuid"})
    page.reload()
    open_store(page)

    assert kind == "local"
    assert page.evaluate("store.draft('bank')") == {"position": 3}
    assert page.evaluate(CHAIN) == [{"seq": 1, "isLinked": True}]


def test_local_rows_move_into_the_database_once_it_works(
    context: BrowserContext, runtime_url: str
) -> None:
    """What a visit had to keep in localStorage is neither lost nor left behind."""
    denied = new_page(context, runtime_url, NO_DATABASE)
    open_store(denied)
    denied.evaluate("store.saveDraft('bank', {position: 3})")
    denied.close()
    page = new_page(context, runtime_url)

    assert open_store(page) == "indexeddb"
    assert page.evaluate("store.draft('bank')") == {"position": 3}
    assert page.evaluate("localStorage.length") == 0


def test_browser_that_keeps_no_site_data_gets_memory(
    playwright: Playwright,
    chromium_path: str,
    chromium_args: tuple[str, ...],
    runtime_url: str,
    tmp_path: Path,
) -> None:
    """With site data blocked in Chromium's own settings the store still works and says `memory`."""
    blocked = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default/Preferences").write_text(json.dumps(blocked), encoding="utf-8")
    context = playwright.chromium.launch_persistent_context(
        tmp_path, executable_path=chromium_path, args=[*chromium_args]
    )
    page = new_page(context, runtime_url)
    kind = open_store(page)
    page.evaluate("store.saveDraft('bank', {position: 3})")
    draft = page.evaluate("store.draft('bank')")
    page.reload()
    open_store(page)
    after_reload = page.evaluate("store.draft('bank')")
    context.close()

    assert kind == "memory"
    assert draft == {"position": 3}
    assert after_reload is None


def test_blocked_database_does_not_hang_the_page(context: BrowserContext, runtime_url: str) -> None:
    """While another tab blocks the database, a page opens its store within seconds, elsewhere."""
    holder = new_page(context, runtime_url)
    holder.evaluate(
        """(name) => new Promise((resolve) => {
          const request = indexedDB.open(name, 1);
          request.onsuccess = () => {
            indexedDB.deleteDatabase(name);  // waits for this connection, and everybody for it
            resolve((globalThis.held = request.result));
          };
        }).then(() => {})""",
        f"coursewright {COURSE}",
    )
    page = new_page(context, runtime_url)
    page.set_default_timeout(OPEN_LIMIT_MS)
    started = time.monotonic()
    kind = open_store(page)
    took_ms = (time.monotonic() - started) * 1000

    assert kind == "local"
    assert took_ms < OPEN_LIMIT_MS


def test_open_tab_never_blocks_a_newer_schema(context: BrowserContext, runtime_url: str) -> None:
    """An old tab gives way to an upgrade at once, and then refuses writes instead of hanging."""
    old = new_page(context, runtime_url)
    open_store(old)
    old.evaluate("store.saveDraft('bank', {})")
    new = new_page(context, runtime_url)
    upgraded = new.evaluate(
        """(name) => new Promise((resolve) => {
          const request = indexedDB.open(name, 99);
          request.onblocked = () => resolve("blocked");
          request.onsuccess = () => resolve("open");
        })""",
        f"coursewright {COURSE}",
    )

    assert upgraded == "open"
    with pytest.raises(PlaywrightError, match="version"):
        old.evaluate("store.saveDraft('bank', {})")


def test_full_disk_is_told_and_keeps_the_last_draft(
    context: BrowserContext, runtime_url: str
) -> None:
    """A write beyond the quota rejects; what was saved before is still there."""
    page = new_page(context, runtime_url)
    # Before the first write: Chromium remembers for a while how much space is left.
    quota = {"origin": runtime_url, "quotaSize": 200_000}
    session = context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", quota)
    open_store(page)
    page.evaluate("store.saveDraft('bank', {position: 3})")

    with pytest.raises(PlaywrightError, match=r"(?i)quota"):
        page.evaluate("store.saveDraft('bank', {text: 'x'.repeat(900_000)})")
    assert page.evaluate("store.draft('bank')") == {"position": 3}
