"""Every sentence that generated items speak, in one place and keyed by language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Stems:
    """Templates of one language; `{topic}` is the heading or lesson the list belongs to."""

    order: str
    order_part: str
    match: str
    match_part: str
    blank: str
    blank_letter: str
    choice: str
    key_feedback: str
    distractor_feedback: str
    order_rationale: str
    match_rationale: str
    blank_rationale: str
    entry: str


ENGLISH: Final = Stems(
    order="Put these entries of “{topic}” in the right order",
    order_part="Put these entries of “{topic}” in the right order (part {part})",
    match="Match each entry of “{topic}” with its meaning",
    match_part="Match each entry of “{topic}” with its meaning (part {part})",
    blank="Which entry of “{topic}” is described here? Type its name",
    blank_letter="Which entry of “{topic}” is described here? Type its letter or its name",
    choice="Which entry of “{topic}” is described here?",
    key_feedback="Yes, that describes “{term}”: {meaning}",
    distractor_feedback="No. “{term}” means something else: {meaning}",
    order_rationale="This is the order in the lesson “{lesson}”:",
    match_rationale="The lesson “{lesson}” says what each of them means:",
    blank_rationale="The lesson “{lesson}” calls it “{term}”.",
    entry="- **{term}**: {meaning}",
)

STEMS: Final[Mapping[str, Stems]] = {"en": ENGLISH}


def stems_of(language: str) -> Stems:
    """Return the sentences of a language tag (`en-GB` uses `en`); English where there are none."""
    return STEMS.get(language.partition("-")[0].lower(), ENGLISH)
