"""Hub and office made known to each other by real files; what does not fit is refused."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pytest

from gbdesk.app import App
from gbdesk.domain.refusals import Refused
from gbdesk.services import backups, enclosures, founding, identity
from gbdesk.services.certifying import Made
from gbdesk.services.codes import device_code
from gbdesk.store import catalogues, certificates, patience
from gbdesk.sync import codes, enrolling, trust
from gbdesk.sync.keys import ReceivingKey, SigningKey
from gbdesk.sync.writing import Enclosure
from helpers.enrolled import PERIOD, Places, enrol, office_id
from helpers.judged import unchanged

Kind = Literal["certificate", "release", "root"]
DISTRICT, OTHER = "district-office.901", "district-office.902"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    made = Places(tmp_path)
    made.make_hub()
    return made


@pytest.fixture
def hub(places: Places) -> Any:
    app = places.open("hub")
    yield app
    app.close()


def put(places: Places, made: Made, name: str = "") -> Path:
    path = places.folder / (name or made.name)
    path.write_bytes(made.bytes)
    return path


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.code.removeprefix("package.")


def test_an_office_enters_while_it_waits_and_sends_once_it_is_certified(
    places: Places, hub: App
) -> None:
    assert hub.enrolment.state() == "hub"
    invitation = hub.enrolment.invite(office_id(hub))
    assert invitation.code not in invitation.name
    assert enrolling.peek_invitation(invitation.bytes) == "Phòng VH&TT Sông Mây"
    made = places.make_office("o", invitation.bytes, invitation.code.lower().replace("-", " "))
    office = places.open("o")
    assert office.enrolment.state() == "waiting"
    assert office.session.office == office_id(hub)
    office.narratives.save(PERIOD, "results", "Công tác tuyên truyền được duy trì đều.")
    with pytest.raises(Refused, match=r"send\.waiting"):
        office.sending.export(PERIOD, places.folder)
    assert office.enrolment.request() == made.request
    answer = hub.enrolment.certify(made.request)
    done = office.enrolment.accept(put(places, answer))
    assert done.outcome == "OK"
    assert office.enrolment.state() == "enrolled"
    assert office.sending.export(PERIOD, places.folder).seq == 1
    with pytest.raises(Refused, match=r"enrolment\.request_gone"):
        office.enrolment.request()
    office.close()


def test_the_office_knows_the_rank_of_its_hub_afterwards(places: Places, hub: App) -> None:
    office = enrol(places, hub, "o", DISTRICT)
    with office.store.read() as db:
        assert certificates.ranks(db) == {hub.session.device: 1, office.session.device: 0}
    office.close()


def test_the_list_says_how_far_every_office_is(places: Places, hub: App) -> None:
    def state() -> tuple[str, int]:
        row = next(one for one in hub.enrolment.list() if one.office == office_id(hub))
        return row.state, len(row.devices)

    assert state() == ("none", 0)
    invitation = hub.enrolment.invite(office_id(hub))
    assert state() == ("invited", 0)
    made = places.make_office("o", invitation.bytes, invitation.code)
    hub.enrolment.certify(made.request)
    assert state() == ("enrolled", 1)
    row = next(one for one in hub.enrolment.list() if one.office == office_id(hub))
    assert row.devices[0].code == made.request_code
    assert all(hub.catalogue.offices[one.office].device for one in hub.enrolment.list())
    hub.enrolment.revoke(row.devices[0].device)
    assert state() == ("revoked", 1)
    hub.enrolment.invite(office_id(hub))
    assert state() == ("invited", 1)


def test_a_wrong_code_makes_nothing_and_each_next_one_waits(places: Places, hub: App) -> None:
    invitation = hub.enrolment.invite(office_id(hub))
    before = sorted(places.folder.iterdir())
    for attempt in range(5):
        wrong = codes.shown(codes.new_code())
        with pytest.raises(Refused) as told:
            places.make_office("o", invitation.bytes, wrong)
        assert code_of(told) == "E_CODE", attempt
    patience.forget_in_process()
    with pytest.raises(Refused) as told:
        places.make_office("o", invitation.bytes, invitation.code)
    assert told.value.code == "enrolment.delay"
    assert 0 < int(str(told.value.facts["seconds"])) <= 30
    after = sorted(one for one in places.folder.iterdir() if one.name != "anchors")
    assert after == [one for one in before if one.name != "anchors"]
    another = hub.enrolment.invite(office_id(hub, OTHER))
    places.make_office("other", another.bytes, another.code)


def test_a_mistyped_code_is_told_from_its_check_character(places: Places, hub: App) -> None:
    invitation = hub.enrolment.invite(office_id(hub))
    typed = invitation.code
    swapped = ("1" if typed[0] != "1" else "2") + typed[1:]
    for said in (swapped, typed[:-1], "", "xin chào"):
        with pytest.raises(Refused, match="E_CODE"):
            places.make_office("o", invitation.bytes, said)


@pytest.mark.parametrize("spot", [30, 200, -1])
def test_a_changed_invitation_is_refused(places: Places, hub: App, spot: int) -> None:
    invitation = hub.enrolment.invite(office_id(hub))
    raw = bytearray(invitation.bytes)
    raw[spot] ^= 1
    with pytest.raises(Refused) as told:
        places.make_office("o", bytes(raw), invitation.code)
    assert code_of(told) in {"E_CODE", "E_INVITE"}
    with pytest.raises(Refused, match="E_NOT_PACKAGE"):
        places.make_office("o", b"%PDF-1.7 ...", invitation.code)
    assert not places.path("o").exists()


def test_an_invitation_serves_one_pc_and_the_newest_one_counts(places: Places, hub: App) -> None:
    invitation = hub.enrolment.invite(office_id(hub))
    first = places.make_office("o1", invitation.bytes, invitation.code)
    second = places.make_office("o2", invitation.bytes, invitation.code)
    answer = hub.enrolment.certify(first.request)
    with pytest.raises(Refused) as told:
        hub.enrolment.certify(second.request)
    assert code_of(told) == "E_INVITE_USED"
    again = hub.enrolment.certify(first.request)
    assert again.name != answer.name
    old = hub.enrolment.invite(office_id(hub, OTHER))
    late = places.make_office("o3", old.bytes, old.code)
    hub.enrolment.invite(office_id(hub, OTHER))
    with pytest.raises(Refused, match=r"enrolment\.no_invitation"):
        hub.enrolment.certify(late.request)


def test_a_lost_answer_is_written_again_with_the_same_certificate(places: Places, hub: App) -> None:
    invitation = hub.enrolment.invite(office_id(hub))
    made = places.make_office("o", invitation.bytes, invitation.code)
    hub.enrolment.certify(made.request)
    with hub.store.read() as db:
        before = certificates.known(db)
    answer = hub.enrolment.certify(made.request)
    with hub.store.read() as db:
        assert certificates.known(db) == before
    office = places.open("o")
    office.enrolment.accept(put(places, answer))
    assert office.enrolment.state() == "enrolled"
    office.close()


def forged(hub: App, invite: str, office: str, key: bytes) -> bytes:
    with hub.store.read() as db:
        root = identity.of(db).root
    return enrolling.write_request(
        invite=invite,
        key=key,
        device=SigningKey.new(),
        recipient=ReceivingKey.new().recipient,
        office=office,
        label="",
        to=root.to,
    )


def test_keys_exchanged_on_the_way_are_noticed(places: Places, hub: App) -> None:
    invitation = hub.enrolment.invite(office_id(hub))
    proven = enrolling.read_invitation(invitation.bytes, invitation.code)
    with pytest.raises(Refused) as told:
        hub.enrolment.certify(forged(hub, proven.invite, proven.office, os.urandom(32)))
    assert code_of(told) == "E_CODE"
    with pytest.raises(Refused) as told:
        hub.enrolment.certify(forged(hub, proven.invite, office_id(hub, OTHER), proven.key))
    assert code_of(told) == "E_INVITE"
    unknown = enrolling.new_invite_id(os.urandom(16))
    with pytest.raises(Refused) as told:
        hub.enrolment.certify(forged(hub, unknown, proven.office, proven.key))
    assert code_of(told) == "E_INVITE"
    with pytest.raises(Refused) as told:
        hub.enrolment.certify(b"PK\x03\x04")
    assert code_of(told) == "E_NOT_PACKAGE"
    with hub.store.read() as db:
        assert list(certificates.known(db)) == [hub.session.device]


def test_a_request_for_another_hub_is_not_opened(places: Places, hub: App) -> None:
    places.make_hub("hub2")
    other = places.open("hub2")
    invitation = other.enrolment.invite(office_id(other))
    made = places.make_office("o", invitation.bytes, invitation.code)
    with pytest.raises(Refused, match="E_NOT_FOR_US"):
        hub.enrolment.certify(made.request)
    other.close()


def test_an_answer_opens_at_its_own_pc_only(places: Places, hub: App) -> None:
    invitation = hub.enrolment.invite(office_id(hub))
    made = places.make_office("o", invitation.bytes, invitation.code)
    file = put(places, hub.enrolment.certify(made.request))
    other = hub.enrolment.invite(office_id(hub, OTHER))
    places.make_office("o2", other.bytes, other.code)
    stranger = places.open("o2")
    with pytest.raises(Refused, match="E_NOT_FOR_US"):
        stranger.enrolment.accept(file)
    assert stranger.enrolment.state() == "waiting"
    stranger.close()
    with pytest.raises(Refused, match=r"enrolment\.office_only"):
        hub.enrolment.accept(file)


def test_a_damaged_answer_changes_nothing_and_the_whole_one_still_opens(
    places: Places, hub: App
) -> None:
    invitation = hub.enrolment.invite(office_id(hub))
    made = places.make_office("o", invitation.bytes, invitation.code)
    answer = hub.enrolment.certify(made.request)
    office = places.open("o")
    damaged = places.folder / "damaged.gbpkg"
    damaged.write_bytes(answer.bytes[:-7])
    with pytest.raises(Refused, match="E_TRUNCATED"):
        office.enrolment.accept(damaged)
    damaged.write_bytes(answer.bytes[:-100] + bytes(100))
    with pytest.raises(Refused, match="E_DAMAGED"):
        office.enrolment.accept(damaged)
    assert office.enrolment.state() == "waiting"
    office.enrolment.accept(put(places, answer))
    assert office.enrolment.state() == "enrolled"
    office.close()


def test_only_the_hub_invites_and_only_offices_with_a_pc(places: Places, hub: App) -> None:
    with pytest.raises(Refused, match=r"enrolment\.no_device"):
        hub.enrolment.invite(hub.session.office)
    with pytest.raises(Refused, match=r"catalogue\.office"):
        hub.enrolment.invite("u_none")
    with pytest.raises(Refused, match=r"enrolment\.office_only"):
        hub.enrolment.request()
    with pytest.raises(Refused, match=r"enrolment\.device"):
        hub.enrolment.revoke(hub.session.device)
    office = enrol(places, hub, "o", DISTRICT)
    with pytest.raises(Refused, match=r"enrolment\.hub_only"):
        office.enrolment.invite(office.session.office)
    office.close()


def test_a_revoked_pc_is_not_taken_in_any_more(places: Places, hub: App) -> None:
    office = enrol(places, hub, "o", DISTRICT)
    office.narratives.save(PERIOD, "results", "Công tác tuyên truyền được duy trì đều.")
    early = office.sending.export(PERIOD, places.folder)
    assert hub.receiving.take_in(early.path).ok
    hub.enrolment.revoke(office.session.device)
    office.narratives.save(PERIOD, "results", "Công tác tuyên truyền rộng khắp.")
    late = office.sending.export(PERIOD, places.folder)
    found = hub.receiving.take_in(late.path)
    assert (found.ok, found.outcome) == (False, "E_REVOKED")
    office.close()


def release(hub: App, number: int, title: str = "") -> bytes:
    """The hub's catalogue as another release, signed by the hub."""
    raw = {**hub.catalogue.to_dict(), "number": number}
    with hub.store.read() as db:
        who = identity.of(db)
    assert who.operational is not None
    return trust.write_release(who.operational, {**raw, "title": title or raw["title"]})


