"""Erasing after the lock: the text goes, what the locked report counts does not move unaccepted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.app import App
from gbdesk.domain.disclosure import INTERNAL
from gbdesk.domain.erasing import REDACT
from gbdesk.domain.ids import return_row_id
from gbdesk.domain.merge import CREATE
from gbdesk.services.gathering import gather
from gbdesk.services.late import counted
from gbdesk.services.returns import CellChange
from gbdesk.store import listing, oplog
from gbdesk.store.listing import ActivityQuery
from gbdesk.store.oplog import Draft
from helpers.enrolled import PERIOD
from helpers.journey import (
    FORM,
    Province,
    complete,
    meeting,
    places,
    province,
    same_for,
    send,
    take,
)

CASES = "dv.cases"
LINES = (CASES, "dv.households", "family.households", "family.households.other")
NOTE = f"{CASES}.note"
NAME = "Chị Sùng Thị Mỷ"
REASON = "Ghi nhầm họ tên vào ghi chú"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    """The figure 2 with a name in its note, written in one change; the period is locked."""
    with province(tmp_path / "p", "a") as made:
        office = made.apps["a"]
        complete(office)
        enter(office, 2, NAME)
        office.returns.complete(FORM, PERIOD)
        take(made, send(made, "a").path)
        made.hub.locks.lock(PERIOD)
        made.receipt("a")
        yield made


def enter(office: App, value: int, note: str | None = None) -> None:
    """A number of cases that fits its sums."""
    office.returns.reopen(FORM, PERIOD)
    place = places(office)[0]
    first = (
        CellChange(place=place, indicator=CASES, value=value)
        if note is None
        else CellChange(place=place, indicator=CASES, value=value, note=note)
    )
    rest = [CellChange(place=place, indicator=one, value=value) for one in LINES[1:]]
    office.returns.set_cells(FORM, PERIOD, [first, *rest])


def row_of(office: App) -> str:
    return return_row_id(office.session.office, FORM, PERIOD, places(office)[0])


def with_note(office: App) -> list[str]:
    """The changes of that row that wrote figure and note at once."""
    with office.desk.read() as db:
        ops = oplog.ops_of(db, office.session.office, row_of(office), "row")
    found = [op.ref for op in ops if {CASES, NOTE} <= op.fields.keys()]
    assert found
    return found


def order(office: App, refs: list[str], about: tuple[str, str], instead: str = "") -> None:
    """An order to erase as a hostile office could write it: nothing is said again."""
    desk, (entity, record) = office.desk, about
    fields = {"entity": entity, "record": record, "refs": ",".join(refs), "instead": instead}
    draft = Draft(
        entity=REDACT,
        kind=CREATE,
        record=desk.new_id(),
        office=office.session.office,
        fields={**fields, "reason": REASON},
    )
    with desk.write() as db:
        desk.record(db, [draft])


def total(at: Province) -> int | None:
    """What the report counts, on screen and in its figures."""
    with counted(at.hub.desk, PERIOD) as db:
        matrix = at.hub.monitoring.matrix_in(db, [PERIOD])
    found = gather(at.hub.desk, matrix, PERIOD, INTERNAL, "committee", at.hub.desk.today()).dv
    assert found is not None
    assert found.value(CASES) == at.hub.figures.consolidated(PERIOD, FORM).totals[CASES].value
    return found.value(CASES)


def late(at: Province) -> set[tuple[str, str, str]]:
    """What the hub is asked to accept."""
    return {(one.field, one.old, one.new) for e in at.hub.locks.late() for one in e.lines}


def holds_name(app: App) -> bool:
    with app.desk.read() as db:
        return any(
            NAME.encode() in line
            for device, stream in oplog.heads_all(db)
            for _, _, line in oplog.lines_after(db, device, stream, 0)
        )


@pytest.mark.parametrize("side", ["a", "hub"])
def test_an_honest_erasing_moves_nothing_and_asks_for_nothing(at: Province, side: str) -> None:
    office = at.apps["a"]
    eraser = at.apps[side]
    where = ("row", row_of(office), NOTE)
    eraser.redacting.redact(*where, REASON, office=office.session.office)
    if side == "a":
        (taken,) = take(at, send(at, "a").path)
        assert (taken.ok, taken.outcome) == (True, "OK")
    assert not holds_name(at.hub)
    assert total(at) == 2
    assert at.hub.locks.late() == ()
    at.receipt("a")
    assert same_for(at.hub, office, office.session.office)
    assert office.locks.late() == ()
    enter(office, 7)
    office.returns.complete(FORM, PERIOD)
    take(at, send(at, "a").path)
    assert total(at) == 2
    assert ("2", "7") in {one[1:] for one in late(at)}
    at.hub.locks.accept(at.hub.locks.late()[0])
    assert total(at) == 7
    assert at.hub.locks.late() == ()
    assert at.hub.selfcheck.run().ok


def test_a_figure_erased_with_its_note_counts_until_the_hub_accepts(at: Province) -> None:
    office = at.apps["a"]
    order(office, with_note(office), ("row", row_of(office)))
    (taken,) = take(at, send(at, "a").path)
    assert taken.outcome == "OK_LATE"
    assert not holds_name(at.hub)
    assert total(at) == 2
    (edit,) = at.hub.locks.late()
    assert ("2", "0") in {(one.old, one.new) for one in edit.lines}
    at.hub.locks.send_back(edit, "Không có văn bản kèm theo")
    assert at.hub.locks.late()[0].state == "returned"
    assert total(at) == 2
    at.hub.locks.open(PERIOD, "Lập lại báo cáo")
    assert total(at) != 2


def test_a_late_change_named_as_said_again_stays_late(at: Province) -> None:
    office = at.apps["a"]
    refs = with_note(office)
    enter(office, 7)
    office.returns.complete(FORM, PERIOD)
    with office.desk.read() as db:
        ops = oplog.ops_of(db, office.session.office, row_of(office), "row")
    newest = [op.ref for op in ops if op.fields.get(CASES) == 7]
    order(office, refs, ("row", row_of(office)), ",".join(newest))
    take(at, send(at, "a").path)
    assert total(at) == 2
    assert ("2", "7") in {one[1:] for one in late(at)}
    at.hub.locks.accept(at.hub.locks.late()[0])
    assert total(at) == 7
    assert at.hub.locks.late() == ()


def test_an_activity_erased_with_its_title_stays_in_the_report(tmp_path: Path) -> None:
    with province(tmp_path / "p", "a") as at:
        office = at.apps["a"]
        ident = meeting(office, NAME)
        complete(office)
        take(at, send(at, "a").path)
        at.hub.locks.lock(PERIOD)
        with office.desk.read() as db:
            ops = oplog.ops_of(db, office.session.office, ident, "activity")
        order(office, [op.ref for op in ops], ("activity", ident))
        take(at, send(at, "a").path)
        assert not holds_name(at.hub)
        with counted(at.hub.desk, PERIOD) as db:
            kept = oplog.fields_of(db, office.session.office, ident, "activity") or {}
            rows = listing.activity_count(db, ActivityQuery(office=office.session.office))
        assert (kept["measure.attendees"], kept["start"], kept["title"]) == (56, "2024-05-20", "…")
        assert rows == (1, 56, 30)
        (edit,) = at.hub.locks.late()
        assert edit.lines


def test_undoing_the_import_of_an_order_moves_nothing_either(at: Province) -> None:
    office = at.apps["a"]
    office.redacting.redact("row", row_of(office), NOTE, REASON)
    (taken,) = take(at, send(at, "a").path)
    at.hub.receiving.undo(taken.number)
    assert not holds_name(at.hub)
    assert total(at) == 2
    take(at, send(at, "a").path)
    assert total(at) == 2
    assert at.hub.locks.late() == ()


def test_what_comes_erased_after_the_lock_never_counted(at: Province) -> None:
    office = at.apps["a"]
    enter(office, 5, NAME)
    office.returns.complete(FORM, PERIOD)
    office.redacting.redact("row", row_of(office), NOTE, REASON)
    take(at, send(at, "a").path)
    assert not holds_name(at.hub)
    assert total(at) == 2
    assert ("2", "5") in {one[1:] for one in late(at)}
