from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gbdesk.app import App
from gbdesk.domain.refusals import Refused
from gbdesk.media import writing
from gbdesk.services import setup
from gbdesk.services.messages import describe
from gbdesk.services.progress import Cancelled
from gbdesk.services.setup import Person
from gbdesk.store import audit, figures, ledger
from gbdesk.sync import reading
from helpers.enrolled import PASSWORD, PERIOD, office_id
from helpers.journey import Province, complete, content, figure, meeting, ops, province, send


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        yield made


def a(at: Province) -> App:
    return at.apps["a"]


def standing(at: Province) -> tuple[Any, ...]:
    """Everything a failed export must leave as it was."""
    app = a(at)
    with app.desk.read() as db:
        noted = len(ledger.all_sent(db)), audit.head(db)
    archive = app.store.archive
    copies = sorted(archive.iterdir()) if archive.exists() else []
    return content(app), ops(app), noted, copies, sorted(at.usb.iterdir())


def test_a_package_is_planned_written_and_listed(at: Province) -> None:
    app = a(at)
    figure(app, 3)
    meeting(app)
    planned = app.sending.preview(PERIOD)
    assert planned.blocked is None
    assert (planned.seq, planned.since) == (1, 0)
    assert planned.counts["row"].new == 1
    assert planned.counts["activity"].new == 1
    assert "chưa hoàn tất" in " ".join(planned.gaps_words)
    done = send(at, "a", note="Số còn thiếu sẽ bổ sung.", approver="Trưởng phòng")
    assert done.path.parent == at.usb
    assert done.gaps_words == planned.gaps_words
    assert "đọc lại khớp" in done.words
    (row,) = app.sending.sent()
    assert (row.seq, row.state, row.check_code) == (1, "written", done.check_code)
    assert row.note == "Số còn thiếu sẽ bổ sung."
    assert row.gaps_words == planned.gaps_words
    assert row.words == "Chờ biên nhận"
    assert app.sending.preview(PERIOD).all == 0
    assert list(at.usb.iterdir()) == [done.path]


def test_the_name_tells_office_period_device_and_number_in_plain_letters(at: Province) -> None:
    figure(a(at), 1)
    name = send(at, "a").path.name
    assert name.isascii()
    assert len(name) <= 64
    head, office, period, device, number = name.removesuffix(".gbpkg").split("_")
    assert (head, period, number) == ("GB", "2024-6T", "0001")
    assert office.isalnum()
    assert device == a(at).session.device[2:6]


def test_one_declaration_goes_out_with_totals_gaps_and_the_audit_head(at: Province) -> None:
    app = a(at)
    figure(app, 7)
    with app.desk.read() as db:
        head = audit.head(db)
    send(at, "a")
    with app.desk.read() as db:
        (said,) = figures.submissions(db)
    assert said.period == PERIOD
    assert said.fields["audit"] == head
    assert '"n":' in said.fields["gaps"]
    assert ":7" in said.fields["totals"]
    assert said.fields["open_forms"] == "TT07-2017,CADRE,PRODUCTS"


def test_everything_since_the_last_receipt_goes_out(at: Province) -> None:
    app = a(at)
    figure(app, 1)
    first = send(at, "a")
    figure(app, 2)
    second = send(at, "a")
    assert second.ops > first.ops
    at.hub.receiving.take_in(second.path)
    at.receipt("a")
    figure(app, 3)
    third = send(at, "a")
    assert third.ops == 2
    assert [row.state for row in app.sending.sent()] == ["written", "received", "received"]


def test_nothing_entered_is_nothing_to_send(at: Province) -> None:
    before = standing(at)
    with pytest.raises(Refused) as refused:
        send(at, "a")
    assert refused.value.code == "send.nothing"
    planned = a(at).sending.preview(PERIOD)
    assert planned.blocked is not None
    assert standing(at) == before


def test_a_period_sent_before_may_be_sent_again(at: Province) -> None:
    figure(a(at), 1)
    send(at, "a")
    assert send(at, "a").seq == 2


@pytest.mark.parametrize(
    ("note", "code"),
    [("x" * 501, "send.note_long"), ("Gọi chị Lan 0912345678", "send.personal")],
)
def test_a_note_is_short_and_tells_of_nobody(at: Province, note: str, code: str) -> None:
    figure(a(at), 1)
    before = standing(at)
    with pytest.raises(Refused) as refused:
        send(at, "a", note=note)
    assert refused.value.code == code
    assert "…" not in describe(refused.value, at.hub.catalogue).text
    assert standing(at) == before


