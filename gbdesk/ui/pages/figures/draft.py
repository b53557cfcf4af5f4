"""A half-typed cell outlives a lock, a crash and a power cut."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from gbdesk.ui.forms.drafts import DraftKeeper, Drafts
from gbdesk.ui.grid.figure_grid import FigureGrid

PAGE = "figures"


class CellDraft(QObject):
    """Keeps what is being typed into the grid, and opens the cell with it again."""

    def __init__(self, drafts: Drafts, grid: FigureGrid, parent: QObject) -> None:
        super().__init__(parent)
        self._keeper = DraftKeeper(drafts, PAGE, self)
        self._grid, self._key = grid, ""
        grid.view.figures.typed.connect(self._touch)

    def open(self, key: str) -> None:
        """Another return is shown."""
        self._keeper.flush()
        self._key = key

    def restore(self) -> None:
        """Go on where typing ended."""
        found, grid = self._keeper.found(self._key), self._grid
        if not found or found.get("place") not in grid.sheet.row_numbers:
            return
        if found.get("line") in grid.sheet.form.by_id:
            grid.go_to_line(str(found["place"]), str(found["line"]))
            grid.view.begin(str(found["text"]))

    def drop(self) -> None:
        """The cell was left: its figure is kept."""
        self._keeper.drop(self._key)

    def flush(self) -> None:
        """Keep what was typed, now."""
        self._keeper.flush()

    def _touch(self, text: str) -> None:
        at = self._grid.view.at()
        if at is None:
            return
        payload = {
            "place": self._grid.sheet.rows[at[0]].place,
            "line": self._grid.model.columns[at[1]].id,
            "text": text,
        }

        def typed() -> dict[str, Any]:
            return payload

        self._keeper.touch(self._key, typed)
