"""The catalogue after its first release: published at the hub, adopted at offices, never back."""

from __future__ import annotations

from pathlib import Path

import pytest

from gbdesk.app import App
from gbdesk.domain.catalogue_lines import CLOSED
from gbdesk.domain.refusals import Refused
from gbdesk.services.changed import Changed
from gbdesk.services.session import ENTER
from helpers import ready
from helpers.enrolled import PERIOD, Places, enrol, office_id


@pytest.fixture
def places(tmp_path: Path) -> Places:
    made = Places(tmp_path)
    made.make_hub()
    return made


def renamed(hub: App, name: str = "Phòng Văn hóa, Khoa học và Thông tin huyện Sông Mây") -> int:
    lists = hub.releasing.lists()
    line = next(one for one in lists.offices if one["id"] == "district-office.901")
    line["name"] = name
    return hub.releasing.publish(lists).number


def test_a_release_is_signed_numbered_and_in_force_at_once(places: Places) -> None:
    hub = places.open("hub")
    before = hub.catalogue.raw
    lists = hub.releasing.lists()
    lists.offices.append({"name": "Bảo tàng tỉnh", "phone": "0207 382 1234"})
    lists.facts["seat"] = "Hoa Ban"
    assert len(hub.releasing.differences(lists)) == 2
    done = hub.releasing.publish(lists, base=1)
    assert (done.number, hub.catalogue.number) == (2, 2)
    assert Changed.CATALOGUE in done.changed
    assert hub.catalogue.letterhead.seat == "Hoa Ban"
    museum = next(one for one in hub.catalogue.offices.values() if one.title == "Bảo tàng tỉnh")
    assert hub.enrolment.invite(museum.id).code
    assert hub.catalogue.raw["forms"] == before["forms"]
    assert [one.number for one in hub.releasing.known()] == [2, 1]
    hub.close()
    again = places.open("hub")
    assert again.catalogue.number == 2
    again.close()


def test_an_office_adopts_it_with_its_receipt_and_is_told_what_is_new(tmp_path: Path) -> None:
    office, hub = ready.pair(tmp_path)
    hub.receiving.take_in_all([office.sending.export(PERIOD, tmp_path).path])
    renamed(hub)
    (receipt,) = hub.receiving.receipts(tmp_path)
    done = office.enrolment.accept(receipt)
    assert done.catalogue == 2
    assert office.catalogue.number == 2
    title = office.catalogue.office(office.session.office).title
    assert title == "Phòng Văn hóa, Khoa học và Thông tin huyện Sông Mây"
    assert title in done.words
    office.close()
    hub.close()


def test_an_office_that_sent_nothing_gets_a_file_of_its_own(places: Places) -> None:
    hub = places.open("hub")
    office = enrol(places, hub, "office", "district-office.901")
    renamed(hub)
    out = places.folder / "out"
    out.mkdir()
    (file,) = hub.releasing.write_files(out)
    assert "DANHMUC" in file.name
    done = office.enrolment.accept(file)
    assert (done.catalogue, office.catalogue.number) == (2, 2)
    assert office.enrolment.accept(file).catalogue == 0  # once is enough
    assert office.catalogue.number == 2
    office.close()
    hub.close()


def test_an_older_file_does_not_bring_the_older_release_back(places: Places) -> None:
    hub = places.open("hub")
    office = enrol(places, hub, "office", "district-office.901")
    renamed(hub)
    for name in ("first", "second"):
        (places.folder / name).mkdir()
    (first,) = hub.releasing.write_files(places.folder / "first")
    renamed(hub, "Phòng Văn hóa huyện Sông Mây")
    (second,) = hub.releasing.write_files(places.folder / "second")
    office.enrolment.accept(second)
    assert office.catalogue.number == 3
    with pytest.raises(Refused, match="E_ROLLBACK"):
        office.enrolment.accept(first)
    assert office.catalogue.number == 3
    office.close()
    hub.close()


def test_work_done_under_the_older_release_still_comes_in(tmp_path: Path) -> None:
    office, hub = ready.pair(tmp_path)
    package = office.sending.export(PERIOD, tmp_path).path
    lists = hub.releasing.lists()
    line = next(one for one in lists.offices if one["id"] == "district-office.901")
    line[CLOSED] = "2024-12-31"
    hub.releasing.publish(lists)
    hub.receiving.take_in_all([package])
    matrix = hub.monitoring.matrix([PERIOD])
    row = next(one for one in matrix.rows if one.office == office_id(hub))
    assert row.cells[PERIOD].kind not in {"none", "damaged"}
    office.close()
    hub.close()


def test_nothing_is_published_twice_over_or_without_a_right(places: Places) -> None:
    hub = places.open("hub")
    lists = hub.releasing.lists()
    with pytest.raises(Refused, match=r"catalogue\.same"):
        hub.releasing.publish(lists)
    with pytest.raises(Refused, match=r"catalogue\.nobody"):
        hub.releasing.write_files(places.folder)
    lists.offices.append({"name": "Bảo tàng tỉnh"})
    hub.releasing.publish(lists, base=1)
    with pytest.raises(Refused, match=r"catalogue\.base"):
        hub.releasing.publish(lists, base=1)
    broken = hub.releasing.lists()
    broken.offices.append({"name": "Bảo tàng tỉnh"})
    with pytest.raises(Refused, match=r"catalogue\.faults"):
        hub.releasing.publish(broken)
    assert hub.catalogue.number == 2
    hub.accounts.add("tu", "Bạn Tú", "mật khẩu thử nghiệm", ENTER)
    hub.close()
    other = places.open("hub", "tu")
    more = other.releasing.lists()
    more.offices.append({"name": "Thư viện số"})
    with pytest.raises(Refused, match=r"catalogue\.right"):
        other.releasing.publish(more)
    other.close()


def test_an_office_publishes_nothing(tmp_path: Path) -> None:
    office, hub = ready.pair(tmp_path)
    lists = office.releasing.lists()
    with pytest.raises(Refused, match="hub_only"):
        office.releasing.publish(lists)
    with pytest.raises(Refused, match="hub_only"):
        office.releasing.write_files(tmp_path)
    office.close()
    hub.close()
