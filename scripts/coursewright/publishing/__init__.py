"""Built site -> where learners reach it: a folder with releases, or a git branch."""

from __future__ import annotations

from coursewright.publishing.changes import Changes
from coursewright.publishing.folder import Release, publish_to_folder, rollback_folder
from coursewright.publishing.git_branch import GitTarget, publish_to_git

__all__ = [
    "Changes",
    "GitTarget",
    "Release",
    "publish_to_folder",
    "publish_to_git",
    "rollback_folder",
]
