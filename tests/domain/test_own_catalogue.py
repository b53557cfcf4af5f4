"""A catalogue out of lists: what is filled in, what is refused by cell, which release results."""

from __future__ import annotations

from datetime import date

import pytest

from gbdesk.domain.catalogue import DV_FORM, Catalogue
from gbdesk.domain.catalogue_faults import enters_by_place, faults, filled_in
from gbdesk.domain.catalogue_lines import CLOSED, Line, Lists, guessed_area, guessed_kind, lists_of
from gbdesk.domain.catalogue_making import first_release, next_release
from gbdesk.domain.catalogue_read import read_catalogue
from gbdesk.domain.template_blank import BASES, BLANK, base
from gbdesk.domain.templates import TEMPLATES

DAY = date(2026, 4, 1)

EVERY = {"dv", "activities", "narrative", "cadre", "products"}


def own(offices: list[Line], places: list[Line] | None = None) -> Lists:
    lists = lists_of(base("own-2025"))
    lists.facts |= {"province": "Tỉnh Sông Vàng", "seat": "Sông Vàng", "above": "UBND TỈNH X"}
    lists.offices, lists.places = offices, places or []
    return lists


def released(lists: Lists) -> Catalogue:
    assert faults(lists) == []
    return read_catalogue(first_release(base("own-2025"), lists))


def told(lists: Lists, today: date | None = None) -> set[tuple[str, int, str, str]]:
    return {(one.table, one.row, one.column, one.code) for one in faults(lists, today)}


@pytest.mark.parametrize("name", TEMPLATES)
def test_untouched_lists_give_the_template_itself(name: str) -> None:
    begun = base(name)
    assert faults(lists_of(begun)) == []
    made, before = first_release(begun, lists_of(begun)), read_catalogue(begun)
    now = read_catalogue(made)
    assert now.offices == before.offices
    assert dict(now.places) == dict(before.places)
    assert set(now.duties) == set(before.duties)
    assert (now.tasks, now.succession) == (before.tasks, before.succession)
    assert (now.hub, now.letterhead, now.title) == (before.hub, before.letterhead, before.title)


@pytest.mark.parametrize("name", BASES)
def test_the_next_release_of_the_same_lists_differs_in_its_number_only(name: str) -> None:
    lists = own([{"name": "Xã Bản Mới"}]) if name in BLANK else lists_of(base(name))
    first = first_release(base(name), lists)
    assert next_release(first, lists_of(first), DAY) | {"number": 1} == first


@pytest.mark.parametrize(
    ("name", "kind", "area"),
    [
        ("Phòng Văn hóa - Xã hội xã Bản Mới", "commune-office", "Xã Bản Mới"),
        ("Phòng Văn hoá – Xã hội phường Hoa Ban", "commune-office", "Phường Hoa Ban"),
        ("Xã Na Hang", "commune-office", "Xã Na Hang"),
        ("Phòng Văn hóa và Thông tin huyện Sông Mây", "district-office", "Huyện Sông Mây"),
        ("Trung tâm Văn hóa huyện Sông Mây", "district-centre", "Huyện Sông Mây"),
        ("Phòng Quản lý Văn hóa và Gia đình", "department-office", ""),
        ("Bảo tàng tỉnh", "subordinate-unit", ""),
        ("Phòng Văn hóa và Thông tin thị xã Hoa Ban", "district-office", "Thị xã Hoa Ban"),
    ],
)
def test_a_name_tells_kind_and_area(name: str, kind: str, area: str) -> None:
    assert guessed_kind(name).id == kind
    assert guessed_area(name) == area


def test_what_is_filled_in_is_what_the_release_says() -> None:
    line = {"name": "Phòng Văn hóa - Xã hội xã Bản Mới"}
    assert filled_in(line)["area"] == "Xã Bản Mới"
    catalogue = released(own([line, {"name": "Thư viện tỉnh", "phone": "0207 382 1234"}]))
    hub, commune, library = catalogue.offices.values()
    assert catalogue.places[commune.place].name == "Xã Bản Mới"
    assert [one.places for one in catalogue.duties if one.dataset == "dv"] == [(commune.place,)]
    assert library.parent == hub.id
    assert library.phone == "0207 382 1234"
    assert catalogue.letterhead.issuer == "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"
    assert catalogue.hub.province == "own:province"
    assert not catalogue.sample


