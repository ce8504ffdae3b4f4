"""Reading a course's `mkdocs.yml` safely: its YAML, templates and hooks can execute code."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coursewright.diagnostics import CoursewrightError

if TYPE_CHECKING:
    from yaml import Event

DEFAULT_SETTINGS: Final = Path(__file__).with_name("default_mkdocs.yml")
ALLOWED_TAG: Final = "!ENV"
FORBIDDEN_KEYS: Final = {
    "hooks": "hooks are Python code",
    "INHERIT": "an inherited file would not be checked",
    "custom_dir": "templates can execute code",
}


def settings_file(root: Path) -> Path:
    """Return the course's `mkdocs.yml`, or the packaged one where the course has none.

    Raises:
        CoursewrightError: the file could execute code, or cannot be read.
    """
    path = root / "mkdocs.yml"
    if not path.is_file():
        return DEFAULT_SETTINGS
    check_settings(path)
    return path


def check_settings(path: Path) -> None:
    """Refuse a `mkdocs.yml` that could execute code when it is loaded.

    MkDocs reads the file with a loader that calls Python functions named by tags, so this scan
    looks at the YAML events before MkDocs sees the file. A course folder may come from anywhere;
    to use tags or hooks all the same, run `mkdocs build` yourself.

    Raises:
        CoursewrightError: with file and line of the first forbidden thing.
    """
    import yaml  # noqa: PLC0415 - heavy

    try:
        for event in yaml.parse(path.read_text("utf-8-sig"), Loader=yaml.SafeLoader):
            _check_event(path, event)
    except (UnicodeDecodeError, yaml.YAMLError) as fault:
        where = getattr(fault, "problem_mark", None)
        line = f":{where.line + 1}" if where else ""
        reason = getattr(fault, "problem", None) or "it is not UTF-8 text"
        raise CoursewrightError(f"{path.name}{line} cannot be read: {reason}") from fault


def _check_event(path: Path, event: Event) -> None:
    import yaml  # noqa: PLC0415 - heavy

    line = event.start_mark.line + 1 if event.start_mark else 1
    tag = getattr(event, "tag", None)
    # `!!str` and its like are harmless, but nobody needs them: one rule is easier to trust.
    if tag is not None and tag != ALLOWED_TAG:
        raise CoursewrightError(
            f"{path.name}:{line}: the tag {tag} is refused, because a tag can execute code; "
            f"only {ALLOWED_TAG} is allowed"
        )
    if isinstance(event, yaml.ScalarEvent) and event.value in FORBIDDEN_KEYS:
        reason = FORBIDDEN_KEYS[event.value]
        raise CoursewrightError(f"{path.name}:{line}: `{event.value}` is refused, because {reason}")


def quiet_theme() -> None:
    """Switch off the theme's advertisement on every start.

    The one place where it is set; docs/handbook/explanation/architecture.md says what it announces
    (the end of the theme's support on 5 May 2027) and what we do about it.
    """
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
