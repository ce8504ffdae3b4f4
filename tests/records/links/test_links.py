from __future__ import annotations

import csv
import io
import stat
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from tests.reporting.samples import COURSE

from coursewright.diagnostics import CoursewrightError
from coursewright.records.enrolment import read_enrolment
from coursewright.records.keys import learner_id, load_signer, new_key, read_keys
from coursewright.records.link_files import staged_links
from coursewright.records.links import (
    LINK_COLUMNS,
    check_site,
    make_links,
    render_links_csv,
    safe_text,
    text_names,
)
from coursewright.records.people import Person

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.records.links import PersonalLink

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
EXPIRES = datetime(2027, 11, 26, 23, 59, 59, tzinfo=UTC)
SITE = "https://training.example.com/service/"


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A folder with one valid key."""
    folder = tmp_path / "keys"
    new_key(folder, NOW, datetime(2028, 11, 26, 23, 59, 59, tzinfo=UTC))
    return folder


def links_of(keys: Path, *people: Person, site: str = SITE) -> tuple[PersonalLink, ...]:
    """Return a link for each person."""
    signer = load_signer(keys, NOW)
    return make_links(people, signer=signer, course=COURSE, site=site, now=NOW, expires=EXPIRES)


def person(keys: Path, **changes: Any) -> Person:
    """Return somebody with a real learner id."""
    values = {
        "employee_id": "00417",
        "name": "Amélie Laurent",
        "email": "amelie@example.com",
        "language": "fr",
        "path": "short",
        **changes,
    }
    return Person(learner=learner_id(keys, COURSE.id, values["employee_id"]), **values)


def rows_of(links: tuple[PersonalLink, ...]) -> list[dict[str, str]]:
    """Return the rows of links.csv."""
    return list(csv.DictReader(io.StringIO(render_links_csv(links).decode("utf-8-sig"))))


def test_links_carry_a_token_that_verifies_and_names_nobody(keys: Path) -> None:
    """The token stands in the fragment; it holds path and language, no name and no number."""
    anna = person(keys)
    (link,) = links_of(keys, anna)
    site, _, token = link.url.partition("#e=")
    enrolment = read_enrolment(token, read_keys(keys), COURSE.id, NOW)

    assert site == SITE
    assert (enrolment.learner, enrolment.path, enrolment.language) == (anna.learner, "short", "fr")
    assert (enrolment.issued, enrolment.expires) == (NOW, EXPIRES)
    assert "00417" not in anna.learner


def test_links_that_would_outlive_their_key_are_refused(keys: Path) -> None:
    """Nobody gets a link that stops working before it says."""
    signer = load_signer(keys, NOW)
    late = EXPIRES.replace(year=2029)

    with pytest.raises(CoursewrightError, match="course keys rotate"):
        make_links([person(keys)], signer=signer, course=COURSE, site=SITE, now=NOW, expires=late)


def test_the_table_is_ready_for_a_mail_merge(keys: Path) -> None:
    """UTF-8 with a byte-order mark, the documented columns, one row per person."""
    links = links_of(keys, person(keys))
    (row,) = rows_of(links)

    assert render_links_csv(links).startswith(b"\xef\xbb\xbfemployee_id,")
    assert tuple(row) == LINK_COLUMNS
    assert row == {
        "employee_id": "00417",
        "name": "Amélie Laurent",
        "email": "amelie@example.com",
        "language": "fr",
        "path": "short",
        "path_title": "Short path",
        "link": links[0].url,
        "expires": "2027-11-26",
    }


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-2", "@x", "\t=1", "\r=1", "\n=1", "\0=1", "＝1", "＋1", "－1", "＠1"],  # noqa: RUF001
)
def test_names_that_bite_get_an_apostrophe(keys: Path, text: str) -> None:
    """What a spreadsheet would run as a formula is shown as text; the link is never touched."""
    links = links_of(keys, person(keys, name=text))
    raw = render_links_csv(links).decode("utf-8-sig")
    row = next(csv.reader(io.StringIO(raw.split("\r\n", 1)[1], newline="")))

    assert row[1] == f"'{text}"
    assert row[6] == links[0].url


@pytest.mark.parametrize("text", ["Anna", "a=b", "O'Neill", "", "1+1", "00417"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    """Only the first character decides."""
    assert safe_text(text) == text


@pytest.mark.parametrize(
    ("url", "site", "has_warning"),
    [
        ("https://example.com", "https://example.com/", False),
        (" https://example.com/a/ ", "https://example.com/a/", False),
        ("https://example.com/a/index.html", "https://example.com/a/index.html", False),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/", False),
        ("http://[::1]:8000/", "http://[::1]:8000/", False),
        ("http://localhost:8000", "http://localhost:8000/", False),
        ("http://intranet/course/", "http://intranet/course/", True),
        ("http://10.0.0.7/", "http://10.0.0.7/", True),
    ],
)
def test_addresses_of_sites_are_made_plain(url: str, site: str, *, has_warning: bool) -> None:
    """Without https there is a warning, except on one's own computer."""
    found, warning = check_site(url)

    assert found == site
    assert bool(warning) is has_warning


