"""`course publish`: build, remember what is published, and put the site where learners see it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from coursewright.cli.common import load_or_exit, root_option
from coursewright.cli.records_ledger import ledger_option


@click.command("publish", short_help="Publish the built site to a folder or a git branch.")
@root_option
@click.option(
    "--to",
    "destination",
    required=True,
    metavar="DIR|git:REMOTE#BRANCH",
    help="A folder that a web server reads (it gets releases/ and the link current), or a branch.",
)
@click.option(
    "--keep",
    type=click.IntRange(1),
    default=5,
    show_default=True,
    help="Releases to keep in the folder.",
)
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    help="Publish this built site as it is, instead of building afresh.",
)
@ledger_option
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--rollback", is_flag=True, help="Make the release before the current one current.")
@click.option("--release", metavar="ID", help="With --rollback: the release to return to.")
def command(  # noqa: PLR0913 - click hands over each option
    *,
    root: Path,
    destination: str,
    keep: int,
    site: Path | None,
    ledger: Path | str | None,
    dry_run: bool,
    rollback: bool,
    release: str | None,
) -> None:
    """Publish the built site to a folder or a git branch.

    Before it builds, the present version of every quiz is archived (as `course quiz archive`
    does), so that records of this version can be graded for as long as they exist. What that does
    to people in the middle of the course is said first; the ledger tells how many they are.
    """
    if rollback or release:
        _rollback(destination, release)
        return
    if site is not None:
        _publish(site, destination, root=root, keep=keep, dry_run=dry_run)
        return
    _build_and_publish(root, destination, ledger, keep=keep, dry_run=dry_run)


def _build_and_publish(
    root: Path, destination: str, ledger: Path | str | None, *, keep: int, dry_run: bool
) -> None:
    """Archive the versions, build into a scratch folder and publish that."""
    import tempfile  # noqa: PLC0415 - with the rest of the heavy imports

    from coursewright.cli.impact import impact_lines  # noqa: PLC0415 - keeps `--help` fast
    from coursewright.cli.quiz import archive_versions, with_archive  # noqa: PLC0415
    from coursewright.engines.build import build_site  # noqa: PLC0415
    from coursewright.rendering import render_course  # noqa: PLC0415

    course, loaded = load_or_exit(root, review=True)
    for line in impact_lines(root, course, loaded, ledger):
        click.echo(line, err=True)
    if not dry_run:
        lines = archive_versions(root, course, loaded.published)
        for line in lines:
            click.echo(line, err=True)
        if lines:  # a bank that is archived for the first time gets its salt
            loaded = with_archive(root, course, loaded)
    with tempfile.TemporaryDirectory(prefix="coursewright-") as scratch:
        site = Path(scratch) / "site"
        build_site(root, render_course(course, loaded.pools, loaded.published), site)
        _publish(site, destination, root=root, keep=keep, dry_run=dry_run)


def _publish(site: Path, destination: str, *, root: Path, keep: int, dry_run: bool) -> None:
    """Put one built site to its destination and say what changed."""
    from coursewright.publishing import (  # noqa: PLC0415 - keeps `--help` fast
        GitTarget,
        publish_to_folder,
        publish_to_git,
    )

    now = datetime.now(UTC)
    if destination.startswith("git:"):
        target = GitTarget.parse(destination)
        message = f"Publish the course ({now:%Y-%m-%d %H:%M} UTC)"
        changes = publish_to_git(site, target, root=root, message=message, dry_run=dry_run)
        where = f"branch {target.branch} of {target.remote}"
    else:
        done = publish_to_folder(site, Path(destination), keep=keep, now=now, dry_run=dry_run)
        changes = done.changes
        where = f"{destination} (release {done.id})"
    if dry_run:
        for sign, paths in (("+", changes.added), ("~", changes.changed), ("-", changes.removed)):
            for path in paths:
                click.echo(f"{sign} {path}")
        click.echo(f"Would publish to {where}: {changes}. Nothing was changed.", err=True)
    elif changes:
        click.echo(f"Published to {where}: {changes}.", err=True)
    else:
        click.echo(f"Nothing to publish: {where} already shows this site.", err=True)


def _rollback(destination: str, release: str | None) -> None:
    """Return a folder to an earlier release."""
    from coursewright.publishing import rollback_folder  # noqa: PLC0415 - keeps `--help` fast

    if destination.startswith("git:"):
        raise click.UsageError("--rollback works on a folder; on a branch, use git revert")
    done = rollback_folder(Path(destination), release)
    click.echo(f"{destination} shows release {done.id} again: {done.changes}.", err=True)