def test_before_the_certificate_nothing_is_sent(tmp_path: Path) -> None:
    with province(tmp_path / "p") as at:
        made = at.hub.enrolment.invite(office_id(at.hub))
        at.make_office("a", made.bytes, made.code)
        app = at.apps["a"] = at.open("a")
        meeting(app)
        with pytest.raises(Refused) as refused:
            send(at, "a")
        assert refused.value.code == "send.waiting"
        assert app.sending.preview(PERIOD).blocked is not None


def test_a_trial_sends_nothing(tmp_path: Path) -> None:
    with province(tmp_path / "p") as at:
        person = Person(user="mai", display="Mai", password=PASSWORD)
        setup.create_trial(at.path("a"), person, "office", "2024", **at.given())
        app = at.apps["a"] = at.open("a")
        with pytest.raises(Refused) as refused:
            app.sending.export(PERIOD, at.usb)
        assert refused.value.code == "send.trial"
        assert at.usb.exists()
        assert not list(at.usb.iterdir())


def test_the_hub_sends_receipts_only(at: Province) -> None:
    with pytest.raises(Refused) as refused:
        at.hub.sending.export(PERIOD, at.usb)
    assert refused.value.code == "send.hub"
    assert at.hub.sending.sent() == ()


def test_a_package_is_written_again_byte_for_byte_beside_the_first(at: Province) -> None:
    app = a(at)
    figure(app, 1)
    done = send(at, "a")
    (row,) = app.sending.sent()
    again = app.sending.rewrite(row.number, at.usb)
    assert again != done.path
    assert again.read_bytes() == done.path.read_bytes()
    (app.store.archive / f"{done.ident}.gbpkg").unlink()
    with pytest.raises(Refused) as refused:
        app.sending.rewrite(row.number, at.usb)
    assert refused.value.code == "send.copy_gone"


def test_cancelling_while_writing_leaves_nothing(at: Province) -> None:
    class Stopping:
        def step(self, done: int, total: int | None, what: str = "") -> None:
            raise Cancelled

    figure(a(at), 1)
    before = standing(at)
    with pytest.raises(Cancelled):
        a(at).sending.export(PERIOD, at.usb, progress=Stopping())
    assert standing(at) == before


def test_a_folder_that_is_gone(at: Province) -> None:
    figure(a(at), 1)
    before = standing(at)
    with pytest.raises(Refused) as refused:
        a(at).sending.export(PERIOD, at.usb / "away")
    assert refused.value.code == "disk.missing"
    assert standing(at) == before


FAULTS: dict[str, tuple[Callable[..., Any], str]] = {
    "full": (lambda *_: _raise(errno.ENOSPC), "disk.full"),
    "read-only": (lambda *_: _raise(errno.EROFS), "disk.denied"),
    "pulled out": (lambda *_: _raise(errno.EIO), "disk.failed"),
}


def _raise(number: int) -> None:
    raise OSError(number, os.strerror(number))


@pytest.mark.parametrize("what", FAULTS)
def test_a_drive_that_refuses(at: Province, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    figure(a(at), 1)
    before = standing(at)
    fault, code = FAULTS[what]
    monkeypatch.setattr(writing.os, "fsync", fault)
    with pytest.raises(Refused) as refused:
        send(at, "a")
    assert refused.value.code == code
    assert standing(at) == before


def test_a_stick_that_keeps_something_else_is_found_out(
    at: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoil(out: Any) -> None:
        at = out.seek(-70_000 if out.tell() > 70_000 else -100, os.SEEK_END)
        (was,) = out.read(1)
        out.seek(at)
        out.write(bytes([was ^ 0xFF]))
        out.flush()

    complete(a(at))
    before = standing(at)
    monkeypatch.setattr(writing, "_forget_cache", spoil)
    with pytest.raises(Refused) as refused:
        send(at, "a")
    assert refused.value.code == "send.readback"
    assert standing(at) == before
    monkeypatch.undo()
    taken = at.hub.receiving.take_in(send(at, "a").path)
    assert taken.outcome == "OK"


def test_the_office_can_open_its_own_package_and_the_hub_only_for_reading(at: Province) -> None:
    figure(a(at), 1)
    outside = reading.outside(send(at, "a").path)
    assert outside.header.kind == "office-ops"
    assert outside.header.period is not None
    assert (outside.header.period.first, outside.header.period.last) == (PERIOD, PERIOD)
    assert len(outside.header.to) == 3
