"""Kills whole browsers while they write and send, and counts what is missing afterwards.

python -m tests.browser.delivery.soak --records 10000 --kills 100
python -m tests.browser.delivery.soak --baseline        the same faults without an outbox
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright
from tests.browser.conftest import Victim, launch_victim
from tests.browser.delivery.harness import COURSE, OPEN, RECORD, CourseServer, Intake
from tests.conftest import CHROMIUM_ARGS, find_chromium
from tests.records.samples import authority

from coursewright.records.ledger import Ledger

if TYPE_CHECKING:
    from playwright.sync_api import Page, Playwright

TABS: Final = 2
FAULT_RATE: Final = 0.3
"""While browsers die; so both writing and sending are under way at most kills."""
LONGEST_PAUSE_MS: Final = 15
DRAIN_TIMEOUT_S: Final = 300
BASELINE: Final = 300
PATIENCE_MS: Final = 20_000
"""How long the tab stays open after the last answer, without an outbox."""
# A colleague takes over, and clears the profiles of which everything was sent; the others wait on.
TAKE_OVER: Final = """async () => {
  for (const { id } of await store.profiles()) {
    await store.switchProfile(id);
    if (await store.undelivered() === 0) await store.clearProfile(id);
  }
  await store.createProfile(null);
}"""
WORK: Final = """([record, pauseMs]) => void (async () => {
  for (;;) {
    const attempt = await add(record);
    saved(attempt);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * pauseMs));
  }
})()"""
FORGET: Final = """([url, record, count]) => {
  const headers = { "Content-Type": "application/json" };
  for (let i = 0; i < count; i++) {
    const [at, attempt] = [new Date().toISOString(), crypto.randomUUID()];
    const more = { attempt, started: at, submitted: at, seq: 1, previous: null };
    const body = JSON.stringify([{ ...record, ...more, sig: "none" }]);
    fetch(`${url}/attempts`, { method: "POST", headers, body }).catch(() => {});
  }
}"""


@dataclass(frozen=True)
class Outcome:
    """What came of it."""

    kills: int
    saved: int
    """Records of which the page said that they are saved, before the browser died."""
    stored: int
    """Attempts in the ledger; some were saved a moment before the page could say so."""
    lost: int
    stored_twice: int
    posted_again: int
    """Records that were sent once more, because an answer was lost or said nothing."""
    faults: int
    discarded: int
    """Starts at which Chromium took its own database for damaged and began an empty one."""
    chain_flags: int
    """Attempts whose place in the chain of their profile looks wrong to HR."""
    seconds: float


@dataclass
class Soak:
    """One run."""

    playwright: Playwright
    command: list[str]
    folder: Path
    records: int
    kills: int
    seed: int = 1

    def __post_init__(self) -> None:
        """Prepare an empty profile and ledger."""
        self.saved: set[str] = set()
        self.discarded = 0
        self.random = random.Random(self.seed)  # noqa: S311 - it must be repeatable
        self.profile = self.folder / "profile"
        self.profile.mkdir()

    def run(self) -> Outcome:
        """Kill, start again, kill …; then let everything arrive and count."""
        begun = time.monotonic()
        with (
            CourseServer() as course,
            Intake(self.folder / "ledger", [course.origin], self.seed, FAULT_RATE) as intake,
        ):
            url = course.page(intake.url)
            for kill in range(self.kills):
                self._round(url, math.ceil(self.records * (kill + 1) / self.kills))
            stored = self._drain(url, intake)
            known = intake.control()
        counts = Counter(stored)
        posts = sum(known["posts"].values())
        return Outcome(
            kills=self.kills,
            saved=len(self.saved),
            stored=len(stored),
            lost=len(self.saved - counts.keys()),
            stored_twice=len(stored) - len(counts),
            posted_again=posts - len(known["posts"]),
            faults=sum(count for name, count in known["faults"].items() if name != "none"),
            discarded=self.discarded,
            chain_flags=self._chain_flags(),
            seconds=round(time.monotonic() - begun, 1),
        )

    def _note(self, attempt: str) -> None:
        self.saved.add(attempt)

    def _open(self, victim: Victim, url: str) -> Page:
        page = victim.open(url)
        page.evaluate(OPEN, COURSE)
        return page

    def _round(self, url: str, wanted: int) -> None:
        """Work in all tabs until so many records are saved, and a moment longer; then kill."""
        victim = launch_victim(self.playwright, self.command, self.profile)
        try:
            victim.browser.contexts[0].expose_function("saved", self._note)
            pages = [self._open(victim, url) for _ in range(TABS)]
            pages[0].evaluate(TAKE_OVER)
            for page in pages:
                page.evaluate(WORK, [RECORD, LONGEST_PAUSE_MS])
            while len(self.saved) < wanted:
                pages[0].wait_for_timeout(20)
            pages[0].wait_for_timeout(self.random.random() * 100)
            self.discarded += victim.has_discarded_data
        finally:
            victim.kill()

    def _drain(self, url: str, intake: Intake) -> list[str]:
        """Open the course once more and wait until nothing waits."""
        victim = launch_victim(self.playwright, self.command, self.profile)
        try:
            page = self._open(victim, url)
            deadline = time.monotonic() + DRAIN_TIMEOUT_S
            while missing := self.saved.difference(intake.arrived()):
                if time.monotonic() > deadline:
                    print(f"{len(missing)} records never arrived", file=sys.stderr)  # noqa: T201
                    break
                page.wait_for_timeout(200)
            self.discarded += victim.has_discarded_data
        finally:
            victim.kill()
        return intake.stored()

    def _chain_flags(self) -> int:
        with Ledger(self.folder / "ledger", authority()) as ledger:
            flags = [flag for row in ledger.attempts() for flag in row.flags]
        return sum(flag in {"chain-gap", "chain-fork"} for flag in flags)


def baseline(playwright: Playwright, command: list[str], folder: Path) -> dict[str, int]:
    """Send 300 records without an outbox, close the tab a while later, and count."""
    with (
        CourseServer() as course,
        # Short hangs: else the six connections of a browser are soon all taken, and it looks worse.
        Intake(folder / "ledger", [course.origin], rate=0.65, more={"hang_s": 1}) as intake,
    ):
        browser = playwright.chromium.launch(executable_path=command[0], args=command[1:])
        page = browser.new_page()
        page.goto(f"{course.origin}/page?tempo=1")
        record = RECORD | {"device": None, "enrolment": None, "declared_name": None}
        page.evaluate(FORGET, [intake.url, record, BASELINE])
        page.wait_for_timeout(PATIENCE_MS)
        browser.close()
        time.sleep(1)
        arrived = len(set(intake.stored()))
    return {"sent": BASELINE, "stored": arrived, "lost": BASELINE - arrived}


def main() -> None:
    """Run from the command line and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--baseline", action="store_true")
    options = parser.parse_args()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        command = [find_chromium(playwright) or "chromium", *CHROMIUM_ARGS]
        if options.baseline:
            print(json.dumps(baseline(playwright, command, Path(name))))  # noqa: T201
            return
        soak = Soak(playwright, command, Path(name), options.records, options.kills, options.seed)
        print(json.dumps(asdict(soak.run()), indent=1))  # noqa: T201


if __name__ == "__main__":
    main()
