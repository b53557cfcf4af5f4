"""A hub, two offices and their packages, made by hand layer by layer so that each can be wrong.

`craft` is a second writer: it shares no code with `gbdesk.sync.writing` but keys and statements.
"""

from __future__ import annotations

import copy
import hashlib
import io
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pyrage
import pytest
import zstandard

from gbdesk.domain.ids import new_office_id
from gbdesk.domain.ops import REPORT, Env, Op, canonical, chain_start, line_of, write_op
from gbdesk.domain.refusals import Refused
from gbdesk.sync import trust
from gbdesk.sync.errors import code_of
from gbdesk.sync.keys import ReceivingKey, SigningKey, key_of
from gbdesk.sync.reading import Read, Trust, read
from gbdesk.sync.statements import HEADER, pae
from gbdesk.sync.strict import to_base64
from gbdesk.sync.trust import Certificate, Root
from gbdesk.sync.writing import HUB_OPS, OFFICE_OPS, Outgoing, Segment

SKIPPABLE = b"\x50\x2a\x4d\x18"
BUCKET = 64 << 10


@dataclass(frozen=True)
class Device:
    """A computer with its keys and certificate."""

    office: str
    key: SigningKey
    receive: ReceivingKey
    certificate: Certificate
    signed: bytes


@dataclass(frozen=True)
class World:
    """A hub with its root, two offices and the hub's own device."""

    root_key: SigningKey
    operational: SigningKey
    hub_receive: ReceivingKey
    recovery: ReceivingKey
    root: Root
    hub: Device
    one: Device
    two: Device

    def trust(self, **changed: Any) -> Trust:
        """What the hub's reader knows."""
        known = Trust(
            operational=(self.operational.public,),
            identities=(self.hub_receive,),
            kinds=frozenset({OFFICE_OPS}),
            sample=self.root.sample,
            catalogue=1,
        )
        return replace(known, **changed)

    def office_trust(self, **changed: Any) -> Trust:
        """What the reader of office one knows."""
        kinds = frozenset({HUB_OPS})
        return replace(self.trust(identities=(self.one.receive,), kinds=kinds), **changed)


def device(operational: SigningKey, office: str, *, rank: int = 0, sample: bool = False) -> Device:
    """A new device with its certificate."""
    key, receive = SigningKey.new(), ReceivingKey.new()
    certificate = Certificate(
        id=trust.certificate_id(key.device, 1),
        device=key.device,
        office=office,
        offices=(office,),
        public=key.public,
        recipient=receive.recipient,
        rank=rank,
        serial=1,
        catalogue=1,
        sample=sample,
    )
    signed = trust.write_certificate(operational, certificate)
    return Device(office, key, receive, certificate, signed)


def world(*, sample: bool = False) -> World:
    """A new world."""
    root_key, operational = SigningKey.new(), SigningKey.new()
    hub_receive, recovery = ReceivingKey.new(), ReceivingKey.new()
    hub_office = new_office_id()
    root = Root(
        number=1,
        office=hub_office,
        name="Sở Văn hóa, Thể thao và Du lịch",
        public=root_key.public,
        operational=operational.public,
        recipients=(hub_receive.recipient,),
        recovery=recovery.recipient,
        sample=sample,
    )
    return World(
        root_key=root_key,
        operational=operational,
        hub_receive=hub_receive,
        recovery=recovery,
        root=root,
        hub=device(operational, hub_office, rank=1, sample=sample),
        one=device(operational, new_office_id(), sample=sample),
        two=device(operational, new_office_id(), sample=sample),
    )


def chain(by: Device, count: int, *, stream: str = REPORT, office: str = "") -> list[Op]:
    """So many ops of a device from the first on."""
    found: list[Op] = []
    ch = chain_start(by.key.device, stream)
    for n in range(1, count + 1):
        head = Env(
            e="activity",
            h=f"{n:016x}",
            k="create",
            n=n,
            o=[],
            ou=office or by.office,
            r=f"{n:032x}",
            sv=1,
            u="ha",
        )
        op = write_op(ch, by.key.device, stream, head, {"title": f"Hội nghị số {n}", "n": n})
        found.append(op)
        ch = op.id
    return found


def segment(by: Device, ops: Sequence[Op], *, stream: str = REPORT) -> Segment:
    """The segment of a whole chain."""
    start = (0, chain_start(by.key.device, stream))
    head = (ops[-1].n, ops[-1].id) if ops else start
    return Segment(
        stream=stream,
        base=start,
        head=head,
        n=len(ops),
        device=by.key.device,
        cert=by.certificate.id,
    )


def outgoing(
    by: Device, to: Sequence[str], segments: Sequence[Segment], **changed: Any
) -> Outgoing:
    """A package of a device as the writer wants it told."""
    said = Outgoing(
        kind=OFFICE_OPS,
        office=by.office,
        office_name="Phòng Văn hóa và Thông tin",
        device=by.key.device,
        cert=by.certificate.id,
        certs=(by.signed,),
        to=tuple(to),
        seq=1,
        periods=("2024-6T", "2024-6T"),
        created="2024-05-24T08:12:33+07:00",
        app="gbdesk 0.1.0",
        segments=tuple(segments),
        needs_catalogue=1,
        schema=1,
    )
    return replace(said, **changed)


