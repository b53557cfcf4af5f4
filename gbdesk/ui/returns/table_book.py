"""One return that is a table, between the grid and the service."""

from __future__ import annotations

from collections.abc import Mapping

from gbdesk.domain.cells import CellValue
from gbdesk.domain.forms import WHOLE
from gbdesk.services.beside import BEFORE, beside
from gbdesk.text import language, translate
from gbdesk.ui.grid.sheet import At
from gbdesk.ui.returns.book import ReturnBook
from gbdesk.ui.returns.table_sheet import TableSheet, column_of


class TableBook(ReturnBook):
    """Rows are groups of the form, columns what is told of each."""

    def where(self, place: str, line: str) -> tuple[str, str]:
        """The line of the return for a row and a column of the table."""
        for one in self._app.catalogue.form(self.form).entry_lines:
            if (one.group, column_of(one)) == (place, line):
                return WHOLE, one.id
        return WHOLE, line

    def spot(self, _place: str, line: str) -> tuple[str, str]:
        """The row and column of the table for a line of the return."""
        found = self._app.catalogue.form(self.form).indicator(line)
        return found.group, column_of(found)

    def words(self, count: int) -> str:
        """The word for so many rows."""
        several = language() != "vi" and count != 1
        return translate("Returns", "indicators") if several else translate("Returns", "indicator")

    def sheet(self) -> TableSheet:
        """The figures for the grid with those of the period before."""
        form = self._app.catalogue.form(self.form)
        then = beside(self._app.desk, self.form, self.period, self.office)
        return TableSheet(form, self.kept.cells, beside=then)

    def before(self, sheet: TableSheet) -> tuple[str, Mapping[At, CellValue]]:
        """The period before, empty where the catalogue has none, and its figures by row, column."""
        found = sheet.beside.get(BEFORE)
        return (found.period, found.figures) if found else ("", {})
