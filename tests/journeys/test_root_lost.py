"""The root file of the hub is lost: every office trusts the next one by a code, and keeps all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gbdesk.app import App
from gbdesk.domain.refusals import Refused
from gbdesk.services import enclosures, founding, identity
from gbdesk.services.audit_log import AuditLog
from gbdesk.services.certifying import Made as Invited
from gbdesk.services.messages import describe
from gbdesk.services.root_keys import NewRoot
from gbdesk.services.setup import Made
from gbdesk.store import oplog, vault
from gbdesk.sync import trust
from gbdesk.sync.writing import Enclosure
from helpers.enrolled import office_id
from helpers.journey import (
    Province,
    content,
    correct,
    figure,
    meeting,
    ops,
    same_for,
    send,
    shown,
    take,
    with_root,
)

WRONG = "0000-0000-0000-00000"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[Province, Made]]:
    with with_root(tmp_path) as found:
        yield found


def who(app: App) -> identity.Identity:
    with app.desk.read() as db:
        return identity.of(db)


def head(app: App, device: str) -> int:
    with app.desk.read() as db:
        return oplog.chain_head(db, device, "report").n


def outcomes(at: Province, *names: str) -> list[str]:
    return [each.outcome for name in names for each in take(at, send(at, name).path)]


def refused(call: object, *given: object) -> Refused:
    with pytest.raises(Refused) as caught:
        call(*given)  # type: ignore[operator]
    return caught.value


def replaced(at: Province) -> NewRoot:
    """The hub goes on under a new root key."""
    new = at.hub.root_keys.make()
    at.hub.root_keys.replace((new.bytes, new.code))
    return new


def invited(at: Province, name: str) -> Invited:
    return at.hub.enrolment.invite(at.apps[name].session.office)


def test_the_hub_keeps_everything_and_an_office_too_once_it_typed_the_code(
    made: tuple[Province, Made],
) -> None:
    at, _ = made
    one = at.apps["a"]
    figure(one, 3)
    meeting(one)
    assert outcomes(at, "a") == ["OK"]
    at.receipt("a")
    before, standing = who(one), (content(at.hub), ops(at.hub))
    old_invitation = invited(at, "a")

    replaced(at)
    now = who(at.hub).root
    assert (now.number, now.public != before.root.public) == (2, True)
    assert now.operational == before.root.operational
    assert (content(at.hub), ops(at.hub)) == standing

    correct(at, one, 7)
    figure(one, 5, number=1)
    assert outcomes(at, "a") == ["OK"]  # sending never stops
    kept = content(one), ops(one), head(one, one.session.device)
    (file,) = at.hub.receiving.receipts(at.back, [one.session.office])
    told = refused(one.enrolment.accept, file)
    assert told.code == "package.E_ROOT"
    assert "Cài đặt › Khóa" in describe(told, one.catalogue).todo
    assert (content(one), ops(one), head(one, one.session.device)) == kept
    assert who(one).root == before.root

    invitation, other = invited(at, "a"), invited(at, "b")
    for code, raw in ((WRONG, invitation.bytes), (other.code, invitation.bytes)):
        assert refused(one.enrolment.pin, raw, code).code == "package.E_CODE"
    assert refused(one.enrolment.pin, other.bytes, other.code).code == "pin.office"
    assert who(one).root == before.root
    done = one.enrolment.pin(invitation.bytes, invitation.code)
    assert (done.number, done.again) == (2, False)
    after = who(one)
    assert after.root == now
    assert after.certificate == before.certificate
    assert (after.device, after.sign.public) == (before.device, before.sign.public)
    assert (content(one), ops(one), head(one, one.session.device)) == kept
    again = one.enrolment.pin
    assert refused(again, invitation.bytes, invitation.code).code == "pin.same"
    assert refused(again, old_invitation.bytes, old_invitation.code).code == "pin.older"

    assert one.enrolment.accept(file).corrections == 1
    assert shown(one, one) == 7
    figure(one, 6, number=2)
    assert outcomes(at, "a") == ["OK"]
    at.receipt("a")
    assert same_for(one, at.hub, one.session.office)
    assert AuditLog(one.desk).check().is_whole


def test_the_hub_sees_which_computer_trusts_the_new_root_key(made: tuple[Province, Made]) -> None:
    at, _ = made

    def seen() -> dict[str, bool | None]:
        rows = at.hub.enrolment.list()
        trusts = {pc.device: pc.trusts for row in rows for pc in row.devices}
        return {name: trusts[at.apps[name].session.device] for name in ("a", "b")}

    for name in ("a", "b"):
        figure(at.apps[name], 1)
    assert outcomes(at, "a", "b") == ["OK", "OK"]
    assert seen() == {"a": None, "b": None}  # there never was another root key
    replaced(at)
    assert seen() == {"a": False, "b": False}
    early = send(at, "b").path
    invitation = invited(at, "a")
    at.apps["a"].enrolment.pin(invitation.bytes, invitation.code)
    assert seen() == {"a": False, "b": False}  # nothing says so yet
    for name in ("a", "b"):
        figure(at.apps[name], 2)
    at.hub.receiving.look(late := send(at, "a").path)
    assert seen() == {"a": False, "b": False}
    assert [one.outcome for one in take(at, early)] == ["OK"]
    assert outcomes(at, "b") == ["OK"]
    (taken,) = take(at, late)
    assert seen() == {"a": True, "b": False}
    at.hub.receiving.undo(taken.number)
    assert seen() == {"a": True, "b": False}
    new = at.join("c", "district-office.903").session.device
    row = next(pc for one in at.hub.enrolment.list() for pc in one.devices if pc.device == new)
    assert row.trusts
    replaced(at)
    assert seen() == {"a": False, "b": False}


def test_what_was_given_out_before_is_void_and_new_offices_join(
    made: tuple[Province, Made],
) -> None:
    at, _ = made
    open_invitation = at.hub.enrolment.invite(office_id(at.hub, "district-office.903"))
    new = at.hub.root_keys.make()
    assert at.hub.root_keys.replace((new.bytes, new.code)).void == 1
    late = at.make_office("c", open_invitation.bytes, open_invitation.code)
    assert refused(at.hub.enrolment.certify, late.request).code == "enrolment.no_invitation"
    at.join("d", "district-office.904")
    figure(at.apps["d"], 1)
    invitation = invited(at, "a")
    at.apps["a"].enrolment.pin(invitation.bytes, invitation.code)
    figure(at.apps["a"], 1)
    assert outcomes(at, "a", "d") == ["OK", "OK"]
    assert at.hub.hub_keys.renew(new.bytes, new.code).number == 3
    for name in ("a", "d"):
        at.receipt(name)
        assert who(at.apps[name]).root.number == 3


def test_whoever_has_the_lost_root_file_leads_no_office_back(made: tuple[Province, Made]) -> None:
    """The file and its code were in other hands; a statement by them comes after the code."""
    at, hub = made
    one = at.apps["a"]
    assert hub.root_file is not None
    lost, _ = founding.read_root_file(hub.root_file.read_bytes(), hub.root_secret)
    before = who(one).root
    replaced(at)
    invitation = invited(at, "a")
    one.enrolment.pin(invitation.bytes, invitation.code)
    now = who(one)
    for number in (2, 3):
        signed = trust.write_root(lost, replace(before, number=number))
        with one.desk.write() as db:
            enclosed = [Enclosure(kind="root", data=signed)]
            stamp = one.desk.clock.stamp()
            told = refused(enclosures.keep_all, db, now, enclosed, stamp)
        assert told.code == "package.E_ROOT"
    assert who(one).root == now.root
    renew = at.hub.hub_keys.renew
    assert refused(renew, hub.root_file.read_bytes(), hub.root_secret).code == "root.void"


def test_help_with_a_lost_password_goes_over_to_the_new_root(made: tuple[Province, Made]) -> None:
    at, _ = made
    one = at.apps["a"]
    one.escrow.give()
    new = replaced(at)
    keys = vault.keys_of(at.path("a"))
    opening = at.hub.escrow.help
    assert refused(opening, keys.read_bytes(), new.bytes, new.code, "Chị Mai gọi").code == (
        "package.E_NO_KEY"
    )
    invitation = invited(at, "a")
    one.enrolment.pin(invitation.bytes, invitation.code)
    assert opening(keys.read_bytes(), new.bytes, new.code, "Chị Mai gọi").code


def test_only_an_office_and_only_its_own_hub(made: tuple[Province, Made]) -> None:
    at, _ = made
    one, invitation = at.apps["a"], invited(at, "a")
    assert refused(at.hub.enrolment.pin, invitation.bytes, invitation.code).code == (
        "enrolment.office_only"
    )
    assert refused(one.enrolment.pin, invitation.bytes, invitation.code).code == "pin.same"
    assert refused(one.enrolment.pin, b"gbinv/1\n", invitation.code).code == "package.E_INVITE"
    assert refused(one.root_keys.make).code == "enrolment.hub_only"
