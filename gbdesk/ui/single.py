"""One window for one data file: a second start brings the first window to the front and ends.

No sockets: a lock file says who is first, a touched file asks to be shown.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from platformdirs import user_state_path
from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal

_ASK: Final = "show"


class Single(QObject):
    """The claim of one running program on one data file."""

    asked = Signal()

    def __init__(self, workspace: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        mark = hashlib.sha256(str(workspace.absolute()).encode()).hexdigest()[:16]
        self._folder = user_state_path("gbdesk", appauthor=False) / "windows" / mark
        self._lock: QLockFile | None = None
        self._watcher: QFileSystemWatcher | None = None

    def claim(self) -> bool:
        """Whether this is the first window; a folder nobody may write lets everybody in."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return True
        lock = QLockFile(str(self._folder / "lock"))
        lock.setStaleLockTime(0)
        if not lock.tryLock(0):
            return lock.error() != QLockFile.LockError.LockFailedError
        self._lock = lock
        self._watcher = QFileSystemWatcher([str(self._folder)], self)
        self._watcher.directoryChanged.connect(self._look)
        return True

    def ask(self) -> None:
        """Ask the first window to come to the front."""
        try:
            (self._folder / _ASK).touch()
        except OSError:
            return

    def release(self) -> None:
        """Let another window have the file."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None

    def _look(self) -> None:
        file = self._folder / _ASK
        if file.exists():
            file.unlink(missing_ok=True)
            self.asked.emit()
