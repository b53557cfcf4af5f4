"""A half-typed cell outlives a lock, a crash and a power cut."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractItemDelegate, QWidget

from gbdesk.domain.cells import CellValue
from gbdesk.services.labels import ROW, value_label
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.drafts import DraftKeeper
from gbdesk.ui.grid.figure_grid import FigureGrid

PAGE = "figures"


class CellDraft(QObject):
    """Keeps what is being typed into the grid, and opens the cell with it again."""

    def __init__(self, around: Around, grid: FigureGrid, parent: QObject) -> None:
        super().__init__(parent)
        self._around, self._keeper = around, DraftKeeper(around.app.store.drafts, PAGE, self)
        self._grid, self._key = grid, ""
        grid.view.figures.typed.connect(self._touch)
        grid.view.figures.closeEditor.connect(self._closed)

    def open(self, key: str) -> None:
        """Another return is shown."""
        self._keeper.flush()
        self._key = key

    def restore(self) -> None:
        """Go on where typing ended."""
        found, grid = self._keeper.found(self._key), self._grid
        if not found or found.get("place") not in grid.sheet.row_numbers:
            return
        place, line = str(found["place"]), str(found["line"])
        if line in grid.sheet.form.by_id:
            grid.go_to_line(place, line)
            grid.view.begin(str(found["text"]))
            self._compare(found, line, grid.sheet.cell(place, line).value)

    def _compare(self, found: dict[str, Any], line: str, now: CellValue) -> None:
        """Say so where the cell is not what it was when one typed."""
        if now == found.get("seen", now):
            return
        words = translate(
            "Figures",
            "Somebody else changed this figure meanwhile. It says now: {value}. Esc keeps that.",
            value=value_label(self._around.app.catalogue, ROW, line, now),
        )
        self._around.tell(words)

    def drop(self) -> None:
        """The cell was left: its figure is kept."""
        self._keeper.drop(self._key)

    def hold(self) -> None:
        """Close the cell and keep no figure of it: what is half typed stays a draft."""
        figures = self._grid.view.figures
        if figures.editor is not None:
            figures.closeEditor.emit(figures.editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def flush(self) -> None:
        """Keep what was typed, now."""
        self._keeper.flush()

    def _closed(self, _editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        if hint == QAbstractItemDelegate.EndEditHint.RevertModelCache:
            self.drop()  # given up with Esc

    def _touch(self, text: str) -> None:
        at = self._grid.view.at()
        if at is None:
            return
        place, line = self._grid.sheet.rows[at[0]].place, self._grid.model.columns[at[1]].id
        seen = self._grid.sheet.cell(place, line).value
        payload = {"place": place, "line": line, "text": text, "seen": seen}

        def typed() -> dict[str, Any]:
            return payload

        self._keeper.touch(self._key, typed)
