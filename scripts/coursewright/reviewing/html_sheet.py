"""A review sheet as one HTML file: it opens from a stick or a mail, and asks no server anything."""

from __future__ import annotations

import base64
import hashlib
import html
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import markdown

from coursewright.reviewing.checklist import ITEM_QUESTIONS, LESSON_QUESTIONS, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from coursewright.reviewing.sheet import Entry, Sheet

SAVED_SCHEMA: Final = "coursewright/review-sheet/1"
INTRODUCTION: Final = (
    "Please read each text as somebody who knows the work. Mark a verdict, and write what you "
    "would change and why. Then press “Save my comments” and send the saved file back."
)
# Whatever could lead away from the sheet; `plain_links` has kept the words of good links.
_LINKS: Final = (
    "reference",
    "link",
    "image_link",
    "image_reference",
    "short_reference",
    "short_image_ref",
    "autolink",
    "automail",
)
_BLOCKS: Final = (
    "indent",
    "code",
    "hashheader",
    "setextheader",
    "hr",
    "olist",
    "ulist",
    "quote",
    "reference",
)
KEYS_WARNING: Final = (
    "This sheet shows the right answers. Do not pass it on to anybody who will take the course."
)


def render_html(sheet: Sheet, open_comments: Mapping[str, Sequence[str]]) -> str:
    """Return the sheet as a page of its own, with its style and script inside.

    Args:
        sheet: what to show.
        open_comments: target -> comments that others have made and nobody has settled.
    """
    style, script = _resource("sheet.css"), _resource("sheet.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    title = _text(f"Review: {sheet.title}")
    parts = [
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_text(policy)}">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        '<meta name="robots" content="noindex">',
        f"<title>{title}</title><style>{style}</style></head>",
        f'<body data-schema="{SAVED_SCHEMA}" data-sheet="{_text(sheet.name)}"><main>',
        f"<h1>{title}</h1><p>{_text(sheet.course)}</p>",
        *_head(sheet),
        *(
            part
            for number, entry in enumerate(sheet.entries, 1)
            for part in _entry(number, entry, sheet.language, open_comments.get(entry.target, ()))
        ),
        "</main>",
        '<div class="bar"><button type="button" id="save">Save my comments</button> ',
        f'<span id="status" role="status"></span></div><script>{script}</script></body></html>\n',
    ]
    return "\n".join(parts)


def _head(sheet: Sheet) -> Iterator[str]:
    yield f'<p class="warning"><strong>{_text(KEYS_WARNING)}</strong></p>'
    yield f"<p>{_text(INTRODUCTION)}</p>"
    if any(not entry.is_lesson for entry in sheet.entries):
        yield "<h2>Ask yourself of each question</h2>"
        yield _list(ITEM_QUESTIONS)
    if any(entry.is_lesson for entry in sheet.entries):
        yield "<h2>Ask yourself of each lesson</h2>"
        yield _list(LESSON_QUESTIONS)
    yield '<fieldset class="who"><legend>You</legend>'
    yield '<label for="by">Your name</label><input id="by" type="text" autocomplete="name">'
    yield '<label for="on">Date</label><input id="on" type="date">'
    yield '<p class="screen"><label for="load">Go on with comments you have saved</label>'
    yield '<input id="load" type="file" accept=".json,application/json"></p></fieldset>'


def _entry(number: int, entry: Entry, language: str, comments: Sequence[str]) -> Iterator[str]:
    name = f"entry-{number}"
    kind = "entry lesson" if entry.is_lesson else "entry"
    yield (
        f'<section class="{kind}" data-target="{_text(entry.target)}" '
        f'data-digest="{entry.digest}" aria-labelledby="{name}">'
    )
    yield f'<p class="id">{number} · <code>{_text(entry.target)}</code> · {_text(entry.kind)} · '
    yield f"{_text(entry.status)}</p>"
    yield f'<div lang="{_text(language)}"><h2 id="{name}">{_inline(entry.title)}</h2>'
    yield from _content(entry)
    yield "</div>"
    if comments:
        yield '<p class="meta">Already said, and not settled yet:</p>'
        yield f"<ul>{''.join(f'<li>{_text(comment)}</li>' for comment in comments)}</ul>"
    yield f"<fieldset><legend>Your verdict on {number}</legend><div class='verdicts'>"
    for verdict in VERDICTS:
        yield (
            f'<label><input type="radio" name="{name}-verdict" value="{_text(verdict)}"> '
            f"{_text(verdict)}</label>"
        )
    yield f'</div><label for="{name}-comment">What would you change, and why?</label>'
    yield f'<textarea id="{name}-comment"></textarea></fieldset></section>'


def _content(entry: Entry) -> Iterator[str]:
    if entry.objective:
        yield f'<p class="meta">Objective: {_inline(entry.objective)}</p>'
    if entry.body:
        yield _blocks(entry.body)
    if entry.options:
        yield from _options(entry)
    if entry.key:
        yield f'<p class="mark">Key</p>{_list(entry.key)}'
    for label, text in (("Hint", entry.hint), ("Rationale", entry.rationale)):
        if text:
            yield f'<p class="mark">{label}</p>{_blocks(text)}'
    if entry.evidence:
        yield f'<p class="mark">The key rests on</p>{_list(entry.evidence)}'


def _options(entry: Entry) -> Iterator[str]:
    yield '<ul class="options">'
    for option in entry.options:
        yield '<li class="is-key">' if option.is_key else "<li>"
        yield f'<p><span class="mark">{_text(option.mark)}:</span> {_inline(option.text)}</p>'
        if option.feedback:
            yield f'<p class="feedback">Feedback: {_inline(option.feedback)}</p>'
        if option.belief:
            yield f'<p class="belief">Stands for: {_inline(option.belief)}</p>'
        yield "</li>"
    yield "</ul>"


def _list(texts: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{_inline(text)}</li>' for text in texts)}</ul>"


def _blocks(text: str) -> str:
    """Return Markdown as HTML; raw HTML in it is shown, never obeyed."""
    # A heading of the text stands below that of its entry.
    lines = ["#" + line if line.startswith("##") else line for line in text.split("\n")]
    opened = "\n".join(line.replace("??? ", "!!! ", 1) for line in lines)
    return _converter(is_inline=False).reset().convert(opened)


def _inline(text: str) -> str:
    """Return one line of Markdown as HTML; `1. First` stays as it is."""
    block = _converter(is_inline=True).reset().convert(" ".join(text.split()))
    return block.removeprefix("<p>").removesuffix("</p>")


@lru_cache
def _converter(*, is_inline: bool) -> markdown.Markdown:
    extensions = [] if is_inline else ["admonition", "tables", "def_list", "attr_list"]
    converter = markdown.Markdown(extensions=extensions)
    converter.preprocessors.deregister("html_block")
    for name in ("html", *_LINKS):
        converter.inlinePatterns.deregister(name)
    for name in _BLOCKS if is_inline else ("reference",):
        converter.parser.blockprocessors.deregister(name)
    return converter


def _resource(name: str) -> str:
    return files("coursewright.reviewing").joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}"


def _text(text: str) -> str:
    return html.escape(text)
