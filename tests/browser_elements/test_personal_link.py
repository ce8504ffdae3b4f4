"""A personal link says whose answers these are, without a name anywhere in the browser."""

from __future__ import annotations

import base64
import json
import time
from typing import TYPE_CHECKING, Any, Final

import pytest
from playwright.sync_api import expect
from tests.site.steps import DUMP

from .test_record import ATTESTATION, answer_all, download, hand_in, press

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

    from .conftest import Site

pytestmark = pytest.mark.browser

COURSE: Final = "https://example.org/courses/service"
SUB: Final = "p-abcdefghijklmnopqrst"
OTHER: Final = "p-zyxwvutsrqponmlkjihg"
YEAR_S: Final = 365 * 24 * 3600
GREETING: Final = "You are using your personal link. Your path: Core course."
STORED: Final = """async () => {
  const found = {};
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((done) => {
      indexedDB.open(name).onsuccess = ({ target }) => done(target.result);
    });
    const rows = db.transaction("rows").objectStore("rows");
    const read = (request) => new Promise((done) => {
      request.onsuccess = () => done(request.result);
    });
    const [keys, values] = await Promise.all([read(rows.getAllKeys()), read(rows.getAll())]);
    keys.forEach((key, at) => (found[key] = values[at]));
    db.close();
  }
  return found;
}"""


def b64(value: dict[str, Any]) -> str:
    """Return JSON as base64url without padding."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def token(**changes: Any) -> str:
    """Return a token as HR makes it; the browser cannot check its signature."""
    now = int(time.time())
    payload = {
        "aud": COURSE,
        "exp": now + YEAR_S,
        "iat": now,
        "iss": "Harbour Goods",
        "jti": "A" * 22,
        "lang": "en",
        "path": "core",
        "sub": SUB,
    }
    header = {"alg": "EdDSA", "kid": "k1", "typ": "enrol+jws"}
    return f"{b64(header)}.{b64(payload | changes)}.{'s' * 86}"


def profiles(page: Page) -> list[dict[str, Any]]:
    """Return the profiles of the browser, oldest first."""
    rows = page.evaluate(STORED)
    found = [row for key, row in rows.items() if key.startswith("!profile/")]
    return sorted(found, key=lambda row: str(row["created"]))


def current(page: Page) -> dict[str, Any]:
    """Return the profile that learns."""
    return next(row for row in profiles(page) if row["id"] == page.evaluate(STORED)["!current"])


def test_the_link_greets_and_leaves_the_address(visit: Callable[[str], Page], site: Site):
    """The page says language and path only, politely, and the address is clean."""
    page = visit(f"home.html?x=1#e={token()}")
    region = page.locator("course-delivery [role=status]").first
    expect(region).to_have_text(GREETING)
    assert page.url == f"{site.url}home.html?x=1"
    assert page.evaluate("history.length") <= 2
    assert current(page) | {"id": "", "created": "", "enrolment": ""} == {
        "id": "",
        "created": "",
        "name": None,
        "enrolment": "",
        "learner": SUB,
        "path": "core",
    }


def test_the_link_is_gone_before_anything_is_stored(context: BrowserContext, site: Site):
    """The address is clean whenever a script of the page asks for the storage."""
    context.add_init_script(
        """const open = IDBFactory.prototype.open;
        IDBFactory.prototype.open = function (...all) {
          (globalThis.seen ??= []).push(location.hash);
          return open.apply(this, all);
        };"""
    )
    page = context.new_page()
    page.goto(f"{site.url}my-record.html#e={token()}")
    expect(page.get_by_text(GREETING)).to_be_visible()
    assert set(page.evaluate("seen")) == {""}


def test_the_greeting_stands_where_it_says_whose_page_it_is(visit: Callable[[str], Page]):
    """Later it is on home and record pages, and on no page of the course."""
    visit(f"record.html#e={token()}")
    home, record, quiz = visit("home.html"), visit("my-record.html"), visit("record.html")
    expect(home.get_by_text(GREETING)).to_be_visible()
    expect(record.get_by_text(GREETING)).to_be_visible()
    expect(quiz.locator("course-delivery[data-ready]")).to_have_text("")
    expect(home.get_by_label("Your name").first).to_be_hidden()


BROKEN: Final = {
    "nothing": "",
    "a letter": "x",
    "three letters": "a.b.c",
    "cut off": token()[:80],
    "no header": token().split(".", 1)[1],
    "only dots": "..",
    "four parts": f"{token()}.x",
    "null": f"x.{base64.urlsafe_b64encode(b'null').decode()}.y",
    "no person": f"x.{b64({'aud': COURSE})}.y",
    "a number for a person": token(sub=7),
    "an empty person": token(sub=""),
    "a word for a date": token(exp="soon"),
    "no path": token(path=None),
    "too long": token(iss="x" * 3000),
    "markup": "%00<img src=x onerror=alert(1)>",
}


# Named by hand: a link holds the second it was made in, and all workers must collect one list.
@pytest.mark.parametrize("fragment", BROKEN.values(), ids=BROKEN)
def test_a_broken_link_stores_nothing(visit: Callable[[str], Page], site: Site, fragment: str):
    """Whatever is no link is said in words; the address is clean and no profile is made."""
    page = visit(f"home.html#e={fragment}")
    expect(page.get_by_text("This personal link is not complete.")).to_be_visible()
    assert page.url == f"{site.url}home.html"
    assert page.evaluate(STORED) == {}


def test_a_link_of_another_course_stores_nothing(visit: Callable[[str], Page]):
    """It says so, and whom to ask."""
    page = visit(f"home.html#e={token(aud='https://example.org/other')}")
    expect(page.get_by_text("This personal link belongs to another course.")).to_be_visible()
    assert page.evaluate(STORED) == {}


def test_an_expired_link_says_so(visit: Callable[[str], Page]):
    """It names the day and whom to ask, and keeps whose answers these are."""
    page = visit(f"home.html#e={token(exp=int(time.time()) - 5 * 24 * 3600)}")
    expect(page.get_by_text("This link expired on ")).to_contain_text("Ask the person who sent it")
    assert current(page)["learner"] == SUB


def test_an_unknown_path_is_not_named(visit: Callable[[str], Page]):
    """What the link claims is never shown unless this course has such a path."""
    for path in ("sales", "__proto__", "toString"):
        page = visit(f"home.html#e={token(path=path)}")
        region = page.locator("course-delivery [role=status]").first
        expect(region).to_have_text("You are using your personal link.")


def test_who_began_without_a_link_keeps_the_progress(visit: Callable[[str], Page]):
    """An unnamed profile that has handed in nothing becomes the learner's own."""
    page = visit("record.html")
    press(page, "Start")
    [before] = profiles(page)
    linked = visit(f"record.html#e={token()}")
    expect(linked.get_by_text(GREETING)).to_be_visible()
    [after] = profiles(linked)
    assert after["id"] == before["id"]
    expect(linked.get_by_role("button", name="Continue at item 1")).to_be_visible()


