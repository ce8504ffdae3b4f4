from __future__ import annotations

import csv
import io
import json
import stat
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import openpyxl
import pytest
from tests.cli.small_course import attempt, copy_course, run, write_json
from tests.records.crafting import sign

from coursewright.cli.main import main
from coursewright.diagnostics import CoursewrightError
from coursewright.records.enrolment import read_enrolment
from coursewright.records.keys import read_keys
from coursewright.records.ledger import Ledger
from coursewright.records.verify import Authority

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from coursewright.records.people import Person

SITE = "https://training.example.com/service/"
COURSE = "https://example.org/course"
HEADS = "employee_id,name,email,department,language,path,active"
ANNA = "00417,Anna Berg,anna@example.com,Sales,de,Core,yes"
BO = "00418,Bo Ray,bo@example.com,Sales,fr,core,yes"
CY = "00419,Cy Lee,cy@example.com,Support,ro,,yes"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small course with a key."""
    course = copy_course(tmp_path)
    run("keys", "new", "--root", course)
    return course


def enrol(root: Path, rows: list[str], *words: object) -> Result:
    """Write a roster of these rows and enrol it."""
    roster = root / "roster.csv"
    roster.write_text("\n".join((HEADS, *rows)) + "\n", encoding="utf-8")
    return run("enrol", roster, "--root", root, "--site", SITE, *words)


def people(root: Path) -> dict[str, Person]:
    """Return the people in the ledger by employee id."""
    from coursewright.records.banks import Banks  # noqa: PLC0415 - only here

    with Ledger(root / "records", Authority(COURSE, Banks((), ()))) as book:
        return {person.employee_id: person for person in book.people()}


def links(root: Path) -> dict[str, dict[str, str]]:
    """Return the rows of links.csv by employee id."""
    text = (root / "enrolment" / "links.csv").read_bytes().decode("utf-8-sig")
    return {row["employee_id"]: row for row in csv.DictReader(io.StringIO(text))}


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


def test_leavers_are_deactivated_and_never_deleted(root: Path) -> None:
    """Missing or marked: both stay in the ledger, with the same learner id."""
    enrol(root, [ANNA, BO, CY])
    before = people(root)
    enrol(root, [ANNA, BO.replace("yes", "ausgeschieden")])
    after = people(root)

    assert {name: each.is_active for name, each in after.items()} == {
        "00417": True,
        "00418": False,
        "00419": False,
    }
    assert {each.learner for each in after.values()} == {each.learner for each in before.values()}


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


def test_bad_rows_stop_everything_and_are_all_named(root: Path) -> None:
    """Nothing is changed, each mistake stands with file, row and column, and the exit code is 1."""
    done = enrol(root, [ANNA, "1,Bo,no-address,,,Sales,yes", ",Cy,c@example.com,,,,yes"])

    assert done.exit_code == 1
    assert f"{root / 'roster.csv'}:3: error: column “email”: “no-address”" in done.stderr
    assert f"{root / 'roster.csv'}:3: error: column “path”: the course has no path" in done.stderr
    assert f"{root / 'roster.csv'}:4: error: column “employee_id”: no employee id" in done.stderr
    assert "Nothing was changed" in done.stderr
    assert people(root) == {}
    assert not (root / "enrolment").exists()


def test_good_rows_can_be_taken_all_the_same(root: Path) -> None:
    """With --skip-bad-rows the rest is done; whoever has a bad row stays as they are; still 1."""
    enrol(root, [ANNA, BO, CY])
    bad = BO.replace("bo@example.com", "bo@")
    done = enrol(root, [ANNA, bad, CY.replace("yes", "no")], "--skip-bad-rows")

    assert done.exit_code == 1
    assert "Left as they are, because their rows are bad or could be: 00418" in done.stderr
    assert {name for name, each in people(root).items() if each.is_active} == {"00417", "00418"}


def test_what_many_rows_share_is_one_line(root: Path) -> None:
    """A hundred missing addresses are one warning with the first rows."""
    done = enrol(root, [f"{n},P{n},,,,,yes" for n in range(100, 120)])
    (line,) = [line for line in done.stderr.splitlines() if "no e-mail" in line]

    assert done.exit_code == 0
    assert line.endswith("(also in rows 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 9 more)")
    assert "Without an e-mail address: 100, 101" in done.stderr


def test_many_leavers_are_a_question(root: Path) -> None:
    """When more than half of the people would leave, nothing happens until somebody says so."""
    rows = [f"{n},P{n},p{n}@example.com,,,,yes" for n in range(100, 110)]
    enrol(root, rows)
    done = enrol(root, rows[:2])
    stayed = sum(each.is_active for each in people(root).values())
    allowed = enrol(root, rows[:2], "--allow-many-leavers")

    assert (done.exit_code, stayed) == (1, 10)
    assert "8 of 10 active people" in done.stderr
    assert "--only-new" in done.stderr
    assert allowed.exit_code == 0
    assert sum(each.is_active for each in people(root).values()) == 2


def test_a_list_of_newcomers_leaves_everybody_else(root: Path) -> None:
    """--only-new adds the new, and makes nobody a leaver."""
    enrol(root, [ANNA, BO])
    done = enrol(root, [CY], "--only-new")

    assert done.exit_code == 0
    assert set(links(root)) == {"00419"}
    assert all(each.is_active for each in people(root).values())


def test_lost_zeros_stop_the_roster(root: Path) -> None:
    """A roster saved by a spreadsheet that dropped the zeros is noticed before any harm."""
    enrol(root, [ANNA, BO, CY])
    done = enrol(root, [row.removeprefix("00") for row in (ANNA, BO, CY)])

    assert done.exit_code == 1
    assert "the ledger knows “00417”" in done.stderr
    assert set(people(root)) == {"00417", "00418", "00419"}


def test_a_dry_run_writes_nothing(root: Path) -> None:
    """It says what would happen, and neither ledger nor folder changes."""
    done = enrol(root, [ANNA], "--dry-run")

    assert "Nothing was written" in done.stderr
    assert "1 new" in done.stderr
    assert people(root) == {}
    assert not (root / "enrolment").exists()


def test_json_says_everything_but_the_links(root: Path) -> None:
    """Programs get groups, problems and columns on standard output, also when nothing was done."""
    value = json.loads(enrol(root, [ANNA, BO], "--json").stdout)
    bad = json.loads(enrol(root, ["1,Bo,no-address,,,,yes"], "--json").stdout)

    assert value["is_written"] is True
    assert value["change"]["added"] == ["00417", "00418"]
    assert value["links"] == ["00417", "00418"]
    assert bad["is_written"] is False
    assert [(each["row"], each["column"]) for each in bad["problems"]] == [(2, "email")]


def test_workbooks_are_taken_too(root: Path) -> None:
    """An .xlsx with German headers and numbers shown with zeros gives the same people."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Personal-Nr.", "Vorname", "Nachname", "E-Mail", "Kürzel"])
    sheet.append([417, "Anna", "Berg", "anna@example.com", "AB"])
    sheet["A2"].number_format = "00000"
    book.save(root / "liste.xlsx")
    done = run("enrol", root / "liste.xlsx", "--root", root, "--site", SITE)

    assert done.exit_code == 0, done.output
    assert people(root)["00417"].name == "Anna Berg"
    assert "Not used: “Kürzel”" in done.stderr
    assert "employee_id (“Personal-Nr.”)" in done.stderr


