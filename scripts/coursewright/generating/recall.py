"""Items generated from recall material: pure, and seeded by ids only.

The same source gives the same items and ids. Numbers in ids count entries (choice, blank) or
windows of entries (order, match) from the start of the list, so they survive an appended entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from coursewright.generating.canonical import digest, text_digest
from coursewright.generating.entries import (
    Entry,
    element,
    has_twins,
    meaning_text,
    tells,
    typed,
    with_meaning,
)
from coursewright.generating.stems import stems_of
from coursewright.generating.text import first_paragraph, plain_text, words
from coursewright.generating.windows import match_windows, order_windows
from coursewright.model import (
    Choice,
    FillIn,
    Item,
    Markdown,
    Matching,
    Option,
    Pair,
    Sequencing,
    TextBlank,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.generating.stems import Stems
    from coursewright.model import Course, Interaction, Module, PageSource, Recall, RecallEntry

DISTRACTORS: Final = 2
FROZEN_ID_LENGTH: Final = 70


def generate_items(course: Course) -> tuple[Item, ...]:
    """Return every item the recall material of a course gives, in the order of the lessons.

    Each belongs to the bank of its module's quiz. Modules without a quiz, or whose quiz is a
    record bank (its key would stand in the lesson), give none; neither does an entry whose
    generated id the bank holds already (frozen, edited) or has retired.
    """
    banks = {quiz.id: quiz for quiz in course.quizzes if quiz.kind == "practice"}
    items: list[Item] = []
    for module in course.modules:
        bank = banks.get(module.quiz or "")
        if bank is None:
            continue
        taken = {item.id for item in bank.items} | {retired.id for retired in bank.retired}
        for source in _sources(module, bank.id, course.language):
            items.extend(
                item for item in source.items() if not taken & {item.id, frozen_id(item.id)}
            )
    return tuple(items)


def frozen_id(item_id: str) -> str:
    """Return the id a generated item has once it is frozen: `letters~match~3` -> `letters-match-3`.

    Authors' ids are plain slugs, so that nobody mistakes a written item for a generated one.
    """
    return item_id.replace("~", "-")[:FROZEN_ID_LENGTH].rstrip("-")


@dataclass(frozen=True, slots=True)
class _Source:
    """One list or table with everything its items need."""

    recall: Recall
    bank: str
    topic: str
    lesson: str
    stems: Stems

    def items(self) -> Iterator[Item]:
        kinds = self.recall.kinds
        if "sequencing" in kinds and self.recall.is_ordered:
            yield from self._orders()
        if "matching" in kinds:
            yield from self._matches()
        if "fill-in" in kinds:
            yield from self._blanks()
        if "choice" in kinds:
            yield from self._choices()

    def _orders(self) -> Iterator[Item]:
        entries = self.recall.entries
        windows = order_windows(len(entries))
        for number, window in enumerate(windows, start=1):
            chosen = [entries[position] for position in window]
            elements = [self._markdown(element(entry)) for entry in chosen]
            if has_twins([element.text for element in elements]):
                continue  # Two equal elements have no right order.
            template = self.stems.order if len(windows) == 1 else self.stems.order_part
            lines = [self.stems.order_rationale.format(lesson=self.lesson), ""]
            lines += [self._line(entry) for entry in chosen]
            yield self._item(
                f"order~{number}",
                Sequencing(tuple(elements)),
                template.format(topic=self.topic, part=number),
                chosen,
                rationale="\n".join(lines),
            )

    def _matches(self) -> Iterator[Item]:
        windows = match_windows(len(self.recall.entries))
        for number, window in enumerate(windows, start=1):
            chosen = [self.recall.entries[position] for position in window]
            entries = [entry for entry in map(with_meaning, chosen) if entry is not None]
            meanings = [first_paragraph(entry.meaning.text) for entry in entries]
            twins = has_twins([entry.term.text for entry in entries]) or has_twins(meanings)
            if len(entries) < len(chosen) or twins:
                continue  # A row without a partner, or with two, cannot be matched.
            pairs = tuple(
                Pair(entry.term, self._markdown(meaning))
                for entry, meaning in zip(entries, meanings, strict=True)
            )
            template = self.stems.match if len(windows) == 1 else self.stems.match_part
            lines = [self.stems.match_rationale.format(lesson=self.lesson), ""]
            lines += [self._line(entry) for entry in chosen]
            yield self._item(
                f"match~{number}",
                Matching(pairs, ()),
                template.format(topic=self.topic, part=number),
                chosen,
                rationale="\n".join(lines),
            )

    def _blanks(self) -> Iterator[Item]:
        for number, raw in enumerate(self.recall.entries, start=1):
            entry = with_meaning(raw)
            accepted = typed(raw.term.text)
            if entry is None or accepted is None or tells(entry):
                continue
            template = self.stems.blank_letter if len(accepted) > 1 else self.stems.blank
            rationale = self.stems.blank_rationale.format(
                lesson=self.lesson, term=plain_text(raw.term.text)
            )
            yield self._item(
                f"blank~{number}",
                FillIn((TextBlank(accepted, is_exact=False, span=raw.term.span),)),
                template.format(topic=self.topic),
                [raw],
                body=f"{entry.meaning.text.strip()}\n\n[[#1]]",
                rationale=rationale,
            )

    def _choices(self) -> Iterator[Item]:
        entries = self.recall.entries
        for number, raw in enumerate(entries, start=1):
            entry = with_meaning(raw)
            if entry is None or tells(entry):
                continue
            distractors = self._siblings(number - 1)
            if len(distractors) < DISTRACTORS:
                continue
            options = [self._option(entry, self.stems.key_feedback, is_key=True)]
            options += [
                self._option(sibling, self.stems.distractor_feedback, is_key=False)
                for sibling in distractors
            ]
            yield self._item(
                f"choice~{number}",
                Choice(tuple(options), "single"),
                self.stems.choice.format(topic=self.topic),
                [entry, *distractors],
                body=entry.meaning.text.strip(),
            )

    def _siblings(self, position: int) -> list[Entry]:
        """Return two siblings, seeded, from the key's own group of neighbours.

        The group is the same one matching uses: it is cut from the start of the list, so an
        appended entry changes the distractors of the last group only.
        """
        entries = self.recall.entries
        windows = match_windows(len(entries))
        group = next((window for window in windows if position in window), range(0))
        seen = {words(entries[position].term.text), words(meaning_text(entries[position]))}
        siblings: list[Entry] = []
        for other in sorted(group, key=lambda place: self._rank(position, place)):
            sibling = with_meaning(entries[other])
            if other == position or sibling is None:
                continue
            faces = {words(sibling.term.text), words(sibling.meaning.text)}
            if faces & seen:
                continue  # An equal term or meaning would be a second key.
            seen |= faces
            siblings.append(sibling)
        return siblings[:DISTRACTORS]

    def _rank(self, position: int, other: int) -> str:
        return text_digest(f"{self.bank}|{self.recall.id}|{position}|{other}")

    def _option(self, entry: Entry, template: str, *, is_key: bool) -> Option:
        term = plain_text(entry.term.text)
        feedback = template.format(term=term, meaning=entry.meaning.text.strip())
        return Option(
            text=entry.term,
            credit=Fraction(int(is_key)),
            feedback=self._markdown(feedback),
            misconception=None,
            span=entry.term.span,
        )

    def _line(self, entry: RecallEntry) -> str:
        term = plain_text(entry.term.text)
        if entry.meaning is None:
            return f"- {term}"
        return self.stems.entry.format(term=term, meaning=first_paragraph(entry.meaning.text))

    def _markdown(self, text: str) -> Markdown:
        return Markdown(text, self.recall.span)

    def _item(
        self,
        suffix: str,
        interaction: Interaction,
        stem: str,
        entries: Sequence[RecallEntry | Entry],
        *,
        body: str | None = None,
        rationale: str | None = None,
    ) -> Item:
        terms = digest([plain_text(entry.term.text) for entry in entries])
        return Item(
            id=f"{self.recall.id}~{suffix}",
            bank=self.bank,
            interaction=interaction,
            stem=self._markdown(stem),
            body=self._markdown(body) if body else None,
            objective=self.recall.objective,
            evidence=self.recall.evidence,
            points=1,
            revision=1,
            is_shuffled=True,
            hint=None,
            rationale=self._markdown(rationale) if rationale else None,
            origin=self.recall.id,
            span=self.recall.span,
            attributes={"terms": terms},
        )


def _sources(module: Module, bank: str, language: str) -> Iterator[_Source]:
    stems = stems_of(language)
    pages: list[tuple[PageSource, str]] = [(module.page, module.title)]
    pages += [(lesson.page, lesson.title) for lesson in module.lessons]
    for page, title in pages:
        for recall in page.recalls:
            yield _Source(recall, bank, _topic(page, recall, title), title, stems)


def _topic(page: PageSource, recall: Recall, title: str) -> str:
    """Return the heading above a list; it says what the list is about better than an id."""
    above = [head for head in page.headings if head.span.line < recall.span.line]
    return plain_text(max(above, key=lambda head: head.span.line).text) if above else title
