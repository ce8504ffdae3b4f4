"""An item with everything its renderers need."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coursewright.generating.forms import public_ids
from coursewright.rendering.stage import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.model import Item, Markdown
    from coursewright.rendering.texts import Texts


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item on one page."""

    item: Item
    spec: dict[str, Any]
    """Its public form: ids in display order."""
    salt: str
    element_id: str
    texts: Texts
    known: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Public ids by kind of part, worked out once: each takes a hash per position."""

    @property
    def name(self) -> str:
        """The `name` of its form controls: radio buttons of one item form a group."""
        return self.item.full_id

    def letters(self, part: str) -> tuple[str, ...]:
        """Return the public ids of a kind of part in source order."""
        if part not in self.known:
            self.known[part] = public_ids(self.item, self.salt, part)
        return self.known[part]

    def note(self, text: str) -> str:
        """Return a line that says what to do."""
        return f'<p class="course-item__note">{escape(text)}</p>'


def by_letter(letters: Iterable[str], texts: Iterable[Markdown]) -> dict[str, Markdown]:
    """Return public id -> text, for display in the order of a public form."""
    return dict(zip(letters, texts, strict=True))
