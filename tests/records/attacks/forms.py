"""Attacks on whoever reads the file: broken JSON, odd encodings, endless values, strange names."""

from __future__ import annotations

import json

from tests.records.attacks.case import Attack, file, files
from tests.records.crafting import enrolled, sign
from tests.records.samples import record

HONEST = enrolled()
TEXT = json.dumps(HONEST)
TYPED = "flagged unsigned self-declared without-link"


def with_ms(number: str) -> tuple[bytes, ...]:
    """Return a file with any text where the milliseconds of the first item stand."""
    return (TEXT.replace('"ms": 9000', f'"ms": {number}', 1).encode(),)


ATTACKS = (
    Attack(
        "float",
        "Somebody writes a time as a number with a fraction.",
        with_ms("9000.5"),
        ("rejected not-an-integer",),
    ),
    Attack("nan", "Somebody writes `NaN` as a time.", with_ms("NaN"), ("rejected not-an-integer",)),
    Attack(
        "infinite-number",
        "Somebody writes `1e400`, which many programs read as infinite.",
        with_ms("1e400"),
        ("rejected not-an-integer",),
    ),
    Attack(
        "endless-number",
        "Somebody writes a number of a hundred thousand digits.",
        with_ms("9" * 100_000),
        ("rejected number-too-large",),
    ),
    Attack(
        "true-as-number",
        "Somebody writes `true` as a time.",
        with_ms("true"),
        ("rejected bad-field",),
    ),
    Attack(
        "duplicate-key",
        "Somebody writes a field twice, in the hope that two programs read two values.",
        (TEXT.replace("{", '{"quiz": "greet", ', 1).encode(),),
        ("rejected duplicate-key",),
    ),
    Attack(
        "deep",
        "Somebody nests lists a hundred thousand deep.",
        (b"[" * 100_000 + b"]" * 100_000,),
        ("rejected too-deep",),
    ),
    Attack(
        "huge",
        "Somebody sends a file of more than two megabytes.",
        (TEXT.encode() + b" " * 2_000_000,),
        ("rejected too-large",),
    ),
    Attack(
        "many-records",
        "Somebody sends a file with more records than anybody can make.",
        (json.dumps([0] * 5_001).encode(),),
        ("rejected too-many",),
    ),
    Attack(
        "utf-16",
        "Somebody sends the file in another encoding.",
        (TEXT.encode("utf-16"),),
        ("rejected not-utf8",),
    ),
    Attack(
        "lone-surrogate",
        "Somebody writes half of a character, which no database can hold.",
        (TEXT.replace("I did this myself.", "\\ud800").encode(),),
        ("rejected bad-text",),
    ),
    Attack(
        "byte-order-mark",
        "Somebody opens the file in an editor that puts an invisible mark before it.",
        (b"\xef\xbb\xbf" + TEXT.encode(),),
        ("accepted",),
        note="the mark is skipped; what is signed stays as it was",
    ),
    Attack(
        "cut-off",
        "Somebody sends half of a file.",
        (TEXT[: len(TEXT) // 2].encode(),),
        ("rejected not-json",),
    ),
    Attack(
        "object-as-link",
        "Somebody puts an object where the link's text belongs.",
        files(enrolled(enrolment={"alg": "none"})),
        ("rejected bad-field",),
    ),
    Attack(
        "list-as-key",
        "Somebody puts a list where the device key belongs.",
        files({**HONEST, "device": [HONEST["device"]]}),
        ("rejected bad-field",),
    ),
    Attack(
        "number-as-signature",
        "Somebody puts a number where the signature belongs.",
        files({**HONEST, "sig": 1}),
        ("rejected bad-field",),
    ),
    Attack(
        "arabic-digits",
        "Somebody writes a time in digits that some programs convert.",
        files(enrolled(started="\u0662026-11-21T10:00:00.000Z")),
        ("rejected bad-field",),
    ),
    Attack(
        "homoglyph-name",
        "Somebody types a colleague's name with a Cyrillic letter that looks the same.",
        files(sign(record(declared_name="\u0410nna Berg"))),
        ("flagged self-declared without-link",),
    ),
    Attack(
        "bidi-name",
        "Somebody types a name with marks that turn the direction of what follows in a list.",
        (file(sign(record(declared_name="gre\u202eB annA\u2069"))),),
        ("flagged self-declared without-link",),
    ),
    Attack(
        "formula-name",
        "Somebody types a formula as a name, for the workbook to run.",
        files(record(declared_name='=HYPERLINK("https://example.net")')),
        (TYPED,),
    ),
)
