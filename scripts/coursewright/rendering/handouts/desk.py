"""What every handout needs at hand: the course, its texts, its converter, and the form's seed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from coursewright.generating import generate_items
from coursewright.generating.pools import bank_salt
from coursewright.rendering.handouts.converter import PAGE, Converter
from coursewright.rendering.handouts.facts import Facts
from coursewright.rendering.handouts.paper import lay_out
from coursewright.rendering.handouts.texts import HandoutTexts, handout_texts
from coursewright.rendering.stage import Stage, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coursewright.model import Item, Lesson, Module, Quiz
    from coursewright.rendering.context import Context
    from coursewright.rendering.handouts.paper import PaperItem


@dataclass(frozen=True, slots=True)
class Scope:
    """What one set of handouts is about."""

    folder: str
    title: str
    modules: tuple[Module, ...]
    is_whole: bool
    """The whole course: with an assessment that is no module's quiz, too."""


@dataclass(frozen=True, slots=True)
class PaperQuiz:
    """A quiz that can be put on paper."""

    quiz: Quiz
    title: str
    place: str
    """Names it in the seed of its order."""


@dataclass(frozen=True)
class Desk:
    """A course ready to be put on paper."""

    context: Context
    read_asset: Callable[[str], bytes | None]
    seed: str
    path: str
    """The path whose learners an assessment's form is for; "" where the course has none."""

    @cached_property
    def texts(self) -> HandoutTexts:
        """The fixed sentences in the course's language."""
        return handout_texts(self.context.course.language)

    @cached_property
    def facts(self) -> Facts:
        """Facts and misconceptions by id."""
        return Facts(self.context.course.knowledge)

    @cached_property
    def converter(self) -> Converter:
        """Turns stages into HTML."""
        return Converter(self.read_asset)

    @cached_property
    def salts(self) -> dict[str, str]:
        """Bank id -> salt, "" for a practice bank."""
        course, published = self.context.course, self.context.published
        return {quiz.id: bank_salt(quiz, published) for quiz in course.quizzes}

    @cached_property
    def record_banks(self) -> frozenset[str]:
        """Banks whose keys no handout prints unasked, whatever the site reveals."""
        return frozenset(quiz.id for quiz in self.context.course.quizzes if quiz.kind == "record")

    @cached_property
    def items(self) -> dict[str, Item]:
        """Full item id -> item, authored and generated, as a lesson's check may name them."""
        course = self.context.course
        found = {item.full_id: item for item in generate_items(course)}
        return found | {item.full_id: item for quiz in course.quizzes for item in quiz.items}

    def stage(self, tag: str, css: str) -> Stage:
        """Return an empty stage that stands at the course folder."""
        return Stage(tag, {"class": css}, PAGE)

    def html(self, stage: Stage) -> str:
        """Return a stage as HTML."""
        return self.converter.html(stage)

    def lay_out(self, items: Sequence[Item], place: str) -> tuple[PaperItem, ...]:
        """Return items as they are printed in one place (`m04/person-first`), in every handout."""
        return lay_out(items, f"{self.seed}|{place}", self.salts)

    def checks(self, module: Module, lesson: Lesson) -> tuple[PaperItem, ...]:
        """Return a lesson's checks; items of a record bank never stand among them."""
        names = dict.fromkeys(name for check in lesson.page.checks for name in check.items)
        items = [self.items[name] for name in names if name in self.items]
        shown = [item for item in items if item.bank not in self.record_banks]
        return self.lay_out(shown, f"{module.id}/{lesson.id}")

    def quizzes(self, scope: Scope) -> tuple[PaperQuiz, ...]:
        """Return the quizzes of the modules, and the assessment where it belongs to none."""
        context = self.context
        found = [
            PaperQuiz(quiz, self.module_title(module), module.id)
            for module in scope.modules
            if (quiz := context.module_quiz(module))
        ]
        final = context.assessment
        if scope.is_whole and final and all(final.id != one.quiz.id for one in found):
            found.append(PaperQuiz(final, final.title, final.id))
        return tuple(found)

    def module_title(self, module: Module) -> str:
        """Return `Module 4: RESOLVED`."""
        number = self.context.modules.index(module) + 1
        return self.texts.module.format(n=number, title=module.title)

    def heading(self, kind: str, title: str) -> str:
        """Return the top of a handout's first page."""
        shown = escape(self.texts.title.format(kind=kind, title=title))
        return f'<h1>{shown}</h1><p class="subtitle">{escape(self.context.course.title)}</p>'

    def person(self) -> str:
        """Return the lines for name and date."""
        texts = self.texts
        return (
            f'<p class="person"><span>{escape(texts.name)}</span>'
            f"<span>{escape(texts.date)}</span></p>"
        )
