"""What an author did wrong, where, and how to mend it.

Author mistakes are data (`Diagnostic`), collected in `Findings` and printed once;
faults of the environment (a full disk, a missing program) are `CoursewrightError`s.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Severity = Literal["error", "warning", "info"]


class CoursewrightError(Exception):
    """A fault that no edit of the course mends; its message is one clear sentence."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a source file."""

    path: str
    """Path relative to the course root, with forward slashes."""
    line: int = 1
    """Line, counted from 1."""
    column: int = 1
    """Column in characters, counted from 1."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong, as the handbook explains it."""

    code: str
    """Stable code, such as `Q107`."""
    severity: Severity
    title: str
    """What is wrong, in at most ten words."""
    why: str
    """Why it matters to a learner, a trainer or HR: one or two sentences."""
    cure: str
    """How to mend it: one or two sentences, with an example where that helps."""
    basis: str = ""
    """What the rule rests on: a study, a standard's clause, or `house rule`; may be empty."""
    guidelines: tuple[str, ...] = ()
    """Codes of the writing guidelines that a structural rule enforces, such as `Q01`."""

    def at(
        self, span: Span, message: str, hint: str | None = None, fix: Fix | None = None
    ) -> Diagnostic:
        """Return this rule's diagnostic at a place; the hint defaults to the rule's cure."""
        return Diagnostic(self.code, self.severity, message, span, hint or self.cure, fix)


@dataclass(frozen=True, slots=True)
class Fix:
    """A mechanical edit that mends a finding: `old` at the place becomes `new`."""

    span: Span
    """Place of the first character of `old`."""
    old: str
    """What stands there now, within one line; "" to insert."""
    new: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding at one place."""

    code: str
    severity: Severity
    message: str
    """A sentence without a final full stop that names the offending thing."""
    span: Span
    hint: str
    """The cure, as a sentence."""
    fix: Fix | None = None
    """The edit that `course check --fix` makes; None where mending needs a person."""

    def sort_key(self) -> tuple[Span, str, str]:
        """Return the order in which findings are printed: by place, then by code."""
        return (self.span, self.code, self.message)


@dataclass(frozen=True, slots=True)
class Escape:
    """An entry of `lint-ignore`: a rule that an author lets pass, here and for a reason."""

    code: str
    target: str
    """Id of the item it is about; "": the whole file."""
    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class Ignored:
    """A finding that an escape silences."""

    diagnostic: Diagnostic
    reason: str


@dataclass(slots=True)
class Findings:
    """Collects every diagnostic of a run, and the source texts to quote from."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    sources: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Path -> lines without line ends; filled by the reader so that a report can quote a line."""
    ignored: list[Ignored] = field(default_factory=list)
    """What escapes silence; counted and listed, never lost."""

    def add(self, diagnostic: Diagnostic) -> None:
        """Keep one diagnostic."""
        self.diagnostics.append(diagnostic)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep several diagnostics."""
        self.diagnostics.extend(diagnostics)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(sorted(set(self.diagnostics), key=Diagnostic.sort_key))

    def __len__(self) -> int:
        return len(set(self.diagnostics))

    @property
    def has_errors(self) -> bool:
        """True when at least one finding forbids a build."""
        return any(finding.severity == "error" for finding in self.diagnostics)

    def source_line(self, span: Span) -> str | None:
        """Return the quoted line of a place, or None where the file was not readable text."""
        lines = self.sources.get(span.path)
        if lines is None or not 1 <= span.line <= len(lines):
            return None
        return lines[span.line - 1]
