from __future__ import annotations

import re
from pathlib import Path

import coursewright.records
from coursewright.records.reasons import FLAGS, ORDINARY, QUARANTINE, REJECTIONS, remarkable

SOURCES = sorted(Path(coursewright.records.__file__).parent.glob("*.py"))
CODE = re.compile(r'(?:RecordError\(|reason = )"([a-z0-9-]+)"')
SECOND = re.compile(r'reason = "[a-z-]+" if .* else "([a-z-]+)"')


def test_every_refusal_has_a_sentence() -> None:
    """No code can reach HR without words that say what to do."""
    texts = [path.read_text(encoding="utf-8") for path in SOURCES]
    raised = {code for text in texts for code in (*CODE.findall(text), *SECOND.findall(text))}

    assert {"not-json", "too-many", "empty", "bad-field"} <= raised
    assert raised <= REJECTIONS.keys()


def test_sentences_are_whole() -> None:
    """Every sentence begins with a capital letter and ends with a full stop."""
    texts = [*FLAGS.values(), *QUARANTINE.values(), *REJECTIONS.values()]

    assert [text for text in texts if not (text[0].isupper() and text.endswith("."))] == []


def test_what_is_true_of_every_record_is_not_remarkable() -> None:
    """Flags that say how records work so far do not ask for a look."""
    assert FLAGS.keys() >= ORDINARY
    assert remarkable((*ORDINARY, "very-fast")) == ("very-fast",)
