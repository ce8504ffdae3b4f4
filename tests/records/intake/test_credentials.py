from __future__ import annotations

import base64

import pytest

from coursewright.diagnostics import CoursewrightError
from coursewright.records.intake.credentials import read_credentials

SECRET = "0123456789abcdef"  # noqa: S105 - of a test


def write(folder, text, mode=0o600):
    """Write a file of credentials."""
    path = folder / "credentials"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def basic(text):
    """Return the header of HTTP Basic."""
    return f"Basic {base64.b64encode(text.encode()).decode()}"


def test_each_line_names_somebody_and_what_they_may(tmp_path):
    """Comments and blank lines are skipped; a secret may hold colons."""
    text = f"# LRS\n\nlms:{SECRET}:write\nreader:a:b:{SECRET}:read\nhr:{SECRET}x:all\n"
    known = read_credentials(write(tmp_path, text))

    found = [
        known.find(basic(f"lms:{SECRET}")),
        known.find(basic(f"reader:a:b:{SECRET}")),
        known.find(basic(f"hr:{SECRET}x")),
    ]
    assert [(each.name, each.may("read"), each.may("write")) for each in found] == [
        ("lms", False, True),
        ("reader", True, False),
        ("hr", True, True),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Basic",
        "Basic !!!",
        "Basic é",
        basic(f"lms:{SECRET}x"),
        basic(f"LMS:{SECRET}"),
        basic(f"hr:{SECRET}"),
        basic(""),
        basic(f"lms:{SECRET}").replace("Basic", "Bearer"),
        basic(f"lms:{SECRET}:write"),
    ],
)
def test_other_headers_are_nobodys(tmp_path, header):
    """A wrong secret, another's name, another scheme or garbage opens nothing."""
    known = read_credentials(write(tmp_path, f"lms:{SECRET}:write\nhr:{SECRET}x:all\n"))

    assert known.find(header) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "there is no credential in it"),
        ("# only a comment\n", "there is no credential in it"),
        (f"lms:{SECRET}\n", "line 1 is not `name:secret:read|write|all`"),
        (f"lms:{SECRET}:admin\n", "line 1 is not `name:secret:read|write|all`"),
        (f":{SECRET}:all\n", "line 1 is not `name:secret:read|write|all`"),
        ("lms:short:all\n", "line 1 has a secret of fewer than 16 characters"),
        (f"a:{SECRET}:all\n\na:{SECRET}:read\n", "line 3 names somebody a second time"),
        ("lms:short:all\nx\n", "characters; line 2 is not"),
    ],
)
def test_all_mistakes_are_told_and_no_secret_is(tmp_path, text, said):
    """Every wrong line is named by its number; what stands in it is not repeated."""
    with pytest.raises(CoursewrightError) as error:
        read_credentials(write(tmp_path, text))

    assert said in str(error.value)
    assert SECRET not in str(error.value)
    assert "short" not in str(error.value)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
def test_a_file_that_others_may_read_is_refused(tmp_path, mode):
    """The sentence holds the command that mends it."""
    path = write(tmp_path, f"lms:{SECRET}:all\n", mode)
    with pytest.raises(CoursewrightError, match="chmod 600"):
        read_credentials(path)


def test_a_missing_or_unreadable_file_is_one_sentence(tmp_path):
    """No traceback for a wrong path or a file that is no text."""
    with pytest.raises(CoursewrightError, match="cannot be read"):
        read_credentials(tmp_path / "nothing")
    path = tmp_path / "binary"
    path.write_bytes(b"\xff\xfe\x00")
    path.chmod(0o600)
    with pytest.raises(CoursewrightError, match="cannot be read"):
        read_credentials(path)
