"""L15: films and sounds without captions or transcript."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.checks.support.phrases import has_phrase
from coursewright.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.checks.support.context import CheckContext
    from coursewright.diagnostics import Diagnostic

RULE: Final = Rule(
    code="L15",
    severity="error",
    title="Film or sound without captions or transcript",
    why=(
        "Who cannot hear it, or may not hear it at work, learns nothing. Who searches for a "
        "word does not find it."
    ),
    cure=(
        'Put `<track kind="captions" src="….vtt" srclang="en" label="English">` into it, and '
        'a transcript below: `??? note "Transcript"`.'
    ),
    basis="WCAG 2.2, 1.2.1 to 1.2.3 (A)",
)
RULES = (RULE,)


CAPTIONS: Final = frozenset({"captions", "subtitles"})


def check(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield a finding for each medium without captions, or on a page without a transcript."""
    words = context.words(context.course.language)["transcripts"]
    for text, markup in context.scanned:
        for number, tag in enumerate(markup.tags):
            if tag.name not in {"audio", "video"} or tag.is_closing:
                continue
            has_captions = False
            for inner in markup.tags[number + 1 :]:
                if inner.name == tag.name:
                    break
                kinds = {one.value.casefold() for one in inner.attributes if one.name == "kind"}
                has_captions |= inner.name == "track" and bool(kinds & CAPTIONS)
            if tag.name == "video" and not has_captions:
                yield RULE.at(text.place(tag.offset), "The film has no captions")
            if words and not has_phrase(text.text, words):
                yield RULE.at(text.place(tag.offset), f"`<{tag.name}>` has no transcript beside it")
