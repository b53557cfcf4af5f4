"""Section B of the adversarial list: signature and identity, all from correctly made layers."""

from __future__ import annotations

import base64
import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gbdesk.domain.ops import canonical
from gbdesk.sync import statements, trust, vouching
from gbdesk.sync.keys import SigningKey
from gbdesk.sync.statements import CERTIFICATE, HEADER, pae
from gbdesk.sync.strict import to_base64
from helpers.judged import Court, answer_refused, cut_off, judge, refused, taken
from helpers.packages import (
    Craft,
    Device,
    chain,
    device,
    encrypt,
    manifest_of,
    outcome,
    pad,
    put,
    read_all,
    world,
)
from helpers.packages import refused as read_and_refused

Header = dict[str, Any]


def at(path: str, value: Any) -> Callable[[Header], Header]:
    """A change of one value in nested objects; the value `...` takes it away."""

    def change(header: Header) -> Header:
        inner = header
        *way, last = path.split(".")
        for step in way:
            inner = inner[step]
        if value is ...:
            del inner[last]
        else:
            inner[last] = value
        return header

    return change


def says_it_is(other: Device) -> Callable[[Header], Header]:
    def change(header: Header) -> Header:
        header["from"] |= {
            "office": other.office,
            "device": other.key.device,
            "cert": other.certificate.id,
        }
        return header

    return change


def both(*devices: Device) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """The certificates of all of these in the block."""

    def change(block: dict[str, Any]) -> dict[str, Any]:
        block["certs"] = [json.loads(one.signed) for one in devices]
        return block

    return change


def test_b01_anothers_ciphertext_under_an_own_signature(hub: Court, tmp_path: Path) -> None:
    cipher = b""

    def keep(made: bytes) -> bytes:
        nonlocal cipher
        cipher = made
        return made

    content = pad(b"")
    honest = Craft(hub, hub.one, chain(hub.one, 3), cipher=keep)

    def remember(made: bytes) -> bytes:
        nonlocal content
        content = made
        return made

    honest.content = remember
    honest.make()
    stolen = Craft(
        hub, hub.two, chain(hub.two, 1), content=lambda _: content, cipher=lambda _: cipher
    )
    refused("E_INNER_MISMATCH", put(tmp_path, stolen.make()), hub)


def test_b02_one_signs_what_another_says(hub: Court, craft: Craft, tmp_path: Path) -> None:
    craft.signer = hub.two.key
    craft.block = both(hub.one, hub.two)
    refused("E_SENDER_MISMATCH", put(tmp_path, craft.make()), hub)


@pytest.mark.parametrize("path", ["from.office", "from.cert"])
def test_b03_another_office_or_certificate(
    hub: Court, craft: Craft, tmp_path: Path, path: str
) -> None:
    other = hub.two.office if path == "from.office" else hub.two.certificate.id
    craft.header = at(path, other)
    craft.block = both(hub.one, hub.two)
    refused("E_SENDER_MISMATCH", put(tmp_path, craft.make()), hub)


def test_b03_another_office_with_all_its_ids(hub: Court, craft: Craft, tmp_path: Path) -> None:
    craft.header = says_it_is(hub.two)
    craft.block = both(hub.one, hub.two)
    refused("E_SENDER_MISMATCH", put(tmp_path, craft.make()), hub)


def test_b04_nobody_knows_the_signer(hub: Court, craft: Craft, tmp_path: Path) -> None:
    craft.signer = SigningKey.new()
    refused("E_UNKNOWN_SENDER", put(tmp_path, craft.make()), hub)
    craft.block = lambda block: block | {"certs": []}
    refused("E_UNKNOWN_SENDER", put(tmp_path, craft.make()), hub)


@pytest.mark.parametrize("kind", [None, CERTIFICATE, HEADER.replace("v1", "v2")])
def test_b05_a_signature_for_something_else(
    hub: Court, craft: Craft, tmp_path: Path, kind: str | None
) -> None:
    header = b""

    def keep(raw: bytes) -> bytes:
        nonlocal header
        header = raw
        return raw

    def sign(block: dict[str, Any]) -> dict[str, Any]:
        message = pae(kind, header) if kind else header
        block["sigs"][0]["sig"] = to_base64(hub.one.key.sign(message))
        return block

    craft.header_bytes, craft.block = keep, sign
    refused("E_SIGNATURE", put(tmp_path, craft.make()), hub)


