"""A small course made from values, with every interaction and hostile texts in it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import markdown as python_markdown
import pytest

from coursewright.diagnostics import Span
from coursewright.generating import build_pools
from coursewright.model import (
    Asset,
    Certificate,
    Choice,
    Course,
    FillIn,
    Framework,
    Heading,
    Item,
    Knowledge,
    KnowledgeItem,
    Lesson,
    Likert,
    LongFillIn,
    Markdown,
    Matching,
    Module,
    NumberBlank,
    Objective,
    Option,
    PageSource,
    Pair,
    Path,
    Published,
    PublishedQuiz,
    Quiz,
    Sequencing,
    SourceDocument,
    Term,
    TextBlank,
)
from coursewright.rendering.context import Context

if TYPE_CHECKING:
    from collections.abc import Callable

IRI = "https://example.com/c"
HOSTILE = '</legend></fieldset></course-quiz><script>x</script> "quoted" & <b>bold</b> `</form>`'


def md(text: str, path: str = "quizzes/basics.md") -> Markdown:
    """Return Markdown that stands in a bank."""
    return Markdown(text, Span(path))


def option(text: str, credit: str, feedback: str, path: str = "quizzes/basics.md") -> Option:
    """Return an option with feedback and a credit given as text."""
    return Option(md(text, path), Fraction(credit), md(feedback, path), "mis.canary", Span(path))


def item(item_id: str, interaction: Any, bank: str = "basics", **changes: Any) -> Item:
    """Return an item; `changes` replace its fields."""
    path = f"quizzes/{bank}.md"
    values: dict[str, Any] = {
        "id": item_id,
        "bank": bank,
        "interaction": interaction,
        "stem": md(f"Stem of {item_id}", path),
        "body": None,
        "objective": "m1.o1",
        "evidence": (),
        "points": 1,
        "revision": 1,
        "is_shuffled": True,
        "hint": None,
        "rationale": md(f"Rationale of {item_id}", path),
        "origin": None,
        "span": Span(path),
    }
    return Item(**(values | changes))


def quiz(quiz_id: str, items: tuple[Item, ...], **changes: Any) -> Quiz:
    """Return a practice bank; `changes` replace its fields."""
    values: dict[str, Any] = {
        "id": quiz_id,
        "title": quiz_id.capitalize(),
        "kind": "practice",
        "mastery_score": Fraction(4, 5),
        "draw": None,
        "blueprint": (),
        "attempts": None,
        "from_earlier": Fraction(0),
        "from_recall": Fraction(0),
        "reveal": False,
        "items": items,
        "retired": (),
        "intro": None,
        "path": f"quizzes/{quiz_id}.md",
        "span": Span(f"quizzes/{quiz_id}.md"),
    }
    return Quiz(**(values | changes))


def page(path: str, body: str, **changes: Any) -> PageSource:
    """Return a page whose body starts on line 1."""
    values: dict[str, Any] = {
        "path": path,
        "body": body,
        "first_line": 1,
        "headings": (),
        "links": (),
        "checks": (),
        "recalls": (),
        "anchors": (),
    }
    return PageSource(**(values | changes))


def practice_items() -> tuple[Item, ...]:
    """Return one item of every interaction."""
    gap = TextBlank(("sorry", "apology"), is_exact=False, span=Span("quizzes/basics.md"))
    number = NumberBlank(Fraction(19), Fraction(21), "20±1", Span("quizzes/basics.md"))
    single = (option("Right *one*", "1", "Yes, *because*.\n\n- a\n- b"), option("Not", "0", "No."))
    return (
        item("single", Choice(single, "single"), hint=md("Look again."), body=md("A *case*.")),
        item(
            "multi",
            Choice(
                (option("A", "1", "fa"), option("B", "1", "fb"), option("C", "0", "fc")), "multiple"
            ),
        ),
        item(
            "situation",
            Choice(
                (option("Best", "1", "f1"), option("So", "1/2", "f2"), option("Bad", "0", "f3")),
                "situation",
            ),
        ),
        item("truth", Choice(single, "true-false"), is_shuffled=False),
        item("order", Sequencing((md("First"), md("Second"), md("Third")))),
        item(
            "match",
            Matching((Pair(md("S1"), md("T *1* <x>")), Pair(md("S2"), md("T2"))), (md("T3"),)),
        ),
        item("gaps", FillIn((gap, gap)), stem=md("Say [[#1]] and [[#2]]")),
        item("number", FillIn((number,)), body=md("About [[#1]] items.")),
        item("rate", Likert((md("I listen"),), ("never", "always"))),
        item("think", LongFillIn(md("A model.")), rationale=None),
        item(
            "hostile",
            Choice(
                (option(HOSTILE, "1", HOSTILE), option("```\nopen", "0", "~~~\nopen")), "single"
            ),
            stem=md(HOSTILE),
            body=md(f"{HOSTILE}\n\n```\nfence <b> that never ends\n\n# Heading"),
        ),
        item(
            "links",
            Choice(
                (option("[lesson](../modules/01-a/01-one.md)", "1", "![p](img/p.svg)"),), "single"
            ),
        ),
    )


def record_items() -> tuple[Item, ...]:
    """Return sealed items; every hidden text holds the word CANARY."""
    path = "quizzes/final.md"
    word = "CANARY-7f3a"
    gap = TextBlank((f"{word} word",), is_exact=False, span=Span(path))
    hidden = {"rationale": md(word, path), "hint": md(word, path), "evidence": (word,)}
    parts = (option("Open text A", "1", word, path), option("Open text B", "0", word, path))
    return (
        item("one", Choice(parts, "single"), "final", **hidden),
        item("fill", FillIn((gap,)), "final", stem=md("Say [[#1]]", path), **hidden),
        item("write", LongFillIn(md(word, path)), "final", **hidden),
    )


@pytest.fixture(scope="session")
def course() -> Course:
    """A course of one module with one lesson, a module quiz and a sealed assessment."""
    span = Span("modules/course.yml")
    lesson = Lesson(
        id="one",
        title="Lesson <One> & *co*",
        objectives=("m1.o1",),
        covers=("k.01",),
        minutes=6,
        aliases=(),
        page=page("modules/01-a/01-one.md", "Hello.\n\n## Part\n\nText.\n"),
        slug="one",
        span=span,
    )
    module = Module(
        id="m1",
        title="Module A",
        objectives=(Objective("m1.o1", "name", "remember", "Name <things>", ("k.01",), span),),
        quiz="basics",
        quiz_minutes=5,
        aliases=(),
        lessons=(lesson,),
        page=page("modules/01-a/index.md", "About the module.\n"),
        slug="a",
        summary="A summary.",
        span=span,
    )
    knowledge = Knowledge(
        sources=(SourceDocument("doc", "The Document", "2020", "en", span),),
        frameworks=(
            Framework(
                "fw",
                "The Framework",
                True,  # noqa: FBT003 - the model's order
                "doc",
                "1-2",
                (KnowledgeItem("k.01", "K", (), span),),
                (),
                span,
            ),
        ),
        terms=(
            Term("term.zeal", {"en": "zeal"}, "Energy <and> will.", (), span),
            Term("term.abc", {"en": "ABC"}, "Letters.", (), span),
        ),
    )
    return Course(
        id=IRI,
        title="The <Course>",
        subtitle="A subtitle",
        language="en",
        languages=("en",),
        mastery_score=Fraction(4, 5),
        paths=(Path("core", "Core", ("m1",), span),),
        assessment="final",
        attestation="I did this & nobody else.",
        certificate=Certificate(24, "HR"),
        recertify_months=24,
        intake=None,
        teaches=(),
        modules=(module,),
        quizzes=(
            quiz("basics", practice_items()),
            quiz("final", record_items(), kind="record", attempts=2),
        ),
        pages=(
            page("docs/index.md", "# Ignored title\n\nWelcome.\n", headings=()),
            page(
                "docs/help.md",
                "# Help\n\nText.\n",
                headings=(Heading(1, "Help", "help", Span("docs/help.md")),),
            ),
            page("docs/handbook/index.md", "# The handbook\n\nFor trainers.\n"),
        ),
        assets=(Asset("quizzes/img/p.svg", 10), Asset("docs/handbook/a.png", 10)),
        knowledge=knowledge,
        span=span,
    )


@pytest.fixture(scope="session")
def published() -> Published:
    """The assessment was published before: its options carry a salt."""
    return Published({"final": PublishedQuiz("final", "record", "salt", (), {})})


@pytest.fixture(scope="session")
def context(course: Course, published: Published) -> Context:
    """The course with its pools."""
    return Context(course, build_pools(course, published), published)


@pytest.fixture(scope="session")
def to_html() -> Callable[[str], str]:
    """Turn a page's Markdown into HTML with the site's own extensions."""

    def convert(text: str) -> str:
        extensions = [
            "coursewright",
            "admonition",
            "attr_list",
            "def_list",
            "md_in_html",
            "tables",
            "toc",
            "pymdownx.details",
            "pymdownx.superfences",
            "pymdownx.tabbed",
        ]
        return python_markdown.markdown(text, extensions=extensions)

    return convert
