"""Backups put back, disks cloned: no change is lost, none counts twice, and it is told in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.domain.refusals import Refused
from gbdesk.store import branches, certificates, oplog
from helpers.enrolled import PERIOD
from helpers.journey import (
    FIRST,
    Province,
    close,
    content,
    figure,
    keep,
    meeting,
    ops,
    province,
    put_back,
    same_for,
    send,
    shown,
    take,
)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        yield made


def two_lives(at: Province, *, anchor: bool, more: int = 0) -> tuple[Path, Path, Path]:
    """The office sends, is put back, and goes on: the package before, the lost, the new one."""
    figure(at.apps["a"], 1)
    before = send(at, "a").path
    close(at, "a")
    aside = keep(at, "a", "aside")
    app = at.apps["a"] = at.open("a")
    figure(app, 2, place=1)
    for _ in range(1 + more):
        meeting(app, "Chỉ có trong phần đã mất")
    lost = send(at, "a").path
    close(at, "a")
    put_back(at, "a", aside, anchor=anchor)
    app = at.apps["a"] = at.open("a")
    figure(app, 3, place=2)
    new = send(at, "a").path
    return before, lost, new


def test_f06_a_restored_backup_comes_in_with_a_notice_and_gets_back_what_it_lost(
    at: Province,
) -> None:
    before, lost, new = two_lives(at, anchor=False)
    look = at.hub.receiving.look(new)
    assert look.ready
    assert [one.outcome for one in take(at, before, lost)] == ["OK", "OK"]
    look = at.hub.receiving.look(new)
    assert "sao lưu" in next(one.words for one in look.checks if one.key == "order")
    (taken,) = take(at, new)
    assert taken.ok
    assert any("bản sao lưu" in one for one in taken.notices)
    app = at.apps["a"]
    assert [shown(at.hub, app, place=one) for one in range(3)] == [1, 2, 3]
    assert shown(app, app, place=1) is None
    answered = at.receipt("a")
    assert not answered.fork
    assert [shown(app, app, place=one) for one in range(3)] == [1, 2, 3]
    assert same_for(at.hub, app, app.session.office)
    assert app.sending.preview(PERIOD).all == 0
    figure(app, 4, place=3)
    assert take(at, send(at, "a").path)[0].outcome == "OK"
    assert at.receipt("a").seq > 0
    assert same_for(at.hub, app, app.session.office)


def test_the_branches_may_come_in_any_order(at: Province) -> None:
    before, lost, new = two_lives(at, anchor=False)
    found = set()
    for order in (
        (before, lost, new),
        (lost, new, before),
        (new, lost),
        (before, lost, new, lost, new),
    ):
        taken = [one.number for path in order for one in take(at, path) if one.number]
        found.add((content(at.hub), ops(at.hub)))
        for number in sorted(set(taken)):
            if not {row.number: row for row in at.hub.receiving.history()}[number].undone:
                at.hub.receiving.undo(number)
        with at.hub.desk.read() as db:
            assert branches.known(db) == []
    assert len(found) == 1


def test_an_old_life_may_come_after_the_new_one(at: Province) -> None:
    before, lost, new = two_lives(at, anchor=False)
    assert [one.ok for one in take(at, before, new, lost)] == [True, True, True]
    app = at.apps["a"]
    assert [shown(at.hub, app, place=one) for one in range(3)] == [1, 2, 3]
    answered = at.receipt("a")
    assert not answered.fork
    assert same_for(at.hub, app, app.session.office)
    figure(app, 4, place=3)
    assert take(at, send(at, "a").path)[0].outcome == "OK"
    last = at.receipt("a")
    with app.desk.read() as db:
        assert last.until == oplog.chain_head(db, app.session.device, "report").n


def test_f07_a_disk_put_back_whole_is_set_aside_until_somebody_has_asked(at: Province) -> None:
    before, lost, new = two_lives(at, anchor=True)
    take(at, before, lost)
    standing = content(at.hub), ops(at.hub)
    look = at.hub.receiving.look(new)
    assert (look.outcome, look.group, look.pill) == ("E_FORK", "attention", "Cần quyết định")
    (taken,) = take(at, new)
    assert (taken.ok, taken.outcome) == (False, "E_FORK")
    assert taken.message.todo
    assert (content(at.hub), ops(at.hub)) == standing
    assert list(at.hub.store.archive.glob("*set-aside*"))
    with pytest.raises(Refused) as refused:
        at.hub.receiving.allow(lost, "Đã gọi điện")
    assert refused.value.code == "receive.no_fork"
    with pytest.raises(Refused) as refused:
        at.hub.receiving.allow(new, "")
    assert refused.value.code == "receive.no_reason"
    at.hub.receiving.allow(new, "Đã gọi điện, đơn vị chép ổ đĩa sang máy khác")
    assert at.hub.receiving.look(new).ready
    (taken,) = take(at, new)
    assert taken.ok
    app = at.apps["a"]
    assert [shown(at.hub, app, place=one) for one in range(3)] == [1, 2, 3]
    at.receipt("a")
    assert same_for(at.hub, app, app.session.office)


def test_a_workspace_put_back_before_its_first_change(at: Province) -> None:
    close(at, "a")
    aside = keep(at, "a", "aside")
    app = at.apps["a"] = at.open("a")
    figure(app, 1)
    first = send(at, "a").path
    close(at, "a")
    put_back(at, "a", aside, anchor=False)
    app = at.apps["a"] = at.open("a")
    figure(app, 2, place=1)
    second = send(at, "a").path
    assert [one.ok for one in take(at, first, second)] == [True, True]
    at.receipt("a")
    assert [shown(app, app, place=one) for one in range(2)] == [1, 2]
    assert same_for(at.hub, app, app.session.office)


def test_put_back_twice(at: Province) -> None:
    figure(at.apps["a"], 1)
    paths = [send(at, "a").path]
    close(at, "a")
    aside = keep(at, "a", "aside")
    for number in (1, 2, 3):
        app = at.apps["a"] = at.open("a")
        figure(app, number, place=number)
        paths.append(send(at, "a").path)
        close(at, "a")
        if number < 3:
            put_back(at, "a", aside, anchor=False)
    app = at.apps["a"] = at.open("a")
    assert all(one.ok for one in take(at, *paths))
    assert [shown(at.hub, app, place=one) for one in range(4)] == [1, 1, 2, 3]
    at.receipt("a")
    assert [shown(app, app, place=one) for one in range(4)] == [1, 1, 2, 3]
    assert same_for(at.hub, app, app.session.office)


def test_j07_the_hub_put_back_heals_by_what_comes_again(at: Province) -> None:
    app = at.apps["a"]
    figure(app, 1)
    take(at, send(at, "a").path)
    at.receipt("a")
    close(at, "hub")
    aside = keep(at, "hub", "aside")
    at.apps["hub"] = at.open("hub")
    figure(app, 2)
    second = send(at, "a").path
    take(at, second)
    at.receipt("a")
    close(at, "hub")
    put_back(at, "hub", aside, anchor=False)
    at.apps["hub"] = at.open("hub")
    figure(app, 3)
    third = send(at, "a").path
    assert take(at, third)[0].outcome == "OK_GAP"
    answered = at.receipt("a")
    assert answered.lower
    figure(app, 4)
    assert take(at, send(at, "a").path)[0].outcome == "OK"
    at.receipt("a")
    assert same_for(at.hub, app, app.session.office)


def test_a_hub_put_back_below_its_release_publishes_once_and_all_goes_on(at: Province) -> None:
    """Else its packages wait for a catalogue nobody has, and units refuse all it says as older."""
    app = at.apps["a"]
    close(at, "hub")
    aside = keep(at, "hub", "aside")
    at.apps["hub"] = at.open("hub")
    for name in ("Phòng Văn hóa huyện A", "Phòng Văn hóa huyện B"):
        lists = at.hub.releasing.lists()
        next(one for one in lists.offices if one["id"] == FIRST)["name"] = name
        at.hub.releasing.publish(lists)
    figure(app, 1)
    take(at, send(at, "a").path)
    assert at.receipt("a").catalogue == 3
    close(at, "hub")
    put_back(at, "hub", aside, anchor=False)
    hub = at.apps["hub"] = at.open("hub")
    assert (hub.catalogue.number, hub.releasing.differences(hub.releasing.lists())) == (1, ())
    figure(app, 2)
    waiting = send(at, "a").path
    look = hub.receiving.look(waiting)
    assert (look.outcome, look.ready) == ("E_NEEDS_DIRECTORY", False)
    assert "Phát hành lại danh mục" in look.message.todo
    (told,) = hub.releasing.differences(hub.releasing.lists())
    assert "đang dùng danh mục số 3" in told
    assert hub.releasing.next_number() == 4
    assert hub.releasing.publish(hub.releasing.lists(), base=1).number == 4
    assert hub.releasing.differences(hub.releasing.lists()) == ()
    assert take(at, waiting)[0].ok
    answered = at.receipt("a")
    assert (answered.catalogue, app.catalogue.number) == (4, 4)
    assert answered.lower  # what the hub lost comes again with the next package
    figure(app, 3)
    assert take(at, send(at, "a").path)[0].outcome == "OK"
    at.receipt("a")
    assert same_for(hub, app, app.session.office)


@pytest.mark.parametrize("longer", ["older", "newer"])
def test_a_withdrawn_computer_is_cut_off_on_every_line(at: Province, longer: str) -> None:
    """What it writes later is refused though a longer line has that number; what is here is not."""
    before, lost, new = two_lives(at, anchor=False, more=6 if longer == "older" else 0)
    app = at.apps["a"]
    if longer == "newer":
        for number in range(6):
            meeting(app, f"Họp lần {number}")
        new = send(at, "a").path
    take(at, before, lost, new)
    at.hub.enrolment.revoke(app.session.device)
    with at.hub.desk.read() as db:
        heads = [line.head.n for line in branches.lines(db, app.session.device, "report")]
        row = certificates.known(db)[app.session.device]
    assert heads[0] != heads[1]
    assert row.revoked_n == max(heads)
    known = content(at.hub)
    figure(app, 9, place=3)
    late = send(at, "a").path
    assert take(at, late)[0].outcome == "E_REVOKED"
    assert content(at.hub) == known
    assert {one.outcome for one in take(at, before, lost, new)} == {"ALREADY"}


def test_what_was_here_when_a_computer_was_withdrawn_can_be_undone_and_taken_in_again(
    at: Province,
) -> None:
    before, lost, new = two_lives(at, anchor=False)
    app, hub = at.apps["a"], at.hub
    take(at, before)
    take(at, lost)
    (second,) = take(at, new)
    undone = hub.receiving.history()[1].number
    hub.receiving.undo(undone)
    kept = lost.with_name("kept.gbpkg")
    kept.write_bytes(lost.read_bytes())
    hub.enrolment.revoke(app.session.device)
    known = content(hub)
    hub.receiving.undo(second.number)
    assert content(hub) != known
    assert hub.receiving.look(new).outcome == "OK"
    (again,) = take(at, new)
    assert (again.ok, again.outcome) == (True, "OK")
    assert content(hub) == known
    assert hub.selfcheck.run().ok
    assert take(at, kept)[0].outcome == "E_REVOKED"
    figure(app, 9, place=3)
    assert take(at, send(at, "a").path)[0].outcome == "E_REVOKED"
    assert content(hub) == known


def test_both_lines_of_a_withdrawn_computer_come_back_in_any_order(at: Province) -> None:
    before, lost, new = two_lives(at, anchor=False)
    app, hub = at.apps["a"], at.hub
    taken = take(at, before, lost, new)
    hub.enrolment.revoke(app.session.device)
    known = content(hub)
    for one in reversed(taken):
        hub.receiving.undo(one.number)
    assert [one.ok for one in take(at, before, new, lost)] == [True] * 3
    assert content(hub) == known
    figure(app, 9, place=3)
    assert take(at, send(at, "a").path)[0].outcome == "E_REVOKED"
    assert content(hub) == known
