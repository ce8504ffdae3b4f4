"""Counts what the reviewer finds of flaws that were planted on purpose.

python -m tests.checks.writing.mutation --seed 1 --each 8
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.checks.writing.mutation import mutators_examples, mutators_pages
from tests.checks.writing.mutation.mutators import MUTATORS, Place
from tests.checks.writing.mutation.mutators_prose import PROSE_MUTATORS, Draft

from coursewright.checks.support.context import CheckContext
from coursewright.checks.writing import WRITING_CHECKS
from coursewright.diagnostics import Findings
from coursewright.pipeline import load_course
from coursewright.reading.modules import read_lesson
from coursewright.reading.source import make_source

if TYPE_CHECKING:
    from coursewright.model import Course, Lesson, Module, Published, Quiz

assert mutators_examples.mutator
assert mutators_pages.mutator  # importing them fills the register
ROOT = Path(__file__).parents[4]


@dataclass
class Score:
    """How one rule did."""

    planted: int = 0
    found: int = 0
    missed: list[str] = field(default_factory=list)
    """Items in which the flaw was not found."""
    alarms: list[str] = field(default_factory=list)
    """Findings of this rule that another rule's flaw does not justify: that flaw, and the item."""

    @property
    def false(self) -> int:
        """How many false alarms there were."""
        return len(self.alarms)

    @property
    def precision(self) -> float:
        """Share of right findings among all findings of the rule, 0..1; 1 where there are none."""
        every = self.found + self.false
        return self.found / every if every else 1.0

    @property
    def recall(self) -> float:
        """Share of the planted flaws that were found, 0..1."""
        return self.found / self.planted if self.planted else 0.0


def measure(seed: int, each: int) -> dict[str, Score]:
    """Plant up to `each` flaws of every rule in our own banks, one at a time, and count.

    Args:
        seed: the same seed gives the same flaws.
        each: flaws of each rule; fewer where fewer items are fit for it.
    """
    loaded = load_course(ROOT)
    assert loaded.course is not None
    scores = {code: Score() for code in MUTATORS}
    before = {
        quiz.id: _codes(loaded.course, loaded.published, quiz) for quiz in loaded.course.quizzes
    }
    for code, mutator in MUTATORS.items():
        rng = _chance(seed, code)
        places = [(quiz, item) for quiz in loaded.course.quizzes for item in quiz.items]
        rng.shuffle(places)
        for quiz, item in places:
            if scores[code].planted == each:
                break
            spoilt = mutator.plant(Place(loaded.course, quiz, item, rng))
            if spoilt is None:
                continue
            new = _codes(loaded.course, loaded.published, spoilt) - before[quiz.id]
            _count(scores, code, mutator.also, set(new), f"{quiz.id}/{item.id}")
    return scores


def measure_prose(seed: int, each: int) -> dict[str, Score]:
    """Plant up to `each` flaws of every rule about texts in our own lessons, and count.

    Args:
        seed: the same seed gives the same flaws.
        each: flaws of each rule; fewer where fewer lessons are fit for it.
    """
    loaded = load_course(ROOT)
    assert loaded.course is not None
    course = replace(loaded.course, quizzes=(), pages=())
    scores = {code: Score() for code in PROSE_MUTATORS}
    places = [(module, lesson) for module in course.modules for lesson in module.lessons]
    texts = {lesson.id: (ROOT / lesson.page.path).read_text("utf-8") for _, lesson in places}
    before = {
        lesson.id: _prose_codes(course, loaded.published, module, lesson, texts[lesson.id])
        for module, lesson in places
    }
    for code, mutator in PROSE_MUTATORS.items():
        rng = _chance(seed, code)
        seen = set(texts.values())
        # A flaw that fits few lessons is planted in each of them in several ways.
        for module, lesson in [
            one for _ in range(3 * each) for one in rng.sample(places, len(places))
        ]:
            if scores[code].planted == each:
                break
            text = mutator.plant(Draft(course, texts[lesson.id], rng))
            if text is None or text in seen:
                continue
            seen.add(text)
            new = _prose_codes(course, loaded.published, module, lesson, text) - before[lesson.id]
            _count(scores, code, mutator.also, set(new), lesson.id)
    return scores


def _chance(seed: int, code: str) -> random.Random:
    """Return a source of chance of a rule's own: a new rule changes no other's flaws."""
    return random.Random(f"{seed} {code}")  # noqa: S311 - it must be repeatable


def _count(
    scores: dict[str, Score], code: str, also: frozenset[str], new: set[str], place: str
) -> None:
    scores[code].planted += 1
    scores[code].found += code in new
    if code not in new:
        scores[code].missed.append(place)
    for other in new - also - {code}:
        if other in scores:
            scores[other].alarms.append(f"{place} ({code})")


def _prose_codes(
    course: Course, published: Published, module: Module, lesson: Lesson, text: str
) -> Counter[str]:
    """Return how often each rule speaks up about the text of one lesson."""
    source = make_source(lesson.page.path, text, Findings())
    spoilt = read_lesson(source, lesson.slug, module.id)
    small = replace(module, lessons=(spoilt,))
    context = CheckContext(
        replace(course, modules=(small,)), published, {lesson.page.path: source.lines}
    )
    return _run(context, "LPWA")


def _codes(course: Course, published: Published, quiz: Quiz) -> Counter[str]:
    """Return how often each rule speaks up about one bank."""
    return _run(CheckContext(replace(course, quizzes=(quiz,)), published), "QBFCGT")


def _run(context: CheckContext, letters: str) -> Counter[str]:
    """Run the rules of some families: what is about lessons has nothing to say about a bank."""
    checks = [one for one in WRITING_CHECKS if one.RULES[0].code[0] in letters]
    return Counter(finding.code for check in checks for finding in check.check(context))


def render_table(scores: dict[str, Score]) -> str:
    """Return the scores as a Markdown table."""
    titles = {rule.code: rule for check in WRITING_CHECKS for rule in check.RULES}
    lines = [
        "| rule | severity | planted | found | missed | false alarms | precision |",
        "|---|---|---|---|---|---|---|",
    ]
    for code, score in sorted(scores.items()):
        missed = score.planted - score.found
        row = (
            f"[{code}](../reference/checks.md#{code.lower()}) {titles[code].title}",
            titles[code].severity,
            *(str(number) for number in (score.planted, score.found, missed, score.false)),
            f"{score.precision:.0%}",
        )
        lines.append(f"| {' | '.join(row)} |")
    total = [
        sum(getattr(score, name) for score in scores.values()) for name in ("planted", "found")
    ]
    false = sum(score.false for score in scores.values())
    share = total[1] / (total[1] + false)
    lines.append(
        f"| all | | {total[0]} | {total[1]} | {total[0] - total[1]} | {false} | {share:.0%} |"
    )
    return "\n".join(lines)


def render_clean() -> str:
    """Return a sentence about what the reviewer finds in our own course as it stands."""
    loaded = load_course(ROOT, review=True)
    assert loaded.course is not None
    number = Counter(finding.severity for finding in loaded.findings)
    items = sum(len(quiz.items) for quiz in loaded.course.quizzes)
    lessons = sum(len(module.lessons) for module in loaded.course.modules)
    return (
        f"On the {items} items and {lessons} lessons of our course as they stand it finds "
        f"{number['error']} errors, {number['warning']} warnings and {number['info']} notes; "
        f"{len(loaded.findings.ignored)} findings are let pass for a reason."
    )
