"""Runs of ops in the hub's packages: its own stream, and what a PC of the office no longer has.

A device gets back what it lost; a new PC gets what the other PCs of its office had sent, verbatim,
each in the chain of the device that wrote it (`package.md` 3.5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gbdesk.domain.ops import REPORT
from gbdesk.domain.refusals import Refused
from gbdesk.services.desk import Desk
from gbdesk.services.identity import Identity
from gbdesk.services.streams import stream_to
from gbdesk.store import branches, certificates, ledger, oplog
from gbdesk.store.certificates import CertRow
from gbdesk.store.oplog import Head
from gbdesk.sync.writing import Segment

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A segment of a package and its op lines, as they were written."""

    segment: Segment
    lines: tuple[bytes, ...]


def devices(desk: Desk, db: Connection, office: str) -> list[CertRow]:
    """The registered computers of an office."""
    own = desk.session.device
    rows = certificates.known(db).values()
    return [row for row in rows if row.office == office and row.device != own]


def merged(desk: Desk, db: Connection, office: str) -> list[CertRow]:
    """The registered computers of the offices that were merged into this one."""
    before = desk.catalogue.came_from(office)
    return [row for one in before for row in devices(desk, db, one)]


def own(desk: Desk, db: Connection, who: Identity, office: str) -> tuple[Run, ...]:
    """Everything the hub ever said to this office, then to those merged into it.

    Raises:
        Refused: the hub has no certificate.
    """
    if who.certificate is None:
        raise Refused("send.waiting")
    first, *others = (
        _said(desk, db, who.certificate.id, one)
        for one in (office, *desk.catalogue.came_from(office))
    )
    return first, *(one for one in others if one.lines)


def _said(desk: Desk, db: Connection, cert: str, office: str) -> Run:
    device, stream = desk.session.device, stream_to(desk.catalogue, office)
    found = tuple(line for _, _, line in oplog.lines_after(db, device, stream, 0))
    start = Head(0, oplog.chain_hash(db, device, stream, 0) or b"")
    head = oplog.chain_head(db, device, stream)
    return _run((device, stream, cert), start, head, found)


def lost(db: Connection, rows: Sequence[CertRow]) -> Iterator[Run]:
    """What a device wrote before it was put back to an older state: it gets that again."""
    for row in rows:
        for each in branches.lost(db, row.device, REPORT):
            base, head = each.base, each.head
            found = oplog.lines_after(db, row.device, each.chain, base.n)
            yield _run(_chain(row), base, head, tuple(line for n, _, line in found if n <= head.n))


def of_others(db: Connection, rows: Sequence[CertRow], device: str) -> list[Run]:
    """What the other PCs of an office had sent, whole, for one that was certified.

    A PC that was withdrawn gets nothing.
    """
    if any(row.device == device and row.revoked_n is not None for row in rows):
        return []
    return whole(db, [row for row in rows if row.device != device])


def of_withdrawn(
    db: Connection, rows: Sequence[CertRow], merged: Sequence[CertRow] = ()
) -> list[Run]:
    """What the withdrawn PCs of an office had sent, as long as another one may lack it.

    So with those of units that were merged into it.

    Each says with what it sends how far it has the others. The chain of a PC in use never travels
    here: what it lost must show, not be mended.
    """
    held: dict[str, dict[str, int]] = {}
    for came in ledger.received(db, accepted_only=True):
        held.setdefault(came.device, came.facts.get("holds") or {})
    using = [held.get(row.device, {}) for row in rows if row.revoked_n is None]
    runs = whole(db, [*(row for row in rows if row.revoked_n is not None), *merged])
    return [
        run
        for run in runs
        if any(has.get(run.segment.device, 0) < run.segment.head[0] for has in using)
    ]


def whole(db: Connection, rows: Sequence[CertRow]) -> list[Run]:
    """The newest line of each device from its beginning; `lost` has the other lines."""
    runs = []
    for row in rows:
        line = branches.lines(db, row.device, REPORT)[-1]
        if line.head.n:
            start = Head(0, oplog.chain_hash(db, row.device, REPORT, 0) or b"")
            runs.append(_run(_chain(row), start, line.head, tuple(_along(db, row.device, line))))
    return runs


def _along(db: Connection, device: str, line: branches.Line) -> Iterator[bytes]:
    split = [b for b in branches.known(db) if (b.device, b.stream) == (device, REPORT)]
    chains = branches.path(split, line.name)[::-1]
    for at, (name, start) in enumerate(chains, 1):
        end = chains[at][1] - 1 if at < len(chains) else line.head.n
        last = min(end, line.head.n)
        found = oplog.lines_after(db, device, name, max(start - 1, 0))
        yield from (raw for n, _, raw in found if n <= last)


def _chain(row: CertRow) -> tuple[str, str, str]:
    return row.device, REPORT, str(row.facts.get("cert") or "")


def _run(chain: tuple[str, str, str], base: Head, head: Head, lines: tuple[bytes, ...]) -> Run:
    device, stream, cert = chain
    segment = Segment(
        device=device,
        stream=stream,
        base=(base.n, base.ch),
        head=(head.n, head.ch),
        n=head.n - base.n,
        cert=cert,
    )
    return Run(segment=segment, lines=lines)
