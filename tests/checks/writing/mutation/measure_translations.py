"""Counts what the reviewer finds of flaws that were planted in translations.

The translations in `sample/` were made by hand from a part of our own course, in four languages.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections import Counter
from pathlib import Path

from tests.checks.writing.mutation.measure import Score, _count
from tests.checks.writing.mutation.mutators_translations import TRANSLATION_MUTATORS, Draft

from coursewright.checks.support.context import CheckContext
from coursewright.checks.support.translated import translated_contexts
from coursewright.checks.writing import check_writing
from coursewright.model import Course, Published
from coursewright.reading import read_course
from coursewright.reading.translations.files import source_of

SAMPLE = Path(__file__).parent / "sample"


def measure_translations(seed: int, each: int) -> dict[str, Score]:
    """Plant `each` flaws of every rule about translations in the sample, one at a time, and count.

    Args:
        seed: the same seed gives the same flaws.
        each: flaws of each rule.
    """
    with tempfile.TemporaryDirectory(prefix="coursewright-") as scratch:
        root = Path(scratch) / "sample"
        shutil.copytree(SAMPLE, root)
        course = _read(root)
        before = _codes(course)
        paths = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.md"))
        pairs = [(path, *named) for path in paths if (named := source_of(path))]
        scores = {code: Score() for code in TRANSLATION_MUTATORS}
        for code, mutator in TRANSLATION_MUTATORS.items():
            rng = random.Random(f"{seed} {code}")  # noqa: S311 - it must be repeatable
            seen: set[str] = set()
            for path, source, language in rng.choices(pairs, k=40 * each):
                if scores[code].planted == each:
                    break
                text = (SAMPLE / path).read_text("utf-8")
                original = (SAMPLE / source).read_text("utf-8")
                spoilt = mutator.plant(Draft(course, language, text, original, rng))
                if spoilt is None or spoilt in seen:
                    continue
                seen.add(spoilt)
                (root / path).write_text(spoilt, "utf-8")
                new = _codes(_read(root)) - before
                (root / path).write_text(text, "utf-8")
                _count(scores, code, mutator.also, set(new), path)
    return scores


def good_translations() -> dict[str, int]:
    """Return code -> count of what is found in the sample as it is."""
    return dict(_codes(_read(SAMPLE)))


def _read(root: Path) -> Course:
    course, findings = read_course(root)
    assert course is not None
    assert not findings.has_errors, list(findings)
    return course


def _codes(course: Course) -> Counter[str]:
    """Count the findings about translations by their codes."""
    contexts = translated_contexts(CheckContext(course, Published()))
    return Counter(finding.code for one in contexts for finding in check_writing(one))
