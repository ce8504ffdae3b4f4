"""L301: links to pages and files that do not exist."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import closest
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.checks.support.links import LocalLink
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="L301",
    severity="error",
    title="Link to something that does not exist",
    why="A learner who follows the link lands on an error page.",
    cure="Correct the file name. Links are relative to the page they stand on: "
    "`[R and E](02-person-first.md)`, `[module 3](../03-golden-rule/index.md)`.",
)
RULES = (RULE,)


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for every relative link whose target is neither a page nor a file."""
    for link in context.local_links:
        is_known = link.path in context.linkable
        if not (is_known or link.link.is_image or link.is_outside or not link.is_publishable):
            message = f"the link leads to `{link.path}`, which does not exist"
            yield RULE.at(link.link.span, message, _hint(context, link))


def _hint(context: CheckContext, link: LocalLink) -> str | None:
    near = _quiz_page(context, link) or closest(link.path, context.linkable)
    return f"Did you mean `{link.written(near)}`?" if near else None


def _quiz_page(context: CheckContext, link: LocalLink) -> str | None:
    """Return the bank behind the address `quiz/` of a module, which has no `quiz.md`."""
    for module in context.course.modules:
        if link.path == f"{posixpath.dirname(module.page.path)}/quiz.md":
            quiz = context.quizzes.get(module.quiz or "")
            return quiz.path if quiz else None
    return None
