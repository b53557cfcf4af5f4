"""What the hub asks for once more: from the beginning, from a number; large exports in parts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from gbdesk.domain.refusals import Refused
from gbdesk.services import exporting
from gbdesk.store import oplog
from gbdesk.sync.portions import fits, portions
from helpers.enrolled import PERIOD
from helpers.journey import (
    Province,
    content,
    figure,
    fill,
    meeting,
    ops,
    province,
    same_for,
    send,
    take,
)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        yield made


def first(path: Path, at: Province) -> int:
    """The first change a package says."""
    row = next(one for one in at.apps["a"].sending.sent() if one.name == path.name)
    return row.again


def test_everything_from_the_beginning_adds_nothing_and_closes_every_gap(at: Province) -> None:
    app = at.apps["a"]
    figure(app, 1)
    one = send(at, "a").path
    (taken,) = take(at, one)
    at.receipt("a")
    figure(app, 2, place=1)
    take(at, send(at, "a").path)
    whole = content(at.hub), ops(at.hub)
    at.hub.receiving.undo(taken.number)
    assert any(one.lacking for one in at.hub.receiving.tracks())
    done = app.sending.export(PERIOD, at.usb, start=1)
    assert first(done.path, at) == 1
    (again,) = take(at, done.path)
    assert again.outcome == "OK"
    assert not any(one.lacking for one in at.hub.receiving.tracks())
    with at.hub.desk.read() as db:
        n = oplog.contiguous(db, app.session.device, "report").n
    with app.desk.read() as db:
        assert oplog.chain_head(db, app.session.device, "report").n == n
    assert whole != (content(at.hub), ops(at.hub))  # the export declared itself
    at.receipt("a")
    assert same_for(at.hub, app, app.session.office)


def test_from_a_number_on_but_never_past_what_is_acknowledged(at: Province) -> None:
    app = at.apps["a"]
    figure(app, 1)
    take(at, send(at, "a").path)
    at.receipt("a")
    figure(app, 2, place=1)
    latest = app.sending.latest_start()
    assert latest > 1
    for wrong in (0, -3, latest + 1):
        with pytest.raises(Refused) as refused:
            app.sending.export(PERIOD, at.usb, start=wrong)
        assert refused.value.code == "send.from"
    done = app.sending.export(PERIOD, at.usb, start=2)
    usual = app.sending.export(PERIOD, at.usb)
    assert done.ops > usual.ops - 1
    with app.desk.read() as db:
        head = oplog.chain_head(db, app.session.device, "report").n
    assert done.ops == head - 1 - 1  # one change before, and the last declaration after
    assert [one.ok for one in take(at, done.path, usual.path)] == [True, True]


def test_with_nothing_new_the_hub_still_gets_what_it_asks_for(at: Province) -> None:
    app = at.apps["a"]
    meeting(app)
    take(at, send(at, "a").path)
    at.receipt("a")
    assert app.sending.export(PERIOD, at.usb, start=1).ops > 1


def test_what_is_too_large_for_mail_goes_as_several_ordinary_packages(
    at: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = at.apps["a"]
    fill(app)
    for number in range(30):
        meeting(app, f"Hội nghị số {number}")
    monkeypatch.setattr(exporting, "MAIL_SIZE", 2 << 10)
    done = app.sending.export(PERIOD, at.usb)
    assert done.is_cut
    assert len(done.parts) >= 3
    assert [one.seq for one in done.parts] == list(range(1, len(done.parts) + 1))
    assert f"gói 1 đến {len(done.parts)}" in done.parts_words("Sở")
    rows = {one.seq: one for one in app.sending.sent()}
    assert rows[1].part == (1, len(done.parts))
    paths = [one.path for one in done.parts]
    order = [*reversed(paths)]
    assert all(one.ok for one in take(at, *order))
    at.receipt("a")
    assert same_for(at.hub, app, app.session.office)
    assert all(one.state == "received" for one in app.sending.sent())


def test_where_a_part_cannot_be_written_none_of_them_stays(
    at: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = at.apps["a"]
    fill(app)
    monkeypatch.setattr(exporting, "MAIL_SIZE", 2 << 10)
    write, written = exporting.packing.write, list[int]()

    def failing(*given: object) -> object:
        written.append(1)
        if len(written) > 1:
            raise Refused("disk.full", name="x")
        return write(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(exporting.packing, "write", failing)
    with pytest.raises(Refused):
        app.sending.export(PERIOD, at.usb)
    assert list(at.usb.iterdir()) == []
    assert app.sending.sent() == ()


def test_every_portion_fits_and_none_is_left_out() -> None:
    lines = [os.urandom(number % 90).hex().encode() for number in range(5_000)]
    counts = portions(lines, 64 << 10)
    assert sum(counts) == len(lines)
    assert len(counts) > 3
    assert portions([], 1 << 20) == []
    assert portions(lines[:10], 1 << 20) == [10]
    assert fits(1000, 18 << 20)


class Pulling:
    """The stick is pulled out as soon as the package is being made."""

    def __init__(self, stick: Path, bare: Path) -> None:
        self._stick, self._bare = stick, bare

    def step(self, _done: int, _total: int | None, _what: str = "") -> None:
        if self._stick.readlink() != self._bare:
            self._stick.unlink()
            self._stick.symlink_to(self._bare)


def test_a_package_for_a_stick_that_was_pulled_is_not_done(tmp_path: Path) -> None:
    memory, bare, stick = Path("/dev/shm"), tmp_path / "bare", tmp_path / "stick"
    bare.mkdir()
    if not memory.is_dir() or memory.stat().st_dev == bare.stat().st_dev:
        pytest.skip("no second drive to write to here")
    with province(tmp_path / "p", "a") as at, TemporaryDirectory(dir=memory) as there:
        stick.symlink_to(there)
        office = at.apps["a"]
        figure(office, 3)
        with pytest.raises(Refused, match=r"disk\.missing|send\.readback"):
            office.sending.export(PERIOD, stick, progress=Pulling(stick, bare))
        assert list(bare.iterdir()) == []
        assert office.sending.sent() == ()
        (taken,) = take(at, send(at, "a").path)
        assert taken.ok
