"""The architecture of docs/handbook/explanation/architecture.md, enforced."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "scripts" / "coursewright"

# layer -> what it may import from the package; `pipeline` and `cli` sit above all stages.
ALLOWED: dict[str, set[str]] = {
    "model": {"diagnostics"},
    "diagnostics": set(),
    "reading": {"model", "diagnostics"},
    "generating": {"model", "diagnostics"},
    "checks": {"model", "diagnostics", "generating", "reading.rules"},
    "rendering": {"model", "diagnostics", "generating"},
    "pipeline": {"model", "diagnostics", "reading", "checks", "generating", "rendering"},
    "reviewing": {"model", "diagnostics", "generating"},
    "editing": {"model", "diagnostics", "reading", "generating", "reviewing", "pipeline"},
    "engines": {"model", "diagnostics", "rendering", "pipeline", "checks.report"},
    "publishing": {"diagnostics"},
    "records": {"model", "diagnostics", "generating"},
    "reporting": {"model", "diagnostics", "records"},
}
# third-party or standard module -> the only places that may import it
ONLY_IN: dict[str, tuple[str, ...]] = {
    "mkdocs": ("engines/",),
    "sqlite3": ("records/ledger",),
    "sqlalchemy": ("records/ledger",),
    "psycopg": ("records/ledger",),
    "starlette": ("records/intake",),
    "uvicorn": ("records/intake",),
    "cryptography": ("records/",),
    "openpyxl": ("records/roster",),
    "xlsxwriter": ("reporting/",),
    "docx": ("reviewing/",),
    "socket": ("records/", "publishing/", "cli/serve", "engines/serve"),
    "http": ("records/", "publishing/", "cli/serve", "engines/serve"),
    "urllib.request": ("records/", "publishing/", "cli/serve", "engines/serve"),
}
LONGEST_FUNCTION = 45
# folder -> the most lines of a file in it; a test has its data beside it
LONGEST_FILE: dict[str, int] = {"scripts": 330, "tests": 350}
WRITTEN_BY_HAND = {".py", ".js", ".mjs", ".css", ".html"}
# what is generated, and what nobody divides
LEFT_OUT = {"dist", "node_modules", "__pycache__"}
# file -> why it may be longer
LONG_FOR_A_REASON: dict[str, str] = {
    "scripts/coursewright/browser/src/messages/en.js": "a list of sentences, without rules",
}


def python_files() -> list[Path]:
    """Every Python file of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def files_written_by_hand() -> list[str]:
    """Every source, style sheet, template and test of ours, as a path from the root."""
    found = [path for folder in LONGEST_FILE for path in (ROOT / folder).rglob("*")]
    places = [path.relative_to(ROOT) for path in found if path.suffix in WRITTEN_BY_HAND]
    return sorted(place.as_posix() for place in places if LEFT_OUT.isdisjoint(place.parts))


def is_too_long(place: str) -> bool:
    """Whether a file has more lines than its folder allows."""
    lines = (ROOT / place).read_text(encoding="utf-8").splitlines()
    return len(lines) > LONGEST_FILE[place.partition("/")[0]]


def imports_of(path: Path) -> list[str]:
    """Every module a file imports, at any depth, as dotted names."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return names


def layer_of(path: Path) -> str:
    """The layer a file belongs to: its folder, or its name at the top of the package."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_layers_import_only_downwards(path: Path) -> None:
    """A stage sees the types of the stages below it, never their files or those above."""
    layer = layer_of(path)
    if layer in {"cli", "__init__"}:
        return
    allowed = ALLOWED[layer] | {layer}
    ours = {
        name.removeprefix("coursewright.")
        for name in imports_of(path)
        if name.startswith("coursewright.") and name != "coursewright.__version__"
    }
    wrong = {
        name
        for name in ours
        if not any(name == entry or name.startswith(f"{entry}.") for entry in allowed)
        # `from coursewright.checks import report` also lists the package itself
        and not any(entry.startswith(f"{name}.") for entry in allowed)
    }

    assert wrong == set()


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_and_dangerous_modules_stay_in_their_place(path: Path) -> None:
    """Only engines know mkdocs, only the ledger knows SQL, only three places open sockets."""
    place = path.relative_to(PACKAGE).as_posix()
    wrong = {
        module
        for module, places in ONLY_IN.items()
        for name in imports_of(path)
        if (name == module or name.startswith(f"{module}."))
        and not any(place.startswith(prefix) for prefix in places)
    }

    assert wrong == set()


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_functions_stay_readable(path: Path) -> None:
    """No god-functions: about 40 lines each, docstring included."""
    long_functions = [
        node.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - node.lineno > LONGEST_FUNCTION
    ]
    assert long_functions == []


@pytest.mark.parametrize("place", files_written_by_hand())
def test_files_stay_readable(place: str) -> None:
    """No god-files: about 300 lines, in whatever language; the few that may be longer are named."""
    # A named file that has become short is named no more.
    assert is_too_long(place) is (place in LONG_FOR_A_REASON)


def test_every_kind_of_file_is_looked_at() -> None:
    """Sources, style sheets, templates and tests are found, and so is every file with a reason."""
    found = files_written_by_hand()
    assert {Path(place).suffix for place in found} == WRITTEN_BY_HAND
    assert {place.partition("/")[0] for place in found} == set(LONGEST_FILE)
    assert set(LONG_FOR_A_REASON) <= set(found)
