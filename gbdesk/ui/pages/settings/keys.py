"""The card of keys on the page of settings: of the data file, help from the hub."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gbdesk.services.escrow import Standing
from gbdesk.services.session import ADMIN
from gbdesk.text import translate
from gbdesk.ui.keys import escrow
from gbdesk.ui.keys.escrow import EscrowWalk
from gbdesk.ui.keys.renewal import RenewalWalk, older_of

if TYPE_CHECKING:
    from pathlib import Path

    from gbdesk.services.progress import Progress
    from gbdesk.ui.shell.shell import Shell


class KeysCard(QObject):
    """Fills a card; every deed says first what will happen."""

    def __init__(self, around: Shell, card: QVBoxLayout, page: QWidget) -> None:
        super().__init__(page)
        self._around, self._page = around, page
        self._standing = Standing()
        app = around.app
        hub = app.catalogue.word("hub_short")
        is_admin = app.session.role_name == ADMIN
        self.renew = QPushButton(translate("Keys", "Put the data under a new key…"), page)
        self.renew.setEnabled(is_admin)
        self.renew.clicked.connect(self._ask_older)
        self.people = QPushButton(translate("Keys", "People who may open these data…"), page)
        self.people.clicked.connect(partial(around.go, "users"))
        card.addLayout(_row(self.renew, self.people))
        self.help = QPushButton(page)
        self.help.setEnabled(is_admin)
        self.help.clicked.connect(self._ask_help)
        self.said = QLabel(page)
        self.said.setObjectName("aside")
        self.said.setWordWrap(True)
        self._hub = hub
        card.addWidget(self.said)
        card.addLayout(_row(self.help))
        if app.session.hub:  # its own root file is in its own safe
            self.help.hide()
            self.said.hide()
        else:
            self.look()

    def look(self) -> None:
        """Ask how the help stands."""
        self._around.read(self._ask_standing, self._show)

    def _ask_standing(self, _progress: Progress) -> Standing:
        return self._around.app.escrow.standing()

    def _show(self, standing: Standing) -> None:
        self._standing = standing
        self.said.setText(escrow.words_of(standing, self._hub))
        self.help.setText(
            translate("Keys", "Withdraw the help…")
            if standing.given
            else translate("Keys", "Let {hub_short} help…", hub_short=self._hub)
        )

    def _ask_help(self) -> None:
        asked = EscrowWalk(self._around, self._standing, self._page)
        if asked.answered():
            work = partial(escrow.changed, self._around, self._standing)
            self._around.write(work, self._helped, self._around.complain)

    def _helped(self, _changed: object) -> None:
        self._around.tell(translate("Keys", "It is done and stands in the log."))
        self.look()

    def _ask_older(self) -> None:
        self._around.read(self._older, self._ask_renewal)

    def _older(self, _progress: Progress) -> tuple[Path, ...]:
        return older_of(self._around.app)

    def _ask_renewal(self, older: tuple[Path, ...]) -> None:
        asked = RenewalWalk(self._around, None, older, self._page)
        if asked.answered():
            self._around.renew(asked.wanted())


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return row
