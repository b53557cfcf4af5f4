"""The tasks of the plan as rows: what covers each, and the way to add an activity for it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gbdesk.domain.plan import COVERED, NOT_OURS, TaskCoverage
from gbdesk.text import translate
from gbdesk.ui.forms.coverage import takes_activities
from gbdesk.ui.forms.look import icon, px


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
        picture.setPixmap(drawn.pixmap(px(18), px(18)))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words(office), 1)
        row.addWidget(self._state(), 0, Qt.AlignmentFlag.AlignVCenter)
        if takes_activities(coverage) and coverage.state != NOT_OURS:
            add = QPushButton(icon("plus", "text"), f" {translate('Plan', 'Add')}", self)
            add.setObjectName("small")
            add.setAccessibleName(translate("Plan", "Add an activity: {task}", task=self._name))
            add.clicked.connect(self._add)
            row.addWidget(add, 0, Qt.AlignmentFlag.AlignVCenter)
            self.add_button = add
        self.setAccessibleName(self._name)

    @property
    def _name(self) -> str:
        name = self.coverage.task.name
        return name[:1].upper() + name[1:]

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
