"""`course serve`."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import click

from coursewright.cli.common import root_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command("serve")
@root_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
def command(*, root: Path, port: int, host: str) -> None:
    """Show the site while you edit; reloads on every save.

    While a file is broken, every page shows what is wrong and where. The handbook is included.
    """
    from coursewright.engines.preview import Preview  # noqa: PLC0415 - heavy

    # A shell that starts us in the background lets us ignore Ctrl+C's signal: take it back.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    preview = Preview(root.resolve(), host, port)
    try:
        preview.run(lambda text: click.echo(text, err=True))
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
