"""Before the hub has confirmed this computer: the request to be given to it, and its code."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gbdesk.domain.refusals import Refused
from gbdesk.services.messages import describe
from gbdesk.text import translate
from gbdesk.ui import dialogs
from gbdesk.ui.forms.around import Around
from gbdesk.ui.office.keeping import keep
from gbdesk.ui.office.notice import NoticeBox
from gbdesk.ui.office.parts import Card, Words, button

SUFFIX: Final = ".gbreq"


class RegistrationCard(Card):
    """Two steps: give the request, open the answer; and the code of this computer."""

    open_asked = Signal()

    def __init__(self, around: Around, parent: QWidget) -> None:
        hub = around.app.catalogue.word("hub_short")
        super().__init__(translate("Sent", "Registration at {hub_short}", hub_short=hub), parent)
        self._around = around
        code = around.app.enrolment.own_code()
        for words in (
            translate(
                "Sent", "1. Write the request to a stick and give it to {hub_short}.", hub_short=hub
            ),
            translate(
                "Sent",
                "2. Open the answer of {hub_short} on this computer.",
                hub_short=hub,
            ),
            translate(
                "Sent",
                "In the list of units {hub_short} sees this computer as {code}.",
                hub_short=hub,
                code=code,
            ),
        ):
            self.box.addWidget(Words(words, wrap=True, parent=self))
        self._tell_digits(hub)
        self.notice = NoticeBox("", "success", "", self)
        self.notice.hide()
        self.box.addWidget(self.notice)
        self.write = button(translate("Sent", "Write the request…"), "", "save", self)
        self.open = button(translate("Sent", "Open the answer…"), "primary", "folder-open", self)
        self.write.clicked.connect(self._ask)
        self.open.clicked.connect(self.open_asked)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.write)
        row.addWidget(self.open)
        row.addStretch(1)
        self.box.addLayout(row)

    def _tell_digits(self, hub: str) -> None:
        """What is read out where this computer was set up without a code."""
        if digits := self._around.app.enrolment.digits():
            words = translate(
                "Sent",
                "When {hub_short} telephones, read these digits out: {digits}",
                hub_short=hub,
                digits=digits,
            )
            self.box.addWidget(Words(words, wrap=True, parent=self))

    def save(self, target: Path) -> None:
        """Write the request; what is on the disk is read back."""
        try:
            keep(target, self._around.app.enrolment.request())
        except Refused as refused:
            message = describe(refused, self._around.app.catalogue)
            self.notice.say(message.text, "danger")
        else:
            words = translate(
                "Sent", "{name} is written and reads back the same.", name=target.name
            )
            self.notice.say(words, "success")
        self.notice.show()

    def _ask(self) -> None:
        app = self._around.app
        office = app.catalogue.offices.get(app.session.office)
        name = f"GB_{office.ascii if office else 'gbdesk'}{SUFFIX}"
        target = dialogs.ask_save(self, translate("Sent", "Write the request"), name)
        if target is not None:
            self.save(target if target.suffix else target.with_suffix(SUFFIX))
