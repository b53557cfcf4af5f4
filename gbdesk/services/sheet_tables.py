"""A sheet as a table: its heading found, old fonts decoded, total rows set apart.

What is no row of the table (titles above it, numbers of columns, repeated headings, parts with one
cell) is left out; parts are counted, so that it can be told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gbdesk.domain import legacy
from gbdesk.domain.names import nfc
from gbdesk.services.progress import Progress, Silent
from gbdesk.services.sheet_heading import Heads, Known, plain
from gbdesk.sheets.workbook import CellContent, Sheet, column_name

SAMPLE: Final = 400
STEP: Final = 500

_TOTAL: Final = re.compile(
    r"(tong|cong|tong cong|tong so|cong chung|total|sum|grand total)"
    r"( (toan|ca|cua) (huyen|tinh|xa|phuong|thi xa|thi tran|thanh pho|khu vuc|don vi).{0,40})?"
)
_PART: Final = re.compile(r"([IVX]{1,5}|[A-H])[.)]?")
_COUNTED: Final = frozenset({"stt", "tt", "so tt", "so thu tu", "no"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row with its number as the spreadsheet shows it."""

    number: int
    cells: tuple[CellContent, ...]

    def cell(self, column: int) -> CellContent:
        """A cell by its column from 0; None beyond the end."""
        return self.cells[column] if column < len(self.cells) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """One text that was written in an old font: before and after."""

    encoding: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTable:
    """`titles` is the heading of each column from top to bottom; `hidden` rows are in `rows` too.

    `lone` are rows that only name a part. `unstored` are cells (row number, column from 0) with a
    formula whose result is not in the file.
    """

    sheet: str
    titles: tuple[tuple[str, ...], ...]
    rows: tuple[Line, ...]
    totals: tuple[Line, ...] = ()
    hidden: frozenset[int] = frozenset()
    lone: tuple[int, ...] = ()
    decoded: tuple[Decoded, ...] = ()
    unstored: frozenset[tuple[int, int]] = frozenset()
    first_column: int = 1
    has_heading: bool = True

    @property
    def width(self) -> int:
        """How many columns."""
        return len(self.titles)

    def column(self, at: int) -> Iterator[CellContent]:
        """The cells of a column from top to bottom."""
        return (line.cell(at) for line in self.rows)


def table_of(
    sheet: Sheet, known: Known, encoding: str = "", *, progress: Progress | None = None
) -> SheetTable:
    """Read a sheet as a table; `known` names the field of a heading, `""` where it is none.

    `encoding` is how text is to be read where a person said it; else it is found out.

    Raises:
        Cancelled: the person asked to stop.
    """
    told = progress or Silent()
    width = max((len(row) for row in sheet.rows), default=0)
    decoding = _Decoding(sheet, width, encoding)
    rows = []
    for at, row in enumerate(sheet.rows):
        if at % STEP == 0:
            told.step(at, len(sheet.rows))
        rows.append(decoding.row(at, row))
    heads = Heads(sheet, rows, width)
    first, last, below = heads.find(known)
    titles = heads.titles(first, last) if last >= 0 else ((),) * width
    sorting = _Sorting(titles, sheet)
    for at, cells in enumerate(rows[below:], start=below):
        sorting.add(at, cells)
    return SheetTable(
        sheet=sheet.name,
        titles=titles,
        rows=tuple(sorting.rows),
        totals=tuple(sorting.totals),
        hidden=sheet.looks.hidden & {line.number for line in sorting.rows},
        lone=tuple(sorting.lone),
        decoded=tuple(decoding.samples.values()),
        unstored=frozenset((row, at - sheet.first_column) for row, at in sheet.looks.unstored),
        first_column=sheet.first_column,
        has_heading=last >= 0,
    )


def is_total(text: str) -> bool:
    """Whether a row that begins so holds sums."""
    return bool(_TOTAL.fullmatch(plain(text)))


def left_out(table: SheetTable, taken: Container[int]) -> tuple[str, ...]:
    """The columns that say something and are not taken: letter and heading.

    A column that only counts the rows says nothing.
    """
    return tuple(
        " ".join((column_name(table.first_column + at), " / ".join(path))).strip()
        for at, path in enumerate(table.titles)
        if at not in taken
        and not (path and plain(path[-1]) in _COUNTED)
        and any(cell is not None for cell in table.column(at))
    )


