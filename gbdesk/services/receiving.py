"""Receiving: looking at packages, taking them in, undoing it, answering the offices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from gbdesk.domain.merge import CREATE
from gbdesk.domain.ops import Fields
from gbdesk.domain.refusals import Refused
from gbdesk.services import (
    looking,
    phoning,
    planning,
    previewing,
    quarantine,
    receipts,
    tracking,
    undoing,
)
from gbdesk.services.arriving import SENDBACK
from gbdesk.services.changed import Changed
from gbdesk.services.conflicts import Own
from gbdesk.services.desk import Desk
from gbdesk.services.labels import office_name
from gbdesk.services.past import attempt_rows, history_rows
from gbdesk.services.phoning import PhoneCode
from gbdesk.services.progress import Cancelled, Progress, Silent
from gbdesk.services.quarantine import SetAside
from gbdesk.services.receiving_parts import (
    AttemptRow,
    HistoryRow,
    Leaving,
    Look,
    Preview,
    SentBack,
    Taken,
    Undone,
)
from gbdesk.services.streams import stream_to
from gbdesk.services.taking import Taking
from gbdesk.services.tracking import TrackRow
from gbdesk.services.tray import Tray
from gbdesk.store import certificates, ledger
from gbdesk.store.oplog import Draft
from gbdesk.text import translate

__all__ = ["Preview", "Receiving", "Taken"]

SILENT: Final = Silent()


class Receiving:
    """The packages of the offices at their hub, those of its other computers at an office."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._taking = Taking(desk)

    def look(self, path: Path, progress: Progress = SILENT) -> Look:
        """Check a file down to its last change; no data are changed.

        Raises:
            Refused: this is an office whose computer is not certified.
        """
        self._need_reader()
        return looking.look_at(self._desk, path, progress)

    def look_all(self, paths: Iterable[Path], progress: Progress = SILENT) -> list[Look]:
        """Check files one after the other; stopping gives those that were checked."""
        self._need_reader()
        every, found = list(paths), list[Look]()
        for at, path in enumerate(every):
            try:
                progress.step(at, len(every), path.name)
                found.append(looking.look_at(self._desk, path, SILENT))
            except Cancelled:
                break
        return found

    def preview(self, path: Path, progress: Progress = SILENT) -> Preview:
        """What taking this package in would change; nothing is changed.

        Raises:
            Refused: it cannot be taken in.
        """
        self._need_reader()
        return previewing.preview(self._desk, path, progress)

    def take_in(
        self,
        path: Path,
        choices: Iterable[tuple[str, int | Own]] = (),
        progress: Progress = SILENT,
    ) -> Taken:
        """Take one package in, with choices for its differences; what is not chosen stays open.

        What is refused is told in the result.

        Raises:
            Refused: a choice no longer fits, or this computer does not do it.
        """
        self._need_reader()
        return self._taking.group([path], dict(choices), progress, (0, 1, False))[0]

    def take_in_all(self, paths: Sequence[Path], progress: Progress = SILENT) -> list[Taken]:
        """Take in every package that can be; stopping keeps those that are in.

        Raises:
            Refused: this computer does not do it.
        """
        self._need_reader()
        return self._taking.all(paths, progress)

    def what_leaves(self, number: int) -> Leaving:
        """What undoing an import would take away.

        Raises:
            Refused: there is no such import.
        """
        return undoing.what_leaves(self._desk, number)

    def undo(self, number: int) -> Undone:
        """Undo an import, with the decisions made in it.

        Raises:
            Refused: there is no such import.
        """
        return undoing.undo(self._desk, number)

    def receipts(
        self,
        folder: Path,
        offices: Sequence[str] | None = None,
        progress: Progress = SILENT,
    ) -> list[Path]:
        """Write the receipts of these offices (of all that sent something) into a folder.

        Raises:
            Refused: an office sent nothing or has no registered PC; the drive does not take it.
        """
        self._need_hub()
        return receipts.write_all(self._desk, folder, offices, progress)

    def history(
        self, office: str | None = None, period: str | None = None
    ) -> tuple[HistoryRow, ...]:
        """Every package that was taken in (of an office, for a period), newest first."""
        with self._desk.read() as db:
            return history_rows(self._desk, db, office, period)

    def attempts(self) -> tuple[AttemptRow, ...]:
        """The newest attempts, also those refused, newest first."""
        with self._desk.read() as db:
            return attempt_rows(self._desk, db)

    def send_back(self, ident: str, reason: str) -> SentBack:
        """Send a package back with a reason; the office reads it in its next receipt.

        Raises:
            Refused: no such package, no reason, or one that seems to tell who a person is.
        """
        self._need_hub()
        desk = self._desk
        said = planning.checked_note(desk.catalogue, reason)
        if not said:
            raise Refused("receive.no_reason")
        with desk.write() as db:
            office, fields = self._about(ledger.by_ident(db, ident), ident)
            fields |= {"package": ident, "reason": said, "at": desk.clock.stamp()}
            draft = Draft(
                entity=SENDBACK, kind=CREATE, record=desk.new_id(), office=office, fields=fields
            )
            desk.record(db, [draft], stream=stream_to(desk.catalogue, office))
            desk.note(db, "send-back", "package", ident)
        words = translate(
            "Receiving",
            "Sent back to {name}; the reason goes out with the next receipt.",
            name=office_name(desk.catalogue, office),
        )
        return SentBack(words=words)

    def allow(self, path: Path, reason: str) -> Changed:
        """Somebody asked the office: the fork of this package may be taken in.

        Raises:
            Refused: the package has no fork, or no reason is given.
        """
        self._need_hub()
        found = looking.look_at(self._desk, path, SILENT)
        return quarantine.decide(self._desk, found, quarantine.ACCEPTED, reason)

    def deny(self, path: Path, reason: str) -> Changed:
        """Somebody asked the office: what this package says did not come from it.

        It can still be allowed later.

        Raises:
            Refused: the package has no fork, or no reason is given.
        """
        self._need_hub()
        found = looking.look_at(self._desk, path, SILENT)
        return quarantine.decide(self._desk, found, quarantine.REFUSED, reason)

    def set_aside(self) -> tuple[SetAside, ...]:
        """The packages that need a decision, or were refused by one, newest first."""
        with self._desk.read() as db:
            return quarantine.set_aside(self._desk, db)

    def tracks(self) -> tuple[TrackRow, ...]:
        """The register of packages: a row for every registered computer of an office."""
        self._need_hub()
        with self._desk.read() as db:
            return tracking.tracks(self._desk, db)

    def phone_codes(self, office: str) -> tuple[PhoneCode, ...]:
        """The receipt of an office as codes to read out on the telephone.

        Raises:
            Refused: nothing of this office was taken in, or no computer of it is registered.
        """
        self._need_hub()
        return phoning.tell(self._desk, office)

    def _about(self, came: Any, ident: str) -> tuple[str, Fields]:
        if came is not None:
            return came.office, {"seq": came.seq}
        waiting = {one.package: one for one in Tray(self._desk.store).all()}
        if ident not in waiting:
            raise Refused("receive.unknown")
        return waiting[ident].office, {}

    def _need_reader(self) -> None:
        if self._desk.session.hub:
            return
        with self._desk.read() as db:
            waits = self._desk.session.device not in certificates.known(db)
        if waits:
            raise Refused("sibling.waiting")

    def _need_hub(self) -> None:
        if not self._desk.session.hub:
            raise Refused("receive.office")
