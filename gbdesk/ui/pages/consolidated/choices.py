"""What a report is made of: profile, addressee, kinds of file; what it covers, what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QPushButton, QVBoxLayout, QWidget

from gbdesk.domain.catalogue_parts import Recipient
from gbdesk.domain.disclosure import INTERNAL, SHARED
from gbdesk.text import mark, say, translate
from gbdesk.ui.forms.look import px
from gbdesk.ui.forms.parts import Notice
from gbdesk.ui.hub.document_choices import DocumentChoices
from gbdesk.ui.hub.parts import emptied, link, picture, row, said

MOST: Final = 5
ABOUT: Final = {
    SHARED.id: mark(
        "Consolidated",
        "For everybody outside: totals of the province only, counts below {least} hidden.",
    ),
    INTERNAL.id: mark(
        "Consolidated", "For those entitled to it: every figure by unit, marked internal."
    ),
}


class Choices(DocumentChoices):
    """To whom it goes, how much it tells, which files; what it covers and what it lacks."""

    recipient_chosen = Signal(str)
    conflicts_asked = Signal()
    status_asked = Signal()

    def __init__(self, threshold: int, parent: QWidget | None = None) -> None:
        super().__init__(12, parent)
        about = {one: say(words, n=None, least=threshold) for one, words in ABOUT.items()}
        self.lay_profiles(translate("Consolidated", "Figures"), about)
        self._rest()
        self.covers = QFrame(self)
        self.covers.setObjectName("card")
        self._covers = QVBoxLayout(self.covers)
        self._covers.setContentsMargins(14, 11, 14, 12)
        self._covers.setSpacing(6)
        self._box.addWidget(self.covers)
        self._box.addStretch(1)

    def _rest(self) -> None:
        inner = self.card(translate("Consolidated", "Addressee and files"))
        words = translate("Consolidated", "Goes to")
        inner.addWidget(said(words, "fieldLabel"))
        self.recipient = QComboBox(self)
        self.recipient.setAccessibleName(words)
        self.recipient.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.recipient.activated.connect(self._recipient)
        inner.addWidget(self.recipient)
        inner.addSpacing(4)
        inner.addWidget(said(translate("Consolidated", "Kinds of file"), "fieldLabel"))
        inner.addLayout(self.kinds_row())

    def offer(self, recipients: Sequence[Recipient]) -> None:
        """The addressees of this day."""
        before = self.recipient.currentData()
        self.recipient.clear()
        for one in recipients:
            words = one.title
            if one.via:
                words = translate(
                    "Consolidated", "{title} (through {via})", title=one.title, via=one.via
                )
            self.recipient.addItem(words, one.id)
        self.recipient.setCurrentIndex(max(0, self.recipient.findData(before)))
        self.recipient.setToolTip(self.recipient.currentText())

    def show_coverage(self, covered: int, expected: int, gaps: Sequence[str], open_: int) -> None:
        """What stands behind the report and what is missing in it."""
        box = emptied(self._covers)
        whole = covered == expected
        head = translate(
            "Consolidated",
            "Report from {covered} of {expected} units",
            covered=covered,
            expected=expected,
        )
        mark_ = picture(
            "circle-check" if whole else "triangle-alert", "success" if whole else "warning"
        )
        line = row(mark_, said(head, "hubStrong", wraps=True), spacing=8)
        line.setStretch(1, 1)
        held = QWidget()
        held.setLayout(line)
        box.addWidget(held)
        if gaps:
            words = translate(
                "Consolidated",
                "Nothing from: {names}. The report says so; figures may change.",
                names=_some(gaps),
            )
            told = said(words, "hubAside", wraps=True)
            told.setToolTip("\n".join(gaps))
            box.addWidget(told)
            box.addWidget(_linked(translate("Consolidated", "See who has reported"), self._status))
        if open_:
            words = translate("Consolidated", "{n} differences are open.", n=open_)
            box.addWidget(Notice("git-compare", "warning", words))
            box.addWidget(_linked(translate("Consolidated", "Settle them first"), self._conflicts))

    def _status(self) -> None:
        self.status_asked.emit()

    def _conflicts(self) -> None:
        self.conflicts_asked.emit()

    def _recipient(self, _at: int) -> None:
        self.recipient.setToolTip(self.recipient.currentText())
        self.recipient_chosen.emit(str(self.recipient.currentData()))


def _some(names: Sequence[str]) -> str:
    """The first names, and how many more."""
    if len(names) <= MOST + 1:
        return ", ".join(names)
    return translate(
        "Consolidated",
        "{names} and {more} more units",
        names=", ".join(names[:MOST]),
        more=len(names) - MOST,
    )


def _linked(words: str, deed: object) -> QPushButton:
    made = link(words)
    made.clicked.connect(deed)
    made.setMinimumHeight(px(26))
    return made
