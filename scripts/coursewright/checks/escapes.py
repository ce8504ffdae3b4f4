"""`lint-ignore`: lets findings of the reviewer pass where an author gives a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.hints import did_you_mean
from coursewright.diagnostics import Ignored, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic, Escape, Span

SHORTEST_REASON: Final = 15
NO_REASON: Final = Rule(
    code="X101",
    severity="error",
    title="Escape without a reason",
    why="Next year nobody knows any more whether the exception was thought about or only handy.",
    cure="Write why the rule does not fit here, in 15 characters or more.",
)
USELESS: Final = Rule(
    code="X102",
    severity="warning",
    title="Escape that silences nothing",
    why="It would hide a later mistake that nobody has thought about.",
    cure="Delete the entry of `lint-ignore`, or correct its code and item.",
)
NOT_ALLOWED: Final = Rule(
    code="X103",
    severity="error",
    title="Escape of a rule that knows no exception",
    why=(
        "Rules of structure keep the course working, and an error of writing needs a reason for "
        "each item."
    ),
    cure=(
        "Escape rules with a letter and two digits only, such as `Q07`, and errors with their "
        "item: `Q03 item-id`."
    ),
)
RULES: Final = (NO_REASON, USELESS, NOT_ALLOWED)


def apply_escapes(
    context: CheckContext, findings: Iterable[Diagnostic], rules: Mapping[str, Rule]
) -> tuple[list[Diagnostic], list[Ignored]]:
    """Split findings of the writing rules into those that count and those that are ignored.

    Args:
        context: the course, with its escapes.
        findings: what the writing rules found.
        rules: code -> rule, of the rules that may be escaped.

    Returns:
        The findings that count, those about bad escapes included, and the ignored ones.
    """
    kept: list[Diagnostic] = []
    escapes = list(_escapes(context))
    good = [(path, escape) for path, escape in escapes if _is_good(escape, rules)]
    kept += [found for _, escape in escapes if (found := _complaint(escape, rules))]
    ranges = dict(_item_ranges(context))
    ignored: list[Ignored] = []
    used: set[Escape] = set()
    for finding in findings:
        for path, escape in good:
            if finding.code == escape.code and _covers(path, escape, finding.span, ranges):
                ignored.append(Ignored(finding, escape.reason))
                used.add(escape)
                break
        else:
            kept.append(finding)
    kept += [
        USELESS.at(escape.span, f"`{_key(escape)}` silences nothing")
        for _, escape in good
        if escape not in used
    ]
    return kept, ignored


def _escapes(context: CheckContext) -> Iterator[tuple[str, Escape]]:
    """Yield every escape with the path of the file it is for; course-wide ones with ""."""
    course = context.course
    yield from (("", escape) for escape in course.lint_ignore)
    for module in course.modules:
        yield from ((module.page.path, escape) for escape in module.lint_ignore)
        for lesson in module.lessons:
            yield from ((lesson.page.path, escape) for escape in lesson.lint_ignore)
    for quiz in course.quizzes:
        yield from ((quiz.path, escape) for escape in quiz.lint_ignore)
    for instrument in course.instruments:
        yield from ((instrument.path, escape) for escape in instrument.lint_ignore)
    for scenario in course.scenarios:
        yield from ((scenario.path, escape) for escape in scenario.lint_ignore)


def _key(escape: Escape) -> str:
    return f"{escape.code} {escape.target}".strip()


def _is_good(escape: Escape, rules: Mapping[str, Rule]) -> bool:
    return _complaint(escape, rules) is None


def _complaint(escape: Escape, rules: Mapping[str, Rule]) -> Diagnostic | None:
    rule = rules.get(escape.code)
    if rule is None:
        hint = did_you_mean(escape.code, rules, NOT_ALLOWED.cure)
        return NOT_ALLOWED.at(escape.span, f"`{escape.code}` cannot be escaped", hint)
    if rule.severity == "error" and not escape.target:
        return NOT_ALLOWED.at(escape.span, f"`{escape.code}` is an error: name the item")
    if len(escape.reason.strip()) < SHORTEST_REASON:
        return NO_REASON.at(escape.span, f"`{_key(escape)}` has no reason")
    return None


def _item_ranges(context: CheckContext) -> Iterator[tuple[tuple[str, str], tuple[int, int]]]:
    """Yield (path, id of an item or node) -> first line and the line after its last one."""
    course = context.course
    files = [
        *((quiz.path, [(item.id, item.span) for item in quiz.items]) for quiz in course.quizzes),
        *((one.path, [(node.id, node.span) for node in one.nodes]) for one in course.scenarios),
    ]
    for path, parts in files:
        ends = [*(span.line for _, span in parts[1:]), 1_000_000][: len(parts)]
        for (name, span), end in zip(parts, ends, strict=True):
            yield (path, name), (span.line, end)


def _covers(
    path: str, escape: Escape, place: Span, ranges: Mapping[tuple[str, str], tuple[int, int]]
) -> bool:
    if not path:
        return place.path == (escape.target or place.path)
    if place.path != path:
        return False
    if not escape.target:
        return True
    start, end = ranges.get((path, escape.target), (0, 0))
    return start <= place.line < end
