"""The office's side of a file of the hub: receipts, corrections, what was sent back.

What the hub says it holds is compared with what was written here: another change at the same
position means that this data file was put back, and nothing more is sent until that is told.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gbdesk.domain.ops import REPORT, Op
from gbdesk.domain.refusals import Refused
from gbdesk.services import cut_off, enclosures, late, looking, looks, packing, unit
from gbdesk.services.answered import Answered
from gbdesk.services.arriving import ACK, SENDBACK, Arrival, check_empty, check_repeated
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.identity import Identity
from gbdesk.services.outcomes import ALREADY, EVIDENCE, OK
from gbdesk.services.outgoing import COUNTED
from gbdesk.services.packing import SUFFIX, Undoable
from gbdesk.services.planning import FORK
from gbdesk.services.progress import Progress, Silent
from gbdesk.services.receiving_parts import TAKEN
from gbdesk.services.streams import stream_to
from gbdesk.services.sweeping import Sweep
from gbdesk.services.taking import spool
from gbdesk.store import (
    branches,
    catalogues,
    certificates,
    figures,
    ledger,
    meta,
    oplog,
)
from gbdesk.store.ledger import Receipt, Received
from gbdesk.store.oplog import Head, Taken
from gbdesk.sync import reading
from gbdesk.sync.errors import code_of
from gbdesk.sync.reading import Outside, Read, Trust, Verified
from gbdesk.sync.writing import HUB_OPS

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["Answered", "take"]

Enclosed = Callable[["Connection", Read], None]
SILENT: Final = Silent()


def take(
    desk: Desk,
    path: Path,
    who: Identity,
    enclosed: Enclosed | None = None,
    progress: Progress = SILENT,
) -> Answered:
    """Open a file of the hub; opening it again changes nothing.

    `enclosed` keeps the statements in it, inside the same transaction.

    Raises:
        Refused: it is not whole, not of this office's hub, not for this PC, or does not fit.
    """
    taking = _Answer(desk, path, who, enclosed)
    try:
        done = taking.run(progress)
    except Refused as refused:
        if refused.code.startswith("package."):
            taking.note_refused(refused)
        raise
    desk.clock.absorb(taking.newest)
    taking.sweep.run(desk)
    return done


class _Answer:
    """One file of the hub on its way in."""

    def __init__(self, desk: Desk, path: Path, who: Identity, enclosed: Enclosed | None) -> None:
        self._desk, self._path, self._who, self._enclosed = desk, path, who, enclosed
        self._copy = desk.store.archive / f".{secrets.token_hex(8)}.part"
        self._outside: Outside | None = None
        self.newest, self.sweep = desk.clock.last, Sweep()

    def run(self, progress: Progress) -> Answered:
        """Read the file from a copy of our own: what happens to the stick meanwhile is nothing."""
        try:
            spool(self._path, self._copy)
            return self._run(progress)
        finally:
            with suppress(OSError):
                self._copy.unlink(missing_ok=True)

    def _run(self, progress: Progress) -> Answered:
        desk, written = self._desk, Undoable()
        with ExitStack() as until_commit:
            written.forget_with(until_commit)
            with desk.write() as db:
                trust = replace(packing.trust_of(desk, db, self._who, {HUB_OPS}), revoked={})
                trust = packing.trust_ahead(trust, self._copy, self._who)
                verified = reading.verify(self._copy, trust)
                self._outside = verified.outside
                known = ledger.by_ident(db, verified.outside.ident)
                if known is not None:
                    self._note(db, ALREADY)
                    return _standing(desk, db, ALREADY, known.id)
                number = ledger.accept(db, self._received(verified))
                name = f"{verified.outside.ident}{SUFFIX}"
                packing.keep_copy(desk.store.archive, self._copy, name, written)
                return self._taken(db, verified, number, (trust, progress))

    def note_refused(self, refused: Refused) -> None:
        """Note a refused file in the log."""
        outcome = code_of(refused)
        known = self._outside if outcome in EVIDENCE else None
        looking.note_refused(self._desk, self._path, refused, known)

    def _taken(
        self, db: Connection, verified: Verified, number: int, how: tuple[Trust, Progress]
    ) -> Answered:
        desk, (trust, progress) = self._desk, how
        own = (desk.session.device,)
        hub = verified.certificate.device
        allowed = (*own, *_let_in(db, verified))
        here = unit.speaks_for(desk, verified)
        arrival = Arrival(desk, db, verified.certificate, number, allowed=allowed, here=here)
        said = looking.said_of(progress, self._path.name)
        back, stood = _sent_back(db), _belonging(db, desk.session.device)
        locks = late.standings(desk, db)
        read = reading.read(self._copy, trust, arrival.sink, said)
        check_empty(db, read.manifest.segments, own)
        if enclosures.is_outdated(db, self._who.root, verified):
            check_repeated(arrival.noted)
        if self._enclosed is not None:
            self._enclosed(db, read)
        stored = arrival.finish()
        self.newest = stored.newest_clock
        self.sweep.note(db, stored.erased)
        before = ledger.receipt_for(db, desk.session.device, REPORT)
        self._settle(db, hub)
        self._note(db, OK)
        desk.note(db, "answer", "package", verified.outside.ident)
        found = _standing(desk, db, OK, number)
        now = _belonging(db, desk.session.device)
        found = replace(
            found,
            enrolled=now[0] and not stood[0],
            locks=late.lock_news(desk, db, locks),
            changed=found.changed | Changed.erased(stored.erased.told),
            catalogue=now[1] if now[1] > stood[1] else 0,
        )
        new = [reason for key, reason in _sent_back(db).items() if key not in back]
        return _with(found, stored, before, new, arrival.noted.told(hub, *own))

    def _received(self, verified: Verified) -> Received:
        facts = looks.header_facts(self._desk.catalogue, verified.outside)
        return Received(
            ident=facts["ident"],
            kind=HUB_OPS,
            office=facts["office"],
            device=facts["device"],
            seq=facts["seq"],
            made=facts["made"],
            archive=f"{facts['ident']}{SUFFIX}",
            facts={"name": self._path.name, "who": self._desk.session.user},
            taken=self._desk.clock.stamp(),
        )

    def _settle(self, db: Connection, hub: str) -> None:
        """Keep the newest receipt; stop sending where it speaks of changes that are not here."""
        desk = self._desk
        device, stream = desk.session.device, stream_to(desk.catalogue, desk.session.office)
        every = _acks(db, desk, hub, stream)
        _withdraw(db, every)
        said = [op for op in every if op.fields.get("device") == device]
        by_line = {op.head.r: op for op in said}
        newest = list(by_line.values())
        ours = [op for op in newest if _is_ours(db, device, op)]
        strange = any(not branches.holds(db, device, REPORT, _head(op)) for op in newest)
        if ours:
            best = max(ours, key=lambda op: _head(op).n)
            ledger.put_receipt(db, _receipt(device, best))
        if strange and (not ours or len(newest) == 1):
            meta.put(db, FORK, {"n": max(_head(op).n for op in newest)})
        else:
            meta.put(db, FORK, None)

    def _note(self, db: Connection, outcome: str) -> None:
        tried = looking.attempt(self._desk, self._path, outcome, self._outside)
        ledger.note_attempt(db, tried)


def _acks(db: Connection, desk: Desk, hub: str, stream: str) -> list[Op]:
    """What this hub acknowledged, oldest first; its newest line counts."""
    names = [line.name for line in branches.lines(db, hub, stream)]
    found = oplog.ops_of_kind(db, ACK, desk.session.office)
    own = [op for op in found if op.device == hub and op.stream in names]
    return sorted(own, key=lambda op: (names.index(op.stream), op.n))


def _withdraw(db: Connection, acks: Iterable[Op]) -> None:
    """Believe a computer of this office no further than the hub does, where it was withdrawn."""
    held = certificates.known(db)
    for op in acks:
        device, last = str(op.fields.get("device")), op.fields.get("withdrawn")
        if type(last) is int and device in held:
            cut_off.hold(db, device)
            certificates.revoke(db, device, last)


def _head(op: Op) -> Head:
    n, ch = op.fields.get("n"), op.fields.get("ch")
    try:
        raw = bytes.fromhex(str(ch))
    except ValueError:
        raw = b""
    return Head(n if isinstance(n, int) else 0, raw)


def _is_ours(db: Connection, device: str, op: Op) -> bool:
    head = _head(op)
    return oplog.chain_hash(db, device, REPORT, head.n) == head.ch


def _receipt(device: str, op: Op) -> Receipt:
    head, fields = _head(op), op.fields
    facts: dict[str, Any] = {name: fields.get(name) for name in ("gaps", "catalogue", "audit")}
    return Receipt(
        device=device,
        stream=REPORT,
        n=head.n,
        ch=head.ch,
        at=str(fields.get("at") or ""),
        facts=facts,
    )


def _belonging(db: Connection, device: str) -> tuple[bool, int]:
    """Whether this PC has a certificate, and the number of the release in force."""
    return device in certificates.known(db), catalogues.number(db)


def _sent_back(db: Connection) -> dict[str, str]:
    return {row.id: str(row.fields.get("reason") or "") for row in figures.entries(db, SENDBACK)}


def _standing(desk: Desk, db: Connection, outcome: str, number: int) -> Answered:
    """What is acknowledged now."""
    got = ledger.receipt_for(db, desk.session.device, REPORT)
    until = got.n if got is not None else 0
    every = ledger.all_sent(db, desk.catalogue.hub.office)
    whole = [out.seq for out in every if until and out.head_n <= until]
    return Answered(
        outcome=outcome,
        number=number,
        seq=max(whole, default=0),
        until=until,
        receipt_at=got.at if got is not None else "",
        fork=meta.get(db, FORK) is not None,
    )


def _let_in(db: Connection, verified: Verified) -> list[str]:
    """The other PCs here, once the hub said that it let a second history in."""
    decided = figures.entries(db, "decision", register="fork")
    if not any(row.fields.get("verdict") == "accepted" for row in decided):
        return []
    return [one.device for one in verified.certificates.values() if not one.rank]


def _with(
    found: Answered,
    stored: Taken,
    before: Receipt | None,
    back: list[str],
    told: tuple[int, int] | None,
) -> Answered:
    """The same with what is new in it; `told` is what the hub said, where others speak too."""
    every = sum(stored.new[kind] + stored.changed[kind] + stored.deleted[kind] for kind in COUNTED)
    corrections, alone = told or (every, every)
    return replace(
        found,
        lower=before is not None and found.until < before.n,
        corrections=corrections,
        returned=max(every - alone, 0),
        conflicts=stored.conflicts,
        sent_back="; ".join(back),
        changed=found.changed | TAKEN | Changed.CATALOGUE,
    )
