"""Erasing a text that must not exist: in the log, in every table, in drafts and in the archive.

The chain stays whole (`package.md` 2.3); the hub, the office and its other PCs do the same when
the next package of this PC reaches them. What was handed out before cannot be called back: that is
said before and after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gbdesk.domain.erasing import INSTEAD, REDACT, Plan, is_free, plan_for
from gbdesk.domain.merge import CREATE, PUT, Folded
from gbdesk.domain.ops import MAX_OVER, REPORT, Op
from gbdesk.domain.refusals import Refused
from gbdesk.services import copies, planning, seeking
from gbdesk.services.copies import Copies
from gbdesk.services.desk import Desk
from gbdesk.services.erasures import erasures
from gbdesk.services.labels import field_label, office_name, record_title
from gbdesk.services.redacting_parts import (
    Erasure,
    Place,
    Redaction,
    Text,
    Version,
    written_at,
)
from gbdesk.services.streams import stream_to
from gbdesk.services.sweeping import Sweep
from gbdesk.store import certificates, oplog, redaction, stored
from gbdesk.store.oplog import Draft
from gbdesk.store.projections import Projector
from gbdesk.store.redaction import Swept
from gbdesk.text import say

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["Redacting", "Redaction", "Text"]


def _none() -> tuple[Path, ...]:
    return ()


class Redacting:
    """Erases texts of this office; at the hub of every office.

    `backups` gives the backups and older copies of this workspace on this computer.
    """

    def __init__(self, desk: Desk, backups: Callable[[], tuple[Path, ...]] = _none) -> None:
        self._desk, self._backups = desk, backups

    def find(self, typed: str, *, office: str | None = None) -> tuple[Place, ...]:
        """The fields in which these words stand or once stood (of an office), newest first.

        Raises:
            Refused: at an office, of another one.
        """
        wanted = None if office is None and self._desk.session.hub else self._owner(office)
        with self._desk.read() as db:
            return seeking.found(self._desk, db, typed, wanted)

    def places(self, entity: str, record: str, *, office: str | None = None) -> tuple[Place, ...]:
        """The fields of one record, deleted or not, that hold text or held it.

        Raises:
            Refused: as `find`.
        """
        with self._desk.read() as db:
            return seeking.of_record(self._desk, db, self._owner(office), entity, record)

    def erasures(self) -> tuple[Erasure, ...]:
        """What was erased so far, newest first."""
        with self._desk.read() as db:
            return erasures(self._desk, db)

    def texts(self, entity: str, record: str, *, office: str | None = None) -> tuple[Text, ...]:
        """The fields of a record, deleted or not, that hold text or held it.

        Raises:
            Refused: the record is not there, or another office's.
        """
        owner = self._owner(office)
        with self._desk.read() as db:
            ops, now = self._record(db, owner, entity, record)
        said = {name for op in ops for name, one in op.fields.items() if _is_text(one)}
        names = sorted(name for name in said if is_free(entity, name))
        catalogue = self._desk.catalogue
        return tuple(
            Text(
                field=name,
                label=field_label(catalogue, entity, now.fields, name),
                now=str(now.fields.get(name) or ""),
                versions=len({op.fields[name] for op in ops if _is_text(op.fields.get(name))}),
            )
            for name in names
        )

    def look(self, entity: str, record: str, field: str, *, office: str | None = None) -> Redaction:
        """What erasing this field would do; nothing is changed.

        Raises:
            Refused: as `texts`, there is no text, a difference has to be settled first, or who
                ranks higher wrote a version.
        """
        owner = self._owner(office)
        with self._desk.read() as db:
            ops, now = self._record(db, owner, entity, record)
            plan = self._plan(db, ops, now, field, say(INSTEAD))
            said = _versions(self._desk, db, (ops, plan, field))
            numbers = _numbers(db, owner, entity, record, plan)
            where = copies.copies_of(self._desk, db, numbers, {one.text for one in said})
            papers = copies.papers_since(db, min(one.at for one in said))
            others = copies.followers(self._desk, db, owner)
        where = replace(where, outside=(*where.outside, *papers), backups=self._backups())
        told = self._told(entity, now, field, plan)
        return replace(
            told, said=said, copies=where, archived=where.archived, others=others, office=owner
        )

    def redact(
        self,
        entity: str,
        record: str,
        field: str,
        reason: str,
        *,
        office: str | None = None,
        instead: str | None = None,
    ) -> Redaction:
        """Erase every version of the text of this field; `instead` stands in its place.

        Raises:
            Refused: as `look`, there is no reason, or reason or new text seem to name a person.
        """
        desk, owner = self._desk, self._owner(office)
        why = planning.checked_note(desk.catalogue, reason)
        if not why:
            raise Refused("redact.reason")
        text = say(INSTEAD) if instead is None else instead
        put, sweep = planning.checked_note(desk.catalogue, text), Sweep()
        with desk.write() as db:
            ops, now = self._record(db, owner, entity, record)
            plan = self._plan(db, ops, now, field, put)
            told = {"entity": entity, "record": record, "field": field, "reason": why}
            sweep.note(db, self._write(db, owner, plan, told))
            desk.note(db, "redact", entity, record)
            _, now = self._record(db, owner, entity, record)
            others = copies.followers(desk, db, owner)
        there = sum((desk.store.archive / name).is_file() for name in sweep.archived)
        sweep.run(desk)
        done = self._told(entity, now, field, plan)
        left = Copies(archived=there, backups=self._backups())
        return replace(done, archived=there, copies=left, others=others, office=owner)

    # inside
    def _owner(self, office: str | None) -> str:
        session = self._desk.session
        if office is None or office in self._desk.offices:
            return office or session.office
        if not session.hub:
            raise Refused("office.not_ours", office=office)
        return office

    def _record(
        self, db: Connection, office: str, entity: str, record: str
    ) -> tuple[list[Op], Folded]:
        ops = oplog.ops_of(db, office, record, entity)
        now = oplog.state_of(db, office, record, entity)
        if now is None or now.pending:
            raise Refused("redact.gone")
        return ops, now

    def _plan(self, db: Connection, ops: list[Op], now: Folded, field: str, instead: str) -> Plan:
        plan = plan_for(ops, now, field, instead)
        if not plan.refs:
            raise Refused("redact.nothing")
        ranks = certificates.ranks(db)
        own, going = ranks.get(self._desk.session.device, 0), set(plan.refs)
        if any(ranks.get(op.device, 0) > own for op in ops if op.ref in going):
            raise Refused("redact.above")
        if (now.conflicts.keys() & plan.fields.keys()) - {field}:
            raise Refused("redact.conflict")
        if len(plan.over) > MAX_OVER or len(plan.refs) > MAX_OVER:
            raise Refused("redact.much")
        return plan

    def _write(self, db: Connection, office: str, plan: Plan, told: dict[str, str]) -> Swept:
        """Say the rest again, say what is erased, and erase it."""
        desk, entity, record = self._desk, told["entity"], told["record"]
        stream = REPORT if office in desk.offices else stream_to(desk.catalogue, office)
        again = Draft(
            entity=entity,
            kind=PUT,
            record=record,
            office=office,
            fields=plan.fields,
            over=plan.over,
        )
        written = desk.record(db, [again] if plan.fields else [], stream=stream)
        order = Draft(
            entity=REDACT,
            kind=CREATE,
            record=desk.new_id(),
            office=office,
            fields={
                **told,
                "refs": ",".join(plan.refs),
                "instead": ",".join(op.ref for op in written),
                "at": desk.clock.stamp(),
            },
        )
        said = desk.record(db, [order], stream=stream)
        ranks = certificates.ranks(db)
        swept = redaction.carry_out(db, said, ranks)
        Projector(db, ranks, desk.judge.fault).refold(sorted(swept.records))
        return swept

    def _told(self, entity: str, now: Folded, field: str, plan: Plan) -> Redaction:
        catalogue = self._desk.catalogue
        return Redaction(
            title=record_title(catalogue, entity, now.fields),
            label=field_label(catalogue, entity, now.fields, field),
            versions=len(plan.refs),
            archived=0,
        )


def _numbers(db: Connection, office: str, entity: str, record: str, plan: Plan) -> list[int]:
    """The numbers in this file of the ops that are erased."""
    number = stored.record_number(db, entity, office, record)
    wanted = set(plan.refs)
    return [
        one.number
        for held in stored.by_record(db, [number] if number is not None else [])
        for kept in held.values()
        for one in kept
        if one.op.ref in wanted
    ]


def _versions(
    desk: Desk, db: Connection, about: tuple[Iterable[Op], Plan, str]
) -> tuple[Version, ...]:
    """The versions that go, newest first."""
    ops, plan, field = about
    held, going = certificates.known(db), set(plan.refs)
    found = sorted((op for op in ops if op.ref in going), key=_clock, reverse=True)
    return tuple(
        Version(
            text=str(op.fields[field]),
            who=op.head.u,
            at=written_at(op.head.h),
            side=_side(desk, held[op.device].office if op.device in held else op.head.ou),
        )
        for op in found
    )


def _side(desk: Desk, office: str) -> str:
    return office_name(desk.catalogue, office)


def _clock(op: Op) -> str:
    return op.head.h


def _is_text(said: object) -> bool:
    return isinstance(said, str) and bool(said)
