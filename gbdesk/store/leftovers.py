"""What a killed run left behind: beginnings of files that never got their name.

Only what this workspace alone can have begun is taken away: everything in its archive, which its
lock covers; beside it, where other workspaces write too, only what no writing of today can be.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import Final

ARCHIVED: Final = ".*.part"
BESIDE: Final = ".gbdesk-*.part"
OLD_S: Final = 24 * 3600


def sweep(workspace: Path) -> int:
    """Take the leftovers of an open workspace away, while its lock is held; how many went."""
    gone = sum(_drop(left) for left in workspace.with_suffix(".archive").glob(ARCHIVED))
    oldest = time.time() - OLD_S
    for left in workspace.parent.glob(BESIDE):
        with suppress(OSError):
            if left.lstat().st_mtime < oldest:
                gone += _drop(left)
    return gone


def _drop(left: Path) -> int:
    try:
        if left.is_file() or left.is_symlink():
            left.unlink()
            return 1
    except OSError:
        return 0
    return 0
