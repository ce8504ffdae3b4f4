"""Python and the browser must grade alike: the learner sees one score and HR reports the other."""

from __future__ import annotations

import json
import sys
import unicodedata
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.records.strategies import JUNK, WORDS, Triple, banks, triples

from coursewright.records.folding import fold, fold_exact, read_number
from coursewright.records.grading import grade_attempt, grade_item, score_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ENOUGH: Final = 2000
GOLDEN: Final = Path(__file__).parents[1] / "records/grading_cases.json"

# Cases travel as JSON text, as records do; that is also ten times faster than as objects.
GRADE_ITEMS: Final = """async (text) => {
  const { gradeItem } = await import("/src/core/scoring.js");
  const { format } = await import("/src/core/fraction.js");
  const scores = JSON.parse(text).map((triple) => format(gradeItem(...triple)));
  return JSON.stringify(scores);
}"""
GRADE_ATTEMPTS: Final = """async (text) => {
  const { gradeAttempt } = await import("/src/core/scoring.js");
  const { format } = await import("/src/core/fraction.js");
  const results = JSON.parse(text).map(([{ items, mastery_score: masteryScore }, responses]) => {
    const keys = Object.fromEntries(Object.entries(items).map(([id, { key }]) => [id, key]));
    const given = new Map(responses.map(({ item, response }) => [item, response]));
    const drawn = responses.map(({ item }) => item);
    const result = gradeAttempt({ items, masteryScore }, keys, drawn, given);
    const spelled = (scores) => Object.fromEntries([...scores].map(([k, v]) => [k, format(v)]));
    const [byItem, byObjective] = [spelled(result.byItem), spelled(result.byObjective)];
    return { ...result, byItem, byObjective };
  });
  return JSON.stringify(results);
}"""
FOLD: Final = """async (text) => {
  const { exactText, foldText, parseNumber } = await import("/src/core/text.js");
  const { format } = await import("/src/core/fraction.js");
  const folded = JSON.parse(text).map((typed) => {
    const number = parseNumber(typed);
    return [foldText(typed), exactText(typed), number && format(number)];
  });
  return JSON.stringify(folded);
}"""


def spelled(score: Fraction | None) -> str | None:
    """Return a fraction as the browser writes it; None stays None."""
    return None if score is None else f"{score.numerator}/{score.denominator}"


def folded(text: str) -> list[str | None]:
    """Return a text folded, folded exactly and read as a number by Python."""
    return [fold(text), fold_exact(text), spelled(read_number(text))]


def in_browser(page: Page, program: str, cases: list[Any]) -> list[Any]:
    """Return what a program makes of the cases in Chromium."""
    results: list[Any] = json.loads(page.evaluate(program, json.dumps(cases)))
    return results


def compared(
    check: Callable[[list[Any]], None], cases: st.SearchStrategy[Any], batches: int = 130
) -> int:
    """Run a check on random batches of cases; return how many cases there were."""
    seen = 0

    @settings(
        max_examples=batches,
        deadline=None,  # a shared machine may pause at any time
        suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow],
    )
    @given(st.lists(cases, min_size=16, max_size=25))
    def run(batch: list[Any]) -> None:
        nonlocal seen
        check(batch)
        seen += len(batch)

    run()
    return seen


def test_random_items_earn_the_same_exact_score(page: Page) -> None:
    """The same item, key and response give the same fraction, also for malformed responses."""

    def check(batch: list[Triple]) -> None:
        expected = [spelled(grade_item(*triple)) for triple in batch]
        assert expected == in_browser(page, GRADE_ITEMS, batch)

    assert compared(check, triples()) >= ENOUGH


def test_responses_of_another_interaction_earn_the_same(page: Page) -> None:
    """What another item's response or plain junk earns does not depend on the side."""
    mixed = st.tuples(triples(), triples(), JUNK, st.booleans()).map(
        lambda drawn: (*drawn[0][:2], drawn[1][2] if drawn[3] else drawn[2])
    )

    def check(batch: list[Triple]) -> None:
        expected = [spelled(grade_item(*triple)) for triple in batch]
        assert expected == in_browser(page, GRADE_ITEMS, batch)

    assert compared(check, mixed, batches=30) >= 400


