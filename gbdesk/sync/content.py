"""The lines of a package: the manifest, enclosed statements, then ops along their chains.

The inner layer repeats the outer one and must agree with it, so that nobody can put another's
ciphertext under an own signature (`package.md` 2.6).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
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
        self._awaited: list[EnclosedPart] = []
        self._pieces: list[bytes] = []
        self._left: list[Part] = []
        self._batch: list[Op] = []
        self._ch = b""
        self._at = -1
        self.manifest: Manifest | None = None
        self.enclosed: list[Enclosure] = []
        self.ops = 0

    def lines(self, lines: Sequence[bytes]) -> None:
        """Take the next lines, each without its LF.

        Raises:
            Refused: by the first fault, or what the sink says.
        """
        done = 0
        while done < len(lines):
            if self.manifest is None:
                self._first(lines[done])
                done += 1
            elif self._awaited:
                self._enclosed(lines[done])
                done += 1
            else:
                done = self._run(lines, done)

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

    def _enclosed(self, line: bytes) -> None:
        self._pieces.append(line)
        part = self._awaited[-1]
        if len(self._pieces) == part.lines:
            self.enclosed.append(Enclosure(kind=part.kind, data=_joined(part, self._pieces)))
            self._pieces = []
            self._awaited.pop()

    def _run(self, lines: Sequence[bytes], done: int) -> int:
        """Read ops of one run, up to its end or that of the lines; how many lines are done."""
        if not self._left:
            raise fault("E_COUNT")
        part = self._left[-1]
        if self._at < 0:
            self._at, self._ch = part.base.n, part.base.raw
        room = BATCH - len(self._batch)
        last = min(len(lines), done + min(room, part.head.n - self._at))
        self._ops(part, lines[done:last])
        if self._at == part.head.n:
            if self._ch != part.head.raw:
                raise fault("E_CHAIN", at=self._at)
            self._left.pop()
            self._at = -1
        if len(self._batch) >= BATCH:
            self._flush()
        return last

    def _ops(self, part: Part, lines: Sequence[bytes]) -> None:
        """Read these lines as the next ops of a run; one step a line, so the names are local."""
        scope = self._certificates[part.cert]
        offices = None if scope.rank else frozenset(scope.offices)
        device, stream, batch = part.device, part.stream, self._batch
        at, ch = self._at, self._ch
        try:
            for line in lines:
                op = read_op(ch, device, stream, line)
                at += 1
                if op.head.n != at:
                    raise fault("E_CHAIN", at=at)
                if offices is not None and op.head.ou not in offices:
                    raise fault("E_UNIT_SCOPE", office=op.head.ou)
                ch = op.id
                batch.append(op)
        except OpFault as error:
            number = self.ops + at - self._at + 1
            raise fault(error.code, detail=error.detail, at=number) from None
        self.ops += len(lines)
        self._at, self._ch = at, ch

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
