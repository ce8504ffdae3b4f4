from __future__ import annotations

from tests.records.crafting import enrolled
from tests.records.intake.conftest import PATIENT, credentials
from tests.records.intake.xapi_client import Client, numbered, numbers
from tests.records.ledger.conftest import postgres  # noqa: F401 - a fixture
from tests.records.xapi.samples import ID, full, simple

from coursewright.records.ledger import Ledger


def test_the_intake_on_a_database(start, tmp_path, postgres):  # noqa: F811 - the fixture
    """With the ledger in PostgreSQL, records, results and statements work the same way."""
    url = postgres.fresh_url()
    service = start(ledger=url, credentials=credentials(tmp_path), limits=PATIENT)
    rows = service.rows([enrolled(1), enrolled(2), "x"])
    again = service.rows([enrolled(1)])
    lrs = Client(service)
    lrs.post([full(), *(numbered(number) for number in range(5))])
    conflict = lrs.post(simple(id=ID))
    found, pages = lrs.follow(limit=2, ascending="true")

    assert [row["status"] for row in rows] == ["accepted", "accepted", "rejected"]
    assert again[0]["result"] == rows[0]["result"]
    assert conflict.status == 409
    assert (len(found), pages) == (6, 3)
    assert numbers(lrs.get(verb=simple()["verb"]["id"], limit=1)) == [int(full()["id"][:8], 16)]
    with Ledger(url, service.state.authority) as ledger:
        assert len(ledger.attempts()) == 2
        assert ledger.audit().problems == ()
