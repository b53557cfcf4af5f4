"""Locked periods at the hub: locking and opening them, what came after, taking it or not.

A lock is a record per office and period in the hub's stream to that office. It names how far each
chain goes (`decisions.md` 4): what an op beyond that changes is kept and shown, and is left out of
reports until the hub accepts it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from gbdesk.domain.ids import derived_id
from gbdesk.domain.merge import CREATE, PUT
from gbdesk.domain.ops import REPORT, Fields, canonical
from gbdesk.domain.refusals import Refused
from gbdesk.services import planning
from gbdesk.services.arriving import SENDBACK
from gbdesk.services.desk import Desk
from gbdesk.services.labels import office_name
from gbdesk.services.late import edits, standing
from gbdesk.services.locks_parts import (
    LOCK,
    LOCKED,
    OPENED,
    Decided,
    LateEdit,
    PeriodLock,
    locks_of,
)
from gbdesk.services.streams import stream_to
from gbdesk.store import certificates, locked
from gbdesk.store.certificates import CertRow
from gbdesk.store.oplog import Draft
from gbdesk.store.spared import name_of
from gbdesk.text import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Locks:
    """The locks of periods as this workspace knows them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, period: str) -> PeriodLock:
        """How a period stands: here of one's own office, at the hub of all.

        Raises:
            Refused: the catalogue has no such period.
        """
        self._desk.catalogue.period(period)
        with self._desk.read() as db:
            return standing(self._desk, db, period)

    def late(self, period: str | None = None) -> tuple[LateEdit, ...]:
        """What came after the lock (of every locked period) and is not accepted, by office."""
        desk = self._desk
        with desk.read() as db:
            known = locks_of(db)
            periods = sorted({one.period for one in known if one.is_locked})
            return tuple(
                edit
                for each in periods
                if period in {None, each} and each in desk.catalogue.periods
                for edit in edits(desk, db, each, known)
            )

    def lock(self, period: str) -> Decided:
        """Keep the figures of a period as they are: its report is issued.

        Raises:
            Refused: this is not the hub, no approver, or the period is locked.
        """
        self._need_right()
        desk = self._desk
        asked = desk.catalogue.period(period)
        with desk.write() as db:
            known = {one.office: one for one in locks_of(db) if one.period == period}
            if any(one.is_locked for one in known.values()):
                raise Refused("lock.locked", period=asked.short)
            number = max((one.number for one in known.values()), default=0) + 1
            owing = [office.id for office in desk.catalogue.reporting(period)]
            said: Fields = {"state": LOCKED, "number": number, "reason": "", "refused": ""}
            self._write(db, period, dict.fromkeys(owing, said), advance=True)
            desk.note(db, "lock", "period", period)
        words = translate(
            "Locks",
            "{period} is locked for {n} units. What comes later waits for your decision.",
            period=asked.short,
            n=len(owing),
        )
        return Decided(words=words)

    def open(self, period: str, reason: str) -> Decided:
        """Take the lock of a period back: what came later counts at once.

        Raises:
            Refused: not the hub, no approver, the period is not locked, or there is no reason.
        """
        self._need_right()
        desk, why = self._desk, self._reason(reason)
        asked = desk.catalogue.period(period)
        with desk.write() as db:
            shut = [one.office for one in locks_of(db) if one.period == period and one.is_locked]
            if not shut:
                raise Refused("lock.open", period=asked.short)
            said: Fields = {"state": OPENED, "reason": why, "refused": ""}
            self._write(db, period, dict.fromkeys(shut, said), advance=False)
            desk.note(db, "unlock", "period", period)
        words = translate(
            "Locks",
            "{period} is open again; what came after the lock counts from now on.",
            period=asked.short,
        )
        return Decided(words=words)

    def accept(self, shown: LateEdit) -> Decided:
        """Let what an office changed after the lock count: the report becomes a corrected one.

        `shown` is what was looked at; what came in since is not decided unseen.

        Raises:
            Refused: this is not the hub, no approver, nothing of this office waits, or not what
                was shown.
        """
        self._need_right()
        desk, period, office = self._desk, shown.period, shown.office
        with desk.write() as db:
            self._waiting(db, shown)
            number = max(one.number for one in locks_of(db) if one.period == period) + 1
            said: Fields = {"state": LOCKED, "number": number, "reason": "", "refused": ""}
            self._write(db, period, {office: said}, advance=True)
            desk.note(db, "accept-late", "office", office)
        words = translate(
            "Locks",
            "The later changes of {name} count now. The next report of {period} says that it is "
            "corrected.",
            name=office_name(desk.catalogue, office),
            period=desk.catalogue.period(period).short,
        )
        return Decided(words=words)

    def send_back(self, shown: LateEdit, reason: str) -> Decided:
        """Leave what an office changed after the lock out; the reason goes out with its receipt.

        Raises:
            Refused: as `accept`, or there is no reason.
        """
        self._need_right()
        desk, why = self._desk, self._reason(reason)
        period, office = shown.period, shown.office
        with desk.write() as db:
            self._waiting(db, shown)
            asked = desk.catalogue.period(period)
            told = translate(
                "Locks", "{period} is locked: {reason}", period=asked.short, reason=why
            )
            note: Fields = {"period": period, "reason": told, "at": desk.clock.stamp()}
            draft = Draft(
                entity=SENDBACK, kind=CREATE, record=desk.new_id(), office=office, fields=note
            )
            desk.record(db, [draft], stream=stream_to(desk.catalogue, office))
            ends = _said(_ends(desk, office, locked.ends(db), certificates.known(db)))
            said: Fields = {"state": LOCKED, "reason": why, "refused": ends}
            self._write(db, period, {office: said}, advance=False)
            desk.note(db, "refuse-late", "office", office)
        words = translate(
            "Locks",
            "Not accepted; the reason goes to {name} with the next receipt.",
            name=office_name(desk.catalogue, office),
        )
        return Decided(words=words)

    # inside
    def _need_right(self) -> None:
        if not self._desk.session.hub:
            raise Refused("enrolment.hub_only")
        self._desk.need_approver()

    def _reason(self, reason: str) -> str:
        said = planning.checked_note(self._desk.catalogue, reason)
        if not said:
            raise Refused("lock.reason")
        return said

    def _waiting(self, db: Connection, shown: LateEdit) -> None:
        every = edits(self._desk, db, shown.period, locks_of(db))
        found = [one for one in every if one.office == shown.office]
        name = office_name(self._desk.catalogue, shown.office)
        if not found:
            raise Refused("lock.nothing", name=name)
        if [one.lines for one in found] != [shown.lines]:
            raise Refused("lock.more", name=name)

    def _write(
        self, db: Connection, period: str, said: Mapping[str, Fields], *, advance: bool
    ) -> None:
        """Write a lock record per office; `advance` names the ends of its chains as they are."""
        desk, every = self._desk, locked.ends(db)
        held = certificates.known(db)
        for office, fields in said.items():
            stream = stream_to(desk.catalogue, office)
            whole: Fields = {"period": period, "at": desk.clock.stamp(), **fields}
            if advance:
                whole["ends"] = _said(_ends(desk, office, every, held))
            draft = Draft(
                entity=LOCK,
                kind=PUT,
                record=derived_id(LOCK, office, period),
                office=office,
                fields=whole,
            )
            desk.record(db, [draft], stream=stream)


def _ends(
    desk: Desk, office: str, every: Mapping[str, int], held: Mapping[str, CertRow]
) -> dict[str, int]:
    """How far each chain about this office goes: its own, and the hub's; no other's is told."""
    streams = (stream_to(desk.catalogue, office), REPORT)
    ours = {name_of(desk.session.device, one) for one in streams}
    return {name: n for name, n in every.items() if name in ours or _office(held, name) == office}


def _office(held: Mapping[str, CertRow], name: str) -> str:
    row = held.get(name.partition("/")[0])
    return row.office if row is not None else ""


def _said(ends: Mapping[str, int]) -> str:
    return canonical(dict(ends)).decode()
