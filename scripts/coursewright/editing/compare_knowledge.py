"""How what a course is about differs in two states: glossary, facts, misconceptions, word lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.editing.differences import either, order, pairs, text, values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coursewright.model import (
        Course,
        Fact,
        Framework,
        KnowledgeItem,
        Misconception,
        SourceDocument,
        Term,
        WordLists,
    )


def knowledge_changes(old: Course, new: Course) -> Iterator[tuple[str, str]]:
    """Yield (what it is, what happened to it)."""
    before, now = old.knowledge, new.knowledge
    for source, other_source in pairs(before.sources, now.sources):
        for told in _source(source, other_source):
            yield f"source {either(source, other_source).id}", told
    for framework, other in pairs(before.frameworks, now.frameworks):
        for told in _framework(framework, other):
            yield f"framework {either(framework, other).id}", told
    for belief, other_belief in pairs(before.misconceptions, now.misconceptions):
        for told in _misconception(belief, other_belief):
            yield f"misconception {either(belief, other_belief).id}", told
    for term, other_term in pairs(before.terms, now.terms):
        for told in _term(term, other_term):
            yield f"term {either(term, other_term).id}", told
    for told in _words(old.words, new.words):
        yield "words.yml", told


def _state(old: object | None) -> str:
    return "new" if old is None else "removed"


def _source(old: SourceDocument | None, new: SourceDocument | None) -> Iterator[str]:
    if old is None or new is None:
        yield f"{_state(old)}: {either(old, new).title}"
        return
    yield from values(
        {
            "title": (old.title, new.title),
            "date": (old.date, new.date),
            "language": (old.language, new.language),
        }
    )


def _framework(old: Framework | None, new: Framework | None) -> Iterator[str]:
    if old is None or new is None:
        yield f"{_state(old)}: {either(old, new).title}"
        return
    yield from values(
        {
            "title": (old.title, new.title),
            "belongs to the core": (old.is_core, new.is_core),
            "source": (old.source, new.source),
            "lines of the source": (old.lines, new.lines),
        }
    )
    for before, now in pairs(old.items, new.items):
        yield from _element(before, now)
    yield from order("elements", *([one.id for one in each.items] for each in (old, new)))
    for fact, other in pairs(old.context, new.context):
        yield from _fact(fact, other)


def _element(old: KnowledgeItem | None, new: KnowledgeItem | None) -> Iterator[str]:
    each = either(old, new)
    if old is None or new is None:
        yield f"element {each.id}: {_state(old)}: {each.name}"
        return
    yield from values(
        {
            f"element {each.id}, name": (old.name, new.name),
            f"element {each.id}, letter": (old.letter, new.letter),
            f"element {each.id}, number": (old.number, new.number),
        }
    )
    for before, now in pairs(old.facts, new.facts):
        yield from _fact(before, now)


def _fact(old: Fact | None, new: Fact | None) -> Iterator[str]:
    each = either(old, new)
    where = f"fact {each.id}"
    if old is None or new is None:
        yield f"{where}: {_state(old)}: {each.text}"
        return
    yield from text(where, old.text, new.text)
    yield from values(
        {
            f"{where}, kind": (old.kind, new.kind),
            f"{where}, same as": (old.same_as, new.same_as),
        }
    )
    yield from text(f"{where}, caveat", old.caveat, new.caveat)


def _misconception(old: Misconception | None, new: Misconception | None) -> Iterator[str]:
    if old is None or new is None:
        yield f"{_state(old)}: {either(old, new).belief}"
        return
    yield from text("belief", old.belief, new.belief)
    yield from text("refutation", old.refutation, new.refutation)
    yield from values(
        {
            "about": (old.item, new.item),
            "refuted by": (old.refuted_by, new.refuted_by),
        }
    )


def _term(old: Term | None, new: Term | None) -> Iterator[str]:
    if old is None or new is None:
        words = " · ".join(f"{name} {word}" for name, word in either(old, new).words.items())
        yield f"{_state(old)}: {words}"
        return
    languages = dict.fromkeys((*new.words, *old.words))
    yield from values({name: (old.words.get(name), new.words.get(name)) for name in languages})
    yield from text("definition", old.definition, new.definition)
    yield from values({"stands in": (old.items, new.items)})


def _words(old: Mapping[str, WordLists], new: Mapping[str, WordLists]) -> Iterator[str]:
    """Yield the words that a list gained and lost."""
    for language in sorted({*old, *new}):
        before = old[language].lists if language in old else {}
        now = new[language].lists if language in new else {}
        for name in dict.fromkeys((*now, *before)):
            gone = [word for word in before.get(name, ()) if word not in now.get(name, ())]
            come = [word for word in now.get(name, ()) if word not in before.get(name, ())]
            parts = [f"without {', '.join(gone)}"] * bool(gone)
            parts += [f"with {', '.join(come)}"] * bool(come)
            if parts:
                yield f"{language}, {name}: {'; '.join(parts)}"
