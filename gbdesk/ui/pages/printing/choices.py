"""What a unit prints: which document, how much it tells, its heading, kinds of file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from gbdesk.domain.disclosure import INTERNAL, SHARED
from gbdesk.services.office_report import ACTIVITIES, FORMS, REPORT, TASKS
from gbdesk.text import mark, say, translate
from gbdesk.ui.forms.look import px
from gbdesk.ui.hub.document_choices import DocumentChoices
from gbdesk.ui.hub.parts import said

DOCUMENTS: Final = {
    REPORT: mark("Printing", "Report of the period"),
    ACTIVITIES: mark("Printing", "List of activities"),
    TASKS: mark("Printing", "Tasks of the plan"),
    FORMS: mark("Printing", "Blank forms for communes"),
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


class Choices(DocumentChoices):
    """Which document, how much it tells, which files, under which heading."""

    chosen = Signal(str)
    heading_changed = Signal()

    def __init__(self, threshold: int, parent: QWidget | None = None) -> None:
        super().__init__(10, parent)
        self.documents: dict[str, QRadioButton] = {}
        self.heading: dict[str, QLineEdit] = {}
        self._lay_documents()
        about = {one: say(words, n=None, least=threshold) for one, words in ABOUT.items()}
        self.lay_profiles(translate("Printing", "Figures"), about)
        self.card(translate("Printing", "Kinds of file")).addLayout(self.kinds_row())
        self._lay_heading()
        self._box.addStretch(1)

    def _lay_documents(self) -> None:
        inner = self.card(translate("Printing", "Document"))
        group = QButtonGroup(self)
        for what, words in DOCUMENTS.items():
            radio = QRadioButton(say(words), self)
            radio.setChecked(what == REPORT)
            radio.clicked.connect(partial(self._chosen, what))
            group.addButton(radio)
            inner.addWidget(radio)
            self.documents[what] = radio

    def _lay_heading(self) -> None:
        inner = self.card(translate("Printing", "Heading of documents"))
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

    def allow_profiles(self, *, allowed: bool) -> None:
        """Only the report tells figures of families."""
        for radio in self.profiles.values():
            radio.setEnabled(allowed)

    def _chosen(self, what: str, *_on: object) -> None:
        self.chosen.emit(what)
