"""Agents and groups: who did something (Data 2.4.2)."""

from __future__ import annotations

from typing import Any, Final

from coursewright.records.xapi.checking import (
    any_text,
    check_object,
    join,
    list_of,
    one_of,
    text_that,
)
from coursewright.records.xapi.formats import is_iri, is_mailto, is_sha1
from coursewright.records.xapi.statement_json import StatementError, write_json

IFIS: Final = ("mbox", "mbox_sha1sum", "openid", "account")
"""Inverse functional identifiers (Data 2.4.2.3)."""


def check_agent(value: Any, place: str) -> None:
    """Check an agent: exactly one inverse functional identifier (Data 2.4.2.1)."""
    checks = {**_IFI_CHECKS, "objectType": one_of("Agent"), "name": any_text}
    agent = check_object(value, place, checks)
    if sum(name in agent for name in IFIS) != 1:
        raise StatementError(place, f"an agent has exactly one of {', '.join(IFIS)}")


def check_group(value: Any, place: str) -> None:
    """Check a group: members, or one identifier; no group in it (Data 2.4.2.2)."""
    checks = {
        **_IFI_CHECKS,
        "objectType": one_of("Group"),
        "name": any_text,
        "member": list_of(check_agent),
    }
    group = check_object(value, place, checks, ("objectType",))
    identifiers = sum(name in group for name in IFIS)
    if identifiers > 1 or (identifiers == 0 and "member" not in group):
        raise StatementError(place, f"a group has one of {', '.join(IFIS)}, or members")


def check_actor(value: Any, place: str) -> None:
    """Check an agent or a group, by its `objectType`."""
    is_group = isinstance(value, dict) and value.get("objectType") == "Group"
    (check_group if is_group else check_agent)(value, place)


def identifier_text(actor: dict[str, Any]) -> str:
    """Return the canonical text of an actor's identifier; empty for an anonymous group.

    Agents are equal when their identifiers are (Communication 2.1.3). The domain of an address
    ignores case (Data 2.3.1).
    """
    for name in IFIS:
        if name in actor:
            value = actor[name]
            if name == "mbox":
                user, _, domain = value.rpartition("@")
                value = f"{user}@{domain.lower()}"
            elif name == "mbox_sha1sum":
                value = value.lower()
            return write_json({name: value}).decode()
    return ""


def _check_account(value: Any, place: str) -> None:
    checks = {
        "homePage": text_that(is_iri, "an IRL with a scheme"),
        "name": text_that(bool, "a text that is not empty"),
    }
    check_object(value, place, checks, tuple(checks))


_IFI_CHECKS: Final = {
    "mbox": text_that(is_mailto, "mailto: and an e-mail address"),
    "mbox_sha1sum": text_that(is_sha1, "40 hexadecimal digits"),
    "openid": text_that(is_iri, "a URI with a scheme"),
    "account": _check_account,
}


def check_authority(value: Any, place: str) -> None:
    """Check an authority: an agent, or a group of exactly two agents (Data 2.4.9)."""
    check_actor(value, place)
    if value.get("objectType") == "Group" and len(value.get("member", ())) != 2:
        raise StatementError(join(place, "member"), "an authority that is a group has two members")
