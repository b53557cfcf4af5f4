"""The lowest line: what is saved, what is not sent, how old the backup is, who works, the lock."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from gbdesk.text import translate
from gbdesk.ui import theme
from gbdesk.ui.icons import icon, pixmap

HEIGHT: Final = 28
OLD: Final = 7
TOO_OLD: Final = 30


class Shown(QWidget):
    """A picture and words that nobody clicks."""

    def __init__(self, picture: str, tint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture, self.words = QLabel(self), QLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(6)
        row.addWidget(self._picture)
        row.addWidget(self.words)
        self.show_picture(picture, tint)

    def show_picture(self, name: str, tint: str) -> None:
        """Another picture."""
        drawn = pixmap(name, tint, theme.px(15), self.devicePixelRatioF())
        self._picture.setPixmap(drawn)

    def say(self, words: str) -> None:
        """The words, also spoken."""
        self.words.setText(words)
        self.setAccessibleName(words)


class JobLine(QWidget):
    """How far a long job is, and the button that stops it."""

    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self.bar = QLabel(self), QProgressBar(self)
        self.bar.setFixedWidth(theme.px(120))
        self.bar.setTextVisible(False)
        self.stop = QPushButton(translate("Status", "Stop"), self)
        self.stop.setToolTip(translate("Status", "Stops this work; nothing stays half done"))
        self.stop.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(8)
        for part in (self._words, self.bar, self.stop):
            row.addWidget(part)
        self.hide()

    def step(self, done: int, total: int, what: str) -> None:
        """Say how far; a total of 0 means nobody knows."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        words = f"{what} {done}/{total}" if total else what or translate("Status", "Working…")
        self._words.setText(words.strip())
        self.bar.setAccessibleName(words.strip())
        self.show()


class StatusLine(QFrame):
    """The line itself."""

    def __init__(self, person: str, minutes: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setAccessibleName(translate("Status", "State"))
        self.setFixedHeight(theme.px(HEIGHT) + 1)
        self._keys, self._near = QLabel("Ctrl L", self), False
        self.saved = Shown("circle-check", "success", self)
        self.saved.say(translate("Status", "All changes saved"))
        self.unsent = QPushButton(self)
        self.unsent.setProperty("tone", "warning")
        self.unsent.hide()
        self.backup = QPushButton(self)
        self.backup.hide()
        self.job = JobLine(self)
        self.person = Shown("user", "text_2", self)
        self.person.say(person)
        self.clock = Shown("clock", "text_2", self)
        self._minutes = minutes
        self.lock = QPushButton(icon("lock"), " " + translate("Status", "Lock"), self)
        self.lock.setAccessibleName(translate("Status", "Lock now"))
        self.lock.setToolTip(translate("Status", "Lock now (Ctrl L)"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._lay()
        self.count_down(None)

    def _lay(self) -> None:
        self._keys.setObjectName("key")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 14, 0)
        row.setSpacing(4)
        for part in (self.saved, self.unsent, self.backup, self.job):
            row.addWidget(part)
        row.addStretch(1)
        for part in (self.person, self.clock, self.lock):
            row.addWidget(part)
        row.addWidget(self._keys, 0, Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, what matters least goes first."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out the lock's clock, then who works, where not all finds room."""
        always = (self.saved, self.unsent, self.backup, self.job, self.lock, self._keys)
        wanted = sum(one.sizeHint().width() + 4 for one in always if not one.isHidden()) + 40
        for part in (self.person, self.clock):
            wanted += part.sizeHint().width() + 4
            part.setVisible(wanted <= self.width() or (part is self.clock and self._near))

    def say_unsent(self, count: int, hub: str) -> None:
        """How many changes the hub has not seen."""
        words = translate("Status", "{n} changes not sent to {hub}", n=count, hub=hub)
        self.unsent.setText(" " + words)
        self.unsent.setIcon(icon("package", "warning"))
        self.unsent.setVisible(count > 0)
        self._fit()

    def say_backup(self, days: int | None) -> None:
        """How old the newest backup is."""
        if days is None:
            words, tone = translate("Status", "Backup: none yet"), "warning"
        elif days == 0:
            words, tone = translate("Status", "Backup: today"), ""
        else:
            words = translate("Status", "Backup: {n} days ago", n=days)
            tone = "danger" if days >= TOO_OLD else "warning" if days >= OLD else ""
        self.backup.setText(" " + words)
        self.backup.setIcon(icon("hard-drive", tone or "text_2"))
        self.backup.setProperty("tone", tone)
        self.backup.style().unpolish(self.backup)
        self.backup.style().polish(self.backup)
        self.backup.show()
        self._fit()

    def say_minutes(self, minutes: int) -> None:
        """Another time until the window locks itself."""
        self._minutes = minutes
        self.count_down(None)

    def count_down(self, seconds: int | None) -> None:
        """How soon the window locks itself; counted only in the last minute."""
        self._near = near = seconds is not None
        words = (
            translate("Status", "Locks in {n} s", n=seconds)
            if seconds is not None
            else translate("Status", "Locks after {n} minutes", n=self._minutes)
        )
        self.clock.say(words)
        if self.clock.words.property("tone") != ("warning" if near else ""):
            self.clock.words.setProperty("tone", "warning" if near else "")
            self.clock.show_picture("clock", "warning_icon" if near else "text_2")
            self.clock.words.style().unpolish(self.clock.words)
            self.clock.words.style().polish(self.clock.words)
            self._fit()
