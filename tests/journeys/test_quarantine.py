"""A fork nobody announced waits until the office was telephoned; then both merge, or one stays out.

The ids are those of the adversarial list (`package.md` 7).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.domain.refusals import Refused
from gbdesk.services import identity, quarantine
from gbdesk.services.desk import OPEN
from gbdesk.store import catalogues, figures, oplog
from gbdesk.store.catalogues import current
from gbdesk.sync import trust
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

WHY = "Đã gọi điện, đơn vị chép ổ đĩa sang máy khác"
ORIGINAL = "disk-of-the-original"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        yield made


def cloned(at: Province) -> tuple[Path, Path, Path]:
    """A disk is cloned after the first package; both copies write and send one each."""
    figure(at.apps["a"], 1)
    before = send(at, "a").path
    close(at, "a")
    disk = keep(at, "a", "disk")
    at.apps["a"] = at.open("a")
    figure(at.apps["a"], 2, place=1)
    first = send(at, "a").path
    close(at, "a")
    keep(at, "a", ORIGINAL)
    put_back(at, "a", disk, anchor=True)
    at.apps["a"] = at.open("a")
    figure(at.apps["a"], 3, place=2)
    return before, first, send(at, "a").path


def test_f05_a_cloned_disk_waits_also_without_its_stick(at: Province) -> None:
    before, first, second = cloned(at)
    take(at, before, first)
    standing = content(at.hub), ops(at.hub)
    look = at.hub.receiving.look(second)
    assert look.outcome == "E_FORK"
    (waiting,) = at.hub.receiving.set_aside()
    assert (waiting.state, waiting.seq, waiting.ident) == ("waiting", 2, look.ident)
    assert str(waiting.number) in look.message.happened
    assert waiting.path.read_bytes() == second.read_bytes()
    second.unlink()
    assert (content(at.hub), ops(at.hub)) == standing
    at.hub.receiving.allow(waiting.path, WHY)
    (allowed,) = at.hub.receiving.set_aside()
    assert (allowed.state, allowed.reason) == ("accepted", WHY)
    (taken,) = take(at, allowed.path)
    assert taken.ok
    assert at.hub.receiving.set_aside() == ()
    assert not list(at.hub.store.archive.glob("*set-aside*"))
    app = at.apps["a"]
    assert [shown(at.hub, app, place=one) for one in range(3)] == [1, 2, 3]
    at.receipt("a")
    assert same_for(at.hub, app, app.session.office)


def test_both_copies_of_a_cloned_disk_take_a_receipt_by_telephone(at: Province) -> None:
    """Each history has a code of its own, else the PC that was copied hears `phone.unknown`."""
    before, first, second = cloned(at)
    copied = at.apps["a"]
    take(at, before, first)
    (usual,) = at.hub.receiving.phone_codes(copied.session.office)
    assert usual.histories == 1
    at.hub.receiving.look(second)
    at.hub.receiving.allow(second, WHY)
    take(at, second)
    older, newer = at.hub.receiving.phone_codes(copied.session.office)
    assert (older.code, older.histories, newer.histories) == (usual.code, 2, 2)
    assert newer.whose.endswith(", nhánh 2")
    with pytest.raises(Refused) as caught:
        copied.sending.take_phone(older.code)
    assert caught.value.code == "phone.unknown"
    assert copied.sending.take_phone(newer.code).is_new
    close(at, "a")
    put_back(at, "a", at.folder / ORIGINAL, anchor=True)
    original = at.apps["a"] = at.open("a")
    assert original.sending.take_phone(older.code).is_new
    assert {row.state for row in original.sending.sent()} == {"received"}


def test_a_new_computer_gets_both_histories_of_a_cloned_one(at: Province) -> None:
    before, first, second = cloned(at)
    take(at, before, first)
    at.hub.receiving.look(second)
    at.hub.receiving.allow(second, WHY)
    take(at, second)
    old = at.apps["a"].session
    at.hub.enrolment.revoke(old.device)
    new = at.join("new", FIRST)
    for path in at.hub.receiving.receipts(at.back, [old.office]):
        assert new.enrolment.accept(path).outcome == "OK"
    assert [shown(new, new, place=one) for one in range(3)] == [1, 2, 3]
    assert same_for(at.hub, new, old.office)


def test_f05_the_branches_merge_alike_in_either_order(at: Province) -> None:
    before, first, second = cloned(at)
    found = set()
    for order in ((first, second), (second, first)):
        take(at, before)
        for path in order:
            if at.hub.receiving.look(path).outcome == "E_FORK":
                at.hub.receiving.allow(path, WHY)
            assert take(at, path)[0].ok
        app = at.apps["a"]
        with at.hub.desk.read() as db:
            cells = figures.cells(db, offices=[app.session.office])
            found.add(tuple(sorted((one.place, one.indicator, one.value) for one in cells)))
        assert [shown(at.hub, app, place=one) for one in range(3)] == [1, 2, 3]
        for row in at.hub.receiving.history():
            if not row.undone:
                at.hub.receiving.undo(row.number)
    assert len(found) == 1


def test_f05_a_second_history_is_refused_told_and_can_be_let_in_later(at: Province) -> None:
    before, first, second = cloned(at)
    take(at, before, first)
    app = at.apps["a"]
    visible = shown(at.hub, app, place=2)
    with pytest.raises(Refused) as refused:
        at.hub.receiving.deny(second, "")
    assert refused.value.code == "receive.no_reason"
    with pytest.raises(Refused) as refused:
        at.hub.receiving.deny(first, "Đơn vị không lập gói này")
    assert refused.value.code == "receive.no_fork"
    at.hub.receiving.deny(second, "Đơn vị không lập gói này")
    look = at.hub.receiving.look(second)
    assert (look.outcome, look.ready, look.group) == ("E_FORK", False, "skipped")
    assert "Đơn vị không lập gói này" in look.message.happened
    (taken,) = take(at, second)
    assert (taken.ok, taken.outcome) == (False, "E_FORK")
    assert "Đơn vị không lập gói này" in taken.message.happened
    assert shown(at.hub, app, place=2) == visible
    (kept,) = at.hub.receiving.set_aside()
    assert kept.state == "refused"
    assert at.hub.selfcheck.run().ok
    at.hub.receiving.allow(kept.path, WHY)
    assert take(at, kept.path)[0].ok
    assert shown(at.hub, app, place=2) == 3


def test_f05_the_decision_is_a_signed_change_of_the_hub(at: Province) -> None:
    before, first, second = cloned(at)
    take(at, before, first)
    at.hub.receiving.deny(second, "Đơn vị không lập gói này")
    with at.hub.desk.read() as db:
        (op,) = oplog.ops_of_kind(db, quarantine.ENTITY)
    assert op.device == at.hub.session.device
    assert op.fields["verdict"] == "refused"
    at.receipt("a")
    app = at.apps["a"]
    with app.desk.read() as db:
        (same,) = oplog.ops_of_kind(db, quarantine.ENTITY)
    assert same.id == op.id
    back = next(row for row in app.sending.sent() if row.seq == 2)
    assert (back.state, back.reason) == ("returned", "Đơn vị không lập gói này")


def test_f08_a_machine_turned_back_while_the_program_runs(at: Province) -> None:
    """No start follows the revert, so nothing announces it: only the fork shows."""
    app = at.apps["a"]
    figure(app, 1)
    take(at, send(at, "a").path)
    with app.desk.store.write() as db:  # what a snapshot remembers
        head = oplog.chain_head(db, app.session.device, "report")
    kept = at.folder / "snapshot"
    kept.mkdir()
    for one in at.folder.glob("a.gbdesk*"):
        shutil.copy2(one, kept / one.name)
    figure(app, 2, place=1)
    first = send(at, "a").path
    take(at, first)
    app.desk.store.close()
    for one in at.folder.glob("a.gbdesk*"):
        one.unlink()
    for one in kept.iterdir():
        shutil.copy2(one, at.folder / one.name)
    shutil.rmtree(at.folder / "anchors")  # the snapshot's anchor said no more than its file
    app = at.apps["a"] = at.open("a")
    with app.desk.read() as db:
        assert oplog.chain_head(db, app.session.device, "report") == head
    figure(app, 3, place=2)
    with app.desk.read() as db:
        opened = [op for op in oplog.ops_of_kind(db, OPEN) if op.n > head.n]
    assert not any(op.fields.get("restore") for op in opened)
    second = send(at, "a").path
    standing = content(at.hub), ops(at.hub)
    (taken,) = take(at, second)
    assert taken.outcome == "E_FORK"
    assert (content(at.hub), ops(at.hub)) == standing
    at.hub.receiving.allow(second, WHY)
    assert take(at, second)[0].ok
    assert [shown(at.hub, app, place=one) for one in range(3)] == [1, 2, 3]


def newer_release(at: Province) -> bytes:
    """The release in force under the next number, signed by the hub."""
    with at.hub.desk.read() as db:
        who = identity.of(db)
        raw = trust.read_release(current(db) or b"", who.root.operational)
    assert who.operational is not None
    return trust.write_release(who.operational, {**raw, "number": int(raw["number"]) + 1})


def test_j02_a_package_made_with_a_newer_catalogue_waits_and_is_tried_again(at: Province) -> None:
    signed = newer_release(at)
    office = at.apps["a"]
    number = office.catalogue.number + 1
    with office.desk.store.write() as db:
        catalogues.add(db, number, signed, office.desk.clock.stamp())
    office.desk.reload()
    meeting(office)
    path = send(at, "a").path
    standing = content(at.hub), ops(at.hub)
    look = at.hub.receiving.look(path)
    assert look.outcome == "E_NEEDS_DIRECTORY"
    assert str(number) in look.message.happened
    (taken,) = take(at, path)
    assert taken.outcome == "E_NEEDS_DIRECTORY"
    assert (content(at.hub), ops(at.hub)) == standing
    (waiting,) = at.hub.tray.all()
    assert Path(waiting.path).read_bytes() == path.read_bytes()
    path.unlink()
    with at.hub.desk.store.write() as db:
        catalogues.add(db, number, signed, at.hub.desk.clock.stamp())
    at.hub.desk.reload()
    assert at.hub.receiving.look(Path(waiting.path)).ready
    assert take(at, Path(waiting.path))[0].ok
    assert not at.hub.tray.all()
    assert not list(at.hub.store.archive.glob("*waiting*"))
    assert at.hub.monitoring.matrix([PERIOD])
