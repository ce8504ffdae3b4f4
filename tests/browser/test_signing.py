"""What a browser signs, Python verifies; where it cannot sign, the record says so."""

from __future__ import annotations

import base64
import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.browser.storage_page import (
    CHAIN,
    NO_DATABASE,
    RECORD,
    new_page,
    open_store,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page, Playwright
    from tests.browser.conftest import Victim

pytestmark = pytest.mark.browser

ENOUGH: Final = 500
SEVERAL: Final = 20
PLAIN_HOST: Final = "course.test"
ADD: Final = """async (text) => {
  const records = JSON.parse(text);
  const added = [];
  for (const record of records) added.push(await store.addAttempt(record));
  return JSON.stringify(added);
}"""
# Records without floats and lone surrogates: neither is ever in one.
TEXTS: Final = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
VALUES: Final = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=8,
)


def decode(text: str) -> bytes:
    """Return the bytes of base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def is_signed(record: dict[str, Any]) -> bool:
    """Verify a record with nothing but the contract and the cryptography package."""
    rest = {name: value for name, value in record.items() if name != "sig"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    x, y = (int.from_bytes(decode(record["device"][name])) for name in "xy")
    raw = decode(record["sig"])
    assert len(raw) == 64
    pair = utils.encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    key = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    try:
        key.verify(pair, text.encode(), ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def test_python_verifies_what_chromium_signed(page: Page) -> None:
    """500 records full of any Unicode are signed in Chromium and verified in Python."""
    open_store(page)
    seen: Counter[bool] = Counter()

    @settings(
        max_examples=ENOUGH // SEVERAL,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(st.dictionaries(TEXTS, VALUES, max_size=4), min_size=20, max_size=20))
    def signs(bodies: list[dict[str, Any]]) -> None:
        start = seen.total()
        records = [
            {**RECORD, "attempt": f"uuid-{start + i}", "body": body}
            for i, body in enumerate(bodies)
        ]
        for record in json.loads(page.evaluate(ADD, json.dumps(records))):
            seen[is_signed(record)] += 1

    signs()
    assert seen[True] >= ENOUGH
    assert not seen[False]


def test_a_changed_byte_is_found(page: Page) -> None:
    """The signature covers every field but itself: also number, chain, name and device."""
    open_store(page)
    page.evaluate("store.createProfile('Ana Pop')")
    [record] = json.loads(page.evaluate(ADD, json.dumps([{**RECORD, "attempt": "uuid"}])))
    assert is_signed(record)
    for field in record.keys() - {"sig", "device"}:
        assert not is_signed({**record, field: "changed"}), field
    flipped = {**record["device"], "x": record["device"]["y"]}
    with pytest.raises((InvalidSignature, ValueError)):
        assert is_signed({**record, "device": flipped})


def device_of(page: Page) -> Any:
    """Finish an attempt and return the device that signed it."""
    return page.evaluate(
        """async (record) => {
          const attempt = crypto.randomUUID?.() ?? String(Math.random());
          return (await store.addAttempt({ ...record, attempt })).device;
        }""",
        RECORD,
    )


def test_the_key_belongs_to_the_browser(page: Page) -> None:
    """One key signs for all profiles, also after everything of a person was cleared."""
    open_store(page)
    first = device_of(page)
    page.evaluate("store.createProfile('Grace')")
    second = device_of(page)
    page.evaluate("store.currentProfile().then(({id}) => store.clearProfile(id))")
    page.reload()
    open_store(page)
    assert first == second == device_of(page) != None  # noqa: E711 - all four are compared


def test_the_key_survives_a_kill_and_cannot_be_read(
    start_victim: Callable[[Path], Victim], runtime_url: str, tmp_path: Path
) -> None:
    """After SIGKILL the same key signs; the browser refuses to hand it out."""
    devices = []
    for _ in range(2):
        victim = start_victim(tmp_path)
        page = victim.open(f"{runtime_url}/blank")
        open_store(page)
        devices.append(device_of(page))
        refusal = page.evaluate(
            """async () => {
              const [{ name }] = await indexedDB.databases();
              const db = await new Promise((resolve) => {
                indexedDB.open(name).onsuccess = ({ target }) => resolve(target.result);
              });
              const rows = db.transaction("rows").objectStore("rows");
              const { privateKey } = await new Promise((resolve) => {
                rows.get("!device").onsuccess = ({ target }) => resolve(target.result);
              });
              db.close();
              return crypto.subtle.exportKey("jwk", privateKey).then(() => "", ({ name }) => name);
            }"""
        )
        assert refusal == "InvalidAccessError"
        victim.kill()
    assert devices[0] == devices[1]
    assert devices[0]


def test_two_tabs_make_one_key(context: BrowserContext, runtime_url: str) -> None:
    """Tabs that need the first key at the same moment agree on one, and all signatures hold."""
    tabs = [new_page(context, runtime_url) for _ in range(3)]
    for tab in tabs:
        open_store(tab)
    for number, tab in enumerate(tabs):
        records = [{**RECORD, "attempt": f"{number}-{i}"} for i in range(5)]
        tab.evaluate(
            """(records) => {
              globalThis.done = Promise.all(records.map((one) => store.addAttempt(one)));
            }""",
            records,
        )
    for tab in tabs:
        tab.evaluate("done.then(() => {})")
    stored = tabs[0].evaluate("store.attempts()")
    assert tabs[0].evaluate(CHAIN) == [{"seq": n + 1, "isLinked": True} for n in range(15)]
    assert len({record["device"]["x"] for record in stored}) == 1
    assert all(map(is_signed, stored))


@pytest.fixture
def plain_http(
    playwright: Playwright, chromium_path: str, chromium_args: tuple[str, ...], runtime_url: str
) -> Iterator[Page]:
    """Open a page as on an intranet without HTTPS: the host is not the learner's own computer."""
    rules = f"--host-resolver-rules=MAP {PLAIN_HOST} 127.0.0.1"
    browser = playwright.chromium.launch(
        executable_path=chromium_path, args=[*chromium_args, rules]
    )
    page = browser.new_page()
    page.goto(f"{runtime_url.replace('127.0.0.1', PLAIN_HOST)}/blank")
    yield page
    browser.close()


def test_plain_http_gives_unsigned_records_in_a_chain(plain_http: Page) -> None:
    """Where the browser has no crypto.subtle the record is kept, chained and says `none`."""
    open_store(plain_http)
    assert plain_http.evaluate("[isSecureContext, typeof crypto.subtle]") == [False, "undefined"]
    assert device_of(plain_http) is None
    assert device_of(plain_http) is None
    assert plain_http.evaluate(CHAIN) == [{"seq": n, "isLinked": True} for n in (1, 2)]
    assert plain_http.evaluate("store.attempts().then((all) => all.map(({sig}) => sig))") == [
        "none",
        "none",
    ]


def test_without_a_database_records_are_unsigned(context: BrowserContext, runtime_url: str) -> None:
    """A key that could be copied proves nothing, so there is none in localStorage."""
    page = new_page(context, runtime_url, NO_DATABASE)
    assert open_store(page) == "local"
    assert device_of(page) is None
    assert "!device" not in page.evaluate("JSON.stringify({ ...localStorage })")
