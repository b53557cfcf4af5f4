"""The page of women cadres: a row for each indicator, with the share of women worked out."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gbdesk.domain.dates import read_iso, short
from gbdesk.domain.forms import CADRE
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.grid.figure_grid import FigureGrid
from gbdesk.ui.pages.cadres.beside import BesideView
from gbdesk.ui.pages.cadres.carrying import Carrying
from gbdesk.ui.returns.table_page import TablePage

REGISTER: Final = "committee"
OWN: Final = "own"


class CadresPage(TablePage):
    """The grid, beside it what is worked out, below it the day of the committee."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(around, CADRE, parent)
        self.beside: BesideView | None = None
        self.carrying = Carrying(self)
        self.buttons = (self.more, self.correcting.button, self.carrying.button, self.finish)
        self.above.addWidget(self.carrying.notice)
        self.above.setContentsMargins(0, 0, 18, 8)
        self.committee = QLabel(self)
        self.committee.setObjectName("footText")
        self.committee.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.committee, 1)
        self.below.addLayout(row)
        self.foot.tell_key("F9", translate("Cadres", "confirm the row"))
        self.begin()

    def lay_grid(self, grid: FigureGrid) -> None:
        """The grid with what is worked out beside it."""
        super().lay_grid(grid)
        self.beside = BesideView(grid)
        self.middle.addWidget(self.beside)
        self.carrying.serve(grid)
        self.carrying.changed.connect(self.follow)

    def shown(self) -> None:
        """Another return: its period before, what waits there, the committee."""
        there = self.book is not None
        self.committee.setVisible(there)
        if self.beside is not None:
            self.beside.setVisible(there)
        if self.book is None or self.beside is None:
            self.carrying.notice.hide()
            return
        _, before = self.book.before(self.table)
        self.beside.rows.show(self.table, before)
        self.carrying.show()
        self.committee.setText(self._committee(self.book.office))
        self.beside.fit()

    def moved(self) -> None:
        """A figure changed."""
        if self.beside is not None:
            self.beside.rows.refresh()
            self.carrying.follow()

    def _committee(self, office: str) -> str:
        """The day the committee was consolidated, as the register of committees says it."""
        entries = self.around.app.entries
        rows = entries.find(entries.own(REGISTER, office=office))
        said = [str(row.fields.get("consolidated") or "") for row in rows if row.type == OWN]
        days = [read_iso(one) for one in said]
        known = [day for day in days if day]
        if not known:
            return translate(
                "Cadres",
                "Committee for the advancement of women: no day of consolidation in the register "
                "of committees yet.",
            )
        return translate(
            "Cadres",
            "Committee for the advancement of women: consolidated on {day} (from the register of "
            "committees).",
            day=short(max(known)),
        )


def build(around: Around) -> QWidget:
    """The page of women cadres."""
    return CadresPage(around)
