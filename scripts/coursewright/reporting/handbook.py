"""The handbook's page on records, written from the columns and the reasons themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright.records.reasons import FLAGS, ORDINARY, QUARANTINE, REJECTIONS
from coursewright.reporting.columns import (
    ATTEMPT_COLUMNS,
    COMPLETION_COLUMNS,
    WAITING_COLUMNS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coursewright.reporting.columns import Column

HEAD = """# Records and reports

*The tables of this page are generated from the program; a test compares them.*

## The training record

A learner's file `training-record.json` holds every attempt so far, in the order they were made.

```json
{
  "schema": "coursewright/training-record/1",
  "course": "https://training.example.com/demo",
  "exported": "2026-11-21T11:00:00.000Z",
  "declared_name": "Nadia Berg",
  "attempts": ["… attempt records …"]
}
```

An attempt record says which items were drawn and how the learner responded. It holds no score.

| field | meaning |
|---|---|
| `schema` | `coursewright/attempt/1` |
| `attempt` | id of the attempt, a UUID |
| `enrolment` | a personal link's token; `null` so far |
| `declared_name` | the name the learner typed, or `null` |
| `course`, `quiz`, `quiz_version`, `language` | what was taken, and exactly which version of it |
| `seq`, `previous` | number of the record in its profile, digest of the one before |
| `started`, `submitted`, `tz_offset` | UTC times of the device, its minutes east of UTC |
| `attestation` | the sentence the learner ticked, or `null` |
| `responses` | `item`, `response`, `ms` (time spent) of each drawn item, in drawn order |
| `client`, `sig` | the program's version; `none`: records are not signed yet |

## What an import says

| word | meaning |
|---|---|
| accepted | graded and counted |
| flagged | graded and counted, with a remark that is worth a look |
| duplicate | counted before |
| quarantined | kept with a reason, but not counted; all but conflicts are tried at each import |
| rejected | no training record, or damaged; the reason is logged |
"""


_FLAGS = (
    "Prompts to talk to a person, never a verdict. "
    + " and ".join(f"`{flag}`" for flag in sorted(ORDINARY))
    + " alone do not make a record *flagged*, and the workbook's cells leave them out."
)


def render_records_page() -> str:
    """Return the page as Markdown."""
    parts = [
        HEAD,
        _section("Flags", _FLAGS, FLAGS),
        _section("Reasons for quarantine", "Nothing is lost: the record is kept.", QUARANTINE),
        _section("Reasons for a rejection", "The file stays where it is.", REJECTIONS),
        "## Columns\n\n`completions.csv` and the sheet *Completions*:\n",
        _columns(COMPLETION_COLUMNS),
        "The sheet *Attempts* (workbook only):\n",
        _columns(ATTEMPT_COLUMNS),
        "The sheet *Not counted*: what waits in quarantine.\n",
        _columns(WAITING_COLUMNS),
    ]
    return "\n".join(parts)


def _section(title: str, lead: str, reasons: Mapping[str, str]) -> str:
    rows = "\n".join(f"| `{code}` | {text} |" for code, text in reasons.items())
    return f"## {title}\n\n{lead}\n\n| code | meaning |\n|---|---|\n{rows}\n"


def _columns(columns: Iterable[Column[Any]]) -> str:
    rows = "\n".join(f"| `{each.name}` | {each.title} | {each.meaning} |" for each in columns)
    return f"| in the CSV | in the workbook | meaning |\n|---|---|---|\n{rows}\n"
