"""What a unit prints: which document, how much it tells, its heading, kinds of file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from gbdesk.domain.disclosure import INTERNAL, SHARED
from gbdesk.services.document_files import FORMATS
from gbdesk.services.office_report import ACTIVITIES, REPORT, TASKS
from gbdesk.text import mark, say, translate
from gbdesk.ui.forms.look import px
from gbdesk.ui.hub.parts import row, said

DOCUMENTS: Final = {
    REPORT: mark("Printing", "Report of the period"),
    ACTIVITIES: mark("Printing", "List of activities"),
    TASKS: mark("Printing", "Tasks of the plan"),
}
KINDS: Final = {
    "docx": mark("Printing", "Word"),
    "pdf": mark("Printing", "PDF"),
    "xlsx": mark("Printing", "Excel"),
}
ABOUT: Final = {
    SHARED.id: mark("Printing", "Totals of the unit; counts below {least} are hidden."),
    INTERNAL.id: mark(
        "Printing", "Every figure by commune, marked internal; needs password and reason."
    ),
}
HEADING: Final = {
    "above": mark("Printing", "Superior body"),
    "issuer": mark("Printing", "Issuing body"),
    "symbol": mark("Printing", "Symbol"),
    "seat": mark("Printing", "Place before the date"),
    "addressee": mark("Printing", "Goes to"),
    "authority": mark("Printing", "Who signs"),
}


class Choices(QWidget):
    """The column beside the pages."""

    chosen = Signal(str)
    profile_asked = Signal(str)
    heading_changed = Signal()

    def __init__(self, threshold: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(10)
        self.documents: dict[str, QRadioButton] = {}
        self.profiles: dict[str, QRadioButton] = {}
        self.heading: dict[str, QLineEdit] = {}
        self.kinds: dict[str, QCheckBox] = {}
        self._lay_documents()
        self._lay_profiles(threshold)
        self._lay_kinds()
        self._lay_heading()
        self._box.addStretch(1)

    def _card(self, title: str) -> QVBoxLayout:
        card = QFrame(self)
        card.setObjectName("card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(14, 9, 14, 10)
        inner.setSpacing(3)
        inner.addWidget(said(title, "hubSection"))
        self._box.addWidget(card)
        return inner

    def _lay_documents(self) -> None:
        inner = self._card(translate("Printing", "Document"))
        group = QButtonGroup(self)
        for what, words in DOCUMENTS.items():
            radio = QRadioButton(say(words), self)
            radio.setChecked(what == REPORT)
            radio.clicked.connect(partial(self._chosen, what))
            group.addButton(radio)
            inner.addWidget(radio)
            self.documents[what] = radio

    def _lay_profiles(self, threshold: int) -> None:
        inner = self._card(translate("Printing", "Figures"))
        group = QButtonGroup(self)
        for one in (SHARED, INTERNAL):
            radio = QRadioButton(one.name, self)
            radio.setChecked(one is SHARED)
            radio.clicked.connect(partial(self._asked, one.id))
            group.addButton(radio)
            inner.addWidget(radio)
            about = said(say(ABOUT[one.id], n=None, least=threshold), "hubHint", wraps=True)
            about.setContentsMargins(28, 0, 0, 2)
            inner.addWidget(about)
            self.profiles[one.id] = radio

    def _lay_kinds(self) -> None:
        inner = self._card(translate("Printing", "Kinds of file"))
        self.kinds = {one: QCheckBox(say(KINDS[one]), self) for one in FORMATS}
        for tick in self.kinds.values():
            tick.setChecked(True)
        inner.addLayout(row(*self.kinds.values(), None, spacing=14))

    def _lay_heading(self) -> None:
        inner = self._card(translate("Printing", "Heading of documents"))
        hint = translate("Printing", "Proposed from the catalogue; put right what is not.")
        inner.addWidget(said(hint, "hubHint", wraps=True))
        for name, words in HEADING.items():
            line = QLineEdit(self)
            line.setAccessibleName(say(words))
            line.setMinimumHeight(px(30))
            line.editingFinished.connect(self.heading_changed)
            inner.addWidget(said(say(words), "fieldLabel"))
            inner.addWidget(line)
            self.heading[name] = line

    def show_heading(self, heading: Mapping[str, str]) -> None:
        """Show a heading, from its beginning."""
        for name, text in heading.items():
            self.heading[name].setText(text)
            self.heading[name].setCursorPosition(0)
            self.heading[name].setToolTip(text)

    def said_heading(self) -> dict[str, str]:
        """The heading as it stands in the fields."""
        return {name: line.text() for name, line in self.heading.items()}

    def choose_profile(self, ident: str) -> None:
        """Mark a profile without asking."""
        self.profiles[ident].setChecked(True)

    def allow_profiles(self, *, allowed: bool) -> None:
        """Only the report tells figures of families."""
        for radio in self.profiles.values():
            radio.setEnabled(allowed)

    def formats(self) -> list[str]:
        """The kinds of file wanted."""
        return [one for one, tick in self.kinds.items() if tick.isChecked()]

    def _chosen(self, what: str, *_on: object) -> None:
        self.chosen.emit(what)

    def _asked(self, ident: str, *_on: object) -> None:
        self.profile_asked.emit(ident)