def test_the_same_name_in_other_letters_is_a_duplicate() -> None:
    lists = own([{"name": "Xã Hòa An"}, {"name": ""}, {"name": "xã Hoà\u00a0An "}])
    found = told(lists)
    assert ("offices", 0, "name", "name.twice") in found
    assert ("offices", 2, "name", "name.twice") in found
    assert ("offices", 2, "area", "area.twice") in found
    assert not [one for one in found if one[1] == 1]  # an empty line is nothing


def test_decomposed_text_is_composed() -> None:
    catalogue = released(own([{"name": "Xã Ba\u0309n Mơ\u0301i"}]))
    assert [one.title for one in catalogue.offices.values()][1] == "Xã Bản Mới"


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ({"short": "X"}, "name", "name.empty"),
        ({"name": "Xã A", "kind": "lạ"}, "kind", "kind.unknown"),
        ({"name": "Phòng A", "kind": "commune-office"}, "area", "area.empty"),
        ({"name": "Xã A", "phone": "chị Lan"}, "phone", "phone.odd"),
        ({"name": "Xã A", "parent": "Xã Nào"}, "parent", "parent.unknown"),
        ({"name": "Sở VHTTDL"}, "name", "name.twice"),
        ({"name": "Xã " + "A" * 250}, "name", "long"),
    ],
)
def test_each_fault_is_told_in_its_cell(line: Line, column: str, code: str) -> None:
    assert ("offices", 1, column, code) in told(own([{"name": "Xã B"}, line]))


def test_without_a_unit_there_is_no_release() -> None:
    assert told(own([])) == {("offices", -1, "name", "none")}


def test_communes_belong_to_the_unit_that_enters_them() -> None:
    district = {"name": "Phòng Văn hóa và Thông tin huyện Sông Mây", "short": "Phòng Sông Mây"}
    lists = own(
        [district, {"name": "Xã Lẻ"}],
        [
            {"name": "Xã A", "code": "00101", "office": "huyện Sông Mây"},
            {"name": "Thị trấn B", "office": "Phòng Sông Mây"},
            {"name": "Xã C", "office": "Sông Mây"},
        ],
    )
    assert enters_by_place(lists)
    catalogue = released(lists)
    office = next(one for one in catalogue.offices.values() if one.short == "Phòng Sông Mây")
    names = [place.name for place in catalogue.duty_places(office.id, DV_FORM, "2026-N")]
    assert names == ["Xã A", "Thị trấn B", "Xã C"]
    kinds = [catalogue.places[place].kind for place in catalogue.places]
    assert kinds.count("township") == 1


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ({"office": "Sông Mây"}, "name", "place.empty"),
        ({"name": "Huyện B", "office": "Sông Mây"}, "name", "place.large"),
        ({"name": "Xã A", "office": "Sông Mây"}, "name", "place.twice"),
        ({"name": "Xã Lẻ", "office": "Sông Mây"}, "name", "place.owned"),
        ({"name": "Xã B", "office": "Sông Mưa"}, "office", "office.unknown"),
        ({"name": "Xã B"}, "office", "office.empty"),
        ({"name": "Xã B", "code": "0-1", "office": "Sông Mây"}, "code", "code.odd"),
        ({"name": "Xã B", "code": "00101", "office": "Sông Mây"}, "code", "code.twice"),
    ],
)
def test_each_fault_of_a_commune_is_told_in_its_cell(line: Line, column: str, code: str) -> None:
    offices = [{"name": "Phòng Văn hóa và Thông tin huyện Sông Mây"}, {"name": "Xã Lẻ"}]
    places = [{"name": "Xã A", "code": "00101", "office": "Sông Mây"}, line]
    assert ("places", 1, column, code) in told(own(offices, places))


def test_a_unit_without_communes_is_told() -> None:
    lists = own([{"name": "Phòng Văn hóa và Thông tin huyện Sông Mây"}])
    assert told(lists) == {("places", -1, "office", "office.bare")}


