"""Handouts: the same course on paper, without a key in a learner's hands."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from coursewright.diagnostics import Span
from coursewright.engines.settings import DEFAULT_SETTINGS
from coursewright.generating import build_pools, generate_items
from coursewright.model import (
    Category,
    Check,
    Choice,
    Instrument,
    Item,
    Markdown,
    Node,
    Option,
    Scenario,
    ScenarioOption,
)
from coursewright.pipeline import load_course
from coursewright.rendering.context import Context
from coursewright.rendering.handouts import KINDS, Order, make_handouts
from coursewright.rendering.handouts.converter import EXTENSIONS
from coursewright.rendering.handouts.paper import key_text, lay_out

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "handouts"
ROOT = HERE.parents[1]
FIXTURE = HERE / "fixture"
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
SPAN = Span("quizzes/q.md")
CANARY = "CANARY-7f3a"


def made(course, context, published, **changes: Any):
    """Return the handouts of the small course by name."""
    found = make_handouts(course, context.pools, published, lambda _: None, Order(**changes))
    return {handout.name: handout.html for handout in found}


def fixture_handouts(seed="A"):
    """Return the handouts of the course on disk."""
    loaded = load_course(FIXTURE)
    assert loaded.course is not None
    found = make_handouts(
        loaded.course,
        loaded.pools,
        loaded.published,
        lambda path: (FIXTURE / path).read_bytes(),
        Order(seed=seed),
    )
    return {handout.name: handout.html for handout in found}


def choice(name, options, bank="q", key=0):
    """Return a choice with one key; each option's text is its position in the source."""
    rows = tuple(
        Option(Markdown(str(at), SPAN), Fraction(at == key), None, None, SPAN)
        for at in range(options)
    )
    return Item(
        id=name,
        bank=bank,
        interaction=Choice(rows, "single"),
        stem=Markdown(f"Stem {name}", SPAN),
        body=None,
        objective=None,
        evidence=(),
        points=1,
        revision=1,
        is_shuffled=True,
        hint=None,
        rationale=None,
        origin=None,
        span=SPAN,
    )


@pytest.mark.parametrize("kind", ["workbook", "guide", "answer-form", "answer-key"])
def test_handouts_of_a_small_course(kind):
    """Each kind is what stands in `golden/handouts`; COURSEWRIGHT_REWRITE=1 writes that anew."""
    names = [name for name in fixture_handouts() if name.endswith(f"/{kind}.html")]
    html = fixture_handouts()[min(names)]
    shown = STYLE.sub("<style></style>", html)
    path = GOLDEN / f"{kind}.html"
    if os.environ.get("COURSEWRIGHT_REWRITE"):
        path.write_text(shown, encoding="utf-8")

    assert path.read_text(encoding="utf-8") == shown


def test_the_same_source_gives_the_same_bytes():
    """Nothing of a clock, of chance or of a hash order gets in; another form is another paper."""
    once = fixture_handouts()

    assert fixture_handouts() == once
    assert fixture_handouts(seed="B") != once


def test_no_record_key_without_the_flag(course, context, published):
    """Without the flag, no handout holds a word of what a record bank hides."""
    handouts = made(course, context, published)

    assert {"course/guide.html", "a/workbook.html", "a/answer-form.html"} <= handouts.keys()
    assert [name for name, html in handouts.items() if CANARY in html] == []


@pytest.mark.parametrize("reveal", [False, True])
def test_the_flag_prints_record_keys_in_the_guide_only(course, context, published, reveal):
    """A module whose quiz is the assessment: sealed by default, and with the flag in its guide."""
    final = replace(next(one for one in course.quizzes if one.id == "final"), reveal=reveal)
    quizzes = tuple(final if one.id == "final" else one for one in course.quizzes)
    modules = tuple(replace(module, quiz="final") for module in course.modules)
    sealed = replace(course, modules=modules, quizzes=quizzes)
    closed = made(sealed, context, published)
    opened = made(sealed, context, published, with_record_keys=True)

    assert [name for name, html in closed.items() if CANARY in html] == []
    assert "a/answer-key.html" not in closed
    assert "Open text A" in closed["a/answer-form.html"]
    assert "Open text A" not in closed["a/guide.html"]
    assert "Key to form A" in opened["a/guide.html"]
    assert {name for name, html in opened.items() if CANARY in html} == {
        "course/guide.html",
        "a/guide.html",
    }