def _none(block: dict[str, Any]) -> Any:
    return block | {"sigs": []}


def _nine(block: dict[str, Any]) -> Any:
    return block | {"sigs": [block["sigs"][0] | {"keyid": f"k{n}"} for n in range(9)]}


def _object(block: dict[str, Any]) -> Any:
    return block | {"sigs": block["sigs"][0]}


def _twice(block: dict[str, Any]) -> Any:
    return block | {"sigs": block["sigs"] * 2}


def _same_under_two_names(block: dict[str, Any]) -> Any:
    return block | {"sigs": [block["sigs"][0], block["sigs"][0] | {"keyid": "d_x"}]}


def _extra(block: dict[str, Any]) -> Any:
    return block | {"alg": "none"}


def _list(block: dict[str, Any]) -> Any:
    return [block]


def _no_certs(block: dict[str, Any]) -> Any:
    return {"sigs": block["sigs"]}


@pytest.mark.parametrize(
    "change", [_none, _nine, _object, _twice, _same_under_two_names, _extra, _list, _no_certs]
)
def test_b06_the_shape_of_the_block(
    hub: Court, craft: Craft, tmp_path: Path, change: Callable[[Any], Any]
) -> None:
    craft.block = change
    refused("E_SIG_FORMAT", put(tmp_path, craft.make()), hub)


def test_b07_a_bad_signature_beside_a_good_stranger(
    hub: Court, craft: Craft, tmp_path: Path
) -> None:
    stranger = SigningKey.new()

    def change(block: dict[str, Any]) -> dict[str, Any]:
        bad = to_base64(hub.one.key.sign(b"something else"))
        good = block["sigs"][0]["sig"]
        block["sigs"] = [
            {"keyid": hub.one.key.device, "sig": bad},
            {"keyid": stranger.device, "sig": good},
        ]
        return block

    craft.signer, craft.block = stranger, change
    refused("E_SIGNATURE", put(tmp_path, craft.make()), hub)


@pytest.mark.parametrize(
    "change",
    [
        lambda sig: sig[:-2] + "AA==",
        lambda sig: sig.rstrip("="),
        lambda sig: sig + "\n",
        lambda sig: sig.replace(sig[3], "-", 1),
        lambda sig: base64.b64encode(base64.b64decode(sig)[:63]).decode(),
        lambda sig: base64.b64encode(base64.b64decode(sig) + b"\x00").decode(),
        lambda _: "",
        lambda _: 7,
    ],
)
def test_b10_the_spelling_of_a_signature(
    hub: Court, craft: Craft, tmp_path: Path, change: Callable[[str], Any]
) -> None:
    def spoil(block: dict[str, Any]) -> dict[str, Any]:
        block["sigs"][0]["sig"] = change(block["sigs"][0]["sig"])
        return block

    craft.block = spoil
    refused("E_SIG_FORMAT", put(tmp_path, craft.make()), hub)


def test_b11_after_the_cut_off(hub: Court, craft: Craft, tmp_path: Path) -> None:
    path = put(tmp_path, craft.make())
    with cut_off(hub, hub.one, 4):
        found = refused("E_REVOKED", path, hub)
    assert found.facts["number"] == 4


def test_b12_below_the_cut_off(hub: Court, craft: Craft, tmp_path: Path) -> None:
    path = put(tmp_path, craft.make())
    with cut_off(hub, hub.one, 5):
        taken(path, hub, craft.ops)


def test_b13_a_certificate_of_the_key_before(hub: Court, craft: Craft, tmp_path: Path) -> None:
    path, now = put(tmp_path, craft.make()), SigningKey.new()
    keys = (now.public, hub.operational.public)
    assert outcome(path, hub.trust(operational=keys)) == "OK"
    before = {hub.operational.public: {vouching.digest(hub.one.signed)}}
    assert outcome(path, hub.trust(operational=keys, closed=before)) == "OK"
    other = {hub.operational.public: {vouching.digest(hub.two.signed)}}
    assert outcome(path, hub.trust(operational=keys, closed=other)) == "E_CERT"
    assert outcome(path, hub.trust(operational=(now.public,))) == "E_CERT"


