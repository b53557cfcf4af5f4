"""One program per workspace: a lock of the operating system on `X.lock`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

from gbdesk.domain.refusals import Refused
from gbdesk.store.writing import told


class FileLock:
    """Held until `release` or until the program ends, however it ends."""

    def __init__(self, path: Path) -> None:
        """Take the lock.

        Raises:
            Refused: another program (or this one) holds it.
        """
        with told(path):
            self._file: IO[bytes] = path.open("a+b")
        try:
            _take(self._file)
        except OSError as error:
            self._file.close()
            raise Refused("store.open_elsewhere", name=path.stem) from error

    def release(self) -> None:
        """Let go; the file stays, empty."""
        if not self._file.closed:
            self._file.close()


def _take(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
