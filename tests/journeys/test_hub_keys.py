"""The hub takes other keys into use while one office is away and a package is on its way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import delete

from gbdesk.app import App
from gbdesk.domain.ops import MAX_INT
from gbdesk.domain.refusals import Refused
from gbdesk.services import enclosures, identity, packing, unit
from gbdesk.services.audit_log import AuditLog
from gbdesk.services.hub_keys import OWN, RECEIVING, SIGNING
from gbdesk.services.messages import describe
from gbdesk.services.returns import CellChange
from gbdesk.services.setup import Made
from gbdesk.store import catalogues, certificates, tables
from gbdesk.sync import reading, signing, trust
from gbdesk.sync.keys import ReceivingKey, SigningKey
from gbdesk.sync.writing import OFFICE_OPS, Enclosure, Outgoing, write_package
from helpers.enrolled import PERIOD, office_id
from helpers.journey import (
    FIRST,
    FORM,
    Province,
    close,
    content,
    copy_workspace,
    correct,
    figure,
    line,
    meeting,
    places,
    same_for,
    send,
    shown,
    take,
    with_root,
)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[Province, Made]]:
    with with_root(tmp_path) as found:
        yield found


def renew(at: Province, hub: Made, *kinds: str) -> int:
    assert hub.root_file is not None
    more = {"kinds": kinds} if kinds else {}
    return at.hub.hub_keys.renew(hub.root_file.read_bytes(), hub.root_secret, **more).number


def who(app: App) -> identity.Identity:
    with app.desk.read() as db:
        return identity.of(db)


def outcomes(at: Province, *names: str) -> list[str]:
    return [each.outcome for name in names for each in take(at, send(at, name).path)]


def code_of(call: object, *given: object) -> str:
    with pytest.raises(Refused) as caught:
        call(*given)  # type: ignore[operator]
    return caught.value.code


def test_offices_follow_and_one_that_was_away_loses_nothing(made: tuple[Province, Made]) -> None:
    at, hub = made
    one, two = at.apps["a"], at.apps["b"]
    figure(one, 3)
    figure(two, 4)
    on_its_way = send(at, "b").path
    before = who(at.hub)
    invited = at.hub.enrolment.invite(office_id(at.hub, "district-office.903"))

    assert renew(at, hub) == 2

    now = who(at.hub)
    assert now.root.operational != before.root.operational
    assert now.receive[0].id != before.receive[0].id
    assert (now.device, now.sign.public != before.sign.public) == (before.device, True)
    assert [key.id for key in now.receive[1:]] == [key.id for key in before.receive]
    assert outcomes(at, "a") == ["OK"]  # it has not heard of it
    at.receipt("a")
    assert who(one).root == now.root
    assert who(one).certificate_signed != who(two).certificate_signed
    meeting(one, "Sau khi thay khóa")
    sent = send(at, "a")
    assert before.receive[0].id not in sent.path.read_bytes()[:4096].decode("utf-8", "replace")
    assert [each.outcome for each in take(at, sent.path)] == ["OK"]

    assert renew(at, hub) == 3  # a second time, while b is still away
    assert [each.outcome for each in take(at, on_its_way)] == ["OK"]
    figure(two, 9, number=1)
    correct(at, two, 8)
    assert outcomes(at, "b") == ["OK"]
    at.receipt("b")
    assert who(two).root == who(at.hub).root
    assert shown(two, two) == 8
    figure(two, 10, number=2)
    assert outcomes(at, "b") == ["OK"]
    at.receipt("b")
    at.receipt("a")
    for app in (one, two):
        assert same_for(app, at.hub, app.session.office)
        assert who(app).root.number == 3

    office = at.make_office("c", invited.bytes, invited.code)  # invited before the change
    answer = at.hub.enrolment.certify(office.request)
    file = at.back / answer.name
    file.write_bytes(answer.bytes)
    late = at.apps["c"] = at.open("c")
    assert late.enrolment.accept(file).enrolled
    assert who(late).root.number == 3
    figure(late, 1)
    assert outcomes(at, "c") == ["OK"]
    at.join("d", "district-office.904")
    figure(at.apps["d"], 1)
    assert outcomes(at, "d") == ["OK"]
    words = [row.words for row in AuditLog(at.hub.desk).rows()]
    assert words.count("dùng khóa mới của đơn vị nhận") == 2


def forged(older: SigningKey, app: App, folder: Path) -> tuple[bytes, Path]:
    """By whoever has the older key: a certificate for a PC of this office, and its package."""
    stranger, held = SigningKey.new(), who(app).certificate
    assert held is not None
    ident = trust.certificate_id(stranger.device, held.serial)
    made = replace(held, device=stranger.device, public=stranger.public, id=ident)
    signed = trust.write_certificate(older, made)
    said = Outgoing(
        kind=OFFICE_OPS,
        office=made.office,
        office_name="Phòng",
        device=made.device,
        cert=made.id,
        certs=(signed,),
        to=who(app).root.to,
        seq=1,
        periods=None,
        created="2024-05-24T08:00:00+07:00",
        app="gbdesk",
        segments=(),
        needs_catalogue=1,
        schema=1,
    )
    path = folder / "forged.gbpkg"
    with path.open("wb") as out:
        write_package(out, said, (), stranger)
    return signed, path


def test_b13_after_the_change_the_older_key_says_nothing_new(made: tuple[Province, Made]) -> None:
    at, hub = made
    one = at.apps["a"]
    figure(one, 3)
    assert outcomes(at, "a") == ["OK"]
    older = who(at.hub).operational
    assert older is not None
    false, package = forged(older, one, at.folder)
    assert at.hub.receiving.look(package).outcome == "OLDER"  # believed so far
    renew(at, hub)
    assert at.hub.receiving.look(package).outcome == "E_CERT"
    at.receipt("a")
    before = content(one), who(one)
    with one.desk.read() as db:
        raw = trust.read_release(catalogues.current(db) or b"", older.public)
    release = trust.write_release(older, {**raw, "number": int(raw["number"]) + 1})
    for kind, data in (("certificate", false), ("release", release)):
        enclosed = [Enclosure(kind=kind, data=data)]  # type: ignore[arg-type]
        with one.desk.write() as db:
            stamp = one.desk.clock.stamp()
            refused = code_of(enclosures.keep_all, db, who(one), enclosed, stamp)
        assert refused == "package.E_CERT"
    assert content(one) == before[0]
    assert who(one).closed == before[1].closed


def test_one_kind_alone_and_what_is_refused(made: tuple[Province, Made]) -> None:
    at, hub = made
    first = who(at.hub)
    assert renew(at, hub, RECEIVING) == 2
    second = who(at.hub)
    assert second.root.operational == first.root.operational
    assert second.receive[0].id != first.receive[0].id
    assert renew(at, hub, SIGNING) == 3
    third = who(at.hub)
    assert third.root.operational != first.root.operational
    assert third.receive[0].id == second.receive[0].id
    assert at.hub.hub_keys.standing().older == 1
    assert hub.root_file is not None
    raw = hub.root_file.read_bytes()
    other = at.make_hub("hub2")
    assert other.root_file is not None
    renewing = at.hub.hub_keys.renew
    assert code_of(renewing, raw, "0000-0000-0000-00000") == "package.E_CODE"
    assert code_of(renewing, other.root_file.read_bytes(), other.root_secret) == "root.other"
    assert code_of(at.apps["a"].hub_keys.renew, raw, hub.root_secret) == "enrolment.hub_only"
    assert who(at.hub).root == third.root
    assert third.sign.public == first.sign.public
    assert renew(at, hub, OWN) == 4
    fourth = who(at.hub)
    assert fourth.root.operational == third.root.operational
    assert fourth.sign.public != first.sign.public
    assert fourth.device == first.device
    for name in ("a", "b"):
        figure(at.apps[name], 2)
        assert outcomes(at, name) == ["OK"]
        at.receipt(name)
        assert who(at.apps[name]).root == fourth.root


def test_a_pc_keeps_no_certificate_of_a_sibling_that_only_an_older_key_signed(
    made: tuple[Province, Made],
) -> None:
    """Whoever has an older key of the hub, and a PC's keys, adds a false one to a true package."""
    at, hub = made
    one, other = at.apps["a"], at.join("a2", FIRST)
    older = who(at.hub).operational
    assert older is not None
    renew(at, hub)
    for name in ("a", "a2"):
        meeting(at.apps[name])
        assert outcomes(at, name) == ["OK"]
        at.receipt(name)
    found = reading.verify(send(at, "a2").path, trusting(one))
    other_reader = replace(found.certificate, recipient=ReceivingKey.new().recipient)
    false = trust.write_certificate(older, other_reader)
    true = who(other).certificate_signed
    assert true is not None
    block = signing.write_block(found.outside.header_bytes, [false, true], who(other).sign)
    came = replace(found, outside=replace(found.outside, signature_bytes=block))
    with one.desk.write() as db:
        row = tables.certificate
        db.execute(delete(row).where(row.c.device == found.certificate.device))
        unit.meet(one.desk, db, came)
        kept = certificates.of_device(db, found.certificate.device)
    assert kept is not None
    assert kept.signed == true