def test_b13_a_certificate_made_by_oneself(hub: Court, tmp_path: Path) -> None:
    own = device(hub.one.key, hub.hub.office, rank=1, sample=hub.root.sample)
    crafted = Craft(hub, own, chain(own, 1))
    refused("E_CERT", put(tmp_path, crafted.make()), hub)


def test_b14_an_office_that_speaks_as_the_hub(hub: Court, craft: Craft, tmp_path: Path) -> None:
    craft.to = [hub.one.receive.recipient]
    craft.header = at("kind", "hub-ops")
    craft.manifest = lambda said: said | {"kind": "hub-ops"}
    path = put(tmp_path, craft.make())
    answer_refused("E_ROLE", path, hub)
    refused("E_WRONG_KIND", path, hub)


def test_b16_one_key_for_two_purposes(hub: Court, craft: Craft, tmp_path: Path) -> None:
    """The same 32 bytes as signing key and as recipient."""
    body = json.loads(statements.unverified(CERTIFICATE, hub.one.signed))
    body["sign"] = to_base64(bytes(trust.keys.curve.share_of(hub.one.receive.recipient)))
    signed = statements.seal(CERTIFICATE, canonical(body), hub.operational)
    craft.block = lambda block: block | {"certs": [json.loads(signed)]}
    refused("E_CERT", put(tmp_path, craft.make()), hub)


def test_b17_the_key_id_of_another(hub: Court, craft: Craft, tmp_path: Path) -> None:
    def rename(block: dict[str, Any]) -> dict[str, Any]:
        block["sigs"][0]["keyid"] = hub.one.key.device
        return both(hub.one, hub.two)(block)

    craft.signer, craft.block = hub.two.key, rename
    refused("E_SIGNATURE", put(tmp_path, craft.make()), hub)


@pytest.mark.parametrize("name", ["version", "min_reader"])
@pytest.mark.parametrize(
    ("value", "code"),
    [
        (2, "E_TOO_NEW"),
        (True, "E_HEADER"),
        ("1", "E_HEADER"),
        (1.0, "E_JSON"),
        (-1, "E_HEADER"),
        (0, "E_HEADER"),
        (None, "E_HEADER"),
        (..., "E_HEADER"),
    ],
)
def test_b18_versions(  # noqa: PLR0917 - one per column of the list
    hub: Court, craft: Craft, tmp_path: Path, name: str, value: Any, code: str
) -> None:
    craft.header = at(name, value)
    refused(code, put(tmp_path, craft.make()), hub)


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("payload.enc", "none", "E_SUITE"),
        ("content.comp", "none", "E_SUITE"),
        ("content.type", "gbdesk.ops.v2", "E_SUITE"),
        ("content.sha256", ..., "E_HEADER"),
        ("content.sha256", "A" * 64, "E_HEADER"),
        ("payload.sha256", "a" * 63, "E_HEADER"),
        ("payload.sha256", "a" * 64 + "\n", "E_JSON"),
        ("payload.bytes", 5, "E_HEADER"),
        ("to", [], "E_HEADER"),
        ("to", ["k_" + "0" * 26] * 2, "E_HEADER"),
        ("from.device", "d_short", "E_HEADER"),
        ("from.device", "d_" + "0" * 26 + "\n", "E_JSON"),
        ("extra", 1, "E_HEADER"),
        ("payload.extra", 1, "E_HEADER"),
        ("created", "2024-02-30T08:00:00+07:00", "E_HEADER"),
        ("created", "2024-05-24T08:00:00", "E_HEADER"),
        ("created", "2024-05-24T08:00:00+99:00", "E_HEADER"),
        ("created", "yesterday", "E_HEADER"),
        ("period", {"from": "../..", "to": "x"}, "E_HEADER"),
        ("seq", 0, "E_HEADER"),
        ("kind", "Hub", "E_HEADER"),
        ("format", "gbinv", "E_HEADER"),
    ],
)
def test_b19_fields_of_the_header(  # noqa: PLR0917 - one per column of the list
    hub: Court, craft: Craft, tmp_path: Path, path: str, value: Any, code: str
) -> None:
    craft.header = at(path, value)
    refused(code, put(tmp_path, craft.make()), hub)


