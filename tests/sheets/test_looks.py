"""What a workbook says beside its values, and text with separators."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font

from gbdesk.domain.refusals import Refused
from gbdesk.sheets import looks
from gbdesk.sheets.looks import NONE, looks_of
from gbdesk.sheets.workbook import read_first, read_sheet, sheet_names


def made(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Biểu “1” & 2"
    sheet["B2"], sheet["C2"] = "X· B¶n Míi", "Hoäi thi"
    sheet["B2"].font, sheet["C2"].font = Font(name=".VnTimeH"), Font(name="VNI-Times")
    sheet["B3"], sheet["C3"], sheet["D3"] = "Xã Nà Hoa", "=1+1", 7
    sheet.row_dimensions[4].hidden = True
    sheet["B4"] = "khuất"
    sheet.merge_cells("B6:D6")
    sheet["B6"] = "Cộng"
    book.create_sheet("Trống")
    book.create_sheet("Ẩn").sheet_state = "hidden"
    book.save(path)
    return path


def test_fonts_hidden_rows_empty_formulas_and_merged_cells(tmp_path: Path) -> None:
    path = made(tmp_path / "x.xlsx")
    found = read_sheet(path)
    assert found.looks.fonts == {2: {2: ".VnTimeH", 3: "VNI-Times"}}
    assert found.looks.hidden == {4}
    assert found.looks.unstored == {(3, 3)}
    assert found.merged == ((6, 2, 6, 4),)
    assert sheet_names(path) == ("Biểu “1” & 2", "Trống")
    assert read_first(path).looks == NONE


def test_a_formula_with_a_stored_result_is_its_value(tmp_path: Path) -> None:
    path, mended = made(tmp_path / "x.xlsx"), tmp_path / "y.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(mended, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"))
    found = read_sheet(mended)
    assert not found.looks.unstored
    assert found.rows[1][1] == 2


def test_an_error_is_no_result_and_a_hidden_sheet_is_not_read_unasked(tmp_path: Path) -> None:
    book, path = openpyxl.Workbook(), tmp_path / "x.xlsx"
    hidden, seen = book.worksheets[0], book.create_sheet("Thấy")
    hidden.append(["cũ"])
    hidden.sheet_state = "hidden"
    seen.append(["a", "=1/0"])
    book.save(path)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "y.xlsx", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            error = b'<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v>'
            new.writestr(name, content.replace(b'<c r="B1"><f>1/0</f><v></v>', error))
    found = read_sheet(tmp_path / "y.xlsx")
    assert (found.name, found.rows) == ("Thấy", [("a", None)])
    assert found.looks.unstored == {(1, 2)}


def test_rows_over_the_edge_of_a_portion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = looks_of(made(tmp_path / "x.xlsx"), "Biểu “1” & 2")
    for size in (7, 64, 333):
        monkeypatch.setattr(looks, "CHUNK", size)
        assert looks_of(tmp_path / "x.xlsx", "Biểu “1” & 2") == whole


def test_what_tells_nothing_says_nothing(tmp_path: Path) -> None:
    path = made(tmp_path / "x.xlsx")
    assert looks_of(path, "Không có") == NONE
    (tmp_path / "y.xlsx").write_bytes(b"PK")
    assert looks_of(tmp_path / "y.xlsx", "Biểu") == NONE


@given(seed=st.integers(0, 2**32))
def test_a_damaged_workbook_only_says_less(tmp_path: Path, seed: int) -> None:
    path = made(tmp_path / "x.xlsx")
    content, chance = bytearray(path.read_bytes()), random.Random(seed)
    for _ in range(chance.randint(1, 20)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(bytes(content))
    found = looks_of(path, "Biểu “1” & 2")
    assert sum(map(len, found.fonts.values())) <= 2


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("Tên;Số\nXã Nà Hoa;1.234\n".encode("utf-8-sig"), [["Tên", "Số"], ["Xã Nà Hoa", "1.234"]]),
        ('Tên,Số\n"Nà Hoa, Bản Mới",5\n'.encode(), [["Tên", "Số"], ["Nà Hoa, Bản Mới", "5"]]),
        ("Tên\tSố\nNà Hoa\t5\n".encode("utf-16"), [["Tên", "Số"], ["Nà Hoa", "5"]]),
        ("Tªn;Sè\nNµ Hoa;5\n".encode("latin-1"), [["Tªn", "Sè"], ["Nµ Hoa", "5"]]),
        (b'a;"b\nc"\nd;e\n', [["a", "b\nc"], ["d", "e"]]),
    ],
)
def test_text_with_separators(tmp_path: Path, content: bytes, rows: list[list[str]]) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    assert [list(row) for row in read_first(path).rows] == rows
    assert sheet_names(path) == ("",)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "sheet.empty"), (b";;\n;\n", "sheet.empty"), (b"a;\0b\n", "sheet.unreadable")],
)
def test_text_that_is_none_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(Refused) as caught:
        read_first(path)
    assert (caught.value.code, caught.value.facts["name"]) == (code, "x.csv")
