"""Section C of the adversarial list: encryption, read by pyrage and by a second reader."""

from __future__ import annotations

import hashlib
import io
import random
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from gbdesk.domain.refusals import Refused
from gbdesk.sync import agefile
from gbdesk.sync.errors import code_of
from gbdesk.sync.keys import ReceivingKey
from helpers import age_reader
from helpers.age_reader import AgeFault
from helpers.judged import Court, older_key, refused, taken
from helpers.packages import Craft, chain, encrypt, put
from helpers.vectors import FOLDER, vectors

NAMES = sorted(one.name for one in (FOLDER / "age").glob("*")) or ["absent"]
# Armour and post-quantum recipients are no part of version 1.
VERSION_1 = [name for name in NAMES if not name.startswith(("armor", "hybrid"))]


@dataclass(frozen=True)
class Case:
    """One file of the age test kit: what is expected, and the file."""

    facts: dict[str, str]
    raw: bytes

    @property
    def expect(self) -> str:
        return self.facts["expect"]

    @property
    def binary(self) -> bool:
        return self.facts.get("armored") != "yes"


def case(name: str) -> Case:
    head, _, raw = (vectors("age") / name).read_bytes().partition(b"\n\n")
    facts: dict[str, str] = {}
    for line in head.decode().splitlines():
        key, _, value = line.partition(": ")
        facts.setdefault(key, value)
    if facts.get("compressed") == "zlib":
        raw = zlib.decompress(raw)
    return Case(facts, raw)


def by_pyrage(raw: bytes, keys: list[ReceivingKey]) -> tuple[str, bytes]:
    """The verdict of the path that packages go through, with what it released."""
    out = io.BytesIO()
    try:
        agefile.check_start(raw[: agefile.MAX_HEADER + 1])
        agefile.decrypt(io.BytesIO(raw), out, keys)
    except Refused as refused_:
        return code_of(refused_), out.getvalue()
    return "OK", out.getvalue()


def by_second(raw: bytes, identity: str, passphrase: str = "") -> tuple[str, bytes]:
    """The verdict of the second reader, with what it released."""
    out = io.BytesIO()
    try:
        age_reader.read(raw, out.write, identity=identity, passphrase=passphrase)
    except AgeFault as fault:
        return fault.kind, out.getvalue()
    return "success", out.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_c01_the_test_kit_through_the_path_of_packages(name: str) -> None:
    one = case(name)
    identity = one.facts.get("identity", "")
    plain = identity.startswith("AGE-SECRET-KEY-1")
    keys = [ReceivingKey.from_text(identity)] if plain else [ReceivingKey.new()]
    code, released = by_pyrage(one.raw, keys)
    if not one.binary:
        assert code == "E_SUITE"
    elif "scrypt" in name and name.startswith("scrypt"):
        assert code in {"E_NO_KEY", "E_DECRYPT", "E_SUITE"}
    elif name.startswith("hybrid"):
        assert code in {"E_SUITE", "E_DECRYPT", "E_NO_KEY"}
    elif one.expect == "success":
        assert (code, hashlib.sha256(released).hexdigest()) == ("OK", one.facts["payload"])
    else:
        assert code in {"E_DECRYPT", "E_NO_KEY", "E_SUITE"}, one.expect
        assert (code == "E_NO_KEY") is (one.expect == "no match")


@pytest.mark.parametrize("name", VERSION_1)
def test_c01_the_test_kit_through_the_second_reader(name: str) -> None:
    one = case(name)
    identity, passphrase = one.facts.get("identity", ""), one.facts.get("passphrase", "")
    kind, released = by_second(one.raw, identity, passphrase)
    assert (kind == "success") is (one.expect == "success"), (kind, one.expect)
    if one.expect == "success":
        assert hashlib.sha256(released).hexdigest() == one.facts["payload"]


