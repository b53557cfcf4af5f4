from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from gbdesk import text
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_read import read_catalogue
from gbdesk.domain.owed import forms_expected
from gbdesk.domain.refusals import Refused
from gbdesk.domain.templates import TEMPLATES, load_template, template


@pytest.fixture
def raw() -> dict[str, Any]:
    return deepcopy(template("sample-2024"))


@pytest.fixture(scope="module")
def sample() -> Catalogue:
    return load_template("sample-2024")


def office(catalogue: Catalogue, key: str) -> str:
    return next(o.id for o in catalogue.offices.values() if o.key == key)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_release_is_the_same_after_writing_and_reading(name: str) -> None:
    catalogue = load_template(name)
    text_form = json.dumps(catalogue.to_dict(), ensure_ascii=False)
    again = read_catalogue(json.loads(text_form))
    assert again == catalogue
    assert again.to_dict() == catalogue.to_dict()


def test_keys_of_a_later_program_are_passed_over_and_kept(raw: dict[str, Any]) -> None:
    raw["colours"] = ["teal"]
    for entry in (
        raw["hub"],
        raw["places"][0],
        raw["offices"][0],
        raw["duties"][0],
        raw["periods"][0],
        raw["kinds"][0],
        raw["tasks"][0],
        raw["letterhead"],
        raw["recipients"][0],
        raw["signers"][0],
        raw["succession"][0] if raw["succession"] else raw["topics"][0],
        raw["forms"][0]["line"][0],
    ):
        entry["later"] = {"more": [1, 2]}
    assert read_catalogue(raw).to_dict() == raw


def test_a_copy_of_a_release_can_be_changed_without_touching_it(sample: Catalogue) -> None:
    changed = sample.to_dict()
    changed["hub"]["name"] = "Khác"
    assert sample.to_dict()["hub"]["name"] != "Khác"


def dv(raw: dict[str, Any], number: int = 0) -> dict[str, Any]:
    """One of the duties for figures."""
    found: list[dict[str, Any]] = [duty for duty in raw["duties"] if duty["dataset"] == "dv"]
    return found[number]


def words(raw: dict[str, Any]) -> dict[str, Any]:
    """A duty for the narrative."""
    return next(dict(duty) for duty in raw["duties"] if duty["dataset"] == "narrative")


NOWHERE = ["sample2004:1"]
BREAKS: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "duty twice": (lambda raw: raw["duties"].append(dict(dv(raw))), "overlap"),
    "place of two": (lambda raw: dv(raw, 1)["places"].append(dv(raw)["places"][0]), "overlap"),
    "narrative twice": (lambda raw: raw["duties"].append(words(raw)), "overlap"),
    "duty place": (lambda raw: dv(raw).update(places=NOWHERE), "place"),
    "office place": (lambda raw: raw["offices"][3].update(place=NOWHERE[0]), "place"),
    "parent place": (lambda raw: raw["places"][5].update(parent=NOWHERE[0]), "place"),
    "hub province": (lambda raw: raw["hub"].update(province=NOWHERE[0]), "place"),
    "duty form": (lambda raw: dv(raw).update(form="TT99-2099"), "form"),
    "bound form": (lambda raw: raw["bindings"].append(["TT99-2099", "2024-N"]), "form"),
    "bound period": (lambda raw: raw["bindings"].append(["TT07-2017", "2031-6T"]), "period"),
    "duty period": (lambda raw: dv(raw).update(periods=["2031-6T"]), "period"),
    "duty office": (lambda raw: dv(raw).update(office="u_nobody"), "office"),
    "parent office": (lambda raw: raw["offices"][3].update(parent="u_nobody"), "office"),
    "hub": (lambda raw: raw["hub"].update(office="u_nobody"), "office"),
    "task owner": (lambda raw: raw["tasks"][0].update(lead=["u_nobody"]), "shape"),
    "measure": (lambda raw: raw["kinds"][0].update(measures=["heads"]), "shape"),
    "window": (lambda raw: raw["periods"][0].update(end="2001-01-01"), "shape"),
    "id twice": (lambda raw: raw["offices"].append(raw["offices"][0]), "shape"),
    "date": (lambda raw: raw["periods"][0].update(due="5/6"), "shape"),
    "no offices": (lambda raw: raw.pop("offices"), "shape"),
    "no list": (lambda raw: raw.update(words=None), "shape"),
}


@pytest.mark.parametrize("what", BREAKS)
def test_a_release_that_disagrees_with_itself_is_refused(raw: dict[str, Any], what: str) -> None:
    spoil, code = BREAKS[what]
    spoil(raw)
    with pytest.raises(Refused) as refused:
        read_catalogue(raw)
    assert refused.value.code == f"catalogue.{code}"


