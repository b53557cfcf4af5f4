"""Two computers of one office that exchange by stick: both have the same, the hub has it once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gbdesk.app import App
from gbdesk.domain.refusals import Refused
from gbdesk.services import identity
from gbdesk.store import catalogues, certificates, secrets
from gbdesk.sync import reading, trust
from gbdesk.sync.keys import SigningKey
from helpers.enrolled import PERIOD
from helpers.journey import (
    Province,
    content,
    copy_workspace,
    figure,
    meeting,
    ops,
    province,
    same_for,
    send,
    shown,
    take,
)
from helpers.siblings import ALONE, meet, share


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a", "a2", "b") as made:
        made.folder.joinpath("stick").mkdir()
        yield made


def received(app: App, path: Path) -> str:
    look = app.receiving.look(path)
    assert look.ready, look.message.text
    assert app.receiving.preview(path).look.ident == look.ident
    return app.receiving.take_in(path).outcome


def test_both_enter_exchange_and_send_and_nothing_is_doubled(at: Province) -> None:
    one, two = meet(at)
    office = one.session.office
    figure(one, 3)
    meeting(one, "Từ máy thứ nhất")
    figure(two, 5, number=1)
    meeting(two, "Từ máy thứ hai")
    assert received(two, share(at, "a")) == "OK"
    assert received(one, share(at, "a2")) == "OK"
    assert content(one) == content(two)
    assert (shown(one, one, number=1), shown(two, two)) == (5, 3)
    first, second = send(at, "a"), send(at, "a2")
    assert [each.outcome for each in take(at, first.path, second.path)] == ["OK", "OK"]
    assert received(two, first.path) == received(one, second.path) == "OK"
    assert same_for(one, at.hub, office)
    assert same_for(two, at.hub, office)
    assert [each.outcome for each in take(at, first.path, second.path)] == ["ALREADY", "ALREADY"]
    (receipt,) = at.hub.receiving.receipts(at.back, [office])
    before = content(at.hub), ops(at.hub)
    for app in (one, two):
        answered = app.enrolment.accept(receipt)
        assert not answered.fork
        assert answered.corrections == answered.conflicts == 0
        assert app.sending.preview(PERIOD).all == 0
        assert app.receiving.look(first.path).outcome in {"ALREADY", "OLDER"}
    assert content(one) == content(two)
    assert (content(at.hub), ops(at.hub)) == before


def test_a_difference_between_them_is_settled_at_the_office(at: Province) -> None:
    one, two = meet(at)
    figure(one, 3)
    figure(two, 4)
    path = share(at, "a2")
    preview = one.receiving.preview(path)
    (view,) = preview.conflicts
    assert [side.shown for side in view.sides] == ["4", "3"]
    assert view.preselected is None
    assert received(one, path) == "OK_CONFLICTS"
    (view,) = one.conflicts.list()
    number = next(at_ for at_, side in enumerate(view.sides) if side.shown == "3")
    one.conflicts.settle([(view.key, number)])
    assert received(two, share(at, "a")) == "OK"
    assert two.conflicts.count() == one.conflicts.count() == 0
    assert shown(two, two) == shown(one, one) == 3
    assert content(one) == content(two)
    taken = take(at, send(at, "a").path, send(at, "a2").path)
    assert [each.outcome for each in taken] == ["OK", "OK"]
    assert at.hub.conflicts.count() == 0
    assert shown(at.hub, one) == 3


def test_a_difference_settled_while_taking_the_file_in(at: Province) -> None:
    one, two = meet(at)
    figure(one, 3)
    figure(two, 4)
    path = share(at, "a2")
    (view,) = one.receiving.preview(path).conflicts
    taken = one.receiving.take_in(path, [(view.key, 0)])
    assert (taken.outcome, taken.settled, taken.conflicts) == ("OK", 1, 0)
    assert shown(one, one) == 4
    undone = one.receiving.undo(taken.number)
    assert undone.leaving.decisions == 1
    assert shown(one, one) == 3
    assert one.conflicts.count() == 0
    assert at.again("a").receiving.take_in(path).ok


def test_the_hub_counts_no_file_for_the_other_computer_as_missing(at: Province) -> None:
    one, _ = meet(at)
    figure(one, 3)
    share(at, "a")
    assert one.sending.sent() == ()
    assert one.sending.preview(PERIOD).all == 1
    figure(one, 4)
    sent = send(at, "a")
    assert sent.seq == 2
    take(at, sent.path)
    row = next(each for each in at.hub.receiving.tracks() if each.device == one.session.device)
    assert (row.packages, row.missing) == ("2", ())


def test_the_hub_may_take_the_file_of_the_other_computer_in_too(at: Province) -> None:
    one, _ = meet(at)
    figure(one, 3)
    path = share(at, "a")
    (taken,) = take(at, path)
    assert taken.outcome == "OK"
    assert shown(at.hub, one) == 3
    (receipt,) = at.hub.receiving.receipts(at.back, [one.session.office])
    answered = one.enrolment.accept(receipt)
    assert (answered.until, answered.seq) == (2, 0)
    assert one.sending.preview(PERIOD).all == 0
    assert [each.outcome for each in take(at, send(at, "a").path)] == ["OK"]


def test_a_package_that_only_goes_on_tells_what_is_missing(at: Province) -> None:
    one, two = meet(at)
    figure(one, 3)
    take(at, send(at, "a").path)
    at.receipt("a")
    figure(one, 5, number=1)
    later = send(at, "a").path
    look = two.receiving.look(later)
    assert look.outcome == "OK_GAP"
    two.receiving.take_in(later)
    assert received(two, share(at, "a")) == "OK"
    assert (shown(two, two), shown(two, two, number=1)) == (3, 5)


def test_another_unit_cannot_open_it_and_nothing_of_it_comes_in(at: Province) -> None:
    one, _ = meet(at)
    figure(one, 3)
    path, other = share(at, "a"), at.apps["b"]
    assert other.receiving.look(path).outcome == "E_NOT_FOR_US"
    with pytest.raises(Refused, match=r"sibling\.none"):
        other.sharing.write(at.folder / "stick")


def test_a_withdrawn_computer_is_believed_no_further_by_the_other_one(at: Province) -> None:
    one, two = meet(at)
    figure(one, 3)
    take(at, send(at, "a").path)
    figure(two, 4, number=1)
    take(at, send(at, "a2").path)
    at.hub.enrolment.revoke(one.session.device)
    (receipt,) = at.hub.receiving.receipts(at.back, [two.session.office])
    two.enrolment.accept(receipt)
    assert two.sharing.others() == ()
    figure(one, 9)
    path = share(at, "a")
    assert two.receiving.look(path).outcome == "E_REVOKED"
    assert two.receiving.take_in(path).outcome == "E_REVOKED"
    assert shown(two, two) == 3
    with pytest.raises(Refused, match=r"sibling\.none"):
        two.sharing.write(at.folder / "stick")
    header = reading.outside(send(at, "a2").path).header
    assert len(header.to) == ALONE


def test_a_copied_disk_is_told_and_the_hub_has_to_decide(at: Province) -> None:
    _, two = meet(at)
    figure(at.apps["a"], 3)
    received(two, share(at, "a"))
    at.apps.pop("a").close()
    copy_workspace(at, "a", "clone")
    at.apps["a"], at.apps["clone"] = at.open("a"), at.open("clone")
    figure(at.apps["a"], 5, number=1)
    received(two, share(at, "a"))
    shutil.rmtree(at.folder / "anchors")
    figure(at.apps["clone"], 6, number=2)
    look = two.receiving.look(share(at, "clone"))
    assert look.outcome == "E_FORK"
    with pytest.raises(Refused, match=r"receive\.office"):
        two.receiving.allow(look.path, "Đã hỏi")


def test_j02_a_file_made_with_a_newer_catalogue_waits_for_the_hubs_file(at: Province) -> None:
    one, two = meet(at)
    figure(one, 3)
    take(at, send(at, "a").path)
    with at.hub.desk.write() as db:
        who = identity.of(db)
        assert who.operational is not None
        raw = trust.read_release(catalogues.current(db) or b"", who.root.operational)
        newer = {**raw, "number": int(raw["number"]) + 1}
        signed = trust.write_release(who.operational, newer)
        catalogues.add(db, newer["number"], signed, at.hub.desk.clock.stamp())
    at.hub.desk.reload()
    (receipt,) = at.hub.receiving.receipts(at.back, [one.session.office])
    assert one.enrolment.accept(receipt).catalogue == newer["number"]
    path = share(at, "a")
    look = two.receiving.look(path)
    assert look.outcome == "E_NEEDS_DIRECTORY"
    assert str(newer["number"]) in look.message.happened
    path.unlink()
    (waiting,) = [Path(each.path) for each in two.tray.all()]
    assert waiting.is_file()
    two.enrolment.accept(receipt)
    assert received(two, waiting) == "OK"
    assert shown(two, two) == 3
    assert not waiting.exists()


def test_j02_a_certificate_of_a_newer_key_of_the_hub_needs_the_hubs_file_first(
    at: Province,
) -> None:
    one, two = meet(at)
    figure(one, 3)
    with at.hub.desk.write() as db:
        who = identity.of(db)
        row = certificates.known(db)[one.session.device]
        newer = SigningKey.new()
        made = identity.certificate_of(row.signed, who.vouching)
        again = replace(made, id=trust.certificate_id(made.device, 99), serial=99)
        signed = trust.write_certificate(newer, again)
    with one.desk.write() as db:
        own = identity.of(db)
        changed = replace(own.root, number=2, operational=newer.public)
        identity.keep_certificate(db, signed, again)
        secrets.put(
            db, identity.ROOT, trust.write_root(newer, replace(changed, public=newer.public))
        )
    before = content(two), ops(two)
    path = share(at, "a")
    look = two.receiving.look(path)
    assert (look.outcome, look.ready) == ("E_NEEDS_DIRECTORY", False)
    assert "chứng thư" in look.message.happened
    assert "Mở tệp mới nhất" in look.message.todo
    taken = two.receiving.take_in(path)
    assert taken.outcome == "E_NEEDS_DIRECTORY"
    assert (content(two), ops(two)) == before
    assert path.exists()
