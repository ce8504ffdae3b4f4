"""Plants one known flaw in a worked example or another dialogue of a lesson."""

from __future__ import annotations

import re
from typing import Final

from tests.checks.writing.mutation.mutators_prose import LONGER, Draft, inserted, mutator

STEP: Final = re.compile(r"\*\*[A-Z] \u2013 [^*]*?(?:\. (?P<who>[A-Z]\w+:))?\*\*")
FADED: Final = re.compile(r"\*\*(?P<who>\w+) \((?P<step>[A-Z])\):\*\*")
PROMPT: Final = re.compile(r"\*\*Stop and think:\*\*[^\n]*\n")
PAST: Final = re.compile(r"\[(?P<text>[^\]]*)\]\(#with-gaps\)")
LONG_TURN: Final = (
    "Yes, of course, and then you go down the hall, and you turn to the left, and you knock at the "
    "third door, and you ask for Ana, and she looks it up."
)


def _one(draft: Draft, pattern: re.Pattern[str], new: str) -> str | None:
    """Return the text with one of the pattern's places changed."""
    places = list(pattern.finditer(draft.text))
    if not places:
        return None
    match = draft.rng.choice(places)
    return draft.text[: match.start()] + match.expand(new) + draft.text[match.end() :]


@mutator("W01", "W03")
def _no_step(draft: Draft) -> str | None:
    return _one(draft, STEP, r"**Noor:**")


@mutator("W02")
def _no_prompt(draft: Draft) -> str | None:
    pattern, new = draft.rng.choice(
        [(PROMPT, ""), (re.compile(r'\?\?\? note "Model'), '!!! note "Model')]
    )
    return _one(draft, pattern, new)


@mutator("W03")
def _other_steps(draft: Draft) -> str | None:
    if "**Gap 1**" not in draft.text:
        return None
    pattern, new = draft.rng.choice(
        [
            (FADED, r"**\g<who>:**"),
            (re.compile(r" {4}\*\*Gap \d\*\*\n"), ""),
            (FADED, r"**\g<who> (D):**"),
        ]
    )
    return _one(draft, pattern, new)


@mutator("W04", "L11")
def _silent_mistake(draft: Draft) -> str | None:
    title = draft.rng.choice(["In a hurry", "At the till", "On the telephone"])
    return inserted(draft, f'!!! failure "{title}"\n    You do not look up. "Next, please."')


@mutator("W05", "P02", "P05", "L03")
def _speech(draft: Draft) -> str | None:
    who = draft.rng.choice(["Ana", "Mr Bell", "You"])
    return inserted(draft, f'!!! example "In the hall"\n    **{who}:** "{LONG_TURN}"')


@mutator("W06")
def _no_way_past(draft: Draft) -> str | None:
    new = [r"\g<text>", "", r"[\g<text>](#in-short-not)", r"[\g<text>](../../glossary.md)"]
    return _one(
        draft, PAST, draft.rng.choice([*new, r"[Look it up](../../help.md)", "It is below"])
    )


@mutator("L07", "W01", "W03", "W06", more=LONGER)
def _gap_first(draft: Draft) -> str | None:
    first = draft.text.find("\n## ")
    title = draft.rng.choice(["A first try", "Can you say it?"])
    box = f'\n!!! example "{title}"\n    **Ana:** "Good evening!"\n\n    **Gap 1**\n'
    return draft.text[:first] + box + draft.text[first:]
