"""The handbook's page on records, written from the columns and the reasons themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from coursewright.records.reasons import FLAGS, ORDINARY, QUARANTINE, REJECTIONS
from coursewright.reporting.columns import (
    ATTEMPT_COLUMNS,
    COMPLETION_COLUMNS,
    OVERVIEW_COLUMNS,
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
| `enrolment` | the token of the learner's personal link, or `null` |
| `declared_name` | the name the learner typed, or `null`; always `null` with a personal link |
| `course`, `quiz`, `quiz_version`, `language` | what was taken, and exactly which version of it |
| `seq`, `previous` | number of the record in its profile, digest of the one before |
| `started`, `submitted`, `tz_offset` | UTC times of the device, its minutes east of UTC |
| `attestation` | the sentence the learner ticked, or `null` |
| `responses` | `item`, `response`, `ms` (time spent) of each drawn item, in drawn order |
| `client` | the program and its version |
| `device` | the browser's public key (P-256): `x`, `y` in base64url; `null`: not signed |
| `sig` | ES256 signature (`r`, `s`: 64 bytes in base64url), or `none` |

The signature is over the record's canonical JSON without `sig`. Further fields are allowed; they
are signed like the rest, and mean nothing. Records made before there were signatures have no
`device`.

## What an import says

| word | meaning |
|---|---|
| accepted | graded and counted |
| flagged | graded and counted, with a remark that is worth a look |
| duplicate | counted before |
| quarantined | kept with a reason, but not counted; all but conflicts are tried at each import |
| rejected | no training record, damaged, or forged; the reason is logged |

## Verdicts

The checks run in the order of this table, and the first that finds something decides. A verdict
follows from four things: the record, your list of keys, the banks, and the time of receipt. The
same four always give the same verdict. [The attacks](attacks.md) are tested against it.

"""

VERDICTS: Final[tuple[tuple[str, str, tuple[str, ...], str], ...]] = (
    (
        "The file is no training record, or not a whole one.",
        "rejected",
        ("not-utf8", "not-json", "too-large", "too-many", "not-a-record", "unknown-schema"),
        "Ask for the file `training-record.json`.",
    ),
    (
        "The training record holds nothing yet.",
        "rejected",
        ("empty",),
        "Nothing. The learner has not finished a quiz.",
    ),
    (
        "The record is not as the format says.",
        "rejected",
        (
            "missing-field",
            "bad-field",
            "bad-text",
            "duplicate-key",
            "not-an-integer",
            "number-too-large",
            "too-deep",
        ),
        "Ask the learner to download it again.",
    ),
    (
        "It belongs to another course.",
        "quarantined",
        ("wrong-course",),
        "Import it with the folder of that course.",
    ),
    (
        "The device's signature does not fit the record.",
        "rejected",
        ("bad-signature",),
        "Ask the learner to download it again. If it stays so, talk to them.",
    ),
    (
        "The personal link is damaged, or of another course.",
        "rejected",
        ("bad-enrolment",),
        "Send the learner their link again.",
    ),
    (
        "The personal link was made with a key you do not have.",
        "quarantined",
        ("unknown-key",),
        "Add the colleague's key to `keys.json`, and import again.",
    ),
    (
        "The personal link names your key, and is not signed with it.",
        "rejected",
        ("forged-enrolment",),
        "Talk to whoever sent it.",
    ),
    (
        "The key of the personal link was revoked before the record arrived.",
        "quarantined",
        ("key-revoked",),
        "Send the learner a new link, and ask for a new attempt.",
    ),
    (
        "You do not have this version of the quiz.",
        "quarantined",
        ("unknown-version",),
        "Get `quizzes/.archive` from the trainer, and import again.",
    ),
    (
        "It lists an item twice, or one that the quiz does not have.",
        "rejected",
        ("item-twice", "item-not-in-bank"),
        "Ask the learner to download it again.",
    ),
    (
        "The very same record is here already.",
        "duplicate",
        (),
        "Nothing.",
    ),
    (
        "Another record has the same attempt number and another content.",
        "quarantined",
        ("conflict",),
        "Talk to the learner. A new attempt settles it.",
    ),
    (
        "Everything fits, and there is a remark.",
        "flagged",
        (),
        "Read the [flag](#flags), and talk to the person if you need to. It counts.",
    ),
    (
        "Everything fits.",
        "accepted",
        (),
        "Nothing. It counts.",
    ),
)


_FLAGS = (
    "Prompts to talk to a person, never a verdict. In a record without a personal link, "
    + " and ".join(f"`{flag}`" for flag in sorted(ORDINARY))
    + " alone do not make a record *flagged*, and the workbook's cells leave them out."
)


def render_records_page() -> str:
    """Return the page as Markdown."""
    parts = [
        HEAD + _verdicts(),
        _section("Flags", _FLAGS, FLAGS),
        _section("Reasons for quarantine", "Nothing is lost: the record is kept.", QUARANTINE),
        _section("Reasons for a rejection", "The file stays where it is.", REJECTIONS),
        "## Columns\n\n`completions.csv` and the sheet *Completions*:\n",
        _columns(COMPLETION_COLUMNS),
        "The sheet *Attempts* (workbook only):\n",
        _columns(ATTEMPT_COLUMNS),
        "The sheet *Overview*: each person once, by their status in the whole course.\n",
        _columns(OVERVIEW_COLUMNS),
        "The sheet *Not counted*: what waits in quarantine.\n",
        _columns(WAITING_COLUMNS),
    ]
    return "\n".join(parts)


def _verdicts() -> str:
    rows = (
        f"| {what} | {status} | {', '.join(f'`{code}`' for code in codes)} | {cure} |"
        for what, status, codes, cure in VERDICTS
    )
    return "| what is found | status | reason | what you do |\n|---|---|---|---|\n" + _lines(rows)


def _lines(rows: Iterable[str]) -> str:
    return "".join(f"{row}\n" for row in rows)


def _section(title: str, lead: str, reasons: Mapping[str, str]) -> str:
    rows = "\n".join(f"| `{code}` | {text} |" for code, text in reasons.items())
    return f"## {title}\n\n{lead}\n\n| code | meaning |\n|---|---|\n{rows}\n"


def _columns(columns: Iterable[Column[Any]]) -> str:
    rows = "\n".join(f"| `{each.name}` | {each.title} | {each.meaning} |" for each in columns)
    return f"| in the CSV | in the workbook | meaning |\n|---|---|---|\n{rows}\n"
