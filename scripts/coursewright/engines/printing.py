"""HTML -> PDF through a Chromium that is installed: no library of ours has to draw pages.

Chromium writes tagged PDF with language, title and outline, embeds the fonts, and is on most desks
already. Nothing is fetched: a handout holds its style sheet and its pictures.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import CoursewrightError

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE: Final = "COURSEWRIGHT_CHROMIUM"
NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
PLACES: Final = (
    "/usr/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
SWITCHES: Final = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)
LONGEST_S: Final = 180


def find_chromium(environment: Mapping[str, str] = os.environ) -> str:
    """Return the path of a Chromium, Chrome or Edge.

    Raises:
        CoursewrightError: there is none, or `COURSEWRIGHT_CHROMIUM` names none.
    """
    if named := environment.get(VARIABLE):
        if not Path(named).is_file():
            raise CoursewrightError(f"{VARIABLE} names no file: {named}")
        return named
    on_path = (shutil.which(name, path=environment.get("PATH")) for name in NAMES)
    for path in (*on_path, *PLACES):
        if path and Path(path).is_file():
            return path
    raise CoursewrightError(
        "PDF needs Chromium, Chrome or Edge, and none was found. Install one, or name its program "
        f"in {VARIABLE}. The HTML files print just as well: open them and choose “Print”"
    )


def print_pdf(chromium: str, source: Path) -> bytes:
    """Return an HTML file as PDF.

    Args:
        chromium: path of the browser's program.
        source: the HTML file; it must need nothing beside it.

    Raises:
        CoursewrightError: the browser wrote no PDF.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        target = Path(folder) / "handout.pdf"
        profile = f"--user-data-dir={Path(folder) / 'profile'}"
        command = [chromium, *SWITCHES, *_as_root(), profile, f"--print-to-pdf={target}"]
        try:
            done = subprocess.run(  # noqa: S603 - the browser that the machine's owner installed
                [*command, source.resolve().as_uri()],
                check=False,
                capture_output=True,
                text=True,
                timeout=LONGEST_S,
            )
        except subprocess.TimeoutExpired as fault:
            raise CoursewrightError(
                f"{source.name}: the browser took longer than {LONGEST_S} seconds to write the PDF"
            ) from fault
        if not target.is_file():
            said = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
            raise CoursewrightError(f"{source.name}: the browser wrote no PDF ({said})")
        return target.read_bytes()


def _as_root() -> tuple[str, ...]:
    """Return the switch without which Chromium refuses to start for root, in containers mostly."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ("--no-sandbox",) if is_root else ()
