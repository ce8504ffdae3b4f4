"""`course translate new` and `mark` as plans: what is written, byte by byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.editing.courses import replace_once, sources
from tests.reading.test_translations import french_course

from coursewright.diagnostics import CoursewrightError
from coursewright.editing.translate import plan_marks, plan_new
from coursewright.generating.translated import translated_parts
from coursewright.pipeline import load_course

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.editing import Plan

BANK = "quizzes/repair.fr.md"
HEAD = "---\ntitle: Saluer\n---\n"
ORDER = (
    "\n## Mettez en ordre les trois parties. { #greeting-order }\n\n1. Regarder\n2. Sourire\n"
    "3. Parler\n\n!!! rationale\n    Les yeux d'abord.\n"
)
GREET = f"{HEAD}{ORDER}"
RATING = (
    '\n## How do you greet? { #rating type=likert scale="never|often" objective=m01.o1 }\n\n'
    "- I look up\n- I smile\n"
)


def new(root: Path, path: str) -> Plan:
    """Plan a French file."""
    loaded = load_course(root)
    assert loaded.course is not None
    return plan_new(root, loaded.course, loaded, "fr", path)


def mark(root: Path, *names: str) -> Plan:
    """Plan marks."""
    loaded = load_course(root)
    assert loaded.course is not None
    return plan_marks(root, loaded.course, loaded, names)


def write(root: Path, plan: Plan) -> None:
    """Carry a plan out."""
    for path, content in plan.files.items():
        (root / path).write_bytes(content)


def states(root: Path) -> dict[str, str]:
    """Return name -> state of every part in French."""
    course = load_course(root).course
    assert course is not None
    return {part.name: part.state for part in translated_parts(course, "fr")}


def test_a_new_bank_has_words_and_nothing_to_decide(tmp_path: Path) -> None:
    """Ids and marks stay; objective, evidence, points and misconceptions are left to the source."""
    [(path, content)] = new(french_course(tmp_path), "quizzes/greet.md").files.items()
    text = content.decode()

    assert path == "quizzes/greet.fr.md"
    assert text.startswith('---\nsource_hash: f00ca194\ntitle: "Greeting"\n---\n\n## A guest walks')
    assert text.count("{ #") == text.count(" source_hash=") == 4
    for word in ("objective", "evidence", "misconception", "own=", "kind", "mastery", "type="):
        assert word not in text
    assert "- [ ] The guest does, who wants something\n    > Guests wait" in text


def test_words_in_an_attribute_are_words_to_translate(tmp_path: Path) -> None:
    """The scale of a rating stays in its heading."""
    root = french_course(tmp_path)
    bank = root / "quizzes/greet.md"
    bank.write_text(bank.read_text("utf-8") + RATING, "utf-8")
    text = new(root, "quizzes/greet.md").files["quizzes/greet.fr.md"].decode()

    assert 'scale="never|often" }\n\n- I look up' in text


@pytest.mark.parametrize(
    ("path", "head"),
    [
        ("modules/02-repair/01-sorry.md", 'title: "Saying sorry"\n'),
        (
            "modules/01-greet/index.md",
            (
                'title: "Greeting"\nsummary: "How a conversation begins."\nobjectives:\n'
                '  - id: m01.o1\n    verb: "plan"\n    text: "Plan how you greet"\n'
            ),
        ),
        ("quizzes/final.md", 'title: "Assessment"\n'),
        ("docs/help.md", 'title: "Help"\n'),
    ],
)
def test_a_front_matter_holds_words_only(tmp_path: Path, path: str, head: str) -> None:
    """Below the mark stand the keys that a translation has, with the source's text."""
    [(target, content)] = new(french_course(tmp_path), path).files.items()
    first, *_ = content.decode().removeprefix("---\nsource_hash: ").split("---\n")

    assert target == path.replace(".md", ".fr.md")
    assert first[8:] == f"\n{head}"


@pytest.mark.parametrize(
    ("path", "head"),
    [
        (
            "quizzes/scenarios/guest",
            (
                'title: "A guest at the door"\nskill: "Greeting a guest"\n'
                'learner: "You, at the door"\npartner: "Mr Lind, a guest"\n'
                'safety: "Stop when it gets too close to you."\n---\n'
            ),
        ),
        (
            "quizzes/instruments/mirror",
            'title: "The mirror"\nscale: ["No", "Partly", "Yes"]\n---\n',
        ),
    ],
)
def test_new_practice_leaves_moods_and_knowledge_to_its_source(
    tmp_path: Path, path: str, head: str
) -> None:
    """Targets and ids stay, because a way through has to be written down."""
    root = french_course(tmp_path, {f"{path}.fr.md": None})
    text = new(root, f"{path}.md").files[f"{path}.fr.md"].decode()

    assert text[len("---\nsource_hash: 12345678\n") :].startswith(head)
    assert not any(word in text for word in ("mood", "misconception", "covers", "applies", "own="))
    assert ("→ #inside\n" in text) == ("scenarios" in path)


