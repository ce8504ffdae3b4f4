"""What a learner does on the site, in words that tests can read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from .building import Site

READ_ROWS = """async (course) => {
  const db = await new Promise((resolve, reject) => {
    const request = indexedDB.open(`coursewright ${course}`);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  if (!db.objectStoreNames.contains("rows")) return {};
  const table = db.transaction("rows").objectStore("rows");
  const done = (request) => new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  const [keys, values] = await Promise.all([done(table.getAllKeys()), done(table.getAll())]);
  db.close();
  return Object.fromEntries(keys.map((key, at) => [key, values[at]]));
}"""
DUMP = """async () => {
  const found = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((resolve) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
    });
    for (const store of db.objectStoreNames) {
      const table = db.transaction(store).objectStore(store);
      for (const request of [table.getAllKeys(), table.getAll()]) {
        found.push(JSON.stringify(await new Promise((resolve) => {
          request.onsuccess = () => resolve(request.result);
        })));
      }
    }
    db.close();
  }
  return [...found, document.cookie, ...await caches.keys()].join("\\n");
}"""
COURSE = "https://coursewright.example/courses/customer-service"
SETTLED = """async () => {
  await Promise.allSettled(document.getAnimations().map((one) => one.finished));
}"""


def wait_until_ready(page: Page) -> None:
    """Wait until every element of ours on the page has started."""
    page.wait_for_function(
        """() => [...document.querySelectorAll("course-quiz, course-record, course-profile,"
            + "course-scenario, course-instrument, course-review, course-paths,"
            + "course-certificate, course-progress, course-menu")]
            .every((one) => "ready" in one.dataset)"""
    )


def visit(page: Page, url: str) -> None:
    """Open a page and wait until it is alive."""
    page.goto(url, wait_until="load")
    wait_until_ready(page)


def press(page: Page, name: str) -> None:
    """Activate the button with exactly this name."""
    page.get_by_role("button", name=name, exact=True).first.click()


def target_response(spec: dict[str, Any], key: dict[str, Any] | None, *, is_right: bool) -> Any:
    """Return a response in wire form that is fully right, or one that is fully or partly wrong."""
    kind = spec["interaction"]
    if kind in {"choice", "true-false"}:
        wanted = key or {"credits": dict.fromkeys(spec["options"], "1")}
        best = wanted.get("key") or [
            one for one, worth in wanted["credits"].items() if worth == "1"
        ]
        chosen = [one for one in spec["options"] if (one in best) is is_right]
        return chosen if spec["multiple"] else chosen[0]
    if kind == "sequencing":
        order = list(key["order"]) if key else list(spec["elements"])
        return order if is_right else order[::-1]
    if kind == "matching":
        pairs = key["pairs"] if key else dict(zip(spec["sources"], spec["targets"], strict=False))
        if is_right:
            return pairs
        return {one: next(t for t in spec["targets"] if t != pairs[one]) for one in pairs}
    if kind in {"fill-in", "numeric"}:
        blanks = key["blanks"] if key else [{"low": "1"}] * spec["blanks"]
        right = [blank.get("low") or blank["accepted"][0] for blank in blanks]
        return right if is_right else ["31415"] * len(right)
    return dict.fromkeys(spec.get("statements", []), 2)


def respond(site: Site, section: Locator, *, is_right: bool) -> None:
    """Give a response with the mouse and the keyboard, whatever the kind of the item."""
    spec, key = site.item(section.get_attribute("data-item") or "")
    wanted = target_response(spec, key, is_right=is_right)
    kind = spec["interaction"]
    if kind == "sequencing":
        put_in_order(section, wanted)
    elif kind == "long-fill-in":
        section.locator("textarea").fill("I will say each name.")
    elif isinstance(wanted, dict):
        for part, choice in wanted.items():
            if kind == "matching":
                section.locator(f"[data-source='{part}'] select").select_option(choice)
            else:
                section.locator(f"[data-statement='{part}'] input[value='{choice}']").check()
    else:
        for place, value in enumerate([wanted] if isinstance(wanted, str) else wanted):
            if kind in {"fill-in", "numeric"}:
                section.locator(f"[data-blank='{place}']").fill(value)
            else:
                section.locator(f"input[value='{value}']").check()


def put_in_order(section: Locator, wanted: list[str]) -> None:
    """Move the elements of a sequencing item up until their order is the wanted one."""
    for place, element in enumerate(wanted):
        parts = section.locator(".course-sequence__element")
        ids = [part.get_attribute("data-element") for part in parts.all()]
        for _ in range(ids.index(element) - place):
            section.locator(f"[data-element='{element}'] button").first.click()
    # The order of the draw may be the right one; without a check a learner has to say so.
    keep = section.locator(".course-sequence__keep")
    if keep.count() and keep.is_visible():
        keep.click()


def check(section: Locator) -> None:
    """Ask for the feedback of an item."""
    section.locator(".course-item__actions button").click()
    expect(section.locator(".course-result__verdict")).to_be_visible()


def current(page: Page) -> Locator:
    """Return the item on the screen."""
    return page.locator(".course-item:visible")


def rows(page: Page) -> dict[str, Any]:
    """Return everything that is stored for the real course, by key without the profile's id."""
    found: dict[str, Any] = page.evaluate(READ_ROWS, COURSE)
    return found


def hand_in(page: Page, name: str = "Ana Pop") -> None:
    """Confirm and hand in by keyboard."""
    page.get_by_label("Your name").fill(name)
    page.locator("#course-attestation").check()
    page.get_by_role("button", name="Hand in", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("h2:focus")).to_have_text("Your answers are saved")


def row(page: Page, name: str) -> Any:
    """Return the stored row whose key ends like this; None when there is none."""
    return next((value for key, value in rows(page).items() if key.endswith(name)), None)


def canonical(value: Any) -> str:
    """Return a value as text that can be compared."""
    return json.dumps(value, sort_keys=True)
