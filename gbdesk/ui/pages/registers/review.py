"""The quick review: every line that goes on, one after the other, one key each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from gbdesk.domain.registers import DISSOLVED, PAUSED
from gbdesk.services.entry_rows import EntryRow
from gbdesk.text import mark, say, translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.back import Back
from gbdesk.ui.forms.parts import ShortLabel

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

GOES_ON, EDIT, END = "goes-on", "edit", "end"
ANSWERS: Final = (
    (GOES_ON, mark("Registers", "Goes on (Enter)")),
    (PAUSED, mark("Registers", "Paused (T)")),
    (DISSOLVED, mark("Registers", "Dissolved (G)")),
    (EDIT, mark("Registers", "Change (S)")),
    (END, mark("Registers", "End (Esc)")),
)
KEYS: Final = {
    Qt.Key.Key_Return: GOES_ON,
    Qt.Key.Key_Enter: GOES_ON,
    Qt.Key.Key_T: PAUSED,
    Qt.Key.Key_G: DISSOLVED,
    Qt.Key.Key_S: EDIT,
    Qt.Key.Key_Escape: END,
}
_STEPS: Final = {
    GOES_ON: mark("Registers", "goes on: {title}"),
    PAUSED: mark("Registers", "paused: {title}"),
    DISSOLVED: mark("Registers", "dissolved: {title}"),
}


class ReviewBar(QFrame):
    """`at` tells the line that is asked about, `edit_asked` the one to change."""

    at = Signal(int)
    edit_asked = Signal(int)
    answered = Signal()
    ended = Signal()

    def __init__(self, around: Around, back: Back, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("reviewBar")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._around, self._back = around, back
        self._rows: list[EntryRow] = []
        self._of = 0
        self._busy = False
        self._count, self._line = QLabel(self), ShortLabel("", self)
        self._count.setObjectName("sideTitle")
        self._line.setObjectName("fieldLabel")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self._count)
        row.addWidget(self._line, 1)
        self.buttons: dict[str, QPushButton] = {}
        for answer, words in ANSWERS:
            button = QPushButton(say(words), self)
            button.setObjectName("small")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self.answer, answer))
            row.addWidget(button)
            self.buttons[answer] = button
        self.hide()

    def begin(self, rows: Sequence[EntryRow]) -> None:
        """Ask about these, one after the other."""
        self._rows, self._of = list(rows), len(rows)
        self._next()

    @property
    def row(self) -> EntryRow | None:
        """The line that is asked about."""
        return self._rows[0] if self._rows else None

    def answer(self, answer: str, *_clicked: object) -> None:
        """What is so of the line that is asked about."""
        row = self.row
        if row is None or self._busy:
            return
        if answer == END:
            self._end()
        elif answer == EDIT:
            self._end()
            self.edit_asked.emit(row.key)
        else:
            self._write(row, answer)

    def _write(self, row: EntryRow, answer: str) -> None:
        entries, period = self._around.app.entries, self._around.period
        today: date = self._around.app.today()
        words, steps = say(_STEPS[answer], n=None, title=row.title), self._back.steps

        def work(_progress: Progress) -> Any:
            if answer == GOES_ON:
                done = entries.review([row.id], period, office=row.office)
            else:
                done = entries.set_status([row.id], answer, today, period=period, office=row.office)
            steps.keep(words, done.undo)
            return done

        self._busy = True
        self._around.write(work, self._written, self._failed)

    def _written(self, _done: Any) -> None:
        self._busy = False
        self._rows = self._rows[1:]
        self._back.moved.emit()
        self.answered.emit()
        self._next()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._around.complain(error)

    def _next(self) -> None:
        row = self.row
        if row is None:
            if self._of:
                words = translate("Registers", "All {n} lines are reviewed.", n=self._of)
                self._around.tell(words, self._back.undo)
            self._end()
            return
        number = self._of - len(self._rows) + 1
        self._count.setText(translate("Registers", "Review {n}/{of}", n=number, of=self._of))
        parts = (row.title, row.type_label, row.place_label, row.status_label)
        self._line.setText(" · ".join(part for part in parts if part))
        self.setAccessibleName(f"{self._count.text()}: {self._line.text()}")
        self.show()
        self.setFocus()
        self.at.emit(row.key)

    def _end(self) -> None:
        self._rows = []
        self.hide()
        self.ended.emit()

    # Qt's names
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key an answer; combinations with Ctrl are the page's."""
        answer = KEYS.get(Qt.Key(event.key()))
        if answer and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.answer(answer)
        else:
            super().keyPressEvent(event)
