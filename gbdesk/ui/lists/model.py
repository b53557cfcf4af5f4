"""The lines of a list as a table that is typed into; the last line is empty and adds one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from gbdesk.domain.catalogue_faults import Fault, filled_in
from gbdesk.domain.catalogue_lines import (
    CLOSED,
    COLUMNS,
    ID,
    OFFICES,
    Line,
    is_blank,
    kind_of,
    office_kinds,
)
from gbdesk.domain.dates import parse_date, read_iso, short
from gbdesk.domain.names import nfc
from gbdesk.services import own_lists
from gbdesk.text import translate
from gbdesk.ui import theme
from gbdesk.ui.icons import icon

Index: TypeAlias = QModelIndex | QPersistentModelIndex
Today: TypeAlias = Callable[[], Any]
NO_PARENT: Final = QModelIndex()
KIND: Final = "kind"
NAMES: Final = ("name", "short")
STEPS: Final = 50


class LineModel(QAbstractTableModel):
    """`changed` after every change; the lines kept by the caller are changed in place.

    `renamed` comes before it, with the old and the new name of a line that others may name. With
    `closes`, lines of a release are never removed, they get a last day.
    """

    changed = Signal()
    renamed = Signal(str, str)

    def __init__(
        self,
        table: str,
        lines: list[Line],
        parent: QObject | None = None,
        *,
        closes: Today | None = None,
    ) -> None:
        super().__init__(parent)
        self.table, self.lines = table, lines
        self.columns = (*COLUMNS[own_lists.plain(table)], *((CLOSED,) if closes else ()))
        self._today = closes
        self._faults: dict[tuple[int, str], Fault] = {}
        self._before: list[list[Line]] = []

    # what is wrong
    def show_faults(self, found: Sequence[Fault]) -> None:
        """Mark these cells and no others."""
        mine = [one for one in found if one.table == self.table and one.row >= 0]
        self._faults = {}
        for one in mine:
            self._faults.setdefault((one.row, one.column), one)
        if self.lines:
            last = self.index(len(self.lines) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def fault_at(self, row: int, column: int) -> Fault | None:
        """What is wrong in a cell."""
        return self._faults.get((row, self.columns[column]))

    def fault_cells(self) -> list[tuple[int, int]]:
        """The cells with faults, from top to bottom."""
        return sorted((row, self.columns.index(name)) for row, name in self._faults)

    # what is done
    def take_in(self, lines: Sequence[Line], *, instead: bool) -> None:
        """Lines that were pasted: after those there are, or instead of them."""
        self._remember()
        self.beginResetModel()
        if instead:
            self.lines.clear()
        self.lines += [_tidied(line) for line in lines]
        self.endResetModel()
        self.changed.emit()

    def remove(self, rows: Sequence[int]) -> None:
        """Remove lines; those of a release get today as their last day."""
        self._remember()
        self.beginResetModel()
        for row in sorted(set(rows), reverse=True):
            if row >= len(self.lines):
                continue
            if self._today is not None and self.lines[row].get(ID):
                self.lines[row][CLOSED] = self._today().isoformat()
            else:
                del self.lines[row]
        self.endResetModel()
        self.changed.emit()

    def clear_cells(self, cells: Sequence[tuple[int, int]]) -> None:
        """Empty these cells, as one step."""
        self._remember()
        for row, column in cells:
            if row < len(self.lines):
                self.lines[row].pop(self.columns[column], None)
        self._told()

    def undo(self) -> bool:
        """Take the last step back; whether there was one."""
        if not self._before:
            return False
        self.beginResetModel()
        now, self.lines[:] = list(self.lines), self._before.pop()
        self.endResetModel()
        if len(now) == len(self.lines):
            for line, before in zip(now, self.lines, strict=True):
                for name in NAMES:
                    self._tell_renamed(name, line.get(name, ""), before.get(name, ""))
        self.changed.emit()
        return True

    def _tell_renamed(self, name: str, old: str, new: str) -> None:
        if self.table == OFFICES and name in NAMES and old and new and old != new:
            self.renamed.emit(old, new)

    def _remember(self) -> None:
        self._before.append([dict(line) for line in self.lines])
        del self._before[:-STEPS]

    def _told(self) -> None:
        if self.lines:
            last = self.index(len(self.lines) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.changed.emit()

    # Qt's names
    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """The lines and the empty one."""
        return 0 if parent.isValid() else len(self.lines) + 1

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell is typed into."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def choices(self, name: str) -> list[tuple[str, str]]:
        """What may be chosen in a column, label and content; empty where it is typed into."""
        return _kinds() if name == KIND else []

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names of columns, numbers of lines."""
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return own_lists.column_name(self.table, self.columns[section])
        if role == Qt.ItemDataRole.ToolTipRole:
            return own_lists.column_hint(self.table, self.columns[section]) or None
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows: what was written, else in grey what the program would fill in."""
        if not index.isValid():
            return None
        line = self.lines[index.row()] if index.row() < len(self.lines) else {}
        name = self.columns[index.column()]
        fault = self.fault_at(index.row(), index.column())
        if role == Qt.ItemDataRole.EditRole:
            return line.get(name, "") if self.choices(name) else self._written(line, name)
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.color(self._tone(line, name, fault))
        shown = self._written(line, name) or self._guessed(line, name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            shown = f"{own_lists.column_name(self.table, name)}: {shown}"
            return f"{shown}. {own_lists.fault_words(fault)}" if fault else shown
        if role == Qt.ItemDataRole.DisplayRole:
            return shown
        return _marked(fault, role) if fault else None

    def _tone(self, line: Line, name: str, fault: Fault | None) -> str:
        if fault:
            return "danger"
        over = self._today is not None and "" < line.get(CLOSED, "") < self._today().isoformat()
        return "text" if line.get(name) and not over else "text_3"

    def _written(self, line: Line, name: str) -> str:
        said = line.get(name, "")
        if name == KIND and (kind := office_kinds().get(said)):
            return kind.name
        if name == CLOSED and (day := read_iso(said)):
            return short(day)
        return said

    def _guessed(self, line: Line, name: str) -> str:
        return filled_in(line).get(name, "") if self.table == OFFICES else ""

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """What was typed; into the empty line it adds one."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        name, said = self.columns[index.column()], nfc(str(value or ""))
        row = index.row()
        line = self.lines[row] if row < len(self.lines) else {}
        kept = self._kept(name, said)
        if line.get(name, "") == kept:
            return False
        self._remember()
        if row == len(self.lines):
            self.beginInsertRows(NO_PARENT, row + 1, row + 1)
            self.lines.append({name: kept})
            self.endInsertRows()
        else:
            old, line[name] = line.get(name, ""), kept
            self._tell_renamed(name, old, kept)
        self._told()
        return True

    def _kept(self, name: str, said: str) -> str:
        if name == CLOSED and said and self._today is not None:
            day = parse_date(said, self._today())
            return day.isoformat() if day else said
        return said

    def is_empty(self) -> bool:
        """Whether no line says anything."""
        return all(is_blank(line, COLUMNS[own_lists.plain(self.table)]) for line in self.lines)


def _kinds() -> list[tuple[str, str]]:
    kinds = [(kind.name, kind.id) for kind in office_kinds().values()]
    return [(translate("Lists", "(from the name)"), ""), *kinds]


def _marked(fault: Fault, role: int) -> Any:
    """How a cell with a fault looks and what it says under the mouse."""
    if role == Qt.ItemDataRole.BackgroundRole:
        return theme.color("danger_tint")
    if role == Qt.ItemDataRole.DecorationRole:
        return icon("circle-alert-solid", "danger")
    return own_lists.fault_words(fault) if role == Qt.ItemDataRole.ToolTipRole else None


def _tidied(line: Line) -> Line:
    """A line that came in, with its kind as it is kept."""
    tidy = {name: nfc(text) for name, text in line.items()}
    if tidy.get(KIND) and (kind := kind_of(tidy[KIND])):
        tidy[KIND] = kind.id
    return tidy
