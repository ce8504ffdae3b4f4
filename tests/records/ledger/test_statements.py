"""xAPI statements in the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.records.ledger.content import dump, open_ledger
from tests.records.samples import NOW, authority

from coursewright.generating.canonical import canonical_json
from coursewright.records.ledger import StatementConflictError, StatementQuery, StoredStatement
from coursewright.records.ledger.remaking import rebuild_ledger
from coursewright.records.ledger.rows import statement_row

if TYPE_CHECKING:
    from pathlib import Path

PASSED = "http://adlnet.gov/expapi/verbs/passed"
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
QUIZ = "https://example.org/course/final"


def statement_id(number: int) -> str:
    """Return the id of a statement."""
    return f"{number:08x}-0000-4000-8000-000000000000"


def statement(number: int, stored: datetime = NOW, **changes: Any) -> StoredStatement:
    """Return a statement; `number` makes its id and content unique."""
    value = StoredStatement(
        id=statement_id(number),
        digest=f"{number:064x}",
        stored=stored,
        timestamp=NOW,
        verb=PASSED,
        activity=QUIZ,
        agent="account|p-1",
        registration=None,
        statement=canonical_json({"id": statement_id(number), "text": "\u0000 é"}),
    )
    return replace(value, **changes)


def ids(found: tuple[StoredStatement, ...]) -> list[int]:
    """Return the numbers of statements."""
    return [int(each.id[:8], 16) for each in found]


def test_a_statement_comes_back_as_it_went_in(location: Path | str) -> None:
    """Byte for byte, with times to the microsecond."""
    one = statement(1, NOW + timedelta(microseconds=7), registration=statement_id(9))
    with open_ledger(location) as ledger:
        assert ledger.store_statements([one]) == (one.id,)
        assert ledger.statement(one.id) == one
        assert ledger.statement(statement_id(2)) is None


def test_the_same_statement_again_changes_nothing(location: Path | str) -> None:
    """An LRS MUST NOT change its state on a known id (xAPI 1.0.3 part three, 2.1.2)."""
    one = statement(1)
    with open_ledger(location) as ledger:
        ledger.store_statements([one])
        again = replace(one, stored=NOW + timedelta(days=1), statement=b"{}")

        assert ledger.store_statements([again, statement(2), statement(2)]) == (statement_id(2),)
        assert ledger.statement(one.id) == one


def test_another_statement_with_a_known_id_keeps_the_whole_batch_out(
    location: Path | str,
) -> None:
    """All or nothing, whether the other one was there before or stands in the same batch."""
    with open_ledger(location) as ledger:
        ledger.store_statements([statement(1)])
        with pytest.raises(StatementConflictError) as before:
            ledger.store_statements([statement(2), statement(1, digest="f" * 64)])
        with pytest.raises(StatementConflictError) as beside:
            ledger.store_statements([statement(3), statement(3, digest="f" * 64)])

        assert ids(ledger.find_statements(StatementQuery())) == [1]
    assert (before.value.ids, beside.value.ids) == ((statement_id(1),), (statement_id(3),))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, [4, 3, 2, 1]),
        ({"ascending": True}, [1, 2, 3, 4]),
        ({"limit": 2}, [4, 3]),
        ({"verb": VOIDED}, []),
        ({"verb": PASSED, "activity": QUIZ}, [4, 2, 1]),
        ({"activity": "https://example.org/other"}, [3]),
        ({"agent": "account|p-2"}, [2]),
        ({"registration": statement_id(9)}, [4]),
        ({"since": NOW + timedelta(hours=2)}, [4, 3]),
        ({"until": NOW + timedelta(hours=2)}, [2, 1]),
        ({"since": NOW + timedelta(hours=1), "until": NOW + timedelta(hours=3)}, [3, 2]),
    ],
)
def test_statements_are_found(
    location: Path | str, query: dict[str, Any], expected: list[int]
) -> None:
    """By verb, activity, agent, registration and time stored (xAPI 1.0.3 part three, 2.1.3)."""
    with open_ledger(location) as ledger:
        ledger.store_statements(
            [
                statement(1, NOW + timedelta(hours=1)),
                statement(2, NOW + timedelta(hours=2), agent="account|p-2"),
                statement(3, NOW + timedelta(hours=3), activity="https://example.org/other"),
                statement(4, NOW + timedelta(hours=4), registration=statement_id(9)),
            ]
        )

        assert ids(ledger.find_statements(StatementQuery(**query))) == expected


def test_voided_statements_are_left_out_and_still_there(location: Path | str) -> None:
    """Whichever of the two comes first (xAPI 1.0.3 part two, 2.3.2)."""
    with open_ledger(location) as ledger:
        for number, voiding in ((1, 11), (2, 12)):
            pair = [
                statement(number),
                statement(voiding, verb=VOIDED, activity="", voids=statement_id(number)),
            ]
            for each in pair if number == 1 else reversed(pair):
                ledger.store_statements([each])
        found = ledger.find_statements(StatementQuery(ascending=True))
        one = ledger.statement(statement_id(1))

    assert ids(found) == [11, 12]
    assert one is not None
    assert one.voided


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.integers(0, 3), min_size=1, max_size=12),
    st.integers(1, 5),
    st.booleans(),
)
def test_pages_come_to_everything_once(
    tmp_path_factory: pytest.TempPathFactory,
    times: list[int],
    limit: int,
    ascending: bool,  # noqa: FBT001 - drawn
) -> None:
    """Page by page, behind the last one of the page before, even where many have one time."""
    statements = [
        statement(number, NOW + timedelta(microseconds=time)) for number, time in enumerate(times)
    ]
    with open_ledger(tmp_path_factory.mktemp("ledger")) as ledger:
        ledger.store_statements(statements)
        query = StatementQuery(ascending=ascending, limit=limit)
        found: list[int] = []
        while page := ledger.find_statements(query):
            found += ids(page)
            query = replace(query, after=(page[-1].stored, page[-1].id))

    by_time = sorted(range(len(times)), key=lambda number: (times[number], number))
    assert found == (by_time if ascending else by_time[::-1])


def test_statements_survive_the_database(tmp_path: Path) -> None:
    """They are kept beside it; of one that was sent twice the acknowledged one counts."""
    with open_ledger(tmp_path) as ledger:
        ledger._originals.keep_statements(
            None,  # type: ignore[arg-type]
            [{**statement_row(statement(1)), "stored": "2026-11-22T11:00:00.000000Z"}],
        )
        ledger.store_statements([statement(1), statement(2, voids=statement_id(1))])
        before = dump(ledger)
    (tmp_path / "ledger.sqlite").unlink()
    rebuild_ledger(tmp_path, authority())
    with open_ledger(tmp_path) as ledger:
        assert dump(ledger) == before


def test_what_was_remembered_is_found_again(location: Path | str) -> None:
    """Each place has its own keys; a value is replaced by a later one."""
    with open_ledger(location) as ledger:
        ledger.remember("a", {str(number): "1" for number in range(1_500)})
        ledger.remember("a", {"7": "2"})
        ledger.remember("b", {"7": "3"})
        found = ledger.memory("a")

        assert ledger.memory("b") == {"7": "3"}
        assert ledger.memory("c") == {}
    assert (len(found), found["7"], found["8"]) == (1_500, "2", "1")