@pytest.mark.parametrize("began", ["named", "handed in", "other link"])
def test_nobody_gets_a_colleagues_answers(visit: Callable[[str], Page], began: str):
    """A profile with a name, an attempt or another link stays its owner's."""
    if began == "other link":
        page = visit(f"record.html#e={token(sub=OTHER)}")
        press(page, "Start")
    else:
        page = visit("record.html")
        answer_all(page)
        if began == "named":
            home = visit("home.html")
            home.get_by_label("Your name").first.fill("Ana Pop")
            press(home, "Save name")
        else:
            hand_in(page, "Ana Pop")
    [theirs] = profiles(page)
    linked = visit(f"record.html#e={token()}")
    expect(linked.get_by_role("button", name="Start", exact=True)).to_be_visible()
    # The colleague's open tab hears it too.
    expect(page.get_by_text("Another person now learns in this browser")).to_be_visible()
    assert current(linked)["id"] != theirs["id"]
    assert next(row for row in profiles(linked) if row["id"] == theirs["id"]) == theirs


def test_the_same_link_leads_back_to_the_same_answers(visit: Callable[[str], Page]):
    """On a shared computer each link brings its own learner back."""
    first = visit(f"record.html#e={token()}")
    press(first, "Start")
    visit(f"home.html#e={token(sub=OTHER)}")
    again = visit(f"record.html#e={token()}")
    expect(again.get_by_role("button", name="Continue at item 1")).to_be_visible()
    assert len(profiles(again)) == 2