def test_duties_that_follow_each_other_do_not_overlap(raw: dict[str, Any]) -> None:
    owed = dv(raw)
    later = {**owed, "valid_from": "2024-07-01"}
    owed["valid_to"] = "2024-06-30"
    raw["duties"].append(later)
    found = read_catalogue(raw)
    assert len(found.duty_places(owed["office"], "TT07-2017", "2024-6T")) == 12
    assert len(found.duty_places(owed["office"], "TT07-2017", "2024-N")) == 12


def test_a_duty_can_be_owed_for_some_periods_only(raw: dict[str, Any]) -> None:
    duty = dv(raw)
    duty["periods"] = ["2024-N"]
    raw["duties"].append({**duty, "periods": ["2023-N"]})
    found = read_catalogue(raw)
    owed = [p for p in found.periods if found.duty_places(duty["office"], "TT07-2017", p)]
    assert owed == ["2023-N", "2024-N"]


def test_figures_are_expected_of_districts_and_words_of_every_reporting_office(
    sample: Catalogue,
) -> None:
    expected = sample.expected("2024-6T")
    by_place = [one for one, form in expected if form == "TT07-2017"]
    assert {one.kind for one in by_place} == {"district-office"}
    assert len(by_place) == 7
    reporting = sample.reporting("2024-6T")
    assert len(reporting) == 7 + 7 + 4
    for name in ("CADRE", "PRODUCTS"):
        assert [one for one, form in expected if form == name] == list(reporting)
    centre = office(sample, "district-centre.901")
    assert sample.datasets(centre, "2024-6T") == {"activities", "narrative", "cadre", "products"}
    first = office(sample, "district-office.901")
    every = {"dv", "activities", "narrative", "cadre", "products"}
    assert sample.datasets(first, "2024-6T") == every
    assert [p.short for p in sample.duty_places(first, "TT07-2017", "2024-6T")][:3] == [
        "TT. Sông Mây",
        "Xã Bản Mới",
        "Xã Đồi Thông",
    ]


def test_the_rooms_of_the_hub_owe_nothing_and_belong_to_it(sample: Catalogue) -> None:
    room = office(sample, "dept.family")
    assert sample.datasets(room, "2024-6T") == frozenset()
    assert sample.office(room).parent == sample.hub.office
    assert {sample.hub.office, room} <= sample.own_offices
    assert sample.office(office(sample, "library")).device


def test_an_office_sees_its_own_units_and_those_below(sample: Catalogue) -> None:
    day = date(2024, 5, 1)
    district = sample.places_of(office(sample, "district-office.901"), day)
    assert [p.kind for p in district[:2]] == ["district", "township"]
    assert len(district) == 13
    assert len(sample.places_of(sample.hub.office, day)) == len(sample.places)


def test_words_for_levels_come_from_the_catalogue() -> None:
    old, new = load_template("sample-2024"), load_template("sample-2025")
    for catalogue in (old, new):
        for key in ("hub", "hub_short", "office", "place_kind", "places_kind", "parent"):
            assert catalogue.word(key) != key
    assert (old.word("hub_short"), old.word("middle")) == ("Sở", "huyện")
    assert new.word("places_kind") == "xã, phường"
    assert old.word("province") == "Tỉnh Sông Vàng"
    text.set_language("en")
    assert old.word("hub_short") == "the department"
    assert old.word("nothing") == "nothing"


def test_the_report_goes_through_the_body_in_charge_on_that_day(sample: Catalogue) -> None:
    assert sample.recipient("committee", date(2024, 6, 5)).title.startswith("Ban Vì sự tiến bộ")
    before = sample.recipient("peoples-committee", date(2024, 6, 5))
    after = sample.recipient("peoples-committee", date(2025, 6, 5))
    assert before.via == "Sở Lao động, Thương binh và Xã hội"
    assert after.via == "Sở Nội vụ"
    with pytest.raises(Refused):
        sample.recipient("nobody", date(2024, 6, 5))


def test_the_letterhead_and_signers_are_data(sample: Catalogue) -> None:
    assert sample.letterhead.parent == "UBND TỈNH SÔNG VÀNG"
    assert sample.hub.parent_body == "Ủy ban nhân dân tỉnh Sông Vàng"
    assert sample.signers[0].lines == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    assert sample.threshold == 5


def test_what_a_release_does_not_know_is_refused(sample: Catalogue) -> None:
    for ask in (sample.office, sample.period, sample.form):
        with pytest.raises(Refused):
            ask("nothing")


@pytest.mark.parametrize("name", ["sample-2024", "sample-2025"])
def test_the_forms_an_office_owes_are_those_of_its_duties(name: str) -> None:
    catalogue = load_template(name)
    for period in catalogue.periods.values():
        for office in catalogue.offices:
            slow = [form for one, form in catalogue.expected(period.id) if one.id == office]
            assert list(forms_expected(catalogue, office, period.id)) == slow
    with pytest.raises(Refused):
        forms_expected(catalogue, office, "1999-N")
