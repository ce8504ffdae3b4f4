"""Bank files: front matter and items."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, get_args

from coursewright.diagnostics import Span
from coursewright.model import Kind, Level, MasteryMethod, Quiz, Retired, Stratum
from coursewright.reading.escapes import read_escapes
from coursewright.reading.fields import SLUG
from coursewright.reading.front_matter import read_front_matter
from coursewright.reading.identities import identity
from coursewright.reading.limits import check_limits
from coursewright.reading.quiz_grammar import read_items
from coursewright.reading.rules import course as course_rules
from coursewright.reading.rules import quizzes as rules
from coursewright.reading.rules import yaml as yaml_rules
from coursewright.reading.status import read_reviews, read_status, with_defaults
from coursewright.reading.suggest import shorten
from coursewright.reading.yaml_reader import Listing

if TYPE_CHECKING:
    from coursewright.model import Item, Markdown, Review
    from coursewright.reading.fields import Fields
    from coursewright.reading.files import Tree
    from coursewright.reading.source import Source

_KINDS: tuple[Kind, ...] = get_args(Kind)
_LEVELS: tuple[Level, ...] = get_args(Level)
_METHODS: tuple[MasteryMethod, ...] = get_args(MasteryMethod)
_TYPES = (
    "choice",
    "multiple",
    "situation",
    "true-false",
    "sequencing",
    "matching",
    "fill-in",
    "numeric",
)
_MOST = 10_000
_RECALL_SHARE = Fraction(1, 5)


def read_quizzes(tree: Tree, language: str) -> tuple[Quiz, ...]:
    """Read every bank of `quizzes/`."""
    quizzes = []
    for path in tree.under("quizzes"):
        if not path.endswith(".md"):
            continue
        parts = PurePosixPath(path).parts
        if parts[1] in {"scenarios", "instruments"}:
            continue  # see scenarios.py and instruments.py
        if len(parts) > 2:
            message = "Banks stand directly in `quizzes/`"
            tree.findings.add(course_rules.PLACE.at(Span(path), message))
        else:
            source = tree.read(path)
            if source is not None and source.text.strip():
                quizzes.append(read_quiz(source, language))
    return tuple(quizzes)


@dataclass(frozen=True, slots=True)
class _Draw:
    count: int | None
    blueprint: tuple[Stratum, ...]


def read_quiz(source: Source, language: str = "en") -> Quiz:
    """Read one bank; what is wrong is reported, and what is readable is returned."""
    fields, first_line = read_front_matter(source, "bank")
    aliases = fields.ids("aliases", SLUG)
    bank, written = identity(read_file_id(source, fields, "bank"), aliases)
    kind = fields.word("kind", _KINDS, "practice", required=True)
    draw = _read_draw(fields)
    recall_default = Fraction(0) if kind == "record" else _RECALL_SHARE
    from_earlier, from_recall = fields.share("from_earlier"), fields.share("from_recall")
    title, mastery = fields.text("title"), fields.share("mastery_score")
    attempts, reveal = _read_attempts(fields), fields.flag("reveal", default=False)
    retired = tuple(Retired(*entry) for entry in fields.placed_ids("retire", SLUG))
    lint_ignore = read_escapes(fields)
    status, reviews = read_status(fields)
    method, mastery_set = _read_method(fields)
    fields.finish()
    intro, items = _read_body(source, bank, first_line)
    quiz = Quiz(
        id=bank,
        title=title,
        kind=kind,
        mastery_score=mastery,
        draw=draw.count,
        blueprint=draw.blueprint,
        attempts=attempts,
        from_earlier=from_earlier or Fraction(0),
        from_recall=recall_default if from_recall is None else from_recall,
        reveal=reveal,
        items=items,
        retired=retired,
        intro=intro,
        path=source.path,
        span=source.span(1),
        language=language,
        lint_ignore=lint_ignore,
        aliases=aliases,
        written_id=written,
        status=status,
        reviews=reviews,
        mastery_method=method,
        mastery_set=mastery_set,
    )
    return with_defaults(quiz)


def _read_body(
    source: Source, bank: str, first_line: int
) -> tuple[Markdown | None, tuple[Item, ...]]:
    raw = source.lines[first_line - 1 :]
    has_end = first_line <= len(source.lines) + 1
    is_safe = has_end and check_limits(source, raw, first_line, _MOST)
    return read_items(source, bank, first_line) if is_safe else (None, ())


def _read_method(fields: Fields) -> tuple[MasteryMethod | None, tuple[Review, ...]]:
    has_method = fields.has("mastery_method")
    method = fields.word("mastery_method", _METHODS, "provisional") if has_method else None
    return method, read_reviews(fields, "mastery_set")


def read_file_id(source: Source, fields: Fields, label: str) -> str:
    """Return the id of a file that is named by it; `label` says what it is: `bank`, `scenario`."""
    stem = PurePosixPath(source.path).stem
    found = fields.slug("id", default=stem)
    if found != stem:
        message = f"This {label} calls itself `{found}`, but its file `{shorten(stem)}`"
        fields.report("id", message, rules.FILE_NAME)
    elif not SLUG.fullmatch(stem):
        message = f"`{shorten(stem)}` is not a usable id"
        source.report(yaml_rules.BAD_ID, 1, message)
    return found


def _read_attempts(fields: Fields) -> int | None:
    if fields.has("attempts") and fields.text("attempts") == "unlimited":
        return None
    return fields.integer("attempts", 1, _MOST, default=0, example="`unlimited`") or None


def _read_draw(fields: Fields) -> _Draw:
    entry = fields.mapping.entries.get("draw")
    if entry is None or not isinstance(entry[1], Listing):
        return _Draw(fields.integer("draw", 1, _MOST, default=0) or None, ())
    strata = []
    for child in fields.children("draw", "draw"):
        stratum = Stratum(
            count=child.integer("count", 1, _MOST),
            module=child.slug("module") or None,
            level=child.word("level", _LEVELS, "remember") if child.has("level") else None,
            type=child.word("type", _TYPES, "choice") if child.has("type") else None,
            span=child.here,
            paths=child.ids("paths", SLUG),
        )
        child.finish()
        strata.append(stratum)
    return _Draw(None, tuple(strata))