def test_learners_papers_hold_no_key(course, context, published):
    """Workbook and form hold no feedback, hint, rationale, accepted word or mark of a key."""
    secret = ("Rationale of", "Look again.", "A model.", "Yes, ", "apology", "20±1", "Acceptable")
    handouts = made(course, context, published)
    papers = handouts["a/answer-form.html"] + handouts["a/workbook.html"]
    bodies = STYLE.sub("", papers)

    assert [word for word in secret if word in bodies] == []
    assert re.findall(r'class="(?:is-key|mark|key|feedback|belief|reason)"', bodies) == []
    assert [word for word in secret if word in handouts["a/guide.html"]] == list(secret)


def test_hostile_texts_stay_texts(course, context, published):
    """HTML in an item is shown as it is written; no handout holds a script or loads anything."""
    for html in made(course, context, published).values():
        assert "<script" not in html
        assert re.findall(r'(?:src|href)="(?!data:|https?:|mailto:)[^"]*"', html) == []
        assert html.count("</main>") == 1


def test_a_check_may_name_a_generated_item():
    """What a lesson generates and checks is in its workbook, also where no pool draws it."""
    loaded = load_course(FIXTURE)
    assert loaded.course is not None
    generated = next(iter(generate_items(loaded.course)))
    (module,) = loaded.course.modules
    lesson = module.lessons[0]
    check = Check((generated.full_id,), 1, lesson.span)
    lesson = replace(lesson, page=replace(lesson.page, checks=(check,)))
    module = replace(module, lessons=(lesson,))
    changed = replace(loaded.course, modules=(module,))
    context = Context(changed, (), loaded.published)
    html = made(changed, context, loaded.published)[f"{module.slug}/workbook.html"]

    assert html.count('<div class="item">') == 1


def test_a_picture_is_inside_the_file():
    """A picture of the course becomes part of the page; its words stay with it."""
    guide = fixture_handouts()["course/guide.html"]

    assert 'src="data:image/svg+xml;base64,' in guide


@pytest.mark.parametrize("settings", [DEFAULT_SETTINGS, ROOT / "mkdocs.yml"])
def test_the_markdown_is_that_of_the_site(settings):
    """Paper and site read the same extensions; `toc` only makes anchors."""
    text = settings.read_text(encoding="utf-8").replace("!ENV", "")
    rows = yaml.safe_load(text)["markdown_extensions"]
    names = [next(iter(row)) if isinstance(row, dict) else row for row in rows]

    assert sorted(EXTENSIONS) == sorted(
        name for name in names if name not in {"coursewright", "toc"}
    )


@given(
    sizes=st.lists(st.integers(2, 5), min_size=1, max_size=40),
    seed=st.text(max_size=5),
    key=st.integers(0, 1),
)
def test_key_positions_are_balanced(sizes, seed, key):
    """Among items with equally many options, places hold the key equally often, or once more."""
    items = [choice(f"i{at}", size, key=key) for at, size in enumerate(sizes)]
    rows = lay_out(items, seed, {"q": ""})

    for size in set(sizes):
        of_size = [row for row in rows if len(row.order) == size]
        places = Counter(row.order.index(key) for row in of_size)
        counts = [places.get(at, 0) for at in range(size)]
        assert max(counts) - min(counts) <= 1
        assert all(sorted(row.order) == list(range(size)) for row in of_size)


