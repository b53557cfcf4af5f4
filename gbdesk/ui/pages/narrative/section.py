"""One part of the narrative: a text of its own with its state and what is said about it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gbdesk.domain.pii import find_personal, without
from gbdesk.text import translate
from gbdesk.ui.forms.fields import WARNING, Fix, Note
from gbdesk.ui.forms.lines import TextLines
from gbdesk.ui.forms.notes import Notes
from gbdesk.ui.forms.personal import REMOVE, personal_note

LINES: Final = 5
LONGEST: Final = 600  # letters of another text that are shown beside this one
TAKE: Final = "take"
MINE: Final = "mine"
BOTH: Final = "both"
OTHER: Final = "other"


def _other_note(section: str, text: str) -> Note:
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    words = translate(
        "Narrative",
        "Somebody else wrote this part meanwhile; yours is kept as a draft. There it says: {text}",
        text=shown or translate("Labels", "(blank)"),
    )
    return Note(
        field=section,
        severity=WARNING,
        code=OTHER,
        text=words,
        fixes=(
            Fix(label=translate("Narrative", "Keep mine"), set={MINE: True}),
            Fix(label=translate("Narrative", "Take that"), set={TAKE: True}),
            Fix(label=translate("Narrative", "Keep both, one below the other"), set={BOTH: True}),
        ),
    )


class NarrativeSection(QFrame):
    """Typing keeps a draft, leaving keeps the text; a trace of a person is pointed out."""

    edited = Signal(str)
    erase_asked = Signal(str)
    left = Signal(str)
    settled = Signal(str)

    def __init__(self, section: str, title: str, help_: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.section = section
        self._public: Collection[str] = ()
        self._answered: frozenset[str] = frozenset()
        self.other: str | None = None
        head, self._state = QLabel(title, self), QLabel(self)
        head.setObjectName("sideTitle")
        self._state.setObjectName("fieldAside")
        row = QHBoxLayout()
        row.addWidget(head)
        row.addStretch(1)
        row.addWidget(self._state)
        self.erase = QPushButton(translate("Narrative", "Erase for good…"), self)
        self.erase.setObjectName("link")
        self.erase.clicked.connect(self._erase)
        self.erase.hide()
        row.addWidget(self.erase)
        self.text = TextLines(self)
        self.text.setAccessibleName(title)
        self.text.setPlaceholderText(help_)
        self.text.setFixedHeight(LINES * self.text.fontMetrics().lineSpacing() + 20)
        head.setBuddy(self.text)
        self.text.changed.connect(self._edited)
        self.text.left.connect(self._left)
        self.hint = QLabel(self)
        self.hint.setObjectName("fieldAside")
        self.hint.setWordWrap(True)
        self.hint.hide()
        self._notes = Notes(self)
        self._notes.fix_asked.connect(self._fix)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 14)
        box.setSpacing(8)
        box.addLayout(row)
        box.addWidget(self.hint)
        box.addWidget(self.text)
        box.addWidget(self._notes)

    def show_text(
        self, text: str, public: Collection[str], *, locked: bool, other: str | None = None
    ) -> None:
        """Show a stored text or a draft; `other` is what somebody else wrote meanwhile."""
        self._public, self._answered, self.other = public, frozenset(), other
        self.text.set_value(text)
        self.text.setReadOnly(locked)
        self.look()

    def value(self) -> str:
        """The text as it is kept."""
        return str(self.text.value() or "")

    def say(self, words: str) -> None:
        """The state of the text."""
        self._state.setText(words)

    def look(self) -> None:
        """Point out traces of a person, and another text that stands there by now."""
        hits = find_personal(self.value(), self._public)
        kinds = [hit.kind for hit in hits if hit.kind not in self._answered]
        told = [] if self.other is None else [_other_note(self.section, self.other)]
        personal = [personal_note(self.section, kind) for kind in kinds[:1]]
        self._notes.show_notes([*told, *personal])

    def _edited(self) -> None:
        self.say(translate("Narrative", "Typing…"))
        self.edited.emit(self.section)

    def _erase(self) -> None:
        self.erase_asked.emit(self.section)

    def _left(self) -> None:
        self.look()
        self.left.emit(self.section)

    def _settle(self, chosen: str) -> None:
        theirs, self.other = self.other or "", None
        if chosen == TAKE:
            self.text.set_value(theirs)
        elif chosen == BOTH:
            self.text.set_value(f"{self.value()}\n{theirs}")
        self.edited.emit(self.section)
        self.settled.emit(self.section)

    def _fix(self, note: Note, fix: Fix) -> None:
        if note.code == OTHER and fix.set is not None:
            self._settle(next(iter(fix.set)))
        elif fix.set is not None and REMOVE in fix.set:
            text = self.value()
            self.text.set_value(without(text, find_personal(text, self._public)))
            self.edited.emit(self.section)
        else:
            self._answered |= {note.code.removeprefix("personal.")}
        self._left()
