"""`course records push` and `pull`: attempts to an LRS, and attempt records back from one."""

from __future__ import annotations

import os
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from coursewright.cli.common import EXIT_FINDINGS, plural, root_option
from coursewright.cli.records_ledger import (
    ledger_folder,
    ledger_option,
    load_for_records,
    open_ledger,
)
from coursewright.diagnostics import CoursewrightError

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.records.xapi.lrs import LrsClient

USER: Final = "COURSE_LRS_USER"
PASSWORD: Final = "COURSE_LRS_PASSWORD"  # noqa: S105 - the name of a variable


def lrs_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say which LRS, and how to get in."""
    for option in (
        click.option("--allow-http", is_flag=True, help="Send the credentials without encryption."),
        click.option(
            "--credentials",
            type=click.Path(path_type=Path, dir_okay=False),
            help=f"File with one line user:password.  [default: {USER} and {PASSWORD}]",
        ),
        click.option("--lrs", "url", required=True, help="Address of the LRS's xAPI resources."),
    ):
        function = option(function)
    return function


@click.command("push")
@lrs_options
@click.option(
    "--self-declared",
    is_flag=True,
    help="Also attempts without a personal link; their records hold typed names.",
)
@root_option
@ledger_option
def push_records(
    *,
    url: str,
    credentials: Path | None,
    allow_http: bool,
    self_declared: bool,
    root: Path,
    ledger: Path | str | None,
) -> None:
    """Send the ledger's attempts to an LRS as xAPI statements.

    What an LRS has been sent is remembered, and statements have the same ids each time: pushing
    again sends only what is new. The exit code is 1 when the LRS refused a statement.
    """
    from coursewright.records.xapi.exchange import push, read_state  # noqa: PLC0415 - heavy

    client, address = _client(url, credentials, allow_http=allow_http)
    location = ledger_folder(root, ledger)
    course, loaded = load_for_records(root)
    with open_ledger(root, location, course, loaded) as book:
        state = read_state(_state_folder(root, location), address)
        done = push(book, client, state, with_self_declared=self_declared)
    sent = f"{plural(done.attempts, 'attempt')} ({plural(done.statements, 'statement')})"
    click.echo(f"Sent {sent}; {done.before} were there before.", err=True)
    if done.kept:
        click.echo(
            f"Kept {plural(done.kept, 'attempt')} without a personal link: the records hold typed "
            "names. To send them too: --self-declared",
            err=True,
        )
    for statement, why in sorted(done.refused.items()):
        click.echo(f"{statement}: the LRS refused it: {why}")
    if done.refused:
        sys.exit(EXIT_FINDINGS)


@click.command("pull")
@lrs_options
@root_option
@ledger_option
def pull_records(
    *,
    url: str,
    credentials: Path | None,
    allow_http: bool,
    root: Path,
    ledger: Path | str | None,
) -> None:
    """Import the attempt records among an LRS's statements.

    Asks for what was stored since the last pull. Each record is verified and graded like one in a
    file; the exit code is 1 when one was rejected or put into quarantine.
    """
    from coursewright.cli.record_lines import closing_lines, verdict_lines  # noqa: PLC0415
    from coursewright.records.xapi.exchange import pull, read_state  # noqa: PLC0415 - heavy

    client, address = _client(url, credentials, allow_http=allow_http)
    location = ledger_folder(root, ledger)
    course, loaded = load_for_records(root)
    with open_ledger(root, location, course, loaded) as book:
        state = read_state(_state_folder(root, location), address)
        done = pull(book, client, state, datetime.now(UTC))
    for line in verdict_lines(Path("(LRS)"), done.verdicts):
        click.echo(line)
    for line in closing_lines([(Path("(LRS)"), done.verdicts)] if done.verdicts else []):
        click.echo(line, err=True)
    click.echo(
        f"Looked at {plural(done.statements, 'statement')}; {plural(done.before, 'record')} were "
        f"in the ledger before, {plural(done.others, 'record')} belong to other courses.",
        err=True,
    )
    if any(verdict.status in {"rejected", "quarantined"} for verdict in done.verdicts):
        sys.exit(EXIT_FINDINGS)


def _client(url: str, credentials: Path | None, *, allow_http: bool) -> tuple[LrsClient, str]:
    from coursewright.records.xapi.lrs import LrsAccess, LrsClient, check_url  # noqa: PLC0415

    address = check_url(url, allows_http=allow_http)
    return LrsClient(LrsAccess(address, *_credentials(credentials))), address


def _credentials(path: Path | None) -> tuple[str, str]:
    """Return user and password, from a file or the environment; never from the command line.

    A command line can be read by everybody on the machine.
    """
    if path is None:
        user, password = os.environ.get(USER, ""), os.environ.get(PASSWORD, "")
        if not user or not password:
            raise CoursewrightError(
                f"set {USER} and {PASSWORD}, or name a file with user:password by --credentials"
            )
        return user, password
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise CoursewrightError(f"{path}: the credentials cannot be read: {error}") from error
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise CoursewrightError(
            f"{path}: other people on this machine may read the credentials; `chmod 600 {path}`"
        )
    user, colon, password = text.partition(":")
    if not user or not colon or not password or "\n" in text:
        raise CoursewrightError(f"{path}: it should hold one line, user:password")
    return user, password


def _state_folder(root: Path, location: Path | str) -> Path:
    """Return where is remembered what an LRS has: in the ledger's folder, if it has one."""
    return (location if isinstance(location, Path) else root / "records") / "lrs"
