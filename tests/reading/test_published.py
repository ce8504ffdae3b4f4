"""The memory of published quizzes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from coursewright.diagnostics import Findings
from coursewright.model import PublishedItem
from coursewright.reading import read_published

if TYPE_CHECKING:
    from pathlib import Path


def _published(tmp_path: Path, text: str) -> tuple[object, list[str]]:
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes/.published.json").write_text(text, encoding="utf-8")
    findings = Findings()
    published = read_published(tmp_path, findings)
    return published.quizzes, [finding.code for finding in findings]


def test_published_is_read(tmp_path: Path):
    """The memory of published quizzes comes back as values."""
    item = {"hash": "a" * 12, "revision": 2, "key_digest": "b", "part_digests": ["c"]}
    quiz = {"kind": "record", "salt": "s", "versions": ["0" * 32], "items": {"one": item}}
    data = {"schema": "coursewright/published/1", "quizzes": {"final": quiz}}

    quizzes, codes = _published(tmp_path, json.dumps(data))

    assert codes == []
    assert quizzes["final"].kind == "record"
    assert quizzes["final"].items == {"one": PublishedItem("a" * 12, 2, "b", ("c",))}


def test_published_absent(tmp_path: Path):
    """Before the first publication there is no file, and that is fine."""
    findings = Findings()

    assert read_published(tmp_path, findings).quizzes == {}
    assert len(findings) == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"schema": "coursewright/published/1"}',
        '{"schema": "coursewright/published/2", "quizzes": {}}',
        '{"schema": "coursewright/published/1", "quizzes": {"a": 1}}',
        '{"schema": "coursewright/published/1", "quizzes": {"a": {"kind": "x"}}}',
        "[" * 100_000,
        "1" * 5000,
        "\ud800",
    ],
)
def test_published_damaged(tmp_path: Path, text: str):
    """A damaged memory is one finding, never a traceback."""
    path = tmp_path / "quizzes/.published.json"
    path.parent.mkdir()
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    findings = Findings()

    assert read_published(tmp_path, findings).quizzes == {}
    assert [finding.code for finding in findings] == ["F017"]


def test_published_is_no_link(tmp_path: Path):
    """The memory is a plain file, even where a link would be handy."""
    (tmp_path / "elsewhere.json").write_text("{}", encoding="utf-8")
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes/.published.json").symlink_to(tmp_path / "elsewhere.json")
    findings = Findings()

    read_published(tmp_path, findings)

    assert [finding.code for finding in findings] == ["F017"]
