"""Work that a dialog watches: how far it is, and stopping it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gbdesk.services.progress import Cancelled


class Watched(QObject):
    """What the work speaks to, on its own thread; `moved` comes on the window's."""

    moved = Signal(int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = False

    @property
    def stopped(self) -> bool:
        """Whether the person asked to stop."""
        return self._stop

    def stop(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop = True

    def step(self, done: int, total: int | None, what: str = "") -> None:
        """Say how far the work is.

        Raises:
            Cancelled: the person asked to stop.
        """
        del what
        if self._stop:
            raise Cancelled
        self.moved.emit(done, total or 0)
