"""Sending: what a package would hold, writing it, where each package is."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Final

from gbdesk.domain.ids import RowId
from gbdesk.domain.merge import CREATE
from gbdesk.domain.names import nfc
from gbdesk.domain.ops import REPORT, Fields
from gbdesk.domain.refusals import Refused
from gbdesk.media.writing import Drive, on_carrier
from gbdesk.services import exporting, packing, phoning, planning
from gbdesk.services.changed import Changed
from gbdesk.services.desk import OPEN, Desk
from gbdesk.services.exporting import LEAST, Export, Wanted
from gbdesk.services.packing import Undoable
from gbdesk.services.phoning import Phoned
from gbdesk.services.progress import Progress, Silent
from gbdesk.services.sending_parts import Exported, Planned, SentRow
from gbdesk.store import ledger, meta, oplog
from gbdesk.store.oplog import Draft

APPROVER_MOST: Final = 120
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
            base = exporting.acknowledged(desk, db)
            lines = oplog.lines_after(db, desk.session.device, REPORT, base.n)
            return LEAST + sum(len(line) for _, _, line in lines)

    def latest_start(self) -> int:
        """From which change on a package may begin at most: the first one not acknowledged."""
        with self._desk.read() as db:
            return exporting.acknowledged(self._desk, db).n + 1

    def export(
        self,
        period: str,
        folder: Path,
        note: str = "",
        approver: str = "",
        progress: Progress = SILENT,
        *,
        start: int | None = None,
    ) -> Exported:
        """Write the package for a period into a folder and read it back.

        Everything since the last position the hub acknowledged goes out, or, where it asks for
        that, from the change `start` on (1: from the beginning). What is too large for mail goes
        as several packages. Where writing fails nothing is recorded.

        Raises:
            Refused: not now, nothing to send, a bad note, or the drive does not take it.
        """
        desk = self._desk
        wanted = desk.catalogue.period(period)
        said = planning.checked_note(desk.catalogue, note)
        post = nfc(approver)[:APPROVER_MOST]
        written, drive = Undoable(), Drive(folder)
        with ExitStack() as until_commit:
            written.forget_with(until_commit)
            with desk.write() as db:
                refused = planning.blocked(desk, db)
                if refused is None and start is None:
                    refused = planning.nothing(desk, db, wanted)
                if refused is not None:
                    raise refused
                words = {"note": said, "approver": post}
                job = Export(desk, db, Wanted(period=wanted, words=words, start=start))
                job.declare()
                until_commit.enter_context(desk.store.in_doubt())
                done = job.write(folder, written, progress)
                drive.need_same()
                return done

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
        drive = Drive(folder)
        packing.check_room(folder, name, copy.stat().st_size)
        target = packing.free_place(folder, name)
        with on_carrier(target):
            packing.copy_verified(copy, target)
        drive.need_same(target)
        with desk.write() as db:
            desk.note(db, "rewrite", "package", found.ident)
        return target

    def take_phone(self, code: str) -> Phoned:
        """Keep a receipt that was read out on the telephone.

        Raises:
            Refused: it was not typed as it was told, or is not about what this PC sent.
        """
        if self._desk.session.hub:
            raise Refused("send.hub")
        return phoning.take(self._desk, code)

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
            desk.note(db, "resume", "device", desk.session.device)
        return Changed.PACKAGES


def _opening(desk: Desk) -> Draft:
    record: RowId = desk.new_id()
    fields: Fields = {"session": desk.session.id, "restore": True}
    return Draft(
        entity=OPEN, kind=CREATE, record=record, office=desk.session.office, fields=fields, over=[]
    )
