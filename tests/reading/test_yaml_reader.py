"""Strict YAML: the fast and the pure parser agree, and text stays text."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from coursewright.diagnostics import Findings
from coursewright.reading import yaml_reader
from coursewright.reading.source import make_source
from coursewright.reading.yaml_reader import Listing, Mapping, Node, Scalar, read_yaml

_CASES = sorted((Path(__file__).parent / "golden").glob("*/*.yml"))


def _plain(node: Node | None) -> object:
    if isinstance(node, Mapping):
        return {key: _plain(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Listing):
        return [_plain(item) for item in node.items]
    return (node.value, node.line, node.column) if isinstance(node, Scalar) else None


def _read(text: str) -> tuple[object, list[tuple[str, int]]]:
    findings = Findings()
    node = read_yaml(make_source("x.yml", text, findings))
    return _plain(node), [(finding.code, finding.span.line) for finding in findings]


@pytest.mark.parametrize(
    "case", [case for case in _CASES if case.stat().st_size < 4000], ids=lambda case: case.stem
)
def test_parsers_agree(case: Path, monkeypatch: pytest.MonkeyPatch):
    """Without the C library the same documents are read, and the same ones refused."""
    text = case.read_text(encoding="utf-8")
    fast, fast_findings = _read(text)
    monkeypatch.setattr(yaml_reader, "_LOADER", yaml.SafeLoader)
    pure, pure_findings = _read(text)

    assert pure == fast
    assert [code for code, _ in pure_findings] == [code for code, _ in fast_findings]


def test_text_stays_text():
    """Words, dates, octal numbers and clock times are what the author typed."""
    words = ["no", "Yes", "off", "2026-11-21", "012", "12:30", "1e3", "~", "null", "0x1F", ".inf"]
    read, findings = _read("\n".join(f"k{index}: {word}" for index, word in enumerate(words)))

    assert findings == []
    assert isinstance(read, dict)
    assert [value[0] for value in read.values()] == words


def test_places_are_those_of_the_file():
    """Columns count characters, behind accents and signs outside of the basic plane, too."""
    read, _ = _read('a: ["é😀", b]\nc:\n  - d')

    assert read == {"a": [("é😀", 1, 5), ("b", 1, 11)], "c": [("d", 3, 5)]}
