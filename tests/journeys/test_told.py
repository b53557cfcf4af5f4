"""What the consolidated figures leave out or cannot know is told where they are printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from gbdesk.domain.disclosure import INTERNAL
from gbdesk.domain.merge import PUT
from gbdesk.reports.facts import ConsolidatedFigures
from gbdesk.services.gathering import gather
from gbdesk.services.returns import CellChange
from gbdesk.store.oplog import Draft
from helpers.enrolled import PERIOD, office_id
from helpers.journey import (
    FORM,
    HANOI,
    Province,
    complete,
    complete_whole,
    fill,
    meeting,
    places,
    province,
    send,
    take,
)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        yield made


def told(at: Province) -> ConsolidatedFigures:
    desk = at.hub.desk
    matrix = at.hub.monitoring.matrix([PERIOD])
    return gather(desk, matrix, PERIOD, INTERNAL, "committee", desk.today())


def test_what_does_not_count_is_told_by_office_and_period(at: Province) -> None:
    app = at.apps["a"]
    office = app.session.office
    wrong = [
        CellChange(place=places(app)[0], indicator=name, value=value)
        for name, value in (("dv.cases", 2), ("dv.households", 5))
    ]
    app.returns.set_cells(FORM, PERIOD, wrong)
    app.returns.set_cells(FORM, "2023-6T", wrong)
    meeting(app, **{"place.vn2004:09999": True})
    meeting(app, start="2023-01-10", **{"place.vn2004:09999": True})
    take(at, send(at, "a").path)
    assert told(at).invalid == {office: 2}


def test_an_activity_that_lacks_its_numbers_is_told(at: Province) -> None:
    app = at.apps["a"]
    meeting(app)
    meeting(app, **{"measure.attendees": None, "measure.women": None})
    meeting(app, status="planned", **{"measure.attendees": None, "measure.women": None})
    take(at, send(at, "a").path)
    assert told(at).communication.unfinished == 1


def test_the_day_of_receipt_is_the_day_it_was_here(
    at: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before seven in the morning the day of UTC is the day before."""
    import time

    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    time.tzset()
    try:
        complete(at.apps["a"])
        at.now = datetime(2024, 6, 6, 5, 30, tzinfo=HANOI)
        take(at, send(at, "a").path)
        figures = told(at)
        (office,) = [one for one in figures.offices if one.id == at.apps["a"].session.office]
        assert (office.state, str(office.received)) == ("late", "2024-06-06")
        assert [str(one.day) for one in figures.packages] == ["2024-06-06"]
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_paper_report_and_what_the_hub_enters_stand_behind_the_figures(at: Province) -> None:
    desk = at.hub.desk
    other = office_id(at.hub, "district-centre.901")
    paper = Draft(
        entity="paper",
        kind=PUT,
        record=desk.new_id(),
        office=other,
        fields={"period": PERIOD, "number": "12/BC", "date": "2024-05-20"},
    )
    with desk.write() as db:
        desk.record(db, [paper])
    assert told(at).communication.coverage.n == 1


def test_a_nil_return_that_the_hub_corrects_is_nil_no_more(at: Province) -> None:
    app = at.apps["a"]
    fill(app)
    app.returns.declare_nil(FORM, PERIOD)
    complete_whole(app)
    take(at, send(at, "a").path)
    states = {one.id: one.state for one in told(at).offices}
    assert states[app.session.office] == "nil"
    told_later = [
        CellChange(place=places(app)[0], indicator=name, value=2)
        for name in ("dv.cases", "dv.households", "family.households", "family.households.other")
    ]
    at.hub.returns.correct(
        FORM, PERIOD, told_later, office=app.session.office, reason="Điện thoại ngày 24/5"
    )
    figures = told(at)
    assert figures.dv is not None
    assert figures.dv.value("dv.cases") == 2
    states = {one.id: one.state for one in figures.offices}
    assert states[app.session.office] == "complete"
    at.receipt("a")
    assert app.returns.open(FORM, PERIOD).state == "complete"
