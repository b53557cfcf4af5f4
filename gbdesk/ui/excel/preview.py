"""The third step: what would be recorded, what is left out, and every cell that needs a look."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gbdesk.services.workbook_import import Planned
from gbdesk.text import translate
from gbdesk.ui.excel.parts import Count, LeftOut, Loose, Problems, named
from gbdesk.ui.office.parts import Words


class PreviewPart(QWidget):
    """`changed` when a tick changes what is recorded, `hidden_changed` where it is read anew."""

    changed = Signal()
    hidden_changed = Signal()

    def __init__(self, new_words: Callable[[int], str], parent: QWidget) -> None:
        """`new_words` says how many new records there are."""
        super().__init__(parent)
        self._new_words = new_words
        self.new = Count("circle-check", "success", self)
        self.there = Count("info", "info", self)
        self.personal = Count("triangle-alert", "warning", self)
        self.hidden = Count("eye-off", "info", self)
        self.bad = Count("circle-x", "danger", self)
        self.totals = Count("triangle-alert", "warning", self)
        self.rest = Count("info", "info", self)
        self.outside = Count("calendar", "info", self)
        self.outside.hide()
        self.left, self.loose = LeftOut(self), Loose(self)
        self.table = Problems(self)
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

    def _counts(self) -> Sequence[Count]:
        found = (self.new, self.there, self.personal, self.hidden, self.bad, self.totals)
        return (*found, self.rest, self.outside, self.left, self.loose)

    def show_plan(self, planned: Planned, *, hidden: int, lone: Sequence[int]) -> None:
        """Say what a plan would do; `hidden` rows of the workbook, `lone` rows name a part."""
        self.new.say(self._new_words(len(planned.new)), shown=True)
        there = planned.there
        self.there.say(
            translate(
                "Excel",
                "{n} rows are recorded already or stand here twice: {rows}",
                n=len(there),
                rows=named(there),
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
                rows=named(personal),
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

    def show_outside(self, rows: Sequence[int], period: str) -> None:
        """Say which days are beyond the period that is shown behind this window."""
        words = translate(
            "Excel",
            "{n} rows are of days outside {period}: they go into their own period: {rows}",
            n=len(rows),
            period=period,
            rows=named(rows),
        )
        self.outside.say(words, shown=bool(rows))

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
                rows=named(lone),
            ),
            shown=bool(lone),
        )
        self.left.show_columns(planned.ignored)
        self.loose.show_names(planned.loose)
        found = (*planned.totals, *planned.named, *planned.problems)
        self.table.show_problems(found)
        self._filler.setVisible(not found)
