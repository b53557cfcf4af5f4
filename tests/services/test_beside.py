from __future__ import annotations

from datetime import date
from pathlib import Path

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_read import read_catalogue
from gbdesk.domain.ids import return_row_id
from gbdesk.domain.merge import PUT
from gbdesk.domain.places import Place, Succession, formers
from gbdesk.domain.templates import template
from gbdesk.services import undo
from gbdesk.services.beside import BEFORE, LAST_YEAR, beside
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.returns import CellChange, Returns
from gbdesk.store.oplog import Draft
from helpers.entering import desk, office_id

FORM = "TT07-2017"
CASES = "dv.cases"


def old_row(at: Desk, office: str, period: str, place: str, **values: int) -> None:
    """A row of another office as it came in a package."""
    fields = {"form": FORM, "period": period, "place": place}
    record = return_row_id(office, FORM, period, place)
    draft = Draft(
        entity="row",
        kind=PUT,
        record=record,
        office=office,
        fields={**fields, **{f"dv.{name}": value for name, value in values.items()}},
    )
    undo.write(at, [draft], Changed.FIGURES)


def both_worlds() -> Catalogue:
    """The two-level world with the offices and duties of before, closed on 30/6/2025."""
    raw, old = template("sample-2025"), template("sample-2024")
    closed = [one for one in old["offices"] if one["kind"] == "district-office"]
    raw["offices"] += closed
    owed = {one["id"] for one in closed}
    raw["duties"] += [
        {**one, "valid_to": "2025-06-30"} for one in old["duties"] if one["office"] in owed
    ]
    return read_catalogue(raw)


def test_the_period_before_and_last_year_stand_apart(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        office = at.session.office
        place = at.catalogue.duty_places(office, FORM, "2024-6T")[0].id
        for period, value in (("2023-6T", 3), ("2023-N", 7), ("2022-6T", 9)):
            change = CellChange(place=place, indicator=CASES, value=value)
            Returns(at).set_cells(FORM, period, [change])
        found = beside(at, FORM, "2024-6T", office)
        assert {which: then.period for which, then in found.items()} == {
            BEFORE: "2023-N",
            LAST_YEAR: "2023-6T",
        }
        assert found[BEFORE].figures[place, CASES] == 7
        assert found[LAST_YEAR].figures[place, CASES] == 3
        assert not found[LAST_YEAR].formers
        assert beside(at, FORM, "2024-N", office)[BEFORE].period == "2024-6T"


def test_the_first_period_of_a_catalogue_has_none_before(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        assert not beside(at, FORM, "2022-6T", at.session.office)


def test_a_unit_that_did_not_exist_shows_the_old_ones_under_their_names(tmp_path: Path) -> None:
    day, release = date(2026, 5, 20), both_worlds()
    with desk(tmp_path, "dept", name="sample-2025", today=day, release=release) as at:
        new = "sample2025:90001"
        office = next(o.id for o in at.catalogue.offices.values() if o.place == new)
        district = office_id("district-office.901")
        old_row(at, district, "2025-6T", "sample2004:90001", cases=2)
        old_row(at, district, "2025-6T", "sample2004:90004", cases=5)
        found = beside(at, FORM, "2026-6T", office)
        then = found[LAST_YEAR]
        assert (new, CASES) not in then.figures, "nothing is added up or shared out"
        assert [(one.name, one.share, one.figures.get(CASES)) for one in then.formers[new]] == [
            ("Thị trấn Sông Mây", "whole", 2),
            ("Xã Bản Mới", "whole", 5),
            ("Xã Đồi Thông", "whole", None),
        ]
        assert found[BEFORE].period == "2025-N"
        assert new not in found[BEFORE].formers, "the unit exists since 1/7/2025"


def test_a_place_keeps_its_past_when_another_office_reports_it(tmp_path: Path) -> None:
    first, second = office_id("district-office.901"), office_id("district-office.902")
    raw = template("sample-2024")
    owed = next(o for o in raw["duties"] if o["office"] == first and o["dataset"] == "dv")
    place = owed["places"][0]
    owed["places"] = owed["places"][1:]
    moved = {**owed, "places": [place]}
    raw["duties"] += [
        {**moved, "periods": ["2024-6T"]},
        {**moved, "office": second, "periods": ["2023-6T"]},
    ]
    with desk(tmp_path, "dept", release=read_catalogue(raw)) as at:
        office = first
        old_row(at, second, "2023-6T", place, cases=4)
        assert beside(at, FORM, "2024-6T", office)[LAST_YEAR].figures[place, CASES] == 4


def test_older_units_are_found_through_several_changes_and_circles_end() -> None:
    def place(ident: str, start: int, end: int) -> Place:
        return Place(
            id=ident,
            code=ident,
            name=ident,
            kind="commune",
            parent="",
            valid_from=date(start, 1, 1),
            valid_to=date(end, 12, 31),
        )

    places = {one.id: one for one in (place("a", 2000, 2009), place("b", 2010, 2019))}
    places["c"] = place("c", 2020, 2029)
    steps = (
        Succession(new="c", old="b", share="part"),
        Succession(new="b", old="a", share="whole"),
        Succession(new="a", old="c", share="whole"),
    )
    assert [(one.id, share) for one, share in formers("c", steps, places, date(2005, 1, 1))] == [
        ("a", "part")
    ]
    assert formers("c", steps, places, date(1990, 1, 1)) == ()
