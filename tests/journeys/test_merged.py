"""Units become one: the new one reports from the day on, what was before stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from gbdesk.app import App
from gbdesk.domain.mergers import Merger
from gbdesk.domain.refusals import Refused
from gbdesk.services.returns import CellChange
from helpers.enrolled import PERIOD, enrol
from helpers.journey import (
    FIRST,
    FORM,
    OFFICES,
    SECOND,
    Province,
    complete_whole,
    content,
    correct,
    figure,
    line,
    meeting,
    ops,
    places,
    province,
    same_for,
    send,
    shown,
    take,
)
from helpers.merged import JULY, NEW, key_of, merge

LATER = "2024-N"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a", "b") as made:
        yield made


def owing(app: App, period: str) -> list[str]:
    """The units that enter figures, expected for a period."""
    return [office.id for office, _ in app.catalogue.expected(period)]


def late_figure(app: App, old: App, value: int, *, place: int = 0) -> None:
    """The new unit completes what an old one had left open."""
    change = CellChange(place=places(old)[place], indicator=line(old), value=value)
    app.returns.set_cells(FORM, PERIOD, [change], office=old.session.office)


def test_g08_the_new_unit_reports_from_the_day_on_and_the_old_ones_before(at: Province) -> None:
    first, second = at.apps["a"], at.apps["b"]
    old = [one.session.office for one in (first, second)]
    before = {one: at.hub.catalogue.duty_places(one, FORM, PERIOD) for one in old}
    office = merge(at)
    hub = at.hub
    assert {*old} <= {*owing(hub, PERIOD)}
    assert office not in owing(hub, PERIOD)
    assert office in owing(hub, LATER)
    assert set(old).isdisjoint(owing(hub, LATER))
    assert {one: hub.catalogue.duty_places(one, FORM, PERIOD) for one in old} == before
    every = {place.id for found in before.values() for place in found}
    assert {one.id for one in hub.catalogue.duty_places(office, FORM, LATER)} == every
    matrix = hub.monitoring.matrix([PERIOD, LATER])
    cells = {row.office: set(row.cells) for row in matrix.rows}
    assert cells[office] == {LATER}
    assert cells[old[0]] == cells[old[1]] == {PERIOD}


def test_g08_its_certificate_names_the_old_units_and_it_may_complete_what_they_left(
    at: Province,
) -> None:
    first, second = at.apps["a"], at.apps["b"]
    figure(first, 5)
    meeting(first)
    figure(second, 7)
    take(at, send(at, "a").path, send(at, "b").path)
    correct(at, first, 6)
    office = merge(at)
    new = at.apps["n"] = enrol(at, at.hub, "n", key_of(at.hub, office))
    old = first.session.office
    assert shown(new, first) == 6
    assert shown(new, second) == 7
    assert same_for(new, at.hub, old)
    late_figure(new, first, 9, place=1)
    late_figure(new, first, 8)
    (taken,) = take(at, send(at, "n").path)
    assert taken.ok, taken.outcome
    assert shown(at.hub, first) == 8
    assert shown(at.hub, first, place=1) == 9
    assert at.hub.conflicts.count() == 0
    assert same_for(new, at.hub, old)
    at.receipt("n")
    assert new.sending.sent()[0].state == "received"
    assert new.selfcheck.run().ok
    assert at.hub.selfcheck.run().ok


def test_g08_old_packages_and_rows_stay_as_they_were(at: Province) -> None:
    first = at.apps["a"]
    figure(first, 5)
    sent = send(at, "a").path
    take(at, sent)
    stood = content(at.hub), ops(at.hub)
    figure(first, 6)
    meeting(first, "Họp trước khi sáp nhập")
    late = send(at, "a").path
    merge(at)
    assert (content(at.hub), ops(at.hub)) == stood
    assert at.hub.selfcheck.run().ok
    again, came = take(at, sent, late)
    assert (again.outcome, came.ok) == ("ALREADY", True)
    assert shown(at.hub, first) == 6
    assert not came.faults
    at.receipt("a")
    assert first.sending.sent()[0].state == "received"


def test_g08_the_unit_that_goes_on_gets_another_certificate_and_the_others_data(
    at: Province,
) -> None:
    first, second = at.apps["a"], at.apps["b"]
    figure(first, 5)
    figure(second, 7)
    take(at, send(at, "a").path, send(at, "b").path)
    at.receipt("b")
    with pytest.raises(Refused, match="not_ours"):
        late_figure(second, first, 1)
    assert merge(at, into=SECOND) == second.session.office
    figure(second, 3, place=1)  # under the older certificate, still good
    on_its_way = send(at, "b").path
    at.receipt("b")
    assert shown(second, first) == 5
    late_figure(second, first, 4)
    (early,) = take(at, on_its_way)
    (taken,) = take(at, send(at, "b").path)
    assert early.ok
    assert taken.ok, taken.outcome
    assert shown(at.hub, first) == 4
    assert same_for(second, at.hub, first.session.office)


def test_g08_another_unit_that_was_not_merged_stays_out_of_reach(at: Province) -> None:
    first = at.apps["a"]
    third = at.apps["c"] = enrol(at, at.hub, "c", OFFICES["c"])
    office = merge(at)
    new = at.apps["n"] = enrol(at, at.hub, "n", key_of(at.hub, office))
    with pytest.raises(Refused, match="not_ours"):
        late_figure(new, third, 1)
    with pytest.raises(Refused, match="not_ours"):
        late_figure(first, at.apps["b"], 1)


def test_the_old_unit_counts_as_reported_when_the_new_one_completes_it(at: Province) -> None:
    first = at.apps["a"]
    office = merge(at)
    new = at.apps["n"] = enrol(at, at.hub, "n", key_of(at.hub, office))
    old = first.session.office
    spec = new.catalogue.form(FORM)
    new.returns.set_cells(
        FORM,
        PERIOD,
        [
            CellChange(place=place, indicator=one.id, value=0)
            for place in places(first)
            for one in spec.entry_lines
        ],
        office=old,
    )
    new.returns.complete(FORM, PERIOD, office=old)
    complete_whole(new, office=old)
    take(at, send(at, "n").path)
    rows = {row.office: row for row in at.hub.monitoring.matrix([PERIOD]).rows}
    assert rows[old].cells[PERIOD].kind == "complete"
    assert rows[at.apps["b"].session.office].cells[PERIOD].kind == "none"


def test_a_unit_that_is_no_more_is_not_asked_to_register(at: Province) -> None:
    def missing() -> int:
        steps = at.hub.home.hub(PERIOD).todo
        return next(int(one.facts["count"]) for one in steps if one.key == "enrolment")

    before = missing()
    third, fourth = OFFICES["c"], "district-office.904"
    merge(at, old=(third, fourth), into=third)
    assert missing() == before
    at.wait(60)
    assert missing() == before - 1


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"old": (FIRST,)}, "few"),
        ({"old": (FIRST, FIRST)}, "few"),
        ({"old": (FIRST, "nobody")}, "unknown"),
        ({"old": (FIRST, SECOND), "into": OFFICES["c"]}, "unknown"),
        ({"old": (FIRST, SECOND), "day": date(2026, 1, 1)}, "closed"),
        ({"old": (FIRST, SECOND), "line": {"name": ""}}, "faults"),
    ],
)
def test_what_is_wrong_with_a_choice_is_told_and_changes_nothing(
    at: Province, said: dict[str, object], code: str
) -> None:
    merger = Merger(**{"day": JULY, "line": NEW, **said})  # type: ignore[arg-type]
    with pytest.raises(Refused, match=code):
        at.hub.releasing.merge(merger)
    assert at.hub.catalogue.number == 1


def test_an_office_merges_nothing(at: Province) -> None:
    merger = Merger(old=(FIRST, SECOND), day=JULY, line=NEW)
    with pytest.raises(Refused, match="hub_only"):
        at.apps["a"].releasing.merge(merger)
    with pytest.raises(Refused, match="hub_only"):
        at.apps["a"].releasing.outlook(merger)
