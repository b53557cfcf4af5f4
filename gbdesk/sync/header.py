"""The readable header of a package: signed as it stands, closed, with nothing to negotiate.

`enc`, `comp` and `type` are assertions that must equal constants (`package.md` 2.2).
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, Final, Literal, TypeAlias

import msgspec
from msgspec import Meta, Struct

from gbdesk.domain.ops import MAX_INT, OfficeText, canonical
from gbdesk.sync.errors import fault
from gbdesk.sync.frame import MAX_PAYLOAD
from gbdesk.sync.strict import loads
from gbdesk.sync.trust import CertText, DeviceText

FORMAT: Final = "gbpkg"
VERSION: Final = 1
OFFICE_OPS: Final = "office-ops"
HUB_OPS: Final = "hub-ops"
ENCRYPTION: Final = "age-v1-x25519"
COMPRESSION: Final = "zstd"
CONTENT: Final = "gbdesk.ops.v1"
MAX_TO: Final = 60
_CREATED: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})", re.ASCII
)

Hex64: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
KeyText: TypeAlias = Annotated[str, Meta(pattern=r"^k_[0-9a-hjkmnp-tv-z]{26}$")]
PeriodText: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9A-Za-z-]{1,16}$")]
KindText: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z][a-z-]{0,31}$")]
Sequence_: TypeAlias = Annotated[int, Meta(ge=1, le=MAX_INT)]


class Sender(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who wrote the package; `office_name` is for eyes only."""

    office: OfficeText
    office_name: Annotated[str, Meta(max_length=400)]
    device: DeviceText
    cert: CertText


class Span(
    Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={"first": "from", "last": "to"},
):
    """The first and the last period that something in the package belongs to."""

    first: PeriodText
    last: PeriodText


class Payload(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The ciphertext: how it was made, its size and SHA-256."""

    enc: str
    bytes: Annotated[int, Meta(ge=1, le=MAX_PAYLOAD)]
    sha256: Hex64


class Content(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is encrypted, compressed and padded: its size and SHA-256."""

    type: str
    comp: str
    bytes: Annotated[int, Meta(ge=1, le=MAX_PAYLOAD)]
    sha256: Hex64


class Header(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"sender": "from"}
):
    """All that a package says outside; believed only after its signature was verified."""

    format: Literal["gbpkg"]
    version: Literal[1]
    min_reader: Literal[1]
    kind: KindText
    sender: Sender
    to: Annotated[list[KeyText], Meta(min_length=1, max_length=MAX_TO)]
    seq: Sequence_
    period: Span | None
    created: Annotated[str, Meta(max_length=40)]
    app: Annotated[str, Meta(max_length=64)]
    payload: Payload
    content: Content
    ext: dict[str, Any]


class _First(Struct, frozen=True, kw_only=True):
    """What is looked at before any other field."""

    version: Annotated[int, Meta(ge=1, le=MAX_INT)]
    min_reader: Annotated[int, Meta(ge=1, le=MAX_INT)]


def write_header(header: Header) -> bytes:
    """The header as it is signed: pretty JSON with LF."""
    return msgspec.json.format(msgspec.json.encode(header), indent=1) + b"\n"


def read_header(raw: bytes, payload: int) -> Header:
    """The header; `payload` is the size of the payload in the file.

    Raises:
        Refused: E_JSON, E_TOO_NEW, E_HEADER or E_SUITE.
    """
    found = loads(raw, "E_JSON")
    try:
        first = msgspec.convert(found, _First, strict=True)
        if max(first.version, first.min_reader) > VERSION:
            raise fault("E_TOO_NEW", version=max(first.version, first.min_reader))
        header = msgspec.convert(found, Header, strict=True)
    except msgspec.ValidationError as error:
        raise fault("E_HEADER", detail=str(error)) from None
    suite = (header.payload.enc, header.content.comp, header.content.type)
    if suite != (ENCRYPTION, COMPRESSION, CONTENT):
        raise fault("E_SUITE", what="header")
    if header.payload.bytes != payload or len(set(header.to)) != len(header.to):
        raise fault("E_HEADER", detail="payload.bytes or to")
    _check_created(header.created)
    return header


def _check_created(said: str) -> None:
    try:
        if not _CREATED.fullmatch(said) or datetime.fromisoformat(said).tzinfo is None:
            raise fault("E_HEADER", detail="created")
    except ValueError:
        raise fault("E_HEADER", detail="created") from None


class Point(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place in a chain: position and hash in hex."""

    n: Annotated[int, Meta(ge=0, le=MAX_INT)]
    ch: Hex64

    @property
    def raw(self) -> bytes:
        """The hash as 32 bytes."""
        return bytes.fromhex(self.ch)


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A run of ops of one device and stream: what stood before it, where it ends, how many."""

    base: Point
    cert: CertText
    device: DeviceText
    head: Point
    n: Annotated[int, Meta(ge=0, le=MAX_INT)]
    stream: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_.]{0,63}$")]


class EnclosedPart(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A statement that lies between the manifest and the ops, on `lines` lines."""

    bytes: Annotated[int, Meta(ge=1, le=16 << 20)]
    kind: Literal["certificate", "release", "root"]
    lines: Annotated[int, Meta(ge=1, le=1024)]
    sha256: Hex64


class Manifest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The first line inside: repeats what the header says and names every run of ops."""

    device: DeviceText
    enclosed: Annotated[list[EnclosedPart], Meta(max_length=64)]
    kind: KindText
    n: Annotated[int, Meta(ge=0, le=MAX_INT)]
    needs_catalogue: Annotated[int, Meta(ge=0, le=MAX_INT)]
    nonce: Hex64
    office: OfficeText
    schema: Annotated[int, Meta(ge=1, le=10_000)]
    segments: Annotated[list[Part], Meta(max_length=1024)]
    seq: Sequence_
    t: Literal["manifest"]
    to: Annotated[list[KeyText], Meta(min_length=1, max_length=MAX_TO)]
    v: Literal[1]


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest line without its LF."""
    return canonical(manifest)
