"""The knowledge base: `modules/knowledge/`."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from coursewright.diagnostics import Span
from coursewright.model import (
    Fact,
    Framework,
    Knowledge,
    KnowledgeItem,
    Misconception,
    SourceDocument,
    Term,
)
from coursewright.reading.fields import Fields
from coursewright.reading.files import DATA_BYTES
from coursewright.reading.rules import course as rules
from coursewright.reading.rules import files as file_rules
from coursewright.reading.suggest import shorten
from coursewright.reading.words import read_words
from coursewright.reading.yaml_reader import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from coursewright.model import WordLists
    from coursewright.reading.files import Tree

_FOLDER = "modules/knowledge"
T = TypeVar("T", Fact, Framework, KnowledgeItem, Misconception, SourceDocument, Term)


def read_knowledge(
    tree: Tree, languages: Sequence[str]
) -> tuple[Knowledge, Mapping[str, WordLists]]:
    """Read the knowledge base and the word lists; a course without one has an empty one."""
    frameworks: list[Framework] = []
    parts: dict[str, Fields] = {}
    for path in tree.under(_FOLDER):
        name = PurePosixPath(path)
        is_framework = str(name.parent) == f"{_FOLDER}/frameworks"
        if not is_framework and not (str(name.parent) == _FOLDER and name.stem in _FILES):
            message = (
                "Expected `sources.yml`, `misconceptions.yml`, `glossary.yml`, `words.yml` "
                "or `frameworks/`"
            )
            tree.findings.add(file_rules.UNEXPECTED.at(Span(path), message))
            continue
        source = tree.read(path, DATA_BYTES)
        mapping = None if source is None or not source.text.strip() else read_yaml(source)
        if source is None or mapping is None:
            continue
        if is_framework:
            framework = _read_framework(Fields(source, mapping, "framework"))
            if framework.id:
                frameworks.append(framework)
        else:
            parts[name.stem] = Fields(source, mapping, f"`{name.name}`")
    knowledge = Knowledge(
        sources=_read_list(parts.get("sources"), "sources", _read_source, ("credits",)),
        frameworks=tuple(frameworks),
        misconceptions=_read_list(
            parts.get("misconceptions"), "misconceptions", _read_misconception
        ),
        terms=_read_list(
            parts.get("glossary"), "terms", lambda fields: _read_term(fields, languages)
        ),
    )
    _check_ids(tree, knowledge)
    return knowledge, read_words(parts.get("words"), languages)


_FILES = frozenset({"sources", "misconceptions", "glossary", "words"})


def _read_list(
    fields: Fields | None, key: str, read: Callable[[Fields], T], extra: tuple[str, ...] = ()
) -> tuple[T, ...]:
    if fields is None:
        return ()
    label = key.removesuffix("s")
    entries = [read(child) for child in fields.children(key, label, required=True)]
    fields.finish(*extra)
    return tuple(entry for entry in entries if entry.id)


def _identify(fields: Fields) -> str:
    return fields.reference("id", required=True) or ""


def _read_source(fields: Fields) -> SourceDocument:
    document = SourceDocument(
        id=_identify(fields),
        title=fields.text("title"),
        date=fields.text("date", required=False),
        language=fields.text("language"),
        span=fields.here,
    )
    fields.finish("original_language", "genre")
    return document


def _read_framework(fields: Fields) -> Framework:
    framework = Framework(
        id=_identify(fields),
        title=fields.text("title"),
        is_core=fields.flag("core", default=False),
        source=fields.reference("source", required=True) or "",
        lines=fields.text("lines", required=False),
        items=tuple(
            item for child in fields.children("items", "item") if (item := _read_item(child)).id
        ),
        context=_read_facts(fields, "context"),
        span=fields.here,
    )
    fields.finish("summary")
    return framework


def _read_item(fields: Fields) -> KnowledgeItem:
    item = KnowledgeItem(
        id=_identify(fields),
        name=fields.text("name"),
        facts=_read_facts(fields, "facts"),
        span=fields.here,
        letter=fields.text("letter", required=False) or None,
        number=fields.text("number", required=False) or None,
    )
    fields.finish()
    return item


def _read_facts(fields: Fields, key: str) -> tuple[Fact, ...]:
    facts = []
    for child in fields.children(key, "fact"):
        fact = Fact(
            id=_identify(child),
            kind=child.text("kind"),
            text=child.text("text"),
            caveat=child.text("caveat", required=False) or None,
            span=child.here,
            same_as=child.reference("same_as"),
        )
        child.finish()
        if fact.id:
            facts.append(fact)
    return tuple(facts)


def _read_misconception(fields: Fields) -> Misconception:
    misconception = Misconception(
        id=_identify(fields),
        item=fields.reference("item", required=True) or "",
        belief=fields.text("belief"),
        refuted_by=fields.ids("refuted_by"),
        refutation=fields.text("refutation"),
        span=fields.here,
    )
    fields.finish()
    return misconception


_LANGUAGE_NAMES = ("en", "fr", "de", "it", "ro", "es", "nl", "pl", "pt")


def _read_term(fields: Fields, languages: Sequence[str]) -> Term:
    codes = dict.fromkeys((*languages, *_LANGUAGE_NAMES))
    words = {
        code: word for code in codes if (word := fields.text(code, required=code in languages))
    }
    term = Term(
        id=_identify(fields),
        words=words,
        definition=fields.text("definition"),
        items=fields.ids("items"),
        span=fields.here,
    )
    fields.finish("group")
    return term


def _check_ids(tree: Tree, knowledge: Knowledge) -> None:
    items = [item for framework in knowledge.frameworks for item in framework.items]
    facts = [fact for framework in knowledge.frameworks for fact in framework.context]
    facts += [fact for item in items for fact in item.facts]
    kinds: tuple[Sequence[Fact | Framework | KnowledgeItem | Misconception | Term], ...] = (
        knowledge.frameworks,
        (*items, *facts),
        knowledge.misconceptions,
        knowledge.terms,
    )
    for entries in kinds:
        seen: dict[str, Span] = {}
        for entry in entries:
            if entry.id in seen:
                message = f"`{shorten(entry.id)}` is already given at {seen[entry.id]}"
                tree.findings.add(rules.KNOWLEDGE_ID.at(entry.span, message))
            else:
                seen[entry.id] = entry.span
