"""A link that HR signed, a record that the browser signed, a result for its learner at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.browser.delivery.harness import OPEN, Intake
from tests.browser.delivery.pages import wait_until_done
from tests.records.samples import COURSE, authority

from coursewright.records.enrolment import issue_enrolment
from coursewright.records.keys import learner_id, load_signer, new_key, read_keys
from coursewright.records.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext
    from tests.browser.delivery.harness import CourseServer

pytestmark = pytest.mark.browser

RESULTS = "store.results().then((all) => [...all.values()].map(({ score }) => score))"


def test_only_the_holder_of_a_link_is_told_the_result(
    context: BrowserContext, course: CourseServer, add: Callable[..., list[str]], tmp_path: Path
) -> None:
    """By default a result goes to personal links only; HR sees both, and whose the link is."""
    now = datetime.now(UTC)
    keys = tmp_path / "keys"
    new_key(keys, now, now + timedelta(days=400))
    learner = learner_id(keys, COURSE, "0042")
    token = issue_enrolment(
        load_signer(keys, now),
        issuer="Harbour Goods",
        course=COURSE,
        learner=learner,
        path="core",
        language="en",
        now=now,
        expires=now + timedelta(days=90),
    )
    more = {"keys": str(keys), "results_for": "enrolled"}
    with Intake(tmp_path / "ledger", [course.origin], more=more) as intake:
        page = context.new_page()
        page.goto(course.page(intake.url))
        page.evaluate(OPEN, COURSE)
        [unknown] = add(page)
        wait_until_done(page)
        assert page.evaluate(RESULTS) == []
        page.goto(f"{course.page(intake.url)}#e={token}")
        page.evaluate(OPEN, COURSE)
        page.wait_for_function("document.querySelector('course-delivery').textContent.length > 0")
        [known] = add(page)
        wait_until_done(page)
        assert page.evaluate(RESULTS) == ["1.0000"]
    with Ledger(intake.ledger, authority(keys=read_keys(keys))) as ledger:
        rows = {row.attempt: row for row in ledger.attempts()}
    assert rows[known].is_enrolled
    assert not rows[unknown].is_enrolled
    assert rows[known].device == rows[unknown].device is not None
    assert rows[known].learner == learner
