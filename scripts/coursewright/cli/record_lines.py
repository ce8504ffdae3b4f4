"""What `course records` says to people: one line a file, and why for whatever needs a look."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Final

from coursewright.cli.common import plural
from coursewright.records.grading import score_text
from coursewright.records.reasons import FLAGS, remarkable, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from fractions import Fraction
    from pathlib import Path

    from coursewright.records.ledger import LedgerAttempt, QuarantinedRecord
    from coursewright.records.verify import Verdict

ORDER: Final = ("accepted", "flagged", "duplicate", "quarantined", "rejected")
RESULTS: Final = {True: "passed", False: "failed", None: "completed"}
NO_NAME: Final = "(no name)"
MAX_NAME: Final = 40
"""Characters of a name in a file name: with four bytes each, the whole stays under 255 bytes."""


def verdict_lines(path: Path, verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield what became of one file."""
    yield f"{path}: {totals(verdicts)}"
    flags = _flags(verdicts)
    if flags:
        yield "  flags: " + ", ".join(f"{flag} ({count})" for flag, count in sorted(flags.items()))
    for verdict in verdicts:
        if verdict.status not in {"rejected", "quarantined"}:
            continue
        (reason,) = verdict.reasons
        text = sentence(reason)
        detail = f" [{verdict.message}]" if verdict.message not in {"", text} else ""
        yield f"  {verdict.status} ({reason}): {_whose(verdict)}{text}{detail}"


def closing_lines(outcome: Sequence[tuple[Path, Sequence[Verdict]]]) -> Iterator[str]:
    """Yield the sum of all files, and the meaning of each flag that was met."""
    verdicts = [verdict for _, each in outcome for verdict in each]
    if not verdicts:
        yield "No training records found."
        return
    yield f"{plural(len(verdicts), 'record')}: {totals(verdicts)}"
    for flag in sorted(_flags(verdicts)):
        yield f"  {flag}: {FLAGS[flag]}"


def skipped_line(skipped: Sequence[Path]) -> str:
    """Return the line about files in folders that cannot be training records by their name."""
    names = ", ".join(str(path) for path in skipped)
    return f"Skipped {plural(len(skipped), 'file')} whose name does not end in .json: {names}"


def totals(verdicts: Iterable[Verdict]) -> str:
    """Return `2 accepted, 1 rejected`."""
    counts = Counter(verdict.status for verdict in verdicts)
    return ", ".join(f"{counts[status]} {status}" for status in ORDER if counts[status])


def attempt_lines(attempts: Iterable[LedgerAttempt]) -> Iterator[str]:
    """Yield one line for each attempt that counts."""
    for each in attempts:
        when = each.submitted.strftime("%Y-%m-%d %H:%M")
        words = (when, each.name or NO_NAME, each.quiz, percent(each.score), RESULTS[each.passed])
        yield "  ".join(words)


def waiting_lines(waiting: Iterable[QuarantinedRecord]) -> Iterator[str]:
    """Yield one line for each record in quarantine."""
    for each in waiting:
        when = each.submitted[:16].replace("T", " ")
        yield (
            f"not counted: {when}  {each.name or NO_NAME}  {each.quiz}  {each.file_name}\n"
            f"  {each.reason}: {sentence(each.reason)}"
        )


def result_name(attempt: LedgerAttempt) -> str:
    """Return the name of a result file: readable for HR, and unlike any other."""
    # Letters, marks and digits of every script stay; nothing that a folder or a shell understands.
    kept = (char if unicodedata.category(char)[0] in "LMN" else " " for char in attempt.name or "")
    who = "-".join("".join(kept).split())[:MAX_NAME] or "no-name"
    return f"result-{who}-{attempt.quiz}-{attempt.attempt}.json"


def percent(score: Fraction | None) -> str:
    """Return a score for people: `83.3 %`, `-` for none."""
    return "-" if score is None else f"{float(score_text(score)) * 100:.1f} %"


def _flags(verdicts: Iterable[Verdict]) -> Counter[str]:
    return Counter(
        flag
        for verdict in verdicts
        if verdict.status == "flagged"
        for flag in remarkable(verdict.reasons)
    )


def _whose(verdict: Verdict) -> str:
    attempt = verdict.attempt
    if attempt is None:
        return ""
    when = attempt.submitted.strftime("%Y-%m-%d %H:%M")
    return f"{attempt.declared_name or NO_NAME}, {attempt.quiz}, {when}: "
