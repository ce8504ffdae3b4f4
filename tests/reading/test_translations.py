"""Translations: golden cases of what is wrong with them, and what a course with them holds."""

from __future__ import annotations

import os
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.checks import test_golden as checks
from tests.checks.test_golden import found_in, lay_out, rewrite
from tests.handbook.scratch import copy_course

from coursewright.diagnostics import Span
from coursewright.editing.places import Sources
from coursewright.editing.translate import new_translation
from coursewright.generating.translated import translated_parts
from coursewright.model import Choice, FillIn, TextBlank
from coursewright.pipeline import load_course
from coursewright.reading import read_course

if TYPE_CHECKING:
    from coursewright.model import Course, Item
    from coursewright.pipeline import Loaded

HERE = Path(__file__).parent
GOLDEN = HERE / "golden_translations"
REWRITE = "COURSEWRIGHT_REWRITE" in os.environ
CASES = sorted(GOLDEN.glob("*.yml"))
PLACES = {"span", "path", "line", "first_line", "last_line", "language", "lint_ignore"}
"""Fields that tell where something stands, and in which language."""
TERM = "    en: touchpoint\n"
SETUP: dict[str, Any] = {
    "modules/course.yml": {"replace": {"languages: [en]": "languages: [en, fr]"}},
    "modules/knowledge/glossary.yml": {"replace": {TERM: f"{TERM}    fr: point de contact\n"}},
    "modules/01-greet/index.md": {
        "replace": {
            "quiz_minutes: 4\n": "quiz_minutes: 4\nscenarios: [guest]\ninstrument: mirror\n"
        }
    },
}


def french_course(root: Path, files: dict[str, Any] | None = None) -> Path:
    """Write a well-written course with a scenario and an instrument, and what is French of it.

    Args:
        root: where to.
        files: a case's changes, as `lay_out` takes them.
    """
    lay_out(root, SETUP, checks.HERE / "writing" / "base")
    lay_out(root, {}, checks.HERE / "french")
    return lay_out(root, files or {}, GOLDEN / "base")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case_finds_exactly_what_it_says(case: Path, tmp_path: Path) -> None:
    """The whole list of findings is compared, so a silent case is a course without any fault."""
    content = yaml.safe_load(case.read_text(encoding="utf-8"))
    found = found_in(french_course(tmp_path, content["files"]))
    if REWRITE:
        rewrite(case, "expected", found)
        content["expected"] = found

    assert found == content["expected"]


def test_the_french_course_is_clean(tmp_path: Path) -> None:
    """The course that every case changes has no finding of its own."""
    assert found_in(french_course(tmp_path)) == []


def french(root: Path) -> Course:
    """Read a course without findings, and return what is French of it."""
    course, findings = read_course(root)
    assert course is not None
    assert list(findings) == []
    [translation] = course.translations
    return translation.course


def item_of(course: Course, full_id: str) -> Item:
    """Return an item of a bank."""
    return next(item for quiz in course.quizzes for item in quiz.items if item.full_id == full_id)


def test_a_translated_item_has_its_own_words(tmp_path: Path) -> None:
    """Stem, options, feedback, rationale and gaps are those of the French file."""
    course = french(french_course(tmp_path))
    cups, word = item_of(course, "repair/spilled-coffee"), item_of(course, "repair/shortest")
    assert isinstance(cups.interaction, Choice)
    assert isinstance(word.interaction, FillIn)
    [gap] = word.interaction.blanks

    assert cups.stem.text.startswith("Vous avez renversé du café")
    assert [one.text.text.split()[0] for one in cups.interaction.options] == ["Je", "Je", "La"]
    assert cups.interaction.options[0].feedback is not None
    assert cups.interaction.options[0].feedback.text.startswith("Oui. Les excuses")
    assert word.rationale is not None
    assert word.rationale.text == "Un mot suffit pour commencer."
    assert isinstance(gap, TextBlank)
    assert gap.accepted == ("pardon", "désolé", "désolée")


def test_what_decides_comes_from_the_source(tmp_path: Path) -> None:
    """Ids, keys, misconceptions, evidence, objective, points, revision and order are English."""
    greet = (
        "---\ntitle: Saluer\n---\n\n## Qui parle en premier ? { #who-first }\n\n"
        "- [x] Vous\n    > Oui.\n- [ ] Le client\n    > Non.\n- [ ] Par hasard\n    > Non.\n"
    )
    english = {"replace": {"{ #who-first ": "{ #who-first points=3 revision=2 shuffle=false "}}
    root = french_course(tmp_path, {"quizzes/greet.fr.md": greet, "quizzes/greet.md": english})
    source, _ = read_course(root)
    assert source is not None
    ours, theirs = (item_of(one, "greet/who-first") for one in (french(root), source))
    assert isinstance(ours.interaction, Choice)
    assert isinstance(theirs.interaction, Choice)
    names = ("id", "bank", "objective", "evidence", "points", "revision", "is_shuffled")

    assert [getattr(ours, name) for name in names] == [getattr(theirs, name) for name in names]
    assert (ours.points, ours.revision, ours.is_shuffled) == (3, 2, False)
    assert [(one.credit, one.misconception, one.own) for one in ours.interaction.options] == [
        (one.credit, one.misconception, one.own) for one in theirs.interaction.options
    ]
    assert ours.interaction.options[1].misconception == "mis.greeting.01.1"
    for one, other in zip(french(root).quizzes, source.quizzes, strict=True):
        assert [item.id for item in one.items] == [item.id for item in other.items]
        assert (one.id, one.kind, one.mastery_score) == (other.id, other.kind, other.mastery_score)