def test_random_attempts_have_the_same_result(page: Page) -> None:
    """Score, four decimals, passed, items and objectives agree for whole attempts."""

    def check(batch: list[Any]) -> None:
        results = in_browser(page, GRADE_ATTEMPTS, batch)
        for attempt, shown in zip(batch, results, strict=True):
            result = grade_attempt(*attempt)
            assert shown == {
                "score": spelled(result.score),
                "decimal": None if result.score is None else score_text(result.score),
                "passed": result.passed,
                "byItem": {row.item: spelled(row.score) for row in result.items},
                "byObjective": {
                    objective: spelled(score)
                    for objective, score in result.objective_scores().items()
                },
            }

    assert compared(check, banks(), batches=20) >= 200


def test_the_golden_cases_of_the_records_hold_in_the_browser(page: Page) -> None:
    """Every hand-written grading case of the Python side has its score in the browser, too."""
    cases = json.loads(GOLDEN.read_text(encoding="utf-8"))
    expected = {case["name"]: spelled(Fraction(case["score"])) for case in cases}
    shown = in_browser(page, GRADE_ITEMS, [[c["spec"], c["key"], c["response"]] for c in cases])

    assert expected == dict(zip([case["name"] for case in cases], shown, strict=True))


@pytest.mark.parametrize("mastery", ["0.8", "0.7", "0.85", "0.6667", "0.3333", "1", "0"])
def test_the_mastery_score_itself_passes_on_both_sides(page: Page, mastery: str) -> None:
    """Around the mastery score of every quiz length, both sides pass and fail the same attempts."""
    spec = {"interaction": "choice", "options": ["a", "b"], "multiple": False, "points": 1}
    credits_ = {"credits": {"a": "1", "b": "0"}}
    attempts: list[tuple[dict[str, Any], list[dict[str, Any]]]] = []
    passed = []
    for total in range(1, 31):
        ids = [f"q/{number}" for number in range(total)]
        items = {i: {**spec, "objective": None, "key": credits_} for i in ids}
        bank: dict[str, Any] = {"items": items, "strata": [], "mastery_score": mastery}
        for right in range(total + 1):
            rows = [{"item": i, "response": "ab"[n >= right]} for n, i in enumerate(ids)]
            attempts.append((bank, rows))
            passed.append(Fraction(right, total) >= Fraction(mastery))
    shown = [result["passed"] for result in in_browser(page, GRADE_ATTEMPTS, attempts)]

    assert passed == shown == [grade_attempt(*attempt).passed for attempt in attempts]


def test_random_texts_fold_alike(page: Page) -> None:
    """Folding, exact folding and reading numbers agree on texts made to be difficult."""

    def check(batch: list[str]) -> None:
        assert [folded(text) for text in batch] == in_browser(page, FOLD, batch)

    assert compared(check, WORDS) >= ENOUGH


def test_every_character_python_knows_folds_alike(page: Page) -> None:
    """Each assigned character is folded to the same text, alone and between letters."""
    characters = (chr(point) for point in range(sys.maxunicode + 1))
    known = [c for c in characters if may_fold(c)]
    texts = [text for c in known for text in (c, f"A{c}B")]
    shown = in_browser(page, FOLD, texts)
    differing = [
        (text, folded(text), other)
        for text, other in zip(texts, shown, strict=True)
        if folded(text) != other
    ]

    assert len(known) > 15_000
    assert differing == []


def may_fold(character: str) -> bool:
    """Leave out what has nothing to fold: unassigned, surrogates, private use, plain ideographs."""
    category = unicodedata.category(character)
    if category == "Lo":
        return bool(unicodedata.decomposition(character))
    return category not in {"Cn", "Cs", "Co"}
