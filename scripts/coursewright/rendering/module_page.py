"""Module pages and quiz pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.rendering.lesson import lower_first, render_body
from coursewright.rendering.pages import RenderedPage
from coursewright.rendering.paths import module_places, paths_of
from coursewright.rendering.quiz_html import render_quiz
from coursewright.rendering.scenario import listed_scenario, roles_in_words
from coursewright.rendering.stage import Stage, attributes, escape, markdown_text, page_markdown
from coursewright.rendering.texts import Texts, amount, duration

if TYPE_CHECKING:
    from fractions import Fraction

    from coursewright.model import Module, Pool, Quiz
    from coursewright.rendering.context import Context


def render_module(context: Context, module: Module) -> RenderedPage:
    """Return a module's page: the author's text, objectives, lessons with progress, its quiz."""
    return RenderedPage(
        src_uri=module.page.path,
        dest_uri=context.dest(module.page.path),
        title=module.title,
        markdown=page_markdown(
            f"# {markdown_text(module.title)}",
            _facts(context, module),
            render_body(context, module.page),
            _objectives(context, module),
            f"## {markdown_text(context.texts.lessons_title)} {{ #lessons }}",
            _lessons(context, module),
        ),
        bundle="home",
        meta={"description": module.summary, "course_paths": paths_of(context, module)},
    )


def progress_values(context: Context, module: Module) -> dict[str, str | bool | None]:
    """Return the attributes with which the browser works out a module's progress."""
    lessons = " ".join(context.lesson_key(module, lesson) for lesson in module.lessons)
    quiz = context.module_quiz(module)
    return {
        "class": "course-progress",
        "data-module": module.id,
        "data-lessons": lessons,
        "data-quiz": quiz.id if quiz else "",
        "data-scenarios": " ".join(
            listed_scenario(context, one) for one in context.module_scenarios(module)
        ),
        "data-course": context.course.id,
    }


def module_facts(texts: Texts, module: Module) -> str:
    """Return `6 lessons · 1 scenario · 43 minutes`."""
    facts = [amount(texts.lesson, texts.lessons, len(module.lessons))]
    if module.scenarios:
        facts.append(amount(texts.scenario, texts.scenarios, len(module.scenarios)))
    return " · ".join((*facts, duration(texts, module.minutes)))


def _facts(context: Context, module: Module) -> str:
    stage = Stage("div", {"class": "course-meta"}, module.page.path)
    rows = [module_facts(context.texts, module), *module_places(context, module)]
    stage.raw("<br>".join(escape(row) for row in rows))
    return stage.line()


def _objectives(context: Context, module: Module) -> str:
    if not module.objectives:
        return ""
    rows = "\n".join(f"- {markdown_text(lower_first(row.text))}" for row in module.objectives)
    return f"## {markdown_text(context.texts.you_can)} {{ #objectives }}\n\n{rows}"


def _lessons(context: Context, module: Module) -> str:
    path = module.page.path
    values = {key: str(value) for key, value in progress_values(context, module).items()}
    stage = Stage("course-progress", values, path)
    stage.raw('<ol class="course-lessons">')
    for lesson in module.lessons:
        stage.raw(
            _row(
                context.url(lesson.page.path, path),
                lesson.title,
                duration(context.texts, lesson.minutes),
                {"data-lesson": context.lesson_key(module, lesson)},
            )
        )
    stage.raw("</ol>")
    _scenarios(context, stage, module)
    if instrument := context.module_instrument(module):
        minutes = duration(context.texts, instrument.minutes)
        row = _row(context.url(instrument.path, path), instrument.title, minutes, {})
        stage.raw(f'<ul class="course-lessons course-lessons--instrument">{row}</ul>')
    if quiz := context.module_quiz(module):
        title = context.texts.to_quiz.format(title=quiz.title)
        minutes = duration(context.texts, module.quiz_minutes)
        row = _row(context.url(quiz.path, path), title, minutes, {"data-quiz": quiz.id})
        stage.raw(f'<ul class="course-lessons course-lessons--quiz">{row}</ul>')
    return stage.line()


def _scenarios(context: Context, stage: Stage, module: Module) -> None:
    """Add the module's scenarios; the browser leaves out those that are for other paths."""
    scenarios = context.module_scenarios(module)
    if not scenarios:
        return
    stage.raw('<ul class="course-lessons course-lessons--scenarios">')
    for scenario in scenarios:
        facts = [duration(context.texts, scenario.minutes)]
        if roles := roles_in_words(context, scenario):
            facts.append(context.texts.scenario_for.format(roles=roles))
        values = {"data-scenario": scenario.id}
        href = context.url(scenario.path, module.page.path)
        title = context.texts.scenario_title.format(title=scenario.title)
        stage.raw(_row(href, title, " · ".join(facts), values))
    stage.raw("</ul>")


def _row(href: str, title: str, minutes: str, values: dict[str, str]) -> str:
    return (
        f'<li class="course-lessons__row"{attributes(values)}><a{attributes({"href": href})}>'
        f'{escape(title)}</a> <span class="course-lessons__minutes">{escape(minutes)}</span></li>'
    )


def render_quiz_page(context: Context, pool: Pool, title: str) -> RenderedPage:
    """Return a quiz page: how it works, then the quiz."""
    quiz = pool.quiz
    rules = _rules(context, pool)
    rows = "\n".join(f"- {markdown_text(row)}" for row in rules)
    heading = f"## {markdown_text(context.texts.how_it_works)} {{ #how-it-works }}"
    return RenderedPage(
        src_uri=quiz.path,
        dest_uri=context.dest(quiz.path),
        title=title,
        markdown=page_markdown(
            f"# {markdown_text(title)}",
            heading,
            rows,
            render_quiz(context, pool, quiz.path, "quiz"),
        ),
        bundle="quiz",
        meta={"hide": ["toc"]},
    )


def _rules(context: Context, pool: Pool) -> list[str]:
    texts, quiz = context.texts, pool.quiz
    # Q172 speaks of paths that draw different numbers.
    drawn = max(pool.draws(path.id for path in context.course.paths), default=0)
    form = texts.draw_some if drawn < len(pool.items) else texts.draw_all
    rules = [form.format(n=drawn)]
    if pool.mastery_score is not None:
        rules.append(texts.mastery_rule.format(percent=percent(pool.mastery_score)))
    if quiz.attempts is None:
        rules.append(texts.attempts_unlimited)
    elif quiz.attempts == 1:
        rules.append(texts.attempts_one)
    else:
        rules.append(texts.attempts_some.format(n=quiz.attempts))
    rules.append(_use(texts, quiz, is_sent=context.course.intake is not None))
    return rules


def _use(texts: Texts, quiz: Quiz, *, is_sent: bool) -> str:
    """Say what happens to the answers; that they are sent only where there is an intake."""
    if quiz.kind == "practice":
        return texts.practice_sent if is_sent else texts.practice
    if quiz.reveal:
        return texts.record_reveal
    return texts.record_sent if is_sent else texts.record


def percent(score: Fraction) -> str:
    """Return a share for people: 4/5 -> `80 %`; never rounded up past the true value."""
    hundredths = score * 100
    if hundredths.denominator == 1:
        return f"{hundredths.numerator} %"
    return f"{float(hundredths):.2f}".rstrip("0").rstrip(".") + " %"