def test_columns_can_be_said(root: Path) -> None:
    """--column names a column that is not recognised; a field that does not exist is refused."""
    roster = root / "odd.csv"
    roster.write_text("Kennung,Wer\n007,Jane\n", encoding="utf-8")
    words = ("enrol", roster, "--root", root, "--site", SITE)
    unknown = run(*words)
    wrong = run(*words, "--column", "shoe=Wer")
    done = run(*words, "--column", "employee_id=Kennung", "--column", "name=Wer")

    assert unknown.exit_code == 1
    assert '--column "employee_id=HEADER"' in unknown.stderr
    assert "Mend the rows" not in unknown.stderr
    assert wrong.exit_code == 2
    assert done.exit_code == 0
    assert people(root)["007"].name == "Jane"


@pytest.mark.parametrize("site", ["example.com", "https://x/#a", "ftp://example.com/"])
def test_other_addresses_are_usage_errors(root: Path, site: str) -> None:
    """An address that no link can begin with is refused before anything is read."""
    roster = root / "roster.csv"
    roster.write_text(f"{HEADS}\n{ANNA}\n", encoding="utf-8")

    assert run("enrol", roster, "--root", root, "--site", site).exit_code == 2


def test_sites_without_https_are_a_warning(root: Path) -> None:
    """HR may go on, and knows that no record will be signed."""
    roster = root / "roster.csv"
    roster.write_text(f"{HEADS}\n{ANNA}\n", encoding="utf-8")
    done = run("enrol", roster, "--root", root, "--site", "http://intranet/course/")

    assert done.exit_code == 0
    assert "Warning: http://intranet/course/ is not https" in done.stderr


