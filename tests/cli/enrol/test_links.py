"""Who gets a personal link from `course enrol`, where it lies, and who gets none."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tests.cli.enrol.desk import ANNA, BO, COURSE, CY, SITE, enrol, links, people

from coursewright.diagnostics import CoursewrightError
from coursewright.records.enrolment import read_enrolment
from coursewright.records.keys import read_keys

if TYPE_CHECKING:
    from pathlib import Path


def test_everybody_gets_a_link_and_a_text(root: Path) -> None:
    """The ledger knows the people; each has a link in the table, and a text in their language."""
    done = enrol(root, [ANNA, BO, CY], "--contact", "hr@example.com", "--due", "2026-12-24")
    texts = {path.name: path.read_text("utf-8") for path in (root / "enrolment/texts").iterdir()}
    known = people(root)

    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert "3 people in roster.csv: 3 new" in done.stderr
    assert "3 personal links, valid until" in done.stderr
    assert set(texts) == {"1-00417.txt", "2-00418.txt", "3-00419.txt"}
    assert "Guten Tag Anna Berg" in texts["1-00417.txt"]
    assert "24 décembre 2026" in texts["2-00418.txt"]
    for name, row in links(root).items():
        token = row["link"].removeprefix(f"{SITE}#e=")
        enrolment = read_enrolment(token, read_keys(root / "keys"), COURSE, datetime.now(UTC))
        assert enrolment.learner == known[name].learner
        assert row["link"] in "".join(texts.values())


def test_links_are_for_their_owners_eyes(root: Path) -> None:
    """Folder 0700, files 0600: a link is a secret. It is never printed either."""
    done = enrol(root, [ANNA], "--json")
    out = root / "enrolment"
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (out, *out.rglob("*"))}

    assert modes == {"enrolment": 0o700, "links.csv": 0o600, "texts": 0o700, "1-00417.txt": 0o600}
    assert "#e=" not in done.output
    assert links(root)["00417"]["link"].partition("#e=")[2] not in done.output


def test_the_same_roster_again_changes_nothing(root: Path) -> None:
    """Nobody is new, so no link is made and no file is touched."""
    enrol(root, [ANNA, BO])
    before = (root / "enrolment" / "links.csv").read_bytes()
    done = enrol(root, [BO, ANNA])

    assert done.exit_code == 0
    assert "2 people in roster.csv: 2 as before" in done.stderr
    assert "Nobody needs a link" in done.stderr
    assert (root / "enrolment" / "links.csv").read_bytes() == before
    assert not (root / "enrolment" / "earlier").exists()


def test_only_newcomers_and_those_who_return_get_links(root: Path) -> None:
    """Who changed keeps the old link; links that were perhaps not sent yet are set aside."""
    enrol(root, [ANNA, BO])
    enrol(root, [ANNA])
    done = enrol(root, [ANNA.replace("Sales", "Support"), BO, CY])

    assert set(links(root)) == {"00418", "00419"}
    assert "1 new, 1 changed, 1 back again" in done.stderr
    assert (root / "enrolment" / "earlier" / "1" / "links.csv").exists()
    assert people(root)["00417"].department == "Support"


def test_a_changed_path_or_language_is_named(root: Path) -> None:
    """The link still says the old language; who gets a new one is not named any more."""
    enrol(root, [ANNA, BO])
    moved = BO.replace(",fr,", ",it,")
    done = enrol(root, [ANNA, moved])
    again = enrol(root, [ANNA, moved.replace(",it,", ",en,")], "--reissue-for", "00418")

    assert "earlier path or language (see --reissue-for): 00418" in done.stderr
    assert "earlier path or language" not in again.stderr
    assert links(root)["00418"]["language"] == "en"


def test_a_lost_link_is_made_anew_for_one_person(root: Path) -> None:
    """--reissue-for makes one link; an id that nobody active has is a usage error."""
    enrol(root, [ANNA, BO])
    first = links(root)["00418"]["link"]
    done = enrol(root, [ANNA, BO], "--reissue-for", "00418")

    assert set(links(root)) == {"00418"}
    assert links(root)["00418"]["link"] != first
    assert "Earlier links of these people keep working until they expire" in done.stderr
    assert enrol(root, [ANNA, BO], "--reissue-for", "418").exit_code == 2


def test_reissue_makes_links_for_everybody(root: Path) -> None:
    """After a stolen key everybody active gets a new link."""
    enrol(root, [ANNA, BO])
    enrol(root, [ANNA, BO.replace("yes", "no")], "--reissue")

    assert set(links(root)) == {"00417"}


def test_links_never_outlive_their_key(root: Path) -> None:
    """Asked for more months than the key has, the command says to make a newer key."""
    done = enrol(root, [ANNA], "--months", 36)

    assert isinstance(done.exception, CoursewrightError)
    assert "course keys rotate" in str(done.exception)
    assert people(root) == {}


def test_when_links_cannot_be_written_nobody_is_enrolled(root: Path) -> None:
    """Somebody in the ledger without a link would be forgotten, so the files come first."""
    (root / "enrolment").write_text("a file in the way", encoding="utf-8")
    done = enrol(root, [ANNA])

    assert isinstance(done.exception, CoursewrightError)
    assert people(root) == {}


def test_links_are_never_put_where_they_would_be_published(root: Path) -> None:
    """A folder of the site's pages is refused, and nobody is enrolled."""
    done = enrol(root, [ANNA], "--out", root / "docs" / "links")

    assert isinstance(done.exception, CoursewrightError)
    assert "links must not lie in" in str(done.exception)
    assert people(root) == {}
