"""One sheet of a workbook: titles, tables with true numbers and sums, print set-up."""

from __future__ import annotations

import math
from itertools import groupby
from typing import TYPE_CHECKING, Final

from gbdesk.reports import fonts
from gbdesk.reports.document import PARTIAL, Column, Entry, Row, Table
from gbdesk.reports.table_shape import BOLD

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.styles import Border
    from openpyxl.worksheet.worksheet import Worksheet

FONT: Final = "Times New Roman"
NUMBER: Final = "#,##0"
PART: Final = f'#,##0"{PARTIAL}"'
COVERAGE: Final = "Phạm vi số liệu"
_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")
_MM_TO_WIDTH: Final = 0.55
_WIDTH_TO_MM: Final = 1.9
_WRAPPED: Final = 1.02
_LINE: Final = 1.3
_NARROWEST: Final = 7.0
_NAMING: Final = 2


def write_text(cell: Cell, text: str) -> None:
    """Put text into a cell so that no spreadsheet ever takes it for a formula."""
    cell.value = text
    if text.startswith(_DANGEROUS):
        cell.data_type = "s"
        cell.quotePrefix = True


def heighten(
    sheet: Worksheet, row: int, texts: list[tuple[int, str]], size: float, *, bold: bool
) -> None:
    """Make a row as high as its longest cell needs; programs differ in doing so themselves."""
    from openpyxl.utils import get_column_letter

    lines = 1
    for at, text in texts:
        width = sheet.column_dimensions[get_column_letter(at)].width * _WIDTH_TO_MM
        wide = fonts.width(text, size, bold=bold) * _WRAPPED
        lines = max(lines, math.ceil(wide / max(1.0, width - 2)))
    sheet.row_dimensions[row].height = lines * size * _LINE + 2


