from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_course import attempt, copy_course, run, write_json

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small course in a folder of its own."""
    return copy_course(tmp_path)


def test_import_says_what_became_of_each_file(root: Path, tmp_path: Path) -> None:
    """Counted records exit with 0; importing them again gives duplicates."""
    fast = {"started": "2026-11-10T10:00:00.000Z", "submitted": "2026-11-10T10:00:01.000Z"}
    file = write_json(tmp_path / "anna.json", [attempt(root), attempt(root, 2, "letters", **fast)])
    first = run("records", "import", file, "--root", root)
    second = run("records", "import", file, "--root", root)

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert f"{file}: 1 accepted, 1 flagged\n  flags: very-fast (1)\n" in first.stdout
    assert "very-fast: On average" in first.stderr
    assert "2 records: 1 accepted, 1 flagged" in first.stderr
    assert f"{file}: 2 duplicate" in second.stdout
    assert (root / "records" / "ledger.sqlite").is_file()


def test_import_reads_folders_and_exits_with_1_on_bad_files(root: Path, tmp_path: Path) -> None:
    """Every record file of a folder is taken; one bad file does not stop the others."""
    inbox = tmp_path / "inbox"
    (inbox / "deep").mkdir(parents=True)
    write_json(inbox / "good.json", attempt(root))
    (inbox / "deep" / "bad.json").write_bytes(b"{")
    (inbox / "notes.txt").write_bytes(b"not a record file")
    write_json(inbox / "other.json", attempt(root, 2, quiz_version="f" * 32))
    done = run("records", "import", inbox, "--root", root, "--json")
    value = json.loads(done.stdout)

    assert done.exit_code == 1
    assert value["counts"] == {"accepted": 1, "quarantined": 1, "rejected": 1}
    assert [len(file["records"]) for file in value["files"]] == [1, 1, 1]
    assert f"Skipped 1 file whose name does not end in .json: {inbox / 'notes.txt'}" in done.stderr
    assert run("records", "import", inbox / "bad.json", "--root", root).exit_code == 2


def test_import_never_follows_links_in_folders(root: Path, tmp_path: Path) -> None:
    """A link in an inbox is not a record file, wherever it points."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    outside = write_json(tmp_path / "outside.json", attempt(root))
    (inbox / "link.json").symlink_to(outside)
    os.mkfifo(inbox / "pipe.json")
    done = run("records", "import", inbox, "--root", root)

    assert (done.exit_code, done.stdout) == (0, "")


def test_quarantine_is_tried_again_without_files(root: Path, tmp_path: Path) -> None:
    """Once the course knows the version, an import without files grades what waited."""
    bank = root / "quizzes" / "final.md"
    before = bank.read_text(encoding="utf-8")
    bank.write_text(before.replace("Which letter", "What letter"), encoding="utf-8")
    file = write_json(tmp_path / "a.json", attempt(root))
    bank.write_text(before, encoding="utf-8")
    waiting = run("records", "import", file, "--root", root)
    bank.write_text(before.replace("Which letter", "What letter"), encoding="utf-8")
    released = run("records", "import", "--root", root)

    assert (waiting.exit_code, released.exit_code) == (1, 0)
    assert "unknown-version" in waiting.stdout
    assert "1 accepted" in released.stdout


def test_verify_keeps_nothing(root: Path, tmp_path: Path) -> None:
    """The verdicts are those of an import, and no ledger comes to be."""
    file = write_json(tmp_path / "a.json", attempt(root))
    done = run("records", "verify", file, "--root", root, "--json")

    assert json.loads(done.stdout)["files"][0]["records"][0]["score"] == "1.0000"
    assert not (root / "records").exists()


def test_a_course_with_errors_still_grades_archived_versions(root: Path, tmp_path: Path) -> None:
    """A trainer's unfinished edit does not stop HR."""
    run("quiz", "archive", "--root", root)
    file = write_json(tmp_path / "a.json", attempt(root))
    with (root / "quizzes" / "final.md").open("a", encoding="utf-8") as bank:
        bank.write("\n## Unfinished\n\n- [v] what\n")
    done = run("records", "import", file, "--root", root)

    assert done.exit_code == 0, done.output
    assert "course has errors" in done.stderr


