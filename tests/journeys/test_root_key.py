"""The hub takes another root key into use: signed for by the present one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gbdesk.app import App
from gbdesk.domain.refusals import Refused
from gbdesk.services import enclosures, escrow, identity
from gbdesk.services.audit_log import AuditLog
from gbdesk.services.hub_keys import SIGNING
from gbdesk.services.root_keys import NewRoot
from gbdesk.services.setup import Made
from gbdesk.store import vault
from gbdesk.store.ring import Ring
from gbdesk.sync import agefile, trust
from gbdesk.sync.keys import ReceivingKey, SigningKey
from gbdesk.sync.writing import Enclosure
from helpers.enrolled import office_id
from helpers.journey import (
    Province,
    content,
    correct,
    figure,
    root_of,
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


def pair(new: NewRoot) -> tuple[bytes, str]:
    return new.bytes, new.code


def who(app: App) -> identity.Identity:
    with app.desk.read() as db:
        return identity.of(db)


def outcomes(at: Province, *names: str) -> list[str]:
    return [each.outcome for name in names for each in take(at, send(at, name).path)]


def refused(call: object, *given: object) -> str:
    with pytest.raises(Refused) as caught:
        call(*given)  # type: ignore[operator]
    return caught.value.code


def test_a_new_root_key_is_followed_and_the_older_file_is_void(
    made: tuple[Province, Made],
) -> None:
    at, hub = made
    one, two, keys = at.apps["a"], at.apps["b"], at.hub.root_keys
    figure(one, 3)
    figure(two, 4)
    assert outcomes(at, "b") == ["OK"]
    invited = at.hub.enrolment.invite(office_id(at.hub, "district-office.903"))
    before = who(at.hub).root
    new = keys.make(*root_of(hub))
    assert who(at.hub).root == before  # nothing is changed before the sheet is there
    assert (new.number, new.name) == (2, "hub-2.gbroot")
    assert new.emergency[1:] == (hub.recovery_identity,)

    done = keys.change(root_of(hub), pair(new))
    now = who(at.hub).root
    assert (done.number, now.number) == (2, 2)
    assert now.public != before.public
    assert (now.operational, now.recipients) == (before.operational, before.recipients)
    assert now.recovery == ReceivingKey.from_text(new.emergency[0]).recipient
    assert outcomes(at, "a") == ["OK"]  # it has not heard of it
    at.receipt("a")
    assert who(one).root == now

    assert refused(at.hub.hub_keys.renew, *root_of(hub)) == "root.void"
    assert refused(keys.make, *root_of(hub)) == "root.void"
    assert refused(keys.change, root_of(hub), pair(new)) == "root.void"
    assert refused(keys.change, pair(new), pair(new)) == "root.same"
    assert at.hub.hub_keys.renew(*pair(new)).number == 3  # the new file works from now on
    again = keys.make(*pair(new))
    assert keys.change(pair(new), pair(again)).number == 4

    correct(at, two, 8)
    at.receipt("b")  # away all the time: follows three statements in one file
    assert who(two).root == who(at.hub).root
    assert shown(two, two) == 8
    figure(two, 9, number=1)
    assert outcomes(at, "b") == ["OK"]
    at.receipt("b")
    assert same_for(two, at.hub, two.session.office)

    office = at.make_office("c", invited.bytes, invited.code)  # invited before the change
    answer = at.hub.enrolment.certify(office.request)
    file = at.back / answer.name
    file.write_bytes(answer.bytes)
    late = at.apps["c"] = at.open("c")
    assert late.enrolment.accept(file).enrolled
    assert who(late).root.number == 4
    figure(late, 1)
    assert outcomes(at, "c") == ["OK"]
    words = [row.words for row in AuditLog(at.hub.desk).rows()]
    assert words.count("dùng khóa gốc mới") == 2


def test_b15_a_root_that_is_not_signed_by_both_or_skips_is_not_believed(
    made: tuple[Province, Made],
) -> None:
    at, hub = made
    one = at.apps["a"]
    new = at.hub.root_keys.make(*root_of(hub))
    before, standing = who(one), content(one)
    older, fresh = key_of(at, hub), SigningKey.new()
    stolen = replace(before.root, number=2, public=fresh.public)
    wrong = (
        trust.write_root(fresh, stolen),
        trust.write_root(older, stolen),
        trust.write_root(fresh, replace(stolen, number=3), older),
    )
    for signed in wrong:
        with one.desk.write() as db:
            enclosed = [Enclosure(kind="root", data=signed)]
            stamp = one.desk.clock.stamp()
            assert refused(enclosures.keep_all, db, before, enclosed, stamp) == "package.E_ROOT"
    assert (who(one).root, content(one)) == (before.root, standing)
    at.hub.root_keys.change(root_of(hub), pair(new))
    figure(one, 3)
    assert outcomes(at, "a") == ["OK"]
    at.receipt("a")
    assert who(one).root.public != before.root.public


def key_of(at: Province, hub: Made) -> SigningKey:
    from gbdesk.services import founding

    return founding.read_root_file(*root_of(hub))[0]


def test_what_the_older_sheet_opened_the_new_one_opens(made: tuple[Province, Made]) -> None:
    """A package of before the change, and an office that let the hub help before it."""
    at, hub = made
    one = at.apps["a"]
    one.escrow.give()
    figure(one, 3)
    early = send(at, "a").path
    new = at.hub.root_keys.make(*root_of(hub))
    at.hub.root_keys.change(root_of(hub), pair(new))
    assert [each.outcome for each in take(at, early)] == ["OK"]
    at.receipt("a")
    figure(one, 4)
    late = send(at, "a").path
    newest, older = map(ReceivingKey.from_text, new.emergency)
    assert opens(early, older)
    assert not opens(early, newest)
    assert opens(late, newest)
    assert not opens(late, older)  # whoever has the older sheet reads nothing from now on
    keys = vault.keys_of(at.path("a")).read_bytes()
    assert at.hub.escrow.help(keys, *pair(new), "Chị Mai gọi").code
    assert refused(at.hub.escrow.help, keys, *root_of(hub), "Chị Mai gọi") == "root.void"
    escrow.opened(Ring.from_bytes(keys), (newest, older)).destroy()


def opens(package: Path, key: ReceivingKey) -> bool:
    raw = package.read_bytes()
    start = raw.index(b"age-encryption.org/v1")
    try:
        agefile.decrypt(io.BytesIO(raw[start:]), io.BytesIO(), [key])
    except Refused:
        return False
    return True


def test_only_the_administrator_of_a_hub_with_the_right_file(made: tuple[Province, Made]) -> None:
    at, hub = made
    keys, raw = at.hub.root_keys, root_of(hub)[0]
    assert refused(at.apps["a"].root_keys.make, *root_of(hub)) == "enrolment.hub_only"
    assert refused(keys.make, raw, "0000-0000-0000-00000") == "package.E_CODE"
    new = keys.make(*root_of(hub))
    wrong = (new.bytes, "0000-0000-0000-00000")
    assert refused(keys.change, root_of(hub), wrong) == "package.E_CODE"
    assert refused(keys.change, root_of(hub), root_of(hub)) == "root.same"
    other = at.make_hub("hub2")
    assert refused(keys.make, *root_of(other)) == "root.other"
    assert who(at.hub).root.number == 1
    assert at.hub.hub_keys.renew(*root_of(hub), (SIGNING,)).number == 2
