"""The lines of a package: the manifest, enclosed statements, then ops along their chains.

The inner layer repeats the outer one and must agree with it, so that nobody can put another's
ciphertext under an own signature (`package.md` 2.6).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Final

from gbdesk.domain.ops import LOCAL, REPORT, Op, OpFault, chain_start, read_op
from gbdesk.sync.errors import fault
from gbdesk.sync.header import EnclosedPart, Header, Manifest, Part
from gbdesk.sync.strict import decode_canonical
from gbdesk.sync.trust import Certificate
from gbdesk.sync.writing import Enclosure

BATCH: Final = 4000
MAX_OPS: Final = 2_000_000
MAX_ENCLOSED: Final = 32 << 20
_RELEASE: Final = "release"
_HUB_STREAM: Final = "to."

Sink = Callable[[list[Op]], None]


class Content:
    """Takes the lines of a verified package one after the other."""

    def __init__(
        self,
        header: Header,
        certificates: Mapping[str, Certificate],
        sink: Sink,
        *,
        catalogue: int,
        revoked: Mapping[str, int],
    ) -> None:
        self._header = header
        self._certificates = certificates
        self._sink = sink
        self._catalogue = catalogue
        self._revoked = revoked
        self._take: Callable[[bytes], None] = self._first
        self._awaited: list[EnclosedPart] = []
        self._pieces: list[bytes] = []
        self._left: list[Part] = []
        self._batch: list[Op] = []
        self._ch = b""
        self._at = 0
        self.manifest: Manifest | None = None
        self.enclosed: list[Enclosure] = []
        self.ops = 0

    def line(self, line: bytes) -> None:
        """Take one line without its LF.

        Raises:
            Refused: by its first fault, or what the sink says.
        """
        self._take(line)

    def finish(self) -> Manifest:
        """The end of the lines; hands the last batch on.

        Raises:
            Refused: E_TRUNCATED, E_COUNT or E_CHAIN.
        """
        if self.manifest is None:
            raise fault("E_TRUNCATED")
        if self.ops != self.manifest.n or self._awaited:
            raise fault("E_COUNT")
        self._flush()
        return self.manifest

    def _first(self, line: bytes) -> None:
        manifest = decode_canonical(line, Manifest, shape_code="E_MANIFEST", canon_code="E_CANON")
        check_agrees(manifest, self._header)
        if manifest.n > MAX_OPS or sum(one.bytes for one in manifest.enclosed) > MAX_ENCLOSED:
            raise fault("E_LIMIT", what="ops")
        sender = self._certificates[self._header.sender.cert]
        if manifest.enclosed and not sender.rank:
            raise fault("E_ROLE")
        check_segments(manifest, sender, self._certificates, self._revoked)
        brings = any(one.kind == _RELEASE for one in manifest.enclosed)
        if manifest.needs_catalogue > self._catalogue and not brings:
            raise fault("E_NEEDS_DIRECTORY", number=manifest.needs_catalogue)
        self.manifest = manifest
        self._awaited = list(reversed(manifest.enclosed))
        self._left = [part for part in reversed(manifest.segments) if part.n]
        self._take = self._enclosed if manifest.enclosed else self._begin_ops

    def _enclosed(self, line: bytes) -> None:
        self._pieces.append(line)
        part = self._awaited[-1]
        if len(self._pieces) == part.lines:
            self.enclosed.append(Enclosure(kind=part.kind, data=_joined(part, self._pieces)))
            self._pieces = []
            self._awaited.pop()
        if not self._awaited:
            self._take = self._begin_ops

    def _begin_ops(self, line: bytes) -> None:
        if not self._left:
            raise fault("E_COUNT")
        part = self._left[-1]
        self._at, self._ch = part.base.n, part.base.raw
        self._scope = self._certificates[part.cert]
        self._take = self._op
        self._op(line)

    def _op(self, line: bytes) -> None:
        part = self._left[-1]
        try:
            op = read_op(self._ch, part.device, part.stream, line)
        except OpFault as error:
            raise fault(error.code, detail=error.detail, at=self.ops + 1) from None
        self._at += 1
        if op.head.n != self._at:
            raise fault("E_CHAIN", at=self._at)
        if not self._scope.rank and op.head.ou not in self._scope.offices:
            raise fault("E_UNIT_SCOPE", office=op.head.ou)
        self._ch = op.id
        self.ops += 1
        self._batch.append(op)
        if self._at == part.head.n:
            if self._ch != part.head.raw:
                raise fault("E_CHAIN", at=self._at)
            self._left.pop()
            self._take = self._begin_ops
        if len(self._batch) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        if self._batch:
            batch, self._batch = self._batch, []
            self._sink(batch)


def check_agrees(manifest: Manifest, header: Header) -> None:
    """The manifest repeats who sends what to whom.

    Raises:
        Refused: E_INNER_MISMATCH.
    """
    inner = (manifest.kind, manifest.device, manifest.office, manifest.seq, manifest.to)
    sender = header.sender
    if inner != (header.kind, sender.device, sender.office, header.seq, header.to):
        raise fault("E_INNER_MISMATCH")


def check_segments(
    manifest: Manifest,
    sender: Certificate,
    certificates: Mapping[str, Certificate],
    revoked: Mapping[str, int],
) -> None:
    """Every run of ops is one that this sender may carry, adds up, and is not cut off.

    Ops are chained but not signed one by one: only the sender answers for them. The PC of an office
    may therefore carry its own ops alone (another PC of it may be withdrawn, or hostile), a hub
    those of anybody.

    Raises:
        Refused: E_MANIFEST, E_CERT, E_UNIT_SCOPE, E_CHAIN, E_COUNT or E_REVOKED.
    """
    parts = manifest.segments
    if len({(part.device, part.stream) for part in parts}) != len(parts):
        raise fault("E_MANIFEST", detail="twice")
    if sum(part.n for part in parts) != manifest.n:
        raise fault("E_COUNT")
    for part in parts:
        certificate = certificates.get(part.cert)
        if certificate is None or certificate.device != part.device:
            raise fault("E_CERT")
        if not sender.rank and part.device != sender.device:
            raise fault("E_UNIT_SCOPE", office=certificate.office)
        _check_stream(part, certificate)
        _check_sum(part)
        if part.head.n > revoked.get(part.device, part.head.n):
            raise fault("E_REVOKED", number=revoked[part.device])


def _check_stream(part: Part, certificate: Certificate) -> None:
    of_hub = certificate.rank and part.stream.startswith(_HUB_STREAM)
    if part.stream == LOCAL or not (part.stream == REPORT or of_hub):
        raise fault("E_MANIFEST", detail="stream")


def _check_sum(part: Part) -> None:
    if part.base.n + part.n != part.head.n:
        raise fault("E_CHAIN", at=part.head.n)
    if not part.n and part.base.ch != part.head.ch:
        raise fault("E_CHAIN", at=part.head.n)
    if not part.base.n and part.base.raw != chain_start(part.device, part.stream):
        raise fault("E_CHAIN", at=0)


def _joined(part: EnclosedPart, pieces: list[bytes]) -> bytes:
    data = b"".join(pieces)
    if len(data) != part.bytes or hashlib.sha256(data).hexdigest() != part.sha256:
        raise fault("E_MANIFEST", detail="enclosed")
    return data
