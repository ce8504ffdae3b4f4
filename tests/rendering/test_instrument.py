from __future__ import annotations

from dataclasses import replace

from tests.generating.builders import SPAN, course, markdown, module

from coursewright.model import Category, Instrument, Published
from coursewright.rendering.context import Context
from coursewright.rendering.instrument import render_instrument, statement_id


def small() -> Context:
    """Return a course with an instrument of one category."""
    advice = {"low": markdown("Begin."), "middle": markdown("Go on."), "high": markdown("Keep it.")}
    statements = (markdown("We warm the pot."), markdown("We ask first."))
    category = Category("tea", "Tea & cups", (), None, statements, advice, SPAN)
    value = Instrument(
        "mirror",
        "The mirror",
        4,
        ("No", "Yes"),
        None,
        (category,),
        "quizzes/instruments/m.md",
        SPAN,
    )
    home = replace(module("m01"), instrument="mirror", instrument_minutes=4)
    return Context(replace(course(modules=[home]), instruments=(value,)), (), Published())


def test_every_statement_has_the_whole_scale() -> None:
    """Two statements with two points are four radio buttons, named by statement."""
    context = small()
    page = render_instrument(context, context.modules[0], context.course.instruments[0])

    assert page.bundle == "instrument"
    assert page.markdown.count('type=\\"radio\\"') == 4
    assert "Tea &amp; cups" in page.markdown
    assert all(word in page.markdown for word in ("Begin.", "Go on.", "Keep it."))


def test_a_reworded_statement_is_another_one() -> None:
    """Ratings are kept by category and text; the place in the list plays no part."""
    [category] = small().course.instruments[0].categories
    first, second = (statement_id(category, each) for each in category.statements)

    assert first.startswith("tea/")
    assert first != second
    assert statement_id(category, markdown("We warm the pot!")) != first


def test_its_minutes_count_for_the_module() -> None:
    """The module's time holds the instrument's, which only its own file says."""
    home = small().modules[0]
    assert home.minutes == replace(home, instrument_minutes=0).minutes + 4
