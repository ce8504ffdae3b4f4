"""Programs and helpers with which the storage tests drive the store inside a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

COURSE: Final = "https://example.org/course"

# Stands for browsers and policies that deny IndexedDB but not localStorage.
NO_DATABASE: Final = (
    "IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError'); }"
)
NO_CHANNEL: Final = "delete globalThis.BroadcastChannel"

OPEN: Final = """async (course) => {
  const { openStore } = await import("/src/storage/store.js");
  globalThis.store = await openStore(course);
  globalThis.heard = [];
  store.onChange((change) => heard.push(change));
  return store.kind;
}"""
DUMP: Final = """async () => {
  const found = [Object.entries(localStorage), Object.entries(sessionStorage)];
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const table of db.objectStoreNames) {
      const rows = db.transaction(table).objectStore(table);
      for (const ask of [rows.getAllKeys(), rows.getAll()]) {
        found.push(await new Promise((resolve) => (ask.onsuccess = () => resolve(ask.result))));
      }
    }
    db.close();
  }
  for (const name of await caches.keys()) found.push(name);
  return JSON.stringify(found);
}"""
RECORD: Final = {
    "schema": "coursewright/attempt/1",
    "course": COURSE,
    "quiz": "bank",
    "responses": [{"item": "bank/a", "response": "b", "ms": 10}],
}
CHAIN: Final = """async () => {
  const { canonicalJson } = await import("/src/core/canonical.js");
  const { sha256 } = await import("/src/core/sha256.js");
  const records = await store.attempts();
  return records.map(({ seq, previous }, i) => ({
    seq,
    isLinked: previous === (i ? sha256(canonicalJson(records[i - 1])) : null),
  }));
}"""


FILL: Final = """async (record) => {
  const profile = await store.createProfile("CANARY name");
  await store.saveDraft("bank", { responses: { "bank/a": "CANARY draft" } });
  await store.saveItemProgress(
    { item: "bank/a", hash: "1", response: ["CANARY progress"], score: null, at: "2026-11-21" });
  await store.addAttempt({ ...record, attempt: "uuid", declared_name: "CANARY record" });
  await store.saveResult("uuid", { attempt: "uuid", note: "CANARY result" });
  await store.visit({ lesson: "m/l", title: "CANARY visit", url: "m/l/" });
}"""
EVERYTHING: Final = """async () => [
  await store.draft("bank"),
  [...(await store.itemProgress()).keys()],
  await store.attempts(),
  [...(await store.results()).keys()],
  await store.visits(),
  await store.lastVisit(),
]"""


def open_store(page: Page) -> str:
    """Open the course's store as `store` in a page; return where it keeps its rows."""
    kind: str = page.evaluate(OPEN, COURSE)
    return kind


def new_page(context: BrowserContext, url: str, *scripts: str) -> Page:
    """Open an empty page after running scripts that deny it something."""
    page = context.new_page()
    for script in scripts:
        page.add_init_script(script)
    page.goto(f"{url}/blank")
    return page
