"""Taking a step back never replaces what somebody else said since (`decisions.md` 4)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.app import App
from gbdesk.domain.merge import CREATE
from gbdesk.domain.refusals import Refused
from gbdesk.services import undo
from gbdesk.services.activities import ActivityQuery
from gbdesk.services.changed import Changed
from gbdesk.services.returns import CellChange, CellsSet
from gbdesk.services.trash import Trash
from gbdesk.store.oplog import Draft
from helpers.enrolled import PERIOD
from helpers.journey import (
    FORM,
    Province,
    content,
    correct,
    figure,
    line,
    meeting,
    places,
    province,
    send,
    shown,
    take,
)
from helpers.siblings import meet, share


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a", "a2") as made:
        made.folder.joinpath("stick").mkdir()
        yield made


def entered(app: App, value: int, number: int = 0) -> CellsSet:
    change = CellChange(place=places(app)[0], indicator=line(app, number), value=value)
    return app.returns.set_cells(FORM, PERIOD, [change])


def refused(app: App, step: object) -> None:
    before = content(app)
    with pytest.raises(Refused) as caught:
        app.undo(step)  # type: ignore[arg-type]
    assert caught.value.code == "undo.moved"
    assert content(app) == before


@pytest.mark.parametrize("value", [3, 5])
def test_a_step_that_the_hub_decided_over_is_not_taken_back(at: Province, value: int) -> None:
    office = at.apps["a"]
    figure(office, 2)
    step = entered(office, 5)
    beside = entered(office, 4, number=1)
    take(at, send(at, "a").path)
    if value == 5:
        correct(at, office, 6)  # the hub changes it, looks again and says the same after all
    correct(at, office, value)
    at.receipt("a")
    refused(office, step.undo)
    assert shown(office, office) == value
    office.undo(beside.undo)  # another figure of the same row is nobody else's
    assert shown(office, office, number=1) is None
    take(at, send(at, "a").path)
    assert shown(at.hub, office) == value
    assert at.hub.conflicts.count() == 0


def test_no_part_of_a_step_is_taken_back_where_one_figure_moved(at: Province) -> None:
    office = at.apps["a"]
    changes = [
        CellChange(place=places(office)[place], indicator=line(office), value=5) for place in (0, 1)
    ]
    step = office.returns.set_cells(FORM, PERIOD, changes)
    take(at, send(at, "a").path)
    correct(at, office, 3)
    at.receipt("a")
    refused(office, step.undo)
    assert [shown(office, office, place=one) for one in (0, 1)] == [3, 5]


def test_steps_of_ones_own_go_back_in_order_and_again(at: Province) -> None:
    office = at.apps["a"]
    first, second = entered(office, 2), entered(office, 5)
    refused(office, first.undo)
    undone = office.undo(second.undo)
    assert shown(office, office) == 2
    office.undo(undone.undo)
    assert shown(office, office) == 5
    refused(office, undone.undo)


def test_what_another_pc_of_the_office_changed_stays(at: Province) -> None:
    one, two = meet(at)
    ident = meeting(one)
    named = one.activities.save(ident, {"title": "Hội nghị cụm"})
    added = one.activities.save(None, {"title": "Tọa đàm", "kind": "talk", "start": "2024-05-20"})
    gone = one.activities.delete([meeting(one, "Đã bỏ")])
    two.receiving.take_in(share(at, "a"))
    two.activities.save(ident, {"title": "Hội nghị cụm Đông"})
    two.activities.save(added.id, {"measure.attendees": 40})
    two.activities.undo(two.activities.delete([ident]).undo)
    one.receiving.take_in(share(at, "a2"))
    for step in (named, added):
        refused(one, step.undo)
    assert one.activities.get(ident)["title"] == "Hội nghị cụm Đông"
    assert one.activities.get(added.id)["measure.attendees"] == 40
    one.undo(gone.undo)
    assert one.activities.get(gone.ids[0])["title"] == "Đã bỏ"


def test_a_step_of_many_portions_goes_back_whole_or_not_at_all(
    at: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gbdesk.services.undo.PORTION", 2)
    office = at.apps["a"]
    drafts = [
        Draft(
            entity="activity",
            kind=CREATE,
            record=office.desk.new_id(),
            office=office.session.office,
            fields={"title": f"Buổi {number}", "kind": "talk", "start": "2024-05-20"},
        )
        for number in range(5)
    ]
    step = undo.write(office.desk, drafts, Changed.ACTIVITIES)
    first = drafts[0].record
    renamed = office.activities.save(first, {"title": "Buổi đầu"})
    refused(office, step)
    office.undo(renamed.undo)
    undone = office.undo(step)
    assert not office.activities.ids(office.activities.query_of(PERIOD)).total
    office.undo(undone.undo)
    assert office.activities.get(first)["title"] == "Buổi 0"
    assert office.activities.ids(office.activities.query_of(PERIOD)).total == 5


def test_a_deletion_and_what_came_back_from_the_trash_reach_the_hub(at: Province) -> None:
    office = at.apps["a"]
    ident = meeting(office, "Hội nghị")
    take(at, send(at, "a").path)
    query = ActivityQuery(office=office.session.office)
    assert at.hub.activities.ids(query).total == 1
    office.activities.delete([ident])
    take(at, send(at, "a").path)
    assert at.hub.activities.ids(query).total == 0
    assert [row.id for row in Trash(at.hub.desk).rows(office=office.session.office)] == [ident]
    with pytest.raises(Refused, match=r"office\.not_ours"):
        Trash(at.hub.desk).restore([ident], office=office.session.office)
    Trash(office.desk).restore([ident])
    take(at, send(at, "a").path)
    assert at.hub.activities.ids(query).total == 1
    assert at.hub.conflicts.count() == 0
    assert Trash(at.hub.desk).rows(office=office.session.office) == []
