"""Sending: what a package would hold, writing it, where each package is."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gbdesk.domain.ids import RowId
from gbdesk.domain.merge import CREATE
from gbdesk.domain.names import nfc
from gbdesk.domain.ops import REPORT, Fields
from gbdesk.domain.periods import Period
from gbdesk.domain.refusals import Refused
from gbdesk.services import identity, outgoing, packing, planning
from gbdesk.services.changed import Changed
from gbdesk.services.codes import check_code
from gbdesk.services.desk import OPEN, Desk
from gbdesk.services.identity import Identity
from gbdesk.services.labels import SUBMISSION
from gbdesk.services.outgoing import Declared
from gbdesk.services.packing import Parcel, Undoable
from gbdesk.services.progress import Progress, Silent
from gbdesk.services.sending_parts import Exported, Planned, SentRow
from gbdesk.store import audit, ledger, meta, oplog
from gbdesk.store.ledger import Sent
from gbdesk.store.oplog import Draft, Head
from gbdesk.sync.writing import OFFICE_OPS, PackageFacts, Segment

if TYPE_CHECKING:
    from sqlalchemy import Connection

APPROVER_MOST: Final = 120
LEAST: Final = 128 << 10
SILENT: Final = Silent()


class Sending:
    """The packages of this office for its hub."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def preview(self, period: str) -> Planned:
        """What the next package for a period would hold; nothing is written.

        Raises:
            Refused: the catalogue knows no such period.
        """
        wanted = self._desk.catalogue.period(period)
        with self._desk.read() as db:
            return planning.planned(self._desk, db, wanted)

    def sent(self) -> tuple[SentRow, ...]:
        """Every package written here, newest first."""
        with self._desk.read() as db:
            return planning.sent_rows(self._desk, db)

    def needed(self) -> int:
        """How many bytes the next package may need at most."""
        desk = self._desk
        with desk.read() as db:
            base = _base(desk, db)
            lines = oplog.lines_after(db, desk.session.device, REPORT, base.n)
            return LEAST + sum(len(line) for _, _, line in lines)

    def export(
        self,
        period: str,
        folder: Path,
        note: str = "",
        approver: str = "",
        progress: Progress = SILENT,
    ) -> Exported:
        """Write the package for a period into a folder and read it back.

        Everything since the last position the hub acknowledged goes out. Where writing fails
        nothing is recorded.

        Raises:
            Refused: not now, nothing to send, a bad note, or the drive does not take it.
        """
        desk = self._desk
        wanted = desk.catalogue.period(period)
        said = planning.checked_note(desk.catalogue, note)
        post = nfc(approver)[:APPROVER_MOST]
        written = Undoable()
        with ExitStack() as until_commit:
            written.forget_with(until_commit)
            with desk.write() as db:
                refused = planning.blocked(desk, db) or planning.nothing(desk, db, wanted)
                if refused is not None:
                    raise refused
                job = _Export(desk, db, wanted, {"note": said, "approver": post})
                job.declare()
                until_commit.enter_context(desk.store.in_doubt())
                return job.write(folder, written, progress)

    def rewrite(self, number: int, folder: Path) -> Path:
        """Write a package that was written before once more, byte for byte; where it stands.

        Raises:
            Refused: there is none with this number, its copy is gone, or the drive fails.
        """
        desk = self._desk
        with desk.read() as db:
            found = next((out for out in ledger.all_sent(db) if out.id == number), None)
        copy = found and desk.store.archive / f"{found.ident}{packing.SUFFIX}"
        if not found or not copy or not copy.is_file():
            raise Refused("send.copy_gone", number=number)
        name = str(found.facts.get("name") or copy.name)
        packing.check_room(folder, name, copy.stat().st_size)
        target = packing.free_place(folder, name)
        packing.copy_verified(copy, target)
        with desk.write() as db:
            audit.add(
                db, desk.session.user, "rewrite", "package", found.ident, at=packing.stamp(desk)
            )
        return target

    def resume(self) -> Changed:
        """Go on from this file although the hub holds other changes: say so in the next package.

        Raises:
            Refused: nothing stands in the way.
        """
        desk = self._desk
        with desk.write() as db:
            if meta.get(db, planning.FORK) is None:
                raise Refused("send.no_fork")
            desk.record(db, [_opening(desk)])
            meta.put(db, planning.FORK, None)
            audit.add(db, desk.session.user, "resume", "device", desk.session.device)
        return Changed.PACKAGES


