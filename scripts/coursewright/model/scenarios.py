"""Branching scenarios: decisions with consequences, walked as a dialogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from coursewright.diagnostics import Escape, Span
    from coursewright.model.base import Markdown

Grade = Literal["best", "acceptable", "poor"]
Mood = Literal["furious", "angry", "uneasy", "calm", "pleased"]


@dataclass(frozen=True, slots=True)
class ScenarioOption:
    """One way to act at a decision."""

    text: Markdown
    grade: Grade
    target: str
    """Id of the node it leads to."""
    applies: tuple[str, ...]
    """Knowledge items; on the best option: what the moment calls for."""
    mood: Mood | None
    """The partner's mood afterwards; None: as before."""
    misconception: str | None
    consequence: Markdown | None
    """What the partner does."""
    feedback: Markdown | None
    """Why this was good or not."""
    span: Span
    own: str | None = None
    """The author's reason for a poor option that stands for no known misconception."""


@dataclass(frozen=True, slots=True)
class Node:
    """A decision, or, without options, an ending."""

    id: str
    prompt: Markdown
    """The heading's text."""
    body: Markdown | None
    options: tuple[ScenarioOption, ...]
    span: Span

    @property
    def is_ending(self) -> bool:
        """True when nothing is left to decide."""
        return not self.options


@dataclass(frozen=True, slots=True)
class Scenario:
    """One conversation that branches. The first node is where it begins."""

    id: str
    title: str
    roles: tuple[str, ...]
    """Ids of the paths it is for; empty: for everybody."""
    skill: str
    """What it practises, in words."""
    minutes: int
    learner: str
    """Who the learner is."""
    partner: str
    """Whom the learner talks to."""
    mood: Mood
    """The partner's mood at the start."""
    applies: tuple[str, ...]
    """Knowledge items that the whole scenario practises."""
    framework: str | None
    """The framework whose items name the debrief (`debrief:` in the file)."""
    safety: str
    """A note on the learner's own limits and safety; "" for none."""
    setting: Markdown | None
    nodes: tuple[Node, ...]
    debrief: Markdown | None
    """Shown at the end of every way through."""
    path: str
    span: Span
    language: str = "en"
    lint_ignore: tuple[Escape, ...] = ()
    aliases: tuple[str, ...] = ()
    """Names it had before, oldest first: the first is its `id`, which never dies."""
    written_id: str = ""
    """Its name in the source where that is not `id`, since it was renamed; else ""."""

    @property
    def decisions(self) -> tuple[Node, ...]:
        """The nodes with something to decide."""
        return tuple(node for node in self.nodes if node.options)
