"""`course keys`: HR's keys, which vouch for personal links."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coursewright.cli.common import root_option

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.records.keys import PublicKey

keys_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--keys",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of HR's keys.  [default: ROOT/keys]",
)
months_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--months",
    type=click.IntRange(1, 120),
    default=24,
    show_default=True,
    help="For how many months the key signs; no link is valid for longer.",
)


@click.group("keys")
def command() -> None:
    """Make, replace and revoke the keys that sign personal links."""


@command.command("new")
@root_option
@keys_option
@months_option
def new(*, root: Path, keys: Path | None, months: int) -> None:
    """Make HR's first key.

    Prints the key's id on standard output.
    """
    from coursewright.records.keys import new_key  # noqa: PLC0415 - keeps `--help` fast

    folder = keys_folder(root, keys)
    now = datetime.now(UTC)
    _show_made(new_key(folder, now, end_of_day(now, months)), folder)


@command.command("rotate")
@root_option
@keys_option
@months_option
def rotate(*, root: Path, keys: Path | None, months: int) -> None:
    """Make a further key, which signs from now on.

    Links of the older keys keep working until they expire.
    """
    from coursewright.records.keys import rotate_key  # noqa: PLC0415 - keeps `--help` fast

    folder = keys_folder(root, keys)
    now = datetime.now(UTC)
    _show_made(rotate_key(folder, now, end_of_day(now, months)), folder)
    click.echo("Links that were signed with an older key keep working until they expire.", err=True)


@command.command("revoke")
@click.argument("kid")
@root_option
@keys_option
@click.option("--reason", required=True, help="Why, for whoever reads the list later.")
def revoke(*, kid: str, root: Path, keys: Path | None, reason: str) -> None:
    """Revoke the key KID: records that arrive from now on with its links are not counted.

    For a key that somebody else may have. What arrived before keeps counting.
    """
    from coursewright.diagnostics import CoursewrightError  # noqa: PLC0415
    from coursewright.records.keys import load_signer, revoke_key  # noqa: PLC0415

    folder = keys_folder(root, keys)
    now = datetime.now(UTC)
    revoked = revoke_key(folder, kid, now, reason)
    click.echo(revoked.kid)
    lines = [
        f"The key {kid} is revoked. From now on records with its links wait in quarantine.",
        f"Copy {folder / 'keys.json'} to the intake, if you run one: it does not know yet.",
    ]
    try:
        load_signer(folder, now)
    except CoursewrightError:
        lines.append("There is no key to sign with now. Make one with: course keys rotate")
    lines.append("Then send new links to everybody: course enrol ROSTER --site URL --reissue")
    for line in lines:
        click.echo(line, err=True)


@command.command("list")
@root_option
@keys_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON on standard output.")
def list_keys(*, root: Path, keys: Path | None, as_json: bool) -> None:
    """List the keys: what each is good for, and until when."""
    from coursewright.records.keys import read_keys  # noqa: PLC0415 - keeps `--help` fast

    folder = keys_folder(root, keys)
    ring = read_keys(folder)
    now = datetime.now(UTC)
    if as_json:
        rows = [_value(key, _state(key, now)) for key in ring.keys]
        click.echo(json.dumps({"keys": rows}, ensure_ascii=False, indent=2))
        return
    if not ring:
        click.echo(f"{folder}: no keys yet. Make one with: course keys new", err=True)
    for key in ring.keys:
        words = (key.kid, _state(key, now), f"{key.created:%Y-%m-%d} to {key.expires:%Y-%m-%d}")
        click.echo("  ".join((*words, key.reason)).rstrip())


def keys_folder(root: Path, keys: Path | None) -> Path:
    """Return the folder of HR's keys: the given one, or `keys` in the course."""
    return root / "keys" if keys is None else keys


def end_of_day(now: datetime, months: int) -> datetime:
    """Return the last second (UTC) of the same day some months later."""
    from coursewright.reporting.tables import add_months  # noqa: PLC0415 - keeps `--help` fast

    return datetime.combine(add_months(now.date(), months), time(23, 59, 59), UTC)


def _show_made(key: PublicKey, folder: Path) -> None:
    click.echo(key.kid)
    click.echo(
        f"The key {key.kid} signs personal links until {key.expires:%Y-%m-%d}. It is in {folder}.\n"
        f"Back up the whole folder {folder} now, where only you can read it.\n"
        f"Whoever has {key.kid}.key can make links in your name. Without learners.key nobody can "
        "tell any more whose records are whose.\n"
        f"{folder / 'keys.json'} alone holds no secret: copy it to the intake, if you run one.",
        err=True,
    )


def _state(key: PublicKey, now: datetime) -> str:
    if key.is_revoked(now):
        return "revoked"
    return "valid" if key.is_usable(now) else "expired"


def _value(key: PublicKey, state: str) -> dict[str, Any]:
    def spelled(moment: datetime | None) -> str | None:
        return None if moment is None else moment.isoformat().replace("+00:00", "Z")

    return {
        "kid": key.kid,
        "state": state,
        "created": spelled(key.created),
        "expires": spelled(key.expires),
        "revoked": spelled(key.revoked),
        "reason": key.reason,
    }
