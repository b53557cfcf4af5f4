"""What one computer of an office writes for the others: all it entered, in the ordinary format.

Nothing is declared with it and it does not count as sent; the hub may take it in all the same. It
begins at the first change, so one file closes every gap at its readers (`package.md` 3.5).
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gbdesk.domain.ops import REPORT
from gbdesk.domain.refusals import Refused
from gbdesk.services import exporting, identity, packing, planning, unit
from gbdesk.services.changed import Changed
from gbdesk.services.codes import check_code, device_code
from gbdesk.services.desk import Desk
from gbdesk.services.exporting import LEAST, Cut
from gbdesk.services.identity import Identity
from gbdesk.services.looks import day_of
from gbdesk.services.packing import Undoable
from gbdesk.services.progress import Progress, Silent
from gbdesk.services.spotting import Spotted, spot
from gbdesk.store import ledger, oplog
from gbdesk.store.ledger import Received, Sent
from gbdesk.store.oplog import Head
from gbdesk.sync.trust import peek_certificate
from gbdesk.sync.writing import OFFICE_OPS, PackageFacts
from gbdesk.text import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

SILENT: Final = Silent()
MIDDLE: Final = "MAYKHAC"
KIND: Final = OFFICE_OPS


@dataclass(frozen=True, slots=True, kw_only=True)
class Sibling:
    """Another computer of this office; `code` is what it shows of itself.

    `came` is the day on which its newest file was taken in here, "" before the first.
    """

    device: str
    code: str
    seq: int = 0
    came: str = ""

    @property
    def words(self) -> str:
        """Which one it is and what came from it, in the language in use."""
        if not self.came:
            return translate("Sharing", "{code}: nothing of it was taken in yet", code=self.code)
        return translate(
            "Sharing",
            "{code}: package {seq} was taken in on {day}",
            code=self.code,
            seq=self.seq,
            day=day_of(self.came),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A file (or several) for the other computers stands there and reads back the same."""

    paths: tuple[Path, ...]
    check_codes: tuple[str, ...]
    ops: int
    readers: int
    changed: Changed = Changed.PACKAGES

    @property
    def words(self) -> str:
        """What is done, in the language in use."""
        names = ", ".join(path.name for path in self.paths)
        return translate(
            "Sharing",
            "{names} is written and reads back the same. Open it on the {n} other computers of "
            "this unit.",
            n=self.readers,
            names=names,
        )


class Sharing:
    """The other computers of this office."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def others(self) -> tuple[Sibling, ...]:
        """The other computers that are known here and not withdrawn; none at the hub."""
        desk = self._desk
        if desk.session.hub:
            return ()
        with desk.read() as db:
            came: dict[str, Received] = {}
            for one in ledger.received(db, desk.session.office, accepted_only=True):
                if one.kind == OFFICE_OPS:
                    came.setdefault(one.device, one)
            return tuple(
                Sibling(
                    device=row.device,
                    code=device_code(peek_certificate(row.signed).public),
                    seq=came[row.device].seq if row.device in came else 0,
                    came=came[row.device].taken if row.device in came else "",
                )
                for row in unit.others(desk, db)
            )

    def spot(self, paths: Iterable[Path]) -> Spotted:
        """Which of these files are of the hub or of the other computers, and new here.

        Nothing is opened.

        Raises:
            Refused: this workspace is not set up.
        """
        return spot(self._desk, paths)

    def write(self, folder: Path, progress: Progress = SILENT) -> Shared:
        """Write all that was entered on this computer for the others of the office.

        Raises:
            Refused: this is no certified office, no other computer is known, nothing was entered,
                or the drive does not take it. Nothing is recorded then.
        """
        desk, written = self._desk, Undoable()
        with ExitStack() as until_commit:
            written.forget_with(until_commit)
            with desk.write() as db:
                start = _allowed(desk, db)
                until_commit.enter_context(desk.store.in_doubt())
                cuts = exporting.cuts_of(db, desk.session.device, start)
                job = _Job(desk, db, folder, written)
                done = [job.write(cut, progress) for cut in cuts]
                return Shared(
                    paths=tuple(job.paths),
                    check_codes=tuple(check_code(one.ident) for one in done),
                    ops=sum(one.ops for one in done),
                    readers=len(unit.others(desk, db)),
                )


def _allowed(desk: Desk, db: Connection) -> Head:
    """Where the chain of this computer begins.

    Raises:
        Refused: nothing can be written for others now.
    """
    refused = planning.blocked(desk, db)
    if refused is not None:
        raise refused
    if not unit.others(desk, db):
        raise Refused("sibling.none")
    device = desk.session.device
    if not oplog.chain_head(db, device, REPORT).n:
        raise Refused("sibling.nothing")
    return Head(0, oplog.chain_hash(db, device, REPORT, 0) or b"")


class _Job:
    """The files of one run, inside its transaction."""

    def __init__(self, desk: Desk, db: Connection, folder: Path, written: Undoable) -> None:
        self._desk, self._db, self._folder, self._written = desk, db, folder, written
        self._who: Identity = identity.of(db)
        self.paths: list[Path] = []

    def write(self, cut: Cut, progress: Progress) -> PackageFacts:
        """Write one file and its copy, and note it."""
        desk, db, session = self._desk, self._db, self._desk.session
        parcel = exporting.parcel_of(desk, db, self._who, cut, None)
        name = packing.file_name(desk.catalogue, session.office, MIDDLE, session.device, parcel.seq)
        packing.check_room(self._folder, name, LEAST)
        target = packing.free_place(self._folder, name)
        facts = packing.write(desk, db, self._who, parcel, target, progress)
        self._written.files.append(target)
        self.paths.append(target)
        kept = f"{facts.ident}{packing.SUFFIX}"
        packing.keep_copy(desk.store.archive, target, kept, self._written)
        self._note(parcel.seq, facts, target)
        desk.note(db, "share", "package", facts.ident)
        return facts

    def _note(self, seq: int, facts: PackageFacts, target: Path) -> None:
        """It goes to the office itself, and moves nothing of what the hub is to get."""
        desk, db, device = self._desk, self._db, self._desk.session.device
        upto = ledger.exported(db, device, REPORT)
        ledger.note_sent(
            db,
            Sent(
                ident=facts.ident,
                device=device,
                stream=REPORT,
                receiver=desk.session.office,
                seq=seq,
                base_n=upto,
                head_n=upto,
                head_ch=oplog.chain_hash(db, device, REPORT, upto) or b"",
                made=desk.clock.stamp(),
                facts={
                    "name": target.name,
                    "path": str(target.parent),
                    "size": facts.size,
                    "ops": facts.ops,
                    "by": desk.session.display,
                },
            ),
        )
