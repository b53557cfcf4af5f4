"""A form as a workbook for one place: figures are typed beside the lines, and read back by program.

What the workbook is (form, version, period, unit, place) stands in cells of a hidden, protected
sheet with a check over them; so does which row belongs to which line. The check finds a workbook
that was mixed up or retyped; it protects nothing against somebody who means harm, and what is read
is looked at by a person as any figure.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gbdesk.domain.cells import LARGEST
from gbdesk.domain.refusals import Refused
from gbdesk.sheets.looks import looks_of
from gbdesk.sheets.workbook import CellContent, column_name, read_sheet, sheet_names

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FORMAT: Final = "1"
HIDDEN: Final = "gbdesk"
FORM_SHEET: Final = "Bieu"
FACTS: Final = ("format", "form", "version", "period", "office", "place")
FIRST_LINE: Final = 8
FIGURE: Final = 4
LINE_HEIGHT: Final = 17.0  # points
LINE_LETTERS: Final = 58  # that fit into the column of labels
FONT: Final = "Times New Roman"
_WIDTHS: Final = (8.0, 62.0, 14.0, 14.0)
_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """One row of the sheet; a heading takes no figure."""

    id: str
    no: str
    label: str
    unit: str
    heading: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A figure as it stands there: its line, its cell, whether a formula has its result."""

    line: str
    cell: str
    value: CellContent
    is_stored: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """What a workbook says it is, and the figures in it."""

    facts: Mapping[str, str]
    figures: tuple[Typed, ...]


def form_bytes(
    facts: Mapping[str, str], lines: Sequence[FormLine], head: Sequence[str], columns: Sequence[str]
) -> bytes:
    """A workbook for one place: `head` stands above, `columns` names its four columns."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = FORM_SHEET
    rows = _fill(sheet, lines, head, columns)
    _protect(sheet)
    _hide(book.create_sheet(HIDDEN), {"format": FORMAT, **facts}, lines, rows)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(
    sheet: Any, lines: Sequence[FormLine], head: Sequence[str], columns: Sequence[str]
) -> dict[str, int]:
    """Write what people see; the row of each line."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

    thin = Side(style="thin", color="808080")
    grid = Border(left=thin, right=thin, top=thin, bottom=thin)
    for at, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[column_name(at)].width = width
    for row, text in enumerate(head, start=1):
        _text(sheet, row, 1, text).font = Font(name=FONT, size=13, bold=row < 3)
    for at, text in enumerate(columns, start=1):
        cell = _text(sheet, FIRST_LINE - 1, at, text)
        cell.font, cell.border = Font(name=FONT, size=12, bold=True), grid
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    rows: dict[str, int] = {}
    for row, line in enumerate(lines, start=FIRST_LINE):
        sheet.row_dimensions[row].height = LINE_HEIGHT * (1 + len(line.label) // LINE_LETTERS)
        for at, text in enumerate((line.no, line.label, line.unit, ""), start=1):
            cell = _text(sheet, row, at, text)
            cell.font, cell.border = Font(name=FONT, size=12, bold=line.heading), grid
            cell.alignment = Alignment(vertical="top", wrap_text=at == 2)
            if at == FIGURE and not line.heading:
                rows[line.id] = row
                cell.protection = Protection(locked=False)
                cell.fill = PatternFill("solid", fgColor="FFFBE6")
                cell.number_format = "#,##0"
    _whole_numbers(sheet, rows.values())
    sheet.freeze_panes = f"A{FIRST_LINE}"
    sheet.print_title_rows = f"{FIRST_LINE - 1}:{FIRST_LINE - 1}"
    sheet.page_setup.paperSize = "9"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return rows


def _text(sheet: Any, row: int, column: int, text: str) -> Any:
    """Text into a cell so that no spreadsheet ever takes it for a formula."""
    cell = sheet.cell(row=row, column=column)
    if text:
        cell.value = text
        if text.startswith(_DANGEROUS):
            cell.data_type = "s"
            cell.quotePrefix = True
    return cell


def _whole_numbers(sheet: Worksheet, rows: Iterable[int]) -> None:
    """Excel itself warns where a figure is none; `?` and `-` may be typed all the same."""
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(
        type="whole", operator="between", formula1="0", formula2=str(LARGEST), allow_blank=True
    )
    rule.errorStyle = "warning"
    sheet.add_data_validation(rule)
    for row in rows:
        rule.add(f"{column_name(FIGURE)}{row}")


def _protect(sheet: Worksheet) -> None:
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def _hide(
    sheet: Worksheet, facts: Mapping[str, str], lines: Sequence[FormLine], rows: Mapping[str, int]
) -> None:
    """The cells that say what the workbook is, with the check over them."""
    labels = {line.id: line.label for line in lines}
    at = 1
    for name in FACTS:
        for column, text in enumerate((name, facts[name]), start=1):
            _text(sheet, at, column, text)
        at += 1
    kept = [[ident, str(row), labels[ident]] for ident, row in rows.items()]
    for cells in kept:
        for column, text in enumerate(cells, start=1):
            _text(sheet, at, column, text)
        at += 1
    for column, text in enumerate(("check", _check(facts, kept)), start=1):
        _text(sheet, at, column, text)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


def _check(facts: Mapping[str, str], kept: Sequence[Sequence[str]]) -> str:
    said = json.dumps([[facts[name] for name in FACTS], kept], ensure_ascii=False)
    return f"c{hashlib.sha256(said.encode()).hexdigest()[:24]}"


def read_form(path: Path) -> FilledForm | None:
    """What a filled workbook says; None where it is no workbook of this program.

    Raises:
        Refused: it cannot be read, or what it says it is was changed.
    """
    if path.suffix.lower() not in {".xlsx", ".xlsm"} or not _is_ours(path):
        return None
    facts, kept = _facts(path)
    sheet = read_sheet(path, FORM_SHEET, looks=False)
    looks = looks_of(path, FORM_SHEET)

    def cell(row: int, column: int) -> CellContent:
        at, left = row - sheet.first_row, column - sheet.first_column
        cells = sheet.rows[at] if 0 <= at < len(sheet.rows) else ()
        return cells[left] if 0 <= left < len(cells) else None

    figures = []
    for ident, at, label in kept:
        row = int(at)
        if str(cell(row, 2) or "") != label:
            raise Refused("template.changed", name=path.name)
        stored = (row, FIGURE) not in looks.unstored
        value, where = cell(row, FIGURE), f"{column_name(FIGURE)}{row}"
        figures.append(Typed(line=ident, cell=where, value=value, is_stored=stored))
    return FilledForm(facts=facts, figures=tuple(figures))


def _is_ours(path: Path) -> bool:
    sheet_names(path)  # refuses what is no workbook
    return HIDDEN in _all_names(path)


def _all_names(path: Path) -> list[str]:
    import python_calamine

    with python_calamine.CalamineWorkbook.from_path(str(path)) as book:
        return [*book.sheet_names]


def _facts(path: Path) -> tuple[dict[str, str], list[list[str]]]:
    rows = [
        [str(cell) for cell in row if cell is not None]
        for row in read_sheet(path, HIDDEN, looks=False).rows
    ]
    head, kept, last = rows[: len(FACTS)], rows[len(FACTS) : -1], rows[-1]
    facts = {row[0]: row[1] if len(row) > 1 else "" for row in head if row}
    whole = set(facts) == set(FACTS) and all(len(row) == 3 and row[1].isdigit() for row in kept)
    if not whole or last != ["check", _check(facts, kept)]:
        raise Refused("template.changed", name=path.name)
    return facts, kept
