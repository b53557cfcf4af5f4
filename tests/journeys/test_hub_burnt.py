"""The hub's PC is gone: its last backup and the root file, or the root file and units' receipts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from gbdesk.app import App
from gbdesk.domain.refusals import Refused
from gbdesk.services import identity, refounding, restoring
from gbdesk.services.refounding import Again
from gbdesk.services.setup import Made, Person
from gbdesk.store import certificates
from helpers.enrolled import PASSWORD
from helpers.journey import (
    FIRST,
    Province,
    close,
    correct,
    figure,
    meeting,
    root_of,
    same_for,
    send,
    shown,
    take,
    with_root,
)

PERSON = Person(user="ha", display="Nông Thị Hà", password=PASSWORD)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[Province, Made]]:
    with with_root(tmp_path) as found:
        yield found


def who(app: App) -> identity.Identity:
    with app.desk.read() as db:
        return identity.of(db)


def outcomes(at: Province, *names: str) -> list[str]:
    return [each.outcome for name in names for each in take(at, send(at, name).path)]


def receipt_file(at: Province, name: str) -> Path:
    """The newest receipt of an office, which opens it and keeps it."""
    office = at.apps[name].session.office
    path = at.hub.receiving.receipts(at.back, [office])[-1]
    at.apps[name].enrolment.accept(path)
    return path


def burn(at: Province) -> None:
    """Nothing of the hub's PC is left but what lies elsewhere."""
    close(at, "hub")
    for one in at.folder.glob("hub.*"):
        if one.suffix not in {".gbroot", ".archive"}:
            one.unlink()


def again(at: Province, hub: Made, *files: Path) -> Again:
    """The hub on another PC, out of its root file and these files."""
    found = refounding.create_hub_again(
        at.path("hub-new"), root_of(hub), files, PERSON, **at.given()
    )
    at.apps["hub"] = at.open("hub-new")
    return found


def test_the_last_backup_and_the_root_file(made: tuple[Province, Made]) -> None:
    """What came after the backup comes again; whoever took the PC says nothing any more."""
    at, hub = made
    one = at.apps["a"]
    figure(one, 3)
    assert outcomes(at, "a") == ["OK"]
    at.receipt("a")
    backup = at.hub.backups.make(at.usb).path
    figure(one, 4, number=1)
    assert outcomes(at, "a") == ["OK"]
    at.receipt("a")  # the hub will not remember this one
    stolen = who(at.hub)
    burn(at)

    restoring.restore(backup, at.path("hub-new"))
    at.apps["hub"] = at.open("hub-new")
    assert at.hub.hub_keys.renew(*root_of(hub)).number == 2
    figure(one, 5, number=2)
    assert outcomes(at, "a") == ["OK_GAP"]
    assert at.receipt("a").lower
    figure(one, 6, number=3)
    assert outcomes(at, "a") == ["OK"]
    at.receipt("a")
    for app in (one, at.hub):
        assert [shown(app, one, number=n) for n in range(4)] == [3, 4, 5, 6]
    assert same_for(one, at.hub, one.session.office)
    now = who(at.hub)
    assert now.device == stolen.device
    assert now.sign.public != stolen.sign.public
    assert who(one).root == now.root


def test_no_backup_at_all_but_the_root_file_and_what_units_kept(
    made: tuple[Province, Made],
) -> None:
    at, hub = made
    one, two = at.apps["a"], at.apps["b"]
    figure(one, 3)
    meeting(one)
    figure(two, 4)
    assert outcomes(at, "a", "b") == ["OK", "OK"]
    correct(at, one, 7)
    kept = receipt_file(at, "a")
    receipt_file(at, "b")  # nobody finds this one again
    before = who(at.hub)
    on_its_way = send(at, "a").path
    burn(at)

    damaged = at.folder / "x.gbpkg"
    damaged.write_bytes(kept.read_bytes()[:-9])
    found = again(at, hub, kept, damaged, on_its_way)
    assert (found.number, found.offices) == (2, (one.session.office,))
    assert found.unused == ("x.gbpkg", on_its_way.name)
    now = who(at.hub)
    assert (now.device, now.root.public) == (before.device, before.root.public)
    assert now.root.operational != before.root.operational
    assert at.hub.catalogue.raw == one.catalogue.raw

    (file,) = at.hub.releasing.write_files(at.back)  # for the unit that is known again
    answered = one.enrolment.accept(file)
    assert answered.lower  # it is to send everything once more
    assert who(one).root == now.root
    figure(one, 5, number=1)
    assert outcomes(at, "a") == ["OK"]
    at.receipt("a")
    for app in (one, at.hub):
        assert [shown(app, one, number=n) for n in range(2)] == [7, 5]  # with the correction
    assert same_for(one, at.hub, one.session.office)
    assert at.hub.hub_keys.renew(*root_of(hub)).number == 3

    figure(two, 8, number=1)
    assert outcomes(at, "b") == ["E_CERT"]  # nobody knows it any more
    invited = at.hub.enrolment.invite(two.session.office)
    done = two.enrolment.pin(invited.bytes, invited.code)
    assert (done.number, done.again) == (3, True)
    answer = at.hub.enrolment.certify(two.enrolment.request())
    path = at.back / answer.name
    path.write_bytes(answer.bytes)
    assert two.enrolment.accept(path).enrolled
    assert who(two).device == two.session.device
    assert outcomes(at, "b") == ["OK"]
    at.receipt("b")
    assert [shown(at.hub, two, number=n) for n in range(2)] == [4, 8]
    assert same_for(two, at.hub, two.session.office)


def test_a_pc_that_was_withdrawn_stays_so(made: tuple[Province, Made]) -> None:
    at, hub = made
    one = at.apps["a"]
    figure(one, 3)
    assert outcomes(at, "a") == ["OK"]
    second = at.join("a2", FIRST)
    meeting(second)
    assert outcomes(at, "a2") == ["OK"]
    at.hub.enrolment.revoke(one.session.device)
    (kept,) = at.hub.receiving.receipts(at.back, [one.session.office])
    second.enrolment.accept(kept)
    burn(at)
    again(at, hub, *at.folder.glob("*.gbpkg"), kept)  # its answers to requests too
    with at.hub.desk.read() as db:
        found = certificates.known(db)
    assert found[one.session.device].revoked_n is not None
    assert found[second.session.device].revoked_n is None
    for file in at.hub.releasing.write_files(at.back):
        with suppress(Refused):  # one of them is for another unit
            second.enrolment.accept(file)
    assert who(second).root.number == 2
    assert outcomes(at, "a2") == ["OK"]
    assert shown(at.hub, one) == 3  # what it had sent, out of the receipt


def test_what_is_of_no_use_is_refused_and_nothing_is_set_up(made: tuple[Province, Made]) -> None:
    at, hub = made
    one = at.apps["a"]
    figure(one, 3)
    sent = send(at, "a").path
    assert [each.outcome for each in take(at, sent)] == ["OK"]
    kept = receipt_file(at, "a")
    other = at.make_hub("hub2")
    burn(at)
    raw, code = root_of(hub)
    for root, files, wanted in (
        ((raw, "0000-0000-0000-00000"), [kept], "package.E_CODE"),
        ((raw, code), [], "again.nothing"),
        ((raw, code), [sent], "again.nothing"),
        (root_of(other), [kept], "again.nothing"),
    ):
        with pytest.raises(Refused) as caught:
            refounding.create_hub_again(at.path("hub-new"), root, files, PERSON, **at.given())
        assert caught.value.code == wanted
        assert not at.path("hub-new").exists()
    at.apps.pop("hub", None)
