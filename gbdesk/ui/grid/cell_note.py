"""The note at the cell under the caret, and the way to write one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from gbdesk.text import translate


class CellNote(QFrame):
    """The words, and a button to change them; `asked` where somebody wants to."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel(self)
        self.words.setObjectName("sidePath")
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.write = QPushButton(self)
        self.write.setObjectName("small")
        self.write.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.write.setToolTip(translate("Grid", "Write a note (Shift F2)"))
        self.write.clicked.connect(self.asked)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.words)
        box.addWidget(self.write, 0, Qt.AlignmentFlag.AlignLeft)

    def show_note(self, note: str, *, may_edit: bool) -> None:
        """Show a note, or only the way to write one."""
        self.words.setText(translate("Grid", "Note: {note}", note=note))
        self.words.setVisible(bool(note))
        change, write = translate("Grid", "Change the note…"), translate("Grid", "Write a note…")
        self.write.setText(change if note else write)
        self.write.setVisible(may_edit)
        self.setVisible(bool(note) or may_edit)
