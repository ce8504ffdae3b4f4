from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.cli.small_course import copy_course, run

from coursewright.cli import handouts
from coursewright.cli.main import main
from coursewright.rendering.handouts import KINDS

SECRETS = ("canary-feedback", "canary-rationale", "apologise")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small course whose module has a practice quiz."""
    return copy_course(tmp_path)


@pytest.fixture
def sealed(root: Path) -> Path:
    """The same course, with the assessment as the quiz of its only module."""
    index = root / "modules" / "01-one" / "index.md"
    index.write_text(index.read_text("utf-8").replace("quiz: letters", "quiz: final"), "utf-8")
    bank = root / "quizzes" / "letters.md"
    bank.write_text(bank.read_text("utf-8").replace("draw: 2\nfrom_recall: 0.5\n", ""), "utf-8")
    return root


def written(root: Path) -> list[str]:
    """Return what stands in the folder of the handouts."""
    folder = root / "handouts"
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(found)


def secret_files(root: Path) -> set[str]:
    """Return the handouts that hold something of the assessment's key."""
    return {
        name
        for name in written(root)
        if any(word in (root / "handouts" / name).read_text("utf-8") for word in SECRETS)
    }


def test_everything_is_written_below_handouts(root: Path) -> None:
    """Without options: every kind, for the whole course and for each module."""
    done = run("handouts", "--root", root, "--json")
    kinds = ("answer-form.html", "answer-key.html", "guide.html", "workbook.html")

    assert done.exit_code == 0, done.output
    assert written(root) == [f"{folder}/{kind}" for folder in ("course", "one") for kind in kinds]
    files = [Path(file).relative_to(root / "handouts") for file in json.loads(done.stdout)]
    assert sorted(file.as_posix() for file in files) == written(root)


def test_module_and_kind_narrow_it_down(root: Path) -> None:
    """`--module` and `--kind` write only what was asked for; the folder's name is good, too."""
    for module in ("m01", "one"):
        done = run("handouts", "--root", root, "--module", module, "--kind", "guide")

        assert done.exit_code == 0, done.output
        assert written(root) == ["one/guide.html"]


@pytest.mark.parametrize(("words", "size"), [((), "A4"), (("--paper", "letter"), "letter")])
def test_the_paper_is_a4_or_letter(root: Path, words: tuple[str, ...], size: str) -> None:
    """The size stands in the file, so that print dialogue and PDF agree."""
    run("handouts", "--root", root, "--kind", "workbook", *words)

    assert f"size: {size};" in (root / "handouts" / "one" / "workbook.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--module", "m99"), "There is no module `m99`. There are: m01."),
        (("--path", "pilots"), "There is no path `pilots`. There are: core."),
        (("--with-record-keys", "--kind", "workbook"), "add `--kind guide`"),
    ],
)
def test_a_wrong_wish_is_a_usage_error(root: Path, words: tuple[str, ...], said: str) -> None:
    """What does not exist is named together with what does, and nothing is written."""
    done = run("handouts", "--root", root, *words)

    assert done.exit_code == 2
    assert said in done.stderr
    assert not (root / "handouts").exists()


def test_the_assessment_stays_sealed_without_the_flag(sealed: Path) -> None:
    """No file holds its feedback, its rationale or an accepted word."""
    done = run("handouts", "--root", sealed)

    assert done.exit_code == 0, done.output
    assert "one/answer-form.html" in written(sealed)
    assert "one/answer-key.html" not in written(sealed)
    assert secret_files(sealed) == set()


def test_the_flag_prints_it_in_the_guide_with_a_warning(sealed: Path) -> None:
    """Only the guides hold the keys then, only their owner can read them, and we say so."""
    done = run("handouts", "--root", sealed, "--with-record-keys")

    assert secret_files(sealed) == {"course/guide.html", "one/guide.html"}
    assert "hold the keys of the assessment" in done.stderr
    if os.name == "posix":
        assert (sealed / "handouts" / "one" / "guide.html").stat().st_mode & 0o077 == 0


def test_an_assessment_of_no_module_is_in_the_whole_course(root: Path) -> None:
    """Its form stands among the forms of the whole course, its key in that guide, if asked for."""
    run("handouts", "--root", root)
    closed = secret_files(root)
    run("handouts", "--root", root, "--with-record-keys")

    assert closed == set()
    assert secret_files(root) == {"course/guide.html"}
    form = (root / "handouts" / "course" / "answer-form.html").read_text("utf-8")
    assert "Which letter stands first?" in form


def test_a_course_with_an_error_is_not_printed(root: Path) -> None:
    """Findings are shown as by `course check`, and nothing is written."""
    bank = root / "quizzes" / "letters.md"
    bank.write_text(bank.read_text("utf-8").replace("- [x]", "- [v]"), "utf-8")
    done = run("handouts", "--root", root)

    assert done.exit_code == 1
    assert "quizzes/letters.md" in done.stderr
    assert not (root / "handouts").exists()


def test_pdf_without_a_browser_is_one_sentence(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing browser is said before anything is written, with what to do about it."""
    monkeypatch.setenv("COURSEWRIGHT_CHROMIUM", str(root / "no-such-browser"))
    with pytest.raises(SystemExit) as stop:
        main(["handouts", "--root", str(root), "--pdf"])

    assert stop.value.code == 3
    assert "COURSEWRIGHT_CHROMIUM names no file" in capsys.readouterr().err
    assert not (root / "handouts").exists()


def test_the_kinds_are_those_of_the_renderer() -> None:
    """The command repeats the kinds so that its help starts fast; they are the same."""
    assert handouts.KINDS == KINDS