def paths_of(value: Any, before: str = "") -> list[str]:
    if not isinstance(value, dict):
        return []
    found = []
    for name, inner in value.items():
        found += [before + name, *paths_of(inner, f"{before}{name}.")]
    return found


ODD = ([], None, -7, True, {}, "", [[]], "x" * 30_000)


@pytest.mark.parametrize("value", ODD, ids=lambda value: repr(value)[:12])
def test_b19_every_field_of_another_type(
    hub: Court, craft: Craft, tmp_path: Path, value: Any
) -> None:
    kept: Header = {}

    def look(header: Header) -> Header:
        kept.update(copy.deepcopy(header))
        return header

    craft.header = look
    craft.make()
    wrong = []
    for path in paths_of(kept):
        craft.header = at(path, copy.deepcopy(value))
        file = put(tmp_path, craft.make(), f"{path}.gbpkg")
        if (path, value) in (("ext", {}), ("period", None), ("app", ""), ("from.office_name", "")):
            taken(file, hub, craft.ops)
        else:
            wrong.append(file)
    assert set(judge(wrong, hub)) <= {"E_HEADER", "E_SUITE"}


def test_unknown_things_under_ext_are_left_alone(hub: Court, craft: Craft, tmp_path: Path) -> None:
    craft.header = at("ext", {"later": {"x": [1, "ấ", None]}})
    assert read_all(put(tmp_path, craft.make()), hub.trust())[1] == craft.ops


def test_b20_too_old_after_the_cut_over(hub: Court, craft: Craft, tmp_path: Path) -> None:
    read_and_refused("E_DOWNGRADE", put(tmp_path, craft.make()), hub.trust(min_version=2))


def another_of(hub: Court) -> Device:
    """Another computer of office one."""
    return device(hub.operational, hub.one.office, sample=hub.root.sample)


def test_sample_and_real_do_not_mix(hub: Court, tmp_path: Path) -> None:
    """Both ways, and also where the sample has the keys of the real world."""
    other = world(sample=not hub.root.sample)
    crafted = Craft(other, other.one, chain(other.one, 2), to=list(hub.root.to))
    refused("E_SAMPLE", put(tmp_path, crafted.make()), hub)
    crafted = Craft(hub, hub.one, chain(hub.one, 2), to=list(other.root.to))
    read_and_refused("E_SAMPLE", put(tmp_path, crafted.make()), other.trust())
    mixed = device(hub.operational, hub.one.office, sample=not hub.root.sample)
    crafted = Craft(hub, mixed, chain(mixed, 1))
    refused("E_SAMPLE", put(tmp_path, crafted.make()), hub)


def test_an_office_cannot_carry_ops_of_another_device(
    hub: Court, craft: Craft, tmp_path: Path
) -> None:
    """Ops are not signed one by one: only the device that wrote them, or a hub, may carry them."""
    for other in (hub.two, hub.hub, another_of(hub)):
        craft.ops = chain(other, 2, office=hub.one.office)
        craft.block = both(hub.one, other)
        craft.manifest = lambda said, other=other: (
            said | {"segments": manifest_of(other, hub.root.to, craft.ops)["segments"]}
        )
        refused("E_UNIT_SCOPE", put(tmp_path, craft.make()), hub)


def test_ops_without_the_certificate_of_their_device_are_refused(
    hub: Court, tmp_path: Path
) -> None:
    sibling = another_of(hub)
    ops = chain(sibling, 2)
    crafted = Craft(hub, hub.one, ops, block=both(hub.one))
    crafted.manifest = lambda said: (
        said | {"segments": manifest_of(sibling, hub.root.to, ops)["segments"]}
    )
    refused("E_CERT", put(tmp_path, crafted.make()), hub)


def test_nothing_is_decrypted_before_the_signature_holds(
    hub: Court, craft: Craft, tmp_path: Path
) -> None:
    """A stranger's bomb is not touched."""
    craft.signer = SigningKey.new()
    craft.cipher = lambda _: encrypt(b"\x00" * 100, hub.root.to)
    refused("E_UNKNOWN_SENDER", put(tmp_path, craft.make()), hub)
