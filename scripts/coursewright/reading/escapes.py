"""`lint-ignore`: rules of the reviewer that an author lets pass, each for a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.diagnostics import Escape

if TYPE_CHECKING:
    from coursewright.reading.fields import Fields


def read_escapes(fields: Fields) -> tuple[Escape, ...]:
    """Read `lint-ignore` of a front matter: `{"Q07 person-first": "reason"}`.

    A key is a code, and an item id where the escape is for one item of a bank only. Whether code,
    item and reason are good is the business of the checks.
    """
    child = fields.child("lint-ignore", "lint-ignore")
    if child is None:
        return ()
    escapes = []
    for key, (node, _) in child.mapping.entries.items():
        code, _, target = key.strip().partition(" ")
        place = fields.source.span(node.line, node.column)
        escapes.append(Escape(code, target.strip(), child.text(key, required=False), place))
    return tuple(escapes)
