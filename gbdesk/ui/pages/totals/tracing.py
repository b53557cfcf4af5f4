"""Where a figure comes from: asked while the mouse rests on it, and when it is chosen."""

from __future__ import annotations

from gbdesk.domain.crosstab_told import TOTAL, cell_notes
from gbdesk.services.crosstabs import SourceRow
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.pages.totals.sheet import Sheet, head_words
from gbdesk.ui.pages.totals.side import Side
from gbdesk.ui.pages.totals.views import View

At = tuple[str, str]


class Tracing:
    """Sources of the figures of one view, each asked for once; hidden figures have none."""

    def __init__(self, around: Around, side: Side) -> None:
        self._around, self._side = around, side
        self.view: View | None = None
        self.known: dict[At, tuple[SourceRow, ...]] = {}

    def tip(self, sheet: Sheet, row: int, column: int) -> str:
        """What has to be said of a cell; its source too where it is known already."""
        at = _at(sheet, row, column)
        if at is None:
            return ""
        told = sheet.shown.get(at)
        if told is not None and told.hidden:
            return translate("Totals", "Hidden here; full figures show it.")
        notes = list(cell_notes(sheet.cell(row, column)))
        if (known := self.known.get(at)) is not None:
            notes.append(source_words(known))
        return "\n".join([self._title(at), *notes])

    def chosen(self, sheet: Sheet, row: int, column: int) -> None:
        """Tell the source of a cell beside the table."""
        if (at := _at(sheet, row, column)) is not None:
            self._ask(at, shows=True)

    def hovered(self, sheet: Sheet, row: int, column: int) -> None:
        """Learn the source of a cell for its next tip."""
        if (at := _at(sheet, row, column)) is not None and at not in self.known:
            self._ask(at, shows=False)

    def tile_chosen(self, place: str) -> None:
        """Tell the source of a unit on the map."""
        self._ask((place, ""), shows=True)

    def to_history(self, office: str) -> None:
        """Open the imports of an office."""
        self._around.go("history", office=office)

    def _ask(self, at: At, *, shows: bool) -> None:
        view, app = self.view, self._around.app
        if view is None:
            return
        told, table = view.shown.get(at), view.crossed.table
        if told is None or told.hidden:
            if shows:
                self._side.show_source(self._title(at), (), None)
            return
        is_total = at[0] == TOTAL and bool(table.totals)
        notes = cell_notes(table.totals.get(at[1]) if is_total else table.cells.get(at))

        def found(rows: tuple[SourceRow, ...]) -> None:
            if self.view is view:
                self.known[at] = rows
                if shows:
                    self._side.show_source(self._title(at), notes, rows)

        self._around.read(lambda _progress: app.crosstabs.sources(view.crossed, *at), found)

    def _title(self, at: At) -> str:
        if self.view is None:
            return ""
        table = self.view.crossed.table
        names = {one.id: head_words(one) for one in (*table.rows, *table.columns)}
        row = names.get(at[0], "") if at[0] else translate("Crosstab", "Total")
        return f"{row} – {names.get(at[1], '')}" if at[1] else row


def _at(sheet: Sheet, row: int, column: int) -> At | None:
    """Row and column of a figure; none of a difference or of what nobody owes."""
    if sheet.cell(row, column) is None:
        return None
    return sheet.rows[row].id, sheet.columns[column].id


def source_words(rows: tuple[SourceRow, ...]) -> str:
    """Where a figure comes from on one line."""
    if not rows:
        return translate("Totals", "Nothing came for it yet.")
    if len(rows) == 1:
        one = rows[0]
        return translate("Totals", "Source: {name}, {words}", name=one.name, words=one.words)
    return translate("Totals", "{n} sources; choose the figure to see them.", n=len(rows))
