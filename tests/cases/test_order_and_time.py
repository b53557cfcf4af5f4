"""Cases of the adversarial list on foreign ops, references, deletions, clocks and odd folders."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gbdesk.domain.clock import DAY_MS, HybridClock
from gbdesk.domain.merge import CREATE, DELETE, PUT
from gbdesk.domain.ops import REPORT, Env, Op, Value, chain_start, read_op, write_op
from gbdesk.services import identity
from gbdesk.store import oplog
from helpers.enrolled import PERIOD
from helpers.journey import (
    Province,
    content,
    figure,
    meeting,
    ops,
    province,
    same_for,
    send,
    shown,
    take,
)
from helpers.packages import Craft, Device, put


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a", "b") as made:
        yield made


def signed_by(at: Province, name: str, ops: list[Op]) -> Path:
    """A package of an office's own PC with whatever ops somebody puts into it."""
    app = at.apps[name]
    with app.desk.read() as db:
        who = identity.of(db)
    assert who.certificate is not None
    assert who.certificate_signed is not None
    device = Device(
        app.session.office, who.sign, who.receive[0], who.certificate, who.certificate_signed
    )
    made = Craft(None, device, ops, to=list(who.root.to))  # type: ignore[arg-type]
    return put(at.usb, made.make(), f"{name}-crafted.gbpkg")


def written(
    at: Province, name: str, said: list[tuple[str, dict[str, Value], list[str]]], version: int = 1
) -> Path:
    """A crafted chain from the first op on: kind, fields and the ops it says to replace."""
    app, found = at.apps[name], list[Op]()
    with app.desk.read() as db:
        who = identity.of(db)
    ch = chain_start(who.device, REPORT)
    for n, (kind, fields, over) in enumerate(said, 1):
        head = Env(
            e="activity",
            h=f"{n:016x}",
            k=kind,
            n=n,
            o=over,
            ou=app.session.office,
            r="0" * 31 + "7",
            sv=version,
            u="mai",
        )
        found.append(write_op(ch, who.device, REPORT, head, fields))
        ch = found[-1].id
    return signed_by(at, name, found)


def test_f12_lines_of_another_pc_in_ones_own_stream(at: Province) -> None:
    """The same line has another id there, because the device stands in the first hash."""
    meeting(at.apps["a"])
    with at.apps["a"].desk.read() as db:
        lines = list(oplog.lines_after(db, at.apps["a"].session.device, REPORT, 0))
    with at.apps["b"].desk.read() as db:
        device = identity.of(db).device
    before, stolen = chain_start(device, REPORT), list[Op]()
    for _, ident, line in lines:
        stolen.append(read_op(before, device, REPORT, line))
        assert stolen[-1].id != ident
        before = stolen[-1].id
    standing = content(at.hub), ops(at.hub)
    (taken,) = take(at, signed_by(at, "b", stolen))
    assert taken.outcome == "E_UNIT_SCOPE"
    assert (content(at.hub), ops(at.hub)) == standing


@pytest.mark.parametrize("named", ["ab" * 16, "00" * 16], ids=["unknown", "zero"])
def test_f13_a_change_that_says_to_replace_what_is_not_there(at: Province, named: str) -> None:
    path = written(
        at,
        "a",
        [
            (CREATE, {"title": "Hội nghị", "kind": "meeting", "start": "2024-05-20"}, []),
            (PUT, {"title": "Hội nghị khác"}, [named]),
        ],
    )
    (taken,) = take(at, path)
    assert taken.ok
    assert at.hub.selfcheck.run().ok
    (view,) = at.hub.conflicts.list()
    assert {side.shown for side in view.sides} == {"Hội nghị", "Hội nghị khác"}


def test_f13_ten_thousand_names_are_refused(at: Province) -> None:
    many = [f"{number:032x}" for number in range(10_000)]
    fields: dict[str, Value] = {"title": "Hội nghị", "kind": "meeting", "start": "2024-05-20"}
    standing = content(at.hub), ops(at.hub)
    (taken,) = take(at, written(at, "a", [(CREATE, fields, many)]))
    assert taken.outcome == "E_OP"
    assert (content(at.hub), ops(at.hub)) == standing
    assert at.hub.selfcheck.run().ok


def test_g09_an_activity_of_a_newer_version_is_taken_in_with_a_word(at: Province) -> None:
    fields: dict[str, Value] = {"title": "Hội nghị", "kind": "meeting", "start": "2024-05-20"}
    path = written(at, "a", [(CREATE, {**fields, "mood": 3}, [])], version=2)
    (taken,) = take(at, path)
    assert (taken.ok, taken.outcome) == (True, "OK_NEWER_FIELDS")
    assert [one for one in taken.notices if "1 mục do bản gbdesk mới hơn ghi" in one]
    with at.hub.desk.read() as db:
        shown = oplog.fields_of(db, at.apps["a"].session.office, "0" * 31 + "7", "activity")
    assert shown == {**fields, "mood": 3}
    assert at.hub.selfcheck.run().ok


