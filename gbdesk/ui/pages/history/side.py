"""One import in full: counts, gaps declared, check code, what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from gbdesk.services.receiving_parts import AttemptRow, HistoryRow
from gbdesk.services.tracking import TrackRow
from gbdesk.text import translate
from gbdesk.ui.forms.look import px
from gbdesk.ui.hub.moments import moment_words
from gbdesk.ui.hub.parts import Tag, button, emptied, row, said, scrolled
from gbdesk.ui.pages.history.rows import choices_words, state_of, track_pill

GAPS = 8


class Side(QFrame):
    """The panel beside the list."""

    undo_asked = Signal()
    receipt_asked = Signal()
    back_asked = Signal()
    phone_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        held = QWidget()
        held.setObjectName("sideHeld")
        self._box = QVBoxLayout(held)
        self._box.setContentsMargins(16, 14, 16, 10)
        self._box.setSpacing(7)
        self.undo = button(translate("History", "Undo this import…"), "undo-2")
        self.receipt = button(translate("History", "Receipt…"), "mail-check")
        self.back = button(translate("History", "Send back with a reason…"))
        self.phone = button(translate("History", "Receipt by telephone…"))
        self.phone.clicked.connect(self.phone_asked)
        self.undo.clicked.connect(self.undo_asked)
        self.receipt.clicked.connect(self.receipt_asked)
        self.back.clicked.connect(self.back_asked)
        self._feet = QFrame(self)
        self._feet.setObjectName("hubFoot")
        feet = QVBoxLayout(self._feet)
        feet.setContentsMargins(16, 10, 16, 12)
        feet.setSpacing(7)
        self._deeds = (self.receipt, self.phone, self.back, self.undo)
        for made in self._deeds:
            feet.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolled(held), 1)
        column.addWidget(self._feet)
        self.setFixedWidth(px(290))
        self.show_nothing()

    def show_row(self, found: object) -> None:
        """What the line with the caret is about."""
        if isinstance(found, HistoryRow):
            self.show_import(found)
        elif isinstance(found, AttemptRow):
            self.show_refusal(found)
        elif isinstance(found, TrackRow):
            self.show_track(found)
        else:
            self.show_nothing()

    def show_nothing(self) -> None:
        """No line has the caret."""
        emptied(self._box)
        self._say(translate("History", "Choose a line to see it in full."), "hubHint")
        self._box.addStretch(1)
        self._feet.hide()

    def show_import(self, found: HistoryRow) -> None:
        """One package."""
        emptied(self._box)
        self._say(found.office_name, "hubSection")
        state = state_of(found)
        self._box.addWidget(Tag(state.text, state.tone, state.icon), 0, Qt.AlignmentFlag.AlignLeft)
        pairs = (
            (translate("History", "Package"), f"{found.seq:02d}"),
            (translate("History", "Period"), found.title),
            (translate("History", "Written"), moment_words(found.made)),
            (translate("History", "Taken in at"), moment_words(found.taken)),
            (translate("History", "By"), found.who),
            (translate("History", "Check code"), found.check_code),
            (translate("History", "Differences"), choices_words(found)),
            (translate("History", "Receipt written"), moment_words(found.receipt_at)),
            (translate("History", "Reason of sending back"), found.sent_back),
        )
        for name, value in pairs:
            if value:
                self._pair(name, value)
        if found.counts:
            self._say(translate("History", "What it brought"), "fieldLabel")
            for words in found.count_words:
                self._say(words)
        if found.gaps:
            self._say(translate("History", "Declared as missing"), "fieldLabel")
            for words in found.gaps[:GAPS]:
                self._say(words)
            more = len(found.gaps) - GAPS
            if more > 0:
                self._say(translate("History", "{n} more", n=more), "hubHint")
        self._box.addStretch(1)
        self._offer(self.receipt, self.back, self.undo)
        self.undo.setEnabled(not found.undone)
        self.receipt.setEnabled(not found.undone)
        self.back.setEnabled(not found.undone and not found.sent_back)

    def show_refusal(self, found: AttemptRow) -> None:
        """One file that was refused."""
        emptied(self._box)
        self._say(found.name or found.office_name, "hubSection")
        for words in (found.message.happened, found.message.kept, found.message.todo):
            if words:
                self._say(words, "hubWords")
        self._pair(translate("History", "Tried at"), moment_words(found.at))
        self._pair(translate("History", "By"), found.who)
        self._pair(translate("History", "Code"), found.outcome)
        self._box.addStretch(1)
        self._feet.hide()

    def show_track(self, found: TrackRow) -> None:
        """The packages of one computer."""
        emptied(self._box)
        self._say(found.office_name, "hubSection")
        state = track_pill(found)
        self._box.addWidget(Tag(state.text, state.tone, state.icon), 0, Qt.AlignmentFlag.AlignLeft)
        pairs = (
            (translate("History", "Computer"), found.label),
            (translate("History", "Packages"), found.packages),
            (translate("History", "Last package in"), moment_words(found.came)),
            (translate("History", "Last receipt"), moment_words(found.receipt_at)),
            (
                translate("History", "Acknowledged up to change"),
                str(found.receipt_n) if found.receipt_at else "",
            ),
        )
        for name, value in pairs:
            if value:
                self._pair(name, value)
        for words in found.words:
            self._say(words, "hubWords")
        self._box.addStretch(1)
        self._offer(self.receipt, self.phone)
        self.receipt.setEnabled(bool(found.have))
        self.phone.setEnabled(bool(found.have))

    def _offer(self, *deeds: QPushButton) -> None:
        for made in self._deeds:
            made.setVisible(made in deeds)
        self._feet.show()

    def _say(self, words: str, looks: str = "hubAside") -> None:
        self._box.addWidget(said(words, looks, wraps=True))

    def _pair(self, name: str, value: str) -> None:
        told = said(value, "sideValue", wraps=True)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        told.setAlignment(Qt.AlignmentFlag.AlignRight)
        held = QWidget()
        line = row(said(name, "hubAside"), told)
        line.setStretch(1, 1)
        held.setLayout(line)
        self._box.addWidget(held)
