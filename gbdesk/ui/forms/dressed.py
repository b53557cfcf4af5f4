"""Pages that wear a style sheet of their own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget


class Dressed(QWidget):
    """A page whose colours follow the theme."""

    _sheet: Callable[[], str] | None = None

    def dress(self, sheet: Callable[[], str]) -> None:
        """Wear this style sheet from now on."""
        self._sheet = sheet
        self.setStyleSheet(sheet())

    # Qt's names
    def changeEvent(self, event: QEvent) -> None:
        """The sheet is made anew when the colours change."""
        super().changeEvent(event)
        sheet = self._sheet
        if event.type() != QEvent.Type.PaletteChange or sheet is None:
            return
        if self.styleSheet() != sheet():
            self.setStyleSheet(sheet())
