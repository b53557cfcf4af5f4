"""The release in which units become one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_faults import faults
from gbdesk.domain.catalogue_lines import lists_of
from gbdesk.domain.catalogue_making import next_release
from gbdesk.domain.catalogue_parts import Office
from gbdesk.domain.catalogue_read import read_catalogue
from gbdesk.domain.mergers import Merger, lists_after, release_after
from gbdesk.domain.templates import load_template

DAY = date(2026, 7, 1)
MAY = date(2024, 5, 1)


def office(found: Catalogue, key: str) -> Office:
    return next(one for one in found.offices.values() if one.key == key)


def merged(before: Catalogue, merger: Merger) -> tuple[Catalogue, Office]:
    assert not faults(lists_after(before.raw, merger), merger.day)
    now = read_catalogue(release_after(before.raw, merger))
    return now, next(one for one in now.offices.values() if one.predecessors)


@pytest.fixture(scope="module")
def districts() -> Catalogue:
    return load_template("sample-2024")


@pytest.fixture(scope="module")
def communes() -> Catalogue:
    return load_template("sample-2025")


def old(found: Catalogue, kind: str) -> tuple[str, str]:
    first, second, *_ = (one.key for one in found.offices.values() if one.kind == kind)
    return first, second


def test_a_commune_that_grew_is_another_place_with_its_old_code(communes: Catalogue) -> None:
    first, second = old(communes, "commune-office")
    merger = Merger(old=(first, second), day=DAY, into=first)
    now, heir = merged(communes, merger)
    was = communes.places[office(communes, first).place]
    place = now.places[heir.place]
    assert (place.id, place.code, place.name) == (f"{was.id}~2", was.code, was.name)
    assert place.valid_from == DAY
    assert now.places[was.id].valid_to == merger.last
    steps = {(step.old, step.new, step.share) for step in now.succession}
    assert (was.id, place.id, "whole") in steps
    assert (office(communes, second).place, place.id, "whole") in steps
    owed = [one.places for one in now.duties if one.office == heir.id and one.dataset == "dv"]
    assert owed == [(was.id,), (place.id,)]


def test_other_bodies_of_an_old_district_keep_its_communes(districts: Catalogue) -> None:
    first, second = old(districts, "district-office")
    day = date(2024, 7, 1)
    line = {"name": "Phòng Văn hóa và Thông tin huyện Mây Cọ", "area": "Huyện Mây Cọ"}
    now, heir = merged(districts, Merger(old=(first, second), day=day, line=line))
    for one in districts.offices.values():
        before = {each.id for each in districts.places_of(one.id, MAY)}
        assert before <= {each.id for each in now.places_of(one.id, MAY)}, one.short
    centre = next(one for one in now.offices.values() if one.kind == "district-centre")
    assert len(now.places_of(centre.id, day)) > 1
    covered = {place.id for place in now.duty_places(heir.id, "TT07-2017", "2024-N")}
    assert covered < {place.id for place in now.places_of(heir.id, day)}
    assert now.came_from(heir.id) == tuple(office(now, key).id for key in (first, second))


def test_tasks_of_the_old_units_are_those_of_the_new_one_too(districts: Catalogue) -> None:
    first, second = old(districts, "subordinate-unit")
    before = [office(districts, key).id for key in (first, second)]
    line = {"name": "Trung tâm Văn hóa và Điện ảnh tỉnh"}
    now, heir = merged(districts, Merger(old=(first, second), day=date(2024, 7, 1), line=line))
    wanted = {task.id for one in before for task in districts.tasks_of(one)}
    assert wanted
    assert {task.id for task in now.tasks_of(heir.id)} >= wanted


def test_the_lists_go_on_from_there(districts: Catalogue) -> None:
    first, second = old(districts, "district-office")
    now, heir = merged(districts, Merger(old=(first, second), day=date(2024, 7, 1), into=second))
    lists, later = lists_of(now.raw), date(2024, 8, 1)
    assert not faults(lists, later)
    assert {line["office"] for line in lists.places} >= {heir.short}
    assert office(now, first).short not in {line["office"] for line in lists.places}
    again: dict[str, Any] = next_release(now.raw, lists, later)
    assert again["duties"] == now.raw["duties"]
    assert read_catalogue(again).places == now.places


def test_one_merger_after_another(communes: Catalogue) -> None:
    first, second = old(communes, "commune-office")
    line = {"name": "Phòng Văn hóa - Xã hội xã Mới", "area": "Xã Mới"}
    now, heir = merged(communes, Merger(old=(first, second), day=DAY, line=line))
    third = next(
        one.key for one in now.offices.values() if one.kind == "commune-office" and not one.valid_to
    )
    more = Merger(old=(heir.key, third), day=date(2027, 7, 1), into=third)
    last = read_catalogue(release_after(now.raw, more))
    assert set(last.came_from(office(last, third).id)) == {
        heir.id,
        office(now, first).id,
        office(now, second).id,
    }
