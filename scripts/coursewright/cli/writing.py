"""Writes files so that nobody ever sees half of one: beside their place first, then swapped in."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_files(files: Mapping[Path, bytes], *, is_private: bool = False) -> None:
    """Write all files beside their places, then swap each in; existing ones are replaced.

    Args:
        files: place -> content.
        is_private: new files hold personal data and are readable for their owner only. A file
            that is replaced keeps the mode somebody gave it.

    Raises:
        OSError: a file cannot be written; none of the present ones was changed then.
    """
    beside = {path: path.with_name(f".{path.name}.{os.getpid()}.tmp") for path in files}
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with beside[path].open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for path, temporary in beside.items():
            if path.exists():
                temporary.chmod(path.stat().st_mode & 0o777)
            elif is_private:
                temporary.chmod(0o600)
            temporary.replace(path)
    finally:
        for temporary in beside.values():
            temporary.unlink(missing_ok=True)