def test_the_key_names_the_printed_letter(course, context, published):
    """On the key sheet stands the letter beside which the form prints the option that is right."""
    handouts = made(course, context, published)
    form, sheet = handouts["a/answer-form.html"], handouts["a/answer-key.html"]
    item = re.search(r'class="number">(\d+)\.</b> <span>Stem of multi.*?</ol>', form, re.DOTALL)
    assert item is not None
    options = re.findall(r"</span><span>([ABC])</span></li>", item[0])
    key = re.search(rf'<th scope="row">{item[1]}</th><td>(.*?)</td>', sheet)
    assert key is not None
    right = sorted("ABC"[options.index(text)] for text in ("A", "B"))

    assert unescape(key[1]).split() == right


def test_a_record_bank_is_shuffled_with_its_secret():
    """Who knows the form's name but not the bank's salt cannot tell the order in the source."""
    items = [choice(f"i{at}", 4, bank="final") for at in range(20)]
    one, other = (lay_out(items, "A", {"final": salt}) for salt in ("one", "two"))

    assert [key_text(row) for row in one] != [key_text(row) for row in other]


def test_every_kind_has_a_handout(course, context, published):
    """Asking for one kind gives this kind only, and a module without a scenario no role play."""
    found = {kind: sorted(made(course, context, published, kinds=(kind,))) for kind in KINDS}

    assert found == {
        "workbook": ["a/workbook.html", "course/workbook.html"],
        "guide": ["a/guide.html", "course/guide.html"],
        "answers": [
            "a/answer-form.html",
            "a/answer-key.html",
            "course/answer-form.html",
            "course/answer-key.html",
        ],
        "role-play": [],
    }


def test_a_self_diagnosis_stands_in_the_workbook(course, published):
    """Its statements are rows to tick on the whole scale; the advice, which rates, stays out."""
    advice = {"low": Markdown("Begin here.", SPAN)}
    statements = (Markdown("We warm the pot.", SPAN), Markdown("We ask first.", SPAN))
    category = Category("tea", "Tea & cups", (), None, statements, advice, SPAN)
    mirror = Instrument("m", "The mirror", 4, ("No", "Yes"), None, (category,), "q.md", SPAN)
    modules = (replace(course.modules[0], instrument="m"),)
    changed = replace(course, modules=modules, instruments=(mirror,))
    pools = build_pools(changed, published)
    html = made(changed, Context(changed, pools, published), published)["a/workbook.html"]

    sheet = html[html.index("The mirror") :]
    assert sheet.count('<tr><th scope="row">') == 2
    assert sheet.count('<td><span class="box"') == 4
    assert "Begin here." not in html
    assert "Tea &amp; cups" in sheet


def test_a_role_play_has_two_sheets(course, published):
    """The learner's sheet has the first moment only; the partner's has every branch and reason."""
    end = Node("end", Markdown("He leaves, pleased.", SPAN), None, (), SPAN)
    option = ScenarioOption(
        Markdown("Say sorry", SPAN),
        "best",
        "end",
        (),
        "calm",
        None,
        Markdown("He nods.", SPAN),
        Markdown("Because it helps.", SPAN),
        SPAN,
    )
    start = Node("start", Markdown("He shouts.", SPAN), None, (option,), SPAN)
    talk = Scenario(
        id="talk",
        title="The talk",
        roles=(),
        skill="Listening",
        minutes=5,
        learner="You",
        partner="Mr Lind, a guest",
        mood="angry",
        applies=(),
        framework=None,
        safety="Step back.",
        setting=None,
        nodes=(start, end),
        debrief=Markdown("What helped?", SPAN),
        path="quizzes/scenarios/talk.md",
        span=SPAN,
    )
    modules = (replace(course.modules[0], scenarios=("talk",)),)
    changed = replace(course, modules=modules, scenarios=(talk,))
    html = made(changed, Context(changed, (), published), published)["a/role-play.html"]
    learner, partner = html.split('<section class="module">')[1:]

    assert "He shouts." in learner
    assert [word for word in ("Say sorry", "He nods.", "pleased", "angry") if word in learner] == []
    for words in ("Say sorry", "He nods.", "Because it helps.", "Go on with Ending 1", "angry"):
        assert words in partner
    assert "Step back." in learner
    assert "Step back." in partner