def test_the_pc_of_the_hub_signs_with_another_key_and_a_thief_says_nothing(
    made: tuple[Province, Made],
) -> None:
    """A copy of the hub's PC from before the change: what it wrote then repeats, no more."""
    at, hub = made
    one = at.apps["a"]
    figure(one, 3)
    meeting(one)
    assert outcomes(at, "a") == ["OK"]
    close(at, "hub")
    copy_workspace(at, "hub", "hub-thief")
    at.apps["hub"] = at.open("hub")
    office = one.session.office
    (late,) = at.hub.receiving.receipts(at.back, [office])
    correct(at, one, 7)

    renew(at, hub)
    at.receipt("a")
    assert shown(one, one) == 7
    at.apps["hub"] = at.again("hub")
    correct(at, one, 8)
    at.receipt("a")
    assert shown(one, one) == 8
    assert same_for(one, at.hub, office)

    standing = content(one), who(one).root
    answered = one.enrolment.accept(late)  # lay on a stick all the time
    assert (answered.outcome, answered.corrections) == ("OK", 0)
    assert (content(one), who(one).root) == standing
    thief = at.apps["hub-thief"] = at.open("hub-thief")
    assert who(thief).device == who(at.hub).device
    change = CellChange(place=places(one)[0], indicator=line(one), value=99)
    thief.returns.correct(FORM, PERIOD, [change], office=office, reason="Không phải Sở")
    (false,) = thief.receiving.receipts(at.usb, [office])
    with pytest.raises(Refused) as caught:
        one.enrolment.accept(false)
    assert (caught.value.code, caught.value.facts["of"]) == ("package.E_REVOKED", "hub")
    assert "không còn dùng" in describe(caught.value, one.catalogue).happened
    assert (content(one), who(one).root) == standing
    figure(one, 4, number=1)
    assert outcomes(at, "a") == ["OK"]
    at.receipt("a")
    assert same_for(one, at.hub, office)


