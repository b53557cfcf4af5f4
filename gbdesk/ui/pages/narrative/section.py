"""One part of the narrative: a text of its own with its state and what is said about it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gbdesk.domain.pii import find_personal, without
from gbdesk.text import translate
from gbdesk.ui.forms.fields import Fix, Note
from gbdesk.ui.forms.lines import TextLines
from gbdesk.ui.forms.notes import Notes
from gbdesk.ui.forms.personal import REMOVE, personal_note

LINES: Final = 5


class NarrativeSection(QFrame):
    """Typing keeps a draft, leaving keeps the text; a trace of a person is pointed out."""

    edited = Signal(str)
    left = Signal(str)

    def __init__(self, section: str, title: str, help_: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.section = section
        self._public: Collection[str] = ()
        self._answered: frozenset[str] = frozenset()
        head, self._state = QLabel(title, self), QLabel(self)
        head.setObjectName("sideTitle")
        self._state.setObjectName("fieldAside")
        row = QHBoxLayout()
        row.addWidget(head)
        row.addStretch(1)
        row.addWidget(self._state)
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

    def show_text(self, text: str, public: Collection[str], *, locked: bool) -> None:
        """Show a stored text or a draft."""
        self._public, self._answered = public, frozenset()
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
        """Point out traces of a person."""
        hits = find_personal(self.value(), self._public)
        kinds = [hit.kind for hit in hits if hit.kind not in self._answered]
        self._notes.show_notes([personal_note(self.section, kind) for kind in kinds[:1]])

    def _edited(self) -> None:
        self.say(translate("Narrative", "Typing…"))
        self.edited.emit(self.section)

    def _left(self) -> None:
        self.look()
        self.left.emit(self.section)

    def _fix(self, note: Note, fix: Fix) -> None:
        if fix.set is not None and REMOVE in fix.set:
            text = self.value()
            self.text.set_value(without(text, find_personal(text, self._public)))
            self.edited.emit(self.section)
        else:
            self._answered |= {note.code.removeprefix("personal.")}
        self._left()
