"""Three lists one above the other, of which one shows: imports, refusals, the register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gbdesk.domain.catalogue import Catalogue
from gbdesk.text import translate
from gbdesk.ui.forms.parts import Foot
from gbdesk.ui.hub.listed import OFFICE, Line
from gbdesk.ui.hub.page import id_table
from gbdesk.ui.hub.parts import Empty, said
from gbdesk.ui.pages.history.rows import (
    CHOICES,
    import_columns,
    refusal_columns,
    track_columns,
)
from gbdesk.ui.tables.view import IdTable

TAKEN: Final = "taken"
REFUSED: Final = "refused"
TRACKS: Final = "tracks"


@dataclass(slots=True)
class _Held:
    """`wide` says that the columns have the room for these lines."""

    table: IdTable
    lines: dict[int, Line[Any]]
    wide: bool = True


class Lists(QFrame):
    """`chosen` with the line that has the caret, None where there is none."""

    chosen = Signal(object)

    def __init__(self, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.view = TAKEN
        columns = {
            TAKEN: import_columns(catalogue),
            REFUSED: refusal_columns(),
            TRACKS: track_columns(),
        }
        names = {
            TAKEN: translate("History", "Imports"),
            REFUSED: translate("History", "Files refused"),
            TRACKS: translate("History", "Register of packages"),
        }
        fetches = {TAKEN: self._taken, REFUSED: self._refused, TRACKS: self._tracks}
        self._held: dict[str, _Held] = {}
        self._empty, self._count = Empty("history", ""), said("", "footText")
        inner = QVBoxLayout(self)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.setSpacing(0)
        for view, fetch in fetches.items():
            table = id_table(columns[view], fetch, self)
            table.setAccessibleName(names[view])
            table.chosen.connect(self._chosen)
            self._held[view] = _Held(table, {})
            inner.addWidget(table, 1)
        inner.addWidget(self._empty, 1)
        foot = Foot(self)
        foot.say(self._count)
        inner.addWidget(foot)

    def table(self, view: str) -> IdTable:
        """The table of a view."""
        return self._held[view].table

    def count(self, view: str) -> int:
        """How many lines a view has."""
        return len(self._held[view].lines)

    def show_rows(self, view: str, rows: Mapping[int, Any], wanted: int = 0) -> None:
        """Fill one of the lists; the caret on the key wanted, or on the first."""
        held = self._held[view]
        held.lines = {key: Line(key=key, row=row) for key, row in rows.items()}
        held.table.show_keys(list(held.lines), current=wanted or None)
        held.wide = False
        if view != REFUSED and held.table.current_key() is None and held.lines:
            held.table.select_row(0)

    def choose(self, view: str) -> None:
        """Show one of the lists."""
        self.view = view
        count = self.count(view)
        for name, held in self._held.items():
            held.table.setVisible(name == view and count > 0)
        self._widen(self._held[view])
        self._empty.setVisible(not count)
        self._empty.say(_empty_words(view))
        self._count.setText(_count_words(view, count))
        self.chosen.emit(self.row(view))

    def _widen(self, held: _Held) -> None:
        """Measure what is shown only: of hundreds of packages that is most of the work."""
        if not held.wide:
            held.table.make_room(OFFICE, CHOICES)
            held.wide = True

    def row(self, view: str = "") -> Any:
        """What the line with the caret is about, None where there is none."""
        held = self._held[view or self.view]
        key = held.table.current_key()
        return held.lines[key].row if key is not None and key in held.lines else None

    def _chosen(self, _key: object) -> None:
        self.chosen.emit(self.row())

    def _taken(self, keys: Sequence[int]) -> Sequence[Line[Any]]:
        return self._lines(TAKEN, keys)

    def _refused(self, keys: Sequence[int]) -> Sequence[Line[Any]]:
        return self._lines(REFUSED, keys)

    def _tracks(self, keys: Sequence[int]) -> Sequence[Line[Any]]:
        return self._lines(TRACKS, keys)

    def _lines(self, view: str, keys: Sequence[int]) -> Sequence[Line[Any]]:
        lines = self._held[view].lines
        return [lines[key] for key in keys if key in lines]


def _empty_words(view: str) -> str:
    if view == TAKEN:
        return translate(
            "History", "Nothing was taken in yet. Packages come in on the import page."
        )
    if view == REFUSED:
        return translate("History", "No file was refused.")
    return translate("History", "No computer of a unit is registered yet.")


def _count_words(view: str, count: int) -> str:
    if view == TAKEN:
        return translate("History", "{n} imports", n=count)
    if view == REFUSED:
        return translate("History", "{n} files refused", n=count)
    return translate("History", "{n} registered computers", n=count)
