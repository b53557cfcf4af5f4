"""Python's collector runs on the window's thread only.

A cycle that holds widgets may be found by the collector on any thread; freeing a widget anywhere
but on the window's thread ends the program. So the automatic collector is off while there is a
window, and a timer does its work in small steps.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY_MS: Final = 250
YOUNG: Final = 2_000
STEPS: Final = 20


class Collector(QObject):
    """Collects a young generation often and the oldest seldom."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps = 0
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.step)
        gc.disable()
        self._timer.start()

    def step(self) -> None:
        """Collect where enough has been made since."""
        if gc.get_count()[0] < YOUNG:
            return
        self._steps += 1
        gc.collect(1 if self._steps % STEPS else 2)