def test_only_missing_items_are_added(tmp_path: Path) -> None:
    """A bank that is begun keeps its text, and gets what it lacks at its end."""
    root = french_course(tmp_path, {"quizzes/greet.fr.md": GREET})
    plan = new(root, "quizzes/greet.md")
    text = plan.files["quizzes/greet.fr.md"].decode()
    write(root, plan)

    assert text.startswith(f"{GREET}\n## A guest walks up")
    assert [line.split("{ #")[1].split()[0] for line in text.splitlines() if "{ #" in line] == [
        "greeting-order",
        "who-first",
        "greeting-match",
        "greeting-multi",
    ]
    assert states(root)["quizzes/greet.fr.md#greeting-multi"] == "current"
    with pytest.raises(CoursewrightError, match="this is translated already"):
        new(root, "quizzes/greet.md")


def test_what_is_added_has_the_line_ends_of_the_file(tmp_path: Path) -> None:
    """A bank that Windows wrote is not mixed, and keeps its byte order mark."""
    root = french_course(tmp_path)
    before = b"\xef\xbb\xbf" + GREET.replace("\n", "\r\n").encode()
    (root / "quizzes/greet.fr.md").write_bytes(before)
    content = new(root, "quizzes/greet.md").files["quizzes/greet.fr.md"]

    assert content.startswith(before)
    assert content.count(b"\n") == content.count(b"\r\n")


@pytest.mark.parametrize(
    ("language", "path", "sentence"),
    [
        ("de", "quizzes/greet.md", "de: add this language to `languages` in modules/course.yml"),
        ("en", "quizzes/greet.md", "en: add this language to `languages` in modules/course.yml"),
        ("fr", "quizzes/nothing.md", "quizzes/nothing.md: this is no page or bank of the course"),
        ("fr", "quizzes/greet.fr.md", "Name its source: quizzes/greet.md."),
        ("fr", "modules/course.yml", "this is no page or bank of the course"),
        ("fr", "quizzes/repair.md", "quizzes/repair.fr.md: this is translated already"),
        ("fr", "modules/01-greet/01-first-words.md", "first-words.fr.md: this is translated"),
    ],
)
def test_what_cannot_be_begun_is_said(
    tmp_path: Path, language: str, path: str, sentence: str
) -> None:
    """One sentence that says what to do, or what is there already."""
    root = french_course(tmp_path)
    loaded = load_course(root)
    assert loaded.course is not None

    with pytest.raises(CoursewrightError) as caught:
        plan_new(root, loaded.course, loaded, language, path)
    assert sentence in str(caught.value)


def test_a_file_is_marked_with_all_its_items(tmp_path: Path) -> None:
    """Its head and every translated item; what is marked already stays as it is."""
    root = french_course(tmp_path, {"quizzes/greet.fr.md": GREET})
    plan = mark(root, "quizzes/greet.fr.md", BANK)
    write(root, plan)

    assert list(plan.files) == ["quizzes/greet.fr.md"]
    assert plan.notes == ("2 parts marked as up to date.",)
    assert (root / "quizzes/greet.fr.md").read_text("utf-8") == GREET.replace(
        "---\ntitle", "---\nsource_hash: f00ca194\ntitle"
    ).replace("{ #greeting-order }", "{ #greeting-order source_hash=e9ac699b }")
    assert not mark(root, "quizzes/greet.fr.md").files


