"""A forgotten password with the printed code, and changing one's own password."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from gbdesk.domain.refusals import Refused
from gbdesk.media.writing import told
from gbdesk.services import accounts
from gbdesk.services.changed import Changed
from gbdesk.services.escrow import MOST
from gbdesk.services.progress import Progress
from gbdesk.store.vault import NORMAL, Cost
from gbdesk.text import translate
from gbdesk.ui import errors, theme
from gbdesk.ui.first_run.parts import Said, words
from gbdesk.ui.keys.hub_help import HubHelp
from gbdesk.ui.secret import PasswordLine
from gbdesk.ui.tasks import Lanes

if TYPE_CHECKING:
    from gbdesk.ui.shell.shell import Shell

WIDTH: Final = 460


class _Asking(QDialog):
    """Fields below each other, a note, one verb and a way out."""

    def __init__(self, title: str, verb: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(WIDTH))
        self.said = Said(self)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(24, 20, 24, 16)
        self.box.setSpacing(7)
        roles = QDialogButtonBox.ButtonRole
        self.buttons = QDialogButtonBox(self)
        self.do = self.buttons.addButton(verb, roles.AcceptRole)
        self.do.setObjectName("primary")
        self.do.setDefault(True)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.go)
        self.buttons.rejected.connect(self.reject)

    def field(self, label: str, widget: QWidget) -> None:
        """One more field below its label."""
        widget.setAccessibleName(label)
        self.box.addWidget(words(label, self, "fieldLabel"))
        self.box.addWidget(widget)
        if isinstance(widget, PasswordLine):
            self.box.addWidget(widget.note)

    def end(self) -> None:
        """Note and buttons come last."""
        self.do.style().unpolish(self.do)
        self.do.style().polish(self.do)
        self.box.addWidget(self.said)
        self.box.addSpacing(6)
        self.box.addWidget(self.buttons)

    def go(self) -> None:
        """Do it."""

    def refuse(self, error: Exception) -> None:
        """Say why not."""
        self.do.setEnabled(True)
        self.said.say(errors.in_words(error).text)

    def two_agree(self, first: QLineEdit, second: QLineEdit) -> bool:
        """Whether both new passwords are the same and long enough."""
        if first.text() != second.text():
            self.said.say(translate("FirstRun", "The two passwords differ. Type the second again."))
            second.clear()
            second.setFocus()
            return False
        try:
            accounts.check_password(first.text())
        except Refused as refused:
            self.refuse(refused)
            return False
        return True


class RecoverDialog(_Asking):
    """The printed code and a new password; whoever is chosen then unlocks with it."""

    def __init__(self, path: Path, lanes: Lanes, given: Mapping[str, Any], parent: QWidget) -> None:
        title = translate("Recover", "Forgotten the password")
        super().__init__(title, translate("Recover", "Set the new password"), parent)
        from gbdesk.bootstrap import front

        self._path, self._lanes, self._given = path, lanes, given
        about = translate("Recover", "Take the recovery sheet and type all groups of its code.")
        self.box.addWidget(words(about, self))
        self.user = QComboBox(self)
        try:
            for ident, display in front(path).users:
                self.user.addItem(display or ident, ident)
        except Refused as refused:
            self.refuse(refused)
        self.code = QLineEdit(self)
        self.code.setPlaceholderText("XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-X")
        self.first, self.second = PasswordLine("", self), PasswordLine("", self)
        self.field(translate("Recover", "User"), self.user)
        self.field(translate("Recover", "Recovery code"), self.code)
        self.help = HubHelp(path, self)
        self.box.addWidget(self.help)
        self.field(translate("Recover", "New password"), self.first)
        self.field(translate("Recover", "The same again"), self.second)
        self.end()

    def go(self) -> None:
        """Try the code."""
        if not self.two_agree(self.first, self.second):
            return
        self.do.setEnabled(False)
        user = str(self.user.currentData() or "")
        typed = (self.code.text(), user, self.first.text())
        work = partial(_recover, self._path, typed, self.help.file, self._given.get("cost"))
        self._lanes.write(work, self._done, self.refuse)

    def _done(self, _result: object) -> None:
        self.accept()


class PasswordDialog(_Asking):
    """The old password and a new one."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        title = translate("Recover", "Change my password")
        super().__init__(title, translate("Recover", "Change"), parent)
        self._shell = shell
        self.old = PasswordLine("", self)
        self.first, self.second = PasswordLine("", self), PasswordLine("", self)
        self.field(translate("Recover", "Present password"), self.old)
        self.field(translate("Recover", "New password"), self.first)
        self.field(translate("Recover", "The same again"), self.second)
        self.end()

    def go(self) -> None:
        """Change it."""
        if not self.two_agree(self.first, self.second):
            return
        self.do.setEnabled(False)
        work = partial(_change, self._shell, self.old.text(), self.first.text())
        self._shell.write(work, self._done, self.refuse)

    def _done(self, _result: object) -> None:
        self.accept()
        self._shell.tell(translate("Recover", "The password is changed."))


def _recover(
    path: Path, typed: tuple[str, str, str], file: Path | None, cost: Cost | None, _: Progress
) -> None:
    from gbdesk.bootstrap import recover

    raw = None
    if file is not None:
        with told(file.name):
            raw = file.read_bytes()[:MOST]
    recover(path, *typed, file=raw, cost=cost or NORMAL)


def _change(shell: Shell, old: str, new: str, _progress: Progress) -> Changed:
    app = shell.app
    return app.accounts.change_password(app.session.user, old, new)
