"""The log by task of the plan: a task with the activities that cover it, in the period shown."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from gbdesk.domain.dates import read_iso, short
from gbdesk.domain.numbers import group
from gbdesk.services.plan import TaskGroup
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.latest import Latest
from gbdesk.ui.forms.look import px

TASK: Final = Qt.ItemDataRole.UserRole
IDENT: Final = Qt.ItemDataRole.UserRole + 1
OFFICE: Final = Qt.ItemDataRole.UserRole + 2
MOST: Final = 500  # activities below a task
CLOSE: Final = 30
DAY, PLACE, COUNT = 106, 190, 130


class TasksView(QWidget):
    """An activity may stand below several tasks, as the plan counts it; Enter opens it."""

    def __init__(self, around: Around, parent: QWidget) -> None:
        super().__init__(parent)
        self._around, self._office = around, ""
        self._latest = Latest(around, self)
        self._open: set[str] = set()
        self._keys: dict[str, tuple[int, ...]] = {}
        self.tree = QTreeWidget(self)
        self.tree.setObjectName("table")
        self.tree.setAccessibleName(translate("Activities", "By task"))
        self.tree.setHeaderLabels(
            [
                translate("Activities", "Task of the plan, activity"),
                translate("Activities", "Day"),
                translate("Activities", "Place"),
                translate("Activities", "Number"),
            ]
        )
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.tree.headerItem().setTextAlignment(3, right)
        titles = self.tree.header()
        titles.setStretchLastSection(False)
        titles.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, DAY), (2, PLACE), (3, COUNT)):
            self.tree.setColumnWidth(column, px(width))
        self.tree.itemExpanded.connect(self._expanded)
        self.tree.itemCollapsed.connect(self._collapsed)
        self.tree.itemActivated.connect(self._activated)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 0, 18, 12)
        box.addWidget(self.tree)
        self.setFocusProxy(self.tree)

    def serve(self, office: str | None) -> None:
        """Show this office from now on, or all of them."""
        self._office = office or ""
        self.refresh()

    def refresh(self) -> None:
        """Look again; what was open stays open."""
        plan, period = self._around.app.plan, self._around.period
        self._latest.ask(lambda: plan.by_task(period, self._office or None), self._show)

    def _show(self, found: list[TaskGroup]) -> None:
        held = self.tree.currentItem()
        at = str(held.data(0, TASK)) if held is not None else ""
        self.tree.clear()
        self._keys = {_ident(one): one.keys for one in found}
        for one in found:
            item = self._line(self.tree, [_words(one), "", "", group(len(one.keys))])
            item.setData(0, TASK, _ident(one))
            if one.keys:
                item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
            item.setExpanded(bool(one.keys) and _ident(one) in self._open)
            if _ident(one) == at:
                self.tree.setCurrentItem(item)

    def _line(self, parent: QTreeWidget | QTreeWidgetItem, words: list[str]) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent, words)
        item.setToolTip(0, words[0])
        item.setSizeHint(0, QSize(0, max(CLOSE, self.fontMetrics().height() + 10)))
        item.setTextAlignment(3, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return item

    def _expanded(self, item: QTreeWidgetItem) -> None:
        task = str(item.data(0, TASK))
        self._open.add(task)
        keys = self._keys.get(task, ())
        if item.childCount():
            return
        for row in self._around.app.activities.rows(keys[:MOST]):
            start = read_iso(row.start)
            day = short(start) if start else row.start
            one = self._line(item, [row.title, day, row.places_label, ""])
            one.setData(0, IDENT, row.id)
            one.setData(0, OFFICE, row.office)
        if len(keys) > MOST:
            self._line(item, [translate("Activities", "and {n} more", n=len(keys) - MOST)])

    def _collapsed(self, item: QTreeWidgetItem) -> None:
        self._open.discard(str(item.data(0, TASK)))

    def _activated(self, item: QTreeWidgetItem) -> None:
        if ident := item.data(0, IDENT):
            self._around.go("activities", open=str(ident), office=str(item.data(0, OFFICE)))


def _ident(one: TaskGroup) -> str:
    return one.task.id if one.task else ""


def _words(one: TaskGroup) -> str:
    if one.task is None:
        return translate("Activities", "For no task of the plan")
    return f"{one.task.section} · {one.task.name}"