def test_one_item_is_marked_alone(tmp_path: Path) -> None:
    """`FILE#item` leaves the head and the other items as they are."""
    old = {"replace": {"9cd3e294": "00000000", "692c95b9": "00000000"}}
    root = french_course(tmp_path, {BANK: old})
    before = (root / BANK).read_text("utf-8")
    plan = mark(root, f"{BANK}#apology-first")
    write(root, plan)

    assert plan.notes == ("1 part marked as up to date.",)
    assert (root / BANK).read_text("utf-8") == before.replace(
        "#apology-first source_hash=00000000", "#apology-first source_hash=692c95b9"
    )
    assert states(root)[f"{BANK}#spilled-coffee"] == "older"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{ #apology-first }", "{ #apology-first source_hash=692c95b9 }"),
        ("{#apology-first}", "{#apology-first source_hash=692c95b9 }"),
        ("{: #apology-first }", "{: #apology-first source_hash=692c95b9 }"),
        (
            "{ source_hash=1 #apology-first evidence=repair.01.f1 }",
            "{ source_hash=692c95b9 #apology-first evidence=repair.01.f1 }",
        ),
        ('{ #apology-first source_hash="old" }', '{ #apology-first source_hash="692c95b9" }'),
        ('{ #apology-first source_hash="" }', '{ #apology-first source_hash="692c95b9" }'),
    ],
)
def test_the_mark_of_an_item_stands_in_its_own_attribute(
    tmp_path: Path, written: str, expected: str
) -> None:
    """However the heading is written, only the mark in it changes."""
    changes = {"replace": {"{ #apology-first source_hash=692c95b9 }": written}}
    root = french_course(tmp_path, {BANK: changes})
    before = (root / BANK).read_text("utf-8")
    [content] = mark(root, BANK).files.values()

    assert content.decode() == before.replace(written, expected)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("source_hash: 00000000\n", "source_hash: 9ad826f3\n"),
        ('source_hash: "00000000"\n', 'source_hash: "9ad826f3"\n'),
        ("", "source_hash: 9ad826f3\n"),
        ("source_hash:\n", "source_hash: 9ad826f3\n"),
        ('source_hash: ""\n', 'source_hash: "9ad826f3"\n'),
        ("source_hash: 00000000 # of May\n", "source_hash: 9ad826f3 # of May\n"),
    ],
)
def test_the_mark_of_a_page_stands_in_its_front_matter(
    tmp_path: Path, written: str, expected: str
) -> None:
    """Quotation marks and comments of the author stay."""
    index = "modules/02-repair/index.fr.md"
    root = french_course(tmp_path, {index: {"replace": {"source_hash: 9ad826f3\n": written}}})
    before = (root / index).read_text("utf-8")
    [content] = mark(root, index).files.values()

    assert content.decode() == before.replace(f"---\n{written}title", f"---\n{expected}title")


def test_a_page_without_front_matter_gets_one(tmp_path: Path) -> None:
    """Pages of `docs/` may begin with their text."""
    body = "Choisissez un module.\n\n## Par où commencer\n\nOuvrez le premier module.\n"
    root = french_course(tmp_path, {"docs/help.fr.md": body})
    [content] = mark(root, "docs/help.fr.md").files.values()

    assert content.decode() == f"---\nsource_hash: db183fdd\n---\n{body}"


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_a_mark_changes_no_other_byte(tmp_path: Path, start: bytes) -> None:
    """Windows line ends and a byte order mark stay, and so does white space at line ends."""
    root = french_course(tmp_path, {"quizzes/greet.fr.md": GREET.replace("Sourire", "Sourire  ")})
    path = root / "quizzes/greet.fr.md"
    before = start + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(before)
    [content] = mark(root, "quizzes/greet.fr.md").files.values()

    assert content == before.replace(
        b"---\r\ntitle", b"---\r\nsource_hash: f00ca194\r\ntitle"
    ).replace(b"#greeting-order ", b"#greeting-order source_hash=e9ac699b ")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("quizzes/repair.md", "there is no such translation. Did you mean `quizzes/repair.fr.md`?"),
        (f"{BANK}#apology-frist", f"Did you mean `{BANK}#apology-first`?"),
        ("quizzes/greet.fr.md", "quizzes/greet.fr.md: there is no such translation"),
    ],
)
def test_what_cannot_be_marked_is_said(tmp_path: Path, name: str, sentence: str) -> None:
    """With what was probably meant; nothing is planned."""
    root = french_course(tmp_path)
    before = sources(root)

    with pytest.raises(CoursewrightError) as caught:
        mark(root, BANK, name)
    assert sentence in str(caught.value)
    assert sources(root) == before


def test_an_item_under_another_name_is_marked_by_either(tmp_path: Path) -> None:
    """The name in the file is what a trainer sees; the id is what the lists show."""
    old = {"#apology-first source_hash=692c95b9": "#sorry-first source_hash=0"}
    root = french_course(tmp_path, {BANK: {"replace": old}})
    replace_once(
        root / "quizzes/repair.md", "#apology-first ", "#sorry-first aliases=apology-first "
    )
    replace_once(root / "modules/02-repair/01-sorry.md", "/apology-first", "/sorry-first")

    plans = [mark(root, f"{BANK}#{name}") for name in ("apology-first", "sorry-first")]
    assert plans[0].files == plans[1].files
    assert b"#sorry-first source_hash=692c95b9" in plans[0].files[BANK]
