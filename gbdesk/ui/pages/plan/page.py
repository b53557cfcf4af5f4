"""The page of the plan: every task of the office, what covers it, and the next step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from gbdesk.domain.plan import COVERED, NOT_OURS, TaskCoverage
from gbdesk.services.changed import Changed
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.coverage import CoverageBar, prefilled
from gbdesk.ui.forms.dressed import Dressed
from gbdesk.ui.forms.look import sheet
from gbdesk.ui.forms.offices import PLAN, OfficeChooser
from gbdesk.ui.forms.parts import Segments
from gbdesk.ui.pages.plan.rows import TaskRow

ALL: Final = "all"
OPEN: Final = "open"
DONE: Final = "done"


class PlanPage(Dressed):
    """`head` goes into the page's first line."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._tasks: Sequence[TaskCoverage] = ()
        self.view = Segments(translate("Plan", "Which tasks"), self)
        self.view.offer(
            [
                (ALL, translate("Plan", "All tasks")),
                (OPEN, translate("Plan", "Not covered yet")),
                (DONE, translate("Plan", "Covered")),
            ],
            ALL,
        )
        self._shown = ALL
        self.view.chosen.connect(self._choose)
        self.offices = OfficeChooser(around, PLAN, self)
        self.offices.chosen.connect(self._office_chosen)
        self.head, self.buttons = (self.view, self.offices), ()
        self._summary, self.bar = QLabel(self), CoverageBar(self)
        self._summary.setObjectName("sideTitle")
        self._lay()
        self.dress(sheet)
        self.period_changed()

    def _lay(self) -> None:
        top = QFrame(self)
        top.setObjectName("card")
        head = QVBoxLayout(top)
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(10)
        head.addWidget(self._summary)
        head.addWidget(self.bar)
        self._list = QFrame(self)
        self._list.setObjectName("card")
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(1, 1, 1, 1)
        self._rows.setSpacing(0)
        held = QWidget(self)
        column = QVBoxLayout(held)
        column.setContentsMargins(18, 0, 18, 18)
        column.setSpacing(12)
        column.addWidget(top)
        column.addWidget(self._list)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setObjectName("pageBody")
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(held)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area)

    def _office_chosen(self, _office: str) -> None:
        self.period_changed()

    def period_changed(self) -> None:
        """Show the period and office now chosen."""
        self.offices.refresh()
        self._tasks = self._around.app.plan.tasks(self._around.period, office=self.offices.office())
        ours = [task for task in self._tasks if task.state != NOT_OURS]
        done = sum(task.state == COVERED for task in ours)
        year = self._around.app.catalogue.period(self._around.period).year
        self._summary.setText(
            translate(
                "Plan",
                "Plan {year}: {done} of {of} tasks are covered",
                year=year,
                done=done,
                of=len(ours),
            )
            if ours
            else self._no_task(year)
        )
        self.bar.show_coverage(ours)
        self.bar.setVisible(bool(ours))
        self._fill()

    def _no_task(self, year: int) -> str:
        if self._around.app.catalogue.plan_of(year):
            return translate("Plan", "This unit has no task in the plan of {year}.", year=year)
        return translate(
            "Plan",
            "There is no plan of {year} in the lists of {hub_short} yet; it comes with their next "
            "release.",
            year=year,
            hub_short=self._around.app.catalogue.word("hub_short"),
        )

    def rows(self) -> list[TaskRow]:
        """The rows shown."""
        return self._list.findChildren(TaskRow)

    def _choose(self, view: str) -> None:
        self._shown = view
        self._fill()

    def _fill(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        section = ""
        for task in self._tasks:
            covered = task.state == COVERED
            if (self._shown == OPEN and covered) or (self._shown == DONE and not covered):
                continue
            if task.task.section != section:
                section = task.task.section
                head = QLabel(translate("Plan", "Section {section}", section=section), self._list)
                head.setObjectName("group")
                self._rows.addWidget(head)
            row = TaskRow(task, self.offices.office(), self._list)
            row.add_asked.connect(self._add)
            row.show_asked.connect(self._show)
            self._rows.addWidget(row)
        self._list.setVisible(self._rows.count() > 0)

    def _add(self, task: TaskCoverage) -> None:
        self._around.go("activities", new=prefilled(task), office=self.offices.office())

    def _show(self, task: TaskCoverage) -> None:
        self._around.go("activities", task=task.task.id, office=self.offices.office())

    # what the window tells
    def on_changed(self, changed: Changed) -> None:
        """Look again where what covers tasks changed."""
        if changed & (Changed.ACTIVITIES | Changed.FIGURES | Changed.PACKAGES | Changed.CATALOGUE):
            self.period_changed()

    def leave(self) -> None:
        """Nothing is typed here."""


def build(around: Around) -> QWidget:
    """The plan of the year."""
    return PlanPage(around)
