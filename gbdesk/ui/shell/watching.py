"""The folder that the hub watches: looked at when the system tells of it, and every minute.

What is found waits in the import centre; nothing is taken in by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from gbdesk.services.inbox import Found

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress
    from gbdesk.ui.shell.shell import Shell

MINUTE_MS: Final = 60_000
SOON_MS: Final = 3_000


class FolderWatch(QObject):
    """Lives as long as the pages; a folder that is gone costs nothing but the look."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._busy = False
        self._new = 0
        self.watcher = QFileSystemWatcher(self)
        self.watcher.directoryChanged.connect(self._changed)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self.look)
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.look)

    def start(self) -> None:
        """Look now, and from now on."""
        self._minute.start()
        self.look()

    def look(self) -> None:
        """Look off the window's thread, never twice at once."""
        if not self._busy:
            self._busy = True
            self._shell.read(self._ask, self._seen, self._failed)

    def _ask(self, _progress: Progress) -> Found:
        found: Found = self._shell.app.inbox.look()
        return found

    def _seen(self, found: Found) -> None:
        self._busy = False
        self._follow(found)
        if found.growing:
            self._soon.start()
        if len(found.new) != self._new:
            self._new = len(found.new)
            self._shell.refresh()

    def _follow(self, found: Found) -> None:
        """Have the system tell of this folder, which could just be read."""
        wanted = str(found.folder) if found.folder is not None and found.reachable else ""
        watched = self.watcher.directories()
        gone = [one for one in watched if one != wanted]
        if gone:
            self.watcher.removePaths(gone)
        if wanted and wanted not in watched:
            self.watcher.addPath(wanted)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._shell.complain(error)

    def _changed(self, _folder: str) -> None:
        self._soon.start()
