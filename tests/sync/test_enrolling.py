"""Invitation and request: what a typed code proves, and what nothing else can (B09, B21, B22)."""

from __future__ import annotations

import base64
import io
import json
import os
from collections.abc import Callable
from dataclasses import dataclass

import pyrage
import pytest

from gbdesk.domain.ops import canonical
from gbdesk.domain.refusals import Refused
from gbdesk.sync import codes, enrolling, trust
from gbdesk.sync.enrolling import Requested
from gbdesk.sync.errors import code_of
from gbdesk.sync.keys import ReceivingKey, SigningKey
from gbdesk.sync.stretch import Cost
from gbdesk.sync.strict import to_base64
from helpers.packages import World, encrypt

CHEAP = Cost(memory=19 * 1024, rounds=2, lanes=1)


@dataclass(frozen=True)
class Invitation:
    code: str
    invite: str
    raw: bytes
    key: bytes
    root: bytes
    release: bytes


@pytest.fixture(scope="module")
def invitation(hub_world: World) -> Invitation:
    hub = hub_world
    code, invite = codes.shown(codes.new_code()), enrolling.new_invite_id(os.urandom(16))
    root = trust.write_root(hub.root_key, hub.root)
    release = trust.write_release(hub.operational, {"number": 1, "names": ["Sơn Dương"] * 300})
    raw, key = enrolling.write_invitation(
        code=code,
        invite=invite,
        office=hub.one.office,
        office_name="Phòng Văn hóa huyện Sơn Dương",
        hub_name=hub.root.name,
        root=root,
        release=release,
        cost=CHEAP,
    )
    return Invitation(code, invite, raw, key, root, release)


@pytest.fixture(scope="module")
def hub_world(hub: World) -> World:
    return hub


def request(hub: World, invitation: Invitation, device: SigningKey, **changed: object) -> bytes:
    given: dict[str, object] = {
        "invite": invitation.invite,
        "key": invitation.key,
        "device": device,
        "recipient": hub.one.receive.recipient,
        "office": hub.one.office,
        "label": "Máy\u202e số\n1",
        "to": hub.root.to,
    }
    return enrolling.write_request(**(given | changed))  # type: ignore[arg-type]


def answer(hub: World, invitation: Invitation, raw: bytes) -> Requested:
    keys = {invitation.invite: invitation.key}
    return enrolling.read_request(raw, [hub.hub_receive], keys)


def test_the_right_code_opens_the_invitation(hub: World, invitation: Invitation) -> None:
    found = enrolling.read_invitation(invitation.raw, invitation.code.lower().replace("-", " "))
    assert (found.root, found.release) == (invitation.root, invitation.release)
    assert (found.key, found.office) == (invitation.key, hub.one.office)
    assert trust.read_root(found.root, None) == hub.root
    assert enrolling.peek_invitation(invitation.raw) == found.office_name
    assert invitation.key.hex() not in repr(found)
    assert invitation.code.encode() not in invitation.raw


