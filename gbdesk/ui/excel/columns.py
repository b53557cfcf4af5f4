"""The second step: what each column is, as guessed and changeable, and what has to be asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gbdesk.domain.dates import short
from gbdesk.services.activity_columns import Question
from gbdesk.services.sheet_sources import Source
from gbdesk.services.sheet_tables import SheetTable
from gbdesk.sheets.workbook import CellContent, column_name
from gbdesk.text import say, translate
from gbdesk.ui.excel import words
from gbdesk.ui.forms.look import px
from gbdesk.ui.office.parts import Words

SHOWN: Final = 40
LEAST: Final = 152
MOST: Final = 288
ARROW: Final = 48
SAMPLE_LENGTH: Final = 60

Ask = Callable[[SheetTable, Mapping[int, str]], Sequence[Question]]


class ColumnsPart(QWidget):
    """`changed` when anything is said otherwise; `sheet_asked`, `encoding_asked` to read anew."""

    changed = Signal()
    sheet_asked = Signal(str)
    encoding_asked = Signal(str)

    def __init__(self, ask: Ask, offered: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._ask, self._offered = ask, offered
        self._taken: SheetTable | None = None
        self.choices: list[QComboBox] = []
        self.answers: dict[tuple[int, str], QComboBox] = {}
        self.name = Words("", "sideTitle", parent=self)
        self.sheets = self._combo(translate("Excel", "Sheet"))
        self.encodings = self._combo(translate("Excel", "Font"))
        for key, marked in words.ENCODINGS:
            self.encodings.addItem(say(marked), key)
        self.decoded = Words("", "fieldAside", wrap=True, parent=self)
        self.table = QTableWidget(self)
        self.table.setAccessibleName(translate("Excel", "What was read"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.asking = QGridLayout()
        self.asking.setColumnStretch(0, 1)
        self.sheets.activated.connect(self._sheet)
        self.encodings.activated.connect(self._encoding)
        self._lay()

    def _combo(self, name: str) -> QComboBox:
        made = QComboBox(self)
        made.setAccessibleName(name)
        return made

    def _lay(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.name)
        top.addWidget(self.sheets)
        top.addStretch(1)
        top.addWidget(self.encodings)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(top)
        box.addWidget(self.decoded)
        box.addWidget(self.table, 1)
        box.addLayout(self.asking)

    def show_table(self, source: Source, table: SheetTable, guess: Mapping[int, str]) -> None:
        """Show what was read and what its columns are taken for."""
        self._taken = table
        self.name.setText(source.name)
        self.sheets.clear()
        self.sheets.addItems(list(source.sheets))
        self.sheets.setCurrentText(table.sheet)
        self.sheets.setVisible(bool(source.sheets))
        self.decoded.setText("   ".join(_decoded(table)))
        self.decoded.setVisible(bool(table.decoded))
        self._fill(table, guess)
        self._say_anew()

    def columns(self) -> dict[int, str]:
        """Column to field, as chosen now."""
        chosen = {at: str(choice.currentData()) for at, choice in enumerate(self.choices)}
        return {at: field for at, field in chosen.items() if field}

    def answered(self) -> dict[int, dict[str, str]]:
        """The answers given, by column."""
        found: dict[int, dict[str, str]] = {}
        for (column, kind), combo in self.answers.items():
            if combo.currentData():
                found.setdefault(column, {})[kind] = str(combo.currentData())
        return found

    def unanswered(self) -> QComboBox | None:
        """The first question without an answer."""
        return next((one for one in self.answers.values() if not one.currentData()), None)

    def _fill(self, table: SheetTable, guess: Mapping[int, str]) -> None:
        rows = table.rows[:SHOWN]
        self.choices = []
        self.table.clear()
        self.table.setRowCount(len(rows) + 1)
        self.table.setColumnCount(table.width)
        letters = [column_name(table.first_column + at) for at in range(table.width)]
        self.table.setHorizontalHeaderLabels(
            [f"{letter} · {_title(table, at)}" for at, letter in enumerate(letters)]
        )
        for at in range(table.width):
            if head := self.table.horizontalHeaderItem(at):
                head.setToolTip(_title(table, at))
        self.table.setVerticalHeaderLabels(["", *(str(line.number) for line in rows)])
        self.table.setRowHeight(0, px(40))
        for at in range(table.width):
            choice = self._choice(at, guess.get(at, ""))
            self.choices.append(choice)
            self.table.setCellWidget(0, at, choice)
            self.table.setColumnWidth(at, self._width(at, choice))
            for row, line in enumerate(rows, start=1):
                text = shown(line.cell(at))
                item = QTableWidgetItem(text[:SAMPLE_LENGTH])
                item.setToolTip(text)
                self.table.setItem(row, at, item)

    def _width(self, at: int, choice: QComboBox) -> int:
        """Enough for the heading and for what the column is, within reason."""
        head = self.table.horizontalHeader().sectionSizeHint(at)
        said = choice.fontMetrics().horizontalAdvance(choice.currentText()) + px(ARROW)
        return min(max(px(LEAST), head, said), px(MOST))

    def _choice(self, at: int, field: str) -> QComboBox:
        choice = self._combo(translate("Excel", "What column {number} is", number=at + 1))
        choice.addItem(translate("Excel", "(left out)"), "")
        for key, name in self._offered:
            choice.addItem(name, key)
        choice.setCurrentIndex(max(0, choice.findData(field)))
        choice.activated.connect(partial(self._only, choice))
        return choice

    def _only(self, chosen: QComboBox, _at: int) -> None:
        """One column for each thing: the same elsewhere is let go."""
        for choice in self.choices:
            if choice is not chosen and choice.currentData() == chosen.currentData():
                choice.setCurrentIndex(0)
        self._say_anew()

    def _say_anew(self) -> None:
        """Ask what these columns need; answers given before stay."""
        if self._taken is None:
            return
        before = {key: str(combo.currentData() or "") for key, combo in self.answers.items()}
        while (item := self.asking.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.answers = {}
        for row, asked in enumerate(self._ask(self._taken, self.columns())):
            self._question(row, asked, before)
        self.changed.emit()

    def _question(self, row: int, asked: Question, before: Mapping[tuple[int, str], str]) -> None:
        key = (asked.column, asked.doubt.kind)
        text = words.question(asked.doubt, _title(self._taken, asked.column))
        combo = self._combo(text)
        combo.addItem(translate("Excel", "(choose)"), "")
        for option in asked.doubt.options:
            combo.addItem(words.answer(option), option)
        given = before.get(key) or asked.doubt.default
        combo.setCurrentIndex(max(0, combo.findData(given)))
        combo.activated.connect(self._answered)
        self.answers[key] = combo
        self.asking.addWidget(Words(text, wrap=True, parent=self), row, 0)
        self.asking.addWidget(combo, row, 1)

    def _answered(self, _at: int) -> None:
        self.changed.emit()

    def _sheet(self, _at: int) -> None:
        self.sheet_asked.emit(self.sheets.currentText())

    def _encoding(self, _at: int) -> None:
        self.encoding_asked.emit(str(self.encodings.currentData()))


def _decoded(table: SheetTable) -> list[str]:
    names = {key: say(marked) for key, marked in words.ENCODINGS}
    return [
        translate(
            "Excel",
            "{encoding}: “{before}” is read as “{after}”.",
            encoding=names[one.encoding],
            before=one.before[:SAMPLE_LENGTH],
            after=one.after[:SAMPLE_LENGTH],
        )
        for one in table.decoded
    ]


def _title(table: SheetTable | None, at: int) -> str:
    path = table.titles[at] if table is not None and at < table.width else ()
    return " / ".join(path) or translate("Excel", "Column {number}", number=at + 1)


def shown(cell: CellContent) -> str:
    """A cell as it is shown."""
    if isinstance(cell, bool):
        return "x" if cell else ""
    return short(cell) if isinstance(cell, date) else "" if cell is None else str(cell)
