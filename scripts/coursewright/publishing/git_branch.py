"""Publish to a branch of a git repository, such as the one that serves static pages.

The work is done in a temporary repository, so that the course's own repository gets no stray
branch and need not be a git repository at all; a branch on the remote only ever moves forward.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.diagnostics import CoursewrightError
from coursewright.publishing.changes import Changes, compare_sites, digest_site, git_digest

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_BRANCH = "gh-pages"
NOT_OURS = frozenset({".nojekyll"})
"""Written by ghp-import itself: its absence in `site/` is no change."""


@dataclass(frozen=True, slots=True)
class GitTarget:
    """`git:REMOTE#BRANCH`."""

    remote: str
    """A remote's name in the course's repository, a URL or a path."""
    branch: str

    @classmethod
    def parse(cls, text: str) -> GitTarget:
        """Read `git:REMOTE#BRANCH` (`#BRANCH` defaults to gh-pages).

        Raises:
            CoursewrightError: a part is empty or looks like an option of git.
        """
        remote, _, branch = text.removeprefix("git:").partition("#")
        branch = branch or DEFAULT_BRANCH
        if not remote or remote.startswith("-") or branch.startswith("-"):
            raise CoursewrightError(f"{text!r} is not of the form git:REMOTE#BRANCH")
        return cls(remote, branch)


def publish_to_git(
    site: Path, target: GitTarget, *, root: Path, message: str, dry_run: bool = False
) -> Changes:
    """Commit a built site to a branch and push it; return what changed there.

    Args:
        site: a built site.
        target: where to.
        root: the course folder; its remotes are known by name.
        message: the commit message.
        dry_run: say what would change, and push nothing.

    Raises:
        CoursewrightError: no git, no such remote, or the push was refused.
    """
    if shutil.which("git") is None:
        raise CoursewrightError("git is not installed; install it, or publish to a folder")
    after = digest_site(site, git_digest)
    with tempfile.TemporaryDirectory(prefix="coursewright-") as scratch:
        repository = Path(scratch)
        _git(repository, "init", "--quiet")
        _git(repository, "remote", "add", "origin", _resolve(root, target.remote))
        changes = compare_sites(_fetch(repository, target.branch), after)
        if changes and not dry_run:
            _push(repository, site, target.branch, message)
    return changes


def _resolve(root: Path, remote: str) -> str:
    """Return the address of a remote given by name, or the address itself, made absolute."""
    named = _run(["git", "-C", str(root), "remote", "get-url", "--", remote])
    if named.returncode == 0:
        return named.stdout.strip()
    local = root / remote
    return str(local.resolve()) if local.exists() else remote


def _fetch(repository: Path, branch: str) -> dict[str, str]:
    """Fetch a branch and return path -> blob id of its tree; nothing when it does not exist."""
    listed = _git(repository, "ls-remote", "--heads", "origin", f"refs/heads/{branch}")
    if not listed.strip():
        return {}
    refspec = f"refs/heads/{branch}:refs/remotes/origin/{branch}"
    _git(repository, "fetch", "--quiet", "--depth=1", "origin", refspec)
    tree = _git(repository, "ls-tree", "-r", "-z", f"refs/remotes/origin/{branch}")
    entries = (entry.partition("\t") for entry in tree.split("\0") if entry)
    return {path: meta.split()[2] for meta, _, path in entries if path not in NOT_OURS}


def _push(repository: Path, site: Path, branch: str, message: str) -> None:
    """Let ghp-import write the commit and push it."""
    command = [sys.executable, "-m", "ghp_import", "--no-jekyll", "--push"]
    command += ["--branch", branch, "--message", message, str(site.resolve())]
    identity = {
        # ghp-import writes an empty name when git has none configured, and git refuses that.
        "GIT_COMMITTER_NAME": _identity(repository, "user.name") or "course publish",
        "GIT_COMMITTER_EMAIL": _identity(repository, "user.email") or "course@localhost",
    }
    done = _run(command, cwd=repository, extra=identity)
    if done.returncode != 0:
        raise CoursewrightError(f"the push was refused: {_last_line(done.stderr or done.stdout)}")


def _identity(repository: Path, key: str) -> str:
    """Return a setting of git, or an empty text."""
    return _run(["git", "-C", str(repository), "config", key]).stdout.strip()


def _git(repository: Path, *arguments: str) -> str:
    """Run git and return what it printed.

    Raises:
        CoursewrightError: git failed; the message is git's last line.
    """
    done = _run(["git", "-C", str(repository), *arguments])
    if done.returncode != 0:
        raise CoursewrightError(f"git {arguments[0]}: {_last_line(done.stderr)}")
    return done.stdout


def _run(
    command: list[str], *, cwd: Path | None = None, extra: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program without a shell and without ever waiting for a password."""
    environment = {**(extra or {}), **os.environ, "GIT_TERMINAL_PROMPT": "0"}
    return subprocess.run(  # noqa: S603 - fixed programs; a remote that starts with "-" is refused
        command, cwd=cwd, env=environment, check=False, capture_output=True, text=True
    )


def _last_line(text: str) -> str:
    """Return the last line that says something."""
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1].strip() if lines else "no message"
