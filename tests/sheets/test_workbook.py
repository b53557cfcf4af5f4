"""Workbooks as people make them: formats, dates, empty corners, broken and hostile files."""

from __future__ import annotations

import random
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gbdesk.domain.refusals import Refused
from gbdesk.sheets import workbook
from gbdesk.sheets.workbook import column_name, read_first


def made(path: Path, rows: list[list[object]], *, at: tuple[int, int] = (1, 1)) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Hoạt động"
    for row, cells in enumerate(rows, start=at[0]):
        for column, value in enumerate(cells, start=at[1]):
            sheet.cell(row=row, column=column, value=value)  # type: ignore[arg-type]
    book.save(path)
    return path


def code(path: Path) -> str:
    with pytest.raises(Refused) as caught:
        read_first(path)
    assert caught.value.facts["name"] == path.name
    return caught.value.code


def test_values_come_as_what_they_are(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Tên hoạt động", "Ngày", "Số người", "Nữ", "Ghi chú"],
        ["  Hội thi  ", date(2024, 3, 8), 120, 61.0, None],
        ["Đêm diễn", datetime.fromisoformat("2024-06-28T19:30"), 0, 12.5, True],
        ["Số dài", None, 1234567.25, 2**53, "08"],
    ]
    found = read_first(made(tmp_path / "x.xlsx", rows))
    assert found.name == "Hoạt động"
    assert found.rows[1] == ("Hội thi", date(2024, 3, 8), 120, 61, None)
    assert found.rows[2] == ("Đêm diễn", date(2024, 6, 28), 0, "12,5", True)
    assert found.rows[3] == ("Số dài", None, "1234567,25", 2**53, "08")


def test_rows_and_columns_are_numbered_as_excel_shows_them(tmp_path: Path) -> None:
    found = read_first(made(tmp_path / "x.xlsx", [["a", "b"], ["c", "d"]], at=(4, 3)))
    assert (found.first_row, found.first_column) == (4, 3)
    assert [list(row) for row in found.rows] == [["a", "b"], ["c", "d"]]
    assert [column_name(n) for n in (1, 3, 26, 27, 52, 703)] == ["A", "C", "Z", "AA", "AZ", "AAA"]


def test_the_first_sheet_that_holds_anything_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Hai")["B2"] = "có"
    book.save(tmp_path / "x.xlsx")
    assert read_first(tmp_path / "x.xlsx").name == "Hai"
    openpyxl.Workbook().save(tmp_path / "y.xlsx")
    assert code(tmp_path / "y.xlsx") == "sheet.empty"


def test_what_is_no_workbook_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert code(path) == "disk.missing"
    for content in (b"", b"PK\x03\x04", b"%PDF-1.7", b"a;b;c\n", bytes(600)):
        path.write_bytes(content)
        assert code(path) == "sheet.unreadable"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word/document.xml", "<w/>")
    assert code(path) == "sheet.unreadable"


def test_what_is_too_large_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "x.xlsx", [["a"] * 3] * 3)
    monkeypatch.setattr(workbook, "MAX_ROWS", 2)
    assert code(path) == "sheet.large"
    monkeypatch.setattr(workbook, "MAX_ROWS", 20)
    monkeypatch.setattr(workbook, "MAX_COLUMNS", 2)
    assert code(path) == "sheet.large"
    monkeypatch.setattr(workbook, "MAX_COLUMNS", 20)
    assert read_first(path).rows
    monkeypatch.setattr(workbook, "MAX_BYTES", 10)
    assert code(path) == "sheet.large"


def test_a_small_file_that_unpacks_to_a_mountain_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(tmp_path / "x.xlsx", [["a"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/media/huge.bin", bytes(1 << 24))
    assert path.stat().st_size < 1 << 17
    assert read_first(path).rows == [("a",)]
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 1 << 24)
    assert code(path) == "sheet.large"


@given(seed=st.integers(0, 2**32))
def test_a_damaged_workbook_is_read_or_refused(tmp_path: Path, seed: int) -> None:
    path = made(tmp_path / "x.xlsx", [["Tên", "Ngày"], ["Hội thi", date(2024, 3, 8)]])
    content, chance = bytearray(path.read_bytes()), random.Random(seed)
    for _ in range(chance.randint(1, 20)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(bytes(content[: chance.randint(1, len(content))]))
    try:
        found = read_first(path)
    except Refused as refused:
        known = refused.code.startswith("sheet.")
    else:
        known = found.first_row >= 1
    assert known
