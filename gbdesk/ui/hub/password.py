"""Asking for the password again, before something that a person answers for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from gbdesk.domain.activities import public_words
from gbdesk.domain.names import nfc
from gbdesk.domain.pii import find_personal
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.fields import ERROR, Note
from gbdesk.ui.forms.look import px
from gbdesk.ui.forms.notes import Notes
from gbdesk.ui.forms.personal import personal_words
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.hub.failing import words_of
from gbdesk.ui.hub.look import sheet
from gbdesk.ui.hub.parts import said

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress


class PasswordQuestion(Question):
    """The password of the person who is working, and a reason where one is wanted."""

    def __init__(
        self, around: Around, title: str, words: str, yes: str, parent: QWidget | None
    ) -> None:
        super().__init__(title, parent)
        self._around = around
        self.setStyleSheet(sheet())
        self.setMinimumWidth(px(460))
        self.say(words)
        self.reason = QPlainTextEdit(self)
        self.reason.setAccessibleName(translate("Hub", "Reason"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(px(66))
        self.put(said(translate("Hub", "Reason"), "fieldLabel"))
        self.put(self.reason)
        self.password = QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        who = around.app.session.display
        label = translate("Hub", "Password of {name}", name=who)
        self.password.setAccessibleName(label)
        self.put(said(label, "fieldLabel"))
        self.put(self.password)
        self._notes = Notes(self)
        self.put(self._notes)
        self._doing = self.end(yes, translate("Hub", "Leave it"))
        self.reason.setFocus()

    def said_reason(self) -> str:
        """The reason as it is kept."""
        return nfc(self.reason.toPlainText())

    def lacking(self) -> str:
        """What is said where there is no reason."""
        return translate("Hub", "Say in a few words what it is needed for.")

    # Qt's names
    def accept(self) -> None:
        """Close only when the reason is there and the password right."""
        if not self.said_reason():
            self._note(self.lacking())
            self.reason.setFocus()
            return
        app, typed = self._around.app, self.password.text()
        if traces := find_personal(self.said_reason(), public_words(app.catalogue)):
            self._note(personal_words(traces[0].kind))
            self.reason.setFocus()
            return
        self._doing.setEnabled(False)

        def check(_progress: Progress) -> bool:
            return bool(app.accounts.verify(app.session.user, typed))

        self._around.read(check, self._checked, self._refused)

    def _checked(self, right: bool) -> None:
        self._doing.setEnabled(True)
        self.password.clear()
        if right:
            super().accept()
            return
        self._note(
            translate(
                "Hub",
                "The password is not right. Nothing was written. Check Caps Lock and the "
                "Vietnamese keyboard, then type it again.",
            )
        )
        self.password.setFocus()

    def _refused(self, error: Exception) -> None:
        self._doing.setEnabled(True)
        self._note(words_of(error, self._around))

    def _note(self, words: str) -> None:
        note = Note(field="", severity=ERROR, code="", text=words, fixes=())
        self._notes.show_notes([note])