def test_a_thief_who_counted_up_first_is_out_after_the_change(
    made: tuple[Province, Made],
) -> None:
    """With the stolen keys it gives the hub's PC a certificate with the highest number there is."""
    at, hub = made
    one = at.apps["a"]
    figure(one, 3)
    assert outcomes(at, "a") == ["OK"]
    close(at, "hub")
    copy_workspace(at, "hub", "hub-thief")
    at.apps["hub"] = at.open("hub")
    thief = at.apps["hub-thief"] = at.open("hub-thief")
    stolen = who(thief)
    assert stolen.certificate is not None
    assert stolen.operational is not None
    high = replace(
        stolen.certificate, id=trust.certificate_id(stolen.device, MAX_INT), serial=MAX_INT
    )
    signed = trust.write_certificate(stolen.operational, high)
    with thief.desk.write() as db:
        identity.keep_certificate(db, signed, high)
    office = one.session.office
    (early,) = thief.receiving.receipts(at.usb, [office])
    assert one.enrolment.accept(early).outcome == "OK"  # nobody has heard of the theft yet

    renew(at, hub)
    correct(at, one, 7)
    at.receipt("a")
    assert shown(one, one) == 7
    with one.desk.read() as db:
        kept = certificates.of_device(db, stolen.device)
    assert kept is not None
    assert kept.serial < MAX_INT
    change = CellChange(place=places(one)[0], indicator=line(one), value=99)
    thief.returns.correct(FORM, PERIOD, [change], office=office, reason="Không phải Sở")
    (false,) = thief.receiving.receipts(at.usb, [office])
    assert code_of(one.enrolment.accept, false) == "package.E_REVOKED"
    assert shown(one, one) == 7


def test_after_the_own_key_alone_an_older_file_brings_no_catalogue(
    made: tuple[Province, Made],
) -> None:
    at, hub = made
    one = at.apps["a"]
    figure(one, 3)
    assert outcomes(at, "a") == ["OK"]
    close(at, "hub")
    copy_workspace(at, "hub", "hub-thief")
    at.apps["hub"] = at.open("hub")
    renew(at, hub, OWN)
    at.receipt("a")
    thief = at.apps["hub-thief"] = at.open("hub-thief")
    lists = thief.releasing.lists()
    lists.facts["seat"] = "Không phải Sở"
    number = thief.releasing.publish(lists).number
    codes = [code_of(one.enrolment.accept, each) for each in thief.releasing.write_files(at.usb)]
    assert sorted(codes) == ["package.E_NOT_FOR_US", "package.E_REVOKED"]
    assert one.catalogue.number == number - 1


def trusting(app: App) -> reading.Trust:
    with app.desk.read() as db:
        return packing.trust_of(app.desk, db, identity.of(db), {OFFICE_OPS})
