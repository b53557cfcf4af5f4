"""Errors in cells (#REF!, #N/A …) of .xls, .ods and separated text: told by cell, never blank."""

from __future__ import annotations

import random
import struct
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gbdesk.sheets import errors, looks
from gbdesk.sheets.compound import workbook_stream
from gbdesk.sheets.errors import errors_of, is_error
from gbdesk.sheets.workbook import of_text, read_sheet, sheet_names

WORKBOOKS = Path(__file__).parents[1] / "golden" / "workbooks"  # saved by LibreOffice
SHEET = "Nhật & ký"
CELLS = {(2, 4), (3, 5), (4, 5)}  # #DIV/0!, #N/A, #NAME?


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_each_cell_with_an_error_is_told_and_other_formulas_are_not(ending: str) -> None:
    path = WORKBOOKS / f"errors.{ending}"
    assert sheet_names(path) == (SHEET,)
    found = read_sheet(path)
    assert found.looks.unstored == CELLS
    assert found.rows[1][3:] == (None, 5)
    assert found.rows[4][3:] == (10, 0)


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_a_sheet_is_told_apart_from_the_one_before_it(ending: str) -> None:
    path = WORKBOOKS / f"errors.{ending}"
    assert errors_of(path, "Ghi chú", 0) == {(1, 1)}
    assert errors_of(path, "Không có", 7) == frozenset()
    assert errors_of(WORKBOOKS / f"log.{ending}", "x", 0) == frozenset()


def test_an_error_is_told_in_a_paste_and_in_separated_text(tmp_path: Path) -> None:
    assert of_text([["Số"], ["#REF!"], ["#1"], ["Err:502"]]).looks.unstored == {(2, 1), (4, 1)}
    (tmp_path / "x.csv").write_text("Tên;Số\nNà Hoa;#N/A\n", encoding="utf-8")
    assert read_sheet(tmp_path / "x.csv").looks.unstored == {(2, 2)}
    assert not is_error("#N/A đấy")


def test_repeated_cells_and_rows_of_an_ods_are_counted(tmp_path: Path) -> None:
    content = (
        '<table:table table:name="A"><table:table-row table:number-rows-repeated="2">'
        '<table:table-cell table:number-columns-repeated="3"/><table:covered-table-cell/>'
        '<table:table-cell office:value-type="float"><text:p>#REF!</text:p></table:table-cell>'
        "</table:table-row><table:table-row><table:table-cell><text:p>#1</text:p>"
        '</table:table-cell></table:table-row></table:table><table:table table:name="B">'
        "<table:table-row><table:table-cell><text:p>Err:508</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    with zipfile.ZipFile(tmp_path / "x.ods", "w") as packed:
        packed.writestr("content.xml", content)
    assert errors_of(tmp_path / "x.ods", "A", 0) == {(1, 5), (2, 5)}
    assert errors_of(tmp_path / "x.ods", "B", 1) == {(1, 1)}


def test_rows_over_the_edge_of_a_portion(monkeypatch: pytest.MonkeyPatch) -> None:
    for size in (1, 13, 333):
        monkeypatch.setattr(errors, "CHUNK", size)
        assert errors_of(WORKBOOKS / "errors.ods", SHEET, 1) == CELLS


def entry(name: str, kind: int, start: int, size: int) -> bytes:
    """An entry of the list of streams."""
    said = name.encode("utf-16-le") + b"\0\0"
    head = said.ljust(64, b"\0") + struct.pack("<HB", len(said), kind)
    return head.ljust(116, b"\0") + struct.pack("<II", start, size) + bytes(4)


def compound(stream: bytes) -> bytes:
    """A file of four sectors: what follows what, the list, the same of small sectors, those."""
    head = bytes.fromhex("d0cf11e0a1b11ae1").ljust(30, b"\0") + struct.pack("<HH", 9, 6)
    head = head.ljust(44, b"\0") + struct.pack("<II", 1, 1) + bytes(4)
    head += struct.pack("<IIIII", 4096, 2, 1, 0xFFFFFFFE, 0) + struct.pack("<I", 0)
    end = 0xFFFFFFFE
    table = struct.pack("<4I", 0xFFFFFFFD, end, end, end).ljust(512, b"\xff")
    listed = entry("Root Entry", 5, 3, 512) + entry("Workbook", 2, 0, len(stream))
    small = struct.pack("<3I", 2, end, 1).ljust(512, b"\xff")  # first, third, second
    parts = [stream[:64], stream[128:], stream[64:128]]
    held = b"".join(part.ljust(64, b"\0") for part in parts)
    sectors = (table, listed.ljust(512, b"\0"), small, held.ljust(512, b"\0"))
    return head.ljust(512, b"\xff") + b"".join(sectors)


def test_a_short_stream_lies_in_small_sectors(tmp_path: Path) -> None:
    stream = random.Random(3).randbytes(150)
    (tmp_path / "x.xls").write_bytes(compound(stream))
    assert workbook_stream(tmp_path / "x.xls") == stream
    (tmp_path / "x.xls").write_bytes(compound(stream)[:600])
    assert workbook_stream(tmp_path / "x.xls") == b""


@pytest.mark.parametrize("ending", ["xls", "ods"])
@given(seed=st.integers(0, 2**32))
def test_a_damaged_workbook_only_says_less_or_other_cells(
    tmp_path: Path, ending: str, seed: int
) -> None:
    content = bytearray((WORKBOOKS / f"errors.{ending}").read_bytes())
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 20)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path = tmp_path / f"x.{ending}"
    path.write_bytes(bytes(content))
    found = errors_of(path, SHEET, 1)
    assert all(row >= 1 and column >= 1 for row, column in found)


def test_rows_made_to_be_slow_are_read_in_their_length(tmp_path: Path) -> None:
    """Marks that never end must not be looked for again from each of them."""
    bad = [
        b"<table:table-cell><text:p" * 60_000 + b">#",
        b"<table:table-cell>" * 90_000 + b">#<text:p>x",
        b"<c>" * 500_000 + b't="e"',
        b"<c " + b"a" * 1_500_000 + b't="e"',
        b"<c><f<v" * 200_000 + b't="e"',
    ]
    began = time.perf_counter()
    for number, inside in enumerate(bad):
        path = tmp_path / f"{number}.zip"
        with zipfile.ZipFile(path, "w") as packed:
            head = b'<table:table table:name="A"><table:table-row >'
            packed.writestr("content.xml", head + inside)
            packed.writestr("xl/workbook.xml", '<sheet name="A" r:id="1">')
            rels = '<Relationship Id="1" Target="a.xml">'
            packed.writestr("xl/_rels/workbook.xml.rels", rels)
            packed.writestr("xl/styles.xml", "")
            packed.writestr("xl/a.xml", b"<row >" + inside)
        errors_of(path, "A", 0)
        looks.looks_of(path, "A")
    assert time.perf_counter() - began < 20
