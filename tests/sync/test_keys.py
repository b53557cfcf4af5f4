"""Keys, codes, statements: strict Ed25519, typed codes, root and certificates (B08, B09, B15)."""

from __future__ import annotations

import dataclasses
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from gbdesk.domain.ids import CROCKFORD
from gbdesk.domain.ops import canonical
from gbdesk.domain.refusals import Refused
from gbdesk.sync import codes, curve, rootfile, statements, trust
from gbdesk.sync.errors import code_of, size_text
from gbdesk.sync.keys import (
    ReceivingKey,
    SigningKey,
    check_public,
    check_recipient,
    key_of,
    verify,
)
from gbdesk.sync.statements import CERTIFICATE, RELEASE, ROOT, pae
from gbdesk.sync.stretch import Cost, stretch
from helpers.age_reader import private_of
from helpers.packages import World, world
from helpers.vectors import vectors

CHEAP = Cost(memory=19 * 1024, rounds=2, lanes=1)
LOW_ORDER = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
]


def code_from(caught: pytest.ExceptionInfo[Refused]) -> str:
    return code_of(caught.value)


def test_b08_edge_case_signatures() -> None:
    cases = json.loads((vectors("ed25519") / "ed25519vectors.json").read_text())
    accepted = [
        case["number"]
        for case in cases
        if verify(bytes.fromhex(case["key"]), case["msg"].encode(), bytes.fromhex(case["sig"]))
    ]
    assert len(cases) == 914
    assert len(accepted) == 43


def test_b08_wycheproof_signatures() -> None:
    found = json.loads((vectors("wycheproof") / "ed25519_test.json").read_text())
    count = 0
    for group in found["testGroups"]:
        public = bytes.fromhex(group["publicKey"]["pk"])
        for case in group["tests"]:
            good = verify(public, bytes.fromhex(case["msg"]), bytes.fromhex(case["sig"]))
            assert good is (case["result"] == "valid"), case["tcId"]
            count += 1
    assert count == 151


def test_wycheproof_shares_without_a_secret_are_not_enrolled() -> None:
    found = json.loads((vectors("wycheproof") / "x25519_test.json").read_text())
    for group in found["testGroups"]:
        for case in group["tests"]:
            share = bytes.fromhex(case["public"])
            if "ZeroSharedSecret" in case["flags"]:
                assert not curve.is_safe_share(share), case["tcId"]
            elif case["result"] == "valid":
                own = X25519PrivateKey.from_private_bytes(bytes.fromhex(case["private"]))
                shared = own.exchange(X25519PublicKey.from_public_bytes(share))
                assert shared.hex() == case["shared"]


@pytest.mark.parametrize("point", LOW_ORDER)
def test_b09_a_weak_key_is_not_enrolled(hub: World, point: str) -> None:
    with pytest.raises(Refused) as caught:
        check_public(bytes.fromhex(point))
    assert code_from(caught) == "E_WEAK_KEY"
    weak = dataclasses.replace(hub.one.certificate, public=bytes.fromhex(point))
    with pytest.raises(Refused) as caught:
        trust.write_certificate(hub.operational, weak)
    assert code_from(caught) == "E_WEAK_KEY"


@pytest.mark.parametrize("y", [2, 2**255 - 19 + 2, 2**255 - 1])
def test_b09_no_point_and_second_spellings(y: int) -> None:
    with pytest.raises(Refused):
        check_public(y.to_bytes(32, "little"))


@given(st.binary(min_size=32, max_size=32))
def test_every_real_key_may_be_enrolled(raw: bytes) -> None:
    key = SigningKey.from_bytes(raw)
    assert check_public(key.public) == key.public
    signature = key.sign(raw)
    assert verify(key.public, raw, signature)
    assert not verify(key.public, raw + b"x", signature)
    assert SigningKey.from_bytes(key.to_bytes()).device == key.device


