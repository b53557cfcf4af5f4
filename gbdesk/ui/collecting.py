"""Python's collector runs on the window's thread only.

A cycle that holds widgets may be found by the collector on any thread; freeing a widget anywhere
but on the window's thread ends the program. So the automatic collector is off while there is a
window, and a timer does its work in small steps.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY_MS: Final = 250
YOUNG: Final = 2_000
STEPS: Final = 20
M_TRIM_THRESHOLD: Final = -1
M_ARENA_MAX: Final = -8
KEPT: Final = 131_072


class Collector(QObject):
    """Collects a young generation often and the oldest seldom."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps = 0
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.step)
        gc.disable()
        if not gc.get_freeze_count():
            gc.freeze()  # modules and classes are never free, and take long to look at
        _spare()
        self._timer.start()

    def step(self) -> None:
        """Collect where enough has been made since."""
        if gc.get_count()[0] < YOUNG:
            return
        self._steps += 1
        if self._steps % STEPS:
            gc.collect(1)
        else:
            self.whole()

    def whole(self) -> None:
        """Collect everything, and give the system back what is free: pages have been destroyed."""
        gc.collect()
        _trim()


def _spare() -> None:
    """Keep one store for all threads and little that is free in it."""
    if (library := _linux()) is not None:
        library.mallopt(M_ARENA_MAX, 1)
        library.mallopt(M_TRIM_THRESHOLD, KEPT)


def _trim() -> None:
    """Give the system back what is free."""
    if (library := _linux()) is not None:
        library.malloc_trim(0)


def _linux() -> ctypes.CDLL | None:
    """The C library of Linux, which keeps what was freed, in one store a thread, until asked."""
    if sys.platform == "linux":
        library = ctypes.CDLL(None)
        if hasattr(library, "malloc_trim") and hasattr(library, "mallopt"):
            return library
    return None
