"""What figures of a workbook would do to a return: blank cells filled, other figures replaced."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from gbdesk.services.figures_import import FigurePlan
from gbdesk.text import translate
from gbdesk.ui.excel.parts import Count, LeftOut, Listing, Loose, Problems
from gbdesk.ui.office.parts import Words


class FigurePreview(QWidget):
    """`changed` when other figures are replaced or not, `hidden_changed` where it is read anew."""

    changed = Signal()
    hidden_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.fills = Count("circle-check", "success", self)
        self.same = Count("info", "info", self)
        self.replaces = Count("triangle-alert", "warning", self)
        self.hidden = Count("eye-off", "info", self)
        self.bad = Count("circle-x", "danger", self)
        self.totals = Count("triangle-alert", "warning", self)
        self.left, self.loose = LeftOut(self), Loose(self)
        self.blank = QRadioButton(translate("Excel", "Fill blank cells only"), self)
        self.replace = QRadioButton(self)
        group = QButtonGroup(self)
        for radio in (self.blank, self.replace):
            group.addButton(radio)
        self.blank.setChecked(True)
        heads = (
            translate("Excel", "Commune, unit"),
            translate("Excel", "Line"),
            translate("Excel", "Now"),
            translate("Excel", "From Excel"),
        )
        self.others = Listing(translate("Excel", "Figures that would be replaced"), heads, self)
        self.others.widen(1)
        self.table = Problems(self)
        self._filler = Words("", parent=self)
        self.replace.toggled.connect(self.changed)
        self.hidden.tick.toggled.connect(self.hidden_changed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for part in (self.fills, self.same, self.replaces, self.blank, self.replace):
            box.addWidget(part)
        box.addWidget(self.others, 1)
        for part in (self.hidden, self.bad, self.totals, self.left, self.loose):
            box.addWidget(part)
        box.addWidget(self.table, 1)
        box.addWidget(self._filler)

    def show_plan(
        self, planned: FigurePlan, others: Sequence[Sequence[str]], *, hidden: int
    ) -> None:
        """Say what a plan would do; `others`: place, line, figure now, figure of the workbook."""
        fills, replaces = len(planned.fills), len(planned.replaces)
        self.fills.say(
            translate(
                "Excel",
                "{n} figures for blank cells, in {places} rows of the form",
                n=fills,
                places=planned.places,
            ),
            shown=True,
        )
        self.same.say(
            translate("Excel", "{n} figures stand there already", n=planned.same),
            shown=bool(planned.same),
        )
        self.replaces.say(
            translate("Excel", "{n} cells hold another figure now", n=replaces),
            shown=bool(replaces),
        )
        words = translate("Excel", "Replace the other figures too ({n} cells)", n=replaces)
        self.replace.setText(words)
        for radio in (self.blank, self.replace):
            radio.setVisible(bool(replaces))
        self.others.show_rows(others)
        self._show_left_out(planned, hidden)

    def _show_left_out(self, planned: FigurePlan, hidden: int) -> None:
        self.hidden.say(
            translate("Excel", "{n} rows are hidden in the workbook", n=hidden),
            shown=bool(hidden),
            tick=translate("Excel", "take them too"),
        )
        self.bad.say(
            translate(
                "Excel", "{n} cells cannot be used and are left out", n=len(planned.problems)
            ),
            shown=bool(planned.problems),
        )
        self.totals.say(
            translate("Excel", "{n} sums of total rows do not fit", n=len(planned.totals)),
            shown=bool(planned.totals),
        )
        self.left.show_columns(planned.ignored)
        self.loose.show_names(planned.loose)
        found = (*planned.totals, *planned.problems)
        self.table.show_problems(found)
        self._filler.setVisible(not found and not planned.replaces)
