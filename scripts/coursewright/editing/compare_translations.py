"""How the translations of two states of a course differ."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coursewright.editing.wording import tell_count
from coursewright.generating.marks import source_texts
from coursewright.generating.translated import translated_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coursewright.model import Course, Module, Quiz, Translation


@dataclass(frozen=True, slots=True)
class _File:
    """One translated file."""

    words: Mapping[str, str]
    """Id of each translated item ("" for the rest of the file) -> its text."""
    current: frozenset[str]
    """Those that are marked as made from the source of that time."""
    items: frozenset[str]
    """Every item of its source, in a bank."""

    @property
    def translated(self) -> frozenset[str]:
        """The items that are translated."""
        return frozenset(self.words) - {""}


def translation_changes(old: Course, new: Course) -> Iterator[tuple[str, str]]:
    """Yield (language and what it is, what happened to its translation)."""
    languages = (one.language for one in (*new.translations, *old.translations))
    for language in dict.fromkeys(languages):
        before, now = _files(old, language), _files(new, language)
        for name in dict.fromkeys((*now, *before)):
            told = _told(before.get(name), now.get(name))
            if told:
                yield f"{language}: {name}", told


def _files(course: Course, language: str) -> dict[str, _File]:
    """Return name -> file, of everything that is translated into a language."""
    translation = next((one for one in course.translations if one.language == language), None)
    if translation is None:
        return {}
    texts = source_texts(_translated_only(translation))
    parts = translated_parts(course, language)
    items = {quiz.path: frozenset(item.id for item in quiz.items) for quiz in course.quizzes}
    found = {}
    for source, name in _names(course).items():
        if source in translation.files:
            path = translation.files[source]
            there = [part for part in parts if part.source == source and part.mark is not None]
            found[name] = _File(
                {part.item: " ".join(texts.get((path, part.item), ())) for part in there},
                frozenset(part.item for part in there if part.state == "current"),
                items.get(source, frozenset()),
            )
    return found


def _names(course: Course) -> dict[str, str]:
    """Return path -> what it is called, in the order of the course."""
    found = {}
    for module in course.modules:
        found[module.page.path] = f"module {module.id}"
        found |= {one.page.path: f"lesson {one.id}" for one in module.lessons}
    found |= {quiz.path: quiz.id for quiz in course.quizzes}
    found |= {one.path: f"scenario {one.id}" for one in course.scenarios}
    found |= {one.path: f"instrument {one.id}" for one in course.instruments}
    return found | {page.path: page.path for page in course.pages}


def _translated_only(translation: Translation) -> Course:
    """Return the course of a translation without the texts that stand in for missing ones."""
    course = translation.course
    return replace(
        course,
        modules=tuple(_own_objectives(module) for module in course.modules),
        quizzes=tuple(_own_intro(quiz) for quiz in course.quizzes),
    )


def _own_objectives(module: Module) -> Module:
    rows = (row for row in module.objectives if row.span.path == module.page.path)
    return replace(module, objectives=tuple(rows))


def _own_intro(quiz: Quiz) -> Quiz:
    is_own = quiz.intro is not None and quiz.intro.span.path == quiz.path
    return quiz if is_own else replace(quiz, intro=None)


def _told(old: _File | None, new: _File | None) -> str:
    """Say what happened to a file; "" for nothing."""
    if new is None:
        return "removed"
    if old is None:
        return f"new, with {_items(len(new.translated))} translated" if new.items else "new"
    both = new.words.keys() & old.words.keys()
    changed = {name for name in both if new.words[name] != old.words[name]}
    marked = (both - changed) & (new.current - old.current)
    counts = {
        "translated": len(new.translated - old.translated),
        "changed": len(changed - {""}),
        # What left the course itself is told there.
        "no longer translated": len((old.translated - new.translated) & new.items),
        "marked as up to date": len(marked - {""}),
    }
    told = [f"{count} {state}" for state, count in counts.items() if count]
    if told:
        count, _, state = told[0].partition(" ")
        told[0] = f"{_items(int(count))} {state}"
    return ", ".join([*told, *_head(old, new, is_marked="" in marked)])


def _head(old: _File, new: _File, *, is_marked: bool) -> Iterator[str]:
    """Say what happened to a file apart from its items."""
    what = "title and introduction" if new.items else ""
    if told := tell_count(old.words.get("", ""), new.words.get("", "")):
        yield f"{what}{': ' if what else ''}{told}"
    if is_marked:
        yield f"{what} marked as up to date".lstrip()


def _items(count: int) -> str:
    return "1 item" if count == 1 else f"{count} items"
