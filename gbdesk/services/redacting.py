"""Erasing a text that must not exist: in the log, in every table, in drafts and in the archive.

The chain stays whole (`package.md` 2.3); the hub, the office and its other PCs do the same when
the next package of this PC reaches them. What was handed out before cannot be called back: that is
said before and after.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gbdesk.domain.erasing import REDACT, Plan, plan_for
from gbdesk.domain.merge import CREATE, PUT, Folded
from gbdesk.domain.ops import MAX_OVER, REPORT, Op
from gbdesk.domain.refusals import Refused
from gbdesk.services import planning
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.labels import field_label, record_title
from gbdesk.services.streams import stream_to
from gbdesk.services.sweeping import Sweep
from gbdesk.store import certificates, oplog, redaction, stored, traces
from gbdesk.store.oplog import Draft
from gbdesk.store.projections import Projector
from gbdesk.store.redaction import Swept
from gbdesk.text import mark, say, translate

if TYPE_CHECKING:
    from sqlalchemy import Connection

INSTEAD: Final = mark("Redacting", "[erased]")
CHANGES: Final = Changed.ACTIVITIES | Changed.FIGURES | Changed.NARRATIVES | Changed.PACKAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A field of a record that holds, or once held, text: how many versions of it there are."""

    field: str
    label: str
    now: str
    versions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """What erasing does, or did: versions of the text, packages kept here that hold it."""

    title: str
    label: str
    versions: int
    archived: int
    changed: Changed = CHANGES

    @property
    def before(self) -> tuple[str, ...]:
        """What will happen, sentence by sentence."""
        return (
            translate(
                "Redacting",
                "{n} versions of “{field}” are erased for good; this cannot be undone.",
                n=self.versions,
                field=self.label,
            ),
            translate(
                "Redacting",
                "The other fields keep what they say. That something was erased, when and why "
                "stays on record; the text itself does not.",
            ),
            *self._archive(),
            self.left,
        )

    @property
    def words(self) -> str:
        """What was done."""
        return translate(
            "Redacting", "Erased: {n} versions of “{field}”.", n=self.versions, field=self.label
        )

    @property
    def left(self) -> str:
        """What this computer cannot reach."""
        return translate(
            "Redacting",
            "It still stands in packages on sticks or in mail, in backups made before, in printed "
            "reports, and on other computers until they open the next package from here.",
        )

    def _archive(self) -> tuple[str, ...]:
        if not self.archived:
            return ()
        return (
            translate(
                "Redacting",
                "{n} packages kept on this computer hold the text and are deleted here.",
                n=self.archived,
            ),
        )


class Redacting:
    """Erases texts of this office; at the hub of every office."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def texts(self, entity: str, record: str, *, office: str | None = None) -> tuple[Text, ...]:
        """The fields of a record, deleted or not, that hold text or held it.

        Raises:
            Refused: the record is not there, or another office's.
        """
        owner = self._owner(office)
        with self._desk.read() as db:
            ops, now = self._record(db, owner, entity, record)
        names = sorted({name for op in ops for name, said in op.fields.items() if _is_text(said)})
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
            Refused: as `texts`, there is no text, or a difference has to be settled first.
        """
        owner = self._owner(office)
        with self._desk.read() as db:
            ops, now = self._record(db, owner, entity, record)
            plan = self._plan(ops, now, field, say(INSTEAD))
            numbers = _numbers(db, owner, entity, record, plan)
            archived = traces.packages_with(db, numbers)
        return self._told(entity, now, field, (plan, self._there(archived)))

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
            plan = self._plan(ops, now, field, put)
            sweep.note(db, self._write(db, (owner, entity, record), plan, why))
            desk.note(db, "redact", entity, record)
        there = self._there(sorted(sweep.archived))
        sweep.run(desk)
        return self._told(entity, now, field, (plan, there))

    # inside
    def _owner(self, office: str | None) -> str:
        session = self._desk.session
        if office is None or office == session.office:
            return session.office
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

    def _plan(self, ops: list[Op], now: Folded, field: str, instead: str) -> Plan:
        plan = plan_for(ops, now, field, instead)
        if not plan.refs:
            raise Refused("redact.nothing")
        if (now.conflicts.keys() & plan.fields.keys()) - {field}:
            raise Refused("redact.conflict")
        if len(plan.over) > MAX_OVER or len(plan.refs) > MAX_OVER:
            raise Refused("redact.much")
        return plan

    def _write(self, db: Connection, about: tuple[str, str, str], plan: Plan, reason: str) -> Swept:
        """Say the rest again, say what is erased, and erase it."""
        desk, (office, entity, record) = self._desk, about
        stream = REPORT if office == desk.session.office else stream_to(desk.catalogue, office)
        again = Draft(
            entity=entity,
            kind=PUT,
            record=record,
            office=office,
            fields=plan.fields,
            over=plan.over,
        )
        written = desk.record(db, [again] if plan.fields else [], stream=stream)
        told = Draft(
            entity=REDACT,
            kind=CREATE,
            record=desk.new_id(),
            office=office,
            fields={
                "entity": entity,
                "record": record,
                "refs": ",".join(plan.refs),
                "instead": ",".join(op.ref for op in written),
                "reason": reason,
                "at": desk.clock.stamp(),
            },
        )
        said = desk.record(db, [told], stream=stream)
        ranks = certificates.ranks(db)
        swept = redaction.carry_out(db, said, ranks)
        Projector(db, ranks, desk.judge.fault).refold(sorted(swept.records))
        return swept

    def _there(self, archived: Iterable[str]) -> int:
        return sum((self._desk.store.archive / name).is_file() for name in archived)

    def _told(self, entity: str, now: Folded, field: str, what: tuple[Plan, int]) -> Redaction:
        catalogue, (plan, archived) = self._desk.catalogue, what
        return Redaction(
            title=record_title(catalogue, entity, now.fields),
            label=field_label(catalogue, entity, now.fields, field),
            versions=len(plan.refs),
            archived=archived,
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


def _is_text(said: object) -> bool:
    return isinstance(said, str) and bool(said)
