"""The word lists of the writing rules: ours, changed by `modules/knowledge/words.yml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from coursewright.model import WordLists
from coursewright.reading.rules import yaml as rules
from coursewright.reading.suggest import did_you_mean, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coursewright.reading.fields import Fields

LANGUAGES = ("en", "de", "fr", "it", "ro")
"""The languages that we have lists for; of others no word is checked."""
PARTS = ("items", "prose")
"""The files of a language: what item writing looks for, and what plain language looks for."""


@cache
def default_words(language: str) -> WordLists:
    """Return our lists of a language; of a language we have none for, empty ones."""
    base = language.partition("-")[0]
    lists: dict[str, tuple[str, ...]] = {}
    if base in LANGUAGES:
        for part in PARTS:
            text = files("coursewright").joinpath(f"words/{part}.{base}.yml").read_text("utf-8")
            # Every entry is text: `no`, `yes` and `true` are words here.
            entries: dict[str, list[str]] = yaml.load(text, Loader=yaml.BaseLoader) or {}  # noqa: S506
            lists |= {name: tuple(words) for name, words in entries.items()}
    return WordLists(base, lists)


def read_words(fields: Fields | None, languages: Sequence[str]) -> Mapping[str, WordLists]:
    """Return language -> lists, with what the course adds and removes.

    Args:
        fields: `modules/knowledge/words.yml`, such as `en: {idioms: {add: [touch base]}}`.
        languages: the course's languages.
    """
    words = {language: default_words(language) for language in languages}
    if fields is None:
        return words
    for language in languages:
        block = fields.child(language, f"the lists of `{language}`")
        if block is not None:
            words[language] = _changed(block, words[language])
    fields.finish()
    return words


def _changed(block: Fields, words: WordLists) -> WordLists:
    lists = dict(words.lists)
    for name in block.mapping.entries:
        change = block.child(name, f"the list `{name}`")
        if change is None:
            continue
        if name not in lists:
            hint = did_you_mean(name, lists)
            key, _ = block.mapping.entries[name]
            place = block.source.span(key.line, key.column)
            message = f"There is no list `{shorten(name)}`"
            block.source.report(rules.UNKNOWN_KEY, place, message, hint)
        gone = {entry.casefold() for entry in change.texts("remove")}
        kept = [entry for entry in lists.get(name, ()) if entry.casefold() not in gone]
        for entry in sorted(gone.difference(known.casefold() for known in lists.get(name, ()))):
            change.report("remove", f"`{shorten(entry)}` is not in our list `{name}`")
        lists[name] = (*kept, *change.texts("add"))
        change.finish()
    return WordLists(words.language, lists)
