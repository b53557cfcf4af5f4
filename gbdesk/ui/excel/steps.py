"""A dialog of three steps with what is shown while work goes on, and its buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gbdesk.text import translate
from gbdesk.ui.excel.watched import Watched
from gbdesk.ui.forms.look import px, sheet
from gbdesk.ui.office.parts import Words, button

SIZE: Final = QSize(980, 600)
FRAME: Final = QSize(16, 48)  # what the system puts around a window
SOURCE, COLUMNS, PREVIEW, BUSY = range(4)


class _Stack(QStackedWidget):
    """As high as there is room: Qt would ask for the height of wrapped words at their narrowest."""

    # Qt's names
    def minimumSizeHint(self) -> QSize:
        """Nothing is asked for."""
        return QSize(0, 0)

    def hasHeightForWidth(self) -> bool:
        """The height does not follow the width."""
        return False


class Steps(QDialog):
    """`entered` when a step is shown, `next_asked` when its button is pressed."""

    entered = Signal(int)
    next_asked = Signal(int)

    def __init__(self, title: str, heads: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setStyleSheet(sheet())
        self._heads = [*heads, ""]
        self._is_writing = False
        self.watched = Watched(self)
        self.bar, self.busy_words = QProgressBar(self), Words("", parent=self)
        self.head = Words("", "sideTitle", wrap=True, parent=self)
        self.said = Words("", "noteText", wrap=True, parent=self)
        self.said.tone("danger")
        self.back = button(translate("Excel", "Back"), parent=self)
        self.leave = button(translate("Excel", "Cancel"), parent=self)
        self.next = button("", "primary", parent=self)
        self.next.setDefault(True)
        self.stack = _Stack(self)
        self.back.clicked.connect(self._go_back)
        self.leave.clicked.connect(self._leave)
        self.next.clicked.connect(self._go_on)
        self._lay()
        room = self.screen().availableSize() - FRAME
        self.resize(QSize(px(SIZE.width()), px(SIZE.height())).boundedTo(room))

    def _lay(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        for one in (self.back, self.leave, self.next):
            foot.addWidget(one)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(12)
        whole.addWidget(self.head)
        whole.addWidget(self.stack, 1)
        whole.addLayout(foot)

    def put(self, *parts: QWidget) -> None:
        """The three steps, in their order."""
        busy = QWidget(self)
        waiting = QVBoxLayout(busy)
        waiting.addStretch(1)
        waiting.addWidget(self.busy_words)
        waiting.addWidget(self.bar)
        waiting.addStretch(2)
        for part in (*parts, busy):
            self.stack.addWidget(part)
        self.show_step(SOURCE)

    @property
    def step(self) -> int:
        """The step that is shown."""
        return self.stack.currentIndex()

    def show_step(self, step: int) -> None:
        """Show a step, with nothing said yet."""
        self._is_writing = False
        self._turn_to(step)
        (self.next if step in {COLUMNS, PREVIEW} else self.stack).setFocus()
        self.entered.emit(step)

    def begin(self, words: str, *, writing: bool = False) -> Watched:
        """Show that work goes on; what it speaks to."""
        self._is_writing = writing
        self.watched = Watched(self)
        self.watched.moved.connect(self._moved)
        self.busy_words.setText(words)
        self.bar.setRange(0, 0)
        self._turn_to(BUSY)
        self.leave.setFocus()
        return self.watched

    def _turn_to(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self.head.setText(self._heads[step])
        self.said.setText("")
        for one in (self.back, self.next):
            one.setVisible(step in {COLUMNS, PREVIEW})
        words = translate("Excel", "Stop") if step == BUSY else translate("Excel", "Cancel")
        self.leave.setText(words)

    def _go_back(self) -> None:
        self.show_step(self.before(self.step))

    def before(self, step: int) -> int:
        """The step to go back to."""
        return step - 1

    def _go_on(self) -> None:
        self.next_asked.emit(self.step)

    def _leave(self) -> None:
        if self.step == BUSY:
            self.watched.stop()
            self.busy_words.setText(translate("Excel", "Stopping…"))
        else:
            self.reject()

    def _moved(self, done: int, total: int) -> None:
        if self.sender() is self.watched:
            self.bar.setRange(0, total)
            self.bar.setValue(done)

    # Qt's names
    def reject(self) -> None:
        """Leaving stops what only reads; what is being written is stopped by its button."""
        if not self._is_writing:
            self.watched.stop()
            super().reject()
