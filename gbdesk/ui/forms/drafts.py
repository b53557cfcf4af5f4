"""Keeping what is being typed: at most a second after the last key it is in the draft file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

DELAY_MS: Final = 500
LONGEST_MS: Final = 1_000


class Drafts(Protocol):
    """Where drafts are kept."""

    def put(self, page: str, key: str, payload: dict[str, Any]) -> None:
        """Keep one."""

    def get(self, page: str, key: str) -> dict[str, Any] | None:
        """Read one."""

    def drop(self, page: str, key: str) -> None:
        """Forget one."""


class DraftKeeper(QObject):
    """One page's drafts; `kept` fires when what was typed is in the file."""

    kept = Signal()

    def __init__(self, drafts: Drafts, page: str, parent: QObject) -> None:
        super().__init__(parent)
        self._drafts, self._page = drafts, page
        self._waiting: dict[str, Callable[[], dict[str, Any]]] = {}
        self._rest = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._rest.timeout.connect(self.flush)
        self._limit = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._limit.timeout.connect(self.flush)

    def touch(self, key: str, payload: Callable[[], dict[str, Any]]) -> None:
        """Something was typed: keep it once the keys rest."""
        self._waiting[key] = payload
        self._rest.start()
        if not self._limit.isActive():
            self._limit.start()

    def flush(self) -> None:
        """Keep what waits, now."""
        self._rest.stop()
        self._limit.stop()
        waiting, self._waiting = self._waiting, {}
        for key, payload in waiting.items():
            self._drafts.put(self._page, key, payload())
        if waiting:
            self.kept.emit()

    def found(self, key: str) -> dict[str, Any] | None:
        """What was kept."""
        return self._drafts.get(self._page, key)

    def drop(self, key: str) -> None:
        """It became a record, or was given up."""
        self._waiting.pop(key, None)
        self._drafts.drop(self._page, key)
