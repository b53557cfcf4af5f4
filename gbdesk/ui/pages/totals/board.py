"""The board of figures far from those of last year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gbdesk.domain import numbers
from gbdesk.domain.outliers import DIGIT, Outlier
from gbdesk.text import translate
from gbdesk.ui.forms.look import px
from gbdesk.ui.hub.listed import Line, words_column
from gbdesk.ui.hub.page import id_table
from gbdesk.ui.hub.parts import Empty
from gbdesk.ui.tables.columns import NUMBER, PILL, Column, Pill

Shown = Line[Outlier]
NAMES: Final = 140


class Board(QWidget):
    """One line for each figure, the most doubtful first; None: nothing could be compared."""

    def __init__(self, found: Sequence[Outlier] | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = {at: Line(key=at, row=one) for at, one in enumerate(found or ())}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.table = id_table(_columns(), lambda keys: [lines[key] for key in keys], self)
        self.table.setAccessibleName(translate("Totals", "Figures far from last year"))
        box.addWidget(self.table)
        if found is None:
            words = translate("Totals", "No figure can be compared with last year yet.")
            self.none = Empty("circle-dashed", words)
        else:
            words = translate("Totals", "No figure is far from that of the same period last year.")
            self.none = Empty("circle-check", words)
        box.addWidget(self.none)
        self.table.setVisible(bool(found))
        self.none.setVisible(not found)
        self.table.show_keys(list(lines))
        self.setMinimumHeight(px(120))


def _columns() -> list[Column]:
    return [
        words_column("unit", translate("Totals", "Unit"), lambda one: one.row.unit.name, 160),
        words_column(
            "line",
            translate("Totals", "Indicator"),
            lambda one: one.row.line.name,
            NAMES,
            stretches=True,
        ),
        _count("then", translate("Totals", "Last year"), lambda one: one.then),
        _count("now", translate("Totals", "This year"), lambda one: one.now),
        _count("by", translate("Totals", "Change"), lambda one: one.by),
        Column(
            key="kind",
            title=translate("Totals", "Why"),
            kind=PILL,
            width=168,
            show=lambda one: _kind(one.row),
        ),
    ]


def _count(key: str, title: str, of: Callable[[Outlier], int]) -> Column:
    return Column(
        key=key,
        title=title,
        kind=NUMBER,
        width=92,
        show=lambda one: _signed(of(one.row), signed=key == "by"),
    )


def _signed(value: int, *, signed: bool) -> str:
    sign = "−" if value < 0 else "+" if signed else ""
    return f"{sign}{numbers.group(abs(value))}"


def _kind(one: Outlier) -> Pill:
    if one.kind == DIGIT:
        return Pill(translate("Totals", "A digit too many?"), "warning", "circle-alert")
    return Pill(translate("Totals", "Off by over half"), "info", "info")
