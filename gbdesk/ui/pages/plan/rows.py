"""The tasks of the plan as rows: what covers each, and the way to add an activity for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gbdesk.domain.ops import Value
from gbdesk.domain.plan import COVERED, NOT_OURS, TaskCoverage, conditions_of, proofs_of
from gbdesk.text import translate
from gbdesk.ui.forms.look import color, icon

_FLAGS: Final = ("topic", "theme", "audience")
GAP: Final = 4


def prefilled(coverage: TaskCoverage) -> dict[str, Value]:
    """What a new activity for a task begins with: as far as the task leaves one choice."""
    task = coverage.task
    values: dict[str, Value] = {"task": task.id}
    kinds = proofs_of(task).get("activity", frozenset()) - {"*"}
    if len(kinds) == 1:
        values["kind"] = next(iter(kinds))
    for name, wanted in conditions_of(task).items():
        if len(wanted) != 1:
            continue
        only = next(iter(wanted))
        if name in _FLAGS:
            values[f"{name}.{only}"] = True
        elif name == "integrated":
            values["integrated"] = only == "1"
        elif name in {"venue", "occasion", "level", "role"}:
            values[name] = only
    return values


def takes_activities(coverage: TaskCoverage) -> bool:
    """Whether an activity can cover the task."""
    return "activity" in proofs_of(coverage.task)


class TaskRow(QFrame):
    """One task."""

    add_asked = Signal(object)
    show_asked = Signal(object)

    def __init__(self, coverage: TaskCoverage, office: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("taskRow")
        self.coverage = coverage
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 12, 9)
        row.setSpacing(12)
        covered = coverage.state == COVERED
        picture = QLabel(self)
        drawn = icon("circle-check", "success") if covered else icon("circle-dashed", "text_3")
        picture.setPixmap(drawn.pixmap(18, 18))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words(office), 1)
        row.addWidget(self._state(), 0, Qt.AlignmentFlag.AlignVCenter)
        if takes_activities(coverage) and coverage.state != NOT_OURS:
            add = QPushButton(icon("plus", "text"), translate("Plan", "Add"), self)
            add.setObjectName("small")
            add.setAccessibleName(translate("Plan", "Add an activity: {task}", task=self._name))
            add.clicked.connect(self._add)
            row.addWidget(add, 0, Qt.AlignmentFlag.AlignVCenter)
            self.add_button = add
        self.setAccessibleName(self._name)

    @property
    def _name(self) -> str:
        return self.coverage.task.name

    def _words(self, office: str) -> QVBoxLayout:
        words = QLabel(self._name, self)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        leads = office in self.coverage.task.lead
        part = translate("Plan", "Lead") if leads else translate("Plan", "Partner")
        under = QLabel(part, self)
        if self.coverage.note:
            under.setText(translate("Plan", "{part}. {note}", part=part, note=self.coverage.note))
        under.setObjectName("fieldAside")
        under.setWordWrap(True)
        box = QVBoxLayout()
        box.setSpacing(1)
        box.addWidget(words)
        box.addWidget(under)
        return box

    def _state(self) -> QPushButton:
        count, planned = self.coverage.count, self.coverage.planned
        if self.coverage.state == NOT_OURS:
            words = translate("Plan", "Not of this unit")
        elif count:
            words = translate("Plan", "{n} records", n=count)
        elif planned:
            words = translate("Plan", "{n} planned", n=planned)
        else:
            words = translate("Plan", "None yet")
        state = QPushButton(words, self)
        state.setObjectName("pill")
        tone = "success" if count else "info" if planned else "neutral"
        state.setProperty("tone", tone)
        state.setEnabled(bool(count or planned) and takes_activities(self.coverage))
        state.setToolTip(translate("Plan", "Show the activities"))
        state.clicked.connect(self._show)
        return state

    def _add(self) -> None:
        self.add_asked.emit(self.coverage)

    def _show(self) -> None:
        self.show_asked.emit(self.coverage)


class CoverageBar(QWidget):
    """One piece for each task: filled where it is covered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._covered: tuple[bool, ...] = ()

    def show_coverage(self, tasks: Sequence[TaskCoverage]) -> None:
        """Show these tasks, the covered ones first."""
        self._covered = tuple(sorted((task.state == COVERED for task in tasks), reverse=True))
        done = sum(self._covered)
        self.setAccessibleName(
            translate("Plan", "{done} of {of} tasks are covered", done=done, of=len(tasks))
        )
        self.update()

    # Qt's names
    def sizeHint(self) -> QSize:
        """A thin bar."""
        return QSize(400, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pieces."""
        del event
        count = len(self._covered)
        if not count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = GAP if self.width() > count * (GAP + 4) else 1
        width = (self.width() - gap * (count - 1)) / count
        for at, covered in enumerate(self._covered):
            piece = QRectF(at * (width + gap), 1, width, 9)
            if covered:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(color("primary"))
            else:
                pen = QPen(color("border_strong"), 1, Qt.PenStyle.DashLine)
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(piece, 2, 2)
        painter.end()
