"""Prints what `course build` costs, as a ratio to plain MkDocs over the same rendered pages.

    python tests/engines/cost.py [COURSE] [RUNS]

The rendered pages are written to a project of their own, with the same theme folder, extensions
and settings but without our plugin. Both builds run as processes of their own, in turn; the
figure is the median of the paired ratios of CPU seconds. The bar is 1.3. Both may keep compiled
Python between the runs, as on every machine: in a folder of their own, whatever the environment.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from coursewright.engines.bundles import read_bundles
from coursewright.engines.mkdocs_plugin import THEME
from coursewright.engines.settings import settings_file
from coursewright.pipeline import load_course
from coursewright.rendering import NavSection, RenderedCourse, render_course

BAR = 1.3


def main(root: Path, runs: int) -> None:
    """Measure and print."""
    pairs = measure(root, runs)
    ratios = [one / other for one, other in pairs]
    print(f"{runs} paired runs")  # noqa: T201
    print(f"course build  {statistics.median(one for one, _ in pairs):.2f} s CPU")  # noqa: T201
    print(f"plain mkdocs  {statistics.median(other for _, other in pairs):.2f} s CPU")  # noqa: T201
    print(f"ratio         {statistics.median(ratios):.3f} (bar: {BAR})")  # noqa: T201


def measure(root: Path, runs: int) -> list[tuple[float, float]]:
    """Return the CPU seconds of `course build` and of plain MkDocs for each pair of runs."""
    loaded = load_course(root)
    if loaded.course is None or loaded.findings.has_errors:
        sys.exit("the course has errors")
    rendered = render_course(loaded.course, loaded.pools, loaded.published)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain = folder / "plain"
        write_plain_project(root, rendered, plain)
        ours = [sys.executable, "-m", "coursewright.cli.main", "build", "--root", str(root)]
        ours += ["--out", str(folder / "ours")]
        theirs = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(plain / "mkdocs.yml")]
        environment = os.environ | {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        both = [(cpu_s(ours, environment), cpu_s(theirs, environment)) for _ in range(runs + 1)]
    return both[1:]  # the first warms up


def write_plain_project(root: Path, rendered: RenderedCourse, folder: Path) -> None:
    """Write the rendered pages as an ordinary MkDocs project."""
    docs = folder / "docs"
    for page in rendered.pages:
        target = docs / page.src_uri
        target.parent.mkdir(parents=True, exist_ok=True)
        head = json.dumps({**page.meta, "title": page.title})
        # The home page must be `index.md` for MkDocs; its links do not matter here.
        target.write_text(f"---\n{head}\n---\n{page.markdown}", "utf-8")
    for asset, _ in rendered.assets:
        (docs / asset.path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / asset.path, docs / asset.path)
    for bundle in read_bundles().values():
        (docs / bundle.uri).parent.mkdir(parents=True, exist_ok=True)
        (docs / bundle.uri).write_bytes(bundle.content)
    text = settings_file(root).read_text("utf-8")
    text = text.replace("plugins:\n  - search\n  - coursewright\n", "plugins:\n  - search\n")
    text = text.replace("  name: material\n", f"  name: material\n  custom_dir: {THEME}\n")
    nav = json.dumps([nav_entry(entry) for entry in rendered.nav])
    (folder / "mkdocs.yml").write_text(f"{text}\nnav: {nav}\n", "utf-8")


def nav_entry(entry: NavSection | str) -> object:
    """Return an entry as `mkdocs.yml` writes it."""
    if isinstance(entry, str):
        return entry
    return {entry.title: [nav_entry(child) for child in entry.entries]}


def cpu_s(command: list[str], environment: dict[str, str]) -> float:
    """Run a command and return the CPU seconds it used."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    words = sys.argv[1:]
    main(Path(words[0] if words else "."), int(words[1]) if len(words) > 1 else 5)
