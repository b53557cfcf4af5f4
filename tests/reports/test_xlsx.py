from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gbdesk.reports.document import (
    Annex,
    Column,
    Document,
    Entry,
    Paragraph,
    Row,
    Table,
    figure,
    words,
)
from gbdesk.reports.xlsx import write_xlsx


def rows(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def find(sheet: Worksheet, label: str, column: int = 2) -> list[object]:
    return next(row for row in rows(sheet) if str(row[column - 1]).strip("- ") == label)


def summed(sheet: Worksheet, formula: str) -> int:
    found = 0
    for part in formula.removeprefix("=SUM(").removesuffix(")").split(","):
        cells = sheet[part]
        for row in cells if isinstance(cells, tuple) else ((cells,),):
            found += sum(cell.value for cell in row)
    return found


def test_sheets_stand_for_annexes_with_a_cover_and_the_sources(written: dict[str, Path]) -> None:
    book = openpyxl.load_workbook(written["internal.xlsx"])
    assert book.sheetnames == ["Bìa", "Phụ lục I", "Phụ lục II", "Phụ lục III", "Nguồn số liệu"]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes
        assert sheet.print_title_rows
        assert sheet.page_setup.fitToWidth == 1
    assert book["Phụ lục II"].page_setup.orientation == "landscape"


def test_every_total_is_a_sum_of_true_numbers_and_equals_the_document(
    written: dict[str, Path], internal: Document
) -> None:
    book = openpyxl.load_workbook(written["internal.xlsx"])
    checked = 0
    for at, column in ((0, 3), (1, 3)):
        table = internal.annexes[at].blocks[0]
        assert isinstance(table, Table)
        sheet = book[internal.annex_heading(at + 1)]
        printed = iter(rows(sheet))
        for row in table.rows:
            label, number = row.cells[1].text.strip("- "), row.cells[column].number
            found = next(line for line in printed if str(line[1]).strip("- ") == label)
            value = found[column]
            if isinstance(value, str) and number is not None:
                assert re.fullmatch(r"=SUM\([A-Z0-9:,]+\)", value)
                assert summed(sheet, value) == number
                checked += 1
            else:
                assert value == number
    assert checked >= 12


def test_a_sum_gives_what_is_printed(written: dict[str, Path], internal: Document) -> None:
    sheet = openpyxl.load_workbook(written["internal.xlsx"])["Phụ lục I"]
    table = internal.annexes[0].blocks[0]
    assert isinstance(table, Table)
    talk = find(sheet, "Nói chuyện")
    assert summed(sheet, str(talk[3])) == table.rows[0].cells[3].number == 21


def test_a_total_with_a_missing_part_is_a_number(internal: Document, tmp_path: Path) -> None:
    rows_ = (
        Row(cells=(words("a"), figure(5, [(0, 2), (0, 3)]), figure(5), words("…"))),
        Row(cells=(words("b"), figure(9, [(1, 2), (1, 3)]), figure(5), figure(4))),
        Row(cells=(words("c"), figure(14, [(0, 1), (1, 1)]), words(""), words(""))),
    )
    columns = tuple(Column(title=name, width=20) for name in ("x", "Tổng", "A", "B"))
    table = Table(columns=columns, rows=rows_)
    path = tmp_path / "sums.xlsx"
    write_xlsx(replace(internal, annexes=(Annex(title="T", blocks=(table,)),)), path)
    values = [row[1] for row in rows(openpyxl.load_workbook(path)["Phụ lục"])][-5:]
    assert [value for value in values if value is not None][-3:] == [
        5,
        "=SUM(C7:D7)",
        "=SUM(B6:B7)",
    ]


def test_coverage_stands_beside_every_row(written: dict[str, Path]) -> None:
    sheet = openpyxl.load_workbook(written["internal.xlsx"])["Phụ lục I"]
    assert find(sheet, "Nói chuyện")[-1] == "Số liệu của 16/18 đơn vị"


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("x")'])
def test_text_never_becomes_a_formula(internal: Document, tmp_path: Path, text: str) -> None:
    table = Table(
        columns=(Column(title=text, width=20),),
        rows=(Row(cells=(Entry(text=text),)),),
        caption=text,
        notes=(text,),
        coverage=text,
    )
    spoiled = replace(
        internal,
        blocks=(Paragraph(text=text),),
        annexes=(Annex(title=text, blocks=(table,)),),
        reference=text,
    )
    path = tmp_path / "text.xlsx"
    write_xlsx(spoiled, path)
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert sum(cell.value == text for cell in cells) >= 5
    assert all(cell.data_type != "f" for cell in cells)
    assert all(cell.quotePrefix for cell in cells if cell.value == text)


def test_hidden_counts_are_not_in_the_shared_workbook(written: dict[str, Path]) -> None:
    book = openpyxl.load_workbook(written["shared.xlsx"])
    assert "Phòng VH&TT Sông Mây" not in str(rows(book["Phụ lục II"]))
    assert not any(
        isinstance(value, str) and value.startswith("=")
        for row in rows(book["Phụ lục II"])
        for value in row
    )


def test_the_properties_name_nobody(written: dict[str, Path]) -> None:
    told = openpyxl.load_workbook(written["internal.xlsx"]).properties
    assert not told.creator
    assert not told.lastModifiedBy


def test_a_title_of_two_lines_is_whole(written: dict[str, Path]) -> None:
    sheet = openpyxl.load_workbook(written["shared.xlsx"])["Phụ lục II"]
    title = next(cell for row in sheet.iter_rows() for cell in row if "có đủ" in str(cell.value))
    width = sheet.column_dimensions[title.column_letter].width
    assert len(str(title.value)) > width
    assert sheet.row_dimensions[title.row].height >= 2 * 12 * 1.2
