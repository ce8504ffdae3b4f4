"""What of the sources the course teaches and asks: framework by framework, row by row."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coursewright.generating.blueprint import count_fitting
from coursewright.generating.recall import generate_items

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coursewright.model import Course, Framework, Item, KnowledgeItem, Quiz


@dataclass(frozen=True, slots=True)
class PartCoverage:
    """One element of a framework."""

    id: str
    name: str
    lessons: tuple[str, ...]
    """Full ids (`module/lesson`) of the lessons that cover it, in course order."""
    practice: int
    """Items of practice banks, and blocks of recall material, that rest on one of its facts."""
    record: int
    """Items of record banks that rest on one of its facts."""
    facts: int
    unseen: tuple[str, ...]
    """Ids of facts that no lesson covers and no item rests on."""


@dataclass(frozen=True, slots=True)
class FrameworkCoverage:
    """One framework."""

    id: str
    title: str
    is_core: bool
    is_taught: bool
    parts: tuple[PartCoverage, ...]
    context: int
    """Facts around the framework, which belong to no element."""
    unasked_context: tuple[str, ...]
    """Those on which no item rests."""

    @property
    def covered(self) -> int:
        """How many elements a lesson covers."""
        return sum(bool(part.lessons) for part in self.parts)


@dataclass(frozen=True, slots=True)
class RowCoverage:
    """One row of a blueprint."""

    quiz: str
    module: str | None
    level: str | None
    type: str | None
    paths: tuple[str, ...]
    """Empty: every path."""
    drawn: int
    available: int
    """Items that fit the row; rows may share items."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole course."""

    frameworks: tuple[FrameworkCoverage, ...]
    rows: tuple[RowCoverage, ...]
    items: int
    """Authored items in all banks."""


def measure_coverage(course: Course) -> Coverage:
    """Return what a course teaches and asks of its knowledge base, however unfinished it is."""
    generated = generate_items(course)
    lessons: dict[str, list[str]] = defaultdict(list)
    for module in course.modules:
        for lesson in module.lessons:
            for name in dict.fromkeys(lesson.covers):
                lessons[name].append(f"{module.id}/{lesson.id}")
    evidence = _Evidence(course)
    return Coverage(
        frameworks=tuple(
            _framework(each, course, lessons, evidence) for each in course.knowledge.frameworks
        ),
        rows=tuple(row for quiz in course.quizzes for row in _rows(quiz, course, generated)),
        items=sum(len(quiz.items) for quiz in course.quizzes),
    )


class _Evidence:
    """Which facts are asked, and how often each element of a framework is."""

    def __init__(self, course: Course) -> None:
        owners = {
            fact.id: part.id
            for framework in course.knowledge.frameworks
            for part in framework.items
            for fact in part.facts
        }
        self.facts: set[str] = set()
        self.practice: Counter[str] = Counter()
        self.record: Counter[str] = Counter()
        for counter, facts in _asked(course, self):
            self.facts.update(facts)
            counter.update({owners[fact] for fact in facts if fact in owners})


def _asked(course: Course, evidence: _Evidence) -> Iterator[tuple[Counter[str], Iterable[str]]]:
    for quiz in course.quizzes:
        counter = evidence.record if quiz.kind == "record" else evidence.practice
        for item in quiz.items:
            yield counter, item.evidence
    for module in course.modules:
        for page in (module.page, *(lesson.page for lesson in module.lessons)):
            for recall in page.recalls:
                yield evidence.practice, recall.evidence


def _framework(
    framework: Framework, course: Course, lessons: dict[str, list[str]], evidence: _Evidence
) -> FrameworkCoverage:
    return FrameworkCoverage(
        id=framework.id,
        title=framework.title,
        is_core=framework.is_core,
        is_taught=not course.teaches or framework.id in course.teaches,
        parts=tuple(_part(each, lessons.get(each.id, []), evidence) for each in framework.items),
        context=len(framework.context),
        unasked_context=tuple(
            fact.id for fact in framework.context if fact.id not in evidence.facts
        ),
    )


def _part(part: KnowledgeItem, lessons: list[str], evidence: _Evidence) -> PartCoverage:
    unseen = () if lessons else (fact.id for fact in part.facts if fact.id not in evidence.facts)
    return PartCoverage(
        id=part.id,
        name=part.name,
        lessons=tuple(lessons),
        practice=evidence.practice[part.id],
        record=evidence.record[part.id],
        facts=len(part.facts),
        unseen=tuple(unseen),
    )


def _rows(quiz: Quiz, course: Course, generated: Sequence[Item]) -> Iterator[RowCoverage]:
    offered = list(quiz.items)
    if quiz.from_recall:
        offered += [item for item in generated if item.bank == quiz.id]
    for row in quiz.blueprint:
        yield RowCoverage(
            quiz=quiz.id,
            module=row.module,
            level=row.level,
            type=row.type,
            paths=row.paths,
            drawn=row.count,
            available=count_fitting(offered, row, course),
        )
