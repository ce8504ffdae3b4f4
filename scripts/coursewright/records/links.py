"""Personal links for mail merge: who gets which, as a table and as ready texts.

A link is a secret of its person: whoever has it can answer in that person's name.
"""

from __future__ import annotations

import csv
import io
import ipaddress
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit, urlunsplit

from coursewright.records.enrolment import issue_enrolment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from coursewright.model import Course
    from coursewright.records.keys import Signer
    from coursewright.records.people import Person

FRAGMENT: Final = "#e="
"""Browsers send no fragment, so the token reaches no server's log."""
LINK_COLUMNS: Final = (
    "employee_id",
    "name",
    "email",
    "language",
    "path",
    "path_title",
    "link",
    "expires",
)
_RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20")
MAX_FILE_NAME: Final = 40


@dataclass(frozen=True, slots=True)
class PersonalLink:
    """One person's link."""

    person: Person
    path_title: str
    url: str
    expires: datetime


def check_site(url: str) -> tuple[str, str]:
    """Return the address of a site in its usual form, and a warning or "".

    Raises:
        ValueError: no page of a course can have that address; the message says why.
    """
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
        _ = parts.port
    except ValueError as error:
        raise ValueError(f"“{url}” is no address of a site: {error}") from error
    if parts.scheme not in {"https", "http"} or not host:
        raise ValueError(f"“{url}” is no address of a site; write it like https://example.com/")
    if parts.query or parts.fragment or parts.username is not None:
        raise ValueError(f"“{url}” must end before any ? or #, and hold no password")
    if not url.isprintable() or any(char.isspace() for char in url.strip()):
        raise ValueError(f"“{url}” is no address of a site: it holds spaces")
    site = urlunsplit((parts.scheme, parts.netloc, parts.path or "/", "", ""))
    if parts.scheme == "http" and not _is_loopback(host):
        return site, (
            f"{site} is not https: there browsers cannot sign, so every record will be marked as "
            "unsigned, and others in the network can read the links"
        )
    return site, ""


def make_links(
    people: Iterable[Person],
    *,
    signer: Signer,
    course: Course,
    site: str,
    now: datetime,
    expires: datetime,
) -> tuple[PersonalLink, ...]:
    """Return a new link for each person.

    Args:
        people: with their learner ids.
        signer: HR's key.
        course: the course they take.
        site: its address, as `check_site` gives it.
        now: UTC.
        expires: until when attempts can be made with the links; UTC.

    Raises:
        CoursewrightError: the links would outlive the key.
    """
    titles = {path.id: path.title for path in course.paths}
    return tuple(
        PersonalLink(
            person,
            titles.get(person.path, person.path),
            site
            + FRAGMENT
            + issue_enrolment(
                signer,
                issuer=issuer_of(course),
                course=course.id,
                learner=person.learner,
                path=person.path,
                language=person.language,
                now=now,
                expires=expires,
            ),
            expires,
        )
        for person in people
    )


def issuer_of(course: Course) -> str:
    """Return who vouches for the people: the signatory of the course's certificates."""
    return course.certificate.signatory[:200] or "HR"


def render_links_csv(links: Iterable[PersonalLink]) -> bytes:
    """Return `links.csv` for a mail merge: UTF-8 with a byte-order mark, for Excel and Word.

    A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP ASVS 5,
    1.2.10). A link begins with `http` and is never changed.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(LINK_COLUMNS)
    for link in links:
        person = link.person
        values = (
            person.employee_id,
            person.name,
            person.email,
            person.language,
            person.path,
            link.path_title,
            link.url,
            link.expires.date().isoformat(),
        )
        writer.writerow([safe_text(value) for value in values])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def safe_text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_RISKY) else text


def text_names(links: Sequence[PersonalLink]) -> tuple[str, ...]:
    """Return a file name for each person's text: its place in the list, and the employee id."""
    width = len(str(len(links)))
    return tuple(
        f"{number:0{width}d}-{_file_name(link.person.employee_id)}.txt"
        for number, link in enumerate(links, start=1)
    )


def _file_name(employee_id: str) -> str:
    # Letters and digits of every script stay; nothing that a folder or a shell understands.
    kept = (char if unicodedata.category(char)[0] in "LMN" else " " for char in employee_id)
    return "-".join("".join(kept).split())[:MAX_FILE_NAME] or "person"


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
