"""A PC gets other keys and stays the same PC: its chain goes on, the hub sees one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gbdesk.app import App
from gbdesk.domain.refusals import Refused
from gbdesk.services import identity
from gbdesk.services.audit_log import AuditLog
from gbdesk.services.codes import device_code
from gbdesk.services.sending_parts import Exported
from gbdesk.store import certificates, oplog
from gbdesk.sync import renewal
from helpers.journey import (
    Province,
    close,
    content,
    copy_workspace,
    correct,
    figure,
    keep,
    meeting,
    province,
    put_back,
    same_for,
    send,
    shown,
    take,
)


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Province]:
    with province(tmp_path / "p", "a", "b") as made:
        yield made


def who(app: App) -> identity.Identity:
    with app.desk.read() as db:
        return identity.of(db)


def head(app: App, device: str) -> int:
    with app.desk.read() as db:
        return oplog.chain_head(db, device, "report").n


def outcomes(at: Province, *sent: Exported) -> list[str]:
    return [each.outcome for each in take(at, *(one.path for one in sent))]


def refused(call: object, *given: object) -> str:
    with pytest.raises(Refused) as caught:
        call(*given)  # type: ignore[operator]
    return caught.value.code


def renewed(at: Province) -> None:
    """Ask, send, certify, and write the answer; the office has not opened it yet."""
    one = at.apps["a"]
    code = one.pc_keys.ask().waiting
    assert outcomes(at, send(at, "a")) == ["OK"]
    (wish,) = at.hub.pc_keys.wishes()
    at.hub.pc_keys.certify(wish.device, code.lower().replace("-", " "))


def test_the_chain_goes_on_and_the_hub_sees_one_pc(at: Province) -> None:
    one = at.apps["a"]
    device, first = one.session.device, who(one)
    figure(one, 3)
    assert outcomes(at, send(at, "a")) == ["OK"]
    at.receipt("a")
    assert one.pc_keys.own().waiting == ""
    waiting = one.pc_keys.ask()
    assert waiting.waiting != waiting.code
    assert outcomes(at, send(at, "a")) == ["OK"]
    (wish,) = at.hub.pc_keys.wishes()
    assert (wish.device, wish.office) == (device, one.session.office)

    assert refused(at.hub.pc_keys.certify, device, waiting.code) == "rotate.shorter"
    assert refused(at.hub.pc_keys.certify, at.apps["b"].session.device, "x") == "rotate.none"
    at.hub.pc_keys.certify(device, waiting.waiting)
    assert at.hub.pc_keys.wishes() == ()

    meeting(one, "Viết khi đang đợi")
    older = send(at, "a")  # still under the older key
    assert outcomes(at, older) == ["OK"]
    correct(at, one, 8)
    at.receipt("a")
    now = who(one)
    assert now.device == first.device == one.session.device == device
    assert now.sign.public != first.sign.public
    assert now.receive[0].id != first.receive[0].id
    assert one.pc_keys.own() == at.again("a").pc_keys.own()
    one = at.apps["a"]
    assert one.pc_keys.own().code == device_code(now.sign.public) != waiting.code
    assert one.pc_keys.own().renewed
    assert shown(one, one) == 8

    lost = send(at, "a")
    before = head(one, device)
    meeting(one, "Viết bằng khóa mới")
    assert head(one, device) > before
    sent = send(at, "a")
    assert outcomes(at, sent) == ["OK"]
    assert outcomes(at, lost) in (["ALREADY"], ["OLDER"])
    assert head(at.hub, device) == head(one, device)
    tracks = [row for row in at.hub.receiving.tracks() if row.office == one.session.office]
    assert [row.device for row in tracks] == [device]
    rows = [row for row in at.hub.enrolment.list() if row.office == one.session.office]
    assert [(each.device, each.code) for each in rows[0].devices] == [
        (device, one.pc_keys.own().code)
    ]
    at.receipt("a")
    assert same_for(one, at.hub, one.session.office)
    assert AuditLog(one.desk).check().is_whole


def test_b12_after_the_first_package_under_the_newer_key_the_older_one_is_dead(
    at: Province,
) -> None:
    figure(at.apps["a"], 3)
    renewed(at)
    close(at, "a")
    copy_workspace(at, "a", "thief")
    at.apps["a"] = at.open("a")
    at.receipt("a")
    at.apps["thief"] = at.open("thief", "mai")
    figure(at.apps["thief"], 66, number=1)
    stolen = send(at, "thief")
    figure(at.apps["a"], 4, number=2)
    assert outcomes(at, send(at, "a")) == ["OK"]
    before = content(at.hub)
    assert outcomes(at, stolen) == ["E_REVOKED"]
    assert content(at.hub) == before
    with at.hub.desk.read() as db:
        row = certificates.known(db)[at.apps["a"].session.device]
    assert identity.recipients_of(row) == (who(at.apps["a"]).receive[0].recipient,)


def test_who_has_the_older_key_cannot_wish_in_place_of_the_office(at: Province) -> None:
    one = at.apps["a"]
    figure(one, 3)
    close(at, "a")
    copy_workspace(at, "a", "thief")
    at.apps["a"] = at.open("a")
    thief = at.apps["thief"] = at.open("thief", "mai")
    thief.pc_keys.ask()
    assert outcomes(at, send(at, "thief")) == ["OK"]
    heard = at.apps["a"].pc_keys.own().code  # what the office reads out when it is asked
    device = thief.session.device
    assert refused(at.hub.pc_keys.certify, device, heard) == "rotate.shorter"
    assert not who(thief).certificate.renewed  # type: ignore[union-attr]


def test_a_pc_put_back_to_before_its_wish_goes_on_with_the_older_keys(at: Province) -> None:
    one = at.apps["a"]
    figure(one, 3)
    close(at, "a")
    aside = keep(at, "a", "aside")
    one = at.apps["a"] = at.open("a")
    renewed(at)
    close(at, "a")
    put_back(at, "a", aside, anchor=False)
    one = at.apps["a"] = at.open("a")
    first = who(one)
    at.receipt("a")  # encrypted to both keys until the newer one is used
    assert who(one).sign.public == first.sign.public
    one.sending.resume()
    figure(one, 5, number=1)
    assert outcomes(at, send(at, "a")) == ["OK"]
    at.receipt("a")
    assert same_for(one, at.hub, one.session.office)


def test_only_where_it_makes_sense(at: Province) -> None:
    assert refused(at.hub.pc_keys.ask) == "enrolment.office_only"
    assert refused(at.apps["a"].pc_keys.certify, "d", "x") == "enrolment.hub_only"
    one = at.apps["a"]
    one.pc_keys.ask()
    second = one.pc_keys.ask().waiting
    assert outcomes(at, send(at, "a")) == ["OK"]
    at.hub.pc_keys.certify(one.session.device, second)
    at.receipt("a")
    own = one.pc_keys.own()
    assert (own.renewed, own.waiting) == (True, "")
    figure(one, 2)
    assert outcomes(at, send(at, "a")) == ["OK"]
    third = one.pc_keys.ask().waiting
    assert outcomes(at, send(at, "a")) == ["OK"]
    at.hub.pc_keys.certify(one.session.device, third)
    at.receipt("a")
    figure(one, 1)
    assert outcomes(at, send(at, "a")) == ["OK"]
    own = one.pc_keys.own()
    assert (own.renewed, own.waiting) == (True, "")
    assert own.code == device_code(who(one).sign.public)


def test_the_code_that_is_typed_has_80_bits_and_names_both_keys(at: Province) -> None:
    one, device = at.apps["a"], at.apps["a"].session.device
    first = one.pc_keys.ask().waiting
    code = one.pc_keys.ask().waiting
    groups = code.split("-")
    assert [len(group) for group in groups] == [4, 4, 4, 5]
    assert first != code
    assert outcomes(at, send(at, "a")) == ["OK"]
    typed = code.replace("-", "")
    for wrong in (typed[:-1], typed[1:], typed[1] + typed[0] + typed[2:], ""):
        if wrong != typed:
            assert refused(at.hub.pc_keys.certify, device, wrong) == "rotate.slip"
    assert refused(at.hub.pc_keys.certify, device, first) == "rotate.code"
    at.hub.pc_keys.certify(device, code.lower().replace("0", "o").replace("1", "l"))
    assert at.hub.pc_keys.wishes() == ()


def test_another_key_to_receive_with_is_another_code(at: Province) -> None:
    one = at.apps["a"]
    one.pc_keys.ask()
    with one.desk.read() as db:
        (op,) = oplog.ops_of_kind(db, renewal.ROTATE)
    wanted = renewal.read(one.session.device, op.fields)
    other = renewal.Wanted(public=wanted.public, recipient=who(at.apps["b"]).receive[0].recipient)
    here, there = one.session.device, at.apps["b"].session.device
    codes = {renewal.code(*given) for given in ((here, wanted), (here, other), (there, wanted))}
    assert len(codes) == 3
