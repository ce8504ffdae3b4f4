"""Files and folders: what only a real disk can show."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

import pytest

from coursewright.diagnostics import CoursewrightError, Findings
from coursewright.reading import read_course
from coursewright.reading.files import walk

if TYPE_CHECKING:
    from pathlib import Path

_COURSE = (
    "id: https://example.org/c\ntitle: C\nlanguage: en\nmastery_score: 0.8\nattestation: I did.\n"
    "paths:\n  - id: core\n    title: Core\n    modules: [start]\n"
)
_INDEX = "---\ntitle: Start\nsummary: Begin.\n---\n"
_LESSON = "---\ntitle: First\nminutes: 5\n---\n\nText.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small course without findings."""
    _write(tmp_path / "modules/course.yml", _COURSE)
    _write(tmp_path / "modules/01-start/index.md", _INDEX)
    _write(tmp_path / "modules/01-start/01-first.md", _LESSON)
    return tmp_path


def _write(path: Path, text: str = "x") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _codes(root: Path) -> list[str]:
    _, findings = read_course(root)
    return [f"{finding.code} {finding.span.path}" for finding in findings]


def test_small_course_is_fine(root: Path):
    """The course that the other tests spoil has no findings of its own."""
    assert _codes(root) == []


def test_missing_course_file(root: Path):
    """Without course.yml there is no course, but the other files are still looked at."""
    (root / "modules/course.yml").unlink()
    _write(root / "modules/01-start/01-first.md", "---\ntitle: T\nminutes: x\n---\n\nText\n")

    course, findings = read_course(root)

    assert course is None
    assert [finding.code for finding in findings] == ["Y012", "F001"]


def test_missing_root(tmp_path: Path):
    """A root that is no folder is a fault of the call, not of an author."""
    with pytest.raises(CoursewrightError, match="is not a folder"):
        read_course(tmp_path / "nowhere")


def test_missing_index(root: Path):
    """A module folder without index.md is reported, and so are its lessons' mistakes."""
    (root / "modules/01-start/index.md").unlink()
    _write(root / "modules/01-start/01-first.md", "---\ntitle: T\n---\n\nText\n")

    assert _codes(root) == ["Y011 modules/01-start/01-first.md", "F001 modules/01-start/index.md"]


def test_links_are_not_followed(root: Path, tmp_path_factory: pytest.TempPathFactory):
    """Symbolic links to files, folders, themselves and nowhere are refused, never read."""
    outside = tmp_path_factory.mktemp("outside")
    _write(outside / "secret.md", "secret")
    (root / "modules/01-start/02-file.md").symlink_to(outside / "secret.md")
    (root / "modules/02-folder").symlink_to(outside)
    (root / "modules/01-start/loop").symlink_to(root / "modules")
    (root / "modules/01-start/dangling.png").symlink_to(outside / "nothing")
    (root / "quizzes").symlink_to(outside)

    course, findings = read_course(root)

    assert {finding.code for finding in findings} == {"F002"}
    assert len(findings) == 5
    assert "secret" not in repr(course)


