"""What is said under a field: an icon, the words, and corrections as links."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gbdesk.ui.forms.fields import ERROR, WARNING, Fix, Note
from gbdesk.ui.forms.flow import Flow
from gbdesk.ui.forms.look import icon, px

_TONES = {ERROR: ("danger", "circle-alert"), WARNING: ("warning", "triangle-alert")}


class NoteBox(QFrame):
    """One note."""

    fix_asked = Signal(object, object)

    def __init__(self, note: Note, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tone, picture = _TONES.get(note.severity, ("info", "info"))
        self.setObjectName("note")
        self.setProperty("tone", tone)
        self._note = note
        mark = QLabel(self)
        mark.setPixmap(icon(picture, tone).pixmap(px(16), px(16)))
        mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = QLabel(note.text, self)
        words.setObjectName("noteText")
        words.setProperty("tone", tone)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(words)
        if note.fixes:
            column.addWidget(self._links(note.fixes, tone))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(8)
        row.addWidget(mark)
        row.addLayout(column, 1)

    def _links(self, fixes: Sequence[Fix], tone: str) -> QWidget:
        held = QWidget(self)
        flow = Flow(held, spacing=12)
        for fix in fixes:
            link = QPushButton(fix.label.replace("&", "&&"), held)
            link.setObjectName("fixLink")
            link.setProperty("tone", tone)
            link.setCursor(Qt.CursorShape.PointingHandCursor)
            link.setProperty("fix", self._note.fixes.index(fix))
            link.clicked.connect(self._asked)
            flow.addWidget(link)
        policy = held.sizePolicy()
        policy.setHeightForWidth(True)
        held.setSizePolicy(policy)
        return held

    def _asked(self) -> None:
        link = self.sender()
        if isinstance(link, QPushButton):
            self.fix_asked.emit(self._note, self._note.fixes[int(link.property("fix"))])


class Notes(QWidget):
    """The notes under one row of fields."""

    fix_asked = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Note, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        self.hide()

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show these instead."""
        if tuple(notes) == self._shown:
            return
        self._shown = tuple(notes)
        while (item := self._box.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for note in self._shown:
            box = NoteBox(note, self)
            box.fix_asked.connect(self.fix_asked)
            self._box.addWidget(box)
        self.setVisible(bool(self._shown))
