"""Figures of stock carried over from the period before: shown, not entered, until confirmed.

What waits to be confirmed stands in the draft file only: it is no figure of the return, is counted
nowhere and never sent (ux.md S09).
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton

from gbdesk.domain.cells import CellValue
from gbdesk.text import translate
from gbdesk.ui.grid.commands import Deed
from gbdesk.ui.grid.figure_grid import FigureGrid
from gbdesk.ui.grid.sheet import At, Change
from gbdesk.ui.office.notice import NoticeBox
from gbdesk.ui.returns.table_page import TablePage

PAGE = "carried"


class Carrying(QObject):
    """The button, the notice above the grid, and F9."""

    changed = Signal()

    def __init__(self, page: TablePage) -> None:
        super().__init__(page)
        self._page, self._drafts = page, page.around.app.store.drafts
        self._rows: frozenset[str] = frozenset()
        self.button = QPushButton(translate("Cadres", "Take from the period before"), page)
        self.button.clicked.connect(self.take)
        self.notice = NoticeBox("history", "warning", "", page)
        self.drop = self.notice.add_link(translate("Cadres", "Drop what is not confirmed"))
        self.drop.clicked.connect(self.give_up)
        self.notice.hide()

    def serve(self, grid: FigureGrid) -> None:
        """Confirm in this grid."""
        grid.confirm_asked.connect(self.confirm)

    def show(self) -> None:
        """Another return is shown: what waited there waits again."""
        found = self._drafts.get(PAGE, self._page.key) if self._page.book else None
        self._rows = frozenset(str(row) for row in (found or {}).get("rows", ()))
        self._lay()

    def take(self) -> None:
        """Show the stock of the period before where nothing is entered."""
        period, _ = self._before()
        wanted = {at[0] for at in self._waiting(all_rows=True)}
        if not wanted:
            self._page.around.tell(self._none(period))
            return
        self._keep(self._rows | wanted)
        title = self._page.around.app.catalogue.period(period).title
        words = translate(
            "Cadres",
            "{n} rows are shown as they were in {period}. Press F9 on a row to confirm it.",
            n=len(wanted),
            period=title,
        )
        self._page.around.tell(words)
        first = next(row.place for row in self._page.table.rows if row.place in wanted)
        if self._page.grid is not None:
            self._page.grid.go_to_line(first, self._page.table.form.entry_lines[0].id)

    def confirm(self) -> None:
        """Enter what waits in the rows that are selected, as one step."""
        grid = self._page.grid
        if grid is None or not grid.model.may_edit:
            return
        top, _, bottom, _ = grid.view.selected()
        table = self._page.table
        rows = table.rows[top : bottom + 1]
        chosen = {one.place for one in rows}
        changes = tuple(
            Change(place=row, line=line, value=value)
            for (row, line), value in table.unconfirmed.items()
            if row in chosen and table.carried(row, line) is not None
        )
        if not changes:
            return
        names = rows[0].name if len(rows) == 1 else translate("Cadres", "{n} rows", n=len(rows))
        grid.apply(Deed(translate("Cadres", "confirm {rows}", rows=names), changes))
        self.follow()
        last = min(bottom + 1, len(self._page.table.rows) - 1)
        grid.view.go(last, 0)

    def give_up(self) -> None:
        """Nothing of the period before is shown any more."""
        self._keep(frozenset())

    def follow(self) -> None:
        """Say how many rows still wait."""
        book, grid = self._page.book, self._page.grid
        if book is None or grid is None:
            self.notice.hide()
            return
        table = self._page.table
        waiting = {at[0] for at in table.unconfirmed if table.carried(*at) is not None}
        period, _ = self._before()
        if waiting:
            self.notice.say(
                translate(
                    "Cadres",
                    "{n} rows are taken from {period} and not confirmed: they are not counted as "
                    "entered and are not sent. Look at each and press F9 to confirm it.",
                    n=len(waiting),
                    period=self._page.around.app.catalogue.period(period).title,
                )
            )
        self.notice.setVisible(bool(waiting) and book.may_edit)

    def _none(self, period: str) -> str:
        if not period:
            return translate("Cadres", "The catalogue has no period before this one.")
        title = self._page.around.app.catalogue.period(period).title
        _, figures = self._before()
        if not any(isinstance(value, int) for value in figures.values()):
            return translate("Cadres", "No figures of {period} on this PC.", period=title)
        return translate(
            "Cadres", "Every row that can be taken from {period} has figures already.", period=title
        )

    def _before(self) -> tuple[str, Mapping[At, CellValue]]:
        book = self._page.book
        return book.before(self._page.table) if book else ("", {})

    def _waiting(self, *, all_rows: bool = False) -> dict[At, CellValue]:
        """The stock of the period before where nothing is entered, in the rows that wait."""
        _, figures = self._before()
        table = self._page.table
        return {
            at: value
            for at, value in figures.items()
            if value is not None
            and at in table.lines
            and table.measure(at[0]) == "stock"
            and table.cell(*at).is_blank
            and (all_rows or at[0] in self._rows)
        }

    def _keep(self, rows: frozenset[str]) -> None:
        self._rows = rows
        if rows:
            self._drafts.put(PAGE, self._page.key, {"rows": sorted(rows)})
        else:
            self._drafts.drop(PAGE, self._page.key)
        self._lay()
        self.changed.emit()

    def _lay(self) -> None:
        grid, book = self._page.grid, self._page.book
        if grid is None or book is None:
            return
        table = self._page.table
        _, figures = self._before()
        table.unconfirmed = (
            {at: value for at, value in figures.items() if at[0] in self._rows}
            if (book.may_edit)
            else {}
        )
        grid.model.refresh({row.place for row in table.rows})
        self.follow()
