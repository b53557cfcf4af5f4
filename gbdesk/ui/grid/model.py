"""The table model of the grid: one tab of a sheet, and the rows of totals below it."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any, Final, TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from gbdesk.domain.cells import UNKNOWN, Cell
from gbdesk.domain.forms import Indicator
from gbdesk.domain.numbers import group
from gbdesk.domain.rules import ERROR, WARNING
from gbdesk.text import mark, say, translate
from gbdesk.ui.grid.sheet import CHANGED, SENT, Change, Row, Sheet
from gbdesk.ui.grid.typed import copy_figure, show_figure

Index: TypeAlias = QModelIndex | QPersistentModelIndex

CELL: Final = Qt.ItemDataRole.UserRole
SEVERITY: Final = Qt.ItemDataRole.UserRole + 1
GHOST: Final = Qt.ItemDataRole.UserRole + 2
SENDING: Final = Qt.ItemDataRole.UserRole + 3
CARRIED: Final = Qt.ItemDataRole.UserRole + 4
NO_PARENT: Final = QModelIndex()
_SENDING: Final = {
    SENT: mark("Grid", "sent as it stands"),
    CHANGED: mark("Grid", "changed since it was sent; the next package brings it"),
}
Words: TypeAlias = Callable[[int], str]


def several(_count: int) -> str:
    """The word for places until a sheet brings its own."""
    return translate("Grid", "places")


class GridModel(QAbstractTableModel):
    """Rows are places, columns the indicators of one tab; `typed` asks for a figure to be set."""

    typed = Signal(int, int, str)

    def __init__(self, sheet: Sheet, tab: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self.columns: tuple[Indicator, ...] = sheet.columns(tab)
        self.may_edit = True
        self.compared = ""

    def compare(self, which: str) -> None:
        """Show the figures of an earlier period small in the cells, or none."""
        self.compared = which
        corners = self.index(0, 0), self.index(len(self.sheet.rows) - 1, len(self.columns) - 1)
        self.dataChanged.emit(*corners)

    def show(self, sheet: Sheet, tab: str) -> None:
        """Show another sheet or tab."""
        self.beginResetModel()
        self.sheet, self.columns = sheet, sheet.columns(tab)
        self.endResetModel()

    def row(self, number: int) -> Row:
        """One row."""
        return self.sheet.rows[number]

    def cell(self, index: Index) -> Cell:
        """The figure at an index."""
        return self.sheet.cell(self.row(index.row()).place, self.columns[index.column()].id)

    def columns_of(self, lines: Container[str]) -> list[int]:
        """Where these lines stand on this tab."""
        return [at for at, line in enumerate(self.columns) if line.id in lines]

    def change(self, row: int, column: int, value: Any, note: str | None = None) -> Change:
        """A change of one cell of this tab."""
        return Change(
            place=self.row(row).place, line=self.columns[column].id, value=value, note=note
        )

    def refresh(self, places: set[str]) -> None:
        """Paint these rows again."""
        for number in sorted(self.sheet.row_numbers[place] for place in places):
            left, right = self.index(number, 0), self.index(number, len(self.columns) - 1)
            self.dataChanged.emit(left, right)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, number, number)

    # Qt's names
    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell may be chosen; those of an own open return edited."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.may_edit and index.isValid() else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows and says."""
        if not index.isValid():
            return None
        place, line = self.row(index.row()).place, self.columns[index.column()].id
        found: Any = None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                found = show_figure(self.sheet.cell(place, line).value)
            case Qt.ItemDataRole.EditRole:
                found = copy_figure(self.sheet.cell(place, line).value)
            case Qt.ItemDataRole.AccessibleTextRole:
                found = self._spoken(index)
            case Qt.ItemDataRole.ToolTipRole:
                found = self._tip(place, line)
            case x if x == CELL:
                found = self.sheet.cell(place, line)
            case x if x == SEVERITY:
                found = self.sheet.severity(place, line)
            case x if x == GHOST:
                found = show_figure(self.sheet.then(self.compared, place, line))
            case x if x == CARRIED:
                found = show_figure(self.sheet.carried(place, line))
        return found

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """What was typed into a cell."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not self.may_edit:
            return False
        self.typed.emit(index.row(), index.column(), str(value))
        return True

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Names of places and short labels of indicators."""
        if orientation == Qt.Orientation.Vertical:
            return self._head(self.row(section), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].name
        if role == Qt.ItemDataRole.ToolTipRole:
            line = self.columns[section]
            return translate(
                "Grid", "{no} {label} ({unit})", no=line.no, label=line.title, unit=line.unit
            )
        return None

    def _head(self, row: Row, role: int) -> Any:
        """The name of a row, and whether it is as it was sent."""
        if role == SENDING:
            return self.sheet.sending(row.place)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            said = _SENDING.get(self.sheet.sending(row.place))
            return f"{row.name} – {say(said)}" if said else row.name
        return None

    def _tip(self, place: str, line: str) -> str:
        said = [problem.text for problem in self.sheet.problems_at(place, line)]
        if note := self.sheet.cell(place, line).note:
            said.append(translate("Grid", "Note: {note}", note=note))
        return "\n".join(said)

    def _spoken(self, index: Index) -> str:
        place, line = self.row(index.row()), self.columns[index.column()]
        cell, severity = self.cell(index), self.sheet.severity(place.place, line.id)
        value = show_figure(cell.value)
        carried = self.sheet.carried(place.place, line.id)
        if carried is not None:
            value = translate("Grid", "{value}, not confirmed", value=show_figure(carried))
        elif cell.value is None:
            value = translate("Grid", "not entered")
        elif cell.value == UNKNOWN:
            value = translate("Grid", "no information")
        elif not isinstance(cell.value, int):
            value = translate("Grid", "does not apply")
        group_name = self.sheet.form.group(line.group).name if line.group else ""
        said = [f"{place.name}, {group_name} {line.name}: {value}"]
        if severity == ERROR:
            said.append(translate("Grid", "error"))
        elif severity == WARNING:
            said.append(translate("Grid", "to be looked at"))
        if cell.note:
            said.append(translate("Grid", "has a note"))
        return ", ".join(said)


