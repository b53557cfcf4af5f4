from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.app import App
from gbdesk.domain.refusals import Refused
from gbdesk.services.changed import Changed
from gbdesk.store import ledger, oplog
from helpers.enrolled import PERIOD, office_id
from helpers.journey import (
    Province,
    content,
    correct,
    figure,
    meeting,
    ops,
    province,
    same_for,
    send,
    shown,
    take,
)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a") as made:
        yield made


def a(at: Province) -> App:
    return at.apps["a"]


def until(app: App) -> int:
    with app.desk.read() as db:
        got = ledger.receipt_for(db, app.session.device, "report")
    return got.n if got else 0


def test_a_receipt_tells_which_package_arrived(at: Province) -> None:
    figure(a(at), 1)
    done = send(at, "a")
    take(at, done.path)
    answered = at.receipt("a")
    assert (answered.outcome, answered.seq, answered.until) == ("OK", 1, done.ops)
    assert answered.words == "Gói 1 đã được nhận ngày 24/05/2024."
    assert answered.changed & Changed.PACKAGES
    (row,) = a(at).sending.sent()
    assert (row.state, row.words) == ("received", "Đã nhận ngày 24/05/2024")
    track = a(at).home.office(PERIOD).last_package
    assert track is not None
    assert track.state == "received"
    (past,) = at.hub.receiving.history()
    assert past.receipt_at


def test_the_answer_to_a_request_says_that_packages_can_be_written(tmp_path: Path) -> None:
    with province(tmp_path / "p") as at:
        invited = at.hub.enrolment.invite(office_id(at.hub))
        made = at.make_office("a", invited.bytes, invited.code)
        answer = at.hub.enrolment.certify(made.request)
        file = at.back / answer.name
        file.write_bytes(answer.bytes)
        app = at.apps["a"] = at.open("a")
        first, again = app.enrolment.accept(file), app.enrolment.accept(file)
        assert (first.enrolled, again.enrolled) == (True, False)
        assert first.words == "Máy này đã ghi danh xong; từ nay xuất gói được."
        meeting(app)
        assert take(at, send(at, "a").path)[0].ok


def test_a_receipt_opened_twice_changes_nothing(at: Province) -> None:
    figure(a(at), 1)
    take(at, send(at, "a").path)
    (path,) = at.hub.receiving.receipts(at.back)
    a(at).enrolment.accept(path)
    before = content(a(at)), ops(a(at)), until(a(at))
    again = a(at).enrolment.accept(path)
    assert (again.outcome, again.changed) == ("ALREADY", Changed.NOTHING)
    assert (content(a(at)), ops(a(at)), until(a(at))) == before


def test_j04_an_old_receipt_after_a_newer_one_takes_nothing_back(at: Province) -> None:
    figure(a(at), 1)
    take(at, send(at, "a").path)
    (old,) = at.hub.receiving.receipts(at.back)
    figure(a(at), 2)
    take(at, send(at, "a").path)
    newest = at.receipt("a")
    before = content(a(at))
    answered = a(at).enrolment.accept(old)
    assert content(a(at)) == before
    assert answered.until == newest.until
    assert until(a(at)) == newest.until
    assert not answered.lower


def test_a_lower_receipt_is_told_and_the_next_package_begins_earlier(at: Province) -> None:
    figure(a(at), 1)
    take(at, send(at, "a").path)
    at.receipt("a")
    figure(a(at), 2)
    second = send(at, "a")
    number = take(at, second.path)[0].number
    at.receipt("a")
    at.hub.receiving.undo(number)
    answered = at.receipt("a")
    assert answered.lower
    assert "gửi lại" in answered.words
    assert [row.state for row in a(at).sending.sent()] == ["written", "received"]
    figure(a(at), 3)
    third = send(at, "a")
    assert third.ops > second.ops
    take(at, third.path)
    assert same_for(at.hub, a(at), a(at).session.office)


def test_a_correction_travels_back_and_a_difference_is_settled_at_the_hub(at: Province) -> None:
    app = a(at)
    figure(app, 7)
    take(at, send(at, "a").path)
    correct(at, app, 8)
    answered = at.receipt("a")
    assert answered.corrections == 1
    assert shown(app, app) == 8
    assert same_for(at.hub, app, app.session.office)
    assert app.sending.preview(PERIOD).all == 0


def test_g03_what_both_sides_wrote_is_a_difference_on_both(at: Province) -> None:
    app = a(at)
    figure(app, 7)
    take(at, send(at, "a").path)
    correct(at, app, 8)
    figure(app, 9)
    answered = at.receipt("a")
    assert answered.conflicts == 1
    assert shown(app, app) == 8
    take(at, send(at, "a").path)
    (view,) = at.hub.conflicts.list()
    at.hub.conflicts.settle([(view.key, 1)])
    at.receipt("a")
    assert app.conflicts.count() == 0
    assert shown(app, app) == shown(at.hub, app) == 9
    assert same_for(at.hub, app, app.session.office)


