"""When a record may count, decided without the program under test.

Shared with it are only the formats. Grading, flags and the question who signed what are worked out
here in another way: from what the fuzzer itself has signed, and from tables of right answers.
"""

from __future__ import annotations

import json
import re
import unicodedata
from base64 import urlsafe_b64decode
from datetime import datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from tests.records.fuzzing.world import GENUINE, KEYS, MASTERY, NOW, POINTS, STRATA
from tests.records.samples import COURSE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from coursewright.records.verify import Verdict

Signed = tuple[bytes, str, str, str]
"""What was signed, the device's x and y, and the signature's text."""

_CHOICES: Final = {
    "final/single": {"a": Fraction(1), "b": Fraction(1, 2)},
    "final/yes": {"false": Fraction(1)},
}
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_CHECKED: Final = frozenset(
    {
        "unsigned",
        "self-declared",
        "no-name",
        "without-link",
        "enrolment-expired",
        "before-enrolment",
        "key-expired",
        "no-attestation",
        "draw-differs",
        "clock-backwards",
        "clock-ahead",
        "very-fast",
    }
)
_ORDINARY: Final = frozenset({"unsigned", "self-declared"})


def spelling(value: Any) -> bytes:
    """Return the one spelling of a JSON value that devices sign."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def objections(
    value: Any, verdict: Verdict, made: Collection[Signed], revoked: Collection[str] = ()
) -> Iterator[str]:
    """Yield why a verdict must not have been given; nothing when it is right.

    Args:
        value: what stands in the file, as an ordinary JSON reader reads it.
        verdict: the verdict on it.
        made: everything that a device has signed so far.
        revoked: tokens that must not count.
    """
    if verdict.status in {"rejected", "quarantined"}:
        if len(verdict.reasons) != 1 or not verdict.message or verdict.result is not None:
            yield "a refusal needs exactly one reason, a sentence and no result"
        return
    if verdict.status not in {"accepted", "flagged"}:
        yield f"an unknown status {verdict.status}"
        return
    if not isinstance(value, dict) or value.get("course") != COURSE:
        yield "it counts, and is no record of this course"
        return
    yield from _identity_objections(value, verdict, made, revoked)
    result = verdict.result
    score = regrade(value["responses"])
    if result is None or result.score != score:
        yield f"its score should be {score}"
    elif result.passed != (score >= Fraction(MASTERY[value["quiz_version"]])):
        yield "it passed or failed wrongly"
    expected = set(expected_flags(value))
    if set(verdict.reasons) & _CHECKED != expected:
        yield f"its flags should be {sorted(expected)}"
    is_linked = value.get("enrolment") is not None
    remarkable = set(verdict.reasons) - (frozenset() if is_linked else _ORDINARY)
    if (verdict.status == "flagged") != bool(remarkable):
        yield "its status does not fit its flags"


def _identity_objections(
    value: dict[str, Any], verdict: Verdict, made: Collection[Signed], revoked: Collection[str]
) -> Iterator[str]:
    device = value.get("device")
    if device is None:
        if value.get("sig") != "none":
            yield "it counts with a signature of nobody"
    else:
        unsigned = {name: part for name, part in value.items() if name != "sig"}
        if (spelling(unsigned), device["x"], device["y"], value["sig"]) not in made:
            yield "it counts, and no device has signed exactly this"
    link = value.get("enrolment")
    enrolment = verdict.enrolment
    if link is None:
        if enrolment is not None:
            yield "it has no link, and counts for somebody"
    elif link not in GENUINE or link in revoked:
        yield "it counts with a link that HR has not made"
    elif enrolment is None or enrolment.learner != _payload(link)["sub"]:
        yield "it counts for somebody else"
    elif value.get("declared_name") is not None:
        yield "it counts with a name beside the link"


def expected_flags(value: dict[str, Any]) -> Iterator[str]:
    """Yield the flags that a counted record must have, as far as one can tell from outside."""
    if value.get("device") is None:
        yield "unsigned"
    started, submitted = (datetime.fromisoformat(value[name]) for name in ("started", "submitted"))
    if value.get("enrolment") is None:
        yield "self-declared" if _has_name(value.get("declared_name")) else "no-name"
        yield "without-link"
    else:
        yield from _link_flags(value["enrolment"], started, submitted)
    if not (value.get("attestation") or "").strip():
        yield "no-attestation"
    listed = {row["item"] for row in value["responses"]}
    if [len(listed & set(row["items"])) for row in STRATA] != [row["count"] for row in STRATA]:
        yield "draw-differs"
    if submitted < started:
        yield "clock-backwards"
    elif submitted - started < timedelta(seconds=2 * len(value["responses"])):
        yield "very-fast"
    if max(started, submitted) > NOW + timedelta(minutes=10):
        yield "clock-ahead"


def _link_flags(link: str, started: datetime, submitted: datetime) -> Iterator[str]:
    payload = _payload(link)
    if payload["exp"] < min(submitted, NOW).timestamp():
        yield "enrolment-expired"
    if started.timestamp() < payload["iat"] - 86_400:
        yield "before-enrolment"
    kid = json.loads(_part(link, 0))["kid"]
    if any(key.kid == kid and key.expires <= NOW for key in KEYS.keys):
        yield "key-expired"


def regrade(responses: list[dict[str, Any]]) -> Fraction:
    """Return the score of responses by the tables of right answers."""
    credit = {row["item"]: _credit(row["item"], row["response"]) for row in responses}
    possible = sum(POINTS.get(item, 0) for item in credit)
    for row in STRATA:
        left_out = sorted(POINTS.get(item, 0) for item in row["items"] if item not in credit)
        absent = row["count"] - sum(item in credit for item in row["items"])
        possible += sum(left_out[-absent:]) if absent > 0 else 0
    earned = sum((POINTS.get(item, 0) * share for item, share in credit.items()), Fraction(0))
    return earned / possible if possible else Fraction(0)


_NIL: Final = Fraction(0)


def _credit(item: str, response: Any) -> Fraction:
    if isinstance(response, str):
        return _CHOICES.get(item, {}).get(response, _NIL)
    if not isinstance(response, list):
        return _NIL
    if item == "final/match":
        return _matched(response)
    grade = _LISTS.get(item)
    is_text = all(isinstance(part, str) for part in response)
    return grade(response) if grade and is_text else _NIL


def _ticked(response: list[str]) -> Fraction:
    is_known = sorted(set(response)) == sorted(response) and set(response) <= set("abcd")
    points = sum({"a": 1, "c": 1}.get(part, -1) for part in response)
    return max(_NIL, Fraction(points, 2)) if is_known else _NIL


def _ordered(response: list[str]) -> Fraction:
    pairs = {"".join(response)[at : at + 2] for at in range(3)}
    hits = len(pairs & {"ca", "ad", "db"})
    return Fraction(hits, 3) if sorted(response) == list("abcd") else _NIL


def _filled(response: list[str]) -> Fraction:
    if len(response) != 2:
        return _NIL
    return Fraction((_plain(response[0]) == "sorry") + (_spaced(response[1]) == "Berg"), 2)


def _numbered(response: list[str]) -> Fraction:
    return Fraction(len(response) == 1 and _is_near_eight(response[0]))


_LISTS: Final = {
    "final/multi": _ticked,
    "final/order": _ordered,
    "final/gap": _filled,
    "final/number": _numbered,
}


def _matched(response: list[Any]) -> Fraction:
    pairs: dict[str, str] = {}
    for row in response:
        if not isinstance(row, list) or not all(isinstance(part, str) for part in row):
            return _NIL
        if row[0] in pairs or row[0] not in {"p", "q", "r"} or row[1] not in {"x", "y", "z", "w"}:
            return _NIL
        pairs[row[0]] = row[1]
    return Fraction(sum(pairs.get(source) == target for source, target in ("px", "qy", "rz")), 3)


def _spaced(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _plain(text: str) -> str:
    letters = [char for char in unicodedata.normalize("NFKD", text) if not _is_mark(char)]
    folded = " ".join("".join(letters).lower().split())
    return folded[:-1] if folded[-1:] in {".", "!", "?"} else folded


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


def _is_near_eight(text: str) -> bool:
    compact = "".join(text.split()).replace("'", "")
    if _NUMBER.fullmatch(compact) is None or len(compact) > 1_000:
        return False
    return Fraction(15, 2) <= Fraction(compact.replace(",", ".")) <= Fraction(17, 2)


def _has_name(name: str | None) -> bool:
    return any(unicodedata.category(char)[0] not in "CZ" for char in name or "")


def _payload(link: str) -> dict[str, Any]:
    payload: dict[str, Any] = json.loads(_part(link, 1))
    return payload


def _part(link: str, at: int) -> bytes:
    return urlsafe_b64decode(link.split(".")[at] + "==")
