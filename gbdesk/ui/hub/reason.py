"""Asking for a reason in a few words, watched for traces of persons."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from gbdesk.domain.activities import public_words
from gbdesk.domain.names import nfc_lines
from gbdesk.domain.pii import find_personal
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.fields import ERROR, Note
from gbdesk.ui.forms.look import px
from gbdesk.ui.forms.notes import Notes
from gbdesk.ui.forms.personal import personal_words
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.hub.look import sheet


class ReasonQuestion(Question):
    """A text that may not be empty and may not name a person."""

    def __init__(
        self, around: Around, title: str, words: str, yes: str, parent: QWidget | None
    ) -> None:
        super().__init__(title, parent)
        self._public = public_words(around.app.catalogue)
        self.setStyleSheet(sheet())
        self.setMinimumWidth(px(480))
        self.say(words)
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName(translate("Hub", "Reason"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(px(96))
        self.put(self.text)
        self._notes = Notes(self)
        self.put(self._notes)
        self.end(yes, translate("Hub", "Leave it"))

    def reason(self) -> str:
        """The reason as it is kept."""
        return nfc_lines(self.text.toPlainText())

    # Qt's names
    def accept(self) -> None:
        """Close only with a reason that names nobody."""
        if not self.reason().strip():
            self._note(translate("Hub", "Write a reason, so that the unit knows what to do."))
        elif traces := find_personal(self.reason(), self._public):
            self._note(personal_words(traces[0].kind))
        else:
            super().accept()

    def _note(self, words: str) -> None:
        note = Note(field="", severity=ERROR, code="", text=words, fixes=())
        self._notes.show_notes([note])
        self.text.setFocus()