def manifest_of(by: Device, to: Sequence[str], ops: Sequence[Op]) -> dict[str, Any]:
    """A manifest that fits."""
    run = segment(by, ops)
    point = {"n": run.base[0], "ch": run.base[1].hex()}
    return {
        "t": "manifest",
        "v": 1,
        "kind": OFFICE_OPS,
        "device": by.key.device,
        "office": by.office,
        "seq": 1,
        "to": [key_of(one) for one in to],
        "nonce": os.urandom(32).hex(),
        "n": len(ops),
        "schema": 1,
        "needs_catalogue": 1,
        "enclosed": [],
        "segments": [
            {
                "device": run.device,
                "stream": run.stream,
                "base": point,
                "head": {"n": run.head[0], "ch": run.head[1].hex()},
                "n": run.n,
                "cert": run.cert,
            }
        ],
    }


Change = Callable[[Any], Any]


def _same(value: Any) -> Any:
    return value


@dataclass
class Craft:
    """One package; every `change` gets what a layer would be and may give something else."""

    world: World
    by: Device
    ops: list[Op] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    manifest: Change = _same
    lines: Change = _same
    plain: Change = _same
    packed: Change = _same
    content: Change = _same
    cipher: Change = _same
    header: Change = _same
    header_bytes: Change = _same
    block: Change = _same
    block_bytes: Change = _same
    signer: SigningKey | None = None
    digests: bool = True

    def make(self) -> bytes:
        """The bytes of the package."""
        to = self.to or list(self.world.root.to)
        manifest = self.manifest(manifest_of(self.by, to, self.ops))
        first = manifest if isinstance(manifest, bytes) else canonical(manifest)
        lines = self.lines([first, *(line_of(op) for op in self.ops)])
        plain = self.plain(b"".join(line + b"\n" for line in lines))
        packed = self.packed(zstandard.ZstdCompressor(level=3, write_checksum=True).compress(plain))
        content = self.content(pad(packed))
        cipher = self.cipher(encrypt(content, to))
        header = self.header(self._header(to, content, cipher))
        raw = header if isinstance(header, bytes) else json.dumps(header, indent=1).encode()
        raw = self.header_bytes(raw)
        return assemble(raw, self._block(raw), cipher)

    def _header(self, to: Sequence[str], content: bytes, cipher: bytes) -> dict[str, Any]:
        by = self.by
        return {
            "format": "gbpkg",
            "version": 1,
            "min_reader": 1,
            "kind": OFFICE_OPS,
            "from": {
                "office": by.office,
                "office_name": "Phòng Văn hóa và Thông tin",
                "device": by.key.device,
                "cert": by.certificate.id,
            },
            "to": [key_of(one) for one in to],
            "seq": 1,
            "period": {"from": "2024-6T", "to": "2024-6T"},
            "created": "2024-05-24T08:12:33+07:00",
            "app": "gbdesk 0.1.0",
            "payload": {"enc": "age-v1-x25519", **_measured(cipher)},
            "content": {"type": "gbdesk.ops.v1", "comp": "zstd", **_measured(content)},
            "ext": {},
        }

    def _block(self, header: bytes) -> bytes:
        key = self.signer or self.by.key
        sig = to_base64(key.sign(pae(HEADER, header)))
        block = {
            "certs": [json.loads(self.by.signed)],
            "sigs": [{"keyid": key.device, "sig": sig}],
        }
        block = self.block(copy.deepcopy(block))
        return self.block_bytes(json.dumps(block).encode())


def _measured(data: bytes) -> dict[str, Any]:
    return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def pad(packed: bytes, size: int = 0) -> bytes:
    """A frame with its skippable frame of zeros, as long as the next power of two."""
    wanted = size or max(BUCKET, 1 << (len(packed) + 7).bit_length())
    zeros = wanted - len(packed) - 8
    return packed + SKIPPABLE + zeros.to_bytes(4, "little") + bytes(zeros)


def encrypt(content: bytes, to: Sequence[str]) -> bytes:
    """An age file."""
    out = io.BytesIO()
    recipients = [pyrage.x25519.Recipient.from_str(one) for one in to]
    pyrage.encrypt_io(io.BytesIO(content), out, recipients)
    return out.getvalue()


def assemble(header: bytes, block: bytes, payload: bytes) -> bytes:
    """Three parts behind their first line."""
    start = f"gbpkg/1 h={len(header):06d} s={len(block):06d} p={len(payload):012d}\n".encode()
    return start + header + block + payload


def put(folder: Path, raw: bytes, name: str = "x.gbpkg") -> Path:
    """A file with these bytes."""
    path = folder / name
    path.write_bytes(raw)
    return path


def read_all(path: Path, known: Trust) -> tuple[Read, list[Op]]:
    """A package read to its end, with its ops."""
    ops: list[Op] = []
    return read(path, known, ops.extend), ops


def outcome(path: Path, known: Trust) -> str:
    """The code a package is refused with; `OK` where it is read."""
    try:
        read_all(path, known)
    except Refused as refused:
        return code_of(refused)
    return "OK"


def refused(code: str, path: Path, known: Trust) -> Refused:
    """The refusal of a package, which must have this code."""
    with pytest.raises(Refused) as caught:
        read_all(path, known)
    assert code_of(caught.value) == code
    return caught.value
