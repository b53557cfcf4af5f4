"""The one window: it shows one screen at a time and tells when it is painted, left, minimised."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from gbdesk.ui import theme
from gbdesk.ui.settings import DARK, SYSTEM, Settings
from gbdesk.ui.theme import Look

LEAST: Final = (1024, 600)
ROOMY: Final = (1340, 740)
NAME: Final = "gbdesk"


class Window(QMainWindow):
    """Holds one screen; the host decides which."""

    painted = Signal()
    leaving = Signal(QCloseEvent)
    minimised = Signal()
    other_asked = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self._painted = False
        self.setMinimumSize(*LEAST)
        self.resize(*ROOMY)
        self.setWindowTitle(NAME)
        self._screens = QStackedWidget(self)
        self.setCentralWidget(self._screens)
        self._screens.addWidget(QWidget(self._screens))
        self.menuBar().hide()

    def show_fitting(self) -> None:
        """Show it as large as is comfortable; on a small screen it takes all of it."""
        room = self.screen().availableGeometry()
        if room.width() < ROOMY[0] or room.height() < ROOMY[1]:
            self.showMaximized()
        else:
            self.resize(*ROOMY)
            self.show()

    def put(self, screen: QWidget) -> None:
        """Show another screen; the one before is destroyed."""
        before = self._screens.currentWidget()
        self._screens.addWidget(screen)
        self._screens.setCurrentWidget(screen)
        if before is not None and before is not screen:
            self._screens.removeWidget(before)
            before.hide()
            before.deleteLater()

    def screen_shown(self) -> QWidget | None:
        """What is shown now."""
        return self._screens.currentWidget()

    def look(self) -> Look:
        """The look that is set, as the system asks where nothing else is."""
        wanted = self.settings.theme
        dark = theme.system_is_dark() if wanted == SYSTEM else wanted == DARK
        return Look(dark=dark, percent=self.settings.percent, dense=self.settings.dense)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell the first paint: whatever is heavy waits for it."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def changeEvent(self, event: QEvent) -> None:
        """Tell when the window is minimised."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.isMinimized():
            self.minimised.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Whoever holds the data file closes it first, or ignores the event to go on."""
        super().closeEvent(event)
        self.leaving.emit(event)
