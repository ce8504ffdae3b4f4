"""Plants one known flaw in what stands on a page beside its sentences: boxes, links, pictures."""

from __future__ import annotations

import re
from typing import Final

from tests.checks.writing.mutation.mutators_prose import LONGER, Draft, inserted, mutator

GERMAN: Final = (
    "Guten Tag, ich bin für Sie da.",
    "Das ist nicht weit von der Tür.",
    "Die Kasse ist zum Glück nicht mehr weit.",
)
ROMANCE: Final = (
    "Le client est dans la salle avec sa valise.",
    "Il cliente non è nella sala con la valigia.",
    "Clientul nu este în sală cu valiza.",
)
LONG: Final = (
    "Characteristically unenthusiastic representatives underestimate uncomplicated conversations. "
    "Straightforwardness communicates professionalism, trustworthiness, attentiveness. "
    "Organisational responsibilities comprehensively strengthen acknowledgements. "
)
PASSIVE: Final = (
    "A door is opened. The guest is greeted. A seat was offered. The coat is taken. "
    "Tea is brought. The bill was paid. A key is handed over. "
    "A taxi is called. The bags were carried. "
)
FILM: Final = '<video src="hall.mp4" controls></video>'
TRACK: Final = '<track kind="captions" src="hall.vtt" srclang="en" label="English">'


@mutator("L06", "L07", "W01", "W02", "W03")
def _no_activity(draft: Draft) -> str | None:
    old, new = draft.rng.choice([("!!! example", "!!! note"), ('"Do this today"', '"Later"')])
    return draft.text.replace(old, new)


def _is_quoted(text: str, place: int) -> bool:
    """Tell whether a place of a line stands between quotation marks."""
    return text.count('"', text.rfind("\n", 0, place) + 1, place) % 2 == 1


@mutator("L08")
def _no_link(draft: Draft) -> str | None:
    words = {
        term.id.removeprefix("term."): re.sub(r" \(.*\)", "", term.words["en"])
        for term in draft.course.knowledge.terms
    }
    every = list(re.finditer(r"\[([^\]]+)\]\(\.\./\.\./glossary\.md#([a-z-]+)\)", draft.text))
    first = {match[2]: match for match in reversed(every)}
    # Where a lesson has too many terms, one link less mends as much as it spoils.
    if len(first) > 5:
        return None
    # Only where the text itself says the word of the glossary is it a term without its link.
    links = [
        match
        for match in first.values()
        if words[match[2]] in match[1].lower() and not _is_quoted(draft.text, match.start())
    ]
    if not links:
        return None
    match = draft.rng.choice(links)
    return draft.text[: match.start()] + match[1] + draft.text[match.end() :]


@mutator("L14", "L03")
def _bare_picture(draft: Draft) -> str | None:
    alt = draft.rng.choice(["A desk beside a door", "Two cups", "A red bike"])
    return inserted(draft, f"![{alt}](desk.svg)")


@mutator("L15")
def _silent(draft: Draft) -> str | None:
    transcript = '\n\n??? note "Transcript"\n    "Good morning!"'
    film = FILM.replace("></video>", f">{TRACK}</video>")
    return inserted(draft, draft.rng.choice([FILM, film, FILM + transcript]))


@mutator("P03", "P01", "P02", "P05", "L10", "L11", more=LONGER)
def _long_words(draft: Draft) -> str | None:
    return inserted(draft, LONG * draft.rng.choice([3, 4, 5]))


@mutator("P04", "L10", "L11", "P11", more=LONGER)
def _passives(draft: Draft) -> str | None:
    return inserted(draft, PASSIVE * draft.rng.choice([3, 4]))


@mutator("A10", "P01", "P02", "P11", "L11")
def _foreign(draft: Draft) -> str | None:
    return inserted(draft, draft.rng.choice([*GERMAN, *ROMANCE]))