class _Export:
    """One export inside its transaction."""

    def __init__(self, desk: Desk, db: Connection, period: Period, words: dict[str, str]) -> None:
        self._desk, self._db, self._period, self._words = desk, db, period, words
        self._who: Identity = identity.of(db)
        self._device = desk.session.device
        self._plan = planning.planned(desk, db, period)
        self._declared: Declared = outgoing.declared(
            db, desk.catalogue, desk.session.office, period.id
        )

    def declare(self) -> None:
        """Record what this package declares."""
        fields: Fields = {
            "period": self._period.id,
            **self._declared.fields(),
            **self._words,
            "audit": audit.head(self._db),
        }
        draft = Draft(
            entity=SUBMISSION,
            kind=CREATE,
            record=self._desk.new_id(),
            office=self._desk.session.office,
            fields=fields,
        )
        self._desk.record(self._db, [draft])

    def write(self, folder: Path, written: Undoable, progress: Progress) -> Exported:
        """Write the file and its copy, and note them."""
        desk, db = self._desk, self._db
        base, head = _base(desk, db), oplog.chain_head(db, self._device, REPORT)
        parcel = self._parcel(base, head)
        name = packing.file_name(
            desk.catalogue, desk.session.office, self._period.id, self._device, parcel.seq
        )
        packing.check_room(folder, name, LEAST)
        target = packing.free_place(folder, name)
        facts = packing.write(desk, db, self._who, parcel, target, progress)
        written.files.append(target)
        copy_name = f"{facts.ident}{packing.SUFFIX}"
        packing.keep_copy(desk.store.archive, target, copy_name, written)
        made = packing.stamp(desk)
        self._note(base, head, facts, target, made)
        return Exported(
            seq=parcel.seq,
            path=target,
            ident=facts.ident,
            check_code=check_code(facts.ident),
            period=self._period.id,
            made=made,
            size=facts.size,
            ops=facts.ops,
            counts=self._plan.counts,
            gaps=self._declared.gaps,
        )

    def _parcel(self, base: Head, head: Head) -> Parcel:
        who, lines = self._who, oplog.lines_after(self._db, self._device, REPORT, base.n)
        if who.certificate is None:
            raise Refused("send.waiting")
        segment = Segment(
            device=self._device,
            stream=REPORT,
            base=(base.n, base.ch),
            head=(head.n, head.ch),
            n=head.n - base.n,
            cert=who.certificate.id,
        )
        return Parcel(
            kind=OFFICE_OPS,
            to=tuple(dict.fromkeys((*who.root.to, who.receive[0].recipient))),
            seq=ledger.next_seq(self._db, self._device),
            period=self._period.id,
            segments=(segment,),
            lines=(line for _, _, line in lines),
        )

    def _note(self, base: Head, head: Head, facts: PackageFacts, target: Path, made: str) -> None:
        desk, db = self._desk, self._db
        ledger.note_sent(
            db,
            Sent(
                ident=facts.ident,
                device=self._device,
                stream=REPORT,
                receiver=self._who.root.office,
                seq=ledger.next_seq(db, self._device),
                base_n=base.n,
                head_n=head.n,
                head_ch=head.ch,
                made=made,
                facts={
                    "period": self._period.id,
                    "name": target.name,
                    "path": str(target.parent),
                    "size": facts.size,
                    "ops": facts.ops,
                    "by": desk.session.display,
                    "counts": planning.write_counts(self._plan.counts),
                    "gaps": [gap.facts() for gap in self._declared.gaps],
                    **self._words,
                },
            ),
        )
        audit.add(db, desk.session.user, "export", "package", facts.ident, at=made)


def _base(desk: Desk, db: Connection) -> Head:
    """Where the package begins: the last op the hub acknowledged, if it is one of ours."""
    device = desk.session.device
    got = ledger.receipt_for(db, device, REPORT)
    if got is not None and got.n and oplog.chain_hash(db, device, REPORT, got.n) == got.ch:
        return Head(got.n, got.ch)
    start = oplog.chain_hash(db, device, REPORT, 0)
    return Head(0, start or b"")


def _opening(desk: Desk) -> Draft:
    record: RowId = desk.new_id()
    fields: Fields = {"session": desk.session.id, "restore": True}
    return Draft(
        entity=OPEN, kind=CREATE, record=record, office=desk.session.office, fields=fields, over=[]
    )
