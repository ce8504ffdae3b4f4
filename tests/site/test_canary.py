"""No byte of the site betrays the key of the final assessment."""

from __future__ import annotations

import gzip
import io
import itertools
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from coursewright.generating.forms import key_form, public_ids
from coursewright.model import Choice
from coursewright.pipeline import load_course

from .building import ROOT, build, copy_course

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coursewright.model import Item

pytestmark = pytest.mark.acceptance

CANARY = re.compile(rb"canary(?:secret|stem|reason)\d{4}")
KNOWLEDGE_ID = re.compile(r"\b(?:mis\.)?[a-z0-9-]+\.\w+\.(?:f?\d+)\b")
MORE_ITEMS = """

## Which word comes first? { #canary-gap objective=m04.o1 evidence="resolved.01.f1" }

It is [[SECRET|SECRET]].

!!! rationale
    SECRET

## Which thought is yours? { #canary-thought type=reflection objective=m04.o1 }

!!! model
    SECRET
"""


class Planted:
    """A copy of the real course with a word of its own in every place of the record bank."""

    def __init__(self, root: Path) -> None:
        self.root = copy_course(root)
        self.bank = self.root / "quizzes" / "final.md"
        self._numbers = itertools.count(1)
        text = self.bank.read_text(encoding="utf-8")
        self.knowledge_ids = set(KNOWLEDGE_ID.findall("".join(re.findall(r"\{.*\}", text))))
        text = re.sub(r"\ndraw:\n(?:  -.*\n)+", "\n", text) + MORE_ITEMS
        text = self._plant(text, "stem", r"^## ")
        text = self._plant(text, "reason", r'own="')
        text = self._plant(text, "secret", r"^    > ")
        text = self._plant(text, "secret", r"^!!! (?:rationale|model)\n    ")
        text = re.sub("SECRET", lambda _: self._word("secret"), text)
        self.bank.write_text(text, encoding="utf-8")

    def _plant(self, text: str, kind: str, place: str) -> str:
        """Put a new word behind every match of the place."""
        return re.sub(f"(?m){place}", lambda found: f"{found[0]}{self._word(kind)} ", text)

    def _word(self, kind: str) -> str:
        return f"canary{kind}{next(self._numbers):04}"

    def words(self, kind: str) -> set[bytes]:
        """Return what was planted as a `stem`, a `reason` of an author or another `secret`."""
        found = CANARY.findall(self.bank.read_bytes())
        return {word for word in found if word.startswith(f"canary{kind}".encode())}

    def reveal(self) -> None:
        """Ask for the key to be published."""
        text = self.bank.read_text(encoding="utf-8")
        self.bank.write_text(text.replace("reveal: false", "reveal: true"), encoding="utf-8")


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """Plant the words."""
    return Planted(tmp_path_factory.mktemp("canary") / "course")


def plain_contents(content: bytes) -> Iterator[bytes]:
    """Give a file's bytes, and what is packed inside them, however deep."""
    yield content
    if content.startswith(b"\x1f\x8b"):
        yield from plain_contents(gzip.decompress(content))
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield name.encode()
                yield from plain_contents(packed.read(name))


def everything(folder: Path) -> bytes:
    """Return every byte below a folder: names, contents, and contents of packed files."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    names = "\n".join(str(path.relative_to(folder)) for path in files).encode()
    return b"\n".join([names, *(part for f in files for part in plain_contents(f.read_bytes()))])


@pytest.fixture(scope="module")
def sealed(planted: Planted, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Build the course as it is, and return every byte of the site."""
    return everything(build(planted.root, tmp_path_factory.mktemp("sealed") / "site"))


def test_packed_files_are_looked_into() -> None:
    """A word inside a gz inside a zip is found (so that not finding one means something)."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json.gz", gzip.compress(b"canarysecret0001"))
    assert b"canarysecret0001" in b"".join(plain_contents(packed.getvalue()))


def test_every_place_is_planted(planted: Planted) -> None:
    """The bank holds hundreds of words: a feedback for each option, a stem for each item."""
    assert len(planted.words("stem")) > 90
    assert len(planted.words("secret")) > 240
    assert len(planted.words("reason")) > 5
    assert len(planted.knowledge_ids) > 100


def test_no_secret_is_in_any_byte(planted: Planted, sealed: bytes) -> None:
    """Stems are public; no feedback, rationale, accepted word, model answer or reason is."""
    found = set(CANARY.findall(sealed))
    assert found == planted.words("stem")


def test_no_id_of_the_knowledge_is_in_any_byte(planted: Planted, sealed: bytes) -> None:
    """Neither evidence nor misconception can be followed from the site."""
    ids = b"|".join(re.escape(one).encode() for one in sorted(planted.knowledge_ids))
    assert re.findall(rb"(?<![\w.-])(?:" + ids + rb")(?![\w.-])", sealed) == []


def test_the_page_of_the_assessment_has_no_key(tmp_path: Path, planted: Planted) -> None:
    """Its data has `keys: null` and its items no solution."""
    site = build(planted.root, tmp_path / "site")
    page = (site / "final-assessment/quiz/index.html").read_text(encoding="utf-8")
    assert "&quot;keys&quot;:null" in page or '"keys":null' in page
    for word in ("course-solution", "course-feedback", "course-rationale", "course-key", "credit"):
        assert word not in page


def test_published_key_is_found(tmp_path: Path) -> None:
    """Control: with `reveal: true` the same search finds every word but the authors' reasons."""
    planted = Planted(tmp_path / "course")
    planted.reveal()
    found = set(CANARY.findall(everything(build(planted.root, tmp_path / "site"))))
    assert found == planted.words("stem") | planted.words("secret")


def key_places() -> list[tuple[int, int, int]]:
    """For each item with one key: options, place of the key in the source and in the page."""
    loaded = load_course(ROOT)
    assert loaded.course is not None
    places = []
    for pool in loaded.pools:
        keys = key_form(pool, loaded.course)
        for item in pool.items:
            if isinstance(item.interaction, Choice) and item.interaction.scoring != "true-false":
                places += _places(
                    item, keys[item.full_id], pool.salts[item.full_id.partition("/")[0]]
                )
    return places


def _places(item: Item, key: dict[str, dict[str, str]], salt: str) -> list[tuple[int, int, int]]:
    best = [one for one, credit in key.get("credits", {}).items() if credit == "1"]
    if len(best) != 1 or not item.is_shuffled:
        return []
    ids = public_ids(item, salt)
    return [(len(ids), ids.index(best[0]), sorted(ids).index(best[0]))]


def test_places_of_keys_look_like_chance() -> None:
    """Over all items the key's place in the page is uniform and independent of the source."""
    three = [(source, shown) for count, source, shown in key_places() if count == 3]
    assert len(three) > 90
    expected = len(three) / 3
    counts = [sum(shown == place for _, shown in three) for place in range(3)]
    # Chi-square with two degrees of freedom: above 20.7 once in 30 000 courses.
    assert sum((count - expected) ** 2 / expected for count in counts) < 20.7, counts
    same = sum(source == shown for source, shown in three)
    # Five standard deviations around one third.
    assert abs(same - expected) < 5 * (len(three) * 2 / 9) ** 0.5, (same, expected)
