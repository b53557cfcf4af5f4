"""Beside the list: everything that goes, what cannot be reached, and what is to be done next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QVBoxLayout, QWidget

from gbdesk.services.redacting_parts import WAITING, Erasure, Place, Redaction, Version
from gbdesk.text import translate
from gbdesk.ui.forms.look import px
from gbdesk.ui.hub.listed import Line
from gbdesk.ui.hub.moments import moment_words
from gbdesk.ui.hub.parts import Tag, button, emptied, row, said, scrolled
from gbdesk.ui.pages.erasing.rows import stands, travelled

WIDTH: Final = 372
VERSIONS: Final = 6
LETTERS: Final = 240


class Side(QFrame):
    """`erase_asked`: erase what is shown; `next_asked`: write the file that carries it on."""

    erase_asked = Signal()
    next_asked = Signal()

    def __init__(self, *, hub: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self._hub = hub
        held = QWidget()
        held.setObjectName("sideHeld")
        self._box = QVBoxLayout(held)
        self._box.setContentsMargins(16, 14, 16, 10)
        self._box.setSpacing(6)
        self.drop = QCheckBox(self)
        self.drop_words = said("", "hubAside", wraps=True)
        self.drop_words.setBuddy(self.drop)
        self.erase = button(translate("Erasing", "Erase for good…"), "trash-2")
        self.erase.setObjectName("danger")
        self.next = button("", "send", primary=True)
        self.erase.clicked.connect(self.erase_asked)
        self.next.clicked.connect(self.next_asked)
        self._feet = QFrame(self)
        self._feet.setObjectName("hubFoot")
        feet = QVBoxLayout(self._feet)
        feet.setContentsMargins(16, 10, 16, 12)
        feet.setSpacing(7)
        self._drop_row = QWidget(self._feet)
        line = row(self.drop, self.drop_words)
        line.setStretch(1, 1)
        self._drop_row.setLayout(line)
        for part in (self._drop_row, self.erase, self.next):
            feet.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolled(held), 1)
        column.addWidget(self._feet)
        self.setFixedWidth(px(WIDTH))
        self.show_nothing()

    def show_nothing(self) -> None:
        """No line has the caret."""
        emptied(self._box)
        self._say(translate("Erasing", "Choose a line to see everything that goes."), "hubHint")
        self._box.addStretch(1)
        self._feet.hide()

    def show_problem(self, place: Place, words: str) -> None:
        """Why this one cannot be erased."""
        self._head(place.label, place.title)
        self._say(words, "hubWords")
        self._box.addStretch(1)
        self._feet.hide()

    def show_look(self, place: Place, look: Redaction) -> None:
        """What erasing would do."""
        self._head(place.label, place.title)
        state = stands(place)
        self._box.addWidget(Tag(state.text, state.tone, state.icon), 0, Qt.AlignmentFlag.AlignLeft)
        self._title(translate("Erasing", "What is erased"))
        self._say(look.gone, "hubWords")
        for one in look.said[:VERSIONS]:
            self._version(one)
        if (more := len(look.said) - VERSIONS) > 0:
            self._say(translate("Erasing", "and {n} earlier versions", n=more), "hubHint")
        self._say(look.stays, "hubAside")
        self._title(translate("Erasing", "On this computer, at once"))
        self._lines(
            (
                translate("Erasing", "This data file with its lists, history and search"),
                *look.copies.here,
            )
        )
        count = len(look.copies.backups)
        self._reach(look, count)
        self._box.addStretch(1)
        self.drop.setChecked(False)
        self._drop_row.setVisible(count > 0)
        words = translate(
            "Erasing",
            "Also throw away the {n} backups and older copies on this computer, once a new backup "
            "is made and counted",
            n=count,
        )
        self.drop_words.setText(words)
        self.drop.setAccessibleName(words)
        self._drop_row.setToolTip("\n".join(one.name for one in look.copies.backups))
        self._offer(erase=True)

    def show_done(self, done: Redaction, look: Redaction, backups: str, left: int) -> None:
        """What was done, what is left, and the next step; the text itself is not shown again.

        `backups` says what became of older backups, of which `left` are still there.
        """
        self._head(done.label, done.title)
        words = translate("Erasing", "Erased here")
        self._box.addWidget(Tag(words, "success", "circle-check"), 0, Qt.AlignmentFlag.AlignLeft)
        self._say(done.words, "hubWords")
        if done.archived:
            words = translate("Erasing", "{n} packages kept here were deleted.", n=done.archived)
            self._say(words, "hubWords")
        if backups:
            self._say(backups, "hubWords")
        self._reach(look, left)
        self._box.addStretch(1)
        self._offer(next_=True)

    def show_erasure(self, found: Erasure) -> None:
        """One that was done before."""
        self._head(found.label or translate("Erasing", "A text"), found.title)
        state = travelled(Line(key=found.key, row=found))
        self._box.addWidget(Tag(state.text, state.tone, state.icon), 0, Qt.AlignmentFlag.AlignLeft)
        pairs = (
            (translate("Erasing", "Unit"), found.office_name),
            (translate("Erasing", "When"), moment_words(found.at)),
            (translate("Erasing", "Who"), found.who),
            (translate("Erasing", "Versions"), str(found.versions)),
            (translate("Erasing", "Reason"), found.reason),
        )
        for name, value in pairs:
            self._say(translate("Erasing", "{name}: {value}", name=name, value=value), "hubWords")
        self._say(self._travel(), "hubAside")
        self._box.addStretch(1)
        self._offer(next_=found.state == WAITING)

    # parts
    def _reach(self, look: Redaction, backups: int) -> None:
        self._title(translate("Erasing", "What cannot be reached from here"))
        last = translate(
            "Erasing",
            "Packages on sticks and in mail, backups and copies of the data file that were "
            "carried elsewhere, paper",
        )
        here = (
            (translate("Erasing", "{n} backups and older copies on this computer", n=backups),)
            if backups
            else ()
        )
        self._lines((*look.copies.outside, *here, last))
        self._title(translate("Erasing", "What other computers do"))
        self._lines(look.others)

    def _travel(self) -> str:
        if self._hub:
            return translate(
                "Erasing",
                "It goes out with every receipt; whether the unit has opened one cannot be seen "
                "here.",
            )
        return translate(
            "Erasing", "It travels with every package until the receiving body acknowledges it."
        )

    def _head(self, label: str, title: str) -> None:
        emptied(self._box)
        self._say(label, "hubSection")
        self._say(title, "hubAside")

    def _version(self, one: Version) -> None:
        text = one.text if len(one.text) <= LETTERS else f"{one.text[:LETTERS]}…"
        self._say(translate("Erasing", "“{text}”", text=text), "was")
        self._say(one.words, "hubHint")

    def _title(self, words: str) -> None:
        label = self._say(words, "hubStrong")
        label.setContentsMargins(0, 8, 0, 0)

    def _lines(self, lines: Iterable[str]) -> None:
        for words in lines:
            self._say(translate("Erasing", "•  {words}", words=words), "hubAside")

    def _say(self, words: str, looks: str = "hubAside") -> QLabel:
        label = said(words, looks, wraps=True)
        self._box.addWidget(label)
        return label

    def _offer(self, *, erase: bool = False, next_: bool = False) -> None:
        self.erase.setVisible(erase)
        if not erase:
            self._drop_row.hide()
        self.next.setVisible(next_)
        words = (
            translate("Erasing", "Write the receipts…")
            if self._hub
            else translate("Erasing", "Write a package…")
        )
        self.next.setText(f" {words}")
        self.next.setAccessibleName(words)
        self._feet.setVisible(erase or next_)
