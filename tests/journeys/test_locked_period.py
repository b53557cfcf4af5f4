"""A period is locked when its report is issued: what comes later waits, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gbdesk.app import App
from gbdesk.domain.disclosure import INTERNAL
from gbdesk.domain.refusals import Refused
from gbdesk.reports.facts import ConsolidatedFigures
from gbdesk.services.gathering import gather
from gbdesk.services.late import counted
from gbdesk.services.locks_parts import locks_of
from gbdesk.services.returns import CellChange
from gbdesk.services.session import APPROVE, ENTER
from helpers.enrolled import PERIOD
from helpers.journey import (
    FORM,
    Province,
    complete,
    content,
    meeting,
    places,
    province,
    same_for,
    send,
    take,
)

CASES = "dv.cases"
LINES = (CASES, "dv.households", "family.households", "family.households.other")


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a", "b") as made:
        yield made


def told(at: Province) -> ConsolidatedFigures:
    desk = at.hub.desk
    with counted(desk, PERIOD) as db:
        matrix = at.hub.monitoring.matrix_in(db, [PERIOD])
    return gather(desk, matrix, PERIOD, INTERNAL, "committee", desk.today())


def total(at: Province, app: App) -> int:
    found = told(at).dv
    assert found is not None
    on_screen = at.hub.figures.consolidated(PERIOD, FORM).totals[CASES].value
    assert found.value(CASES) == on_screen
    return found.value(CASES)


def reported(at: Province) -> None:
    """Office a reports 2 and the hub locks the period."""
    office = at.apps["a"]
    complete(office)
    office.returns.reopen(FORM, PERIOD)
    enter(office, 2)
    office.returns.complete(FORM, PERIOD)
    take(at, send(at, "a").path)
    at.hub.locks.lock(PERIOD)


def cases(app: App, office: App) -> object:
    """What a workspace shows, accepted or not."""
    sheet = app.returns.open(FORM, PERIOD, office=office.session.office)
    return sheet.cells[places(office)[0], CASES].value


def enter(office: App, value: int) -> None:
    """A number of cases that fits its sums."""
    found = [CellChange(place=places(office)[0], indicator=one, value=value) for one in LINES]
    office.returns.set_cells(FORM, PERIOD, found)


def change(office: App, value: int) -> None:
    office.returns.reopen(FORM, PERIOD)
    enter(office, value)
    office.returns.complete(FORM, PERIOD)


def test_g11_a_late_package_is_taken_in_and_waits(at: Province) -> None:
    office = at.apps["a"]
    reported(at)
    before = told(at)
    change(office, 7)
    meeting(office)
    path = send(at, "a").path
    preview = at.hub.receiving.preview(path)
    sums = {one.line: (one.before, one.after, one.declared) for one in preview.totals}
    assert sums == dict.fromkeys(LINES, (2, 7, 7))
    assert any("5 sửa đổi" in one and "chốt" in one for one in preview.notices), preview.notices
    (taken,) = take(at, path)
    assert (taken.ok, taken.outcome) == (True, "OK_LATE")
    assert cases(at.hub, office) == 7
    assert told(at) == before
    assert total(at, office) == 2
    (edit,) = at.hub.locks.late()
    assert (edit.office, edit.state) == (office.session.office, "waiting")
    assert ("2", "7") in {(one.old, one.new) for one in edit.lines}
    at.receipt("a")
    assert same_for(at.hub, office, office.session.office)


def test_g11_accepted_changes_count_and_the_report_says_it_is_corrected(at: Province) -> None:
    office = at.apps["a"]
    reported(at)
    assert told(at).corrected == 0
    change(office, 7)
    take(at, send(at, "a").path)
    done = at.hub.locks.accept(at.hub.locks.late()[0])
    assert done.words
    assert total(at, office) == 7
    assert told(at).corrected == 1
    assert at.hub.locks.late() == ()
    change(office, 9)
    take(at, send(at, "a").path)
    assert total(at, office) == 7
    assert len(at.hub.locks.late(PERIOD)) == 1


def test_what_came_between_looking_and_deciding_is_not_decided_unseen(at: Province) -> None:
    office = at.apps["a"]
    reported(at)
    change(office, 7)
    take(at, send(at, "a").path)
    (seen,) = at.hub.locks.late()
    change(office, 9)
    take(at, send(at, "a").path)
    for deed in (at.hub.locks.accept, lambda edit: at.hub.locks.send_back(edit, "Muộn")):
        with pytest.raises(Refused) as refused:
            deed(seen)
        assert refused.value.code == "lock.more"
    assert total(at, office) == 2
    (now,) = at.hub.locks.late()
    assert now.state == "waiting"
    at.hub.locks.accept(now)
    assert total(at, office) == 9
    with pytest.raises(Refused) as refused:
        at.hub.locks.accept(now)
    assert refused.value.code == "lock.nothing"


def test_what_is_not_accepted_goes_back_with_a_reason(at: Province) -> None:
    office = at.apps["a"]
    reported(at)
    change(office, 7)
    take(at, send(at, "a").path)
    with pytest.raises(Refused) as refused:
        at.hub.locks.send_back(at.hub.locks.late()[0], " ")
    assert refused.value.code == "lock.reason"
    at.hub.locks.send_back(at.hub.locks.late()[0], "Không có văn bản kèm theo")
    (edit,) = at.hub.locks.late()
    assert (edit.state, edit.reason) == ("returned", "Không có văn bản kèm theo")
    answered = at.receipt("a")
    assert "Không có văn bản kèm theo" in answered.sent_back
    assert cases(office, office) == 7
    change(office, 2)
    take(at, send(at, "a").path)
    assert at.hub.locks.late() == ()
    change(office, 8)
    take(at, send(at, "a").path)
    (edit,) = at.hub.locks.late()
    assert edit.state == "waiting"
    assert total(at, office) == 2


def test_the_office_knows_before_and_after(at: Province) -> None:
    office = at.apps["a"]
    reported(at)
    assert office.locks.of(PERIOD).warning == ""
    at.receipt("a")
    assert office.locks.of(PERIOD).is_locked
    assert "chốt" in office.locks.of(PERIOD).warning
    assert office.locks.late() == ()
    change(office, 7)
    (edit,) = office.locks.late()
    assert ("2", "7") in {(one.old, one.new) for one in edit.lines}
    for deed in (office.locks.lock, lambda period: office.locks.open(period, "x")):
        with pytest.raises(Refused) as refused:
            deed(PERIOD)
        assert refused.value.code == "enrolment.hub_only"


def test_a_lock_is_taken_back_with_a_reason(at: Province) -> None:
    office = at.apps["a"]
    reported(at)
    change(office, 7)
    take(at, send(at, "a").path)
    with pytest.raises(Refused) as refused:
        at.hub.locks.lock(PERIOD)
    assert refused.value.code == "lock.locked"
    at.hub.locks.open(PERIOD, "Bộ yêu cầu tổng hợp lại")
    assert total(at, office) == 7
    assert at.hub.locks.late() == ()
    assert told(at).corrected == 1
    with pytest.raises(Refused) as refused:
        at.hub.locks.open(PERIOD, "Lần nữa")
    assert refused.value.code == "lock.open"
    at.hub.locks.lock(PERIOD)
    assert at.hub.locks.of(PERIOD).corrected == 1


def test_an_office_that_reports_after_the_lock_is_late_as_a_whole(at: Province) -> None:
    reported(at)
    before, states = told(at), {one.id: one.state for one in told(at).offices}
    other = at.apps["b"]
    complete(other)
    (taken,) = take(at, send(at, "b").path)
    assert taken.outcome == "OK_LATE"
    assert told(at) == before
    assert states[other.session.office] == "none"
    at.hub.locks.accept(at.hub.locks.late()[0])
    after = {one.id: one.state for one in told(at).offices}
    assert after[other.session.office] in {"complete", "nil"}


def test_a_correction_of_the_hub_waits_too(at: Province) -> None:
    office = at.apps["a"]
    reported(at)
    fixed = [CellChange(place=places(office)[0], indicator=one, value=1) for one in LINES]
    at.hub.returns.correct(
        FORM, PERIOD, fixed, office=office.session.office, reason="Theo điện thoại ngày 24/5"
    )
    assert total(at, office) == 2
    (edit,) = at.hub.locks.late()
    at.hub.locks.accept(edit)
    assert total(at, office) == 1


def test_looking_at_a_locked_report_changes_nothing(at: Province) -> None:
    office = at.apps["a"]
    reported(at)
    change(office, 7)
    take(at, send(at, "a").path)
    before = content(at.hub)
    told(at)
    assert content(at.hub) == before
    assert at.hub.selfcheck.run().ok


def test_a_receipt_says_what_was_locked_opened_and_accepted(at: Province) -> None:
    office = at.apps["a"]
    reported(at)
    told = at.receipt("a")
    (words,) = told.locks
    assert "đã chốt 6 tháng 2024 từ ngày 24/05/2024" in words
    assert words in told.words
    assert at.receipt("a").locks == ()
    change(office, 7)
    take(at, send(at, "a").path)
    at.hub.locks.accept(at.hub.locks.late()[0])
    assert at.receipt("a").locks == ("Sửa đổi muộn trong 6 tháng 2024 nay đã được tính.",)
    at.hub.locks.open(PERIOD, "Bộ yêu cầu tổng hợp lại")
    assert at.receipt("a").locks == ("Đã mở lại 6 tháng 2024: Bộ yêu cầu tổng hợp lại",)
    assert not office.locks.of(PERIOD).is_locked


def test_a_unit_is_told_of_no_other_units_chains(at: Province) -> None:
    office, other = at.apps["a"], at.apps["b"]
    complete(other)
    take(at, send(at, "b").path)
    reported(at)
    change(office, 7)
    take(at, send(at, "a").path)
    at.hub.locks.send_back(at.hub.locks.late()[0], "Không có văn bản kèm theo")
    at.receipt("a")
    with office.desk.read() as db:
        locks = locks_of(db)
    ours = {office.session.device, at.hub.session.device}
    for lock in locks:
        assert {name.partition("/")[0] for name in (*lock.ends, *lock.refused)} == ours
        assert not any(other.session.office in name for name in (*lock.ends, *lock.refused))
    assert at.hub.locks.late()[0].state == "returned"


def test_what_was_missing_at_the_lock_is_late_when_it_comes(at: Province) -> None:
    """An import is undone, the period is locked, and the import is taken in again."""
    office = at.apps["a"]
    complete(office)
    take(at, send(at, "a").path)
    at.receipt("a")
    change(office, 2)
    second = send(at, "a").path
    take(at, second)
    at.receipt("a")
    meeting(office)
    take(at, send(at, "a").path)
    number = at.hub.receiving.history()[1].number
    at.hub.receiving.undo(number)
    before = total(at, office)
    assert before != 2
    at.hub.locks.lock(PERIOD)
    (taken,) = take(at, second)
    assert (taken.ok, taken.outcome) == (True, "OK_LATE")
    assert total(at, office) == before
    (edit,) = at.hub.locks.late()
    assert ("0", "2") in {(one.old, one.new) for one in edit.lines}
    at.hub.locks.accept(edit)
    assert total(at, office) == 2
    assert at.hub.locks.late() == ()
    at.receipt("a")
    assert office.locks.late() == ()


def test_who_enters_data_locks_nothing_and_opens_nothing(at: Province) -> None:
    reported(at)
    desk = at.hub.desk
    desk.session = replace(desk.session, role_name=ENTER)
    before = content(at.hub)
    for deed in (
        lambda: at.hub.locks.lock("2024-N"),
        lambda: at.hub.locks.open(PERIOD, "nhầm số"),
    ):
        with pytest.raises(Refused, match="approver_only"):
            deed()
    assert content(at.hub) == before
    desk.session = replace(desk.session, role_name=APPROVE)
    at.hub.locks.open(PERIOD, "nhầm số")