def test_list_shows_attempts_and_quarantine(root: Path, tmp_path: Path) -> None:
    """Both what counts and what waits can be looked at, as text and as JSON."""
    records = [attempt(root), attempt(root, 2, course="https://example.org/other")]
    run("records", "import", write_json(tmp_path / "a.json", records), "--root", root)
    text = run("records", "list", "--root", root).stdout
    value = json.loads(run("records", "list", "--root", root, "--json").stdout)

    assert "Anna Berg  final  100.0 %  passed" in text
    assert "Anna Berg  final  a.json\n  wrong-course: The record belongs" in text
    assert [each["name"] for each in value["attempts"]] == ["Anna Berg"]
    assert [each["reason"] for each in value["quarantine"]] == ["wrong-course"]


def test_results_are_written_for_record_attempts(root: Path, tmp_path: Path) -> None:
    """Each graded record attempt gives one result file with exactly the contract's fields."""
    records = [attempt(root), attempt(root, 2, "letters")]
    run("records", "import", write_json(tmp_path / "a.json", records), "--root", root)
    out = tmp_path / "results"
    done = run("records", "results", "--out", out, "--root", root)
    (file,) = out.iterdir()
    value = json.loads(file.read_bytes())

    assert done.exit_code == 0
    assert file.name.startswith("result-Anna-Berg-final-")
    assert done.stdout.rstrip().endswith(f"Anna Berg  final  100.0 %  passed  {file.name}")
    assert "1 result file in" in done.stderr
    assert set(value) == {
        "schema",
        "course",
        "attempt",
        "quiz",
        "quiz_version",
        "score",
        "passed",
        "graded",
    }
    assert (value["schema"], value["quiz"]) == ("coursewright/result/1", "final")
    assert (value["score"], value["passed"]) == ("1.0000", True)
    assert value["graded"].endswith("Z")


def test_another_ledger_folder_can_be_named(root: Path, tmp_path: Path) -> None:
    """`--ledger` keeps personal data out of the course's folder."""
    file = write_json(tmp_path / "a.json", attempt(root))
    run("records", "import", file, "--root", root, "--ledger", tmp_path / "private")

    assert (tmp_path / "private" / "ledger.sqlite").is_file()
    assert not (root / "records").exists()


def test_files_that_are_no_records_are_explained(root: Path, tmp_path: Path) -> None:
    """A spreadsheet and a page by mistake get a sentence that says what to ask for."""
    sheet = tmp_path / "people.xlsx"
    sheet.write_bytes(b"PK\x03\x04\xff\xfe")
    page = tmp_path / "page.json"
    page.write_bytes(b"<html>")
    done = run("records", "import", sheet, page, "--root", root)

    assert done.exit_code == 1
    assert "rejected (not-utf8): This is no text file, perhaps a spreadsheet" in done.stdout
    assert "rejected (not-json): This is no training record" in done.stdout
    assert done.stdout.count("Ask for the file training-record.json.") == 2


def test_quarantine_names_the_person(root: Path, tmp_path: Path) -> None:
    """HR reads whose record waits and what to do, not only a number."""
    file = write_json(tmp_path / "a.json", attempt(root, quiz_version="f" * 32))
    done = run("records", "import", file, "--root", root)

    assert "quarantined (unknown-version): Anna Berg, final, 2026-11-" in done.stdout
    assert "quizzes/.archive" in done.stdout


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("../../etc/passwd", "-etc-passwd-"),
        ("Zoë  Ek", "-Zoë-Ek-"),
        ("\u0915\u094d\u0937", "-\u0915\u094d\u0937-"),
        ("=1;|*?", "-1-"),
        ("😀", "-no-name-"),
        ("漢" * 200, "漢" * 40),
    ],
)
def test_names_of_result_files_are_safe(root: Path, tmp_path: Path, name: str, part: str) -> None:
    """Whatever a learner typed, the file stands in its folder and can be stored."""
    file = write_json(tmp_path / "a.json", attempt(root, declared_name=name))
    run("records", "import", file, "--root", root)
    run("records", "results", "--out", tmp_path / "results", "--root", root)
    (result,) = (tmp_path / "results").iterdir()

    assert part in result.name
    assert len(result.name.encode()) <= 255