def test_g05_deleted_here_changed_there_and_deleted_again(at: Province) -> None:
    """What the deleters had not seen stays visible."""
    app = at.apps["a"]
    ident = meeting(app)
    take(at, send(at, "a").path)
    with at.hub.desk.write() as db:
        draft = oplog.Draft(entity="activity", kind=DELETE, record=ident, office=app.session.office)
        at.hub.desk.record(db, [draft], stream=f"to.{app.session.office}")
    app.activities.save(ident, {"title": "Sửa khi chưa biết đã xóa"})
    take(at, send(at, "a").path)
    at.receipt("a")
    for one in (at.hub, app):
        with one.desk.read() as db:
            state = oplog.state_of(db, app.session.office, ident, "activity")
        assert state is not None
        assert not state.hidden
        assert state.fields["title"] == "Sửa khi chưa biết đã xóa"
    assert same_for(at.hub, app, app.session.office)


def test_j08_a_correction_of_what_was_deleted_shows_it_again(at: Province) -> None:
    app = at.apps["a"]
    ident = meeting(app)
    take(at, send(at, "a").path)
    with at.hub.desk.write() as db:
        draft = oplog.Draft(
            entity="activity",
            kind=PUT,
            record=ident,
            office=app.session.office,
            fields={"title": "Sở sửa tên"},
        )
        at.hub.desk.record(db, [draft], stream=f"to.{app.session.office}")
    app.activities.delete([ident])
    at.receipt("a")
    with app.desk.read() as db:
        state = oplog.state_of(db, app.session.office, ident, "activity")
    assert state is not None
    assert not state.hidden
    assert state.fields["title"] == "Sở sửa tên"
    take(at, send(at, "a").path)
    at.receipt("a")
    assert same_for(at.hub, app, app.session.office)


def test_h01_a_clock_far_off_does_not_poison_ours() -> None:
    now = 1_716_537_600_000
    clock = HybridClock(now_ms=lambda: now)
    clock.absorb(f"{now + 2 * DAY_MS:012x}0000")
    assert int(clock.tick()[:12], 16) == now
    clock.absorb(f"{now + 10**12:012x}ffff")
    assert int(clock.tick()[:12], 16) == now
    clock.absorb(f"{now + 1000:012x}0005")
    assert clock.tick() > f"{now + 1000:012x}0005"


def test_h02_a_package_of_the_future_is_taken_in_with_a_word(at: Province) -> None:
    at.wait(5)
    figure(at.apps["a"], 1)
    path = send(at, "a").path
    at.wait(-5)
    (taken,) = take(at, path)
    assert (taken.ok, taken.outcome) == (True, "OK_CLOCK")
    assert same_for(at.hub, at.apps["a"], at.apps["a"].session.office)
    assert any("Đồng hồ" in one for one in taken.notices)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system keeps one zone per process")
def test_h03_another_time_zone_between_writing_and_taking_in(
    at: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = at.apps["a"]
    for value, zone in enumerate(("Asia/Ho_Chi_Minh", "America/New_York", "Pacific/Kiritimati")):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        figure(app, value)
        path = send(at, "a").path
        monkeypatch.setenv("TZ", "UTC")
        time.tzset()
        assert take(at, path)[0].outcome == "OK"
    assert shown(at.hub, app) == 2
    at.receipt("a")
    assert same_for(at.hub, app, app.session.office)


def test_h04_more_changes_in_a_millisecond_than_the_counter_holds() -> None:
    now = 1_716_537_600_000
    clock = HybridClock(f"{now:012x}fffe", now_ms=lambda: now)
    found = [clock.tick() for _ in range(3)]
    assert found == [f"{now:012x}ffff", f"{now + 1:012x}0000", f"{now + 1:012x}0001"]
    assert found == sorted(found)


def test_i09_folders_with_marks_spaces_and_long_names(at: Province, tmp_path: Path) -> None:
    figure(at.apps["a"], 1)
    at.apps.pop("a").close()
    deep = tmp_path / "Người dùng Nguyễn Văn Ánh – máy số 2"
    while len(os.fspath(deep)) < 280:
        deep /= "thư mục dài có dấu và khoảng trắng"
    deep.mkdir(parents=True)
    for one in at.folder.glob("a.*"):
        target = deep / one.name
        if one.is_dir():
            shutil.copytree(one, target)
        else:
            target.write_bytes(one.read_bytes())
    moved = replace(at, folder=deep, apps={})
    app = moved.open("a")
    done = app.sending.export(PERIOD, deep)
    assert take(at, done.path)[0].ok
    assert same_for(at.hub, app, app.session.office)
    app.close()
