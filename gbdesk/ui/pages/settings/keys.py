"""The card of keys on the page of settings: of the data file, help from the hub."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gbdesk.services.escrow import Standing
from gbdesk.services.pc_keys import Own
from gbdesk.services.session import ADMIN
from gbdesk.text import translate
from gbdesk.ui.keys import escrow, pc, pinning
from gbdesk.ui.keys.escrow import EscrowWalk
from gbdesk.ui.keys.pc import AskWalk
from gbdesk.ui.keys.pinning import PinWalk
from gbdesk.ui.keys.renewal import RenewalWalk, older_of

if TYPE_CHECKING:
    from pathlib import Path

    from gbdesk.services.progress import Progress
    from gbdesk.services.repinning import Pinned
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
            self._lay_pc(card, is_admin=is_admin)
            self.look()

    def _lay_pc(self, card: QVBoxLayout, *, is_admin: bool) -> None:
        self.own = QLabel(self._page)
        self.own.setObjectName("aside")
        self.own.setWordWrap(True)
        self.own.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.pc = QPushButton(translate("Keys", "Renew the keys of this PC…"), self._page)
        self.pc.setEnabled(is_admin)
        self.pc.clicked.connect(self._ask_pc)
        words = translate("Keys", "A new root key of {hub_short}…", hub_short=self._hub)
        self.pin = QPushButton(words, self._page)
        self.pin.setEnabled(is_admin)
        self.pin.clicked.connect(self._ask_pin)
        card.addWidget(self.own)
        card.addLayout(_row(self.pc, self.pin))

    def look(self) -> None:
        """Ask how the help and the keys of this PC stand."""
        self._around.read(self._ask_standing, self._show)

    def _ask_standing(self, _progress: Progress) -> tuple[Standing, Own]:
        app = self._around.app
        return app.escrow.standing(), app.pc_keys.own()

    def _show(self, found: tuple[Standing, Own]) -> None:
        standing, own = found
        self.own.setText(pc.words_of(own, self._hub))
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

    def _ask_pc(self) -> None:
        asked = AskWalk(self._around, self._page)
        if asked.answered():
            self._around.write(partial(pc.asked, self._around), self._pc_asked, self._refused)

    def _pc_asked(self, _changed: object) -> None:
        words = translate("Keys", "New keys are made. Export a package now: it tells the receiver.")
        self._around.tell(words)
        self.look()

    def _ask_pin(self) -> None:
        asked = PinWalk(self._around, self._page)
        if asked.answered() and asked.file.path is not None:
            work = partial(pinning.pinned, self._around, asked.file.path, asked.code.text())
            self._around.write(work, self._pinned, self._refused)

    def _pinned(self, done: Pinned) -> None:
        self._around.tell(done.words)
        self.look()

    def _refused(self, error: Exception) -> None:
        self._around.complain(error)

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