def test_what_is_not_translated_stays_english(tmp_path: Path) -> None:
    """Items, lessons and pages without a translation have the text and place of the source."""
    head = "---\ntitle: Réparer\n---\n"
    course = french(french_course(tmp_path, {"quizzes/repair.fr.md": head}))
    repair = next(quiz for quiz in course.quizzes if quiz.id == "repair")

    assert (repair.title, repair.path) == ("Réparer", "quizzes/repair.fr.md")
    assert {item.span.path for item in repair.items} == {"quizzes/repair.md"}
    assert repair.items[0].stem.text.startswith("You have spilled coffee")
    assert course.modules[1].lessons[0].title == "Saying sorry"
    assert course.modules[0].title == "Greeting"
    assert [page.path for page in course.pages] == ["docs/help.md", "docs/index.md"]


def test_translated_pages_have_their_words_and_the_checks_of_the_source(tmp_path: Path) -> None:
    """Title, text, summary, objectives and recall material are French; checks point into it."""
    course = french(french_course(tmp_path))
    lesson = course.modules[0].lessons[0]
    module = course.modules[1]
    [recall] = lesson.page.recalls

    assert (lesson.title, lesson.id, lesson.minutes) == ("Les premiers mots", "first-words", 4)
    assert lesson.page.body.startswith("Saluez d'abord.")
    assert [one.items for one in lesson.page.checks] == [
        ("greet/who-first",),
        ("greet/greeting-order",),
    ]
    assert {one.span.path for one in lesson.page.checks} == {lesson.page.path}
    assert recall.entries[0].term.text == "Regarder"
    assert (recall.objective, recall.evidence) == ("m01.o1", ("greeting.01.f1",))
    assert (module.title, module.summary) == ("Réparer", "Comment remettre les choses en ordre.")
    assert (module.objectives[0].verb, module.objectives[0].level) == ("préparer", "create")
    assert (module.quiz, module.id) == ("repair", "m02")


def test_practice_has_its_words_and_the_ways_of_the_source(tmp_path: Path) -> None:
    """A scenario keeps grades, targets, moods and misconceptions; an instrument what it covers."""
    course = french(french_course(tmp_path))
    [scenario], [instrument] = course.scenarios, course.instruments
    first = scenario.nodes[0].options[0]

    assert (scenario.partner, scenario.mood) == ("M. Lind, un client", "uneasy")
    assert scenario.debrief is not None
    assert scenario.debrief.text.startswith("Le premier mot")
    assert first.text.text == "Attendre qu'il vous adresse la parole"
    assert (first.grade, first.target, first.mood) == ("poor", "in-the-rain", "angry")
    assert first.misconception == "mis.greeting.01.1"
    assert instrument.scale == ("Non", "En partie", "Oui")
    assert [one.title for one in instrument.categories] == ["Saluer", "Écouter"]
    assert instrument.categories[0].covers == ("greeting.01",)


def test_places_are_those_of_the_file_that_holds_the_words(tmp_path: Path) -> None:
    """A finding about French words must show the French line."""
    root = french_course(tmp_path)
    course = french(root)
    words = item_of(course, "repair/apology-first")
    lines = (root / "quizzes/repair.fr.md").read_text("utf-8").splitlines()
    assert isinstance(words.interaction, Choice)

    assert words.span == Span("quizzes/repair.fr.md", 15)
    assert words.stem.text in lines[words.stem.span.line - 1]
    for option in words.interaction.options:
        assert option.text.text in lines[option.span.line - 1]
        assert option.span.path == "quizzes/repair.fr.md"