def keep(app: App, kind: Kind, signed: bytes) -> None:
    """A statement as it comes out of a package."""
    with app.store.write() as db:
        enclosed = [Enclosure(kind=kind, data=signed)]
        enclosures.keep_all(db, identity.of(db), enclosed, app.desk.clock.stamp())


def store_release(hub: App, number: int) -> None:
    with hub.store.write() as db:
        catalogues.add(db, number, release(hub, number), "2024-05-24")
    hub.desk.reload()


def test_a_newer_release_comes_with_the_answer_and_an_older_one_is_refused(
    places: Places, hub: App
) -> None:
    invitation = hub.enrolment.invite(office_id(hub))
    made = places.make_office("o", invitation.bytes, invitation.code)
    first = put(places, hub.enrolment.certify(made.request))
    store_release(hub, 2)
    second = put(places, hub.enrolment.certify(made.request))
    office = places.open("o")
    office.enrolment.accept(second)
    assert office.catalogue.number == 2
    with pytest.raises(Refused) as told:
        office.enrolment.accept(first)
    assert code_of(told) == "E_ROLLBACK"
    assert office.catalogue.number == 2
    office.close()


def test_j01_two_releases_of_one_number_and_a_leap_are_refused(places: Places, hub: App) -> None:
    office = enrol(places, hub, "o", DISTRICT)
    cases = {
        "E_EQUIVOCATION": release(hub, 1, "Danh mục khác"),
        "E_FAST_FORWARD": release(hub, 10_002),
    }
    for code, signed in cases.items():
        with unchanged(office), pytest.raises(Refused) as told:
            keep(office, "release", signed)
        assert code_of(told) == code
    keep(office, "release", release(hub, 10_001))
    office.desk.reload()
    assert office.catalogue.number == 10_001
    office.close()


