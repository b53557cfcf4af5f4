"""What the hub may ask for: everything once more, from the beginning or from a change on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from gbdesk.domain.catalogue import Catalogue
from gbdesk.services.sending_parts import Planned
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.office.look import sheet
from gbdesk.ui.office.notice import NoticeBox
from gbdesk.ui.office.parts import button

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

BEGINNING: Final = 1


class AgainQuestion(Question):
    """As usual, from the beginning, or from a number that the hub named; `most` is the last one."""

    def __init__(self, hub_short: str, most: int, start: int | None, parent: QWidget) -> None:
        title = translate("Again", "What {hub_short} asked for", hub_short=hub_short)
        super().__init__(title, parent)
        self._most = most
        self.setStyleSheet(sheet())
        self.say(
            translate(
                "Again",
                "A package normally holds what {hub_short} has not acknowledged. Send older "
                "changes again only when {hub_short} asks for it; nothing counts twice.",
                hub_short=hub_short,
            )
        )
        self._group = QButtonGroup(self)
        self.usual = self._radio(translate("Again", "As usual"))
        self.whole = self._radio(translate("Again", "Everything from the beginning"))
        self.part = self._radio(translate("Again", "From a change on, its number:"))
        self.number = QLineEdit(self)
        self.number.setValidator(QIntValidator(BEGINNING, most, self.number))
        self.number.setAccessibleName(self.part.text())
        self.number.setPlaceholderText(translate("Again", "1 to {most}", most=most))
        self.number.textEdited.connect(self._typed)
        self.put(self.number)
        chosen = self.usual if start is None else self.whole if start == BEGINNING else self.part
        chosen.setChecked(True)
        if chosen is self.part:
            self.number.setText(str(start))
        self.end(translate("Again", "Use this"), translate("Again", "Leave as it was"))

    def start(self) -> int | None:
        """From which change on, None as usual."""
        if self.whole.isChecked():
            return BEGINNING
        if self.part.isChecked() and self.number.hasAcceptableInput():
            return int(self.number.text())
        return None

    def _radio(self, words: str) -> QRadioButton:
        made = QRadioButton(words, self)
        self._group.addButton(made)
        self.put(made)
        return made

    def _typed(self, _text: str) -> None:
        self.part.setChecked(True)

    # Qt's names
    def accept(self) -> None:
        """A number is needed where one is asked for."""
        if self.part.isChecked() and not self.number.hasAcceptableInput():
            self.number.setFocus()
            self.number.selectAll()
            return
        super().accept()


class Again(QWidget):
    """A link that asks; what was chosen stands in `notice`, which the page shows at its top."""

    asked = Signal()
    changed = Signal()

    def __init__(self, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub = catalogue.word("hub_short")
        self.start: int | None = None
        words = translate("Again", "{hub_short} asks for older changes…", hub_short=self._hub)
        words = words[:1].upper() + words[1:]
        self.link = button(words, "link", parent=self)
        self.link.clicked.connect(self.asked)
        self.notice = NoticeBox("", "info", "", self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self.choose(None)

    def choose(self, start: int | None) -> None:
        """From this change on; None as usual."""
        self.start = start
        self.notice.setVisible(start is not None)
        if start is not None:
            self.notice.say(start_words(start), "info")
        self.changed.emit()

    def ask(self, most: int) -> None:
        """Ask what the hub wants."""
        question = AgainQuestion(self._hub, most, self.start, self)
        if question.answered():
            self.choose(question.start())


def ask_start(around: Around, again: Again) -> None:
    """Ask from which change on the hub wants it; at the latest from the first one it lacks."""

    def work(_progress: Progress) -> int:
        latest: int = around.app.sending.latest_start()
        return latest

    around.read(work, again.ask)


def is_possible(planned: Planned | None, again: Again) -> bool:
    """Whether a package can be made; what the hub asks for is sent although nothing is new."""
    if planned is None or planned.blocked is None:
        return planned is not None
    return planned.blocked.code == "send.nothing" and again.start is not None


def start_words(start: int) -> str:
    """What such a package holds."""
    if start == BEGINNING:
        return translate("Again", "This package holds everything from the beginning.")
    return translate("Again", "This package holds everything from change {start} on.", start=start)