@pytest.mark.parametrize(
    "url",
    [
        "example.com",
        "ftp://example.com/",
        "file:///srv/www/index.html",
        "javascript:alert(1)",
        "https://",
        "https://example.com/#x",
        "https://example.com/?a=1",
        "https://me:secret@example.com/",
        "https://example.com:port/",
        "https://[::1/",
        "https://example.com/a b/",
        "https://exam\nple.com/",
        "",
    ],
)
def test_other_addresses_are_refused(url: str) -> None:
    """What no link can be made of is said before anything happens."""
    with pytest.raises(ValueError, match=r"address|end before"):
        check_site(url)


def test_text_files_sort_as_the_table_and_have_safe_names(keys: Path) -> None:
    """An employee id cannot leave the folder, whatever it holds; two can never meet."""
    people = [person(keys, employee_id=each) for each in ("../../etc", "a/b", "ß 1", "?" * 9)]
    people += [person(keys, employee_id=f"n{n}") for n in range(7)]
    names = text_names(links_of(keys, *people))

    assert names[:4] == ("01-etc.txt", "02-a-b.txt", "03-ß-1.txt", "04-person.txt")
    assert names == tuple(sorted(names))
    assert len(set(names)) == len(people)


def test_files_appear_when_the_callers_part_is_done(tmp_path: Path) -> None:
    """They are written before and shown after, for their owner only, with nothing left over."""
    out = tmp_path / "out"
    with staged_links(out, b"table", {"1-a.txt": b"text"}):
        assert not (out / "links.csv").exists()

    assert (out / "links.csv").read_bytes() == b"table"
    assert (out / "texts" / "1-a.txt").read_bytes() == b"text"
    assert {path.name for path in out.iterdir()} == {"links.csv", "texts"}
    for path in (out / "links.csv", out / "texts" / "1-a.txt"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for path in (out, out / "texts"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700


def test_a_failure_of_the_caller_leaves_everything_as_it_was(tmp_path: Path) -> None:
    """When the ledger cannot be written, no link appears."""
    out = tmp_path / "out"
    with staged_links(out, b"first", {"1-a.txt": b"first"}):
        pass

    message = "the disk is full"
    with (
        pytest.raises(CoursewrightError, match=message),
        staged_links(out, b"second", {"1-b.txt": b"second"}),
    ):
        raise CoursewrightError(message)

    assert (out / "links.csv").read_bytes() == b"first"
    assert {path.name for path in out.rglob("*")} == {"links.csv", "texts", "1-a.txt"}


def test_earlier_links_are_set_aside(tmp_path: Path) -> None:
    """Links that were perhaps not sent yet are kept, each run in a folder of its own."""
    for run in (b"1", b"2", b"3"):
        with staged_links(tmp_path, run, {f"1-{run.decode()}.txt": run}):
            pass

    assert (tmp_path / "links.csv").read_bytes() == b"3"
    assert [path.name for path in (tmp_path / "texts").iterdir()] == ["1-3.txt"]
    assert (tmp_path / "earlier" / "1" / "links.csv").read_bytes() == b"1"
    assert (tmp_path / "earlier" / "2" / "texts" / "1-2.txt").read_bytes() == b"2"


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    """A file where the folder should be is named, and nobody's part begins."""
    (tmp_path / "out").write_text("a file", encoding="utf-8")

    with (
        pytest.raises(CoursewrightError, match="the links cannot be written"),
        staged_links(tmp_path / "out", b"", {}),
    ):
        pytest.fail("the caller's part must not begin")
