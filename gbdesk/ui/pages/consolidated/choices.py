"""What a report is made of: profile, addressee, kinds of file; what it covers, what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from gbdesk.domain.catalogue_parts import Recipient
from gbdesk.domain.disclosure import INTERNAL, SHARED
from gbdesk.services.document_files import FORMATS
from gbdesk.text import mark, say, translate
from gbdesk.ui.forms.look import px
from gbdesk.ui.forms.parts import Notice
from gbdesk.ui.hub.parts import emptied, link, picture, row, said

MOST: Final = 5
WORDS: Final = {
    "docx": mark("Consolidated", "Word"),
    "pdf": mark("Consolidated", "PDF"),
    "xlsx": mark("Consolidated", "Excel"),
}
ABOUT: Final = {
    SHARED.id: mark(
        "Consolidated",
        "For everybody outside: totals of the province only, counts below {least} hidden.",
    ),
    INTERNAL.id: mark(
        "Consolidated", "For those entitled to it: every figure by unit, marked internal."
    ),
}


class Choices(QWidget):
    """The column beside the page; `asked` when the pages have to be made anew."""

    profile_asked = Signal(str)
    recipient_chosen = Signal(str)
    conflicts_asked = Signal()
    status_asked = Signal()

    def __init__(self, threshold: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        self._profiles(threshold)
        self._rest()
        self.covers = QFrame(self)
        self.covers.setObjectName("card")
        self._covers = QVBoxLayout(self.covers)
        self._covers.setContentsMargins(14, 11, 14, 12)
        self._covers.setSpacing(6)
        self._box.addWidget(self.covers)
        self._box.addStretch(1)

    def _card(self, title: str) -> QVBoxLayout:
        card = QFrame(self)
        card.setObjectName("card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(14, 10, 14, 12)
        inner.setSpacing(5)
        inner.addWidget(said(title, "hubSection"))
        self._box.addWidget(card)
        return inner

    def _profiles(self, threshold: int) -> None:
        inner = self._card(translate("Consolidated", "Figures"))
        self._group = QButtonGroup(self)
        self.profiles = {}
        for one in (SHARED, INTERNAL):
            radio = QRadioButton(one.name, self)
            radio.setProperty("ident", one.id)
            radio.setChecked(one is SHARED)
            self._group.addButton(radio)
            self.profiles[one.id] = radio
            inner.addWidget(radio)
            about = said(say(ABOUT[one.id], n=None, least=threshold), "hubHint", wraps=True)
            about.setContentsMargins(28, 0, 0, 4)
            inner.addWidget(about)
        self._group.buttonClicked.connect(self._clicked)

    def _rest(self) -> None:
        inner = self._card(translate("Consolidated", "Addressee and files"))
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
        self.kinds = {one: QCheckBox(say(WORDS[one]), self) for one in FORMATS}
        for tick in self.kinds.values():
            tick.setChecked(True)
        inner.addLayout(row(*self.kinds.values(), None, spacing=14))

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

    def choose_profile(self, ident: str) -> None:
        """Mark a profile as chosen."""
        self.profiles[ident].setChecked(True)

    def formats(self) -> list[str]:
        """The kinds of file ticked."""
        return [one for one, tick in self.kinds.items() if tick.isChecked()]

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

    def _clicked(self, radio: QRadioButton) -> None:
        self.profile_asked.emit(str(radio.property("ident")))

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
