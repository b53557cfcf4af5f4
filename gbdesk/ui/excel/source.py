"""The first step: a workbook, or what was copied in Excel."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gbdesk.services.messages import Message
from gbdesk.text import translate
from gbdesk.ui.office.parts import Words, button


class SourcePart(QWidget):
    """`file_asked` and `paste_asked` when a button or its keys are pressed."""

    file_asked = Signal()
    paste_asked = Signal()

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.file = button(
            translate("Excel", "Choose a workbook… (Ctrl O)"), "primary", "folder-open", self
        )
        self.paste = button(
            translate("Excel", "Paste what was copied (Ctrl V)"), "", "clipboard-paste", self
        )
        self.said = Words("", "noteText", wrap=True, parent=self)
        self.said.tone("danger")
        self.said.hide()
        self.file.clicked.connect(self.file_asked)
        self.paste.clicked.connect(self.paste_asked)
        for keys, signal in (("Ctrl+O", self.file_asked), ("Ctrl+V", self.paste_asked)):
            QShortcut(QKeySequence(keys), self).activated.connect(signal)
        self._lay(words)

    def _lay(self, words: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.file)
        row.addWidget(self.paste)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(14)
        box.addWidget(Words(words, wrap=True, parent=self))
        box.addLayout(row)
        box.addWidget(self.said)
        hint = translate(
            "Excel",
            ".xlsx, .xls, .ods or .csv. Old fonts (.VnTime, VNI-Times) are understood; formulas "
            "give their values, macros are never run. The workbook itself is not changed.",
        )
        box.addWidget(Words(hint, "fieldAside", wrap=True, parent=self))
        box.addStretch(1)

    def complain(self, message: Message) -> None:
        """Say why nothing could be read."""
        self.said.setText(f"{message.happened} {message.kept} {message.todo}".strip())
        self.said.show()

    def quiet(self) -> None:
        """Nothing is wrong any more."""
        self.said.hide()
