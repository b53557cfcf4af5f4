"""What is wrong in a row, told below the grid with what could mend it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gbdesk.ui.grid.sheet import Row, Sheet
from gbdesk.ui.grid.side import ProblemBox

MOST: Final = 2


class ProblemStrip(QWidget):
    """The problems of the row with the caret, else the first of another row; else nothing."""

    fix_asked = Signal(str, object)
    go_asked = Signal(str, str)
    note_asked = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.may_fix = True
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 8, 18, 0)
        self._box.setSpacing(6)
        self.hide()

    def follow(self, sheet: Sheet, row: Row) -> None:
        """Tell of this row."""
        while (item := self._box.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        gaps = sheet.gaps()
        every = (*gaps.errors, *gaps.warnings)
        mine = [one for one in every if one[0] == row]
        for where, problem in (mine or every[:1])[:MOST]:
            cells = (sheet.cell(where.place, line) for line in problem.lines)
            note = next((cell.note for cell in cells if cell.note), "")
            said = (sheet.explain(where, problem), note, sheet.weight(where.place, problem))
            box = ProblemBox(where, problem, said, elsewhere=where != row, may_fix=self.may_fix)
            box.fix_asked.connect(self.fix_asked)
            box.go_asked.connect(self.go_asked)
            box.note_asked.connect(self.note_asked)
            self._box.addWidget(box)
        self.setVisible(bool(every))
