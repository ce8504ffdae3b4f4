from __future__ import annotations

import os
from pathlib import Path

from tests.records.attacks.catalogue import UNSTOPPABLE
from tests.records.attacks.page import render_page

HANDBOOK = Path(__file__).parents[3] / "docs" / "handbook"
PAGE = HANDBOOK / "reference" / "attacks.md"
PROOF = HANDBOOK / "explanation" / "what-records-prove.md"


def test_attacks_page_is_what_the_catalogue_says() -> None:
    """The handbook's table of attacks is generated; COURSEWRIGHT_REWRITE=1 writes it anew."""
    if os.environ.get("COURSEWRIGHT_REWRITE"):
        PAGE.write_text(render_page(), encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == render_page()


def test_the_attacks_nobody_can_stop_are_named_to_readers() -> None:
    """The page on what records prove says both in the catalogue's own words, and no third."""
    section = PROOF.read_text(encoding="utf-8").split("## Two attacks nobody can stop\n")[1]
    named = " ".join(section.split("\n## ")[0].split())

    assert all(attack.sentence in named for attack in UNSTOPPABLE)
    assert named.count("**") // 2 == len(UNSTOPPABLE)
