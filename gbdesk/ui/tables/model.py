"""A table model over ids: rows are fetched when they are shown and few are kept."""

from __future__ import annotations

from collections import OrderedDict
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

from gbdesk.domain.numbers import group
from gbdesk.ui.tables.columns import NUMBER, PILL, Column, Pill

Index: TypeAlias = QModelIndex | QPersistentModelIndex
Fetch: TypeAlias = Callable[[Sequence[int]], Sequence[Any]]

WINDOW: Final = 100
KEPT: Final = 2_000
DOWN: Final = "↓"
UP: Final = "↑"
FIRST_DOWN: Final = frozenset({"start", "changed"})
COLUMN: Final = Qt.ItemDataRole.UserRole
SHOWN: Final = Qt.ItemDataRole.UserRole + 1
KEY: Final = Qt.ItemDataRole.UserRole + 2
NO_PARENT: Final = QModelIndex()


class IdModel(QAbstractTableModel):
    """Keys in order; `fetch` gives the rows of some keys, in their order, without those gone.

    The model never sorts: it says that an order was asked, and the page asks the service.
    """

    sort_asked = Signal(str, bool)

    def __init__(
        self, columns: Sequence[Column], fetch: Fetch, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._fetch = fetch
        self._keys: Sequence[int] = ()
        self._places: dict[int, int] | None = None
        self._rows: OrderedDict[int, Any] = OrderedDict()
        self._order = ("", False)

    @property
    def keys(self) -> Sequence[int]:
        """The keys in the order shown."""
        return self._keys

    def show(self, keys: Sequence[int]) -> None:
        """Show these keys instead."""
        self.beginResetModel()
        self._keys, self._places = keys, None
        self._rows.clear()
        self.endResetModel()

    def show_order(self, by: str, *, descending: bool) -> None:
        """Mark the column whose order the rows are in."""
        self._order = (by, descending)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def place_of(self, key: int) -> int | None:
        """The row where a key stands."""
        if self._places is None:
            self._places = {known: at for at, known in enumerate(self._keys)}
        return self._places.get(key)

    def row(self, at: int) -> Any:
        """The row at a place, None where it is gone."""
        key = self._keys[at]
        if key not in self._rows:
            start = max(0, at - WINDOW // 2)
            window = list(self._keys[start : start + WINDOW])
            for row in self._fetch(window):
                self._rows[row.key] = row
            self._rows.setdefault(key, None)
            while len(self._rows) > KEPT:
                self._rows.popitem(last=False)
        return self._rows[key]

    # Qt's names
    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows, says and gives to the delegate."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == COLUMN:
            return column
        if role == KEY:
            return self._keys[index.row()]
        row = self.row(index.row())
        return None if row is None else _told(column, row, role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Titles of columns, numbers of rows for those who hear them."""
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole and column.order and column.order == self._order[0]:
            return f"{column.title} {DOWN if self._order[1] else UP}"
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return column.title
        return _side(column) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def ask_order(self, column: int) -> None:
        """Ask for the order of a column, or the other way round."""
        if by := self.columns[column].order:
            again = by == self._order[0]
            self.sort_asked.emit(by, not self._order[1] if again else by in FIRST_DOWN)


def _told(column: Column, row: object, role: int) -> Any:
    """What one cell says in one role."""
    found: Any = None
    match role:
        case Qt.ItemDataRole.DisplayRole:
            found = words_of(column, row)
        case Qt.ItemDataRole.TextAlignmentRole:
            found = _side(column)
        case Qt.ItemDataRole.ToolTipRole:
            found = column.tip(row) if column.tip else words_of(column, row)
        case Qt.ItemDataRole.AccessibleTextRole:
            found = f"{column.title}: {words_of(column, row)}"
        case x if x == SHOWN:
            found = column.show(row)
    return found


def _side(column: Column) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.is_right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def words_of(column: Column, row: object) -> str:
    """A cell as text."""
    shown = column.show(row)
    if isinstance(shown, Pill):
        return shown.text
    if isinstance(shown, int) and not isinstance(shown, bool) and column.kind in {NUMBER, PILL}:
        return group(shown)
    return "" if shown is None else str(shown)


def copied_words(column: Column, row: object) -> str:
    """A cell as a spreadsheet takes it: figures without group marks, no tabs or line breaks."""
    if column.copied:
        said = column.copied(row)
    else:
        shown = column.show(row)
        is_number = isinstance(shown, int) and not isinstance(shown, bool)
        said = str(shown) if is_number else words_of(column, row)
    return " ".join(said.split())
