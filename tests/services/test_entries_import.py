"""Lines of registers out of workbooks: real files in, an encrypted file out, one step back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from gbdesk.domain.ops import REPORT
from gbdesk.domain.refusals import Refused
from gbdesk.services import entries_import as importing
from gbdesk.services.desk import Desk
from gbdesk.services.entries import Entries
from gbdesk.services.entries_import import Into
from gbdesk.services.undo import take_back
from gbdesk.services.workbook_import import Chosen, Planned
from gbdesk.store import oplog
from helpers.entering import desk

PERIOD = "2024-6T"
HEAD = ("STT", "Tên mô hình", "Loại", "Xã", "Năm thành lập", "Thành viên", "Nữ", "Tình trạng")
CLUB = (1, "CLB gia đình Bản Mới", "CLB gia đình", "Xã Bản Mới", 2019, 30, 18, "Đang hoạt động")


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        yield made


def workbook(folder: Path, *rows: tuple[object, ...], head: tuple[object, ...] = HEAD) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (head, *rows):
        sheet.append(row)
    path = folder / "x.xlsx"
    book.save(path)
    return path


def into(at: Desk, register: str = "model") -> Into:
    return Into(register=register, office=at.session.office, period=PERIOD)


def looked(at: Desk, path: Path, register: str = "model") -> Planned:
    table, wanted = importing.guessed(at, path, into(at, register))
    return importing.plan(at, table, wanted, into(at, register))


def recorded(at: Desk, path: Path, register: str = "model", **how: object) -> importing.Recorded:
    target = into(at, register)
    table, wanted = importing.guessed(at, path, target)
    numbers = [*how.get("numbers", looked(at, path, register).new)]  # type: ignore[misc]
    rows = importing.read_rows(at, table, wanted, numbers, target)
    return importing.record(at, rows, Chosen(numbers=numbers), target)


def lines(at: Desk, register: str = "model") -> list[dict[str, object]]:
    entries = Entries(at)
    return [dict(row.fields) for row in entries.find(entries.own(register))]


def test_rows_become_lines_and_go_back_in_one_step(at: Desk, tmp_path: Path) -> None:
    second = (2, "Nhóm Khe Vầu", "Nhóm PCBLGĐ", "Xã Khe Vầu", date(2023, 4, 5), 12, None, None)
    path = workbook(tmp_path, CLUB, second)
    plan = looked(at, path)
    assert (plan.new, plan.problems, plan.there) == ((2, 3), (), ())
    assert plan.loose["CLB gia đình"] == "Câu lạc bộ gia đình phát triển bền vững"
    assert lines(at) == []
    done = recorded(at, path)
    club, group = lines(at)
    assert (club["type"], club["since"], club["members"], club["women"]) == (
        *("family-club", "2019", 30, 18),
    )
    assert (group["type"], group["since"], group.get("women")) == ("dv-group", "2023-04-05", None)
    assert {row.reviewed for row in Entries(at).find(Entries(at).own("model"))} == {(PERIOD,)}
    assert looked(at, path).there == (2, 3)
    take_back(at, done.undo)
    assert lines(at) == []


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        (2, "Múa lân", "“Múa lân” không có trong danh sách"),
        (3, "Xã Lạ", "“Xã Lạ”"),
        (4, "năm ngoái", "“năm ngoái”"),
        (5, "nhiều", "“nhiều”"),
        (6, 31, "Trong đó nữ (31) nhiều hơn Số thành viên (30)"),
        (7, "ngủ", "“ngủ” không có trong danh sách"),
    ],
)
def test_a_bad_cell_is_told_and_its_row_left_out(
    at: Desk, tmp_path: Path, column: int, cell: object, said: str
) -> None:
    bad = [*CLUB]
    bad[column] = cell
    plan = looked(at, workbook(tmp_path, tuple(bad), (2, "CLB Nà Hoa", *CLUB[2:])))
    assert (plan.new, plan.bad_rows) == ((3,), 1)
    (problem,) = plan.problems
    assert problem.cell == f"{'ABCDEFGH'[column]}2"
    assert said in problem.text


def test_a_shelter_keeps_its_place_here_and_drops_nothing_silently(
    at: Desk, tmp_path: Path
) -> None:
    head = ("Mã", "Tên", "Loại", "Xã")
    rows = ((None, None, "Nhà tạm lánh", "Xã Bản Mới"), ("NTL-07", None, "Nhà tạm lánh", None))
    named = (None, "Nhà chị Lan", "Nhà tạm lánh", "Xã Bản Mới")
    path = workbook(tmp_path, *rows, named, head=head)
    plan = looked(at, path)
    assert plan.new == (2, 3)
    (problem,) = plan.problems
    assert problem.cell == "B4"
    assert "không lưu “Tên”" in problem.text
    done = recorded(at, path)
    found = {str(one["code"]): one for one in lines(at)}
    assert set(found) == {"NTL-01", "NTL-07"}
    assert found["NTL-01"]["place"]
    with at.read() as db:
        ops = oplog.ops_of_kind(db, "entry", at.session.office)
        shared = [op.fields for op in ops if op.stream == REPORT]
    assert str(found["NTL-01"]["place"]) not in str(shared)
    take_back(at, done.undo)
    assert lines(at) == []


def test_a_text_that_may_name_a_person_waits_for_a_person(at: Desk, tmp_path: Path) -> None:
    head = (*HEAD, "Ghi chú")
    plan = looked(at, workbook(tmp_path, (*CLUB, "Hỏi chị Lan, 0912345678"), head=head))
    assert (plan.new, plan.personal) == ((), (2,))
    assert "chị Lan" in plan.named[0].text


def test_a_telephone_that_is_a_number_is_not_trusted(at: Desk, tmp_path: Path) -> None:
    head = ("Tên", "Loại", "Số điện thoại")
    rows = (
        ("Đường dây nóng", "Đường dây nóng", 2073822111),
        ("Trực", "Đường dây nóng", "0207 3822 111"),
    )
    plan = looked(at, workbook(tmp_path, *rows, head=head))
    assert plan.new == (3,)
    assert "số 0 ở đầu" in plan.problems[0].text


def test_other_registers_by_their_own_headings(at: Desk, tmp_path: Path) -> None:
    head = ("Số", "Ký hiệu", "Ngày ban hành", "Trích yếu", "Loại văn bản")
    row = ("12", "KH-VHTT", date(2024, 2, 1), "Kế hoạch công tác năm 2024", "Kế hoạch")
    recorded(at, workbook(tmp_path, row, head=head), "document")
    (found,) = lines(at, "document")
    assert (found["number"], found["date"], found["type"]) == ("12", "2024-02-01", "plan")
    head = ("Sản phẩm", "Loại", "Kết quả", "Xử lý", "Ngày")
    row = ("Pa nô cũ", "Pa nô", "Có định kiến giới", "Loại", date(2024, 5, 2))
    recorded(at, workbook(tmp_path, row, head=head), "product")
    (found,) = lines(at, "product")
    assert (found["finding"], found["handling"]) == ("stereotyped", "removed")


def test_a_row_recorded_meanwhile_is_not_recorded_twice(at: Desk, tmp_path: Path) -> None:
    path = workbook(tmp_path, CLUB)
    recorded(at, path)
    with pytest.raises(Refused) as refusal:
        recorded(at, path, numbers=[2])
    assert refusal.value.code == "sheet.moved"
    assert len(lines(at)) == 1


def test_a_total_row_is_compared_and_a_table_without_names_refused(
    at: Desk, tmp_path: Path
) -> None:
    total = ("Cộng", None, None, None, None, 31)
    plan = looked(at, workbook(tmp_path, CLUB, total))
    assert plan.new == (2,)
    assert "31" in plan.totals[0].text
    with pytest.raises(Refused) as refusal:
        looked(at, workbook(tmp_path, (1, 2), head=("Số thành viên", "Nữ")))
    assert refusal.value.code == "sheet.headings"
