from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from coursewright.diagnostics import CoursewrightError
from coursewright.engines.settings import DEFAULT_SETTINGS, check_settings, settings_file

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: 1\nextra: !!python/object/apply:os.system [touch x]\n", "mkdocs.yml:2: the tag"),
        ("a: !!python/name:os.system\n", "can execute code"),
        ("a: !relative b\n", "the tag !relative"),
        ("hooks: [x.py]\n", "hooks are Python code"),
        ("INHERIT: ../other.yml\n", "would not be checked"),
        ("theme:\n  custom_dir: x\n", "mkdocs.yml:2: `custom_dir`"),
        ('"hooks": [x.py]\n', "hooks are Python code"),
        ("a: [1\n", "cannot be read"),
        ("a: \xff\n".encode("latin-1").decode("latin-1") + "\x00", "cannot be read"),
    ],
)
def test_settings_that_could_execute_code_are_refused(tmp_path, text, reason):
    """Tags, hooks, templates and inherited files stop the build before MkDocs reads the file."""
    path = tmp_path / "mkdocs.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(CoursewrightError, match=reason.replace("(", r"\(")):
        check_settings(path)


def test_environment_tag_is_allowed(tmp_path):
    """`!ENV` reads a variable and runs nothing."""
    path = tmp_path / "mkdocs.yml"
    path.write_text('site_url: !ENV [X, ""]\n', "utf-8")
    assert settings_file(tmp_path) == path


def test_course_without_settings_gets_the_packaged_ones(tmp_path):
    """A folder without `mkdocs.yml` builds with ours."""
    assert settings_file(tmp_path) == DEFAULT_SETTINGS


def test_packaged_settings_are_those_of_this_repository():
    """The two files may differ in comments only."""

    class Loader(yaml.SafeLoader):
        """A loader that keeps `!ENV` as the list it is."""

    Loader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node))
    ours, packaged = (
        yaml.load(path.read_text("utf-8"), Loader)  # noqa: S506 - a SafeLoader
        for path in (ROOT / "mkdocs.yml", DEFAULT_SETTINGS)
    )
    assert ours == packaged
