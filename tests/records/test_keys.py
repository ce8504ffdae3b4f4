from __future__ import annotations

import json
import os
import stat
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.records.samples import COURSE, NOW

from coursewright.diagnostics import CoursewrightError
from coursewright.records.keys import (
    KEY_LIST,
    LEARNERS_KEY,
    is_signed_with,
    learner_id,
    load_signer,
    new_key,
    read_keys,
    revoke_key,
    rotate_key,
)

if TYPE_CHECKING:
    from pathlib import Path

LATER = NOW + timedelta(days=30)
END = NOW + timedelta(days=700)
MODES = pytest.mark.skipif(os.name != "posix", reason="this system has no file modes")


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A folder with one key."""
    folder = tmp_path / "keys"
    new_key(folder, NOW, END)
    return folder


def mode(path: Path) -> int:
    """Return the permissions of a path."""
    return stat.S_IMODE(path.stat().st_mode)


def test_no_folder_is_no_keys(tmp_path: Path) -> None:
    """A course without personal links has an empty list, which is false."""
    assert not read_keys(tmp_path / "keys")
    assert read_keys(tmp_path / "keys").find("k-any") is None


def test_a_new_key_signs_and_stands_in_the_list(keys: Path) -> None:
    """What the private key signs is verified with the public key of the list."""
    signer = load_signer(keys, NOW)
    key = read_keys(keys).find(signer.kid)

    assert key is not None
    assert (key.created, key.expires, key.revoked) == (NOW, END, None)
    assert is_signed_with(key.public, signer.sign(b"link"), b"link")
    assert not is_signed_with(key.public, signer.sign(b"link"), b"lint")


@MODES
def test_nobody_else_can_read_the_keys(keys: Path) -> None:
    """The folder is 0700 and every file in it 0600; nothing half-written is left."""
    assert mode(keys) == 0o700
    assert {mode(path) for path in keys.iterdir()} == {0o600}
    assert sorted(path.suffix for path in keys.iterdir()) == [".json", ".key", ".key"]


def test_the_list_holds_nothing_secret(keys: Path) -> None:
    """keys.json may be copied to the intake: it has public keys and times only."""
    (row,) = json.loads((keys / KEY_LIST).read_text(encoding="utf-8"))["keys"]
    private = (keys / f"{row['kid']}.key").read_text(encoding="utf-8")

    assert row.keys() == {"kid", "alg", "public", "created", "expires", "revoked", "reason"}
    assert "PRIVATE KEY" in private
    assert "PRIVATE" not in (keys / KEY_LIST).read_text(encoding="utf-8")
    assert "PRIVATE" not in repr(load_signer(keys, NOW))


def test_a_second_new_key_is_refused(keys: Path) -> None:
    """With a usable key there, the cure is to rotate; the list stays as it is."""
    before = (keys / KEY_LIST).read_bytes()
    with pytest.raises(CoursewrightError, match=r"is valid until 2028-10-22; .*keys rotate"):
        new_key(keys, LATER, END)

    assert (keys / KEY_LIST).read_bytes() == before


def test_after_a_rotation_the_newest_key_signs(keys: Path) -> None:
    """The older key stays in the list, so that its links stay valid; the newer one signs."""
    older = load_signer(keys, NOW)
    newer = rotate_key(keys, LATER, END)

    assert load_signer(keys, LATER).kid == newer.kid != older.kid
    assert [key.kid for key in read_keys(keys).keys] == [older.kid, newer.kid]
    assert read_keys(keys).find(older.kid) is not None


def test_rotating_needs_a_key(tmp_path: Path) -> None:
    """Without any key the cure is to make one."""
    with pytest.raises(CoursewrightError, match=r"there is no key yet; .*course keys new"):
        rotate_key(tmp_path / "keys", NOW, END)


def test_a_revoked_key_signs_no_more(keys: Path) -> None:
    """The list says when and why; signing asks for another key, and `new` makes it."""
    kid = load_signer(keys, NOW).kid
    revoke_key(keys, kid, LATER, "  laptop\n stolen ")
    key = read_keys(keys).find(kid)

    assert key is not None
    assert (key.revoked, key.reason) == (LATER, "laptop stolen")
    assert not key.is_revoked(LATER - timedelta(seconds=1))
    assert key.is_revoked(LATER)
    with pytest.raises(CoursewrightError, match=r"no valid key to sign links with; .*rotate"):
        load_signer(keys, LATER)
    assert new_key(keys, LATER, END).kid == load_signer(keys, LATER).kid


@pytest.mark.parametrize(
    ("kid", "reason", "sentence"),
    [
        ("k-none", "lost", "there is no key k-none; the keys are: k-"),
        ("../keys", "lost", "there is no key ../keys"),
        (None, "  ", "say in 1 to 500 characters why"),
        (None, "a\x00b", "say in 1 to 500 characters why"),
        (None, "x" * 501, "say in 1 to 500 characters why"),
    ],
)
def test_revoking_asks_for_a_key_and_a_reason(
    keys: Path, kid: str | None, reason: str, sentence: str
) -> None:
    """An unknown key or a missing reason is refused in words, and changes nothing."""
    with pytest.raises(CoursewrightError, match=sentence):
        revoke_key(keys, kid or load_signer(keys, NOW).kid, NOW, reason)

    assert all(key.revoked is None for key in read_keys(keys).keys)


def test_revoking_twice_keeps_the_first_time(keys: Path) -> None:
    """A later revocation would let records count that the first one refused."""
    kid = load_signer(keys, NOW).kid
    revoke_key(keys, kid, NOW, "lost")

    with pytest.raises(CoursewrightError, match="was revoked on 2026-11-22 already"):
        revoke_key(keys, kid, LATER, "lost")


def test_an_expired_key_signs_no_more(keys: Path) -> None:
    """From the second of its expiry on the key is not usable."""
    assert load_signer(keys, END - timedelta(seconds=1))
    with pytest.raises(CoursewrightError, match="no valid key"):
        load_signer(keys, END)


def test_a_key_needs_some_time(tmp_path: Path) -> None:
    """A key that expires before it begins would only confuse."""
    with pytest.raises(CoursewrightError, match="valid for some time"):
        new_key(tmp_path / "keys", NOW, NOW)


def test_signing_without_keys_says_how_to_begin(tmp_path: Path) -> None:
    """The sentence names the command that makes the first key."""
    with pytest.raises(CoursewrightError, match="make one with: course keys new"):
        load_signer(tmp_path, NOW)


@MODES
@pytest.mark.parametrize("opened", ["key", "folder", LEARNERS_KEY])
def test_keys_that_others_can_read_are_not_used(keys: Path, opened: str) -> None:
    """One readable bit for somebody else is enough; the sentence holds the cure."""
    kid = load_signer(keys, NOW).kid
    path = {"key": keys / f"{kid}.key", "folder": keys}.get(opened, keys / LEARNERS_KEY)
    path.chmod(mode(path) | stat.S_IRGRP)
    use = load_signer if opened != LEARNERS_KEY else lambda *_: learner_id(keys, COURSE, "1")
    with pytest.raises(CoursewrightError, match=r"close it with: chmod [67]00 /"):
        use(keys, NOW)

    path.chmod(0o700 if path.is_dir() else 0o600)
    assert load_signer(keys, NOW).kid == kid
    assert learner_id(keys, COURSE, "1")


@pytest.mark.parametrize("damage", [b"", b"-----BEGIN PRIVATE KEY-----\n", b"\xff" * 200])
def test_a_damaged_private_key_is_refused(keys: Path, damage: bytes) -> None:
    """A sentence says what to do; no traceback of the library comes through."""
    path = keys / f"{load_signer(keys, NOW).kid}.key"
    path.write_bytes(damage)

    with pytest.raises(CoursewrightError, match="the key is damaged; restore it"):
        load_signer(keys, NOW)


def test_a_private_key_of_another_pair_is_refused(keys: Path) -> None:
    """Links signed with it would be called forged by the own verifier."""
    older = load_signer(keys, NOW).kid
    newer = rotate_key(keys, LATER, END).kid
    (keys / f"{older}.key").replace(keys / f"{newer}.key")

    with pytest.raises(CoursewrightError, match="damaged"):
        load_signer(keys, LATER)


def test_a_missing_private_key_is_named(keys: Path) -> None:
    """Whoever copied only the list cannot sign, and reads how to go on."""
    (keys / f"{load_signer(keys, NOW).kid}.key").unlink()

    with pytest.raises(CoursewrightError, match=r"missing; restore it .* course keys rotate"):
        load_signer(keys, NOW)


@pytest.mark.parametrize("name", ["docs", "modules", "quizzes", "site", "site/assets/keys"])
def test_keys_never_lie_where_they_would_be_published(tmp_path: Path, name: str) -> None:
    """In a course's own folders no key is made, and nothing is left behind."""
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "course.yml").touch()
    folder = tmp_path / name / "hr"

    with pytest.raises(CoursewrightError, match="its content is published"):
        new_key(folder, NOW, END)
    assert not folder.exists()


