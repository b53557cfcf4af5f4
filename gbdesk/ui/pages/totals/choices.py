"""The bar above the table: what is asked, over which periods, what the rows and columns are."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QVBoxLayout, QWidget

from gbdesk.domain.crosstab_words import AXES
from gbdesk.text import translate
from gbdesk.ui.forms.look import px
from gbdesk.ui.hub.parts import said
from gbdesk.ui.pages.totals.wishes import BOUNDS, COLUMNS, ROWS, SPANS, Entries, Wish, entries

NARROW: Final = 96
SHARES: Final = (7, 5, 4, 4, 5)


class Choices(QFrame):
    """`changed`: another wish."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.wish = Wish()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 12, 10)
        self._grid.setHorizontalSpacing(10)
        self.lists: dict[str, QComboBox] = {}
        for name, words, offered in (
            ("lines", translate("Totals", "Figures"), []),
            ("span", translate("Totals", "Periods"), entries(SPANS)),
            ("rows", translate("Totals", "Rows"), entries(AXES, ROWS)),
            ("columns", translate("Totals", "Columns"), entries(AXES, COLUMNS)),
            ("bounds", translate("Totals", "Boundaries"), entries(BOUNDS)),
        ):
            self._add(name, words, offered)
        for column, share in enumerate(SHARES):
            self._grid.setColumnStretch(column, share)

    def offer_lines(self, offered: Entries) -> None:
        """What this period's form can tell."""
        chosen = self.lists["lines"]
        chosen.clear()
        for ident, words in offered:
            chosen.addItem(words, ident)
        at = chosen.findData(self.wish.lines)
        chosen.setCurrentIndex(max(0, at))
        if at < 0 and offered:
            self.wish = replace(self.wish, lines=offered[0][0])

    def choose(self, wish: Wish) -> None:
        """Show another wish without telling it."""
        self.wish = wish
        for name, shown in self.lists.items():
            shown.setCurrentIndex(max(0, shown.findData(getattr(wish, name))))

    def _add(self, name: str, words: str, offered: Entries) -> None:
        column = len(self.lists)
        held = QVBoxLayout()
        held.setSpacing(3)
        label = said(words, "fieldLabel")
        shown = QComboBox(self)
        shown.setAccessibleName(words)
        shown.setMinimumWidth(px(NARROW))
        shown.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        shown.setMaxVisibleItems(20)
        label.setBuddy(shown)
        for ident, each in offered:
            shown.addItem(each, ident)
        shown.setCurrentIndex(max(0, shown.findData(getattr(self.wish, name))))
        shown.activated.connect(partial(self._chosen, name))
        held.addWidget(label)
        held.addWidget(shown)
        self._grid.addLayout(held, 0, column)
        self.lists[name] = shown

    def _chosen(self, name: str, _at: int) -> None:
        value = str(self.lists[name].currentData())
        if getattr(self.wish, name) != value:
            self.wish = replace(self.wish, **{name: value})
            self.changed.emit(self.wish)
