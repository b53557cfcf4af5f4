"""The heading of a sheet: which rows name its columns, with cells that reach over several."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from gbdesk.domain.names import fold
from gbdesk.sheets.workbook import CellContent, Sheet

HEADING_ROWS: Final = 25
DEEPEST: Final = 4
Known: TypeAlias = Callable[[tuple[str, ...]], str]
_NUMBERED: Final = re.compile(r"\(?([0-9]{1,3}|[A-Za-z])\)?")


def plain(heading: str) -> str:
    """A heading for comparing: folded, only letters and digits."""
    return re.sub(r"[^a-z0-9]+", " ", fold(heading)).strip()


class Heads:
    """Looks for the rows of headings: those that name most columns, as few rows as that takes."""

    def __init__(self, sheet: Sheet, rows: Sequence[tuple[CellContent, ...]], width: int) -> None:
        self._sheet, self._rows, self._width = sheet, rows, width
        self._spread: dict[tuple[int, int], str] = {}
        for merged in sheet.merged:
            self._reach(*merged)

    def find(self, known: Known) -> tuple[int, int, int]:
        """First and last row of the heading, and the row below it; last is -1 without one."""
        best, most = (0, -1), 0
        above = self._rows[: HEADING_ROWS + DEEPEST]
        for depth in range(DEEPEST):
            for first in range(min(HEADING_ROWS, len(self._rows) - depth)):
                if not all(map(_may_be_heading, above[first : first + depth + 1])):
                    continue
                names = {known(path) for path in self.titles(first, first + depth)} - {""}
                if len(names) > most:
                    best, most = (first, first + depth), len(names)
        if most < min(2, self._width):
            return 0, -1, 0
        return (*best, self._below(best[1]))

    def titles(self, first: int, last: int) -> tuple[tuple[str, ...], ...]:
        """The heading of each column from top to bottom, each text once."""
        found = []
        for column in range(self._width):
            path = [self._text(row, column, last) for row in range(first, last + 1)]
            found.append(tuple(dict.fromkeys(text for text in path if text)))
        return tuple(found)

    def _reach(self, top: int, left: int, bottom: int, right: int) -> None:
        """Put the text of merged cells into each of them."""
        row, column = top - self._sheet.first_row, left - self._sheet.first_column
        text = self._own(row, column) if row >= 0 and column >= 0 else ""
        if not text or row > HEADING_ROWS + DEEPEST or bottom - top > HEADING_ROWS:
            return
        for one in range(row, bottom - self._sheet.first_row + 1):
            for other in range(column, min(self._width, right - self._sheet.first_column + 1)):
                self._spread[one, other] = text

    def _own(self, row: int, column: int) -> str:
        cells = self._rows[row] if row < len(self._rows) else ()
        cell = cells[column] if column < len(cells) else None
        return cell if isinstance(cell, str) else ""

    def _text(self, row: int, column: int, last: int) -> str:
        """What stands over a column; without merged cells a head reaches over the blanks after."""
        text = self._spread.get((row, column)) or self._own(row, column)
        if text or row == last or self._sheet.merged or not self._own(row + 1, column):
            return text
        left = column - 1
        while left >= 0 and not self._own(row, left) and self._own(row + 1, left):
            left -= 1
        return self._own(row, left) if left >= 0 and self._own(row + 1, left) else ""

    def _below(self, last: int) -> int:
        """The next row, past one that only numbers the columns: `A B 1 2 3`, `(1) (2) (3)`."""
        if last + 1 >= len(self._rows):
            return last + 1
        cells = [cell for cell in self._rows[last + 1] if cell is not None]
        found = [_NUMBERED.fullmatch(str(cell)) for cell in cells]
        digits = [int(one[1]) for one in found if one and one[1].isdigit()]
        if len(cells) < 3 or not all(found) or not digits or digits[0] > 4:
            return last + 1
        steady = digits == list(range(digits[0], digits[0] + len(digits)))
        return last + 2 if steady else last + 1


def _may_be_heading(row: Sequence[CellContent]) -> bool:
    return all(cell is None or isinstance(cell, str) for cell in row)