def test_recipients() -> None:
    key = ReceivingKey.new()
    again = ReceivingKey.from_text(key.to_text())
    assert (again.recipient, again.id) == (key.recipient, key_of(key.recipient))
    assert check_recipient(key.recipient) == key.recipient
    own = X25519PrivateKey.from_private_bytes(private_of(key.to_text()))
    assert curve.share_of(key.recipient) == own.public_key().public_bytes_raw()
    changed = key.recipient[:-1] + ("q" if key.recipient[-1] != "q" else "p")
    for wrong in (key.recipient.upper(), changed, "age1pq" + "q" * 56, "ssh-ed25519 AAAA", ""):
        with pytest.raises(Refused) as caught:
            check_recipient(wrong)
        assert code_from(caught) == "E_WEAK_KEY"
    for wrong in ("AGE-SECRET-KEY-1", "", "AGE-PLUGIN-X-1"):
        with pytest.raises(Refused):
            ReceivingKey.from_text(wrong)


@given(st.integers(0, 2**80 - 1))
def test_k04_codes_are_read_however_they_are_typed(value: int) -> None:
    digits = "".join(CROCKFORD[value >> 5 * at & 31] for at in range(16))
    shown = codes.shown(digits)
    assert [len(group) for group in shown.split("-")] == [4, 4, 4, 5]
    typed = shown.lower().replace("-", " ").replace("0", "O").replace("1", "l")
    assert codes.normal(typed) == digits
    for wrong in (shown[:-1], shown + "0", "", "é" + shown[1:], shown[1] + shown[0] + shown[2:]):
        if wrong != shown:
            with pytest.raises(Refused) as caught:
                codes.normal(wrong)
            assert code_from(caught) == "E_CODE"


def test_new_codes_differ() -> None:
    assert len({codes.new_code() for _ in range(100)}) == 100


@pytest.mark.parametrize(
    "cost",
    [
        Cost(memory=19 * 1024 - 1),
        Cost(memory=1024 * 1024 + 1),
        Cost(rounds=1),
        Cost(rounds=11),
        Cost(lanes=0),
        Cost(lanes=17),
    ],
)
def test_k02_costs_out_of_bounds(cost: Cost) -> None:
    with pytest.raises(Refused) as caught:
        stretch("code", b"s" * 16, cost)
    assert code_from(caught) == "E_KDF_PARAMS"


def test_the_root_file_opens_with_its_code_only() -> None:
    secret, code = SigningKey.new().to_bytes(), codes.shown(codes.new_code())
    raw = rootfile.wrap_root(secret, code, "Sở", CHEAP)
    assert rootfile.unwrap_root(raw, code.lower()) == secret
    assert secret not in raw
    with pytest.raises(Refused) as caught:
        rootfile.unwrap_root(raw, codes.shown(codes.new_code()))
    assert code_from(caught) == "E_CODE"
    other_name = json.loads(raw) | {"name": "Another"}
    with pytest.raises(Refused) as caught:
        rootfile.unwrap_root(json.dumps(other_name).encode(), code)
    assert code_from(caught) == "E_CODE"
    for wrong in (b"", b"{}", b"x" * 5000, raw[:-9]):
        with pytest.raises(Refused) as caught:
            rootfile.unwrap_root(wrong, code)
        assert code_from(caught) == "E_NOT_PACKAGE"