class _Decoding:
    """Turns text of old fonts into Unicode: by the font of the cell, else by the column."""

    def __init__(self, sheet: Sheet, width: int, encoding: str) -> None:
        self._sheet, self._said = sheet, encoding
        self.samples: dict[str, Decoded] = {}
        self._columns = [encoding or legacy.guess(_texts(sheet, at)) for at in range(width)]

    def row(self, at: int, row: Sequence[CellContent]) -> tuple[CellContent, ...]:
        """One row, its texts in Unicode and NFC; the same row where they are so already."""
        number, read = self._sheet.first_row + at, list(row)
        changed = False
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                read[column] = self._text(number, column, cell)
                changed = changed or read[column] is not cell
        return tuple(read if changed else row)

    def _text(self, number: int, column: int, cell: str) -> str | None:
        encoding, capitals = self._columns[column], False
        font = self._sheet.looks.font(number, self._sheet.first_column + column)
        if font and not self._said:
            encoding, capitals = legacy.encoding_of_font(font)
        read = nfc(legacy.decode(cell, encoding, capitals=capitals))
        if encoding not in self.samples and read != nfc(cell):
            self.samples[encoding] = Decoded(encoding=encoding, before=cell, after=read)
        return cell if read == cell else read or None


def _texts(sheet: Sheet, column: int) -> Iterator[str]:
    """The texts of a column, down to where a column has told its encoding."""
    for row in sheet.rows[:SAMPLE]:
        if column < len(row) and isinstance(cell := row[column], str):
            yield cell


class _Sorting:
    """Sorts what stands below the heading into rows, totals and the rest."""

    def __init__(self, titles: Sequence[tuple[str, ...]], sheet: Sheet) -> None:
        self._first_row = sheet.first_row
        self._leaves = [plain(path[-1]) if path else "" for path in titles]
        self._counting = {at for at, leaf in enumerate(self._leaves) if leaf in _COUNTED}
        self._wide = {top for top, left, _bottom, right in sheet.merged if right - left > 1}
        self.rows: list[Line] = []
        self.totals: list[Line] = []
        self.lone: list[int] = []

    def add(self, at: int, cells: tuple[CellContent, ...]) -> None:
        """One row below the heading."""
        line = Line(number=self._first_row + at, cells=cells)
        filled = [column for column, cell in enumerate(cells) if cell is not None]
        if set(filled) <= self._numbers(line) or self._is_heading(line, filled):
            return
        first = next((cell for cell in cells if isinstance(cell, str)), "")
        if is_total(str(first)):
            self.totals.append(line)
        elif self._is_part(line, filled):
            self.lone.append(line.number)
        else:
            self.rows.append(line)

    def _numbers(self, line: Line) -> set[int]:
        """The cells that only count the rows."""
        return {at for at in self._counting if str(line.cell(at)).rstrip(".").isdigit()}

    def _is_heading(self, line: Line, filled: Sequence[int]) -> bool:
        """A heading printed again on the next page."""
        return len(filled) > 1 and all(
            self._leaves[at] and plain(str(line.cell(at))) == self._leaves[at] for at in filled
        )

    def _is_part(self, line: Line, filled: Sequence[int]) -> bool:
        """A line that only names the part that follows: `I. Tuyên truyền`, one cell over many."""
        said = [at for at in filled if at not in self._counting] or filled
        if len(self._leaves) < 3 or len(said) != 1 or not isinstance(line.cells[said[0]], str):
            return False
        counted = [str(line.cell(at)) for at in filled if at in self._counting]
        first = str(line.cells[said[0]]).partition(" ")[0]
        return line.number in self._wide or any(map(_PART.fullmatch, (*counted, first)))


def sums_differ(
    table: SheetTable, read: Callable[[CellContent, int], int | None], columns: Iterable[int]
) -> list[tuple[Line, int, int, int]]:
    """Where a total row says another sum than its rows give: line, column, said, added.

    A total may stand for the rows since the total before it, for all rows above it, or, above them
    all, for every row.
    """
    found = []
    for column in columns:
        start = 0
        for total in table.totals:
            said = read(total.cell(column), column)
            above = [line for line in table.rows if line.number < total.number] or table.rows
            part = [line for line in above if line.number > start]
            start = total.number
            sums = [
                sum(read(line.cell(column), column) or 0 for line in some)
                for some in (part or above, above)
            ]
            if said is not None and said not in sums:
                found.append((total, column, said, sums[-1]))
    return found
