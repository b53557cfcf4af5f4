"""What can be done with the package shown."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from gbdesk.services.outcomes import ALREADY
from gbdesk.services.receiving_parts import ATTENTION, Look
from gbdesk.text import translate
from gbdesk.ui.hub.parts import button, picture, said, say
from gbdesk.ui.pages.receive.entries import DONE, Entry

TAKE: Final = "take"
LATER: Final = "later"
BACK: Final = "back"
TELL: Final = "tell"
ENROL: Final = "enrol"
ALLOW: Final = "allow"
DENY: Final = "deny"
UNDO: Final = "undo"
RECEIPT: Final = "receipt"
OFFICE: Final = frozenset({LATER, TAKE, UNDO})
UNKNOWN: Final = "E_UNKNOWN_SENDER"
FORK: Final = "E_FORK"
HINT: Final = 96


class Feet(QFrame):
    """`asked` with what was pressed."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, hub: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("hubFoot")
        self._hub, self._may_undo = hub, False
        self._hint_picture = picture("undo-2", "text_2")
        self._hint = said(
            translate("Receive", "An import can be undone as a whole."), "hubAside", wraps=True
        )
        self.buttons = {
            TELL: button(translate("Receive", "Copy a message"), "copy"),
            ENROL: button(translate("Receive", "Open registration"), "user-check"),
            ALLOW: button(translate("Receive", "The unit was asked, let it in…"), "user-check"),
            DENY: button(translate("Receive", "Refuse…")),
            LATER: button(translate("Receive", "Later")),
            BACK: button(translate("Receive", "Send back with a reason…")),
            UNDO: button(translate("Receive", "Undo this import"), "undo-2"),
            RECEIPT: button(translate("Receive", "Receipt…"), "mail-check"),
            TAKE: button(translate("Receive", "Take in"), "check", primary=True),
        }
        line = QHBoxLayout(self)
        line.setContentsMargins(18, 11, 18, 11)
        line.setSpacing(9)
        self._hint_picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        line.addWidget(self._hint_picture)
        line.addWidget(self._hint, 8)
        line.addStretch(1)
        for name, made in self.buttons.items():
            made.setProperty("deed", name)
            made.clicked.connect(self._pressed)
            line.addWidget(made)

    @property
    def take(self) -> QPushButton:
        """The button that takes in."""
        return self.buttons[TAKE]

    def show_entry(self, entry: Entry | None) -> None:
        """What can be done with this file."""
        shown = _deeds(entry) if self._hub else _deeds(entry) & OFFICE
        for name, made in self.buttons.items():
            made.setVisible(name in shown)
        if entry is not None:
            words = (
                translate("Receive", "Put it back on the list")
                if entry.aside
                else translate("Receive", "Later")
            )
            say(self.buttons[LATER], words)
        self._may_undo = TAKE in shown or UNDO in shown
        self._say_hint()
        self.setVisible(bool(shown))

    def _say_hint(self) -> None:
        """That it can be undone, where two lines of room are left for it."""
        shown = [one.sizeHint().width() + 9 for one in self.buttons.values() if not one.isHidden()]
        half = self._hint.fontMetrics().horizontalAdvance(self._hint.text()) // 2
        room = self.width() - sum(shown) - HINT - half
        for part in (self._hint, self._hint_picture):
            part.setVisible(self._may_undo and room >= 0)
        self.take.setToolTip(self._hint.text())

    def say_exactly(self, items: int, left: int) -> None:
        """What taking in will do, in numbers."""
        words = (
            translate("Receive", "Take in {n} items, leave {left}", n=items, left=left)
            if left
            else translate("Receive", "Take in {n} items", n=items)
        )
        say(self.take, words, "check")
        self._say_hint()

    # Qt's names
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons first, then the hint."""
        super().resizeEvent(event)
        self._say_hint()

    def _pressed(self) -> None:
        made = self.sender()
        if isinstance(made, QPushButton):
            self.asked.emit(str(made.property("deed")))


def _deeds(entry: Entry | None) -> frozenset[str]:
    if entry is None or entry.look is None or entry.twin:
        return frozenset()
    if entry.group == DONE:
        return frozenset({UNDO, RECEIPT})
    look: Look = entry.look
    if look.ready:
        return frozenset({LATER, BACK, TAKE})
    if look.outcome == ALREADY:
        return frozenset({RECEIPT})
    if look.ok:
        return frozenset()
    more = {UNKNOWN: {ENROL}, FORK: {ALLOW, DENY} if look.group == ATTENTION else {ALLOW}}
    return frozenset({TELL} | more.get(look.outcome, set()))