def test_without_a_key_nothing_happens(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence says how to make a key; the exit code is 3 and nothing is written."""
    root = copy_course(tmp_path)
    roster = root / "roster.csv"
    roster.write_text(f"{HEADS}\n{ANNA}\n", encoding="utf-8")

    with pytest.raises(SystemExit) as stop:
        main(["enrol", str(roster), "--root", str(root), "--site", SITE])

    assert stop.value.code == 3
    assert "course keys new" in capsys.readouterr().err
    assert not (root / "enrolment").exists()
    assert not (root / "keys").exists()


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


def test_the_report_shows_the_roster(root: Path) -> None:
    """Everybody enrolled is in the report at once, with department and number, as not started."""
    enrol(root, [ANNA, BO])
    run("records", "import", write_json(root / "a.json", attempt(root)), "--root", root)
    done = run("report", "--root", root)
    value = json.loads(run("report", "--root", root, "--json").stdout)
    rows = [
        (row["employee_id"], row["identity"], row["quiz"], row["status"])
        for row in value["completions"]
    ]

    assert rows == [
        (None, "self-declared", "letters", "not started"),
        (None, "self-declared", "final", "passed"),
        ("00417", "enrolled", "letters", "not started"),
        ("00417", "enrolled", "final", "not started"),
        ("00418", "enrolled", "letters", "not started"),
        ("00418", "enrolled", "final", "not started"),
    ]
    assert (
        "On the roster: 2, of whom 0 passed, 0 failed, 0 in progress, 2 not started" in done.stderr
    )
    assert "Possibly one person shown as two: 1" in done.stderr
    assert [each["employee_id"] for each in value["possibly_same"]] == ["00417"]
    assert {row["department"]: row["people"] for row in value["overview"]} == {
        "Sales": 2,
        "(everybody active)": 2,
        "(self-declared)": 1,
    }


def test_records_made_with_a_link_count_for_its_person(root: Path) -> None:
    """From roster to report: the attempt stands under HR's name and number, as enrolled."""
    enrol(root, [ANNA, BO])
    token = links(root)["00417"]["link"].partition("#e=")[2]
    done = datetime.now(UTC).replace(microsecond=0)
    fields = {
        "enrolment": token,
        "declared_name": None,
        "started": f"{done - timedelta(minutes=5):%Y-%m-%dT%H:%M:%S}.000Z",
        "submitted": f"{done:%Y-%m-%dT%H:%M:%S}.000Z",
    }
    record = sign(attempt(root, 7, **fields))
    imported = run("records", "import", write_json(root / "a.json", record), "--root", root)
    value = json.loads(run("report", "--root", root, "--json").stdout)
    finals = {row["name"]: row for row in value["completions"] if row["quiz"] == "final"}

    assert "1 accepted" in imported.stdout
    assert finals["Anna Berg"]["status"] == "passed"
    assert (finals["Anna Berg"]["employee_id"], finals["Anna Berg"]["flags"]) == ("00417", [])
    assert finals["Bo Ray"]["status"] == "not started"
    assert value["overview"][0] == {
        "department": "Sales",
        "people": 2,
        "not_started": 1,
        "in_progress": 0,
        "passed": 1,
        "failed": 0,
        "expired": 0,
        "passed_share": "0.5000",
    }
