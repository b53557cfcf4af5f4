"""What a pasted block or a workbook would give: its columns as guessed, to be changed."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gbdesk.domain.catalogue_lines import Line
from gbdesk.services import own_lists
from gbdesk.services.list_reading import Block, fields
from gbdesk.text import translate
from gbdesk.ui import theme

SHOWN: Final = 100
WIDTH: Final = 810
LEAST: Final = 128


class Taking(QDialog):
    """Each column has a choice above it; nothing is taken over before the button is pressed."""

    def __init__(self, block: Block, *, holds: bool, may_replace: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Lists", "From Excel"))
        self._block = block
        self.choices = [self._choice(at) for at in range(block.width)]
        self.add = QRadioButton(translate("Lists", "After the lines there are"), self)
        self.replace = QRadioButton(translate("Lists", "Instead of the lines there are"), self)
        group = QButtonGroup(self)
        for radio in (self.add, self.replace):
            group.addButton(radio)
            radio.setVisible(holds and may_replace)
        self.add.setChecked(True)
        self.said = QLabel(self)
        self.said.setObjectName("aside")
        self.said.setWordWrap(True)
        self.take = QPushButton(self)
        self.take.setObjectName("primary")
        self.take.clicked.connect(self.accept)
        self._lay()
        self._changed()
        self.resize(theme.px(860), theme.px(470))

    def _choice(self, at: int) -> QComboBox:
        choice = QComboBox(self)
        choice.setAccessibleName(translate("Lists", "What column {number} is", number=at + 1))
        choice.addItem(translate("Lists", "(not needed)"), "")
        for name in fields(self._block.table):
            choice.addItem(own_lists.column_name(self._block.table, name), name)
        choice.setCurrentIndex(max(0, choice.findData(self._block.guess.get(at, ""))))
        choice.activated.connect(partial(self._only, choice))
        return choice

    def _lay(self) -> None:
        head = QLabel(
            translate("Lists", "The columns were guessed; change what is not right."), self
        )
        head.setObjectName("cardTitle")
        head.setWordWrap(True)
        cancel = QPushButton(translate("Lists", "Cancel"), self)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addWidget(self.replace)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.take)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(10)
        box.addWidget(head)
        box.addWidget(self._table(), 1)
        box.addWidget(self.said)
        box.addLayout(foot)

    def _table(self) -> QTableWidget:
        rows = self._block.rows[:SHOWN]
        table = QTableWidget(len(rows) + 1, self._block.width, self)
        table.setAccessibleName(translate("Lists", "What was read"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        headings = self._block.headings
        names = [
            headings[at]
            if at < len(headings) and headings[at]
            else translate("Lists", "Column {number}", number=at + 1)
            for at in range(self._block.width)
        ]
        table.setHorizontalHeaderLabels(names)
        table.verticalHeader().hide()
        table.setRowHeight(0, theme.px(40))
        for at, choice in enumerate(self.choices):
            table.setCellWidget(0, at, choice)
            table.setColumnWidth(at, theme.px(max(LEAST, WIDTH // self._block.width)))
            for row, cells in enumerate(rows, start=1):
                text = cells[at] if at < len(cells) else ""
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                table.setItem(row, at, item)
        table.horizontalHeader().setStretchLastSection(True)
        return table

    def _only(self, chosen: QComboBox, _at: int) -> None:
        """One column for each thing: the same elsewhere is let go."""
        for choice in self.choices:
            if choice is not chosen and choice.currentData() == chosen.currentData():
                choice.setCurrentIndex(0)
        self._changed()

    def _columns(self) -> dict[int, str]:
        return {at: str(choice.currentData()) for at, choice in enumerate(self.choices)}

    def lines(self) -> list[Line]:
        """The lines as the columns are chosen now."""
        return self._block.lines(self._columns())

    def _changed(self) -> None:
        named = "name" in self._columns().values()
        count = len(self.lines()) if named else 0
        self.take.setText(translate("Lists", "Take over {n} lines", n=count))
        self.take.setEnabled(bool(count))
        self.said.setText(
            translate("Lists", "Empty names and duplicates are marked in the list afterwards.")
            if named
            else translate("Lists", "Say which column holds the names.")
        )
