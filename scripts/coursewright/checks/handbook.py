"""The handbook's page of check codes, written from the rules themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.diagnostics import Rule

# Letter of a code -> heading and introduction of its section.
SECTIONS: Final = {
    "F": ("Files", "Names, types, sizes and encodings of the files in the course folder."),
    "Y": ("Data", "YAML files, and the block between two `---` lines at the top of a page."),
    "P": ("Pages", "The syntax of lessons and other pages."),
    "M": ("Modules", "Folders, modules, lessons, objectives and paths."),
    "Q": ("Quizzes", "Banks, items, keys and draws."),
    "L": ("Links", "Links, anchors, pictures and the addresses of pages."),
    "A": ("Accessibility", "What learners with a screen reader or a keyboard need."),
    "S": ("Safety", "What must never reach a learner's browser."),
    "K": ("Knowledge", "Sources, evidence and the coverage of what the course promises."),
    "V": ("Versions", "Edits that would lose the progress or the records of learners."),
}
SEVERITIES: Final = {
    "error": "Error: the course is not built.",
    "warning": "Warning: the course is built; `course check --strict` fails.",
    "info": "Note.",
}
INTRODUCTION: Final = """\
# Check codes

<!-- Generated from the rules; tests/checks/test_handbook.py rewrites it. -->

`course check` reads the whole course and prints every finding with its file, line and cure:

```text
quizzes/resolved.md:14:1: Q151 error: `person-first` has 2 options marked `[x]` instead of one
    ## A caller shouts. What comes first? { #person-first }
    ^
  = hint: Mark exactly one option with `[x]`. Where several are right, add `type=multi` \
to the heading.
```

`course check --explain Q151` prints the entry of one code, `course check --list-rules` all codes.
"""


def render_rules(rules: Iterable[Rule]) -> str:
    """Return the page as Markdown: a section per family of codes, a heading per code."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    parts = [INTRODUCTION]
    for letter, (title, introduction) in SECTIONS.items():
        family = [rule for rule in ordered if rule.code.startswith(letter)]
        if family:
            parts.append(f"## {title}\n\n{introduction}\n")
            parts += [_entry(rule) for rule in family]
    return "\n".join(parts)


def render_rule(rule: Rule) -> str:
    """Return one rule as plain text for a terminal."""
    return (
        f"{rule.code} {rule.severity}: {rule.title}\n\n"
        f"Why it matters: {rule.why}\n\n"
        f"How to mend it: {rule.cure}"
    )


def render_list(rules: Iterable[Rule]) -> str:
    """Return one line per rule: code, severity, title."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    return "\n".join(f"{rule.code}  {rule.severity:<7}  {rule.title}" for rule in ordered)


def _entry(rule: Rule) -> str:
    return (
        f"### {rule.code}: {rule.title} {{ #{rule.code.lower()} }}\n\n"
        f"{SEVERITIES[rule.severity]}\n\n"
        f"**Why it matters.** {rule.why}\n\n"
        f"**How to mend it.** {rule.cure}\n"
    )