def test_the_example_of_dsse() -> None:
    """From the protocol page of DSSE v1."""
    assert pae("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


def test_a_statement_holds_for_its_kind_its_bytes_and_its_keys() -> None:
    one, two = SigningKey.new(), SigningKey.new()
    signed = statements.seal(ROOT, b"{}", one, two)
    assert statements.opened(ROOT, signed, one.public, two.public) == b"{}"
    assert json.loads(signed)["payloadType"] == ROOT
    for kind, publics in (
        (CERTIFICATE, [one.public]),
        (ROOT, [SigningKey.new().public]),
        (ROOT, [one.public, SigningKey.new().public]),
        (ROOT, []),
    ):
        with pytest.raises(Refused) as caught:
            statements.opened(kind, signed, *publics)
        assert code_from(caught) == "E_SIGNATURE"
    for wrong in (b"", b"[]", signed[:-1], signed.replace(b"payload", b"Payload", 1)):
        with pytest.raises(Refused) as caught:
            statements.opened(ROOT, wrong, one.public)
        assert code_from(caught) == "E_SIG_FORMAT"


def test_b15_the_root_goes_on_one_step_at_a_time(hub: World) -> None:
    old, new = hub.root_key, SigningKey.new()
    operational = SigningKey.new().public
    following = dataclasses.replace(hub.root, number=2, public=new.public, operational=operational)
    first = trust.write_root(old, hub.root)
    assert trust.read_root(first, old.public) == hub.root
    assert trust.follow_root(first, hub.root) == hub.root
    assert trust.follow_root(trust.write_root(new, following, old), hub.root) == following
    third = dataclasses.replace(following, number=3)
    elsewhere = dataclasses.replace(following, office=hub.one.office)
    forged = dataclasses.replace(hub.root, name="Another")
    for wrong in (
        trust.write_root(new, following),
        trust.write_root(old, following),
        trust.write_root(new, third, old),
        trust.write_root(new, elsewhere, old),
        trust.write_root(old, forged),
        trust.write_root(new, dataclasses.replace(following, sample=not hub.root.sample), old),
    ):
        with pytest.raises(Refused) as caught:
            trust.follow_root(wrong, hub.root)
        assert code_from(caught) == "E_ROOT"
    with pytest.raises(Refused) as caught:
        trust.read_root(trust.write_root(new, following, old), old.public)
    assert code_from(caught) == "E_ROOT"
    with pytest.raises(Refused) as caught:
        trust.read_root(trust.write_root(new, hub.root), None)
    assert code_from(caught) == "E_ROOT"


def test_certificates(hub: World) -> None:
    signed, said = hub.one.signed, hub.one.certificate
    assert trust.read_certificate(signed, hub.operational.public) == said
    assert trust.peek_certificate(signed) == said
    body = json.loads(statements.unverified(CERTIFICATE, signed))
    for change in (
        {"device": hub.two.key.device},
        {"office": hub.two.office},
        {"rank": 3},
        {"rank": True},
        {"offices": []},
        {"extra": 1},
        {"enc": "age1" + "q" * 58},
        {"sign": LOW_ORDER[0]},
        {"sample": 0},
    ):
        forged = statements.seal(CERTIFICATE, canonical(body | change), hub.operational)
        with pytest.raises(Refused) as caught:
            trust.read_certificate(forged, hub.operational.public)
        assert code_from(caught) == "E_CERT"
    with pytest.raises(Refused) as caught:
        trust.read_certificate(signed, world().operational.public)
    assert code_from(caught) == "E_CERT"


def test_releases(hub: World) -> None:
    raw = {"number": 3, "names": ["Hà Giang", "Tuyên Quang"], "n": None}
    signed = trust.write_release(hub.operational, raw)
    assert trust.read_release(signed, hub.operational.public) == raw
    with pytest.raises(Refused) as caught:
        trust.read_release(signed, hub.root_key.public)
    assert code_from(caught) == "E_CERT"
    loose = statements.seal(RELEASE, b'{"b": 1, "a":2}', hub.operational)
    with pytest.raises(Refused) as caught:
        trust.read_release(loose, hub.operational.public)
    assert code_from(caught) == "E_CANON"


def test_sizes_in_words() -> None:
    assert [size_text(size) for size in (1, 1023, 1024, 65_537, 3 << 20)] == [
        "1 byte",
        "1023 byte",
        "1 KB",
        "65 KB",
        "3 MB",
    ]
