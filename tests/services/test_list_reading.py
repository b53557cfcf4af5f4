"""Lists out of pasted blocks and workbooks: headings in many words, or none at all."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from gbdesk.domain.refusals import Refused
from gbdesk.services.list_reading import MOST, read_text_block, read_workbook

UNITS = [
    ["1", "Phòng VH-XH xã Bản Mới", "VH-XH Bản Mới", "0207 382 1234"],
    ["2", "Phòng VH-XH xã Na Hang", "VH-XH Na Hang", "0207 382 1235"],
    ["3", "Phòng VH-XH phường Hoa Ban", "VH-XH Hoa Ban", ""],
]


def guess(table: str, rows: list[list[str]]) -> list[str]:
    block = read_text_block(table, rows)
    return [block.guess.get(at, "") for at in range(block.width)]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (["STT", "Tên đơn vị", "Viết tắt", "Điện thoại"], ["", "name", "short", "phone"]),
        (["TT", "ĐƠN VỊ", "Tên ngắn", "SĐT"], ["", "name", "short", "phone"]),
        (["Số TT", "Te\u0302n cơ quan:", "Viết tắt", "Điện thoại"], ["", "name", "short", "phone"]),
        (["No", "Unit", "Short name", "Phone"], ["", "name", "short", "phone"]),
    ],
)
def test_headings_are_known(head: list[str], expected: list[str]) -> None:
    assert guess("offices", [head, *UNITS]) == expected


def test_a_title_above_the_headings_is_passed_over() -> None:
    title = ["DANH SÁCH ĐƠN VỊ BÁO CÁO NĂM 2026", "", "", ""]
    block = read_text_block("offices", [title, ["STT", "Đơn vị", "Viết tắt", "ĐT"], *UNITS])
    assert len(block.rows) == len(UNITS)
    assert block.lines(block.guess)[0] == {
        "name": "Phòng VH-XH xã Bản Mới",
        "short": "VH-XH Bản Mới",
        "phone": "0207 382 1234",
    }


def test_without_headings_the_cells_tell() -> None:
    assert guess("offices", UNITS) == ["", "name", "short", "phone"]
    communes = [["1", "Xã A", "00101", "Huyện Một"], ["2", "Thị trấn B", "00102", "Huyện Một"]]
    assert guess("places", communes) == ["", "name", "code", "office"]
    assert guess("offices", [["Xã A"], ["Xã B"]]) == ["name"]


def test_a_column_may_be_called_otherwise_by_a_person() -> None:
    block = read_text_block("offices", UNITS)
    assert block.lines({2: "name"})[0] == {"name": "VH-XH Bản Mới"}


def test_decomposed_text_and_odd_blanks_are_tidied() -> None:
    block = read_text_block("offices", [["Xa\u0303\u00a0 Ba\u0309n\u200b Mới "], ["Xã B"]])
    assert block.lines({0: "name"})[0] == {"name": "Xã Bản Mới"}


def test_a_workbook_is_read_with_its_codes_as_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["DANH SÁCH XÃ"])
    page.append(["Mã xã", "Tên xã", "Huyện"])
    page.append(["00101", "Xã A", "Sông Mây"])
    page.append([102, "Xã B", "Sông Mây"])
    book.save(tmp_path / "xa.xlsx")
    block = read_workbook("places", tmp_path / "xa.xlsx")
    assert block.lines(block.guess) == [
        {"code": "00101", "name": "Xã A", "office": "Sông Mây"},
        {"code": "102", "name": "Xã B", "office": "Sông Mây"},
    ]


@pytest.mark.parametrize(
    ("cells", "code"),
    [([], "list.empty"), ([["", ""]], "list.empty"), ([["Xã A"]] * (MOST + 1), "list.long")],
)
def test_nothing_and_far_too_much_are_refused(cells: list[list[str]], code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_text_block("offices", cells)
    assert refused.value.code == code


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"nothing")
    with pytest.raises(Refused, match=r"sheet\.unreadable"):
        read_workbook("offices", tmp_path / "x.xlsx")
