"""The plan at a glance: one piece for each task; and what a new activity for a task begins with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gbdesk.domain.ops import Value
from gbdesk.domain.plan import COVERED, TaskCoverage, conditions_of, proofs_of
from gbdesk.text import translate
from gbdesk.ui.forms.look import color

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


class CoverageBar(QWidget):
    """One piece for each task: filled where it is covered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._covered: tuple[bool, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

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
