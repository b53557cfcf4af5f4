"""What is shown under the choices: the table, the chart, the map or the board."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from gbdesk.text import translate
from gbdesk.ui.charts.view import ChartView
from gbdesk.ui.hub.parts import Empty, cut, row, said, scrolled
from gbdesk.ui.pages.totals.board import Board
from gbdesk.ui.pages.totals.grid import FigureTable
from gbdesk.ui.pages.totals.sheet import Sheet
from gbdesk.ui.pages.totals.tracing import Tracing
from gbdesk.ui.pages.totals.views import BOARD, CHART, MAP, TABLE, View


class Frame(QFrame):
    """`copied`: the keys for copying were pressed in the table."""

    copied = Signal()

    def __init__(self, tracing: Tracing, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._tracing = tracing
        self.table: FigureTable | None = None
        self.body: QWidget | None = None
        self.chart = ChartView()
        self.chart.tile_chosen.connect(tracing.tile_chosen)
        self.heading, self.covers = said("", "hubStrong", wraps=True), cut("", "hubAside")
        self.heading.setContentsMargins(14, 10, 14, 2)
        self.covers.setContentsMargins(12, 7, 12, 8)
        self._area, self._none = scrolled(self.chart), Empty("shield", "")
        self._held = QVBoxLayout(self)
        self._held.setContentsMargins(1, 1, 1, 1)
        self._held.setSpacing(0)
        self._held.addWidget(self.heading)
        self.rank = QCheckBox(translate("Totals", "Put in order all the same"), self)
        ranked = row(self.rank, None)
        ranked.setContentsMargins(12, 0, 12, 0)
        self._held.addLayout(ranked)
        self._held.addWidget(self._area, 1)
        self._held.addWidget(self._none, 1)
        self._held.addWidget(self.covers)

    def show_view(self, view: View) -> None:
        """Show this way of looking; what stands out needs full figures."""
        kept_focus = self.body is not None and self.body.hasFocus()
        self._forget()
        notes = view.notes
        self.covers.setText(" · ".join(notes[:2]))
        self.covers.setToolTip("\n".join(notes))
        if view.mode == BOARD and not view.full:
            self.show_none(translate("Totals", "What stands out is shown with full figures only."))
            return
        self._none.hide()
        self.heading.setText(view.title)
        for part in (self.heading, self._area):
            part.setVisible(view.mode in {CHART, MAP})
        self.rank.setVisible(view.mode == CHART and view.lacks_for_rank)
        if view.mode == TABLE:
            self.body = self.table = self._new_table(view)
        elif view.mode == BOARD:
            self.body = Board(view.outliers, self)
        else:
            self.chart.show_chart(view.drawn, f"{view.title}. {notes[0]}")
        if self.body is not None:
            self._held.insertWidget(0, self.body, 1)
            if kept_focus:
                self.body.setFocus()

    def show_none(self, words: str) -> None:
        """There is nothing to show, and why."""
        self._forget()
        for part in (self.heading, self._area, self.rank):
            part.hide()
        self._none.say(words)
        self._none.show()

    def _new_table(self, view: View) -> FigureTable:
        sheet, tracing = Sheet(crossed=view.crossed, shown=view.shown), self._tracing
        table = FigureTable(sheet, partial(tracing.tip, sheet), self)
        table.setAccessibleName(view.title)
        table.asked.connect(partial(tracing.chosen, sheet))
        table.hovered.connect(partial(tracing.hovered, sheet))
        table.copied.connect(self.copied)
        return table

    def _forget(self) -> None:
        if self.body is not None:
            self._held.removeWidget(self.body)
            self.body.hide()
            self.body.deleteLater()
        self.body = self.table = None
