"""Settings of the window at work: kept, and applied at once by building the pages anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from gbdesk.text import set_language
from gbdesk.ui import settings as kept
from gbdesk.ui import theme
from gbdesk.ui.settings import SYSTEM
from gbdesk.ui.window import Window

if TYPE_CHECKING:
    from gbdesk.ui.settings import Settings


class Looks(QObject):
    """`restyled` fires when everything must be built anew, `relocked` when locking changed."""

    restyled = Signal()
    relocked = Signal()

    def __init__(self, window: Window, *, keeps: bool) -> None:
        super().__init__(window)
        self._window, self.keeps = window, keeps
        self.held: Callable[[], bool] | None = None
        self._behind = False
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)

    @property
    def settings(self) -> Settings:
        """What is set."""
        return self._window.settings

    def change(self, **wanted: Any) -> None:
        """Set something that is seen, at once or after a running job; drafts are kept."""
        self.remember(**wanted)
        self._follow()

    def change_soon(self, **wanted: Any) -> None:
        """As `change`, once the click that asked for it is over: it rebuilds what was clicked."""
        QTimer.singleShot(0, self, partial(self.change, **wanted))

    def set_locking(self, **wanted: Any) -> None:
        """Set when the window locks itself; it is counted from now."""
        self.remember(**wanted)
        self.relocked.emit()

    def remember(self, **wanted: Any) -> None:
        """Keep a setting that needs no rebuilding."""
        self._window.settings = replace(self.settings, **wanted)
        if self.keeps:
            kept.save(self.settings)

    def _system_changed(self) -> None:
        """The system turned dark or light; where it is followed, so does the window."""
        if self.settings.theme == SYSTEM and theme.look() != self._window.look():
            self._follow()

    def _follow(self) -> None:
        self._behind = self.held is not None and self.held()
        if not self._behind:
            self.apply()
            self.restyled.emit()

    def catch_up(self) -> None:
        """Look as was asked for while something still ran."""
        if self._behind:
            self._follow()

    def apply(self) -> None:
        """Speak the language and use the look that are set."""
        set_language(self.settings.spoken)
        theme.apply(self._window.look())
