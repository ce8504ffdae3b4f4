"""The architecture of docs/handbook/explanation/architecture.md, enforced."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "scripts" / "coursewright"

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
LONGEST_FILE = 330
LONGEST_FUNCTION = 45


def python_files() -> list[Path]:
    """Every Python file of the package."""
    return sorted(PACKAGE.rglob("*.py"))


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
def test_files_and_functions_stay_readable(path: Path) -> None:
    """No god-files: about 300 lines a file and 40 a function, docstring included."""
    text = path.read_text(encoding="utf-8")
    long_functions = [
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
        and (node.end_lineno or 0) - node.lineno > LONGEST_FUNCTION
    ]
    assert len(text.splitlines()) <= LONGEST_FILE
    assert long_functions == []
