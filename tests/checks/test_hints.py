"""The hints of links that lead to no page: which file was probably meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.checks.test_golden import lay_out

from coursewright.pipeline import load_course

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("../01-greet/", "`../01-greet/index.md`"),
        ("../01-greet/01-first-words.html", "`../01-greet/01-first-words.md`"),
        ("www.example.org", "`https://www.example.org`"),
        ("list.docx", "Save the document as pdf"),
    ],
)
def test_unpublished_target(target: str, hint: str, tmp_path: Path) -> None:
    """A folder, a built page and a bare host name are told apart from a file to convert."""
    link = {"append": f"\nSee [this](<{target}>) first.\n"}
    findings = load_course(lay_out(tmp_path, {"modules/02-repair/01-sorry.md": link})).findings
    (given,) = (finding.hint for finding in findings if finding.code == "L306")

    assert hint in given
