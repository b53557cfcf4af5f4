"""The lock screen: the office, who, the password; nothing else of what is inside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gbdesk.services.messages import Message
from gbdesk.text import translate
from gbdesk.ui import theme
from gbdesk.ui.icons import app_icon
from gbdesk.ui.secret import PasswordLine

if TYPE_CHECKING:
    from gbdesk.store.vault import Front

CARD: Final = 430


class UnlockScreen(QWidget):
    """Asks for a password; `tried` carries user and password to whoever opens the file."""

    tried = Signal(str, str)
    recovery_asked = Signal()
    other_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName(translate("Unlock", "Unlock"))
        self._title = QLabel(self)
        self._title.setObjectName("sectionTitle")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title.setWordWrap(True)
        self.user = QComboBox(self)
        self.user.setAccessibleName(translate("Unlock", "User"))
        self.password = PasswordLine(translate("Unlock", "Password"), self)
        self.button = QPushButton(translate("Unlock", "Unlock"), self)
        self.button.setObjectName("hero")
        self.said = QLabel(self)
        self.said.setObjectName("noteText")
        self.said.setWordWrap(True)
        self.held = QLabel(self)
        self.held.setObjectName("aside")
        self.held.setWordWrap(True)
        self.forgotten = _link(translate("Unlock", "Forgotten the password?"), self)
        self.other = _link(translate("Unlock", "Open another data file"), self)
        self._wait = 0
        self._clock = QTimer(self, interval=1_000)
        self._clock.timeout.connect(self._second)
        self._lay()
        self.button.clicked.connect(self._try)
        self.password.returnPressed.connect(self._try)
        self.forgotten.clicked.connect(self.recovery_asked)
        self.other.clicked.connect(self.other_asked)

    def _lay(self) -> None:
        picture = QLabel(self)
        picture.setPixmap(app_icon().pixmap(theme.px(52), theme.px(52)))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        form = QVBoxLayout()
        form.setSpacing(5)
        form.addWidget(QLabel(translate("Unlock", "User"), self))
        form.addWidget(self.user)
        form.addSpacing(6)
        form.addWidget(QLabel(translate("Unlock", "Password"), self))
        form.addWidget(self.password)
        form.addWidget(self.password.note)
        links = QHBoxLayout()
        links.addWidget(self.forgotten)
        links.addStretch(1)
        links.addWidget(self.other)
        card = QFrame(self)
        card.setObjectName("card")
        card.setFixedWidth(theme.px(CARD))
        inner = QVBoxLayout(card)
        inner.setContentsMargins(32, 28, 32, 22)
        inner.setSpacing(12)
        inner.addWidget(picture)
        inner.addWidget(self._title)
        inner.addSpacing(4)
        inner.addLayout(form)
        inner.addWidget(self.said)
        inner.addWidget(self.button)
        inner.addLayout(links)
        inner.addWidget(self.held)
        box = QVBoxLayout(self)
        box.addStretch(2)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        box.addLayout(row)
        box.addStretch(3)

    def show_front(self, path: Path, front: Front, user: str = "", kept: str = "") -> None:
        """Ask for this file; `user` worked last, `kept` says what waits inside."""
        self._title.setText(front.title or path.stem)
        self.user.clear()
        for ident, display in front.users:
            self.user.addItem(display or ident, ident)
        at = self.user.findData(user)
        self.user.setCurrentIndex(max(0, at))
        self.held.setText(kept)
        self.held.setVisible(bool(kept))
        self.clear()

    def clear(self) -> None:
        """Forget what was typed and said."""
        self.password.clear()
        self.said.clear()
        self.said.hide()
        self._clock.stop()
        self._wait = 0
        self.busy(working=False)

    def take_caret(self) -> None:
        """Ready to be typed into."""
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def busy(self, *, working: bool) -> None:
        """While the password is being tried."""
        for part in (self.user, self.password, self.button):
            part.setEnabled(not working)
        self.button.setText(
            translate("Unlock", "Opening…") if working else translate("Unlock", "Unlock")
        )

    def refuse(self, message: Message, seconds: int = 0) -> None:
        """Say why it did not open; after many wrong ones count the seconds down."""
        self.busy(working=False)
        self.password.clear()
        self._say(f"{message.happened} {message.todo}")
        self._wait = seconds
        if seconds > 0:
            self.button.setEnabled(False)
            self._count()
            self._clock.start()
        self.take_caret()

    def waiting(self) -> int:
        """The seconds left until the next attempt."""
        return self._wait

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setProperty("tone", "danger")
        self.said.style().unpolish(self.said)
        self.said.style().polish(self.said)
        self.said.show()
        self.password.setAccessibleDescription(words)

    def _second(self) -> None:
        self._wait -= 1
        if self._wait > 0:
            self._count()
            return
        self._clock.stop()
        self._wait = 0
        self.button.setEnabled(True)
        self._say(translate("Unlock", "You can try again now. Nothing was erased."))

    def _count(self) -> None:
        self._say(
            translate(
                "Unlock",
                "The password was wrong several times. Nothing was erased. Try again in {n} s.",
                n=self._wait,
            )
        )

    def _try(self) -> None:
        if not self.button.isEnabled():
            return
        user, password = str(self.user.currentData() or ""), self.password.text()
        if not password:
            self.take_caret()
            return
        self.said.hide()
        self.busy(working=True)
        self.tried.emit(user, password)

    def showEvent(self, event: QShowEvent) -> None:
        """The caret stands where the password goes."""
        super().showEvent(event)
        self.take_caret()


def _link(words: str, parent: QWidget) -> QPushButton:
    button = QPushButton(words, parent)
    button.setObjectName("flat")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
