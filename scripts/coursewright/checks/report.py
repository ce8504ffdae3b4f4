"""Findings as text for people, as JSON and SARIF for machines. Pure: nothing is printed here."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from coursewright import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.diagnostics import Diagnostic, Findings, Ignored, Rule, Severity

REPORT_SCHEMA: Final = "coursewright/findings/1"
SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
SARIF_LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "note"}
STYLES: Final[dict[Severity, str]] = {"error": "31;1", "warning": "33;1", "info": "36;1"}
LONGEST_LINE: Final = 200
ELLIPSIS: Final = "\u2026"


def render_text(findings: Findings, *, color: bool) -> str:
    """Return findings for a person: place, source line, caret, hint; a summary closes the list.

    Args:
        findings: what was found; without any, the text is a single line.
        color: use the terminal's colours (ANSI escape codes).
    """
    blocks = render_findings(findings, color=color)
    return f"{blocks}\n\n{summary(findings)}" if blocks else summary(findings)


def render_findings(findings: Findings, *, color: bool) -> str:
    """Return `render_text` without its summary; an empty text when nothing was found."""
    return "\n\n".join(_block(finding, findings, color=color) for finding in findings)


def summary(findings: Findings) -> str:
    """Return `2 errors, 1 warning`, or `no findings`; then how many are ignored for a reason."""
    number = Counter(finding.severity for finding in findings)
    nouns: tuple[tuple[Severity, str], ...] = (
        ("error", "error"),
        ("warning", "warning"),
        ("info", "note"),
    )
    parts = [
        f"{number[severity]} {noun}{'' if number[severity] == 1 else 's'}"
        for severity, noun in nouns
        if number[severity]
    ]
    found = ", ".join(parts) or "no findings"
    number_ignored = len(findings.ignored)
    return f"{found}; {number_ignored} ignored for a reason" if number_ignored else found


def render_json(findings: Findings) -> str:
    """Return findings as one JSON object with a `findings` list, in the order of their places."""
    number = Counter(finding.severity for finding in findings)
    value = {
        "schema": REPORT_SCHEMA,
        "summary": {name: number[name] for name in ("error", "warning", "info")},
        "findings": [_json_finding(finding) for finding in findings],
        "ignored": [
            {**_json_finding(one.diagnostic), "reason": one.reason} for one in _ignored(findings)
        ],
    }
    return _json(value)


def _ignored(findings: Findings) -> list[Ignored]:
    return sorted(findings.ignored, key=lambda one: one.diagnostic.sort_key())


def _json_finding(finding: Diagnostic) -> dict[str, Any]:
    return {
        "path": finding.span.path,
        "line": finding.span.line,
        "column": finding.span.column,
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "hint": finding.hint,
        "fixable": finding.fix is not None,
    }


def render_ignored(findings: Findings) -> str:
    """Return one line for each ignored finding: place, code, message and the author's reason."""
    return "\n".join(
        visible(
            f"{one.diagnostic.span}: {one.diagnostic.code} ignored: {one.diagnostic.message} "
            f"({one.reason})"
        )
        for one in _ignored(findings)
    )


def render_github(findings: Findings) -> str:
    """Return findings as workflow commands, which GitHub shows beside the changed lines."""
    levels: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
    lines = []
    for finding in findings:
        span = finding.span
        place = f"file={_escaped(span.path, ':,')},line={span.line},col={span.column}"
        text = _escaped(f"{finding.message}\n{finding.hint}")
        lines.append(f"::{levels[finding.severity]} {place},title={finding.code}::{text}")
    return "\n".join(lines)


def _escaped(text: str, more: str = "") -> str:
    """Return text with the signs that end a workflow command spelled as `%0A`."""
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{more}" else sign for sign in text)


def render_sarif(findings: Findings, rules: Iterable[Rule]) -> str:
    """Return findings as SARIF 2.1.0, which forges show beside the changed lines.

    Args:
        findings: what was found.
        rules: the rules to describe; only those with a finding are written.
    """
    used = {finding.code for finding in findings}
    used |= {one.diagnostic.code for one in findings.ignored}
    described = [rule for rule in rules if rule.code in used]
    index = {rule.code: number for number, rule in enumerate(described)}
    driver = {
        "name": "Coursewright",
        "version": __version__,
        "rules": [_sarif_rule(rule) for rule in described],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"COURSE": {"description": {"text": "The course folder."}}},
        "results": [
            *(_sarif_result(finding, index) for finding in findings),
            *(
                _sarif_result(one.diagnostic, index)
                | {"suppressions": [{"kind": "inSource", "justification": one.reason}]}
                for one in _ignored(findings)
            ),
        ],
    }
    return _json({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def visible(text: str) -> str:
    """Return text in which control characters and reading-direction signs can be seen.

    A terminal would obey them: a hostile file could hide or fake findings.
    """
    return "".join(_visible_character(character) for character in text)


def _block(finding: Diagnostic, findings: Findings, *, color: bool) -> str:
    severity = _paint(f"{finding.severity}:", STYLES[finding.severity], color=color)
    place = _paint(visible(str(finding.span)), "1", color=color)
    lines = [f"{place}: {finding.code} {severity} {visible(finding.message)}"]
    source = findings.source_line(finding.span)
    if source is not None and source.strip():
        before, shown = _quoted(source, finding.span.column)
        lines += [f"    {shown}", f"    {' ' * before}{_paint('^', '32;1', color=color)}"]
    lines.append(f"  {_paint('= hint:', '36', color=color)} {visible(finding.hint)}")
    return "\n".join(lines)


def _quoted(source: str, column: int) -> tuple[int, str]:
    """Return the number of blanks before the caret, and the line cut to a bearable length."""
    position = min(max(column - 1, 0), len(source))
    start = 0 if position < LONGEST_LINE - 20 else position - LONGEST_LINE // 2
    part = source[start : start + LONGEST_LINE]
    left = ELLIPSIS if start else ""
    right = ELLIPSIS if start + LONGEST_LINE < len(source) else ""
    before = f"{left}{visible(source[start:position])}"
    return _width(before), f"{left}{visible(part)}{right}"


def _width(text: str) -> int:
    """Return how many columns a terminal needs for a text."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def _visible_character(character: str) -> str:
    if character == "\t":
        return "    "
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return f"<U+{ord(character):04X}>"
    return character


def _paint(text: str, style: str, *, color: bool) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if color else text


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.cure},
        "defaultConfiguration": {"level": SARIF_LEVELS[rule.severity]},
    }


def _sarif_result(finding: Diagnostic, index: dict[str, int]) -> dict[str, Any]:
    location = {
        "artifactLocation": {"uri": _uri(finding.span.path), "uriBaseId": "COURSE"},
        "region": {"startLine": finding.span.line, "startColumn": finding.span.column},
    }
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": SARIF_LEVELS[finding.severity],
        "message": {"text": f"{finding.message}. {finding.hint}"},
        "locations": [{"physicalLocation": location}],
    }
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    return result


def _uri(path: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 - SARIF only

    return quote(path.encode("utf-8", "surrogatepass"))


def _json(value: dict[str, Any]) -> str:
    """Return JSON in which half surrogates, from odd file names, are escapes: valid UTF-8."""
    return json.dumps(value, indent=2, ensure_ascii=True)
