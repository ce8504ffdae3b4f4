"""The page of check codes is generated and complete."""

from __future__ import annotations

import os
from pathlib import Path

from coursewright.checks import all_rules
from coursewright.checks.handbook import (
    SECTIONS,
    WRITING_SECTIONS,
    render_list,
    render_rule,
    render_rules,
)

PAGE = Path(__file__).parents[2] / "docs" / "handbook" / "reference" / "checks.md"


def test_page_is_what_the_rules_say() -> None:
    """The committed page equals the generated one; COURSEWRIGHT_REWRITE=1 writes it anew."""
    page = render_rules(all_rules())
    if "COURSEWRIGHT_REWRITE" in os.environ:
        PAGE.write_text(page, encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == page


def test_every_code_has_its_heading() -> None:
    """A code in a message can be looked up: one heading each, with why and cure."""
    page = render_rules(all_rules())
    codes = [rule.code for rule in all_rules()]

    assert len(codes) == len(set(codes))
    assert [page.count(f"### {code}: ") for code in codes] == [1] * len(codes)
    assert page.count("**Why it matters.**") == page.count("**How to mend it.**") == len(codes)
    assert {code[0] for code in codes if len(code) == 4} <= set(SECTIONS)
    assert {code[0] for code in codes if len(code) == 3} <= set(WRITING_SECTIONS)


def test_rules_speak_to_people() -> None:
    """Titles are short, why and cure are sentences, and none of them is empty."""
    for rule in all_rules():
        assert 1 <= len(rule.title.split()) <= 14, rule.code
        assert rule.why.endswith((".", "!", ")")), rule.code
        assert rule.cure.rstrip("`").endswith((".", ":", "”", "`", ")")) or rule.cure, rule.code
        assert rule.why != rule.cure


def test_one_rule_as_text_names_everything() -> None:
    """`--explain` shows code, severity, title, reason and cure; the list one line per rule."""
    rule = next(rule for rule in all_rules() if rule.code == "Q151")
    text = render_rule(rule)

    assert text.startswith("Q151 error: Not exactly one key\n")
    assert rule.why in text
    assert rule.cure in text
    assert len(render_list(all_rules()).splitlines()) == len(all_rules())
