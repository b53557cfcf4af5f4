"""Cases that other tests look at layer by layer, here before a hub or an office as it works.

Nothing changes where something is refused, and the attempt is on record.
"""

from __future__ import annotations

import base64
import random
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from gbdesk.domain.clock import DAY_MS
from gbdesk.domain.ops import REPORT, Env, Op, chain_start, write_op
from gbdesk.domain.refusals import Refused
from gbdesk.services import taking
from gbdesk.store import engine, meta, vault
from gbdesk.store.workspace import Store
from gbdesk.sync import codes, enrolling
from gbdesk.sync.errors import code_of
from gbdesk.sync.keys import ReceivingKey, SigningKey
from gbdesk.sync.strict import to_base64
from helpers.enrolled import PASSWORD, office_id
from helpers.journey import figure, province, same_for, send, shown, take
from helpers.judged import (
    Court,
    answer_refused,
    judge,
    refused,
    taken,
    unchanged,
)
from helpers.packages import Craft, chain, put
from helpers.vectors import vectors

FREE = "district-office.904"
AGE_CODES = {"E_NO_KEY", "E_DECRYPT", "E_SUITE", "E_LIMIT", "E_INNER_MISMATCH"}


def test_a13_a_stick_that_changes_while_it_is_copied(
    hub: Court, craft: Craft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was copied is what is read: another package in its place later is another package."""
    path = put(tmp_path, craft.make())
    other = Craft(hub, hub.one, chain(hub.one, 7)).make()
    spool = taking.spool

    def then_change(source: Path, copy: Path) -> None:
        spool(source, copy)
        source.write_bytes(other)

    with monkeypatch.context() as patch:
        patch.setattr(taking, "spool", then_change)
        taken(path, hub, craft.ops)

    def half(source: Path, copy: Path) -> None:
        spool(source, copy)
        whole = copy.read_bytes()
        copy.write_bytes(whole[:-40] + other[-40:])

    path.write_bytes(craft.make())
    monkeypatch.setattr(taking, "spool", half)
    with unchanged(hub.app) as log:
        assert hub.app.receiving.take_in(path).outcome == "E_DAMAGED"
    assert log.outcomes == ["E_DAMAGED"]


def _too_large(sig: bytes) -> bytes:
    order = 2**252 + 27742317777372353535851937790883648493
    return sig[:32] + (int.from_bytes(sig[32:], "little") + order).to_bytes(32, "little")


def _low_order(sig: bytes) -> bytes:
    return bytes(32) + sig[32:]


def _other_spelling(sig: bytes) -> bytes:
    return b"\xed" + b"\xff" * 30 + b"\x7f" + sig[32:]


@pytest.mark.parametrize("change", [_too_large, _low_order, _other_spelling])
def test_b08_a_signature_in_another_form(
    hub: Court, craft: Craft, tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    def spoil(block: dict[str, Any]) -> dict[str, Any]:
        sig = base64.b64decode(block["sigs"][0]["sig"])
        block["sigs"][0]["sig"] = to_base64(change(sig))
        return block

    craft.block = spoil
    refused("E_SIGNATURE", put(tmp_path, craft.make()), hub)


class _Weak(SigningKey):
    """A computer whose public key has low order."""

    def __init__(self, raw: bytes) -> None:
        super().__init__(raw)
        self.public = bytes(32)


def test_b09_b21_b22_requests_that_prove_nothing(hub: Court, tmp_path: Path) -> None:
    """A weak key, another code, keys put in on the way, an invitation used twice."""
    enrolment, office = hub.app.enrolment, office_id(hub.app, FREE)
    invitation = enrolment.invite(office)
    with pytest.raises(Refused) as caught:
        enrolling.read_invitation(invitation.bytes, codes.shown(codes.new_code()))
    assert code_of(caught.value) == "E_CODE"
    invited = enrolling.read_invitation(invitation.bytes, invitation.code)
    good: dict[str, Any] = {
        "invite": invited.invite,
        "key": invited.key,
        "device": SigningKey.new(),
        "recipient": ReceivingKey.new().recipient,
        "office": office,
        "label": "x",
        "to": hub.root.to,
    }
    cases: dict[str, dict[str, Any]] = {
        "E_WEAK_KEY": {"device": _Weak(b"1" * 32)},
        "E_CODE": {"key": b"?" * 32, "device": SigningKey.new()},
        "E_INVITE": {"invite": enrolling.new_invite_id(b"0" * 16)},
    }
    with unchanged(hub.app):
        for code, change in cases.items():
            raw = enrolling.write_request(**(good | change))
            with pytest.raises(Refused) as caught:
                enrolment.certify(raw)
            assert code_of(caught.value) == code
    enrolment.certify(enrolling.write_request(**good))
    with unchanged(hub.app), pytest.raises(Refused) as caught:
        enrolment.certify(enrolling.write_request(**(good | {"device": SigningKey.new()})))
    assert code_of(caught.value) == "E_INVITE_USED"


def test_c01_the_age_kit_in_signed_packages(hub: Court, tmp_path: Path) -> None:
    """An insider signs whatever ciphertext: none is opened, none is a crash."""
    made = []
    for one in sorted(vectors("age").glob("*")):
        facts, _, raw = one.read_bytes().partition(b"\n\n")
        cipher = zlib.decompress(raw) if b"compressed: zlib" in facts else raw
        if cipher:
            crafted = Craft(hub, hub.one, chain(hub.one, 1), cipher=lambda _, it=cipher: it)
            made.append(put(tmp_path, crafted.make(), f"{one.name}.gbpkg"))
    assert set(judge(made, hub)) <= AGE_CODES


def test_c02_a_spoilt_ciphertext_in_a_signed_package(
    hub: Court, craft: Craft, tmp_path: Path
) -> None:
    chance, made = random.Random(7), []
    for number in range(60):

        def spoil(cipher: bytes) -> bytes:
            at = chance.randrange(chance.choice((400, len(cipher))))
            return cipher[:at] + bytes([cipher[at] ^ 1 << at % 8]) + cipher[at + 1 :]

        craft.cipher = spoil
        made.append(put(tmp_path, craft.make(), f"{number}.gbpkg"))
    assert set(judge(made, hub)) <= AGE_CODES


@pytest.mark.parametrize("kind", [b"ssh-ed25519", b"yubikey", b"p256tag"])
def test_c10_a_stanza_put_in_beside_ours(
    hub: Court, craft: Craft, tmp_path: Path, kind: bytes
) -> None:
    craft.cipher = lambda cipher: cipher.replace(b"\n-> ", b"\n-> " + kind + b" AAAA\nAAAA\n-> ", 1)
    refused({"E_DECRYPT", "E_SUITE"}, put(tmp_path, craft.make()), hub)


def said(hub: Court, hlc: int, version: int = 1) -> list[Op]:
    """One activity of office one, written at this time."""
    head = Env(
        e="activity",
        h=f"{hlc:012x}0000",
        k="create",
        n=1,
        o=[],
        ou=hub.one.office,
        r="0" * 31 + "7",
        sv=version,
        u="mai",
    )
    device = hub.one.key.device
    fields = {"title": "Hội nghị", "kind": "meeting", "start": "2024-05-20", "later": 3}
    return [write_op(chain_start(device, REPORT), device, REPORT, head, fields)]


@pytest.mark.parametrize("far", [-50 * 365 * DAY_MS, 2 * DAY_MS, 10**12])
def test_h01_ops_of_a_clock_far_off_are_taken_in_and_our_clock_stays(
    hub: Court, tmp_path: Path, far: int
) -> None:
    now = hub.app.desk.clock.now_ms()
    crafted = Craft(hub, hub.one, said(hub, now + far))
    taken(put(tmp_path, crafted.make()), hub, crafted.ops)
    assert int(hub.app.desk.clock.tick()[:12], 16) < now + DAY_MS


def test_g09_what_a_newer_version_wrote_comes_in_whole(hub: Court, tmp_path: Path) -> None:
    crafted = Craft(hub, hub.one, said(hub, 1_716_537_600_000, version=2))
    taken(put(tmp_path, crafted.make()), hub, crafted.ops, "OK_NEWER_FIELDS")


def test_i04_a_file_that_another_program_holds(hub: Court, craft: Craft, tmp_path: Path) -> None:
    """It is told after the wait; the log cannot be written either, and nothing is half in."""
    path = put(tmp_path, craft.make())
    store = hub.app.store
    other = engine.open_engine(store.path, vault.unlock(store.path, "ha", PASSWORD), writes=True)
    with unchanged(hub.app) as log, waiting_for(store, 50), other.begin() as db:
        meta.put(db, "held", 1)
        with pytest.raises(Refused) as caught:
            hub.app.receiving.take_in(path)
        assert caught.value.code == "store.busy"
    other.dispose()
    assert not log.lines
    taken(path, hub, craft.ops)


@contextmanager
def waiting_for(store: Store, ms: int) -> Iterator[None]:
    """Inside, the writer waits so long for a file that is held."""
    for value in (ms, engine.BUSY_MS):
        with store._writer.connect() as db:
            db.exec_driver_sql(f"PRAGMA busy_timeout = {value}")
        if value == ms:
            yield


def test_j03_a_file_of_the_hub_for_another_office(hub: Court, tmp_path: Path) -> None:
    crafted = Craft(hub, hub.hub, [], to=[hub.two.receive.recipient])
    crafted.header = lambda header: header | {"kind": "hub-ops"}
    crafted.manifest = lambda told: told | {"kind": "hub-ops"}
    answer_refused("E_NOT_FOR_US", put(tmp_path, crafted.make()), hub)


def test_j06_what_the_hub_has_of_an_office_comes_into_a_file_with_entries(tmp_path: Path) -> None:
    """A computer set up anew was used before the hub's answer came."""
    with province(tmp_path / "p", "a") as at:
        one = at.apps["a"]
        figure(one, 3)
        take(at, send(at, "a").path)
        invitation = at.hub.enrolment.invite(one.session.office)
        made = at.make_office("again", invitation.bytes, invitation.code)
        two = at.apps["again"] = at.open("again", "mai")
        figure(two, 4, place=1)
        path = put(at.usb, at.hub.enrolment.certify(made.request).bytes, "answer.gbpkg")
        assert two.enrolment.accept(path).outcome == "OK"
        assert (shown(two, two), shown(two, two, place=1)) == (3, 4)
        with unchanged(two) as log:
            assert two.enrolment.accept(path).outcome == "ALREADY"
        assert log.outcomes == ["ALREADY"]
        take(at, send(at, "again").path)
        assert same_for(at.hub, two, one.session.office)
