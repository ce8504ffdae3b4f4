"""What a trainer guide looks up in the knowledge of the course."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.model import Fact, Knowledge, Misconception
    from coursewright.rendering.handouts.texts import HandoutTexts


@dataclass(frozen=True)
class Facts:
    """Facts and misconceptions by id."""

    knowledge: Knowledge

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Fact id -> fact, those of a framework's context, too."""
        found: dict[str, Fact] = {}
        for framework in self.knowledge.frameworks:
            for fact in framework.context:
                found[fact.id] = fact
            for item in framework.items:
                found.update((fact.id, fact) for fact in item.facts)
        return found

    @cached_property
    def misconceptions(self) -> dict[str, Misconception]:
        """Misconception id -> misconception."""
        return {belief.id: belief for belief in self.knowledge.misconceptions}

    def line(self, name: str, texts: HandoutTexts) -> str:
        """Return a fact's text, and how it must be presented."""
        fact = self.facts[name]
        if not fact.caveat:
            return fact.text
        return f"{fact.text} {texts.caveat.format(text=fact.caveat)}"
