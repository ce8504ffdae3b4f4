"""Items as forms to fill in with a pen. No key, no feedback: learners hold these in their hands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coursewright.model import Choice, FillIn, Likert, LongFillIn, Matching, Sequencing
from coursewright.rendering.handouts.paper import key_positions, targets_of
from coursewright.rendering.stage import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.model import Markdown
    from coursewright.rendering.handouts.paper import PaperItem
    from coursewright.rendering.handouts.texts import HandoutTexts
    from coursewright.rendering.stage import Stage

BOX: Final = '<span class="box" aria-hidden="true"></span>'
REFLECTION_LINES: Final = 4


def add_form(stage: Stage, texts: HandoutTexts, row: PaperItem) -> None:
    """Add an item with room to respond."""
    stage.raw('<div class="item">')
    add_stem(stage, row)
    interaction = row.item.interaction
    match interaction:
        case Choice():
            _choice(stage, texts, row, interaction)
        case Sequencing():
            _note(stage, texts.write_order)
            _letters(stage, [interaction.elements[index] for index in row.order])
            blanks = '<span class="slot"></span>' * len(row.order)
            stage.raw(f'<p class="order">{escape(texts.order_line)} {blanks}</p>')
        case Matching():
            _matching(stage, texts, row, interaction)
        case Likert():
            add_rating(stage, texts, interaction.statements, interaction.scale)
        case LongFillIn():
            _note(stage, texts.your_words)
            stage.raw(lines(REFLECTION_LINES))
        case FillIn():
            pass  # its gaps stand in the stem or the body
    stage.raw("</div>")


def add_stem(stage: Stage, row: PaperItem) -> None:
    """Add number, stem and body, with gaps as lines to write on."""
    gaps = _gaps(row)
    stage.raw(f'<p class="stem"><b class="number">{row.number}.</b> ')
    stage.span("span", {}, row.item.stem, gaps)
    stage.raw("</p>")
    if row.item.body:
        stage.block("div", {"class": "case"}, row.item.body, gaps)


def lines(count: int) -> str:
    """Return empty lines to write on."""
    return f'<div class="lines" aria-hidden="true">{"<span></span>" * count}</div>'


def _gaps(row: PaperItem) -> list[str]:
    interaction = row.item.interaction
    if not isinstance(interaction, FillIn):
        return []
    count = len(interaction.blanks)
    marks = [f"<sub>{index}</sub>" if count > 1 else "" for index in range(1, count + 1)]
    return [f'<span class="gap">{mark}</span>' for mark in marks]


def _note(stage: Stage, text: str) -> None:
    stage.raw(f'<p class="note">{escape(text)}</p>')


def _choice(stage: Stage, texts: HandoutTexts, row: PaperItem, choice: Choice) -> None:
    if choice.scoring == "multiple":
        _note(stage, texts.tick_several.format(n=len(key_positions(choice))))
    else:
        _note(stage, texts.tick_best if choice.scoring == "situation" else texts.tick_one)
    _letters(stage, [choice.options[index].text for index in row.order], mark=BOX)


def _letters(stage: Stage, parts: Sequence[Markdown], mark: str = "") -> None:
    stage.raw('<ol class="letters">')
    for part in parts:
        stage.raw(f"<li>{mark}")
        stage.span("span", {}, part)
        stage.raw("</li>")
    stage.raw("</ol>")


def _matching(stage: Stage, texts: HandoutTexts, row: PaperItem, matching: Matching) -> None:
    targets = targets_of(matching)
    note = texts.write_letters
    if matching.extra_targets:
        note = f"{note} {texts.unused_letters}"
    _note(stage, note)
    head = f'<th scope="col">{escape(texts.letter)}</th><th scope="col">{escape(texts.line)}</th>'
    stage.raw(f'<table class="match"><thead><tr>{head}</tr></thead><tbody>')
    for number, pair in enumerate(matching.pairs, start=1):
        stage.raw(f'<tr><td class="write"></td><th scope="row">{number}. ')
        stage.span("span", {}, pair.source)
        stage.raw("</th></tr>")
    stage.raw("</tbody></table>")
    _letters(stage, [targets[index] for index in row.order])


def add_rating(
    stage: Stage, texts: HandoutTexts, statements: Sequence[Markdown], scale: Sequence[str]
) -> None:
    """Add statements to rate, one box for each point of the scale."""
    _note(stage, texts.rate)
    points = "".join(f'<th scope="col">{escape(point)}</th>' for point in scale)
    head = f'<th scope="col">{escape(texts.statement)}</th>{points}'
    stage.raw(f'<table class="rate"><thead><tr>{head}</tr></thead><tbody>')
    for statement in statements:
        stage.raw('<tr><th scope="row">')
        stage.span("span", {}, statement)
        stage.raw(f"</th>{f'<td>{BOX}</td>' * len(scale)}</tr>")
    stage.raw("</tbody></table>")
