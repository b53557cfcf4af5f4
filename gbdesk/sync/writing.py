"""Writing a package: pack, encrypt, hash, sign; nothing is written before everything fits."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any, BinaryIO, Final, Literal, TypeAlias

import zstandard

from gbdesk.domain.ops import LOCAL, body_hash, chain_next
from gbdesk.sync import agefile, following
from gbdesk.sync.errors import fault
from gbdesk.sync.frame import preamble
from gbdesk.sync.header import (
    COMPRESSION,
    CONTENT,
    ENCRYPTION,
    FORMAT,
    HUB_OPS,
    OFFICE_OPS,
    VERSION,
    Content,
    EnclosedPart,
    Header,
    Manifest,
    Part,
    Payload,
    Point,
    Sender,
    Span,
    write_header,
    write_manifest,
)
from gbdesk.sync.keys import SigningKey, key_of
from gbdesk.sync.padding import padding_after
from gbdesk.sync.signing import write_block

__all__ = [
    "HUB_OPS",
    "MAIL_SIZE",
    "OFFICE_OPS",
    "Enclosure",
    "Outgoing",
    "PackageFacts",
    "Segment",
    "write_package",
]

MAIL_SIZE: Final = 18 << 20
LEVEL: Final = 9
ROOT: Final = "root"
ENCLOSED_LINE: Final = 512 << 10
_MEMORY: Final = 32 << 20
_CHUNK: Final = 64 << 10

At: TypeAlias = tuple[int, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of ops of one device and stream; `base` and `head` are (position, 32-byte hash)."""

    stream: str
    base: At
    head: At
    n: int
    device: str
    cert: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A signed statement that travels inside a hub's package."""

    kind: Literal["certificate", "release", "root"]
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What a package says; `certs` are signed certificates, `to` age recipients.

    `created` is ISO 8601 with zone, to the second; `periods` the first and last period.
    """

    kind: str
    office: str
    office_name: str
    device: str
    cert: str
    certs: tuple[bytes, ...]
    to: tuple[str, ...]
    seq: int
    periods: tuple[str, str] | None
    created: str
    app: str
    segments: tuple[Segment, ...]
    needs_catalogue: int
    schema: int
    enclosed: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFacts:
    """A written package: its id (hex SHA-256 of the header), size, ops, header and block."""

    ident: str
    size: int
    ops: int
    header: bytes
    block: bytes


def write_package(
    out: BinaryIO, outgoing: Outgoing, lines: Iterable[bytes], key: SigningKey
) -> PackageFacts:
    """Write a package with these op lines (without LF, in the order of the segments).

    Raises:
        Refused: E_CHAIN or E_COUNT where lines and segments differ, E_LIMIT.
    """
    if any(segment.stream == LOCAL for segment in outgoing.segments):
        raise ValueError("the stream `local` never leaves this computer")
    packing = _Packing(_all_lines(outgoing, lines))
    with tempfile.SpooledTemporaryFile(max_size=_MEMORY) as spool:
        hashing = _Hashing(spool)
        agefile.encrypt(packing, hashing, outgoing.to)
        header = write_header(_header(outgoing, packing, hashing))
        block = write_block(header, outgoing.certs, key)
        start = preamble(len(header), len(block), hashing.size)
        out.write(start + header + block)
        spool.seek(0)
        while chunk := spool.read(_CHUNK):
            out.write(chunk)
    return PackageFacts(
        ident=hashlib.sha256(header).hexdigest(),
        size=len(start) + len(header) + len(block) + hashing.size,
        ops=sum(segment.n for segment in outgoing.segments),
        header=header,
        block=block,
    )


def _header(outgoing: Outgoing, packing: _Packing, hashing: _Hashing) -> Header:
    periods = outgoing.periods
    return Header(
        format=FORMAT,
        version=VERSION,
        min_reader=VERSION,
        kind=outgoing.kind,
        sender=Sender(
            office=outgoing.office,
            office_name=outgoing.office_name,
            device=outgoing.device,
            cert=outgoing.cert,
        ),
        to=[key_of(one) for one in outgoing.to],
        seq=outgoing.seq,
        period=Span(first=periods[0], last=periods[1]) if periods else None,
        created=outgoing.created,
        app=outgoing.app,
        payload=Payload(enc=ENCRYPTION, bytes=hashing.size, sha256=hashing.digest.hexdigest()),
        content=Content(
            type=CONTENT, comp=COMPRESSION, bytes=packing.size, sha256=packing.digest.hexdigest()
        ),
        ext=following.said([one.data for one in outgoing.enclosed if one.kind == ROOT]),
    )


def _manifest(outgoing: Outgoing, pieces: Sequence[Sequence[bytes]]) -> Manifest:
    return Manifest(
        device=outgoing.device,
        enclosed=[
            EnclosedPart(
                bytes=len(one.data),
                kind=one.kind,
                lines=len(cut),
                sha256=hashlib.sha256(one.data).hexdigest(),
            )
            for one, cut in zip(outgoing.enclosed, pieces, strict=True)
        ],
        kind=outgoing.kind,
        n=sum(segment.n for segment in outgoing.segments),
        needs_catalogue=outgoing.needs_catalogue,
        nonce=os.urandom(32).hex(),
        office=outgoing.office,
        schema=outgoing.schema,
        segments=[
            Part(
                base=_point(segment.base),
                cert=segment.cert,
                device=segment.device,
                head=_point(segment.head),
                n=segment.n,
                stream=segment.stream,
            )
            for segment in outgoing.segments
        ],
        seq=outgoing.seq,
        t="manifest",
        to=[key_of(one) for one in outgoing.to],
        v=1,
    )


def _point(at: At) -> Point:
    return Point(n=at[0], ch=at[1].hex())


def _all_lines(outgoing: Outgoing, lines: Iterable[bytes]) -> Iterator[bytes]:
    pieces = [
        [one.data[at : at + ENCLOSED_LINE] for at in range(0, len(one.data), ENCLOSED_LINE)]
        for one in outgoing.enclosed
    ]
    yield write_manifest(_manifest(outgoing, pieces))
    for cut in pieces:
        yield from cut
    yield from _checked(outgoing.segments, iter(lines))


def _checked(segments: Sequence[Segment], lines: Iterator[bytes]) -> Iterator[bytes]:
    """The lines, where their chain goes from base to head of every segment."""
    for segment in segments:
        _, ch = segment.base
        for _ in range(segment.n):
            line = next(lines, None)
            if line is None:
                raise fault("E_COUNT")
            env, _, body = line.partition(b"\t")
            ch = chain_next(ch, env, body_hash(body))
            yield line
        if (segment.base[0] + segment.n, ch) != segment.head:
            raise fault("E_CHAIN")
    if next(lines, None) is not None:
        raise fault("E_COUNT")


class _Packing:
    """The compressed and padded content, read by the encryption."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self.size = 0
        self.digest = hashlib.sha256()
        self._parts = self._packed(lines)
        self._rest = b""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes; empty at the end."""
        if not self._rest:
            self._rest = next(self._parts, b"")
        wanted = len(self._rest) if size < 0 else size
        found, self._rest = self._rest[:wanted], self._rest[wanted:]
        self.size += len(found)
        self.digest.update(found)
        return found

    def _packed(self, lines: Iterator[bytes]) -> Iterator[bytes]:
        packer = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True).compressobj()
        size, waiting = 0, bytearray()
        for line in lines:
            waiting += line
            waiting += b"\n"
            if len(waiting) > _CHUNK:
                part = packer.compress(bytes(waiting))
                waiting.clear()
                size += len(part)
                if part:
                    yield part
        part = packer.compress(bytes(waiting)) + packer.flush()
        start, zeros = padding_after(size + len(part))
        yield part + start
        for at in range(0, zeros, _CHUNK):
            yield bytes(min(_CHUNK, zeros - at))


class _Hashing:
    """The ciphertext on its way into the spool."""

    def __init__(self, spool: IO[Any]) -> None:
        self.size = 0
        self.digest = hashlib.sha256()
        self._spool = spool

    def write(self, data: bytes, /) -> int:
        """Take the next bytes."""
        self.size += len(data)
        self.digest.update(data)
        return self._spool.write(data)
