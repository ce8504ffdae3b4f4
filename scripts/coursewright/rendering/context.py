"""What the page renderers look up again and again, worked out once per course."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from coursewright.rendering.module_order import order_modules
from coursewright.rendering.pages import relative_url
from coursewright.rendering.texts import Texts, texts_for

if TYPE_CHECKING:
    from coursewright.model import (
        Course,
        Framework,
        Instrument,
        Lesson,
        Module,
        Objective,
        Pool,
        Published,
        Quiz,
        Scenario,
    )

HOME: Final = "docs/index.md"
GLOSSARY: Final = "glossary.md"
RECORD: Final = "my-record.md"
CERTIFICATE: Final = "certificate.md"
REVIEW: Final = "review.md"
WARM_UP: Final = "warm-up.md"
HANDBOOK: Final = "docs/handbook/"


def page_dest(src_uri: str) -> str:
    """Return where a page of `docs/` goes: `docs/help.md` -> `help/index.html`."""
    path = src_uri.removeprefix("docs/").removesuffix(".md")
    folder = path.removesuffix("index").rstrip("/") if posixpath.basename(path) == "index" else path
    return posixpath.join(folder, "index.html")


@dataclass(frozen=True)
class Context:
    """A course with its pools and indexes."""

    course: Course
    pools: tuple[Pool, ...]
    published: Published

    @cached_property
    def texts(self) -> Texts:
        """The fixed sentences in the course's language."""
        return texts_for(self.course.language)

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        """Modules in the order of the paths; those of no path keep their place among the files."""
        return order_modules(self.course)

    @cached_property
    def pool_of(self) -> dict[str, Pool]:
        """Quiz id -> pool."""
        return {pool.quiz.id: pool for pool in self.pools}

    @cached_property
    def sealed_banks(self) -> frozenset[str]:
        """Banks of which nothing but the public form may leave the source."""
        return frozenset(
            quiz.id for quiz in self.course.quizzes if quiz.kind == "record" and not quiz.reveal
        )

    @cached_property
    def dests(self) -> dict[str, str]:
        """`src_uri` -> `dest_uri` of lessons, modules and quizzes."""
        found: dict[str, str] = {}
        for module in self.modules:
            found[module.page.path] = f"{module.slug}/index.html"
            for lesson in module.lessons:
                found[lesson.page.path] = f"{module.slug}/{lesson.slug}/index.html"
            for scenario in self.module_scenarios(module):
                found[scenario.path] = f"{module.slug}/{scenario.id}/index.html"
            if instrument := self.module_instrument(module):
                found[instrument.path] = f"{module.slug}/{instrument.id}/index.html"
            if quiz := self.module_quiz(module):
                found[quiz.path] = f"{module.slug}/quiz/index.html"
        if self.assessment and self.assessment.path not in found:
            found[self.assessment.path] = f"{self.assessment.id}/index.html"
        return found

    @cached_property
    def assessment(self) -> Quiz | None:
        """The bank that decides."""
        pool = self.pool_of.get(self.course.assessment or "")
        return pool.quiz if pool else None

    @cached_property
    def objectives(self) -> dict[str, Objective]:
        """Objective id -> objective."""
        return {row.id: row for module in self.modules for row in module.objectives}

    @cached_property
    def objective_lesson(self) -> dict[str, Lesson]:
        """Objective id -> the first lesson that teaches it."""
        found: dict[str, Lesson] = {}
        for module in self.modules:
            for lesson in module.lessons:
                for objective in lesson.objectives:
                    found.setdefault(objective, lesson)
        return found

    @cached_property
    def framework_of(self) -> dict[str, Framework]:
        """Knowledge item id -> framework."""
        frameworks = self.course.knowledge.frameworks
        return {item.id: framework for framework in frameworks for item in framework.items}

    @cached_property
    def document_titles(self) -> dict[str, str]:
        """Source id -> title."""
        return {source.id: source.title for source in self.course.knowledge.sources}

    def module_quiz(self, module: Module) -> Quiz | None:
        """Return a module's quiz, or None."""
        pool = self.pool_of.get(module.quiz or "")
        return pool.quiz if pool else None

    def module_instrument(self, module: Module) -> Instrument | None:
        """Return a module's instrument of self-diagnosis, if it has one."""
        return next((one for one in self.course.instruments if one.id == module.instrument), None)

    def module_scenarios(self, module: Module) -> tuple[Scenario, ...]:
        """Return a module's scenarios in the order of its list."""
        every = {scenario.id: scenario for scenario in self.course.scenarios}
        return tuple(every[name] for name in module.scenarios if name in every)

    def dest(self, src_uri: str) -> str:
        """Return where a page goes in the site."""
        return self.dests.get(src_uri) or page_dest(src_uri)

    def url(self, target: str, page: str) -> str:
        """Return the URL that leads from one page to another, both given by `src_uri`."""
        return relative_url(self.dest(target), self.dest(page))

    def lesson_key(self, module: Module, lesson: Lesson) -> str:
        """Return what names a lesson in progress data: `m04/person-first`."""
        return f"{module.id}/{lesson.id}"