class TotalsModel(QAbstractTableModel):
    """Two rows below the grid: the sums with what they cover, and the same period last year."""

    def __init__(self, grid: GridModel, tab: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grid, self._tab = grid, tab
        self.words: Words = several
        self.last_year = ""

    def show(self, tab: str, *, words: Words, last_year: str) -> None:
        """Follow the grid to another sheet or tab."""
        self.beginResetModel()
        self._tab, self.words, self.last_year = tab, words, last_year
        self.endResetModel()

    def refresh(self) -> None:
        """Paint the sums again."""
        if self.columnCount():
            self.dataChanged.emit(self.index(0, 0), self.index(0, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, 0)

    # Qt's names
    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """The sums, and last year where it is known."""
        return 0 if parent.isValid() else 1 + bool(self.last_year)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """As many as the grid."""
        return 0 if parent.isValid() else len(self._grid.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Sums, and in the tip what they cover."""
        if not index.isValid():
            return None
        line = self._grid.columns[index.column()]
        if index.row() == 1:
            before = self._grid.sheet.totals_before.get(line.id)
            shown = role == Qt.ItemDataRole.DisplayRole and before is not None
            return group(before) if shown and before is not None else None
        summed = self._grid.sheet.total(line.id)
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if summed.value is None else group(summed.value)
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return translate(
                "Grid",
                "{line}: {value}, the sum of {covered} of {of} {words}",
                line=line.name,
                value="–" if summed.value is None else group(summed.value),
                covered=summed.covered,
                of=summed.of,
                words=self.words(summed.of),
            )
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """`Cộng (10/12 xã)` and `Cùng kỳ 2023`."""
        if orientation != Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 1:
            return self.last_year
        least, most, of = self._grid.sheet.coverage(self._tab)
        covered = str(most) if least == most else f"{least}–{most}"
        return translate(
            "Grid", "Total ({covered}/{of} {words})", covered=covered, of=of, words=self.words(of)
        )
