"""The people who may open this data file: added, given another role or password, removed."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from gbdesk.domain.names import nfc
from gbdesk.domain.refusals import Refused
from gbdesk.services.accounts import check_display, check_password, check_user
from gbdesk.services.messages import describe
from gbdesk.services.session import ADMIN, APPROVE, ENTER, ROLES, VIEW
from gbdesk.text import mark, say, translate
from gbdesk.ui.forms.fields import ERROR, Note
from gbdesk.ui.forms.look import px
from gbdesk.ui.forms.notes import Notes
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.hub.look import sheet
from gbdesk.ui.hub.parts import said
from gbdesk.ui.secret import PasswordLine

NAMES = {
    ENTER: mark("Users", "Data entry"),
    APPROVE: mark("Users", "Approver"),
    VIEW: mark("Users", "Viewer"),
    ADMIN: mark("Users", "Administrator"),
}
MAY = {
    ENTER: mark("Users", "Enters, takes packages in, writes reports."),
    APPROVE: mark("Users", "As data entry; approves packages, locks periods, publishes."),
    VIEW: mark("Users", "Looks and prints; changes nothing."),
    ADMIN: mark("Users", "As approver, and lets people in and out."),
}


def role_name(role: str) -> str:
    """A role in the language in use."""
    return say(NAMES[role]) if role in NAMES else role


def role_may(role: str) -> str:
    """What a role allows."""
    return say(MAY[role]) if role in MAY else ""


def role_box(role: str, parent: QWidget) -> QComboBox:
    """The roles to choose from."""
    box = QComboBox(parent)
    box.setAccessibleName(translate("Users", "Role"))
    for one in ROLES:
        box.addItem(role_name(one), one)
    box.setCurrentIndex(box.findData(role))
    return box


class PasswordQuestion(Question):
    """A new password, typed twice."""

    def __init__(self, title: str, words: str, yes: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setStyleSheet(sheet())
        self.setMinimumWidth(px(440))
        if words:
            self.say(words)
        self.before()
        first = translate("Users", "New password, at least 10 characters")
        again = translate("Users", "The same again")
        self.password, self.again = PasswordLine(first, self), PasswordLine(again, self)
        for words_, line in ((first, self.password), (again, self.again)):
            self.put(said(words_, "fieldLabel"))
            self.put(line)
            self.put(line.note)
        hint = translate("Users", "Three or four words put together are easy to keep in mind.")
        self.put(said(hint, "fieldAside", wraps=True))
        self._notes = Notes(self)
        self.put(self._notes)
        self.end(yes, translate("Hub", "Leave it"))

    def before(self) -> None:
        """Fields above the password."""

    def check(self) -> None:
        """What has to hold.

        Raises:
            Refused: something is missing or too short.
        """
        check_password(self.password.text())

    # Qt's names
    def accept(self) -> None:
        """Close only where everything holds."""
        try:
            self.check()
        except Refused as refused:
            self._note(describe(refused).text)
            return
        if self.password.text() != self.again.text():
            self._note(translate("Users", "The two passwords differ. Nothing was changed."))
            self.again.setFocus()
            return
        super().accept()

    def _note(self, words: str) -> None:
        note = Note(field="", severity=ERROR, code="", text=words, fixes=())
        self._notes.show_notes([note])


class NewPerson(PasswordQuestion):
    """Who comes in, with which role and password."""

    def before(self) -> None:
        """Names and role."""
        shown = translate("Users", "Full name")
        short = translate("Users", "Short name: letters without marks, digits, dots")
        self.display, self.user = QLineEdit(self), QLineEdit(self)
        for words, line in ((shown, self.display), (short, self.user)):
            self.put(said(words, "fieldLabel"))
            line.setAccessibleName(words)
            self.put(line)
        self.put(said(translate("Users", "Role"), "fieldLabel"))
        self.role = role_box(ENTER, self)
        self._may = said(role_may(ENTER), "fieldAside", wraps=True)
        self.role.currentIndexChanged.connect(self._role_changed)
        self.put(self.role)
        self.put(self._may)

    def check(self) -> None:
        """Names too."""
        check_display(self.display.text())
        check_user(self.said_user())
        super().check()

    def said_user(self) -> str:
        """The short name as it is kept."""
        return nfc(self.user.text()).lower()

    def _role_changed(self, _at: int) -> None:
        self._may.setText(role_may(str(self.role.currentData())))
