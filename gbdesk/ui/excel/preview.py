"""The third step: what would be recorded, what is left out, and every cell that needs a look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gbdesk.services.activity_reading import CellProblem
from gbdesk.services.workbook_import import Planned
from gbdesk.text import translate
from gbdesk.ui.office.parts import Picture, Words

LISTED: Final = 500
ROWS_NAMED: Final = 12


class _Count(QWidget):
    """A picture, what it stands for, and a tick where a person may decide otherwise."""

    def __init__(self, picture: str, tone: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = Words("", wrap=True, parent=self)
        self.tick = QCheckBox(self)
        self.tick.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Picture(picture, tone, 18, self))
        row.addWidget(self.words, 1)
        row.addWidget(self.tick)

    def say(self, words: str, *, shown: bool, tick: str = "") -> None:
        """Other words; hidden where there is nothing to say."""
        self.words.setText(words)
        self.tick.setText(tick)
        self.tick.setAccessibleName(tick)
        self.tick.setVisible(bool(tick))
        self.setVisible(shown)


class PreviewPart(QWidget):
    """`changed` when a tick changes what is recorded, `hidden_changed` where it is read anew."""

    changed = Signal()
    hidden_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.new = _Count("circle-check", "success", self)
        self.there = _Count("info", "info", self)
        self.personal = _Count("triangle-alert", "warning", self)
        self.hidden = _Count("eye-off", "info", self)
        self.bad = _Count("circle-x", "danger", self)
        self.totals = _Count("triangle-alert", "warning", self)
        self.rest = _Count("info", "info", self)
        self.table = QTableWidget(0, 2, self)
        self.table.setAccessibleName(translate("Excel", "Cells that need a look"))
        self.table.setHorizontalHeaderLabels(
            [translate("Excel", "Cell"), translate("Excel", "What is wrong")]
        )
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.there.tick.toggled.connect(self.changed)
        self.personal.tick.toggled.connect(self.changed)
        self.hidden.tick.toggled.connect(self.hidden_changed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for part in self._counts():
            box.addWidget(part)
        box.addWidget(self.table, 1)
        self._filler = Words("", parent=self)
        box.addWidget(self._filler)

    def _counts(self) -> Sequence[_Count]:
        found = (self.new, self.there, self.personal, self.hidden, self.bad, self.totals)
        return (*found, self.rest)

    def show_plan(self, planned: Planned, *, hidden: int, lone: Sequence[int]) -> None:
        """Say what a plan would do; `hidden` rows of the workbook, `lone` rows name a part."""
        self.new.say(
            translate("Excel", "{n} new activities", n=len(planned.activities)), shown=True
        )
        there = planned.there
        self.there.say(
            translate(
                "Excel",
                "{n} rows are recorded already or stand here twice: {rows}",
                n=len(there),
                rows=_named(there),
            ),
            shown=bool(there),
            tick=translate("Excel", "record them once more"),
        )
        personal = planned.personal
        self.personal.say(
            translate(
                "Excel",
                "{n} rows have a text that may name a person or a telephone: {rows}",
                n=len(personal),
                rows=_named(personal),
            ),
            shown=bool(personal),
            tick=translate("Excel", "I looked: no person can be recognised"),
        )
        self.hidden.say(
            translate("Excel", "{n} rows are hidden in the workbook", n=hidden),
            shown=bool(hidden),
            tick=translate("Excel", "take them too"),
        )
        self._show_wrong(planned, lone)

    def _show_wrong(self, planned: Planned, lone: Sequence[int]) -> None:
        self.bad.say(
            translate("Excel", "{n} rows have problems and are left out", n=planned.bad_rows),
            shown=bool(planned.bad_rows),
        )
        self.totals.say(
            translate("Excel", "{n} sums of total rows do not fit", n=len(planned.totals)),
            shown=bool(planned.totals),
        )
        self.rest.say(
            translate(
                "Excel",
                "{n} rows only name a part and are passed over: {rows}",
                n=len(lone),
                rows=_named(lone),
            ),
            shown=bool(lone),
        )
        found = (*planned.totals, *planned.problems)
        self._list(found)
        self.table.setVisible(bool(found))
        self._filler.setVisible(not found)

    def _list(self, found: Sequence[CellProblem]) -> None:
        shown = found[:LISTED]
        self.table.setRowCount(len(shown))
        for row, problem in enumerate(shown):
            self.table.setItem(row, 0, QTableWidgetItem(problem.cell))
            item = QTableWidgetItem(problem.text)
            item.setToolTip(problem.text)
            self.table.setItem(row, 1, item)


def _named(numbers: Sequence[int]) -> str:
    named = ", ".join(map(str, numbers[:ROWS_NAMED]))
    return f"{named} …" if len(numbers) > ROWS_NAMED else named
