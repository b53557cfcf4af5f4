"""A few words at a figure, watched for traces of persons (message M20)."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from gbdesk.domain.names import nfc_lines
from gbdesk.domain.pii import find_personal, without
from gbdesk.services.returns import NOTE_MOST
from gbdesk.text import translate
from gbdesk.ui.forms.fields import ERROR, Fix, Note
from gbdesk.ui.forms.look import px
from gbdesk.ui.forms.notes import Notes
from gbdesk.ui.forms.personal import personal_note


class Reason(QWidget):
    """The text with its warning below; `is_clear` shows the warning once."""

    changed = Signal()

    def __init__(self, public: Collection[str], parent: QWidget, text: str = "") -> None:
        super().__init__(parent)
        self._public, self._kept = public, False
        self.field = QPlainTextEdit(text, self)
        self.field.setAccessibleName(translate("Grid", "Note"))
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(px(96))
        self.field.textChanged.connect(self.changed)
        self._notes = Notes(self)
        self._notes.fix_asked.connect(self._fix)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.field)
        box.addWidget(self._notes)
        self.setFocusProxy(self.field)

    def text(self) -> str:
        """The words as they are kept."""
        return nfc_lines(self.field.toPlainText())

    def is_clear(self) -> bool:
        """Whether it may be kept: short enough, no trace of a person or kept on purpose."""
        length = len(self.text())
        if length > NOTE_MOST:
            words = translate(
                "Grid", "{n} characters: shorten it to {most}.", n=length, most=NOTE_MOST
            )
            self._notes.show_notes([Note(field="note", severity=ERROR, code="long", text=words)])
            return False
        hits = find_personal(self.text(), self._public)
        if hits and not self._kept:
            self._notes.show_notes([personal_note("note", hits[0].kind)])
            return False
        return True

    def _fix(self, _note: Note, fix: Fix) -> None:
        if fix.set is None:
            self._kept = True
        else:
            text = self.text()
            self.field.setPlainText(without(text, find_personal(text, self._public)))
        self._notes.show_notes([])
