from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from coursewright.diagnostics import CoursewrightError
from coursewright.publishing import GitTarget, publish_to_git

if TYPE_CHECKING:
    from pathlib import Path


def git(folder: Path, *arguments: str) -> str:
    """Run the real git in a folder and return its output."""
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """An empty bare repository, as a hosting service would have it."""
    folder = tmp_path / "remote.git"
    folder.mkdir()
    git(folder, "init", "--quiet", "--bare")
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site of two files."""
    folder = tmp_path / "site"
    (folder / "lesson").mkdir(parents=True)
    (folder / "index.html").write_text("home")
    (folder / "lesson" / "index.html").write_text("Țară and more")
    return folder


def test_site_becomes_a_commit_on_the_branch(site: Path, remote: Path, tmp_path: Path) -> None:
    """Publishing commits exactly the site's files, plus .nojekyll, to the branch."""
    target = GitTarget.parse(f"git:{remote}#pages")

    changes = publish_to_git(site, target, root=tmp_path, message="Publish")

    assert changes.added == ("index.html", "lesson/index.html")
    listed = git(remote, "ls-tree", "-r", "--name-only", "pages").split()
    assert listed == [".nojekyll", "index.html", "lesson/index.html"]
    assert git(remote, "show", "pages:lesson/index.html") == "Țară and more"


def test_a_second_publish_moves_the_branch_forward(
    site: Path, remote: Path, tmp_path: Path
) -> None:
    """An edited site is a second commit on top of the first; removed pages go."""
    target = GitTarget.parse(f"git:{remote}#pages")
    publish_to_git(site, target, root=tmp_path, message="One")
    (site / "lesson" / "index.html").unlink()
    (site / "index.html").write_text("home 2")

    changes = publish_to_git(site, target, root=tmp_path, message="Two")

    assert (changes.changed, changes.removed) == (("index.html",), ("lesson/index.html",))
    assert git(remote, "log", "--format=%s", "pages").split() == ["Two", "One"]
    assert git(remote, "ls-tree", "-r", "--name-only", "pages").split() == [
        ".nojekyll",
        "index.html",
    ]


def test_an_unchanged_site_makes_no_commit(site: Path, remote: Path, tmp_path: Path) -> None:
    """Publishing the same site twice leaves one commit."""
    target = GitTarget.parse(f"git:{remote}#pages")
    publish_to_git(site, target, root=tmp_path, message="One")

    changes = publish_to_git(site, target, root=tmp_path, message="Again")

    assert not changes
    assert git(remote, "rev-list", "--count", "pages").strip() == "1"


def test_dry_run_pushes_nothing(site: Path, remote: Path, tmp_path: Path) -> None:
    """A dry run says what would be added and leaves the remote without a branch."""
    target = GitTarget.parse(f"git:{remote}#pages")

    changes = publish_to_git(site, target, root=tmp_path, message="One", dry_run=True)

    assert len(changes.added) == 2
    assert git(remote, "branch", "--list").strip() == ""


def test_a_remote_is_found_by_its_name(site: Path, remote: Path, tmp_path: Path) -> None:
    """`git:origin#pages` means the remote of that name in the course's repository."""
    course = tmp_path / "course"
    course.mkdir()
    git(course, "init", "--quiet")
    git(course, "remote", "add", "origin", str(remote))

    publish_to_git(site, GitTarget.parse("git:origin#pages"), root=course, message="One")

    assert git(remote, "rev-list", "--count", "pages").strip() == "1"
    assert git(course, "branch", "--list").strip() == ""


def test_an_unreachable_remote_is_one_clear_sentence(site: Path, tmp_path: Path) -> None:
    """A remote that does not exist is an environment fault with git's own reason."""
    target = GitTarget.parse(f"git:{tmp_path / 'nowhere.git'}#pages")

    with pytest.raises(CoursewrightError, match="git ls-remote"):
        publish_to_git(site, target, root=tmp_path, message="One")


@pytest.mark.parametrize("text", ["git:", "git:#pages", "git:--upload-pack=x#pages", "git:a#-b"])
def test_malformed_targets_are_refused(text: str) -> None:
    """A target without a remote, or one that git would take for an option, is refused."""
    with pytest.raises(CoursewrightError, match="git:REMOTE#BRANCH"):
        GitTarget.parse(text)


def test_branch_defaults_to_gh_pages() -> None:
    """`git:origin` publishes to gh-pages."""
    assert GitTarget.parse("git:origin") == GitTarget("origin", "gh-pages")
