"""Golden cases: each file below `golden/` is put into a small course and read.

`golden/AREA/CASE.md` (or .yml, .svg) is the input, `CASE.expected` beside it lists the findings
as `line:col code message`, or, where there are none, a dump of what was read. Rewrite them with
`COURSEWRIGHT_REWRITE_GOLDEN=1`, then look at the difference.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coursewright.model import Choice, FillIn, Likert, LongFillIn, Matching, TextBlank
from coursewright.reading import read_course
from coursewright.reading.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.model import (
        Course,
        Instrument,
        Item,
        Markdown,
        Module,
        PageSource,
        Quiz,
        Review,
        Scenario,
    )

_GOLDEN = Path(__file__).parent / "golden"
_PLACES = {
    "course": "modules/course.yml",
    "framework": "modules/knowledge/frameworks/one.yml",
    "glossary": "modules/knowledge/glossary.yml",
    "misconceptions": "modules/knowledge/misconceptions.yml",
    "sources": "modules/knowledge/sources.yml",
    "module": "modules/01-start/index.md",
    "lesson": "modules/01-start/01-first.md",
    "page": "docs/index.md",
    "quiz": "quizzes/bank.md",
    "scenario": "quizzes/scenarios/talk.md",
    "instrument": "quizzes/instruments/mirror.md",
    "svg": "modules/01-start/drawing.svg",
}
_BASE = {
    "modules/course.yml": (
        "id: https://example.org/c\ntitle: C\nlanguage: en\nlanguages: [en]\n"
        "mastery_score: 0.8\nattestation: I did.\n"
        "paths:\n  - id: core\n    title: Core\n    modules: [start]\n"
    ),
    "modules/01-start/index.md": "---\ntitle: Start\nsummary: Begin.\n---\n",
    "modules/01-start/01-first.md": "---\ntitle: First\nminutes: 5\n---\n\nText.\n",
}
CASES = sorted(path for path in _GOLDEN.glob("*/*") if path.suffix != ".expected")


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_golden(case: Path, tmp_path: Path) -> None:
    """Reading a case gives exactly the findings, or the values, that stand beside it."""
    place = _PLACES[case.parent.name]
    for path, text in _BASE.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).write_bytes(case.read_bytes())

    course, findings = read_course(tmp_path)

    actual = "".join(
        f"{'' if finding.span.path == place else finding.span.path + ':'}"
        f"{finding.span.line}:{finding.span.column} {finding.code} {finding.message}\n"
        for finding in findings
    )
    if not actual and course is not None:
        actual = "\n".join(_dump(case.parent.name, course)) + "\n"
    expected = case.with_suffix(".expected")
    if os.environ.get("COURSEWRIGHT_REWRITE_GOLDEN"):
        expected.write_text(actual, encoding="utf-8")
    assert expected.read_text(encoding="utf-8") == actual


def test_every_rule_is_seen() -> None:
    """Each rule fires in a golden case or in the tests of files, which need a real disk."""
    here = Path(__file__).parent
    texts = [path.read_text(encoding="utf-8") for path in _GOLDEN.glob("*/*.expected")]
    translated = (here / "golden_translations").glob("*.yml")
    texts += [path.read_text(encoding="utf-8").rpartition("expected:")[2] for path in translated]
    others = (here / name for name in ("test_files.py", "test_published.py", "test_reviews.py"))
    texts += [path.read_text(encoding="utf-8") for path in others]
    seen = "\n".join(texts)

    assert [rule.code for rule in RULES if rule.code not in seen] == []


def test_rules_are_complete() -> None:
    """Codes are unique and in their ranges; every rule says why and how to mend it."""
    codes = [rule.code for rule in RULES]

    assert len(set(codes)) == len(codes)
    assert all(rule.code[0] in "FYQMPRI" and rule.code[1:].isdigit() for rule in RULES)
    assert all(int(code[1:]) < 150 for code in codes if code[0] == "Q")
    assert all(201 <= int(code[1:]) < 220 for code in codes if code[0] == "M")
    assert all(len(rule.title.split()) <= 10 and rule.why and rule.cure for rule in RULES)


# --- dumps ---------------------------------------------------------------------------------------


def _dump(area: str, course: Course) -> Iterator[str]:
    if area == "quiz":
        yield from _dump_quiz(course.quizzes[0])
    elif area == "scenario":
        yield from _dump_scenario(course.scenarios[0])
    elif area == "instrument":
        yield from _dump_instrument(course.instruments[0])
    elif area in {"module", "lesson"}:
        yield from _dump_module(course.modules[0])
    elif area == "page":
        yield from _dump_page(course.pages[0])
    elif area == "svg":
        yield f"asset {course.assets[0].path} {course.assets[0].size}"
    elif area == "course":
        yield f"{course.id} | {course.title} | {course.language} {course.languages}"
        yield f"mastery {course.mastery_score} assessment {course.assessment}"
        yield f"{course.certificate} recertify {course.recertify_months} {course.intake}"
        yield from (f"path {path.id} {path.modules} {path.span}" for path in course.paths)
    else:
        knowledge = course.knowledge
        yield from (str(entry) for entry in knowledge.sources)
        yield from (str(entry) for entry in knowledge.frameworks)
        yield from (str(entry) for entry in knowledge.misconceptions)
        yield from (str(entry) for entry in knowledge.terms)


def _text(markdown: Markdown | None) -> str:
    if markdown is None:
        return "-"
    return f"{markdown.text!r}@{markdown.span.line}:{markdown.span.column}"


def _dump_names(thing: Scenario | Instrument) -> Iterator[str]:
    if thing.aliases:
        yield f"written {thing.written_id!r} aliases={thing.aliases}"


def _dump_instrument(instrument: Instrument) -> Iterator[str]:
    yield f"instrument {instrument.id} {instrument.title!r} {instrument.minutes} minutes"
    yield from _dump_names(instrument)
    yield f"scale={instrument.scale} intro={_text(instrument.intro)}"
    for category in instrument.categories:
        yield f"category {category.id} {category.title!r} {category.covers} {category.span}"
        yield f"  body={_text(category.body)}"
        yield from (f"  - {_text(statement)}" for statement in category.statements)
        yield from (f"  {band}: {_text(text)}" for band, text in category.advice.items())


def _reviews(reviews: tuple[Review, ...]) -> str:
    return "; ".join(f"{one.name}, {one.date.isoformat()}" for one in reviews)


def _dump_quiz(quiz: Quiz) -> Iterator[str]:
    yield f"quiz {quiz.id} {quiz.title!r} {quiz.kind} mastery={quiz.mastery_score}"
    yield f"draw={quiz.draw} attempts={quiz.attempts} earlier={quiz.from_earlier}"
    ignored = {f"{one.code} {one.target}".strip(): one.reason for one in quiz.lint_ignore}
    yield f"recall={quiz.from_recall} reveal={quiz.reveal} ignore={ignored}"
    if quiz.status or quiz.reviews:
        yield f"status={quiz.status} {_reviews(quiz.reviews)}"
    if quiz.mastery_method or quiz.mastery_set:
        yield f"method={quiz.mastery_method} {_reviews(quiz.mastery_set)}"
    yield from (f"stratum {stratum}" for stratum in quiz.blueprint)
    yield from (f"retired {retired.id} {retired.span}" for retired in quiz.retired)
    yield f"intro {_text(quiz.intro)}"
    for item in quiz.items:
        yield from _dump_item(item)


def _dump_status(item: Item) -> Iterator[str]:
    if item.status or item.reviews:
        yield f"  status={item.status} {_reviews(item.reviews)}".rstrip()


def _dump_item(item: Item) -> Iterator[str]:
    yield f"item {item.full_id} {item.interaction.name} {item.span.line}:{item.span.column}"
    yield f"  stem {_text(item.stem)}"
    yield f"  body {_text(item.body)}"
    yield f"  objective={item.objective} evidence={item.evidence} points={item.points}"
    yield f"  revision={item.revision} shuffled={item.is_shuffled} {dict(item.attributes)}"
    yield from _dump_status(item)
    yield f"  hint {_text(item.hint)}"
    yield f"  rationale {_text(item.rationale)}"
    interaction = item.interaction
    if isinstance(interaction, Choice):
        yield f"  scoring {interaction.scoring}"
        for option in interaction.options:
            yield f"  option {option.credit} {_text(option.text)} {option.misconception}"
            yield f"    own={option.own} feedback {_text(option.feedback)}"
    elif isinstance(interaction, Matching):
        for pair in interaction.pairs:
            yield f"  pair {_text(pair.source)} = {_text(pair.target)}"
        yield from (f"  extra {_text(target)}" for target in interaction.extra_targets)
    elif isinstance(interaction, FillIn):
        for blank in interaction.blanks:
            place = f"{blank.span.line}:{blank.span.column}"
            if isinstance(blank, TextBlank):
                yield f"  blank {place} {blank.accepted} exact={blank.is_exact}"
            else:
                yield f"  blank {place} {blank.low}..{blank.high} {blank.shown!r}"
    elif isinstance(interaction, Likert):
        yield f"  scale {interaction.scale}"
        yield from (f"  statement {_text(part)}" for part in interaction.statements)
    elif isinstance(interaction, LongFillIn):
        yield f"  model {_text(interaction.model_answer)}"
    else:
        yield from (f"  element {_text(part)}" for part in interaction.elements)


def _dump_scenario(scenario: Scenario) -> Iterator[str]:
    yield f"scenario {scenario.id} {scenario.title!r} {scenario.skill!r} {scenario.minutes} minutes"
    yield from _dump_names(scenario)
    yield f"roles={scenario.roles} {scenario.learner!r} {scenario.partner!r} {scenario.mood}"
    yield f"applies={scenario.applies} framework={scenario.framework} {scenario.safety!r}"
    yield from (f"ignore {one.code} {one.reason!r}" for one in scenario.lint_ignore)
    yield f"setting {_text(scenario.setting)}"
    for node in scenario.nodes:
        yield f"node {node.span.line} {node.id} {_text(node.prompt)}"
        yield f"  body {_text(node.body)}"
        for option in node.options:
            yield f"  option {option.grade} {_text(option.text)} -> {option.target}"
            yield f"    applies={option.applies} mood={option.mood} {option.misconception}"
            yield f"    own={option.own} consequence {_text(option.consequence)}"
            yield f"    feedback {_text(option.feedback)}"
    yield f"debrief {_text(scenario.debrief)}"


def _dump_module(module: Module) -> Iterator[str]:
    yield f"module {module.id} {module.title!r} {module.summary!r} slug={module.slug}"
    yield f"quiz={module.quiz} minutes={module.minutes} aliases={module.aliases}"
    yield from (str(objective) for objective in module.objectives)
    for lesson in module.lessons:
        yield f"lesson {lesson.id} {lesson.title!r} slug={lesson.slug} {lesson.minutes} minutes"
        yield f"  objectives={lesson.objectives} covers={lesson.covers} {lesson.aliases}"
        yield from _dump_page(lesson.page)


def _dump_page(page: PageSource) -> Iterator[str]:
    yield f"page {page.path} from line {page.first_line}"
    for heading in page.headings:
        yield f"  {heading.span.line} h{heading.level} {heading.text!r} #{heading.anchor}"
    for link in page.links:
        kinds = f"{'image ' * link.is_image}{'html ' * link.is_html}{'alt ' * link.has_alt}"
        place = f"{link.span.line}:{link.span.column}"
        yield f"  {place} link {kinds}{link.target!r} {link.text!r}"
    yield from (f"  {check.line} check {check.items}" for check in page.checks)
    yield from (f"  {span.line}:{span.column} anchor {name}" for name, span in page.anchors)
    for recall in page.recalls:
        yield f"  recall {recall.id} {recall.kinds} ordered={recall.is_ordered}"
        yield f"    lines {recall.first_line}-{recall.last_line} {recall.module}/{recall.lesson}"
        yield f"    {recall.objective} {recall.evidence}"
        for entry in recall.entries:
            yield f"    {_text(entry.term)} = {_text(entry.meaning)}"