def refusal(work: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        work()
    return code_of(caught.value)


def test_b21_another_code(invitation: Invitation) -> None:
    other = codes.shown(codes.new_code())
    assert refusal(lambda: enrolling.read_invitation(invitation.raw, other)) == "E_CODE"
    assert refusal(lambda: enrolling.read_invitation(invitation.raw, "x")) == "E_CODE"


def test_b21_every_changed_byte_is_noticed(invitation: Invitation) -> None:
    raw = invitation.raw
    for at in range(0, len(raw), max(1, len(raw) // 60)):
        changed = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        code = refusal(lambda changed=changed: enrolling.read_invitation(changed, invitation.code))
        assert code in {"E_CODE", "E_INVITE", "E_NOT_PACKAGE", "E_KDF_PARAMS"}


@pytest.mark.parametrize(
    "cost", [{"memory": 1024}, {"rounds": 1}, {"rounds": 99}, {"memory": 1 << 29}]
)
def test_k02_foreign_costs_are_not_spent(invitation: Invitation, cost: dict[str, int]) -> None:
    magic, head, rest = invitation.raw.split(b"\n", 2)
    said = json.loads(head)
    said["kdf"] |= cost
    changed = b"\n".join([magic, canonical(said), rest])
    code = refusal(lambda: enrolling.read_invitation(changed, invitation.code))
    assert code == "E_KDF_PARAMS"


def test_a_foreign_or_cut_invitation(invitation: Invitation) -> None:
    assert refusal(lambda: enrolling.peek_invitation(b"%PDF-1.7")) == "E_NOT_PACKAGE"
    for size in (8, 20, 300, len(invitation.raw) - 1):
        code = refusal(lambda size=size: enrolling.peek_invitation(invitation.raw[:size]))
        assert code == "E_INVITE"


def test_a_request_is_proven_by_the_code(hub: World, invitation: Invitation) -> None:
    device = SigningKey.new()
    found = answer(hub, invitation, request(hub, invitation, device))
    assert (found.public, found.recipient) == (device.public, hub.one.receive.recipient)
    assert (found.invite, found.office) == (invitation.invite, hub.one.office)
    assert found.label == "Máy số 1"


def test_the_recovery_key_reads_requests_too(hub: World, invitation: Invitation) -> None:
    raw = request(hub, invitation, SigningKey.new())
    keys = {invitation.invite: invitation.key}
    assert enrolling.read_request(raw, [hub.recovery], keys)


def test_b21_an_unknown_invitation(hub: World, invitation: Invitation) -> None:
    raw = request(hub, invitation, SigningKey.new())
    code = refusal(lambda: enrolling.read_request(raw, [hub.hub_receive], {}))
    assert code == "E_INVITE"


def replaced(hub: World, raw: bytes, change: Callable[[dict[str, object]], None]) -> bytes:
    """The request as the courier would like it, encrypted to the hub again."""
    out = io.BytesIO()
    pyrage.decrypt_io(io.BytesIO(raw[8:]), out, [hub.hub_receive.age])
    sealed = json.loads(out.getvalue())
    change(sealed)
    return raw[:8] + encrypt(canonical(sealed), hub.root.to)


def test_b22_keys_replaced_on_the_way(hub: World, invitation: Invitation) -> None:
    own = request(hub, invitation, SigningKey.new())
    thief = request(hub, invitation, SigningKey.new(), key=b"?" * 32)
    assert refusal(lambda: answer(hub, invitation, thief)) == "E_CODE"

    def swap(sealed: dict[str, object]) -> None:
        said = json.loads(base64.b64decode(str(sealed["request"])))
        said["sign"] = to_base64(SigningKey.new().public)
        sealed["request"] = to_base64(canonical(said))

    changed = replaced(hub, own, swap)
    assert refusal(lambda: answer(hub, invitation, changed)) == "E_CODE"


def test_a_key_that_is_not_held(hub: World, invitation: Invitation) -> None:
    """The code is right, but the device does not prove its own key."""

    def forge(sealed: dict[str, object]) -> None:
        sealed["signature"] = {
            "keyid": "d_x",
            "sig": to_base64(SigningKey.new().sign(b"something")),
        }

    changed = replaced(hub, request(hub, invitation, SigningKey.new()), forge)
    assert refusal(lambda: answer(hub, invitation, changed)) == "E_SIGNATURE"


class _Weak(SigningKey):
    """A device whose public key has low order."""

    def __init__(self, raw: bytes) -> None:
        super().__init__(raw)
        self.public = bytes(32)


def test_b09_a_weak_key_in_a_request(hub: World, invitation: Invitation) -> None:
    raw = request(hub, invitation, _Weak(b"1" * 32))
    assert refusal(lambda: answer(hub, invitation, raw)) == "E_WEAK_KEY"


def test_a_request_for_another_hub(hub: World, invitation: Invitation) -> None:
    raw = request(hub, invitation, SigningKey.new(), to=(ReceivingKey.new().recipient,))
    assert refusal(lambda: answer(hub, invitation, raw)) == "E_NOT_FOR_US"


def test_a_damaged_or_foreign_request(hub: World, invitation: Invitation) -> None:
    raw = request(hub, invitation, SigningKey.new())
    for at in range(8, len(raw), 37):
        changed = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        code = refusal(lambda changed=changed: answer(hub, invitation, changed))
        assert code in {"E_DAMAGED", "E_NOT_FOR_US"}
    assert refusal(lambda: answer(hub, invitation, raw[:-1])) == "E_DAMAGED"
    assert refusal(lambda: answer(hub, invitation, b"PK\x03\x04")) == "E_NOT_PACKAGE"
    assert refusal(lambda: answer(hub, invitation, raw + b"x" * 70_000)) == "E_LIMIT"
