"""Typing a receipt that was read out on the telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from gbdesk.domain.refusals import Refused
from gbdesk.services.messages import describe
from gbdesk.services.phoning import Phoned, normal
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.fields import ERROR, Note
from gbdesk.ui.forms.notes import Notes
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.office.look import sheet
from gbdesk.ui.office.parts import button

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress


class PhoneQuestion(Question):
    """Ten characters, checked before the window closes."""

    def __init__(self, hub_short: str, parent: QWidget) -> None:
        super().__init__(translate("Phone", "Receipt told by telephone"), parent)
        self.setStyleSheet(sheet())
        self.say(
            translate(
                "Phone",
                "{hub_short} reads out ten characters for this computer: eight, and two that check "
                "them. O is typed as 0, I and L as 1.",
                hub_short=hub_short,
            )
        )
        self.code = QLineEdit(self)
        self.code.setObjectName("code")
        self.code.setAccessibleName(translate("Phone", "Code of the receipt"))
        self.code.setPlaceholderText("XXXX-XXXX-XX")
        self.code.setMaxLength(24)
        self.put(self.code)
        self._notes = Notes(self)
        self.put(self._notes)
        self.end(translate("Phone", "Keep the receipt"), translate("Phone", "Leave it"))
        self.code.setFocus()

    # Qt's names
    def accept(self) -> None:
        """Close only with a code whose check characters fit."""
        try:
            normal(self.code.text())
        except Refused as refused:
            words = describe(refused)
            text = f"{words.happened} {words.todo}"
            self._notes.show_notes([Note(field="", severity=ERROR, code="", text=text, fixes=())])
            self._grow()
            self.code.setFocus()
            return
        super().accept()

    def _grow(self) -> None:
        """As high as the words below the field need."""
        box = self.layout()
        if box is not None:
            box.activate()
            self.resize(self.width(), box.totalHeightForWidth(self.width()))


class Phoning(QObject):
    """The button and what comes of it: `said` with words and tone, `kept` where it was new."""

    said = Signal(str, str)
    kept = Signal()

    def __init__(self, around: Around, page: QWidget) -> None:
        super().__init__(page)
        self._around, self._page = around, page
        self.button = button(translate("Sent", "Receipt by telephone…"))
        self.button.clicked.connect(self.ask)

    def ask(self) -> None:
        """Ask for a receipt that was read out on the telephone."""
        question = PhoneQuestion(self._around.app.catalogue.word("hub_short"), self._page)
        if question.answered():
            self.take(question.code.text())

    def take(self, code: str) -> None:
        """Keep such a receipt and say what it says."""
        app = self._around.app

        def work(_progress: Progress) -> Phoned:
            phoned: Phoned = app.sending.take_phone(code)
            return phoned

        self._around.write(work, self._taken, self._failed)

    def _taken(self, phoned: Phoned) -> None:
        self.said.emit(phoned.words, "success")
        self.kept.emit()

    def _failed(self, error: Exception) -> None:
        refused = error if isinstance(error, Refused) else Refused("disk.failed", name="")
        self.said.emit(describe(refused, self._around.app.catalogue).text, "danger")
