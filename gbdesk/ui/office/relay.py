"""Progress of long work shown in a page, and the way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gbdesk.services.progress import Cancelled, Progress


class Relay(QObject):
    """Passes steps on to the window and to a page; `stop` ends the work at its next step."""

    stepped = Signal(int, int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inner: Progress | None = None
        self._stopped = False

    def over(self, inner: Progress) -> Relay:
        """Work that the window watches too."""
        self._inner = inner
        return self

    def stop(self) -> None:
        """End the work at its next step; what was written is taken away again."""
        self._stopped = True

    def step(self, done: int, total: int | None, what: str = "") -> None:
        """One step of the work, from whatever thread it runs in.

        Raises:
            Cancelled: the person asked to stop.
        """
        if self._stopped:
            raise Cancelled
        if self._inner is not None:
            self._inner.step(done, total, what)
        self.stepped.emit(done, total or 0, what)
