"""What an administrator does with people: asked first, done off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gbdesk.services.changed import Changed
from gbdesk.store.accounts import Account
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.hub.look import sheet
from gbdesk.ui.hub.parts import said
from gbdesk.ui.keys.renewal import RenewalWalk, older_of
from gbdesk.ui.pages.users.people import NewPerson, PasswordQuestion, role_box, role_may, role_name

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Did:
    """Something was done with a person."""

    words: str
    changed: Changed = Changed.ACCOUNTS


class RoleQuestion(Question):
    """Another role for a person."""

    def __init__(self, who: Account, parent: QWidget) -> None:
        super().__init__(translate("Users", "Role of {name}", name=who.display), parent)
        self.setStyleSheet(sheet())
        self.role = role_box(who.role, self)
        self._may = said(role_may(who.role), "fieldAside", wraps=True)
        self.role.currentIndexChanged.connect(self._changed)
        self.put(self.role)
        self.put(self._may)
        self.end(translate("Users", "Give this role"), translate("Hub", "Leave it"))

    def _changed(self, _at: int) -> None:
        self._may.setText(role_may(str(self.role.currentData())))


class Deeds(QObject):
    """`done` with words once it is done, `refused` with what was in the way."""

    done = Signal(str)
    refused = Signal(object)

    def __init__(self, around: Around, page: QWidget) -> None:
        super().__init__(page)
        self._around, self._page = around, page

    def ask_new(self) -> None:
        """Let a person in."""
        asked = NewPerson(
            translate("Users", "Add a person"), "", translate("Users", "Add"), self._page
        )
        if asked.answered():
            name, role = asked.display.text(), str(asked.role.currentData())
            add = partial(
                self._around.app.accounts.add,
                asked.said_user(),
                name,
                asked.password.text(),
                role,
            )
            self._do(add, translate("Users", "{name} may open this data file now.", name=name))

    def ask_role(self, who: Account) -> None:
        """Give another role."""
        asked = RoleQuestion(who, self._page)
        if asked.answered():
            role = str(asked.role.currentData())
            words = translate(
                "Users", "{name} is now: {role}.", name=who.display, role=role_name(role)
            )
            self._do(partial(self._around.app.accounts.set_role, who.id, role), words)

    def ask_reset(self, who: Account) -> None:
        """Give a new password."""
        asked = PasswordQuestion(
            translate("Users", "New password for {name}", name=who.display),
            translate("Users", "The old password no longer opens this data file."),
            translate("Users", "Set the password"),
            self._page,
        )
        if asked.answered():
            password = asked.password.text()
            words = translate("Users", "{name} has a new password.", name=who.display)
            self._do(partial(self._around.app.accounts.reset_password, who.id, password), words)

    def ask_remove(self, who: Account) -> None:
        """Take access away, and put the data under another key."""

        def look(_progress: Progress) -> tuple[Path, ...]:
            self._around.app.accounts.check_leaving(who.id)
            return older_of(self._around.app)

        self._around.read(look, partial(self._ask_remove, who), self.refused.emit)

    def _ask_remove(self, who: Account, older: tuple[Path, ...]) -> None:
        asked = RenewalWalk(self._around, who, older, self._page)
        if asked.answered():
            self._around.renew(asked.wanted())

    def _do(self, deed: Callable[[], object], words: str) -> None:
        def work(_progress: Progress) -> Did:
            deed()
            return Did(words=words)

        self._around.write(work, self._did, self.refused.emit)

    def _did(self, did: Did) -> None:
        self.done.emit(did.words)
