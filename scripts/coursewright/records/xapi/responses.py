"""Interactions as xAPI spells them: the definition of an item, and a response to it.

Data 2.4.4.1. No definition says what is right (`correctResponsesPattern`): a record quiz's key
would leave the house with it, and HR grades with its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PARTS: Final = "[,]"
PAIR: Final = "[.]"


def interaction_definition(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Return `interactionType` and the lists of components of an item.

    Args:
        spec: the item's public form, from a bank file.
    """
    kind = interaction_type(spec)
    match kind:
        case "choice":
            return {"interactionType": kind, "choices": _components(spec["options"])}
        case "sequencing":
            return {"interactionType": kind, "choices": _components(spec["elements"])}
        case "likert":
            return {"interactionType": kind, "scale": _components(_scale(spec))}
        case "matching" if spec["interaction"] == "likert":
            source, target = _components(spec["statements"]), _components(_scale(spec))
            return {"interactionType": kind, "source": source, "target": target}
        case "matching":
            source, target = _components(spec["sources"]), _components(spec["targets"])
            return {"interactionType": kind, "source": source, "target": target}
    return {"interactionType": kind}


def interaction_type(spec: Mapping[str, Any]) -> str:
    """Return the xAPI type that holds an item's responses.

    Some of ours do not fit the type of their name: options of a true-false item have ids of their
    own, a numeric item may ask for two numbers, and a likert item may have several statements.
    """
    kind: str = spec["interaction"]
    if kind == "true-false":
        return "choice"
    if kind == "numeric" and spec["blanks"] != 1:
        return "fill-in"
    if kind == "likert" and len(spec["statements"]) != 1:
        return "matching"
    return kind


def response_text(spec: Mapping[str, Any], response: Any) -> str | None:
    """Return a well-formed response as xAPI spells it; None for an open item or a malformed one.

    Args:
        spec: the item's public form.
        response: as the attempt record has it, checked by `grading.is_well_formed`.
    """
    if response is None:
        return None
    if isinstance(response, str):
        return response
    if spec["interaction"] == "likert" and interaction_type(spec) == "likert":
        return str(response[0][1]) if response else None
    return PARTS.join(
        PAIR.join(map(str, part)) if isinstance(part, list) else str(part) for part in response
    )


def _components(ids: Sequence[str]) -> list[dict[str, str]]:
    return [{"id": each} for each in ids]


def _scale(spec: Mapping[str, Any]) -> list[str]:
    return [str(point) for point in range(1, spec["scale"] + 1)]
