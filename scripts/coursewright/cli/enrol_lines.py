"""What `course enrol` says to people and to programs. Links are secrets: they are never printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from coursewright.cli.common import plural
from coursewright.records.roster.aliases import FIELDS
from coursewright.records.roster.columns import compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from coursewright.cli.enrol import Settings
    from coursewright.records.links import PersonalLink
    from coursewright.records.roster import EnrolmentPlan, Problem, Roster

SHOWN_ROWS: Final = 10
GROUPS: Final = ("added", "changed", "deactivated", "reactivated", "unchanged")


def column_lines(roster: Roster) -> Iterator[str]:
    """Yield which columns were read as what, and which were not used."""
    if roster.columns:
        found = roster.columns
        words = [
            name if compact(name) == compact(found[name]) else f"{name} (“{found[name]}”)"
            for name in FIELDS
            if name in found
        ]
        yield "Columns: " + ", ".join(words)
    if roster.ignored:
        yield "Not used: " + ", ".join(f"“{title}”" for title in roster.ignored)


def problem_lines(path: Path, problems: Iterable[Problem]) -> Iterator[str]:
    """Yield each problem with its place; what many rows share stands in one line."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.severity, problem.text()), []).append(problem)
    for (severity, text), found in groups.items():
        yield f"{found[0].place(str(path))}: {severity}: {text}{_also(found)}"


def many_leavers_line(plan: EnrolmentPlan) -> str:
    """Return why nothing was done."""
    return (
        f"Nothing was changed: {len(plan.change.deactivated)} of {plan.active_before} active "
        "people are missing from the roster, or have left by it. If they really have, say "
        "--allow-many-leavers; if the roster lists newcomers only, say --only-new."
    )


def summary_lines(
    settings: Settings, roster: Roster, plan: EnrolmentPlan, links: Sequence[PersonalLink]
) -> Iterator[str]:
    """Yield what was done."""
    change = plan.change
    if settings.dry_run:
        yield "Nothing was written (--dry-run). This would happen:"
    counts = {
        "new": len(change.added),
        "changed": len(change.changed),
        "left": len(change.deactivated),
        "back again": len(change.reactivated),
        "as before": len(change.unchanged),
    }
    words = [f"{count} {word}" for word, count in counts.items() if count]
    yield f"{people_text(len(roster.people))} in {settings.roster.name}: {', '.join(words)}"
    if plan.kept and not settings.only_new:
        yield (f"Left as they are, because their rows are bad or could be: {', '.join(plan.kept)}")
    renewed = {link.person.employee_id for link in links}
    outdated = [name for name in plan.outdated if name not in renewed]
    if outdated:
        shown = f"{', '.join(outdated[:SHOWN_ROWS])}{_more(outdated)}"
        yield f"Their links still say the earlier path or language (see --reissue-for): {shown}"
    if not links:
        yield "Nobody needs a link. For a lost one: --reissue-for EMPLOYEE_ID"
        return
    day = links[0].expires.date().isoformat()
    yield (
        f"{plural(len(links), 'personal link')}, valid until {day}: "
        f"{settings.folder / 'links.csv'} for a mail merge, ready texts in "
        f"{settings.folder / 'texts'}"
    )
    without = [link.person.employee_id for link in links if not link.person.email]
    if without:
        yield f"Without an e-mail address: {', '.join(without[:SHOWN_ROWS])}{_more(without)}"
    if settings.reissue or settings.reissue_for:
        yield "Earlier links of these people keep working until they expire."


def enrol_value(
    settings: Settings,
    roster: Roster,
    plan: EnrolmentPlan | None,
    links: Sequence[PersonalLink] | None,
) -> str:
    """Return the outcome as JSON; `links` is None where nothing was done."""
    problems = (*roster.problems, *(plan.problems if plan else ()))
    change = {name: list(getattr(plan.change, name)) for name in GROUPS} if plan else None
    value: dict[str, Any] = {
        "roster": str(settings.roster),
        "is_written": links is not None and not settings.dry_run,
        "people": len(roster.people),
        "change": change,
        "kept": list(plan.kept) if plan else [],
        "outdated": list(plan.outdated) if plan else [],
        "links": [link.person.employee_id for link in links or ()],
        "folder": str(settings.folder) if links else None,
        "expires": links[0].expires.date().isoformat() if links else None,
        "columns": dict(roster.columns),
        "ignored_columns": list(roster.ignored),
        "problems": [
            {
                "row": each.row,
                "severity": each.severity,
                "column": each.column,
                "message": each.message,
            }
            for each in problems
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2)


def people_text(count: int) -> str:
    """Return `1 person`, `2 people`."""
    return "1 person" if count == 1 else f"{count} people"


def _also(found: Sequence[Problem]) -> str:
    others = [str(problem.row) for problem in found[1:]]
    if not others:
        return ""
    rows = "row" if len(others) == 1 else "rows"
    return f" (also in {rows} {', '.join(others[:SHOWN_ROWS])}{_more(others)})"


def _more(texts: Sequence[str]) -> str:
    return f" and {len(texts) - SHOWN_ROWS} more" if len(texts) > SHOWN_ROWS else ""
