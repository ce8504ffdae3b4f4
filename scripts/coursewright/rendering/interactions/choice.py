"""`choice` and `true-false`: radio buttons for one key, check boxes for several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.rendering.stage import attributes, escape

if TYPE_CHECKING:
    from coursewright.model import Choice, Option
    from coursewright.rendering.interactions.view import ItemView
    from coursewright.rendering.stage import Stage


def render_controls(stage: Stage, view: ItemView, choice: Choice) -> None:
    """Add one control and label per option, in display order."""
    if choice.scoring == "multiple":
        keys = sum(1 for option in choice.options if option.credit)
        stage.raw(view.note(view.texts.choose_count.format(n=keys)))
    elif choice.scoring == "situation":
        stage.raw(view.note(view.texts.choose_best))
    options = _options(view, choice)
    for letter in view.spec["options"]:
        control = f"{view.element_id}-{letter}"
        values = {
            "type": "checkbox" if view.spec["multiple"] else "radio",
            "name": view.name,
            "id": control,
            "value": letter,
        }
        stage.raw(f'<div class="course-option" data-option="{letter}"><input{attributes(values)}>')
        stage.span("label", {"for": control}, options[letter].text)
        stage.raw("</div>")


def render_solution(stage: Stage, view: ItemView, choice: Choice) -> None:
    """Add each option with its credit and its feedback."""
    options = _options(view, choice)
    for letter in view.spec["options"]:
        option = options[letter]
        values = {
            "class": "course-feedback",
            "data-option": letter,
            "data-credit": str(option.credit),
        }
        credit = escape(_credit_text(view, option))
        stage.raw(
            f'<div{attributes(values)}><p class="course-feedback__option">'
            f'<strong class="course-feedback__credit">{credit}:</strong> '
        )
        stage.span("span", {}, option.text)
        stage.raw("</p>")
        if option.feedback:
            stage.block("div", {"class": "course-feedback__text"}, option.feedback)
        stage.raw("</div>")


def _options(view: ItemView, choice: Choice) -> dict[str, Option]:
    return dict(zip(view.letters("option"), choice.options, strict=True))


def _credit_text(view: ItemView, option: Option) -> str:
    if option.credit == 1:
        return view.texts.credit_right
    return view.texts.credit_partly if option.credit else view.texts.credit_wrong
