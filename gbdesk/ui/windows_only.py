"""What only Windows can do: keep a window out of screen captures, tell that the session locks.

Everything here is inert elsewhere, and none of it has been seen on Windows yet (SECURITY.md). What
fails is logged and not told: it is a courtesy, never a guarantee.
"""

from __future__ import annotations

import ctypes
import logging
import sys
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication

ACTIVE: Final = sys.platform == "win32"
NORMAL: Final = 0x00
OUT_OF_CAPTURE: Final = 0x11
POWER: Final = 0x0218
SESSION: Final = 0x02B1
SUSPENDS: Final = 0x04
LEAVES: Final = frozenset({0x02, 0x04, 0x06, 0x07})
"""The session is taken from the console or from a remote screen, signed off, or locked."""

_log = logging.getLogger(__name__)


def keep_out_of_capture(window: int, *, out: bool) -> bool:
    """Show a window (its handle) black to whoever records the screen, or as usual again."""
    if sys.platform == "win32":
        user, wanted = (
            ctypes.WinDLL("user32", use_last_error=True),
            OUT_OF_CAPTURE if out else NORMAL,
        )
        if user.SetWindowDisplayAffinity(ctypes.c_void_p(window), wanted):
            return True
        _log.warning("capture exclusion refused: %d", ctypes.get_last_error())
    return False


def is_leaving(message: int, about: int) -> bool:
    """Whether a message of the system says that nobody sits here any more."""
    return (message == SESSION and about in LEAVES) or (message == POWER and about == SUSPENDS)


class SessionWatch(QAbstractNativeEventFilter):
    """Calls `left` when the session is locked or switched, or the computer goes to sleep."""

    def __init__(self, window: int, left: Callable[[], None]) -> None:
        super().__init__()
        self._left = left
        app = QCoreApplication.instance()
        if not ACTIVE or app is None:
            return
        app.installNativeEventFilter(self)
        _ask_for_session(window)

    def nativeEventFilter(self, kind: Any, message: Any) -> Any:
        """Look at each message of Windows; none is swallowed."""
        if ACTIVE and bytes(kind) == b"windows_generic_MSG":
            found = _Message.from_address(int(message))
            if is_leaving(found.message, found.about):
                self._left()
        return False, 0


class _Message(ctypes.Structure):
    """The beginning of Windows' `MSG`."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("about", ctypes.c_size_t),
        ("more", ctypes.c_ssize_t),
    )
    message: int
    about: int


def _ask_for_session(window: int) -> None:
    if sys.platform == "win32":
        sessions = ctypes.WinDLL("wtsapi32", use_last_error=True)
        if not sessions.WTSRegisterSessionNotification(ctypes.c_void_p(window), 0):
            _log.warning("session notices refused: %d", ctypes.get_last_error())