def test_the_rank_of_the_hub_counts_after_the_file_was_read(at: Province) -> None:
    """The certificate of the hub's computer travels with its first changes."""
    app = a(at)
    figure(app, 7)
    take(at, send(at, "a").path)
    correct(at, app, 8)
    figure(app, 9)
    at.receipt("a")
    figure(app, 2, number=1)
    assert shown(app, app) == 8
    at.again("a")
    assert shown(a(at), a(at)) == 8


def test_f16_j05_a_receipt_for_changes_that_are_not_here_stops_sending(at: Province) -> None:
    app = a(at)
    figure(app, 1)
    path = send(at, "a").path
    app.close()
    kept = {one: one.read_bytes() for one in at.folder.glob("a.*") if one.is_file()}
    app = at.apps["a"] = at.open("a")
    figure(app, 2)
    take(at, path, send(at, "a").path)
    (receipt,) = at.hub.receiving.receipts(at.back)
    at.apps.pop("a").close()
    for one in at.folder.glob("a.*"):
        if one.is_file():
            one.unlink()
    for one, raw in kept.items():
        one.write_bytes(raw)
    app = at.apps["a"] = at.open("a")
    answered = app.enrolment.accept(receipt)
    assert answered.fork
    assert "không có trong tệp dữ liệu này" in answered.words
    planned = app.sending.preview(PERIOD)
    assert planned.blocked is not None
    before = content(app), ops(app)
    with pytest.raises(Refused) as refused:
        send(at, "a")
    assert refused.value.code == "send.fork"
    assert (content(app), ops(app)) == before
    app.sending.resume()
    figure(app, 5)
    (taken,) = take(at, send(at, "a").path)
    assert taken.ok
    assert taken.notices
    with pytest.raises(Refused) as refused:
        app.sending.resume()
    assert refused.value.code == "send.no_fork"


def test_another_offices_receipt_is_not_opened(tmp_path: Path) -> None:
    with province(tmp_path / "p", "a", "b") as at:
        for name in ("a", "b"):
            meeting(at.apps[name])
            take(at, send(at, name).path)
        (receipt,) = at.hub.receiving.receipts(at.back, [at.apps["b"].session.office])
        before = content(a(at)), ops(a(at))
        with pytest.raises(Refused) as refused:
            a(at).enrolment.accept(receipt)
        assert refused.value.code == "package.E_NOT_FOR_US"
        assert (content(a(at)), ops(a(at))) == before


def test_a_damaged_receipt_changes_nothing(at: Province) -> None:
    figure(a(at), 1)
    take(at, send(at, "a").path)
    (receipt,) = at.hub.receiving.receipts(at.back)
    raw = receipt.read_bytes()
    before = content(a(at)), ops(a(at))
    for cut in (raw[:-9], raw + b" ", raw[:-3000] + b"x" + raw[-2999:]):
        receipt.write_bytes(cut)
        with pytest.raises(Refused) as refused:
            a(at).enrolment.accept(receipt)
        assert refused.value.code.startswith("package.E_")
    assert (content(a(at)), ops(a(at))) == before
    with a(at).desk.read() as db:
        assert len({one.outcome for one in ledger.attempts(db)} - {"OK"}) == 3


def test_receipts_go_to_those_who_sent_something(tmp_path: Path) -> None:
    with province(tmp_path / "p", "a", "b") as at:
        assert at.hub.receiving.receipts(at.back) == []
        other = at.apps["b"].session.office
        with pytest.raises(Refused) as refused:
            at.hub.receiving.receipts(at.back, [other])
        assert refused.value.code == "receipt.nothing"
        meeting(a(at))
        take(at, send(at, "a").path)
        paths = at.hub.receiving.receipts(at.back)
        assert [path.parent for path in paths] == [at.back]
        again = at.hub.receiving.receipts(at.back)
        assert set(paths).isdisjoint(again)
        with at.hub.desk.read() as db:
            assert len(oplog.ops_of_kind(db, "ack")) == 1


def test_a_stick_that_fails_leaves_no_receipt_and_no_trace(at: Province) -> None:
    figure(a(at), 1)
    take(at, send(at, "a").path)
    before = content(at.hub), ops(at.hub)
    with pytest.raises(Refused):
        at.hub.receiving.receipts(at.back / "away")
    assert (content(at.hub), ops(at.hub)) == before
    assert not list(at.back.iterdir())
