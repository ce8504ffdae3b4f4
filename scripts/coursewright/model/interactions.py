"""What an item asks a learner to do: one value for each xAPI/QTI interaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from coursewright.diagnostics import Span
    from coursewright.model.base import Markdown, Scoring


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a choice, true-false or situation item."""

    text: Markdown
    credit: Fraction
    """1 for a key, 1/2 for an acceptable response of a situation, 0 for a distractor."""
    feedback: Markdown | None
    misconception: str | None
    """Id of the misconception this distractor stands for."""
    span: Span
    own: str | None = None
    """The author's reason why this distractor stands for no misconception."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`choice` and `true-false`: one key, several keys, or graded responses to a situation."""

    options: tuple[Option, ...]
    scoring: Scoring

    @property
    def name(self) -> str:
        """The xAPI interaction type."""
        return "true-false" if self.scoring == "true-false" else "choice"


@dataclass(frozen=True, slots=True)
class Sequencing:
    """`sequencing`: put the elements in order; score = share of adjacent pairs."""

    elements: tuple[Markdown, ...]
    """In the right order."""
    name: str = field(default="sequencing", init=False)


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of a matching item."""

    source: Markdown
    target: Markdown


@dataclass(frozen=True, slots=True)
class Matching:
    """`matching`: one target for each source; score = share of right pairs."""

    pairs: tuple[Pair, ...]
    extra_targets: tuple[Markdown, ...]
    """Targets that belong to no source (rows with an empty left cell)."""
    name: str = field(default="matching", init=False)


@dataclass(frozen=True, slots=True)
class TextBlank:
    """A gap for words."""

    accepted: tuple[str, ...]
    """Accepted responses; the first is shown as the answer."""
    is_exact: bool
    """True: case and accents count."""
    span: Span


@dataclass(frozen=True, slots=True)
class NumberBlank:
    """A gap for a number; right when low <= response <= high."""

    low: Fraction
    high: Fraction
    shown: str
    """The key as the author wrote it, such as `20±1`."""
    span: Span


@dataclass(frozen=True, slots=True)
class FillIn:
    """`fill-in` (word gaps) or `numeric` (number gaps); score = share of right gaps.

    In the item's stem and body each gap stands as `[[#1]]`, `[[#2]]` … in reading order, so that
    no rendering of the text can leak a key.
    """

    blanks: tuple[TextBlank, ...] | tuple[NumberBlank, ...]

    @property
    def name(self) -> str:
        """The xAPI interaction type."""
        return "numeric" if isinstance(self.blanks[0], NumberBlank) else "fill-in"


@dataclass(frozen=True, slots=True)
class Likert:
    """`likert`: rate each statement on a scale; unscored."""

    statements: tuple[Markdown, ...]
    scale: tuple[str, ...]
    """Labels of the scale points, from low to high."""
    name: str = field(default="likert", init=False)


@dataclass(frozen=True, slots=True)
class LongFillIn:
    """`long-fill-in`: a reflection; unscored, and it never leaves the learner's device."""

    model_answer: Markdown | None
    name: str = field(default="long-fill-in", init=False)


Interaction = Choice | Sequencing | Matching | FillIn | Likert | LongFillIn