def test_a_line_left_out_of_the_first_release_is_nowhere() -> None:
    begun = base("sample-2024")
    lists = lists_of(begun)
    gone = next(at for at, one in enumerate(lists.offices) if one["kind"] == "district-office")
    short = lists.offices.pop(gone)["short"]
    lists.places = [one for one in lists.places if one["office"] != short]
    made = read_catalogue(first_release(begun, lists))
    before = read_catalogue(begun)
    missing = set(before.offices) - set(made.offices)
    assert len(missing) == 1
    assert not [one for one in made.duties if one.office in missing]
    assert not [one for one in made.tasks.values() if missing & {*one.lead, *one.partners}]
    assert len(before.places) - len(made.places) == len(lists_of(begun).places) - len(lists.places)


def test_a_new_unit_owes_from_its_day_and_a_closed_one_until_its_last() -> None:
    begun = base("sample-2025")
    first = first_release(begun, lists_of(begun))
    lists = lists_of(first)
    closing = next(one for one in lists.offices if one["kind"] == "commune-office")
    closing[CLOSED] = "2026-03-31"
    lists.offices.append({"name": "Phòng Văn hóa - Xã hội xã Mới Toanh"})
    assert faults(lists, DAY) == []
    now = read_catalogue(next_release(first, lists, DAY))
    assert now.number == 2
    new = next(one for one in now.offices.values() if one.title.endswith("xã Mới Toanh"))
    closed = next(one for one in now.offices.values() if one.key == closing["id"])
    assert new.valid_from == DAY
    assert not now.datasets(new.id, "2025-N")
    assert now.datasets(new.id, "2026-6T") == EVERY
    assert now.datasets(closed.id, "2025-N") == EVERY
    assert not now.datasets(closed.id, "2026-6T")
    like = next(
        one
        for one in now.offices.values()
        if one.kind == "commune-office" and one.id not in {new.id, closed.id}
    )
    assert {one.id for one in now.tasks_of(new.id)} == {one.id for one in now.tasks_of(like.id)}


def test_a_renamed_unit_keeps_its_id_and_what_it_owes() -> None:
    begun = base("sample-2024")
    first = first_release(begun, lists_of(begun))
    lists = lists_of(first)
    line = next(one for one in lists.offices if one["kind"] == "district-office")
    old = line["short"]
    for place in lists.places:
        if place["office"] == old:
            place["office"] = "Phòng Mới"
    line |= {"name": "Phòng Văn hóa, Khoa học huyện Sông Mây", "short": "Phòng Mới"}
    now, before = read_catalogue(next_release(first, lists, DAY)), read_catalogue(first)
    office = next(one for one in now.offices.values() if one.short == "Phòng Mới")
    assert before.offices[office.id].short == old
    assert set(now.duties) == set(before.duties)
    assert office.title_en == office.title  # the English name was that of another


def test_a_commune_given_to_another_unit_changes_hands_on_the_day() -> None:
    begun = base("own-2024")
    lists = own(
        [
            {"name": "Phòng Văn hóa và Thông tin huyện Một", "short": "Một"},
            {"name": "Phòng Văn hóa và Thông tin huyện Hai", "short": "Hai"},
        ],
        [
            {"name": "Xã A", "office": "Một"},
            {"name": "Xã B", "office": "Một"},
            {"name": "Xã C", "office": "Hai"},
        ],
    )
    first = first_release(begun, lists)
    later = lists_of(first)
    later.places[1]["office"] = "Hai"
    later.places.append({"name": "Xã D", "office": "Một"})
    now = read_catalogue(next_release(first, later, DAY))
    ids = {one.short: one.id for one in now.offices.values()}

    def names(office: str, period: str) -> list[str]:
        return [one.name for one in now.duty_places(ids[office], DV_FORM, period)]

    assert names("Một", "2025-N") == ["Xã A", "Xã B"]
    assert names("Hai", "2025-N") == ["Xã C"]
    assert names("Một", "2026-6T") == ["Xã A", "Xã D"]
    assert names("Hai", "2026-6T") == ["Xã B", "Xã C"]
