"""What is told of registers beyond their lines: how many of how many units, the list in Excel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from gbdesk.app import App
from gbdesk.domain.ops import Fields
from gbdesk.domain.refusals import Refused
from gbdesk.domain.tally import Coverage
from gbdesk.services.entries import EntryQuery
from helpers import ready
from helpers.enrolled import PERIOD

MODELS = EntryQuery(register="model")


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[App, App]]:
    office, hub = ready.pair(tmp_path)
    yield office, hub
    office.close()
    hub.close()


def keep(app: App, **fields: object) -> str:
    values: Fields = {"register": "model", "type": "family-club", "name": "CLB Bản Mới"}
    return app.entries.save(None, {**values, **fields}).id  # type: ignore[dict-item]


def fill(office: App, hub: App, folder: Path) -> str:
    place = office.catalogue.places_of(office.session.office, office.today())[3]
    keep(office, place=place.id, members=30, since="2019-06-28", budget=1_500_000)
    keep(office, name="=CLB Khe Vầu", status="paused", status_day="2024-05-02")
    keep(office, name=None, type="shelter", code="NTL-01", place=place.id)
    hub.receiving.take_in(office.sending.export(PERIOD, folder).path)
    keep(hub, name="Mô hình của Sở")
    return place.name


def sheets(path: Path) -> dict[str, list[list[object]]]:
    book = load_workbook(path)
    return {one.title: [list(row) for row in one.iter_rows(values_only=True)] for one in book}


def test_how_many_of_how_many_units(pair: tuple[App, App], tmp_path: Path) -> None:
    office, hub = pair
    fill(office, hub, tmp_path)
    found = hub.register_lists.spread(MODELS, PERIOD)
    assert (found.lines, dict(found.by_state)) == (4, {"active": 3, "paused": 1})
    assert (found.coverage, found.unreviewed) == (Coverage(1, 18), 4)
    theirs = EntryQuery(register="model", offices=(office.session.office,))
    assert hub.register_lists.spread(theirs, PERIOD).lines == 3
    with pytest.raises(Refused):
        hub.register_lists.spread(MODELS, "2099-6T")


def test_the_list_of_all_units_names_no_shelter(pair: tuple[App, App], tmp_path: Path) -> None:
    office, hub = pair
    place = fill(office, hub, tmp_path)
    written = hub.register_lists.write(MODELS, PERIOD, tmp_path)
    assert (written.lines, written.guarded) == (3, 1)
    found = sheets(written.path)
    cover = [row[0] for row in found["Bìa"] if row[0]]
    assert "Danh sách có 03 dòng." in cover
    assert "Có dòng trong sổ: 1/18 đơn vị báo cáo." in cover
    without = next(str(one) for one in cover if str(one).startswith("Chưa có dòng nào: "))
    assert office.catalogue.office(office.session.office).short not in without
    assert "Chưa rà soát trong 6 tháng đầu năm 2024: 04 dòng." in cover
    assert str(cover[-1]).startswith("Ngoài ra có 01 nhà tạm lánh")
    sums = {str(row[0]): row[1:6] for row in found["Bảng"]}
    assert sums["Câu lạc bộ gia đình phát triển bền vững"] == [2, 1, 0, 3, 2]
    assert sums["Nhà tạm lánh cộng đồng"] == [1, 0, 0, 1, 1]
    head = next(at for at, row in enumerate(found["Phụ lục"]) if row[0] == "STT")
    titles, rows = found["Phụ lục"][head], found["Phụ lục"][head + 1 :]
    lines = {str(row[5]): dict(zip(titles, row, strict=True)) for row in rows}
    assert "NTL-01" not in str(found["Phụ lục"])
    club = lines["CLB Bản Mới"]
    assert (club["Địa bàn"], club["Thành lập"]) == (place, "28/06/2019")
    assert (club["Số thành viên"], club["Kinh phí/năm (đồng)"]) == (30, 1_500_000)
    assert (club["Trong đó nữ"], club["Tình trạng"]) == (None, "Đang hoạt động")
    assert lines["=CLB Khe Vầu"]["Tình trạng"] == "Tạm dừng (02/05/2024)"
    with hub.desk.read() as db:
        told = db.exec_driver_sql("SELECT what FROM audit ORDER BY id DESC LIMIT 1").scalar()
    assert told == "report register"


def test_a_narrowed_list_says_so(pair: tuple[App, App], tmp_path: Path) -> None:
    office, hub = pair
    fill(office, hub, tmp_path)
    asked = EntryQuery(
        register="model",
        offices=(office.session.office,),
        statuses=("paused",),
        text="khe",
        unreviewed=PERIOD,
    )
    first = hub.register_lists.write(asked, PERIOD, tmp_path)
    again = hub.register_lists.write(asked, PERIOD, tmp_path)
    assert again.path.name == f"{first.path.stem} (2).xlsx"
    cover = [row[0] for row in sheets(first.path)["Bìa"] if row[0]]
    name = office.catalogue.office(office.session.office).name
    narrowed = f"{name}; Tạm dừng; “khe”; chưa rà soát trong 6 tháng đầu năm 2024"
    assert f"Chỉ gồm các dòng: {narrowed}." in cover
    assert not any("đơn vị báo cáo" in str(one) for one in cover)


def test_a_register_without_lines_or_states(pair: tuple[App, App], tmp_path: Path) -> None:
    office, _hub = pair
    asked = office.entries.own("document")
    written = office.register_lists.write(asked, PERIOD, tmp_path)
    assert "chưa có" in str(sheets(written.path)["Bìa"])
    told: Fields = {"type": "plan", "title": "Kế hoạch năm 2024", "date": "2024-02-01"}
    office.entries.save(None, {"register": "document", **told})
    found = sheets(office.register_lists.write(asked, PERIOD, tmp_path).path)
    head = next(row for row in found["Bảng"] if row[0] == "Loại")
    assert [one for one in head if one] == ["Loại", "Cộng"]
