"""The handbook's table of columns, written from the aliases themselves."""

from __future__ import annotations

from coursewright.records.roster.aliases import FIELDS, STRONG, WEAK


def render_columns() -> str:
    """Return the table as Markdown."""
    rows = [
        f"| `{name}` | {meaning} | {_words(STRONG.get(name, ()))} | {_words(WEAK.get(name, ()))} |"
        for name, meaning in FIELDS.items()
    ]
    head = "| field | meaning | recognised headers | without those also |\n|---|---|---|---|\n"
    return head + "\n".join(rows) + "\n"


def _words(aliases: tuple[str, ...]) -> str:
    return ", ".join(aliases)
