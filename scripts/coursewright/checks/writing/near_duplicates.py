"""B03: stems that are nearly the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.prose import plain
from coursewright.checks.support.wording import content_words
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="B03",
    severity="warning",
    title="Two stems are nearly the same",
    why="Both may be drawn for one person, who then answers one item twice.",
    cure="Delete one, or give both the same `group`, from which one is drawn.",
    basis="house rule",
)
RULES = (RULE,)


ALIKE: Final = 0.75
FEWEST: Final = 4
"The words of meaning of a stem that can be compared."


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each stem that has three words in four of an earlier one of its bank."""
    for quiz in context.course.quizzes:
        words = context.words(quiz.language)
        seen: list[tuple[str, frozenset[str], str]] = []
        for item in quiz.items:
            body = plain(item.body.text) if item.body else ""
            content = content_words(f"{plain(item.stem.text)} {body}", words)
            group = item.attributes.get("group", "")
            if len(content) < FEWEST:
                continue
            for other, known, known_group in seen:
                alike = len(content & known) / len(content | known)
                if alike > ALIKE and not (group and group == known_group):
                    message = f"The stem of `{item.id}` is nearly that of `{other}`"
                    yield RULE.at(item.stem.span, message)
                    break
            seen.append((item.id, content, group))