def test_what_the_hub_did_not_sign_is_not_kept(places: Places, hub: App) -> None:
    office = enrol(places, hub, "o", DISTRICT)
    places.make_hub("hub2")
    other = places.open("hub2")
    with other.store.read() as db:
        foreign = identity.of(db)
    assert foreign.certificate_signed is not None
    cases: dict[Kind, tuple[bytes, str]] = {
        "root": (foreign.root_signed, "E_ROOT"),
        "certificate": (foreign.certificate_signed, "E_CERT"),
        "release": (release(other, 2), "E_CERT"),
    }
    for kind, (signed, code) in cases.items():
        with pytest.raises(Refused) as told:
            keep(office, kind, signed)
        assert code_of(told) == code
    other.close()
    office.close()


def test_the_hub_may_change_its_keys_and_everything_kept_stays_readable(places: Places) -> None:
    made = places.make_hub("hub-keys")
    hub = places.open("hub-keys")
    office = enrol(places, hub, "o", DISTRICT)
    with hub.store.read() as db:
        who = identity.of(db)
    assert made.root_file is not None
    root_key, _ = founding.read_root_file(made.root_file.read_bytes(), made.root_secret)
    operational = SigningKey.new()
    new = replace(who.root, number=2, operational=operational.public)
    keep(office, "root", trust.write_root(root_key, new))
    office.close()
    office = places.open("o")
    assert office.enrolment.state() == "enrolled"
    assert office.catalogue.number == 1
    with pytest.raises(Refused, match="E_CERT"):
        keep(office, "release", release(hub, 2))
    raw = {**hub.catalogue.to_dict(), "number": 2}
    keep(office, "release", trust.write_release(operational, raw))
    office.desk.reload()
    assert office.catalogue.number == 2
    with pytest.raises(Refused, match="E_ROOT"):
        keep(office, "root", trust.write_root(root_key, replace(new, number=4)))
    assert office.selfcheck.run().ok
    office.close()
    hub.close()


def test_real_and_sample_do_not_mix(places: Places, hub: App) -> None:
    real = Places(places.folder, template="tuyen-quang-2024")
    real.make_hub("hub-real")
    other = real.open("hub-real")
    with other.store.read() as db:
        theirs = identity.of(db)
    assert theirs.operational is not None
    assert not theirs.root.sample
    raw = {**other.catalogue.to_dict(), "number": 2, "sample": True}
    with pytest.raises(Refused) as told:
        keep(other, "release", trust.write_release(theirs.operational, raw))
    assert code_of(told) == "E_SAMPLE"
    other.close()


def test_a_restored_hub_still_knows_its_invitations(places: Places, hub: App) -> None:
    invitation = hub.enrolment.invite(office_id(hub))
    saved = hub.backups.make(places.folder)
    made = places.make_office("o", invitation.bytes, invitation.code)
    backups.restore(saved.path, places.path("hub-back"))
    back = places.open("hub-back")
    office = places.open("o")
    office.enrolment.accept(put(places, back.enrolment.certify(made.request)))
    assert office.enrolment.state() == "enrolled"
    with office.store.read() as db:
        own = identity.of(db).certificate
    assert own is not None
    assert device_code(own.public) == made.request_code
    back.close()
    office.close()
