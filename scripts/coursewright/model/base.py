"""Words that every other room uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from coursewright.diagnostics import Span

Kind = Literal["practice", "record"]
Level = Literal["remember", "understand", "apply", "analyse", "evaluate", "create"]
Scoring = Literal["single", "multiple", "situation", "true-false"]
RecallKind = Literal["sequencing", "matching", "fill-in", "choice"]


@dataclass(frozen=True, slots=True)
class Markdown:
    """Markdown source as the author wrote it, dedented, without its list or quote marker."""

    text: str
    span: Span
