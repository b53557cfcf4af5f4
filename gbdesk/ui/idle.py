"""When nobody has touched keys or mouse for a while, or the computer slept: time to lock.

Only events of the windows themselves are looked at (keys and mouse arrive there first, whatever
dialog or menu is open), so that painting and layout cost nothing. Idle time counts wall clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
WARNS_S: Final = 60
TICK_MS: Final = 1_000


class Idle(QObject):
    """Counts while `start`ed; `due` says lock now, `near` how many seconds are left."""

    due = Signal()
    near = Signal(object)

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._clock, self._limit = clock, 300.0
        self._touched = clock()
        self._was_near = False
        self._watched: set[int] = set()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.look)

    def start(self, minutes: int) -> None:
        """Count from now."""
        self._limit, self._touched, self._was_near = minutes * 60.0, self._clock(), False
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch, Qt.ConnectionType.UniqueConnection)
            app.applicationStateChanged.connect(self._woken, Qt.ConnectionType.UniqueConnection)
            for window in QGuiApplication.topLevelWindows():
                self._watch(window)
        self._timer.start()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()

    def look(self) -> None:
        """Whether it is time."""
        idle = self._clock() - self._touched
        if idle < 0:
            self._touched = self._clock()
            return
        left = self._limit - idle
        if left <= 0:
            self.stop()
            self.due.emit()
        elif left <= WARNS_S:
            self._was_near = True
            self.near.emit(int(left) + 1)
        elif self._was_near:
            self._was_near = False
            self.near.emit(None)

    def _woken(self) -> None:
        """The program comes to the front, perhaps after the computer slept."""
        if self._timer.isActive():
            self.look()

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Somebody is here; Ctrl L locks whatever dialog is open."""
        if event.type() in TOUCHES:
            self._touched = self._clock()
            if self._timer.isActive() and isinstance(event, QKeyEvent) and _is_lock(event):
                self.due.emit()
                return True
        elif event.type() == QEvent.Type.Expose and self._timer.isActive():
            self.look()
        return super().eventFilter(watched, event)


def _is_lock(event: QKeyEvent) -> bool:
    control = Qt.KeyboardModifier.ControlModifier
    return event.key() == Qt.Key.Key_L and event.modifiers() == control
