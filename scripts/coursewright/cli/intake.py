"""`course intake`."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from coursewright.cli.common import root_option
from coursewright.cli.records_ledger import ledger_folder, ledger_option
from coursewright.diagnostics import CoursewrightError

if TYPE_CHECKING:
    from typing import TextIO

    from coursewright.records.intake.settings import CourseProvider, IntakeSettings

LOOK_EVERY_S: Final = 2.0
_ORIGIN: Final = re.compile(r"https?://(?:\[[0-9a-f:]+\]|[a-z0-9.-]+)(?::[0-9]{1,5})?|null")
_BASE: Final = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")


def check_origins(
    _context: click.Context, _option: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Return origins as browsers spell them, or say what is wrong with one."""
    for value in values:
        if _ORIGIN.fullmatch(value) is None:
            raise click.BadParameter(
                f"`{value}` is no origin: write `https://`, the host in lower case, and nothing "
                "behind it, as in https://learn.example.com"
            )
    return values


def check_base(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """Return a path without a slash at its end, or say what is wrong with it."""
    base = value.rstrip("/")
    if _BASE.fullmatch(base) is None:
        raise click.BadParameter("write a path such as /intake")
    return base


@click.command("intake")
@root_option
@ledger_option
@click.option(
    "--keys",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder with a copy of HR's keys.json.  [default: ROOT/keys]",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8010, show_default=True)
@click.option(
    "--base", default="", callback=check_base, help="Path before /attempts, such as /intake."
)
@click.option(
    "--origin",
    "origins",
    multiple=True,
    callback=check_origins,
    help="Origin of the course's site, such as https://learn.example.com; may be repeated.",
)
@click.option(
    "--results-for",
    type=click.Choice(["enrolled", "everyone"]),
    default="enrolled",
    show_default=True,
    help="Who is told a result at once: people with a personal link, or everyone.",
)
@click.option(
    "--results-per-day",
    type=click.IntRange(0),
    default=10,
    show_default=True,
    help="Results told per learner and record quiz within 24 hours.",
)
@click.option(
    "--rate",
    type=click.FloatRange(0.1),
    default=20.0,
    show_default=True,
    help="Requests per second from one client address; ten times as many at once.",
)
@click.option(
    "--forwarded-allow-ips",
    help="Addresses of your reverse proxy, by commas; its X-Forwarded-For is believed.",
)
@click.option(
    "--xapi-credentials",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File of lines name:secret:read|write|all; without it no statements are taken.",
)
@click.option(
    "--log",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File for the log, one JSON object a line.  [default: standard error]",
)
def command(
    *,
    root: Path,
    ledger: Path | str | None,
    keys: Path | None,
    host: str,
    port: int,
    log: Path | None,
    **options: Any,
) -> None:
    """Receive attempt records over HTTP, grade them and answer with the result.

    Run it behind a web server that speaks HTTPS. Stops on Ctrl+C or SIGTERM when all that is under
    way is done.
    """
    from coursewright.cli.course_state import CourseWatch  # noqa: PLC0415 - keeps --help fast
    from coursewright.records.intake import create_app, server  # noqa: PLC0415
    from coursewright.records.ledger import Ledger  # noqa: PLC0415

    location = ledger_folder(root, ledger)
    course = CourseWatch(root, keys, LOOK_EVERY_S)
    settings = _settings(location, course, options)
    with Ledger(location, course().authority):
        pass  # what is wrong with the ledger is said now, and not to the first learner
    _warn_of_private_keys(root / "keys" if keys is None else keys)
    listening = server.listen(host, port)
    address = f"{server.address_of(listening)}{settings.base}"
    with _open_log(log) as stream:
        app = create_app(replace(settings, log=stream))
        intake = server.IntakeServer(app, options["forwarded_allow_ips"])
        intake.on_ready = lambda: click.echo(f"The intake is at {address} (stop: Ctrl+C)", err=True)
        server.serve(intake, listening)
    click.echo("Stopped.", err=True)


def _settings(
    location: Path | str, course: CourseProvider, options: dict[str, Any]
) -> IntakeSettings:
    """Return what the options come to; the log is opened later."""
    from coursewright.records.intake import IntakeSettings, Limits  # noqa: PLC0415
    from coursewright.records.intake.credentials import (  # noqa: PLC0415
        NO_CREDENTIALS,
        read_credentials,
    )

    path, rate = options["xapi_credentials"], options["rate"]
    return IntakeSettings(
        ledger=location,
        course=course,
        origins=options["origins"],
        results_for=options["results_for"],
        limits=Limits(
            results_per_day=options["results_per_day"],
            rate_per_s=rate,
            burst=max(1, round(rate * 10)),
        ),
        credentials=NO_CREDENTIALS if path is None else read_credentials(path),
        base=options["base"],
    )


def _open_log(path: Path | None) -> TextIO:
    """Open the log for appending; standard error, which stays open, without a path."""
    if path is None:
        return open(sys.stderr.fileno(), "w", encoding="utf-8", closefd=False)
    try:
        return path.open("a", encoding="utf-8")
    except OSError as error:
        raise CoursewrightError(f"{path}: the log cannot be written: {error.strerror}") from error


def _warn_of_private_keys(folder: Path) -> None:
    if any(folder.glob("*.key")):
        click.echo(
            f"{folder} holds private keys. The intake needs keys.json alone: copy that to a folder "
            "of its own, and name it with --keys.",
            err=True,
        )
