"""The handbook's page on attacks, written from the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.records.attacks.catalogue import ATTACKS, GROUPS, UNSTOPPABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.records.attacks.case import Attack

HEAD = """# Attacks on records

*This page is generated from the tests; a test compares it.*

What learners and strangers can try with records and personal links, and what becomes of it.
Each of these {count} attacks is run against the real verifier and a real ledger by the tests in
`tests/records/attacks`. [Records and reports](records.md#verdicts) explains the statuses and codes.
HR has keys in all of these cases, so that a record without a link is flagged `without-link`.

A flag does not refuse anything. The record counts, and the flag asks you to talk to a person.

## What nobody can stop

{unstoppable}
Both look like an honest record in every respect. Before you decide anything by a record, read
[what the records prove](../explanation/what-records-prove.md#two-attacks-nobody-can-stop).
"""

TAIL = """## Beyond the list

A fuzzer changes honest records at random: types, fields, nesting, responses, times, versions,
links, keys. It signs them again as a forger would, and verifies them. An oracle that shares no
code with the verifier says when a record may count: it is signed by its device exactly as it
stands, its link is byte for byte one of HR's, and score and flags follow from tables of right
answers.

Each run of the tests takes 100,000 records. A million, with seed 1, took 268 s on one core: no
exception, no false acceptance.

```text
python tests/records/fuzz.py --count 1000000 --seed 1
```

The tests also take checks out of the verifier, one at a time, and see that the oracle notices.
"""


def render_page() -> str:
    """Return the page as Markdown."""
    unstoppable = "".join(f"- {attack.sentence}\n" for attack in UNSTOPPABLE)
    parts = [HEAD.format(count=len(ATTACKS), unstoppable=unstoppable)]
    parts += [_table(title, attacks) for title, attacks in GROUPS.items()]
    return "\n".join([*parts, TAIL])


def _table(title: str, attacks: Iterable[Attack]) -> str:
    rows = "".join(
        f"| {attack.sentence} | {_end(attack)} | {_codes(attack)} |\n" for attack in attacks
    )
    return f"## {title}\n\n| attack | what becomes of it | why |\n|---|---|---|\n{rows}"


def _end(attack: Attack) -> str:
    """Return the statuses, in the order in which the records arrive."""
    if not attack.is_stopped:
        return "**accepted**"
    statuses = [words.split()[0] for words in attack.imported or attack.verdicts]
    if attack.patterns:
        statuses = ["flagged"]
    return ", then ".join(dict.fromkeys(statuses))


def _codes(attack: Attack) -> str:
    """Return the codes that the attack gets, or why it comes to nothing."""
    if not attack.is_stopped:
        return "cannot be stopped"
    if attack.note:
        return attack.note
    return ", ".join(f"`{code}`" for code in dict.fromkeys(_all_codes(attack)))


def _all_codes(attack: Attack) -> Iterator[str]:
    yield from sorted(attack.patterns)
    for words in () if attack.patterns else attack.imported or attack.verdicts:
        yield from words.split()[1:]
