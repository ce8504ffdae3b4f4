"""Changes to honest records: in types, fields, nesting, responses, links, keys and bytes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from tests.records.crafting import claims, device, forged, header, hr_key
from tests.records.fuzzing.oracle import Signed, spelling
from tests.records.fuzzing.values import ALPHABET, ITEMS, LINKS, NUMBERS, TEXTS, TIMES, junk
from tests.records.fuzzing.world import ARCHIVED, HONEST, OTHER_COURSE, RESPONSES, USELESS

from coursewright.records.encoding import encode_b64url

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    Record = dict[str, Any]
    Mutation = Callable[[Random, Record], None]


def change_field(rng: Random, value: Record) -> None:
    """Put anything into a field."""
    value[rng.choice(tuple(value))] = junk(rng)


def swap_fields(rng: Random, value: Record) -> None:
    """Put one field's value into another."""
    one, other = rng.choice(tuple(value)), rng.choice(tuple(value))
    value[one] = value[other]


def drop_field(rng: Random, value: Record) -> None:
    """Leave a field away."""
    del value[rng.choice(tuple(value))]


def add_field(rng: Random, value: Record) -> None:
    """Add a field that the format does not have."""
    value[rng.choice(("score", "passed", "__proto__", "constructor", "x" * 300, "", "d"))] = junk(
        rng
    )


def change_identity(rng: Random, value: Record) -> None:
    """Claim another course, quiz, version, schema, number or predecessor."""
    name, choices = rng.choice(_IDENTITIES)
    value[name] = rng.choice(choices)


_IDENTITIES: Final[tuple[tuple[str, tuple[Any, ...]], ...]] = (
    ("course", (OTHER_COURSE, "", "https://example.org/course/")),
    ("quiz", ("foreign", "greet", "Final", "final/../x")),
    ("quiz_version", (ARCHIVED, ARCHIVED, "e" * 32, "F" * 32, "../x")),
    ("schema", ("coursewright/attempt/2", "coursewright/training-record/1")),
    ("seq", (0, 1, 2**31, 2**31 + 1, True, "1")),
    ("previous", (None, "0" * 64, "0" * 63, "G" * 64)),
    ("tz_offset", (0, 840, -840, 841, None)),
    ("language", ("fr", "x-y", "e", "de-CH-1996", "en\n")),
    ("attestation", (None, "", " ", "Yes.")),
    ("declared_name", (None, "", " ", "\u202e", "Olga", "x" * 201)),
    ("attempt", ("00000001-0000-4000-8000-00000000000g", "00000001-0000-1000-8000-000000000000")),
)


def change_time(rng: Random, value: Record) -> None:
    """Move a clock."""
    value[rng.choice(("started", "submitted"))] = rng.choice(TIMES)


def change_response(rng: Random, value: Record) -> None:
    """Change one response: its shape, item or time; or drop, repeat or add one."""
    rows = value.get("responses")
    if not isinstance(rows, list) or not rows:
        value["responses"] = [dict(row) for row in RESPONSES]
        return
    at = rng.randrange(len(rows))
    kind = rng.randrange(8)
    if kind == 0:
        del rows[at]
    elif kind == 1:
        rows.append(rows[at])
    elif kind == 2:
        rows.append({"item": rng.choice(ITEMS), "response": junk(rng), "ms": 1})
    elif isinstance(rows[at], dict) and kind == 3:
        rows[at]["item"] = rng.choice((*ITEMS, "final/none", "final/__proto__", "greet/a", 7))
    elif isinstance(rows[at], dict) and kind == 4:
        rows[at]["ms"] = rng.choice((*NUMBERS, True, "1"))
    elif isinstance(rows[at], dict) and kind <= 6:
        rows[at]["response"] = plausible(rng) if kind == 5 else junk(rng)
    else:
        rows[at] = junk(rng)


def plausible(rng: Random) -> Any:
    """Return a response that fits some item."""
    letters = rng.sample("abcd", rng.randrange(5))
    pairs = [[source, rng.choice("xyzw")] for source in rng.sample("pqr", rng.randrange(4))]
    texts = [rng.choice(TEXTS) for _ in range(rng.randrange(1, 3))]
    return rng.choice((rng.choice(TEXTS), letters, pairs, texts, [["a", rng.randrange(7)]]))


def change_link(rng: Random, value: Record) -> None:
    """Put another link into a record: genuine, useless, forged, or damaged."""
    value["declared_name"] = None
    kind = rng.randrange(6)
    if kind == 0:
        value["enrolment"] = rng.choice(LINKS)
    elif kind == 1:
        value["enrolment"] = rng.choice(USELESS)
    elif kind <= 3:
        value["enrolment"] = forged_link(rng)
    else:
        value["enrolment"] = damaged_link(rng, rng.choice(LINKS))


