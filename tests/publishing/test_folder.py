from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from coursewright.diagnostics import CoursewrightError
from coursewright.publishing import publish_to_folder, rollback_folder
from coursewright.publishing.folder import list_releases

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site of two files."""
    folder = tmp_path / "site"
    (folder / "lesson").mkdir(parents=True)
    (folder / "index.html").write_text("home 1")
    (folder / "lesson" / "index.html").write_text("lesson 1")
    return folder


def edit(site: Path, number: int) -> None:
    """Change one page of the site."""
    (site / "index.html").write_text(f"home {number}")


def publish_many(site: Path, target: Path, count: int, keep: int = 10) -> list[str]:
    """Publish `count` versions, an hour apart, and return the release ids."""
    ids = []
    for number in range(count):
        edit(site, number)
        now = NOON + timedelta(hours=number)
        ids.append(publish_to_folder(site, target, keep=keep, now=now).id)
    return ids


def test_first_publish_shows_the_site_under_current(site: Path, tmp_path: Path) -> None:
    """The first publish creates a release and the link `current` to it."""
    target = tmp_path / "www"

    release = publish_to_folder(site, target, keep=3, now=NOON)

    assert release.is_new
    assert (target / "current").is_symlink()
    assert (target / "current" / "lesson" / "index.html").read_text() == "lesson 1"
    assert release.changes.added == ("index.html", "lesson/index.html")


def test_same_content_makes_no_new_release(site: Path, tmp_path: Path) -> None:
    """Publishing an unchanged site writes nothing."""
    target = tmp_path / "www"
    first = publish_to_folder(site, target, keep=3, now=NOON)

    again = publish_to_folder(site, target, keep=3, now=NOON + timedelta(hours=1))

    assert not again.is_new
    assert again.id == first.id
    assert len(list_releases(target)) == 1


def test_dry_run_says_what_would_change_and_writes_nothing(site: Path, tmp_path: Path) -> None:
    """A dry run lists added, changed and removed paths and leaves the folder alone."""
    target = tmp_path / "www"
    publish_to_folder(site, target, keep=3, now=NOON)
    edit(site, 2)
    (site / "new.html").write_text("new")
    (site / "lesson" / "index.html").unlink()

    changes = publish_to_folder(site, target, keep=3, now=NOON, dry_run=True).changes

    assert changes.added == ("new.html",)
    assert changes.changed == ("index.html",)
    assert changes.removed == ("lesson/index.html",)
    assert (target / "current" / "index.html").read_text() == "home 1"
    assert len(list_releases(target)) == 1


def test_dry_run_before_the_first_publish_creates_no_folder(site: Path, tmp_path: Path) -> None:
    """A dry run against a missing folder does not create it."""
    publish_to_folder(site, tmp_path / "www", keep=3, now=NOON, dry_run=True)

    assert not (tmp_path / "www").exists()


def test_keep_removes_the_oldest_but_never_the_current_release(site: Path, tmp_path: Path) -> None:
    """Of five publishes with --keep 2 the last two stay, and current is the last."""
    target = tmp_path / "www"

    ids = publish_many(site, target, 5, keep=2)

    assert list_releases(target) == ids[-2:]
    assert (target / "current" / "index.html").read_text() == "home 4"


def test_rollback_returns_to_the_release_before(site: Path, tmp_path: Path) -> None:
    """Rollback shows the previous release; again, the one before that."""
    target = tmp_path / "www"
    ids = publish_many(site, target, 3)

    assert rollback_folder(target).id == ids[1]
    assert (target / "current" / "index.html").read_text() == "home 1"
    assert rollback_folder(target).id == ids[0]
    with pytest.raises(CoursewrightError, match="no release before"):
        rollback_folder(target)


def test_rollback_to_a_named_release_that_is_unknown_lists_the_known(
    site: Path, tmp_path: Path
) -> None:
    """A wrong release id is answered with the ids that exist."""
    target = tmp_path / "www"
    (known,) = publish_many(site, target, 1)

    with pytest.raises(CoursewrightError, match=known):
        rollback_folder(target, "20200101T000000Z-00000000")


def test_current_that_is_a_folder_is_never_replaced(site: Path, tmp_path: Path) -> None:
    """A real folder named current is somebody's: publishing refuses and keeps it."""
    target = tmp_path / "www"
    (target / "current").mkdir(parents=True)
    (target / "current" / "mine.txt").write_text("keep me")

    with pytest.raises(CoursewrightError, match="move it away"):
        publish_to_folder(site, target, keep=3, now=NOON)
    assert (target / "current" / "mine.txt").read_text() == "keep me"


def test_leftovers_of_a_killed_publish_are_cleared(site: Path, tmp_path: Path) -> None:
    """A half-copied release of a killed run disappears and is never shown."""
    target = tmp_path / "www"
    half = target / "releases" / ".incoming-20200101T000000Z-dead"
    half.mkdir(parents=True)
    (half / "index.html").write_text("half")

    publish_to_folder(site, target, keep=3, now=NOON)

    assert not half.exists()
    assert len(list_releases(target)) == 1


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path) -> None:
    """Publishing a folder without index.html is a named error, and nothing is written."""
    (tmp_path / "site").mkdir()

    with pytest.raises(CoursewrightError, match=r"no index\.html"):
        publish_to_folder(tmp_path / "site", tmp_path / "www", keep=1, now=NOON)
    assert not (tmp_path / "www").exists()


def test_a_link_in_the_site_is_refused(site: Path, tmp_path: Path) -> None:
    """A symbolic link in the site could publish a file from outside; it is refused."""
    (site / "secret.html").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(CoursewrightError, match=r"secret\.html"):
        publish_to_folder(site, tmp_path / "www", keep=1, now=NOON)


def test_readers_see_a_whole_site_at_every_moment(site: Path, tmp_path: Path) -> None:
    """While releases change, a reader through `current` never meets a missing or mixed site."""
    target = tmp_path / "www"
    publish_many(site, target, 1)
    stop = threading.Event()
    seen: list[tuple[str, str]] = []

    def read_on() -> None:
        while not stop.is_set():
            folder = (target / "current").resolve(strict=True)
            try:
                pair = (folder / "index.html").read_text(), (folder / "twin.html").read_text()
            except FileNotFoundError:
                continue  # the first release has no twin, and a pruned one is gone: not `current`
            seen.append(pair)

    reader = threading.Thread(target=read_on)
    reader.start()
    for number in range(1, 40):
        edit(site, number)
        (site / "twin.html").write_text(f"home {number}")
        publish_to_folder(site, target, keep=5, now=NOON + timedelta(hours=number))
    stop.set()
    reader.join()

    assert len(seen) > 0
    assert all(home == twin for home, twin in seen)


def test_releases_within_one_second_keep_their_order(site: Path, tmp_path: Path) -> None:
    """Two publishes in the same second: rollback returns to the first of them."""
    target = tmp_path / "www"
    ids = []
    for number in range(6):
        edit(site, number)
        now = NOON + timedelta(milliseconds=number)
        ids.append(publish_to_folder(site, target, keep=10, now=now).id)

    assert list_releases(target) == ids
    assert rollback_folder(target).id == ids[-2]
