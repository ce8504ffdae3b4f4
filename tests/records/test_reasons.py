from __future__ import annotations

import re
from pathlib import Path

import coursewright.records
from coursewright.records import enrolment, patterns, verify
from coursewright.records.reasons import FLAGS, ORDINARY, QUARANTINE, REJECTIONS, remarkable

SOURCES = sorted(Path(coursewright.records.__file__).parent.glob("*.py"))
CODE = re.compile(r'(?:RecordError\(|reason = )"([a-z0-9-]+)"')
FINAL = re.compile(r'EnrolmentError\("([a-z-]+)", is_final=True\)')
WAITING = re.compile(r'EnrolmentError\("([a-z-]+)", is_final=False\)')
YIELDED = re.compile(r'yield "([a-z-]+)"')
SECOND = re.compile(r'reason = "[a-z-]+" if .* else "([a-z-]+)"')


def test_every_refusal_has_a_sentence() -> None:
    """No code can reach HR without words that say what to do."""
    texts = [path.read_text(encoding="utf-8") for path in SOURCES]
    raised = {code for text in texts for code in (*CODE.findall(text), *SECOND.findall(text))}

    assert {"not-json", "too-many", "empty", "bad-field"} <= raised
    assert raised <= REJECTIONS.keys()


def test_every_refusal_of_a_link_has_a_sentence() -> None:
    """Final reasons are rejections, the others wait in quarantine."""
    text = Path(enrolment.__file__).read_text(encoding="utf-8")

    assert set(FINAL.findall(text)) == {"bad-enrolment", "forged-enrolment"}
    assert set(FINAL.findall(text)) <= REJECTIONS.keys()
    assert set(WAITING.findall(text)) == {"unknown-key", "key-revoked"}
    assert set(WAITING.findall(text)) <= QUARANTINE.keys()


def test_every_flag_has_a_sentence_and_every_sentence_a_flag() -> None:
    """What the verifier and the comparison of records can say is exactly what is explained."""
    yielded = YIELDED.findall(Path(verify.__file__).read_text(encoding="utf-8"))

    assert FLAGS.keys() == {
        *yielded,
        *re.findall(
            r'"(self-declared|no-name)"', Path(verify.__file__).read_text(encoding="utf-8")
        ),
        *patterns._FINDERS,
        "chain-gap",
        "name-inferred",
    }


def test_a_code_means_one_thing() -> None:
    """No code is a flag here and a refusal there."""
    codes = [*FLAGS, *QUARANTINE, *REJECTIONS]

    assert len(codes) == len(set(codes))


def test_sentences_are_whole() -> None:
    """Every sentence begins with a capital letter and ends with a full stop."""
    texts = [*FLAGS.values(), *QUARANTINE.values(), *REJECTIONS.values()]

    assert [text for text in texts if not (text[0].isupper() and text.endswith("."))] == []


def test_what_is_true_of_every_typed_name_is_not_remarkable() -> None:
    """Without a link, flags that say how such records work do not ask for a look."""
    assert FLAGS.keys() >= ORDINARY
    assert remarkable((*ORDINARY, "very-fast")) == ("very-fast",)
    assert remarkable(("unsigned", "name-inferred")) == ("name-inferred",)


def test_with_a_link_a_missing_signature_is_remarkable() -> None:
    """A record with a link has no flag about a name, and `unsigned` is worth a look there."""
    assert remarkable(("unsigned", "very-fast")) == ("unsigned", "very-fast")
