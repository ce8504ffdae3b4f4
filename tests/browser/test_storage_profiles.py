"""Tabs and learners that share a browser: they hear each other, and nothing cleared stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error as PlaywrightError
from tests.browser.storage_page import (
    CHAIN,
    DUMP,
    EVERYTHING,
    FILL,
    NO_CHANNEL,
    NO_DATABASE,
    RECORD,
    new_page,
    open_store,
)

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = pytest.mark.browser


def test_two_tabs_that_submit_together_make_one_chain(
    context: BrowserContext, runtime_url: str
) -> None:
    """Forty records from two tabs at once have no gap, and each names the one before."""
    tabs = [new_page(context, runtime_url) for _ in range(2)]
    for tab in tabs:
        open_store(tab)
    start = """([record, tab]) => {
      globalThis.done = Promise.all(
        Array.from({ length: 20 }, (_, i) => `${tab}-${i}`).map((attempt) =>
          store.addAttempt({ ...record, attempt })),
      );
    }"""
    for number, tab in enumerate(tabs):
        tab.evaluate(start, [RECORD, number])
    for tab in tabs:
        tab.evaluate("done.then(() => null)")

    assert tabs[0].evaluate(CHAIN) == [{"seq": n + 1, "isLinked": True} for n in range(40)]


def test_the_first_write_of_another_tab_can_be_read_at_once(
    context: BrowserContext, runtime_url: str
) -> None:
    """Whose page it is may take longer to find out than the next announcement takes to come."""
    first, second = (new_page(context, runtime_url) for _ in range(2))
    open_store(first)
    open_store(second)
    second.evaluate(
        "const read = store.backend.read.bind(store.backend);"
        "store.backend.read = async (prefix) => {"
        " const rows = await read(prefix);"
        " if (prefix === '!current') await new Promise((go) => setTimeout(go, 300));"
        " return rows; };"
        "window.seen = [];"
        "void store.onChange(({kind}) => {"
        " if (kind === 'draft') store.draft('bank').then((draft) => seen.push(draft)); })"
    )
    first.evaluate("store.saveDraft('bank', {position: 3})")
    second.wait_for_function("seen.length > 0", timeout=10_000)
    assert second.evaluate("seen") == [{"position": 3}]


@pytest.mark.parametrize("denied", [(), (NO_DATABASE,)])
def test_the_other_tab_hears_what_was_stored(
    context: BrowserContext, runtime_url: str, denied: tuple[str, ...]
) -> None:
    """Whoever reads when a write of the other tab is announced sees it, wherever it is kept."""
    first, second = (new_page(context, runtime_url, *denied) for _ in range(2))
    open_store(first)
    open_store(second)
    second.evaluate(
        "window.seen = [];"
        "void store.onChange(({kind}) => {"
        " if (kind === 'draft') store.draft('bank').then((draft) => seen.push(draft)); })"
    )
    first.evaluate("store.saveDraft('bank', {position: 3})")
    second.wait_for_function("seen.some((draft) => draft?.position === 3)")

    assert {"kind": "draft", "id": "bank", "own": False} in second.evaluate("heard")


def test_switching_the_profile_switches_every_tab(
    context: BrowserContext, runtime_url: str
) -> None:
    """A colleague who takes over in one tab is the learner in all tabs."""
    first, second = (new_page(context, runtime_url) for _ in range(2))
    open_store(first)
    first.evaluate("store.createProfile('Ada')")
    first.evaluate("store.saveDraft('bank', {of: 'Ada'})")
    open_store(second)
    second.evaluate("store.createProfile('Grace')")
    first.wait_for_function("heard.some(({kind, own}) => kind === 'profile' && !own)")

    assert first.evaluate("store.currentProfile().then(({name}) => name)") == "Grace"
    assert first.evaluate("store.draft('bank')") is None


@pytest.mark.parametrize("denied", [(), (NO_DATABASE,)])
def test_profiles_are_isolated(
    context: BrowserContext, runtime_url: str, denied: tuple[str, ...]
) -> None:
    """Nothing that one profile stored is readable through the store as another profile."""
    page = new_page(context, runtime_url, *denied)
    open_store(page)
    page.evaluate(FILL, RECORD)
    page.evaluate("store.createProfile('Grace')")

    assert page.evaluate(EVERYTHING) == [None, [], [], [], [], None]


@pytest.mark.parametrize("denied", [(), (NO_DATABASE,)])
def test_clearing_a_profile_leaves_no_byte_of_it(
    context: BrowserContext, runtime_url: str, denied: tuple[str, ...]
) -> None:
    """After "Finish and clear this computer" no storage holds a text of the learner."""
    page = new_page(context, runtime_url, *denied)
    open_store(page)
    page.evaluate(FILL, RECORD)
    before = page.evaluate(DUMP)
    page.evaluate("store.currentProfile().then(({id}) => store.clearProfile(id))")
    after = page.evaluate(DUMP)

    assert before.count("CANARY") >= 6
    assert "CANARY" not in after
    assert page.evaluate("store.profiles()") == []
    assert page.evaluate("store.currentProfile()") is None


def test_a_forgotten_tab_cannot_bring_back_a_cleared_profile(
    context: BrowserContext, runtime_url: str
) -> None:
    """A tab that has not heard of the clearing writes nothing more of that learner."""
    deaf = new_page(context, runtime_url, NO_CHANNEL)
    open_store(deaf)
    deaf.evaluate(FILL, RECORD)
    page = new_page(context, runtime_url)
    open_store(page)
    page.evaluate("store.currentProfile().then(({id}) => store.clearProfile(id))")
    with pytest.raises(PlaywrightError, match="cleared"):
        deaf.evaluate("store.saveDraft('bank', {text: 'CANARY again'})")
    with pytest.raises(PlaywrightError, match="cleared"):
        deaf.evaluate("(r) => store.addAttempt({...r, attempt: 'CANARY'})", RECORD)

    assert "CANARY" not in page.evaluate(DUMP)
