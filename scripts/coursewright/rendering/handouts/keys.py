"""Items with everything a trainer needs: key, feedback, misconceptions, rationale, evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.model import Choice, FillIn, Likert, LongFillIn, Matching, Sequencing
from coursewright.rendering.handouts.items import add_stem
from coursewright.rendering.handouts.paper import key_text, targets_of
from coursewright.rendering.stage import escape

if TYPE_CHECKING:
    from coursewright.model import Item, Markdown, Option
    from coursewright.rendering.handouts.facts import Facts
    from coursewright.rendering.handouts.paper import PaperItem
    from coursewright.rendering.handouts.texts import HandoutTexts
    from coursewright.rendering.stage import Stage


def add_key(stage: Stage, texts: HandoutTexts, facts: Facts, row: PaperItem) -> None:
    """Add an item with its key in the letters of the learner's paper."""
    stage.raw('<div class="item item--key">')
    add_stem(stage, row)
    interaction = row.item.interaction
    match interaction:
        case Choice():
            _options(stage, texts, facts, row, interaction)
        case Sequencing():
            _parts(stage, row, interaction.elements)
        case Matching():
            _sources(stage, interaction)
            _parts(stage, row, targets_of(interaction))
        case Likert():
            for statement in interaction.statements:
                stage.block("div", {"class": "statement"}, statement)
        case LongFillIn() | FillIn():
            pass
    if key := key_text(row):
        stage.raw(f'<p class="key"><b>{escape(texts.is_key)}:</b> {escape(key)}</p>')
    _reasons(stage, texts, facts, row.item)
    stage.raw("</div>")


def _options(
    stage: Stage, texts: HandoutTexts, facts: Facts, row: PaperItem, choice: Choice
) -> None:
    stage.raw('<ol class="letters">')
    for index in row.order:
        option = choice.options[index]
        stage.raw('<li class="is-key">' if option.credit == 1 else "<li>")
        stage.span("span", {}, option.text)
        if option.credit:
            mark = texts.is_key if option.credit == 1 else texts.is_acceptable
            stage.raw(f' <strong class="mark">{escape(mark)}</strong>')
        _feedback(stage, texts, facts, option)
        stage.raw("</li>")
    stage.raw("</ol>")


def _feedback(stage: Stage, texts: HandoutTexts, facts: Facts, option: Option) -> None:
    if option.feedback:
        stage.block("div", {"class": "feedback"}, option.feedback)
    belief = facts.misconceptions.get(option.misconception or "")
    if belief:
        words = texts.misconception.format(belief=belief.belief, refutation=belief.refutation)
        stage.raw(f'<p class="belief">{escape(words)}</p>')


def _parts(stage: Stage, row: PaperItem, parts: tuple[Markdown, ...]) -> None:
    stage.raw('<ol class="letters">')
    for index in row.order:
        stage.span("li", {}, parts[index])
    stage.raw("</ol>")


def _sources(stage: Stage, matching: Matching) -> None:
    stage.raw("<ol>")
    for pair in matching.pairs:
        stage.span("li", {}, pair.source)
    stage.raw("</ol>")


def _reasons(stage: Stage, texts: HandoutTexts, facts: Facts, item: Item) -> None:
    model_answer = getattr(item.interaction, "model_answer", None)
    for title, text in (
        (texts.model_answer, model_answer),
        (texts.hint, item.hint),
        (texts.rationale, item.rationale),
    ):
        if text:
            stage.raw(f'<div class="reason"><b>{escape(title)}:</b> ')
            stage.block("div", {}, text)
            stage.raw("</div>")
    rows = [facts.line(name, texts) for name in item.evidence if name in facts.facts]
    if rows:
        shown = "".join(f"<li>{escape(row)}</li>" for row in rows)
        stage.raw(f'<div class="reason"><b>{escape(texts.evidence)}:</b><ul>{shown}</ul></div>')