class Sheet:
    """Fills a sheet from top to bottom; `finish` sets up printing."""

    def __init__(self, sheet: Worksheet, *, landscape: bool) -> None:
        self._sheet = sheet
        self._row = 1
        self._landscape = landscape
        self._heads: list[tuple[int, int]] = []
        self._wrapped = False
        self._across, self._fixed = 1, 0

    def widen(self, width: float) -> None:
        """Make the first column wide enough for paragraphs, which then wrap."""
        self._sheet.column_dimensions["A"].width = width
        self._wrapped = True

    def line(
        self, text: str, *, bold: bool = False, italic: bool = False, size: float = 12
    ) -> Cell:
        """A line of text in the first column."""
        from openpyxl.styles import Alignment, Font

        cell = self._text(self._row, 1, text)
        cell.font = Font(name=FONT, size=size, bold=bold, italic=italic)
        if self._wrapped:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            heighten(self._sheet, self._row, [(1, text)], size, bold=bold)
        self._row += 1
        return cell

    def link(self, name: str) -> None:
        """A line that leads to a sheet."""
        from openpyxl.styles import Font

        cell = self.line(name)
        cell.hyperlink = f"#'{name}'!A1"
        cell.font = Font(name=FONT, size=12, underline="single")

    def pair(self, name: str, value: str) -> None:
        """A fact: its name and value side by side."""
        from openpyxl.styles import Alignment, Font

        for at, text in enumerate((name, value), start=1):
            cell = self._text(self._row, at, text)
            cell.font = Font(name=FONT, size=12, bold=at == 1)
            cell.alignment = Alignment(vertical="top")
        self._row += 1

    def gap(self) -> None:
        """An empty line."""
        self._row += 1

    def title(self, title: str, reference: str, mark: str) -> None:
        """What stands above the tables of an annex."""
        if mark:
            self.line(mark, bold=True)
        self.line(title, bold=True, size=14)
        self.line(reference, italic=True)
        self.gap()

    def table(self, table: Table) -> None:
        """A table with its head, figures, sums, coverage and notes."""
        if table.caption:
            self.line(table.caption, bold=True)
        for told in (table.coverage, table.unit):
            if told:
                self.line(told, italic=True)
        columns = table.columns
        if table.coverage:
            columns = (*columns, Column(title=COVERAGE, width=40))
        self._head(columns)
        if table.fixed and table.portion:
            self._fixed = table.fixed
            more = len(columns) - table.fixed
            self._across = max(1, math.ceil(more / table.portion))
        first = self._row
        for row in table.rows:
            self._data(row, table, columns, first)
        for note in table.notes:
            self.line(note, italic=True)
        self.gap()

    def finish(self) -> None:
        """Freeze the head, repeat it on every printed page, fit the width of the paper."""
        from openpyxl.utils import get_column_letter

        if len(self._heads) == 1:
            first, last = self._heads[0]
            column = get_column_letter(_NAMING + 1) if self._fixed else "A"
            self._sheet.freeze_panes = f"{column}{last + 1}"
            self._sheet.print_title_rows = f"{first}:{last}"
        if self._across > 1:
            self._sheet.print_title_cols = f"A:{get_column_letter(self._fixed)}"
        self.page()

    def page(self) -> None:
        """A4 in the right direction; as wide as the paper, or as a few sheets side by side."""
        from openpyxl.worksheet.properties import PageSetupProperties

        setup = self._sheet.page_setup
        setup.paperSize = 9
        setup.orientation = "landscape" if self._landscape else "portrait"
        setup.fitToWidth, setup.fitToHeight = self._across, 0
        self._sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        margins = self._sheet.page_margins
        margins.left, margins.right, margins.top, margins.bottom = 1.18, 0.79, 0.79, 0.79
        footer = self._sheet.oddFooter
        if footer is not None and footer.center is not None:
            footer.center.text = "&P/&N"
        self._sheet.sheet_view.showGridLines = False

    def _head(self, columns: tuple[Column, ...]) -> None:
        start = self._row
        grouped = any(column.group for column in columns)
        last = start + grouped
        self._heads.append((start, last))
        for at, column in enumerate(columns, start=1):
            self._widen(at, column)
            top = last if column.group else start
            self._title(top, at, column.title, upright=column.upright)
            if grouped and not column.group:
                self._span(start, at, last, at)
        if grouped:
            self._groups(start, columns)
        if not any(column.upright for column in columns):
            heighten(self._sheet, last, [*enumerate((c.title for c in columns), 1)], 12, bold=True)
        self._row = last + 1

    def _groups(self, row: int, columns: tuple[Column, ...]) -> None:
        numbered = list(enumerate(columns, start=1))
        for name, found in groupby(numbered, key=lambda pair: pair[1].group):
            places = [at for at, _ in found]
            if name:
                self._title(row, places[0], name)
                self._span(row, places[0], row, places[-1])

    def _span(self, top: int, left: int, bottom: int, right: int) -> None:
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                self._cell(row, column).border = _thin()
        if (top, left) != (bottom, right):
            self._sheet.merge_cells(
                start_row=top, start_column=left, end_row=bottom, end_column=right
            )

    def _title(self, row: int, at: int, text: str, *, upright: bool = False) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill

        cell = self._text(row, at, text)
        cell.font = Font(name=FONT, size=12, bold=True)
        cell.alignment = Alignment(
            horizontal="center",
            vertical="center",
            wrap_text=True,
            text_rotation=90 if upright else 0,
        )
        cell.fill = PatternFill("solid", fgColor="EDEDED")
        cell.border = _thin()
        if upright:
            self._sheet.row_dimensions[row].height = 130

    def _data(self, row: Row, table: Table, columns: tuple[Column, ...], first: int) -> None:
        from openpyxl.styles import Alignment, Font

        cells = row.cells
        if len(columns) > len(cells):
            told = "" if row.style == "group" else row.coverage or table.coverage
            cells = (*cells, Entry(text=told))
        for at, (entry, column) in enumerate(zip(cells, columns, strict=True), start=1):
            cell = self._cell(self._row, at)
            if entry.number is None:
                write_text(cell, entry.text)
            else:
                cell.value = _value(entry, entry.number, table, first)
                cell.number_format = PART if entry.text.endswith(PARTIAL) else NUMBER
            cell.font = Font(name=FONT, size=12, bold=row.style in BOLD)
            cell.alignment = Alignment(
                horizontal="right" if entry.number is not None else column.align,
                vertical="center",
                wrap_text=True,
            )
            cell.border = _thin()
        texts = [(at, entry.text) for at, entry in enumerate(cells, start=1)]
        heighten(self._sheet, self._row, texts, 12, bold=row.style in BOLD)
        self._row += 1

    def _text(self, row: int, column: int, text: str) -> Cell:
        cell = self._cell(row, column)
        write_text(cell, text)
        return cell

    def _cell(self, row: int, column: int) -> Cell:
        return self._sheet.cell(row=row, column=column)  # type: ignore[return-value]

    def _widen(self, at: int, column: Column) -> None:
        from openpyxl.utils import get_column_letter

        dimension = self._sheet.column_dimensions[get_column_letter(at)]
        wanted = max(_NARROWEST, column.width * _MM_TO_WIDTH)
        dimension.width = max(dimension.width if dimension.customWidth else 0.0, wanted)


def _value(entry: Entry, number: int, table: Table, first: int) -> str | int:
    """A sum where each part is a number, else the number itself."""
    parts = [table.rows[row].cells[column].number for row, column in entry.parts]
    known = [part for part in parts if part is not None]
    if not parts or len(known) != len(parts) or sum(known) != number:
        return number
    return f"=SUM({_ranges(entry.parts, first)})"


def _ranges(parts: tuple[tuple[int, int], ...], first: int) -> str:
    """`E5:G5,E7`: cells side by side or one below the other as ranges."""
    from openpyxl.utils import get_column_letter

    found: list[list[tuple[int, int]]] = []
    for row, column in parts:
        here = (row, column)
        if found and _follows(found[-1], here):
            found[-1].append(here)
        else:
            found.append([here])
    named = []
    for run in found:
        (top, left), (bottom, right) = run[0], run[-1]
        start = f"{get_column_letter(left + 1)}{first + top}"
        end = f"{get_column_letter(right + 1)}{first + bottom}"
        named.append(start if start == end else f"{start}:{end}")
    return ",".join(named)


def _follows(run: list[tuple[int, int]], here: tuple[int, int]) -> bool:
    (row, column), (above, left) = here, run[-1]
    across = row == above and column == left + 1 and run[0][0] == row
    down = column == left and row == above + 1 and run[0][1] == column
    return across or down


def _thin() -> Border:
    from openpyxl.styles import Border, Side

    side = Side(style="thin")
    return Border(left=side, right=side, top=side, bottom=side)
