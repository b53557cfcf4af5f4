"""An office loses its computer: the new one gets back from the hub what the lost one had sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.app import App
from gbdesk.domain.refusals import Refused
from gbdesk.services import identity, packing, runs
from gbdesk.services.answers import Answered
from gbdesk.services.changed import Changed
from gbdesk.store import certificates, figures, oplog
from gbdesk.store.listing import ActivityQuery
from gbdesk.sync.header import OFFICE_OPS
from helpers.enrolled import PERIOD
from helpers.journey import (
    FIRST,
    FORM,
    Province,
    close,
    complete,
    content,
    correct,
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


def replaced(at: Province, name: str = "new") -> tuple[App, Answered, Path]:
    """The hub withdraws the computer of the office and certifies another one."""
    old = at.apps["a"].session
    at.hub.enrolment.revoke(old.device)
    invited = at.hub.enrolment.invite(old.office)
    made = at.make_office(name, invited.bytes, invited.code)
    answer = at.hub.enrolment.certify(made.request)
    file = at.back / answer.name
    file.write_bytes(answer.bytes)
    app = at.apps[name] = at.open(name)
    return app, app.enrolment.accept(file), file


def titles(app: App) -> list[str]:
    keys = app.activities.ids(ActivityQuery()).keys
    return [row.title for row in app.activities.rows(keys)]


def states(app: App) -> list[tuple[str, str]]:
    with app.desk.read() as db:
        return [(row.form, row.state) for row in figures.return_states(db, PERIOD)]


def texts(app: App) -> list[str]:
    with app.desk.read() as db:
        return [row.text for row in figures.narratives(db, PERIOD)]


def test_everything_the_lost_computer_had_sent_comes_back(at: Province) -> None:
    one = at.apps["a"]
    office = one.session.office
    complete(one)
    meeting(one, "Từ máy đã mất")
    take(at, send(at, "a").path)
    correct(at, one, "?")
    meeting(one, "Không kịp gửi")
    late = send(at, "a").path
    new, answered, file = replaced(at)
    assert answered.enrolled
    assert answered.corrections == 1
    assert answered.returned > 2
    assert f"Đã nhận lại {answered.returned} mục" in answered.words
    assert (shown(new, new), shown(new, new, number=1)) == ("?", 0)
    assert titles(new) == ["Từ máy đã mất"]
    assert texts(new) == texts(at.hub) == texts(one)
    assert states(new) == states(at.hub)
    assert same_for(new, at.hub, office)
    assert new.sending.preview(PERIOD).all == 0

    before = content(new), ops(new)
    again = new.enrolment.accept(file)
    assert (again.outcome, again.changed, again.returned) == ("ALREADY", Changed.NOTHING, 0)
    receipt = at.hub.receiving.receipts(at.back, [office])[0]
    assert new.enrolment.accept(receipt).returned == 0
    assert content(new) == before[0]

    new.returns.reopen(FORM, PERIOD)
    figure(new, 4, number=1)
    meeting(new, "Từ máy mới")
    sent = send(at, "new")
    with new.desk.read() as db:
        assert sent.ops == oplog.chain_head(db, new.session.device, "report").n
    (taken,) = take(at, sent.path)
    assert taken.outcome == "OK"
    assert sent.seq == 1
    assert shown(at.hub, one, number=1) == 4
    new.enrolment.accept(at.hub.receiving.receipts(at.back, [office])[0])
    assert same_for(new, at.hub, office)
    assert [each.outcome for each in take(at, late)] == ["E_REVOKED"]


def test_a_withdrawn_computer_gets_nothing_of_its_successor(at: Province) -> None:
    one = at.apps["a"]
    office = one.session.office
    figure(one, 3)
    take(at, send(at, "a").path)
    new, _, _ = replaced(at)
    figure(new, 4)
    take(at, send(at, "new").path)
    (receipt,) = at.hub.receiving.receipts(at.back, [office])
    with pytest.raises(Refused, match=r"E_NOT_FOR_US|not_for_us"):
        one.enrolment.accept(receipt)
    assert new.enrolment.accept(receipt).outcome == "OK"


def test_a_withdrawn_computer_is_not_certified_again(at: Province) -> None:
    invited = at.hub.enrolment.invite(at.apps["a"].session.office)
    made = at.make_office("new", invited.bytes, invited.code)
    at.hub.enrolment.certify(made.request)
    second = at.apps["new"] = at.open("new")
    at.hub.enrolment.revoke(second.session.device)
    with pytest.raises(Refused, match="E_REVOKED"):
        at.hub.enrolment.certify(made.request)


def test_both_lines_of_a_computer_that_was_put_back_come_back(at: Province) -> None:
    one = at.apps["a"]
    office = one.session.office
    figure(one, 3)
    close(at, "a")
    aside = keep(at, "a", "aside")
    at.apps["a"] = at.open("a")
    figure(at.apps["a"], 6, number=1)
    meeting(at.apps["a"], "Trước khi phục hồi")
    take(at, send(at, "a").path)
    close(at, "a")
    put_back(at, "a", aside, anchor=False)
    at.apps["a"] = at.open("a")
    for number in range(2, 6):
        figure(at.apps["a"], 7, number=number)
    take(at, send(at, "a").path)
    new, answered, _ = replaced(at)
    assert answered.returned
    assert shown(new, new, number=2) == 7
    for path in at.hub.receiving.receipts(at.back, [office]):
        assert new.enrolment.accept(path).outcome == "OK"
    assert titles(new) == ["Trước khi phục hồi"]
    assert shown(new, new, number=1) == 6
    assert same_for(new, at.hub, office)


def test_a_computer_that_sent_nothing_yet_gets_it_with_the_receipt(at: Province) -> None:
    one = at.apps["a"]
    office = one.session.office
    two = at.join("second", FIRST)
    figure(one, 3)
    take(at, send(at, "a").path)
    at.hub.enrolment.revoke(one.session.device)
    (receipt,) = at.hub.receiving.receipts(at.back, [office])
    assert two.enrolment.accept(receipt).returned == 1
    assert shown(two, two) == 3
    assert same_for(two, at.hub, office)
    figure(two, 4)
    take(at, send(at, "second").path)
    (receipt,) = at.hub.receiving.receipts(at.back, [office])
    with at.hub.desk.read() as db:
        assert runs.of_withdrawn(db, runs.devices(at.hub.desk, db, office)) == []
    assert two.enrolment.accept(receipt).returned == 0


@pytest.mark.parametrize("sent", ["something", "nothing"])
def test_the_new_computer_knows_the_withdrawn_one_before_any_receipt(
    at: Province, sent: str
) -> None:
    office = at.apps["a"]
    stolen = office.session.device
    if sent == "something":
        meeting(office, "Trước khi mất máy")
        take(at, send(at, "a").path)
    at.hub.enrolment.revoke(stolen)
    invited = at.hub.enrolment.invite(office.session.office)
    made = at.make_office("new", invited.bytes, invited.code)
    answer = at.hub.enrolment.certify(made.request)
    file = at.back / answer.name
    file.write_bytes(answer.bytes)
    app = at.apps["new"] = at.open("new")
    app.enrolment.accept(file)
    with app.desk.read() as db:
        last = oplog.chain_head(db, stolen, "report").n
        assert certificates.known(db)[stolen].revoked_n == last
        trust = packing.trust_of(app.desk, db, identity.of(db), {OFFICE_OPS})
        assert trust.revoked == {stolen: last}
    assert app.sharing.others() == ()
    assert bool(last) == (sent == "something")