def test_c02_both_readers_agree_on_every_mutation() -> None:
    key, chance = ReceivingKey.new(), random.Random(5)
    raw = encrypt(b"x" * 70_000, [key.recipient])
    header = raw.index(b"\n---") + 48
    changed = [raw[:at] + bytes([raw[at] ^ 1 << at % 8]) + raw[at + 1 :] for at in range(header)]
    for _ in range(150):
        at = chance.randrange(len(raw))
        changed.append(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        changed.append(raw[:at])
        changed.append(raw[:at] + raw[at + chance.randrange(1, 40) :])
        changed.append(raw[: at + 9] + raw[at:])
    for one in changed:
        first = by_pyrage(one, [key])[0] == "OK"
        second = by_second(one, key.to_text())[0] == "success"
        assert first is second is False or one == raw


@pytest.mark.parametrize("cut", [1, 17, 8000, 65_536 + 16, 65_536 + 20])
def test_c03_a_cut_ciphertext_signed_as_it_is(
    hub: Court, craft: Craft, tmp_path: Path, cut: int
) -> None:
    craft.ops = chain(hub.one, 9000)
    craft.cipher = lambda cipher: cipher[:-cut]
    path = put(tmp_path, craft.make())
    refused("E_DECRYPT", path, hub)


def test_c04_the_last_chunk_taken_away(hub: Court, craft: Craft, tmp_path: Path) -> None:
    """Cut exactly behind a chunk: the one before is not marked as the last."""
    craft.ops = chain(hub.one, 9000)

    def shorten(cipher: bytes) -> bytes:
        start = cipher.index(b"\n---") + 48 + 16
        chunk = (64 << 10) + 16
        return cipher[: start + (len(cipher) - start) // chunk * chunk]

    craft.cipher = shorten
    refused("E_DECRYPT", put(tmp_path, craft.make()), hub)


def test_c05_armour(hub: Court, craft: Craft, tmp_path: Path) -> None:
    craft.cipher = lambda _: b"-----BEGIN AGE ENCRYPTED FILE-----\n" + b"YWdl\n" * 40
    refused("E_SUITE", put(tmp_path, craft.make()), hub)


@pytest.mark.parametrize("work", ["10", "23", "64"])
def test_c06_a_passphrase_file(hub: Court, craft: Craft, tmp_path: Path, work: str) -> None:
    stanza = b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA " + work.encode() + b"\n" + b"A" * 43 + b"\n"
    head = agefile.MAGIC + stanza + b"--- " + b"A" * 43 + b"\n"
    craft.cipher = lambda _: head + b"\x00" * 100
    refused("E_NO_KEY", put(tmp_path, craft.make()), hub)


def _stanzas(count: int, kind: bytes = b"grease") -> bytes:
    return b"".join(b"-> " + kind + b" x%d\nAAAA\n" % at for at in range(count))


@pytest.mark.parametrize(
    "header",
    [
        agefile.MAGIC + _stanzas(65) + b"--- " + b"A" * 43 + b"\n",
        agefile.MAGIC + b"-> x y\n" + (b"A" * 64 + b"\n") * 16_384,
        agefile.MAGIC + b"-> " + b"x" * 100_000,
    ],
)
def test_c07_endless_headers(hub: Court, craft: Craft, tmp_path: Path, header: bytes) -> None:
    craft.cipher = lambda _: header + b"\x00" * 100
    refused("E_LIMIT", put(tmp_path, craft.make()), hub)


def test_c08_encrypted_to_somebody_else(hub: Court, craft: Craft, tmp_path: Path) -> None:
    others = [ReceivingKey.new().recipient, ReceivingKey.new().recipient]
    craft.cipher = lambda _: encrypt(b"x" * 70_000, others)
    refused("E_NO_KEY", put(tmp_path, craft.make()), hub)


@pytest.mark.parametrize("change", [lambda to: to[:1], lambda to: [*to, "k_" + "0" * 26]])
def test_c09_the_recipients_in_the_header(
    hub: Court, craft: Craft, tmp_path: Path, change: object
) -> None:
    craft.header = lambda header: header | {"to": change(header["to"])}  # type: ignore[operator]
    refused("E_INNER_MISMATCH", put(tmp_path, craft.make()), hub)


def test_c09_the_recipients_inside(hub: Court, craft: Craft, tmp_path: Path) -> None:
    craft.manifest = lambda said: said | {"to": said["to"][:1]}
    refused("E_INNER_MISMATCH", put(tmp_path, craft.make()), hub)


@pytest.mark.parametrize("kind", [b"ssh-ed25519", b"yubikey", b"p256tag"])
def test_c10_a_stanza_of_another_kind_beside_ours(hub: Court, kind: bytes) -> None:
    """The file's own MAC refuses stanzas put in later; nothing is started for them."""
    raw = encrypt(b"x", hub.root.to)
    other = raw.replace(b"\n-> ", b"\n-> " + kind + b" AAAA\nAAAA\n-> ", 1)
    assert by_pyrage(other, [hub.hub_receive])[0] == "E_DECRYPT"


def test_c11_a_key_kept_from_before(hub: Court, craft: Craft, tmp_path: Path) -> None:
    before = ReceivingKey.new()
    craft.to = [before.recipient, hub.recovery.recipient]
    path = put(tmp_path, craft.make())
    refused("E_NOT_FOR_US", path, hub)
    with older_key(hub, before):
        taken(path, hub, craft.ops)


def test_c12_a_key_that_was_destroyed(hub: Court, craft: Craft, tmp_path: Path) -> None:
    craft.to = [ReceivingKey.new().recipient]
    refused("E_NOT_FOR_US", put(tmp_path, craft.make()), hub)


@pytest.mark.parametrize("inner", ["age", "gbpkg"])
def test_c13_another_container_inside(hub: Court, craft: Craft, tmp_path: Path, inner: str) -> None:
    other = Craft(hub, hub.one, chain(hub.one, 1)).make()
    content = encrypt(b"x" * 70_000, hub.root.to) if inner == "age" else other
    craft.content = lambda _: content
    refused("E_ZSTD", put(tmp_path, craft.make()), hub)


def test_c14_post_quantum_recipients(hub: Court, craft: Craft, tmp_path: Path) -> None:
    def mix(cipher: bytes) -> bytes:
        return cipher.replace(b"\n-> ", b"\n-> mlkem768x25519 AAAA\nAAAA\n-> ", 1)

    craft.cipher = mix
    refused("E_SUITE", put(tmp_path, craft.make()), hub)


def test_a_third_recipient_that_the_header_hides(hub: Court, craft: Craft, tmp_path: Path) -> None:
    spy = [*hub.root.to, ReceivingKey.new().recipient]
    craft.content = lambda content: content
    keep: list[bytes] = []

    def remember(content: bytes) -> bytes:
        keep.append(content)
        return content

    craft.content = remember
    craft.cipher = lambda _: encrypt(keep[-1], spy)
    refused("E_INNER_MISMATCH", put(tmp_path, craft.make()), hub)


def test_the_second_reader_reads_real_packages(hub: Court, craft: Craft, tmp_path: Path) -> None:
    raw = craft.make()
    payload = raw[raw.index(agefile.MAGIC) :]
    kind, content = by_second(payload, hub.recovery.to_text())
    assert kind == "success"
    assert len(content) == 64 << 10
    taken(put(tmp_path, raw), hub, craft.ops)
