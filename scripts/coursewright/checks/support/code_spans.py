"""Which parts of a Markdown text are code, so that an example of HTML is not taken for HTML.

Conservative on purpose: a stretch counts as code only where every reading of the text agrees.
A doubtful stretch is scanned like everything else; a harmless false alarm is mended with a
fence, whereas a script that is mistaken for code would be published.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

FENCE: Final = re.compile(r"^(?P<indent>[ >]*)(?P<fence>`{3,}|~{3,})[ ]*(?P<info>[^`\n]*)$")
# What the engine accepts after a fence: a language, then options; anything else is no fence.
INFO: Final = re.compile(r"^(?:[\w#.+-]*|\{[^{}\n]*\}|[\w#.+-]+[ ]+[\w-]+=\"[^\"\n]*\")[ ]*$")
TICKS: Final = re.compile(r"`+")
# Elements whose content the engine copies as raw HTML when one opens a line.
RAW_BLOCK: Final = re.compile(
    r"^[ \t>*+\-\d.)]*<(?P<name>address|article|aside|blockquote|body|button|canvas|center|dd"
    r"|details|div|dl|dt|fieldset|figcaption|figure|footer|form|frameset|h[1-6]|head|header"
    r"|hgroup|html|iframe|legend|li|main|math|menu|nav|noscript|object|ol|output|p|pre|progress"
    r"|script|section|style|summary|svg|table|tbody|td|tfoot|th|thead|title|tr|ul|video)\b"
    r"(?P<rest>[^>\n]*)",
    re.IGNORECASE | re.MULTILINE,
)


def mask_code(text: str) -> str:
    """Return the text with code replaced by spaces: same length, same lines, same columns."""
    without_fences = _mask_fences(text)
    spans = list(_inline_spans(without_fences))
    masked = _blank(without_fences, spans)
    raw = list(_raw_ranges(masked))
    if not raw:
        return masked
    # Inside raw HTML a backtick is only a backtick.
    outside = [span for span in spans if not any(low <= span[0] < high for low, high in raw)]
    return _blank(without_fences, outside)


def fenced_lines(lines: list[str]) -> frozenset[int]:
    """Return the numbers (from 0) of the lines that belong to a closed fenced code block."""
    inside: set[int] = set()
    unclosed: set[tuple[str, str]] = set()  # bounds the search: one look at the end per fence
    number = 0
    while number < len(lines):
        opening = FENCE.match(lines[number])
        end = None
        if opening and INFO.match(opening["info"]):
            fence = (opening["indent"], opening["fence"])
            if fence not in unclosed:
                end = _fence_end(lines, number, *fence)
                if end == len(lines):
                    unclosed.add(fence)
                    end = None
        if end is None:
            number += 1
        else:
            inside.update(range(number, end + 1))
            number = end + 1
    return frozenset(inside)


def _fence_end(lines: list[str], start: int, indent: str, fence: str) -> int | None:
    """Return the closing line; the number of lines where there is none; None for no fence."""
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if line.strip() and not line.startswith(indent):
            return None  # the engine gives up here, and so the block is no code
        if line[len(indent) :].rstrip() == fence:
            return number
    return len(lines)


def _mask_fences(text: str) -> str:
    lines = text.split("\n")
    inside = fenced_lines(lines)
    return "\n".join(
        " " * len(line) if number in inside else line for number, line in enumerate(lines)
    )


def _inline_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the code spans that no other way of cutting the text into paragraphs would move.

    A backtick left open on a line may be closed on a later line of the same paragraph, which
    would turn inside and outside round; after one, no line counts as code up to a blank line.
    """
    is_settled = True
    # The end of an element with a `markdown` attribute counts even between backticks, and what
    # follows it is cut anew.
    cuts = "</" if "markdown" in text.lower() else "<!--"
    start = 0
    for line in text.split("\n"):
        if not line.strip():
            is_settled = True
        spans, is_open = _line_spans(line)
        if "<!--" in line or "-->" in line or cuts in line:
            is_open = True  # a backtick inside a comment is no backtick
            spans = []
        if is_settled:
            yield from ((start + low, start + high) for low, high in spans)
        is_settled = is_settled and not is_open
        start += len(line) + 1


def _line_spans(line: str) -> tuple[list[tuple[int, int]], bool]:
    """Return the code spans of one line, and whether a run of backticks is left over.

    Nothing behind a left-over run counts: the engine also tries a part of it as the opening.
    """
    runs = list(TICKS.finditer(line))
    spans: list[tuple[int, int]] = []
    position = 0
    while position < len(runs):
        opening = runs[position]
        is_escaped = line[: opening.start()].endswith("\\")
        closing = None if is_escaped else _closing(runs, position)
        if closing is None:
            return spans, True
        spans.append((opening.start(), runs[closing].end()))
        position = closing + 1
    return spans, False


def _closing(runs: list[re.Match[str]], position: int) -> int | None:
    length = len(runs[position][0])
    # A bound for hostile lines: a code span with 200 other runs inside is none of an author's.
    later = range(position + 1, min(len(runs), position + 200))
    return next((number for number in later if len(runs[number][0]) == length), None)


def _raw_ranges(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches that the engine copies as raw HTML, backticks included."""
    position = 0
    while opening := RAW_BLOCK.search(text, position):
        if re.search(r"\bmarkdown\b", opening["rest"], re.IGNORECASE):
            position = opening.end()
            continue
        position = _close_of(text, opening["name"], opening.start("name") - 1)
        yield opening.start(), position


def _close_of(text: str, name: str, start: int) -> int:
    """Return where the element that opens at `start` is closed; the end of the text if never."""
    depth = 0
    for tag in re.compile(rf"<(/?){name}\b", re.IGNORECASE).finditer(text, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return len(text)


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    position = 0
    for start, end in spans:
        pieces.append(text[position:start])
        pieces.append(" " * (end - start))
        position = end
    pieces.append(text[position:])
    return "".join(pieces)
