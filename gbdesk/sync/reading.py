"""Reading a package: limits, outer checks, signature, header, decryption, lines; in this order.

Nothing later is begun before the earlier step has held. Values come out; no store is known here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from gbdesk.domain.refusals import Refused
from gbdesk.sync import agefile
from gbdesk.sync.ciphertext import check_payload, open_cipher
from gbdesk.sync.content import Content, Sink
from gbdesk.sync.errors import code_of, fault
from gbdesk.sync.foreign import LOOK, kind_of
from gbdesk.sync.frame import PREAMBLE, File, Frame, opened, read_frame
from gbdesk.sync.header import HUB_OPS, VERSION, Header, Manifest, read_header
from gbdesk.sync.keys import ReceivingKey
from gbdesk.sync.signing import Block
from gbdesk.sync.trust import Certificate, peek_certificate, read_certificate
from gbdesk.sync.unpacking import Said, Unpacker
from gbdesk.sync.vouching import may_still
from gbdesk.sync.writing import Enclosure, PackageFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What a package shows to anybody: its id (hex SHA-256 of the header), header, sizes."""

    ident: str
    header: Header
    header_bytes: bytes
    signature_bytes: bytes
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """What the reader knows.

    `operational` public keys, the current one first; `closed` maps older ones to the digests of
    the certificates they had signed; `revoked` maps devices to the last op number still accepted;
    `catalogue` is the newest release known here; `replaced` maps devices that have another key to
    the serial number of its certificate: older ones are not accepted any more.
    """

    operational: tuple[bytes, ...]
    identities: tuple[ReceivingKey, ...]
    kinds: frozenset[str]
    sample: bool
    catalogue: int
    revoked: Mapping[str, int] = field(default_factory=dict)
    closed: Mapping[bytes, Collection[str]] = field(default_factory=dict)
    replaced: Mapping[str, int] = field(default_factory=dict)
    min_version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A package whose sender is proven and that is meant for us."""

    outside: Outside
    certificate: Certificate
    certificates: Mapping[str, Certificate]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A package read to its end; its ops went into the sink."""

    verified: Verified
    manifest: Manifest
    enclosed: tuple[Enclosure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    frame: Frame
    header: bytes
    block: bytes


def what_is(path: Path) -> str:
    """What a file seems to be: `zip`, `pdf`, `xlsx`, `gbinv`…; `""` when unknown.

    Raises:
        Refused: E_IO, it cannot be read or is no ordinary file.
    """
    with opened(path) as file:
        return kind_of(file.read(LOOK))


def outside(path: Path) -> Outside:
    """The outer checks, for which nobody needs to be trusted; the sender is NOT verified.

    Raises:
        Refused: the framing, the header or the payload is not whole.
    """
    with opened(path) as file:
        parts = _parts(file)
        Block(parts.block)
        header = read_header(parts.header, parts.frame.payload)
        check_payload(file, parts.frame, header)
        return _outside(parts, header)


def check_written(path: Path, facts: PackageFacts) -> Outside:
    """Read back what was just written and compare it byte for byte.

    Raises:
        Refused: E_DAMAGED, or another outer check does not hold.
    """
    found = outside(path)
    if (found.header_bytes, found.signature_bytes) != (facts.header, facts.block):
        raise fault("E_DAMAGED")
    return found


def glance(path: Path, trust: Trust) -> Verified | None:
    """Who sent a file whose payload may be damaged, cut off or too long; None where unproven.

    Raises:
        Refused: E_IO.
    """
    with opened(path) as file:
        try:
            return _verified(_parts(file, whole=False), trust)
        except Refused as refused:
            if code_of(refused) == "E_IO":
                raise
            return None


def verify(path: Path, trust: Trust, known: Verified | None = None) -> Verified:
    """The outer checks and who sent it, with which role, and whether to us; `known` as in `read`.

    Raises:
        Refused: the first check that does not hold.
    """
    with opened(path) as file:
        parts = _parts(file)
        verified = known if known and _same(parts, known) else _verified(parts, trust)
        check_payload(file, parts.frame, verified.outside.header)
        return verified


def read(
    path: Path,
    trust: Trust,
    sink: Sink,
    progress: Said | None = None,
    known: Verified | None = None,
) -> Read:
    """Read a package to its end; ops go into `sink` in batches while decrypting.

    A late failure is raised after some batches went out: the sink must stand in an open
    transaction. `progress` hears (bytes done, bytes in all). `known` is what `verify` or `glance`
    said with the same trust: the sender of the very same bytes need not be proven again.

    Raises:
        Refused: the first check that does not hold; what the sink raises comes through.
    """
    with opened(path) as file:
        parts = _parts(file)
        verified = known if known and _same(parts, known) else _verified(parts, trust)
        header = verified.outside.header
        cipher = open_cipher(file, parts.frame, header)
        content = Content(
            header,
            verified.certificates,
            sink,
            catalogue=trust.catalogue,
            revoked=trust.revoked,
        )
        unpacker = Unpacker(header.content, content.lines, progress)
        identities = [one for one in trust.identities if one.id in header.to]
        try:
            agefile.decrypt(cipher, unpacker, identities)
            unpacker.finish()
            manifest = content.finish()
        except Refused:
            cipher.check_whole()
            raise
        cipher.check_whole()
    return Read(verified=verified, manifest=manifest, enclosed=tuple(content.enclosed))


def _same(parts: _Parts, known: Verified) -> bool:
    before = known.outside
    bytes_before = before.header_bytes, before.signature_bytes, before.size
    return (parts.header, parts.block, parts.frame.size) == bytes_before


def _parts(file: File, *, whole: bool = True) -> _Parts:
    frame = read_frame(file, whole=whole)
    file.seek(PREAMBLE)
    return _Parts(frame=frame, header=file.exactly(frame.header), block=file.exactly(frame.block))


def _outside(parts: _Parts, header: Header) -> Outside:
    return Outside(
        ident=hashlib.sha256(parts.header).hexdigest(),
        header=header,
        header_bytes=parts.header,
        signature_bytes=parts.block,
        size=parts.frame.size,
    )


def _verified(parts: _Parts, trust: Trust) -> Verified:
    block = Block(parts.block)
    certificates = _certificates(block.certs, trust)
    publics = {one.device: one.public for one in certificates.values()}
    signers = block.signers(parts.header, publics)
    header = read_header(parts.header, parts.frame.payload)
    if header.version < max(trust.min_version, VERSION):
        raise fault("E_DOWNGRADE")
    sender = certificates.get(header.sender.cert)
    if sender is None or sender.device not in signers or sender.device != header.sender.device:
        raise fault("E_SENDER_MISMATCH")
    if header.sender.office != sender.office:
        raise fault("E_SENDER_MISMATCH")
    if header.kind not in trust.kinds:
        raise fault("E_WRONG_KIND", seems=header.kind)
    if header.kind == HUB_OPS and not sender.rank:
        raise fault("E_ROLE")
    if not any(one.id in header.to for one in trust.identities):
        raise fault("E_NOT_FOR_US")
    return Verified(outside=_outside(parts, header), certificate=sender, certificates=certificates)


def _certificates(signed: list[bytes], trust: Trust) -> dict[str, Certificate]:
    """The certificates in the block that the hub vouches for, by their id.

    Raises:
        Refused: E_CERT where there are some and none is the hub's, E_SAMPLE, E_UNKNOWN_SENDER,
            E_REVOKED where the key was replaced.
    """
    found: dict[str, Certificate] = {}
    other_world = replaced = False
    for one in signed:
        certificate = vouched(one, trust)
        if certificate is None:
            other_world |= _sample_of(one) is (not trust.sample)
        elif certificate.serial < trust.replaced.get(certificate.device, 0):
            replaced = True
        elif certificate.sample is trust.sample:
            found[certificate.id] = certificate
        else:
            other_world = True
    if other_world:
        raise fault("E_SAMPLE")
    if not found:
        code = "E_CERT" if signed else "E_UNKNOWN_SENDER"
        raise fault("E_REVOKED" if replaced else code)
    return found


def vouched(signed: bytes, trust: Trust) -> Certificate | None:
    """A certificate that the hub vouches for, by the key in use or an older one then."""
    for operational in trust.operational:
        found = _vouched(signed, operational)
        if found and may_still(signed, operational, trust.closed):
            return found
    return None


@lru_cache(maxsize=1024)
def _vouched(signed: bytes, operational: bytes) -> Certificate | None:
    """The same certificate comes with every package of a device: it is checked once."""
    try:
        return read_certificate(signed, operational)
    except Refused:
        return None


def _sample_of(signed: bytes) -> bool | None:
    try:
        return peek_certificate(signed).sample
    except Refused:
        return None
