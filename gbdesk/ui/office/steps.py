"""The line above a wizard: its steps, those done, the one at work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QWidget

from gbdesk.text import translate
from gbdesk.ui.forms.look import icon, px, repolish
from gbdesk.ui.office.parts import Words

DONE = "done"
NOW = "now"


class StepBar(QWidget):
    """Names side by side, each below a bar."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(names)
        self._parts: list[tuple[QFrame, QLabel, Words]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(8)
        for at, name in enumerate(self._names):
            bar = QFrame(self)
            bar.setObjectName("stepBar")
            number = QLabel(str(at + 1), self)
            number.setObjectName("stepNumber")
            number.setFixedSize(20, 20)
            number.setAlignment(Qt.AlignmentFlag.AlignCenter)
            words = Words(name, "stepName", parent=self)
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(number)
            row.addWidget(words, 1)
            grid.addWidget(bar, 0, at)
            grid.addLayout(row, 1, at)
            grid.setColumnStretch(at, 1)
            self._parts.append((bar, number, words))
        self.show_step(0)

    def show_step(self, at: int, *, finished: bool = False) -> None:
        """Which one is at work; `finished` marks the last one as done too."""
        for place, (bar, number, words) in enumerate(self._parts):
            done = place < at or (finished and place == at)
            state = DONE if done else NOW if place == at else ""
            bar.setProperty("at", DONE if place <= at else "")
            number.setObjectName("stepDone" if done else "stepNumber")
            number.setProperty("at", state)
            words.setProperty("at", NOW if place == at else "")
            if done:
                number.setPixmap(icon("check", "success").pixmap(px(14), px(14)))
            else:
                number.setText(str(place + 1))
            for widget in (bar, number, words):
                repolish(widget)
        name, of = self._names[at], len(self._names)
        said = translate("Steps", "Step {at} of {of}: {name}", at=at + 1, of=of, name=name)
        self.setAccessibleName(said)