def test_a_link_into_a_published_folder_is_followed(tmp_path: Path) -> None:
    """What counts is where the keys would really lie."""
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "course.yml").touch()
    (tmp_path / "docs").mkdir()
    (tmp_path / "keys").symlink_to(tmp_path / "docs", target_is_directory=True)

    with pytest.raises(CoursewrightError, match="its content is published"):
        new_key(tmp_path / "keys", NOW, END)
    assert list((tmp_path / "docs").iterdir()) == []


def test_keys_never_lie_in_a_built_site(tmp_path: Path) -> None:
    """A folder inside a site is refused, also where a link leads there."""
    site = tmp_path / "www"
    site.mkdir()
    for page in ("index.html", "404.html"):
        (site / page).touch()
    (tmp_path / "keys").symlink_to(site, target_is_directory=True)

    for folder in (site / "keys", tmp_path / "keys"):
        with pytest.raises(CoursewrightError, match="its content is published"):
            new_key(folder, NOW, END)


def test_keys_moved_into_a_published_folder_are_not_used(keys: Path, tmp_path: Path) -> None:
    """Existing keys in such a place are refused as well."""
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "course.yml").touch()
    (tmp_path / "docs").mkdir()
    keys.rename(tmp_path / "docs" / "keys")

    with pytest.raises(CoursewrightError, match="its content is published"):
        load_signer(tmp_path / "docs" / "keys", NOW)


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    """A fault of the disk is one sentence with the path."""
    (tmp_path / "keys").touch()

    with pytest.raises(CoursewrightError, match=r"keys: the folder cannot be made"):
        new_key(tmp_path / "keys", NOW, END)


def test_a_list_that_cannot_be_written_leaves_nothing_behind(keys: Path) -> None:
    """The old list stays, and no half-written file beside it."""
    (keys / KEY_LIST).unlink()
    (keys / KEY_LIST).mkdir()

    with pytest.raises(CoursewrightError, match=r"keys\.json: the file cannot be read"):
        rotate_key(keys, LATER, END)
    assert not [path for path in keys.iterdir() if path.name.startswith(".")]
