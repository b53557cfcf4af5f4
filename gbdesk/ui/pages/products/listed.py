"""The list of products: what it counts for the three numbers, taken over by a click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gbdesk.domain.cells import CellValue
from gbdesk.domain.forms import WHOLE
from gbdesk.domain.numbers import group
from gbdesk.domain.products import IDENTIFIED, REDUCED, REVIEWED
from gbdesk.domain.register_feeds import Fed
from gbdesk.text import translate
from gbdesk.ui.forms.look import icon
from gbdesk.ui.office.parts import Words

NUMBERS: Final = (REVIEWED, IDENTIFIED, REDUCED)


class ListBox(QFrame):
    """`taken` carries the three numbers by line; `opened` when the list is wanted."""

    taken = Signal(dict)
    opened = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("note")
        self.setProperty("tone", "neutral")
        self.counts, self.more = (
            Words("", "officeStrong", wrap=True, parent=self),
            Words("", "officeAside", wrap=True, parent=self),
        )
        self.take = QPushButton(translate("Products", "Take these three numbers"), self)
        self.open = QPushButton(f" {translate('Products', 'Open the list')}", self)
        self.open.setIcon(icon("list-checks", "text"))
        self._found: dict[str, int] = {}
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.counts)
        column.addWidget(self.more)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(10)
        row.addLayout(column, 1)
        row.addWidget(self.take)
        row.addWidget(self.open)
        self.take.clicked.connect(self._take)
        self.open.clicked.connect(self.opened)

    def show_list(
        self, found: Sequence[Fed], values: Mapping[str, CellValue], *, may_take: bool
    ) -> None:
        """Show what the list counts beside what is entered."""
        fed = next(iter(found), None)
        self._found = (
            {} if fed is None else {one: fed.figures.get((WHOLE, one), 0) for one in NUMBERS}
        )
        self.counts.setText(_counts(self._found))
        self.more.setText(_more(fed, self._found, values))
        self.more.setVisible(bool(self.more.text()))
        is_whole = fed is not None and not (fed.undated or fed.unsaid)
        same = all(values.get(one) == count for one, count in self._found.items())
        self.take.setVisible(may_take and fed is not None and not same)
        self.take.setEnabled(is_whole)
        self.setAccessibleName(f"{self.counts.text()} {self.more.text()}".strip())

    def _take(self) -> None:
        self.taken.emit(self._found)


def _counts(found: Mapping[str, int]) -> str:
    if not found:
        return translate(
            "Products",
            "No list of products is kept; it is not needed, the three numbers can be typed.",
        )
    return translate(
        "Products",
        "In the list: {reviewed} reviewed · {identified} with stereotypes · {reduced} reduced",
        reviewed=group(found[REVIEWED]),
        identified=group(found[IDENTIFIED]),
        reduced=group(found[REDUCED]),
    )


def _more(fed: Fed | None, found: Mapping[str, int], values: Mapping[str, CellValue]) -> str:
    """Why the numbers cannot be taken, or how they stand to those entered."""
    if fed is None:
        return ""
    lacking = fed.undated + fed.unsaid
    if lacking:
        return translate(
            "Products",
            "{n} lines lack the day or what was found; complete them first.",
            n=lacking,
        )
    if all(values.get(one) == count for one, count in found.items()):
        return translate("Products", "The numbers entered are those of the list.")
    entered = [values.get(one) for one in NUMBERS]
    if all(one is None for one in entered):
        return ""
    said = " · ".join("–" if one is None else str(one) for one in entered)
    return translate(
        "Products", "Entered are {numbers}; taking the list replaces them.", numbers=said
    )