def test_a_newer_link_replaces_the_old_one_and_never_back(visit: Callable[[str], Page]):
    """After a renewal the new token counts, also when the old mail is opened again."""
    now = int(time.time())
    old, new = token(iat=now - YEAR_S), token(iat=now, jti="B" * 22)
    for link, kept in ((old, old), (new, new), (old, new)):
        page = visit(f"home.html#e={link}")
        expect(page.get_by_text(GREETING)).to_be_visible()
        [profile] = profiles(page)
        assert profile["enrolment"] == kept


def test_a_link_pasted_into_an_open_page_counts(visit: Callable[[str], Page], site: Site):
    """A change of the fragment alone loads no page, and is taken in all the same."""
    page = visit("home.html")
    page.evaluate("(link) => { location.hash = `e=${link}` }", token())
    expect(page.get_by_text(GREETING)).to_be_visible()
    assert page.url == f"{site.url}home.html"


def test_no_name_is_asked_and_the_record_carries_the_link(visit: Callable[[str], Page]):
    """Handing in needs the sentence only; the record has the token and no name."""
    link = token()
    page = visit(f"record.html#e={link}")
    answer_all(page)
    expect(page.get_by_label("Your name")).to_have_count(0)
    hand_in(page)
    [attempt] = download(page)["attempts"]
    assert attempt["enrolment"] == link
    assert attempt["declared_name"] is None
    assert attempt["attestation"] == ATTESTATION
    assert attempt["device"]


def test_nothing_personal_is_anywhere_else(visit: Callable[[str], Page]):
    """In all storages the token is in the profile and its records only, and no name is kept."""
    link = token()
    page = visit(f"record.html#e={link}")
    answer_all(page)
    hand_in(page)
    [attempt] = download(page)["attempts"]
    add_result(visit, attempt)
    sheet = visit("certificate.html")
    sheet.get_by_label("Name to print on the certificate").fill("Ana Pop-Canary")
    expect(sheet.locator(".course-sheet__name")).to_have_text("Ana Pop-Canary")
    assert "Canary" not in page.evaluate(DUMP)
    rows = page.evaluate(STORED)
    holders = {
        key.split("/")[0] if key.startswith("!") else key.split("/")[1]
        for key, row in rows.items()
        if link in json.dumps(row) or SUB in json.dumps(row)
    }
    assert holders == {"!profile", "attempt"}
    assert link not in page.evaluate(
        "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])"
    )
    assert page.evaluate("caches.keys()") == []
    sheet.reload()
    expect(sheet.get_by_label("Name to print on the certificate")).to_have_value("")


def add_result(visit: Callable[[str], Page], attempt: dict[str, Any]) -> None:
    """Open a result file for an attempt on the record page."""
    fields = {name: attempt[name] for name in ("course", "attempt", "quiz", "quiz_version")}
    result = fields | {
        "schema": "coursewright/result/1",
        "score": "1.0000",
        "passed": True,
        "graded": "2099-11-22T10:00:00Z",
        "objectives": {"m04.o2": "1.0000"},
    }
    page = visit("my-record.html")
    page.get_by_label("Open a result file").set_input_files(
        {"name": "r.json", "mimeType": "application/json", "buffer": json.dumps(result).encode()}
    )
    expect(page.get_by_role("row", name="100 %, passed")).to_be_visible()


def test_profiles_with_links_have_labels_without_names(visit: Callable[[str], Page]):
    """Who switches sees the path and since when, never who it is."""
    visit(f"home.html#e={token()}")
    page = visit(f"home.html#e={token(sub=OTHER)}")
    page.get_by_text("Someone else learns here").click()
    button = page.get_by_role("button", name="Switch to someone with a personal link (Core course")
    expect(button).to_have_count(1)
    button.click()
    expect(page.get_by_text("You learn as someone with a personal link").first).to_be_visible()
    assert current(page)["learner"] == SUB


def test_clearing_forgets_the_link(visit: Callable[[str], Page]):
    """After "Finish and clear this computer" neither the token nor the learner's id is left."""
    link = token()
    page = visit(f"record.html#e={link}")
    answer_all(page)
    hand_in(page)
    home = visit("home.html")
    press(home, "Finish and clear this computer")
    press(home, "Delete everything")
    expect(home.get_by_text("Everything of this person is deleted")).to_be_visible()
    left = home.evaluate(DUMP)
    assert link not in left
    assert SUB not in left
