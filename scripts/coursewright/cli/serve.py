"""`course serve`."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Final

import click

from coursewright.cli.common import root_option

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.cli.serve_intake import PreviewIntake

WILDCARDS: Final = {"0.0.0.0", "::", ""}  # noqa: S104 - compared with, not listened on


@click.command("serve")
@root_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--no-intake", is_flag=True, help="Grade nothing: records stay in the browser.")
def command(*, root: Path, port: int, host: str, no_intake: bool) -> None:
    """Show the site while you edit; reloads on every save.

    While a file is broken, every page shows what is wrong and where. The handbook is included. An
    intake on the next port grades finished quizzes at once; its records go into ROOT/.preview,
    never into HR's ledger.
    """
    from coursewright.engines.preview import Preview  # noqa: PLC0415 - heavy

    # A shell that starts us in the background lets us ignore Ctrl+C's signal: take it back.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    preview = Preview(root.resolve(), host, port)
    intake = None if no_intake else _intake(root.resolve(), host, port, preview.url)
    preview.intake = None if intake is None else intake.address
    try:
        preview.run(lambda text: click.echo(text, err=True))
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
    finally:
        if intake is not None:
            intake.stop()


def _intake(root: Path, host: str, port: int, site: str) -> PreviewIntake:
    """Start the intake beside the site, and let the site's pages use it."""
    from coursewright.cli.serve_intake import PreviewIntake  # noqa: PLC0415 - heavy

    # A page that another device shows could not reach this machine under a wildcard address.
    near = "127.0.0.1" if host in WILDCARDS else host
    origin = site.rstrip("/")
    own = {origin, origin.replace(f"//{host}:", f"//{near}:")}
    if near == "127.0.0.1":
        own.add(origin.replace(f"//{host}:", "//localhost:"))
    return PreviewIntake(root, near, port + 1 if port else 0, tuple(sorted(own)))
