"""What a package would change: differences to choose, lines old to new, remarks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gbdesk.services.conflicts import HUB, OFFICE, ConflictView, Own
from gbdesk.services.receiving_parts import CHANGED, DELETED, NEW, Preview, PreviewLine
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.parts import Segments
from gbdesk.ui.hub.parts import emptied, link, picture, row, said, say, scrolled, small
from gbdesk.ui.hub.sides import DifferenceRow, choices_of, column_heads
from gbdesk.ui.pages.receive.counts import Remarks, remarks_of
from gbdesk.ui.pages.receive.lines import ChangeTable, by_change, items_in
from gbdesk.ui.pages.receive.totals import TotalTable

DIFFER: Final = "differ"
REMARKS: Final = "remarks"
TOTALS: Final = "totals"


class Differences(QWidget):
    """The differences of a package; `decided` when a choice changed."""

    decided = Signal()

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self.rows: list[DifferenceRow] = []
        hub = around.app.catalogue.word("hub_short")
        self._here = "" if around.app.session.hub else around.app.session.device
        self.take = small(translate("Receive", "Take all of the package"))
        self.keep = small(translate("Receive", "Keep all of {hub}", hub=hub))
        self.leave = link(translate("Receive", "leave them to ask the unit"))
        if self._here:
            say(self.keep, translate("Receive", "Keep all of this computer"))
            say(self.leave, translate("Receive", "leave them open"))
        self.take.clicked.connect(self._take)
        self.keep.clicked.connect(self._keep)
        self.leave.clicked.connect(self._leave)
        self._told = said("", "hubAside")
        held = QWidget()
        held.setObjectName("sideHeld")
        self._list = QVBoxLayout(held)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(7)
        box.addWidget(column_heads(around.app.catalogue, office=bool(self._here)))
        box.addWidget(scrolled(held), 1)
        box.addLayout(row(self.take, self.keep, None))
        sign = picture("info", "text_2", 16)
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addLayout(row(sign, self._told, self.leave, None, spacing=6))

    def show_views(self, views: Sequence[ConflictView]) -> None:
        """Show these."""
        emptied(self._list)
        self.rows = []
        for one in views:
            catalogue = self._around.app.catalogue
            made = DifferenceRow(one, catalogue, own=False, here=self._here)
            made.decided.connect(self._changed)
            self.rows.append(made)
            self._list.addWidget(made)
        self._list.addStretch(1)
        self._tell()

    def choices(self) -> list[tuple[str, int | Own]]:
        """What is decided."""
        return choices_of(self.rows)

    def _changed(self) -> None:
        self._tell()
        self.decided.emit()

    def _tell(self) -> None:
        left = len(self.rows) - len(self.choices())
        self._told.setText(
            translate("Receive", "{n} not chosen yet; the rest is taken in all the same.", n=left)
            if left
            else translate("Receive", "All are chosen. You can also")
        )

    def _take(self) -> None:
        for one in self.rows:
            if self._here:
                one.choose_device(self._here, same=False)
            else:
                one.choose_who(OFFICE)

    def _keep(self) -> None:
        for one in self.rows:
            if self._here:
                one.choose_device(self._here, same=True)
            else:
                one.choose_who(HUB)

    def _leave(self) -> None:
        for one in self.rows:
            one.choose(None)


class Changes(QWidget):
    """What the package would change, in views: differences, new, changed, deleted, sums by line."""

    decided = Signal()

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views = Segments(translate("Receive", "What is shown"), self)
        self.differences = Differences(around, self)
        self.table, self.remarks = ChangeTable(self), Remarks(self)
        self.totals = TotalTable(self)
        self.pages = QStackedWidget(self)
        for page in (self.differences, self.remarks, self.totals, self.table):
            self.pages.addWidget(page)
        self._lines: dict[str, list[PreviewLine]] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(row(self.views, None))
        box.addWidget(self.pages, 1)
        self.views.chosen.connect(self.choose)
        self.differences.decided.connect(self.decided)

    def show_preview(self, found: Preview) -> None:
        """Show another package; differences first."""
        self._lines = by_change(found.lines)
        self.differences.show_views(found.conflicts)
        remarks = remarks_of(found)
        self.remarks.show_remarks(remarks)
        count = {name: items_in(lines) for name, lines in self._lines.items()}
        offers = [
            (NEW, translate("Receive", "New · {n}", n=count[NEW])),
            (CHANGED, translate("Receive", "Changed · {n}", n=count[CHANGED])),
            (DELETED, translate("Receive", "Deleted · {n}", n=count[DELETED])),
        ]
        if found.conflicts:
            n = len(found.conflicts)
            offers.insert(0, (DIFFER, translate("Receive", "Differences · {n}", n=n)))
        self.totals.show_totals(found.totals)
        if found.totals:
            words = translate("Receive", "Sums · {n}", n=len(found.totals))
            offers.append((TOTALS, words))
        if remarks:
            offers.append((REMARKS, translate("Receive", "Remarks · {n}", n=len(remarks))))
        first = DIFFER if found.conflicts else next((k for k in count if count[k]), NEW)
        self.views.offer(offers, first)
        self.choose(first)

    def choose(self, view: str) -> None:
        """Show one of the views."""
        self.views.choose(view)
        places = {DIFFER: self.differences, REMARKS: self.remarks, TOTALS: self.totals}
        self.pages.setCurrentWidget(places.get(view, self.table))
        if view not in places:
            self.table.show_lines(self._lines.get(view, []))
