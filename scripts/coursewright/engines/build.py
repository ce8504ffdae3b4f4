"""A rendered course -> a site folder: built beside the old one, then swapped in."""

from __future__ import annotations

import logging
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import CoursewrightError
from coursewright.engines.settings import quiet_theme, settings_file

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.rendering import RenderedCourse

SHOWN_WARNINGS: Final = 20
SITE_MARKS: Final = ("404.html", "sitemap.xml")
"""What every built site has: a folder without them is not ours to replace."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build wrote."""

    out: Path
    pages: int


class BuildWarningsError(CoursewrightError):
    """The engine found something that a reader would stumble over, such as a broken link."""


def build_site(root: Path, rendered: RenderedCourse, out: Path) -> BuildResult:
    """Write the site of a rendered course to `out`.

    The site is built in a folder beside `out` and swapped in at the end: a failed build leaves
    the last good one, and a run that died half-way is cleared up by the next.

    Args:
        root: the course folder (for `mkdocs.yml` and the assets).
        rendered: the course's pages.
        out: where the site goes.

    Raises:
        CoursewrightError: `out` is not a place for a site, or the engine failed.
        BuildWarningsError: the engine warned, for instance of a broken link.
    """
    out = out.resolve()
    root = root.resolve()
    check_target(root, out)
    new, old = swap_folders(out)
    recover(out, new, old)
    new.mkdir(parents=True)
    try:
        write_site(root, rendered, new)
        if out.exists():
            out.rename(old)
        new.rename(out)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        if old.exists() and not out.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)
    return BuildResult(out, len(rendered.pages))


def write_site(
    root: Path, rendered: RenderedCourse, folder: Path, site_url: str | None = None
) -> None:
    """Run the engine once, into `folder`.

    Args:
        root: the course folder.
        rendered: the course's pages.
        folder: where the files go.
        site_url: address the site is served from; None: as `mkdocs.yml` says.
    """
    quiet_theme()
    from mkdocs.commands.build import build  # noqa: PLC0415 - heavy
    from mkdocs.config import load_config  # noqa: PLC0415 - heavy
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415 - heavy

    settings = settings_file(root)
    warnings = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(warnings)
    propagates, logger.propagate = logger.propagate, False
    try:
        values = {"site_dir": str(folder), "docs_dir": str(_docs_folder(root))}
        if site_url:
            values["site_url"] = site_url
        config = load_config(config_file=str(settings), **values)
        plugin = config.plugins.get("coursewright")
        if plugin is None:
            raise CoursewrightError("mkdocs.yml: `plugins` must list `coursewright`")
        plugin.handed, plugin.root = rendered, root
        build(config)
    except MkDocsException as fault:
        raise CoursewrightError(f"the site could not be built: {fault}") from fault
    finally:
        logger.removeHandler(warnings)
        logger.propagate = propagates
    warnings.fail()


def check_target(root: Path, out: Path) -> None:
    """Refuse to replace a folder that is not a built site.

    Raises:
        CoursewrightError: `out` holds or is the course, or something else that is not a site.
    """
    sources = [root / name for name in ("modules", "quizzes", "docs", "scripts")]
    if out == root or out in root.parents or any(out.is_relative_to(path) for path in sources):
        raise CoursewrightError(f"the site cannot be written to {out}: the course itself is there")
    if not out.exists():
        return
    if not out.is_dir():
        raise CoursewrightError(f"the site cannot be written to {out}: that is a file")
    is_site = all((out / mark).exists() for mark in SITE_MARKS)
    if not is_site and any(out.iterdir()):
        raise CoursewrightError(
            f"the site cannot be written to {out}: the folder holds other files, which would be "
            "deleted; name an empty or new folder"
        )


def swap_folders(out: Path) -> tuple[Path, Path]:
    """Return where the new site grows and where the old one waits, both beside `out`."""
    return out.with_name(f".{out.name}-new"), out.with_name(f".{out.name}-old")


def recover(out: Path, new: Path, old: Path) -> None:
    """Clear up after a run that died: the last good site is `out`, or `old` if `out` is gone."""
    shutil.rmtree(new, ignore_errors=True)
    if old.exists():
        if out.exists():
            shutil.rmtree(old)
        else:
            old.rename(out)


def _docs_folder(root: Path) -> Path:
    """Return a folder MkDocs accepts; the plugin replaces whatever MkDocs finds there."""
    docs = root / "docs"
    return docs if docs.is_dir() else root / "modules"


class _Warnings(logging.Handler):
    """Collects what the engine warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())

    def fail(self) -> None:
        """Raise what was collected, if anything was."""
        if not self.messages:
            return
        found = list(dict.fromkeys(self.messages))
        shown = "\n".join(f"  {message}" for message in found[:SHOWN_WARNINGS])
        rest = len(found) - SHOWN_WARNINGS
        more = f"\n  and {rest} more" if rest > 0 else ""
        raise BuildWarningsError(f"the site has these faults:\n{shown}{more}")
