"""Paper forms of module quizzes, and their keys on a sheet of their own."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from coursewright.generating.canonical import decimal_text
from coursewright.model import Choice, FillIn, Matching, Sequencing
from coursewright.rendering.handouts.items import add_form
from coursewright.rendering.handouts.paper import draw, key_positions, key_text
from coursewright.rendering.stage import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.model import Interaction, Quiz
    from coursewright.rendering.handouts.desk import Desk, PaperQuiz, Scope
    from coursewright.rendering.handouts.paper import PaperItem
    from coursewright.rendering.handouts.texts import HandoutTexts
    from coursewright.rendering.stage import Stage


def form_items(desk: Desk, one: PaperQuiz) -> tuple[PaperItem, ...]:
    """Return the items of a quiz's paper form; the same seed gives the same form."""
    pool = desk.context.pool_of[one.quiz.id]
    return desk.lay_out(draw(pool, desk.seed, desk.path), f"{one.place}/form")


def answer_form(desk: Desk, scope: Scope) -> Iterator[str]:
    """Yield the HTML of the paper forms of some modules, without any key."""
    texts = desk.texts
    yield desk.heading(texts.answer_form, scope.title)
    for one, rows in _forms(desk, scope):
        quiz = one.quiz
        stage = desk.stage("section", "module")
        stage.raw(f"<h2>{escape(one.title)}</h2>{desk.person()}")
        stage.raw(f"<p>{escape(_head(desk, quiz, rows))}</p>")
        if quiz.id in desk.record_banks:
            stage.raw(f'<p class="warning">{escape(texts.form_sealed)}</p>')
        for row in rows:
            add_form(stage, texts, row)
        yield desk.html(stage)


def answer_key(desk: Desk, scope: Scope) -> Iterator[str]:
    """Yield the HTML of the keys to these forms; a record bank has none here."""
    texts = desk.texts
    warning = f'<p class="warning">{escape(texts.for_trainers)}</p>'
    yield desk.heading(texts.answer_key, scope.title) + warning
    for one, rows in _forms(desk, scope):
        quiz = one.quiz
        if quiz.id not in desk.record_banks:
            stage = desk.stage("section", "module")
            stage.raw(f"<h2>{escape(one.title)}</h2>")
            add_key_table(desk, stage, quiz, rows)
            yield desk.html(stage)


def has_key(desk: Desk, scope: Scope) -> bool:
    """Tell whether a key sheet for a scope would hold anything."""
    return any(one.quiz.id not in desk.record_banks for one, _ in _forms(desk, scope))


def has_form(desk: Desk, scope: Scope) -> bool:
    """Tell whether a scope has a quiz to print."""
    return any(_forms(desk, scope))


def add_key_table(desk: Desk, stage: Stage, quiz: Quiz, rows: Sequence[PaperItem]) -> None:
    """Add the key of a form as a table, with how to score it."""
    texts = desk.texts
    heads = (texts.number, texts.is_key, texts.points, texts.how_to_score)
    cells = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    caption = escape(texts.key_table.format(seed=desk.seed))
    stage.raw(f"<table><caption>{caption}</caption><thead><tr>{cells}</tr></thead><tbody>")
    for row in rows:
        stage.raw(
            f'<tr><th scope="row">{row.number}</th><td>{escape(key_text(row))}</td>'
            f'<td class="number">{row.item.points}</td>'
            f"<td>{escape(_rule(texts, row.item.interaction))}</td></tr>"
        )
    total = sum(row.item.points for row in rows)
    line = texts.no_mark
    score = desk.context.pool_of[quiz.id].mastery_score
    if score is not None:
        line = texts.enough.format(points=_points(total, score))
    stage.raw(
        f'<tr><th scope="row">{escape(texts.total)}</th><td></td><td class="number">{total}</td>'
        f"<td>{escape(line)}</td></tr></tbody></table>"
    )


def _points(total: int, score: Fraction) -> str:
    """Return the least points that pass: halves count, since half an item can be right."""
    return decimal_text(Fraction(ceil(total * score * 2), 2))


def _forms(desk: Desk, scope: Scope) -> Iterator[tuple[PaperQuiz, tuple[PaperItem, ...]]]:
    for one in desk.quizzes(scope):
        if rows := form_items(desk, one):
            yield one, rows


def _head(desk: Desk, quiz: Quiz, rows: Sequence[PaperItem]) -> str:
    texts = desk.texts
    points = sum(row.item.points for row in rows)
    score = desk.context.pool_of[quiz.id].mastery_score
    number = texts.form_number.format(seed=desk.seed)
    if score is None:
        return f"{number}. {texts.form_head_open.format(n=len(rows), points=points)}"
    percent = decimal_text(score * 100)
    words = texts.form_head.format(n=len(rows), points=points, percent=percent)
    return f"{number}. {words}"


def _rule(texts: HandoutTexts, interaction: Interaction) -> str:
    rule, n = texts.rule_single, 1
    match interaction:
        case Choice(scoring="multiple"):
            rule, n = texts.rule_multiple, len(key_positions(interaction))
        case Choice(scoring="situation"):
            rule = texts.rule_situation
        case Sequencing():
            rule, n = texts.rule_sequencing, len(interaction.elements) - 1
        case Matching():
            rule, n = texts.rule_matching, len(interaction.pairs)
        case FillIn():
            n = len(interaction.blanks)
            rule = texts.rule_gap if n == 1 else texts.rule_fill_in
    return rule.format(n=n)
