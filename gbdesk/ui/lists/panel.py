"""A list with its buttons: paste, open a workbook, remove, undo; and what has to be mended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gbdesk.domain.catalogue_faults import Fault
from gbdesk.domain.catalogue_lines import PLACES, Line
from gbdesk.domain.refusals import Refused
from gbdesk.services import list_reading, own_lists
from gbdesk.services.list_reading import Block
from gbdesk.text import translate
from gbdesk.ui import dialogs, errors
from gbdesk.ui.grid.block import read_block
from gbdesk.ui.grid.clipboard import pasted_text
from gbdesk.ui.icons import icon
from gbdesk.ui.lists.model import LineModel, Today
from gbdesk.ui.lists.table import LineTable
from gbdesk.ui.lists.taking import Taking

FIRST: Final = 3


class ListPanel(QWidget):
    """`changed` when the lines changed; the caller says what is wrong with `show_faults`."""

    changed = Signal()

    def __init__(
        self,
        table: str,
        lines: list[Line],
        parent: QWidget | None = None,
        *,
        closes: Today | None = None,
        model: LineModel | None = None,
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self.model = model or LineModel(table, lines, self, closes=closes)
        self.table = LineTable(self.model, self)
        self.table.setAccessibleName(name or _list_name(table))
        self._closes = closes is not None
        self._rest: list[Fault] = []
        self.paste = self._button("clipboard-paste", translate("Lists", "Paste from Excel"))
        self.open = self._button("folder-open", translate("Lists", "Open a workbook…"))
        self.remove = self._button("trash-2", _removing(closes=self._closes))
        self.undo = self._button("undo-2", translate("Lists", "Undo"))
        self.said = QLabel(self)
        self.said.setObjectName("aside")
        self.said.setWordWrap(True)
        self.next = self._button("arrow-right", translate("Lists", "Next problem (F8)"))
        self._lay()
        self.paste.clicked.connect(self.ask_paste)
        self.open.clicked.connect(self._ask_open)
        self.remove.clicked.connect(self._remove)
        self.undo.clicked.connect(self.model.undo)
        self.next.clicked.connect(self.to_next)
        self.table.paste_asked.connect(self.ask_paste)
        self.table.next_asked.connect(self.to_next)
        self.model.changed.connect(self.changed)
        self.setFocusProxy(self.table)

    def _button(self, picture: str, words: str) -> QPushButton:
        made = QPushButton(icon(picture, "text"), f" {words}", self)
        made.setAccessibleName(words)
        return made

    def _lay(self) -> None:
        row = self.bar = QHBoxLayout()
        row.setSpacing(8)
        for part in (self.paste, self.open, self.remove, self.undo):
            row.addWidget(part)
        row.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addWidget(self.next)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(row)
        box.addWidget(self.table, 1)
        box.addLayout(foot)

    # what is wrong
    def show_faults(self, found: Sequence[Fault]) -> None:
        """Mark the cells and say how many there are; the rest of the list stands in words."""
        mine = [one for one in found if one.table == self.model.table]
        self.model.show_faults(mine)
        self._rest = [one for one in mine if one.row < 0]
        cells = self.model.fault_cells()
        parts = [own_lists.fault_words(one) for one in self._rest[:FIRST]]
        if cells:
            parts.insert(0, translate("Lists", "{n} cells have to be mended.", n=len(cells)))
        lines = len(self.model.lines)
        self.said.setText(
            " ".join(parts) or translate("Lists", "{n} lines, all in order.", n=lines)
        )
        self.said.setProperty("tone", "danger" if parts else "")
        self.next.setVisible(bool(cells))

    def to_first(self) -> None:
        """To the first cell with a fault."""
        self.table.clearSelection()
        self.table.setCurrentIndex(QModelIndex())
        self.to_next()

    def to_next(self, backwards: object = None) -> None:
        """To the next cell with a fault, round and round."""
        cells = self.model.fault_cells()
        if not cells:
            return
        now = (self.table.currentIndex().row(), self.table.currentIndex().column())
        if backwards is True:
            wanted = next((one for one in reversed(cells) if one < now), cells[-1])
        else:
            wanted = next((one for one in cells if one > now), cells[0])
        self.table.go_to(*wanted)
        fault = self.model.fault_at(*wanted)
        if fault is not None:
            self.said.setText(own_lists.fault_words(fault))

    # what comes in
    def ask_paste(self) -> None:
        """What is on the clipboard; one cell goes into the cell the caret is on."""
        cells = read_block(pasted_text())
        if len(cells) == 1 and len(cells[0]) == 1 and self.table.currentIndex().isValid():
            self.model.setData(self.table.currentIndex(), cells[0][0])
            return
        table = self.model.table
        self._take(lambda: list_reading.read_text_block(table, cells))

    def _ask_open(self) -> None:
        title = translate("Lists", "Workbook with the list")
        file = dialogs.ask_file(self, title, list_reading.ENDINGS)
        if file is not None:
            self.take_file(file)

    def take_file(self, file: Path) -> None:
        """Look at a workbook and ask what its columns are."""
        self._take(lambda: list_reading.read_workbook(self.model.table, file))

    def _take(self, read: Callable[[], Block]) -> None:
        try:
            block = read()
        except Refused as refused:
            self.said.setText(errors.in_words(refused).text)
            return
        asked = Taking(
            block,
            holds=not self.model.is_empty(),
            may_replace=not self._closes,
            parent=self.window(),
        )
        if asked.exec() == Taking.DialogCode.Accepted:
            self.model.take_in(asked.lines(), instead=asked.replace.isChecked())

    def _remove(self) -> None:
        self.model.remove(self.table.rows_chosen())


def _list_name(table: str) -> str:
    if table == PLACES:
        return translate("Lists", "Communes")
    return translate("Lists", "Units that report")


def _removing(*, closes: bool) -> str:
    if closes:
        return translate("Lists", "Close or remove")
    return translate("Lists", "Remove lines")