def forged_link(rng: Random) -> str:
    """Return a link of a forger: signed with the forger's own key, with any claims."""
    payload: Any = claims(rng.randrange(1, 4))
    head: Any = header(kid=rng.choice(("k-hr", "k-hr", "k-mallory", "k-later", "../k-hr")))
    for part in (payload, head):
        if rng.random() < 0.4:
            part[rng.choice(tuple(part))] = junk(rng)
        if rng.random() < 0.1:
            part[rng.choice(("jwk", "crit", "b64", "role", "nbf"))] = junk(rng)
    try:
        return forged(head, payload, hr_key("mallory"))
    except (TypeError, ValueError):
        return forged(b"null", spelling(payload), hr_key("mallory"))


def damaged_link(rng: Random, text: str) -> str:
    """Return a genuine link with a change of one place, or with other parts."""
    at = rng.randrange(len(text))
    kind = rng.randrange(6)
    if kind == 0:
        return text[:at] + rng.choice(ALPHABET) + text[at + 1 :]
    if kind == 1:
        return text[:at] + rng.choice((".", "=", "+", " ", "\u00e9", "\n")) + text[at:]
    if kind == 2:
        return text[:at]
    if kind == 3:
        return text[:-1] + rng.choice(ALPHABET)
    parts = text.split(".")
    others = rng.choice(LINKS).split(".")
    which = rng.randrange(len(parts))
    parts[which] = others[which % 3] if kind == 4 else encode_b64url(spelling(junk(rng)))
    return ".".join(parts)


MUTATIONS: Final[tuple[Mutation, ...]] = (
    change_field,
    swap_fields,
    drop_field,
    add_field,
    change_identity,
    change_identity,
    change_time,
    change_response,
    change_response,
    change_response,
    change_link,
    change_link,
)


def resign(rng: Random, value: Record, made: set[Signed]) -> None:
    """Sign a changed record as whoever changed it would, and remember that it was signed."""
    by = device(rng.randrange(4))
    value.pop("sig", None)
    value["device"] = dict(by.value)
    signed = spelling(value)
    value["sig"] = encode_b64url(by.signature(signed))
    made.add((signed, by.value["x"], by.value["y"], value["sig"]))


def strip(_: Random, value: Record, made: set[Signed]) -> None:
    """Take out key and signature."""
    del made
    value["sig"], value["device"] = "none", None


def damage_signature(rng: Random, value: Record, made: set[Signed]) -> None:
    """Change the signature or the device key, and sign no more."""
    del made
    kind = rng.randrange(5)
    if kind == 0:
        value["sig"] = junk(rng)
    elif kind == 1:
        value["device"] = junk(rng)
    elif kind == 2:
        value["device"] = dict(device(rng.randrange(4)).value)
    elif isinstance(value.get("sig"), str):
        value["sig"] = damaged_link(rng, value["sig"] or "none")
    elif isinstance(value.get("device"), dict) and value["device"]:
        value["device"][rng.choice(("x", "y", "crv"))] = junk(rng)


def mutated(rng: Random, made: set[Signed]) -> Record:
    """Return an honest record after some changes, mostly signed again."""
    value: Record = json.loads(rng.choice(HONEST))
    for _ in range(rng.choice((0, 1, 1, 1, 2, 2, 3))):
        if value:
            rng.choice(MUTATIONS)(rng, value)
    after = rng.random()
    if after < 0.7:
        resign(rng, value, made)
    elif after < 0.8:
        strip(rng, value, made)
    elif after < 0.9:
        damage_signature(rng, value, made)
    return value


def in_bytes(rng: Random, values: list[Any]) -> bytes:
    """Return a file with these records, now and then with damaged bytes."""
    shape = rng.randrange(10)
    if rng.random() < 0.01:
        values, shape = rng.choice(([], [junk(rng)], [*values, junk(rng)])), 8
    if len(values) == 1 and shape < 8:
        text = json.dumps(values[0])
    elif shape < 9:
        wrapper = {"schema": "coursewright/training-record/1", "attempts": values}
        text = json.dumps(wrapper if shape % 2 else values)
    else:
        text = "\n".join(map(json.dumps, values))
    raw = text.encode()
    if rng.random() < 0.9:
        return raw
    at = rng.randrange(len(raw))
    noise = rng.choice((b"", b"\xff", b'"', b"{", b"0", b"\\ud800", b'"a":1,', bytes([at % 256])))
    return raw[:at] + noise + raw[at + rng.choice((0, 1, 1, 20)) :]