def test_pipes_and_sockets_are_not_opened(root: Path):
    """A FIFO would hang whoever opens it; it is refused, like a socket."""
    os.mkfifo(root / "modules/01-start/02-pipe.md")
    with socket.socket(socket.AF_UNIX) as server:
        here = os.getcwd()  # noqa: PTH109 - socket paths are limited to about 100 bytes
        os.chdir(root / "modules")
        try:
            server.bind("door.svg")
        finally:
            os.chdir(here)
        _write(root / "docs", "no folder")

        assert _codes(root) == [
            "F003 docs",
            "F003 modules/01-start/02-pipe.md",
            "F003 modules/door.svg",
        ]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("modules/01-start/HR-list.xlsx", "F004"),
        ("modules/01-start/answers.key.yml", "F004"),
        ("modules/01-start/style.css", "F004"),
        ("modules/01-start/page.html", "F004"),
        ("modules/01-start/README", "F004"),
        ("modules/01-start/02-x.MD", "F004"),
        ("docs/extra.yml", "F004"),
        ("modules/knowledge/notes.md", "F004"),
        ("modules/knowledge/other.yml", "F004"),
        ("modules/01-start/~$draft.docx", "F005"),
        ("modules/01-start/01-first.md.bak", "F005"),
        ("modules/01-start/01-first.md~", "F005"),
        ("modules/01-start/#01-first.md#", "F005"),
        ("modules/01-start/.hidden.md", "F006"),
        ("quizzes/.git/config", "F006"),
        ("modules/01-start/a:b.png", "F007"),
        ("modules/01-start/a\nb.png", "F007"),
        ("modules/01-start/a\u202eb.png", "F007"),
        ("docs/empty.md", "F019"),
        ("docs/1/2/3/4/5/6/7/8/9/10/11/12/x.md", "F018"),
        ("modules/extras/01-x.md", "M201"),
        ("modules/01-start/first.md", "M202"),
        ("modules/01-start/1-first.md", "M202"),
        ("modules/01-start/01-first.fr.md", "I101"),
        ("quizzes/resolved.fr.md", "I102"),
        ("modules/01-start/more/02-x.md", "M204"),
        ("modules/notes.md", "M204"),
        ("quizzes/more/x.md", "M204"),
        ("quizzes/scenarios/x.fr.md", "I102"),
        ("quizzes/scenarios/more/x.md", "M204"),
    ],
)
def test_unexpected_files(root: Path, path: str, code: str):
    """What has no place in the course is reported with a printable path, and not read."""
    name = path.encode("unicode_escape").decode() if "\n" in path or "\u202e" in path else path
    _write(root / path, "" if code == "F019" else "x")

    codes = _codes(root)

    assert len(codes) == 1
    assert codes[0].startswith(code)
    assert name.startswith(codes[0].removeprefix(f"{code} ")) or codes[0].endswith(name)


def test_undecodable_name(root: Path):
    """A name that is not UTF-8 is shown with escapes, never as a lone surrogate."""
    (root / "modules/01-start" / os.fsdecode(b"caf\xe9.png")).write_bytes(b"x")

    assert _codes(root) == ["F007 modules/01-start/caf\\xe9.png"]


def test_names_that_differ_by_case(root: Path):
    """`A.png` and `a.png` are one file on Windows."""
    _write(root / "modules/01-start/A.png")
    _write(root / "modules/01-start/a.png")

    assert _codes(root) == ["F008 modules/01-start/a.png"]


def test_sizes(root: Path):
    """Pages over 512 kB, data over 1 MB and assets over 10 MB are refused without being read."""
    _write(root / "modules/01-start/02-long.md", _LESSON + "word " * 110_000)
    with (root / "modules/01-start/big.png").open("wb") as file:
        file.truncate(10 * 1024 * 1024 + 1)

    assert _codes(root) == ["F009 modules/01-start/02-long.md", "F010 modules/01-start/big.png"]


def test_vanished_file(root: Path):
    """A file that disappears between listing and reading is a finding (F014)."""
    findings = Findings()
    tree = walk(root, findings)
    (root / "modules/course.yml").unlink()

    assert tree.read("modules/course.yml") is None
    assert [finding.code for finding in findings] == ["F014"]


def test_ignored_files(root: Path):
    """Place holders, the program's own files and the handbook are passed over in silence."""
    for path in (
        "modules/01-start/.gitkeep",
        "modules/.DS_Store",
        "quizzes/.archive/x/y.json",
        "docs/handbook/any.thing",
    ):
        _write(root / path)

    assert _codes(root) == []


def test_module_without_lessons(root: Path):
    """A module needs a lesson, and a course needs a module."""
    (root / "modules/01-start/01-first.md").unlink()
    assert _codes(root) == ["M205 modules/01-start/index.md"]

    (root / "modules/01-start/index.md").unlink()
    assert _codes(root) == ["M209 modules"]


def test_order_of_modules_and_lessons(root: Path):
    """Folders and files stand in the order of their numbers; slugs and default ids lose them."""
    _write(root / "modules/02-next/index.md", _INDEX)
    _write(root / "modules/02-next/02-b.md", _LESSON)
    _write(root / "modules/02-next/01-z.md", _LESSON)

    course, _ = read_course(root)

    assert course is not None
    assert [module.id for module in course.modules] == ["start", "next"]
    assert [lesson.slug for lesson in course.modules[1].lessons] == ["z", "b"]


def test_sources_are_kept_for_quoting(root: Path):
    """Every text file's lines are kept, so that a report can quote the line of a finding."""
    _write(root / "modules/01-start/01-first.md", "---\ntitle: T\nminutes: x\n---\n\nText\n")

    _, findings = read_course(root)

    assert [findings.source_line(finding.span) for finding in findings] == ["minutes: x"]
