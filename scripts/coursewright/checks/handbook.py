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
    "I": ("Languages", "Translated files, compared with the files that they translate."),
    "V": ("Versions", "Edits that would lose the progress or the records of learners."),
    "R": ("Reviews", "Who has read what, when it is due again, and what experts have found."),
    "X": ("Escapes", "Entries of `lint-ignore`, which let a rule of writing pass for a reason."),
}
# The reviewer's rules have a letter and two digits, as in the writing guidelines.
WRITING_SECTIONS: Final = {
    "A": ("Writing: accessibility", "What learners with a disability need, beyond the markup."),
    "B": ("Writing: banks", "What can only be seen in a whole bank."),
    "C": ("Writing: coverage", "Whether lessons and items rest on what the sources say."),
    "F": ("Writing: feedback", "Feedback that explains."),
    "G": ("Writing: sources", "Claims and their sources."),
    "I": ("Writing: languages", "Translations of lessons and items."),
    "L": ("Writing: lessons", "Lessons that people can learn from."),
    "P": ("Writing: plain language", "Texts that everybody understands at first reading."),
    "Q": ("Writing: items", "Items that test what they should, and cannot be guessed."),
    "S": ("Writing: scenarios", "Decisions with consequences."),
    "T": ("Writing: standards", "Where the line between passed and failed comes from."),
    "W": ("Writing: worked examples", "Examples that show each step."),
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

A code with three digits is about **structure**: the course would not work. One with two digits
is the **reviewer's**: the course works, but is harder to read, to learn from, or easier to guess
than it need be. The reviewer speaks in `course check`, `course build --strict` and
`course publish`, when the structure has no error. Where one of its rules does not fit, let it
pass, with a reason, in the front matter of the file:

```yaml
lint-ignore:
  Q11 person-first: "The word is the customer's own, quoted in the stem."
```

What is ignored is counted, and listed by `course check --ignored`. `course check --fix` mends
what needs no thought. A program that judges writing is wrong at times:
[how often, was measured](../explanation/how-good-is-the-reviewer.md). All that we ask of writing
is listed in the [writing guidelines](writing-guidelines.md).
"""


def render_rules(rules: Iterable[Rule]) -> str:
    """Return the page as Markdown: a section per family of codes, a heading per code."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    parts = [INTRODUCTION]
    for sections, length in ((SECTIONS, 4), (WRITING_SECTIONS, 3)):
        for letter, (title, introduction) in sections.items():
            family = [rule for rule in ordered if rule.code[0] == letter]
            family = [rule for rule in family if len(rule.code) == length]
            if family:
                parts.append(f"## {title}\n\n{introduction}\n")
                parts += [_entry(rule) for rule in family]
    return "\n".join(parts)


def render_rule(rule: Rule) -> str:
    """Return one rule as plain text for a terminal."""
    basis = f"\n\nBasis: {rule.basis}" if rule.basis else ""
    return (
        f"{rule.code} {rule.severity}: {rule.title}\n\n"
        f"Why it matters: {rule.why}\n\n"
        f"How to mend it: {rule.cure}{basis}"
    )


def render_list(rules: Iterable[Rule]) -> str:
    """Return one line per rule: code, severity, title."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    return "\n".join(f"{rule.code}  {rule.severity:<7}  {rule.title}" for rule in ordered)


def _entry(rule: Rule) -> str:
    basis = f"\n**Basis.** {rule.basis}\n" if rule.basis else ""
    return (
        f"### {rule.code}: {rule.title} {{ #{rule.code.lower()} }}\n\n"
        f"{SEVERITIES[rule.severity]}\n\n"
        f"**Why it matters.** {rule.why}\n\n"
        f"**How to mend it.** {rule.cure}\n{basis}"
    )