def test_files_and_marks_tell_what_is_translated(tmp_path: Path) -> None:
    """Each translated file stands beside its source; each translated item has a mark, or none."""
    bare = {"replace": {" source_hash=692c95b9": ""}}
    course, _ = read_course(french_course(tmp_path, {"quizzes/repair.fr.md": bare}))
    assert course is not None
    [translation] = course.translations

    assert translation.language == translation.course.language == "fr"
    assert translation.files["quizzes/repair.md"] == "quizzes/repair.fr.md"
    assert translation.paths == {source.replace(".md", ".fr.md") for source in translation.files}
    assert set(translation.marks) == {
        *((source, "") for source in translation.files),
        *(("quizzes/repair.md", item) for item in ("spilled-coffee", "apology-first", "shortest")),
    }
    assert translation.marks["quizzes/repair.md", "spilled-coffee"].written == "9cd3e294"
    assert translation.marks["quizzes/repair.md", "apology-first"].written == ""
    assert translation.marks["quizzes/repair.md", ""].span == Span("quizzes/repair.fr.md", 1)


def test_a_renamed_item_is_translated_under_its_name_and_keeps_its_id(tmp_path: Path) -> None:
    """The name that stands in the source today pairs them; the first alias stays the id."""
    files: dict[str, Any] = {
        "quizzes/repair.md": {
            "replace": {"{ #apology-first ": "{ #sorry-first aliases=apology-first "}
        },
        "quizzes/repair.fr.md": {"replace": {"{ #apology-first ": "{ #sorry-first "}},
        "modules/02-repair/01-sorry.md": {
            "replace": {"repair/apology-first": "repair/sorry-first"}
        },
    }
    root = french_course(tmp_path, files)
    item = item_of(french(root), "repair/apology-first")

    assert item.stem.text.startswith("Les excuses viennent")
    assert (item.written_id, item.aliases) == ("sorry-first", ("apology-first",))
    assert found_in(root) == []


def plain(value: Any) -> Any:
    """Return what somebody reads and what decides: a value without its places in files."""
    if is_dataclass(value):
        kept = (one.name for one in fields(value) if one.name not in PLACES)
        return {name: plain(getattr(value, name)) for name in kept}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return value


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """Our own course with everything begun in French, and nothing translated yet."""
    root = copy_course(tmp_path_factory.mktemp("ours"))
    config = root / "modules/course.yml"
    config.write_text(config.read_text("utf-8").replace("[en]", "[en, fr]"), "utf-8")
    course, _ = read_course(root)
    assert course is not None
    sources = Sources(root)
    for path in {part.source: None for part in translated_parts(course, "fr")}:
        for name, content in new_translation(root, sources, course, "fr", path).files.items():
            (root / name).write_bytes(content)
    return load_course(root)


def test_every_file_of_our_course_can_be_begun_without_an_error(ours: Loaded) -> None:
    """A page, bank, scenario or instrument that `course translate new` made reads back at once."""
    assert ours.course is not None
    [translation] = ours.course.translations

    assert [str(one) for one in ours.findings if one.span.path in translation.paths] == []
    assert not ours.findings.has_errors
    assert len(translation.files) > 100


@pytest.mark.parametrize("kind", ["modules", "quizzes", "scenarios", "instruments", "pages"])
def test_a_new_translation_says_what_its_source_says(ours: Loaded, kind: str) -> None:
    """Every text, key, id, point and place in the order is that of the source."""
    assert ours.course is not None
    [translation] = ours.course.translations

    assert plain(getattr(translation.course, kind)) == plain(getattr(ours.course, kind))
    assert all(one.language == "fr" for one in translation.course.quizzes)


def test_a_new_translation_is_marked_with_the_source_of_today(ours: Loaded) -> None:
    """Whoever translates it at once has nothing to mark."""
    assert ours.course is not None

    assert {part.state for part in translated_parts(ours.course, "fr")} == {"current"}


PIECES = st.sampled_from(
    [piece for piece in (HERE / "pieces.txt").read_text("utf-8").split("\n%\n") if piece]
    + [
        "\n",
        "    ",
        "\r",
        "\x00",
        "\u202e",
        "{ #apology-first }",
        "→ #inside",
        "[[a]]",
        "- [x] a\n",
    ]
)


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A French course; each example leaves its files as they were."""
    return french_course(tmp_path_factory.mktemp("spoilt"))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_spoilt_translation_or_source_gives_findings_only(
    spoilt: Path, data: st.DataObject
) -> None:
    """Lines cut out or doubled, and pieces of our own syntax, never end in an exception."""
    places = sorted(path for path in spoilt.rglob("*.md") if "docs" not in path.parts)
    path = data.draw(st.sampled_from(places))
    before = path.read_bytes()
    lines = before.decode().splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(lines)))
        end = min(len(lines), start + data.draw(st.integers(0, 3)))
        lines[start:end] = data.draw(
            st.sampled_from([[], lines[start:end] * 2]) | PIECES.map(lambda piece: [piece])
        )
    path.write_bytes("".join(lines).encode())
    try:
        findings = list(load_course(spoilt, review=True).findings)
    finally:
        path.write_bytes(before)

    assert all(one.message and not one.message.endswith(".") for one in findings)
