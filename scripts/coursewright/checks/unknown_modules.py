"""M225: modules of a path or blueprint that do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import did_you_mean
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic, Span

RULE: Final = Rule(
    code="M225",
    severity="error",
    title="Module that does not exist",
    why=("A path would have a gap, or an assessment would leave out a whole part of the course."),
    cure="Use the `id:` of a module, as its `index.md` gives it, for example `m04`.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every module that is named but does not exist."""
    for owner, name, span in _uses(context):
        if name not in context.modules:
            hint = did_you_mean(name, context.modules, RULE.cure)
            yield RULE.at(
                context.place(span, name),
                f"{owner} names the module `{name}`, which does not exist",
                hint,
            )


def _uses(context: CheckContext) -> Iterator[tuple[str, str, Span]]:
    for path in context.course.paths:
        for name in (*path.modules, *path.optional):
            yield f"the path `{path.id}`", name, path.span
    for module in context.course.modules:
        for name in module.after:
            yield f"`after` of the module `{module.id}`", name, module.span
    for quiz in context.course.quizzes:
        for row in quiz.blueprint:
            if row.module is not None:
                yield f"the blueprint of `{quiz.id}`", row.module, row.span
