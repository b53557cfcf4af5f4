"""Words and signs that would mislead: each of these was printed once and must not be again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.disclosure import SHARED
from gbdesk.domain.tally import Coverage, DvTally, Figure, dv_tally
from gbdesk.domain.tally_communication import Activities, communication_tally
from gbdesk.reports.consolidated import build
from gbdesk.reports.document import Document, Table
from gbdesk.reports.facts import ConsolidatedFigures
from gbdesk.reports.xlsx import write_xlsx
from reports import make
from reports.plain import plain


@pytest.fixture
def known() -> Catalogue:
    return make.catalogue()


def document(known: Catalogue, figures: ConsolidatedFigures) -> Document:
    return build(figures, known.kinds.values())


def tally(known: Catalogue, *found: Figure) -> DvTally:
    return dv_tally(known.forms[make.FORM], make.PERIOD, make.expected(known), found)


def cell(known: Catalogue, office: int, place: int, line: str, value: int | None) -> Figure:
    owed = make.expected(known)[office]
    state = "unknown" if value is None else "number"
    return Figure(owed.office, make.FORM, make.PERIOD, owed.places[place], line, value, state)


def test_a_part_of_an_office_keeps_its_sign_in_the_workbook(
    known: Catalogue, tmp_path: Path
) -> None:
    dv = tally(known, cell(known, 0, 0, "dv.cases", 12))
    path = tmp_path / "part.xlsx"
    write_xlsx(document(known, replace(make.figures(known), dv=dv)), path)
    sheet = openpyxl.load_workbook(path)["Phụ lục II"]
    (row,) = [row for row in sheet.iter_rows() if row[1].value == "Tổng số vụ bạo lực gia đình"]
    assert (row[5].value, row[5].number_format) == (12, '#,##0"*"')
    assert row[-1].value == "Số liệu đủ của 0/7 đơn vị, chưa đủ của 01 đơn vị"


def test_nobody_says_no_cases_where_other_lines_tell_of_some(known: Catalogue) -> None:
    dv = tally(
        known,
        cell(known, 0, 0, "dv.cases", 0),
        cell(known, 1, 0, "dv.cases", None),
        cell(known, 1, 0, "dv.victims.sex.female", 7),
    )
    text = plain(document(known, replace(make.figures(known), dv=dv)))
    assert "không ghi nhận vụ bạo lực gia đình nào" not in text
    assert "nữ 07 người" in text


def test_annex_and_sentence_tell_the_same_coverage(known: Catalogue) -> None:
    figures = make.figures(known)
    found = document(
        known,
        replace(figures, communication=replace(figures.communication, coverage=Coverage(11, 17))),
    )
    (table,) = found.annexes[0].blocks
    assert isinstance(table, Table)
    assert table.coverage == "Số liệu của 11/17 đơn vị"


def test_people_are_counted_the_same_in_the_sentence_and_the_annex(known: Catalogue) -> None:
    """A kind that counts no people may still carry some: its kind was changed afterwards."""
    rows = [
        Activities(office="a", kind="banner", level="commune", quantity=5, attendees=40, women=30),
        Activities(office="a", kind="talk", level="commune", quantity=1, attendees=50, women=20),
    ]
    found = communication_tally(known.kinds, rows, coverage=Coverage(1, 1))
    assert (found.attendees, found.women) == (50, 20)
    assert found.attendees == sum(line.attendees or 0 for line in found.lines)


def test_what_is_not_filled_in_is_told(known: Catalogue) -> None:
    figures = make.figures(known)
    found = replace(figures.communication, unfinished=3)
    text = plain(document(known, replace(figures, communication=found)))
    assert "theo số liệu của 16/18 đơn vị; 03 hoạt động chưa ghi đủ số liệu." in text
    assert "03 hoạt động chưa ghi đủ thông tin" in text  # under the annex


def test_unknown_levels_and_roles_are_told_beside_the_total(known: Catalogue) -> None:
    rows = [
        *make.activities(known),
        Activities(office="a", kind="talk", level="", count=2, quantity=5),
        Activities(office="a", kind="talk", level="commune", role="", count=3, quantity=7),
    ]
    tally = communication_tally(known.kinds, rows, coverage=Coverage(16, 18))
    found = document(known, replace(make.figures(known), communication=tally))
    (table,) = found.annexes[0].blocks
    assert isinstance(table, Table)
    assert [one.title for one in table.columns][4:8] == [
        "Cấp tỉnh", "Cấp huyện", "Cấp xã", "Chưa rõ cấp",
    ]  # fmt: skip
    talk = next(row for row in table.rows if row.cells[1].text == "Nói chuyện")
    assert [cell.text for cell in talk.cells[3:8]] == ["26", "12", "0", "9", "5"]
    assert "Ghi chú: 02 hoạt động chưa rõ cấp, được tính vào tổng số và nêu ở cột" in plain(found)
    assert plain(found).count("tính 03 hoạt động chưa rõ đơn vị chủ trì hay phối hợp") == 2


def test_what_has_no_row_in_the_annex_is_told_where_it_belongs(known: Catalogue) -> None:
    rows = [
        Activities(office="a", kind="inspection", level="commune", count=2, quantity=2),
        Activities(office="a", kind="gift", level="commune", quantity=30),
        Activities(office="a", kind="document", level="commune", count=3),
        Activities(office="a", kind="talk", level="commune", quantity=1),
    ]
    lacking = [Activities(office="a", kind="gift", level="commune")]
    tally = communication_tally(known.kinds, rows, coverage=Coverage(16, 18), lacking=lacking)
    text = plain(document(known, replace(make.figures(known), communication=tally)))
    listed = next(line for line in text.splitlines() if line.startswith("Cụ thể"))
    assert (
        listed == "Cụ thể (số liệu của 16/18 đơn vị): 01 buổi nói chuyện chuyên đề, tọa đàm "
        "(chi tiết tại Phụ lục I)."
    )
    directing, _, rest = text.partition("II. KẾT QUẢ")
    assert "03 hoạt động văn bản chỉ đạo ban hành chưa ghi số lượng; 02 cuộc kiểm tra" in directing
    _, _, women = rest.partition("3. Hoạt động vì sự tiến bộ")
    assert "30 suất quà tặng, hỗ trợ (trong đó 01 hoạt động chưa ghi đủ thông tin)" in women


def test_a_kind_that_no_section_names_is_told_after_the_annex_rows(known: Catalogue) -> None:
    kinds = {**known.kinds, "visit": replace(known.kinds["gift"], id="visit", label="Thăm hỏi")}
    rows = [Activities(office="a", kind="visit", level="commune", quantity=4)]
    tally = communication_tally(kinds, rows, coverage=Coverage(16, 18))
    figures = replace(make.figures(known), communication=tally)
    text = plain(build(figures, kinds.values()))
    assert "Ngoài các hình thức tuyên truyền tại Phụ lục I, đã ghi nhận 04 suất thăm hỏi" in text


def test_what_does_not_count_is_told_with_its_office(known: Catalogue) -> None:
    figures = make.figures(known)
    office = figures.offices[8]
    found = document(known, replace(figures, invalid={office.id: 2}))
    assert f"02 mục chưa hợp lệ của {office.short} không được tính" in plain(found)


def test_outside_the_sector_no_office_is_told_to_have_had_nothing(known: Catalogue) -> None:
    figures = make.figures(known, profile=SHARED)
    nil = tuple(replace(one, state="nil") for one in figures.offices)
    text = plain(document(known, replace(figures, offices=nil)))
    assert "Không phát sinh" not in text
    assert "Đã báo cáo đủ" in text


@pytest.mark.parametrize("name", ["", "Phòng Văn hóa và Thông tin"])
def test_two_offices_with_one_name_are_told_apart(known: Catalogue, name: str) -> None:
    figures = make.figures(known)
    owed = make.expected(known)
    same = tuple(
        replace(one, short="Phòng VH", name=name or one.name)
        if one.id in {owed[0].office, owed[1].office}
        else one
        for one in figures.offices
    )
    found = document(known, replace(figures, offices=same))
    (table, *_) = found.annexes[1].blocks
    assert isinstance(table, Table)
    titles = [column.title for column in table.columns]
    assert len(set(titles)) == len(titles)


def test_a_report_made_before_the_end_says_up_to_when(known: Catalogue) -> None:
    early = replace(make.figures(known), made=date(2024, 5, 24))
    text = plain(document(known, early))
    assert "số liệu tính đến ngày 24/5/2024" in text
    assert "31/5/2024" not in text
    assert "số liệu tính đến ngày 31/5/2024" in plain(document(known, make.figures(known)))


def test_values_that_are_still_in_difference_are_told(known: Catalogue) -> None:
    told = "Còn 03 chỗ khác nhau chưa xử lý"
    assert told in plain(document(known, replace(make.figures(known), open_differences=3)))
    assert "chưa xử lý" not in plain(document(known, make.figures(known)))


def test_a_gap_does_not_say_figures_twice(known: Catalogue) -> None:
    text = plain(document(known, replace(make.figures(known), dv=None)))
    assert "chưa có số liệu: số liệu" not in text
