"""One export inside its transaction: what it declares, its packages, what is noted of them.

Normally a package says everything since the last acknowledged change. Where the hub asks for it, it
says everything from the beginning, or from a change on; what is too large for a mail gateway goes
as several ordinary packages (`package.md` 2.5, 3.5).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gbdesk.domain.merge import CREATE
from gbdesk.domain.ops import REPORT, Fields
from gbdesk.domain.periods import Period
from gbdesk.domain.refusals import Refused
from gbdesk.services import identity, outgoing, packing, planning, unit
from gbdesk.services.codes import check_code
from gbdesk.services.desk import Desk
from gbdesk.services.identity import Identity
from gbdesk.services.labels import SUBMISSION
from gbdesk.services.outgoing import Declared
from gbdesk.services.packing import Parcel, Undoable
from gbdesk.services.progress import Progress
from gbdesk.services.sending_parts import Exported, Part
from gbdesk.store import audit, ledger, oplog
from gbdesk.store.ledger import Sent
from gbdesk.store.oplog import Draft, Head
from gbdesk.sync.portions import fits, portions
from gbdesk.sync.writing import MAIL_SIZE, OFFICE_OPS, PackageFacts, Segment

if TYPE_CHECKING:
    from sqlalchemy import Connection

LEAST: Final = 128 << 10
BEGINNING: Final = 1
BESIDE_MOST: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is exported: the period, note and approver, from which change on (None: as usual)."""

    period: Period
    words: dict[str, str]
    start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The run of changes after `base` up to `head`: package `at` of `of`."""

    base: Head
    head: Head
    at: int
    of: int

    @property
    def is_last(self) -> bool:
        """Whether nothing follows it."""
        return self.at == self.of


class Export:
    """Declares, then writes."""

    def __init__(self, desk: Desk, db: Connection, wanted: Wanted) -> None:
        self._desk, self._db, self._wanted = desk, db, wanted
        self._period, self._words = wanted.period, wanted.words
        self._who: Identity = identity.of(db)
        self._device = desk.session.device
        self._base = start_of(desk, db, wanted.start)
        self._plan = planning.planned(desk, db, wanted.period)
        self._declared: Declared = outgoing.declared(
            db, desk.catalogue, desk.session.office, wanted.period.id
        )

    def declare(self) -> None:
        """Record what this export declares; its last package carries it."""
        fields: Fields = {
            "period": self._period.id,
            **self._declared.fields(),
            **self._words,
            "audit": audit.head(self._db),
            "again": self._wanted.start is not None,
            **told_of_others(self._desk, self._db),
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
        """Write the files and their copies, and note them; the last one with its parts."""
        cuts = cuts_of(self._db, self._device, self._base)
        done = [self._write(cut, folder, written, progress) for cut in cuts]
        parts = tuple(
            Part(seq=one.seq, path=one.path, check_code=one.check_code, size=one.size)
            for one in done
        )
        return replace(done[-1], parts=parts)

    def _write(self, cut: Cut, folder: Path, written: Undoable, progress: Progress) -> Exported:
        desk, db = self._desk, self._db
        parcel = parcel_of(desk, db, self._who, cut, self._period.id)
        name = packing.file_name(
            desk.catalogue, desk.session.office, self._period.id, self._device, parcel.seq
        )
        packing.check_room(folder, name, LEAST)
        target = packing.free_place(folder, name)
        facts = packing.write(desk, db, self._who, parcel, target, progress)
        written.files.append(target)
        copy_name = f"{facts.ident}{packing.SUFFIX}"
        packing.keep_copy(desk.store.archive, target, copy_name, written)
        made = desk.clock.stamp()
        self._note(cut, facts, target, made)
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

    def _note(self, cut: Cut, facts: PackageFacts, target: Path, made: str) -> None:
        desk, db = self._desk, self._db
        counts = self._plan.counts if cut.is_last else {}
        gaps = self._declared.gaps if cut.is_last else ()
        ledger.note_sent(
            db,
            Sent(
                ident=facts.ident,
                device=self._device,
                stream=REPORT,
                receiver=self._who.root.office,
                seq=ledger.next_seq(db, self._device),
                base_n=cut.base.n,
                head_n=cut.head.n,
                head_ch=cut.head.ch,
                made=made,
                facts={
                    "period": self._period.id,
                    "name": target.name,
                    "path": str(target.parent),
                    "size": facts.size,
                    "ops": facts.ops,
                    "by": desk.session.display,
                    "counts": planning.write_counts(counts),
                    "gaps": [gap.facts() for gap in gaps],
                    "again": self._wanted.start or 0,
                    "part": [cut.at, cut.of],
                    **self._words,
                },
            ),
        )
        desk.note(db, "export", "package", facts.ident)


def cuts_of(db: Connection, device: str, base: Head) -> list[Cut]:
    """What this PC wrote after `base`, in as many runs as a mail gateway makes necessary."""
    head = oplog.chain_head(db, device, REPORT)
    size = sum(len(line) + 1 for _, _, line in oplog.lines_after(db, device, REPORT, base.n))
    if fits(size, MAIL_SIZE):
        return [Cut(base=base, head=head, at=1, of=1)]
    lines = (line for _, _, line in oplog.lines_after(db, device, REPORT, base.n))
    counts, cuts = portions(lines, MAIL_SIZE), list[Cut]()
    for at, count in enumerate(counts, 1):
        n = base.n + count
        until = Head(n, oplog.chain_hash(db, device, REPORT, n) or b"")
        cuts.append(Cut(base=base, head=until, at=at, of=len(counts)))
        base = until
    return cuts


def parcel_of(desk: Desk, db: Connection, who: Identity, cut: Cut, period: str | None) -> Parcel:
    """One package of an office: for its hub, and for every computer of the office.

    Raises:
        Refused: the hub has not certified this computer yet.
    """
    if who.certificate is None:
        raise Refused("send.waiting")
    device, base, head = desk.session.device, cut.base, cut.head
    segment = Segment(
        device=device,
        stream=REPORT,
        base=(base.n, base.ch),
        head=(head.n, head.ch),
        n=head.n - base.n,
        cert=who.certificate.id,
    )
    lines = oplog.lines_after(db, device, REPORT, base.n)
    everybody = (*who.root.to, who.receive[0].recipient, *unit.readers(desk, db))
    return Parcel(
        kind=OFFICE_OPS,
        to=tuple(dict.fromkeys(everybody)),
        seq=ledger.next_seq(db, device),
        period=period,
        segments=(segment,),
        lines=(line for _, _, line in islice(lines, head.n - base.n)),
    )


def told_of_others(desk: Desk, db: Connection) -> Fields:
    """What a declaration says of this office's other computers; nothing where there are none.

    `beside`: the numbers of packages that went to them only, which would else be missing at the
    hub. `holds`: how far this computer has what they wrote.
    """
    found = [out.seq for out in ledger.all_sent(db, desk.session.office)]
    said = {
        "beside": ",".join(map(str, sorted(found)[-BESIDE_MOST:])),
        "holds": unit.holds(desk, db),
    }
    return {name: words for name, words in said.items() if words}


def acknowledged(desk: Desk, db: Connection) -> Head:
    """The last change of this PC that the hub acknowledged, if it is one of ours; else none."""
    device = desk.session.device
    got = ledger.receipt_for(db, device, REPORT)
    if got is not None and got.n and oplog.chain_hash(db, device, REPORT, got.n) == got.ch:
        return Head(got.n, got.ch)
    start = oplog.chain_hash(db, device, REPORT, 0)
    return Head(0, start or b"")


def start_of(desk: Desk, db: Connection, start: int | None) -> Head:
    """After which change a package begins: the last one acknowledged, or where it is asked from.

    Raises:
        Refused: it would leave out changes that the hub has not acknowledged.
    """
    usual = acknowledged(desk, db)
    if start is None:
        return usual
    if not BEGINNING <= start <= usual.n + 1:
        raise Refused("send.from", start=start, most=usual.n + 1)
    n = start - 1
    return Head(n, oplog.chain_hash(db, desk.session.device, REPORT, n) or b"")
