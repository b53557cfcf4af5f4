"""Differences: fields that two sides wrote without seeing each other, and settling them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, MutableSequence, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, TypeAlias

from gbdesk.domain.clock import moment_of
from gbdesk.domain.merge import PUT
from gbdesk.domain.ops import REPORT, Op, Value
from gbdesk.domain.refusals import Refused
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.labels import (
    NOTE,
    field_label,
    office_name,
    record_title,
    value_label,
)
from gbdesk.services.streams import stream_to
from gbdesk.store import conflicts, oplog
from gbdesk.store.conflicts import ConflictRow
from gbdesk.store.oplog import Draft

if TYPE_CHECKING:
    from sqlalchemy import Connection

HUB: Final = "hub"
OFFICE: Final = "office"
CHANGES: Final = Changed.CONFLICTS | Changed.ACTIVITIES | Changed.FIGURES | Changed.NARRATIVES


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One value that stands against another; `who` is `hub` or `office`, `ref` names its op."""

    value: Value
    shown: str
    who: str
    user: str
    device: str
    when: datetime
    note: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictView:
    """One field in difference; the first side is the one shown until it is settled."""

    key: str
    office: str
    office_name: str
    record: str
    entity: str
    title: str
    field: str
    field_label: str
    sides: tuple[Side, ...]
    preselected: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A value that is neither side's."""

    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What was settled and what is still open."""

    settled: int
    left: int
    changed: Changed


Chosen: TypeAlias = tuple[ConflictRow, int | Own]
Grouped: TypeAlias = dict[tuple[str, str, str], MutableSequence[Chosen]]


class Conflicts:
    """The open differences of this workspace."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def count(self, office: str | None = None) -> int:
        """How many fields are in difference."""
        with self._desk.read() as db:
            return conflicts.count(db, office)

    def list(self, office: str | None = None) -> tuple[ConflictView, ...]:
        """Every open difference (of an office), side by side."""
        with self._desk.read() as db:
            return views(self._desk, db, office)

    def settle(self, choices: Iterable[tuple[str, int | Own]]) -> Settled:
        """Decide differences: by the number of a side, or by an `Own` value.

        The decision names every value it replaces, so it is itself an ordinary change.

        Raises:
            Refused: a difference is no longer as it was shown, or is another office's.
        """
        chosen = dict(choices)
        desk = self._desk
        with desk.write() as db:
            decide(desk, db, chosen)
            left = conflicts.count(db)
        return Settled(settled=len(chosen), left=left, changed=CHANGES)

    def leave(self) -> Changed:
        """Leave every difference open, to ask the office; the value shown stays."""
        return Changed.NOTHING


def decide(desk: Desk, db: Connection, chosen: Mapping[str, int | Own]) -> list[Op]:
    """Decide differences inside a transaction; the changes that say so.

    Raises:
        Refused: as `Conflicts.settle`.
    """
    if not chosen:
        return []
    rows = {key_of(row): row for row in conflicts.list(db)}
    missing = [key for key in chosen if key not in rows]
    if missing:
        raise Refused("conflict.changed", count=len(missing))
    written = _write(desk, db, [(rows[key], choice) for key, choice in chosen.items()])
    desk.note(db, "settle", "conflict", str(len(chosen)))
    return written


def _write(desk: Desk, db: Connection, decided: Sequence[Chosen]) -> list[Op]:
    grouped: Grouped = defaultdict(list)
    written: list[Op] = []
    for row, choice in decided:
        grouped[row.office, row.entity, row.record].append((row, choice))
    for (office, entity, record), rows in grouped.items():
        refs = {ref for row, _ in rows for ref in row.heads}
        draft = Draft(
            entity=entity,
            kind=PUT,
            record=record,
            office=office,
            fields={row.field: _value(row, choice) for row, choice in rows},
            over=sorted(refs),
        )
        written += desk.record(db, [draft], stream=_stream(desk, office))
    return written


def _stream(desk: Desk, office: str) -> str:
    if office in desk.offices:
        return REPORT
    if not desk.session.hub:
        raise Refused("office.not_ours", office=office_name(desk.catalogue, office))
    return stream_to(desk.catalogue, office)


def _value(row: ConflictRow, choice: int | Own) -> Value:
    if isinstance(choice, Own):
        return choice.value
    if not 0 <= choice < len(row.sides):
        raise Refused("conflict.side", number=choice + 1)
    return row.sides[choice].value


def key_of(row: ConflictRow) -> str:
    """What names a difference as it stands: another value on either side makes another key."""
    said = "\n".join((row.office, row.entity, row.record, row.field, *sorted(row.heads)))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def views(desk: Desk, db: Connection, office: str | None = None) -> tuple[ConflictView, ...]:
    """The open differences as they are shown, read in a given transaction."""
    return tuple(_view(desk, db, row) for row in conflicts.list(db, office))


def _view(desk: Desk, db: Connection, row: ConflictRow) -> ConflictView:
    catalogue, fields = desk.catalogue, row.fields
    written = {op.ref: op.fields for op in oplog.ops_of(db, row.office, row.record, row.entity)}
    sides = tuple(
        Side(
            value=side.value,
            shown=value_label(catalogue, row.entity, row.field, side.value),
            who=HUB if side.rank > 0 else OFFICE,
            user=side.user,
            device=side.device,
            when=moment(side.clock),
            note=_note(written.get(side.ref, {}), row.field),
            ref=side.ref,
        )
        for side in row.sides
    )
    return ConflictView(
        key=key_of(row),
        office=row.office,
        office_name=office_name(catalogue, row.office),
        record=row.record,
        entity=row.entity,
        title=record_title(catalogue, row.entity, fields),
        field=row.field,
        field_label=field_label(catalogue, row.entity, fields, row.field),
        sides=sides,
        preselected=preselected(row),
    )


def preselected(row: ConflictRow) -> int | None:
    """The side of the higher rank; none where ranks are equal: clocks never decide."""
    first, second = row.sides[0], row.sides[1]
    return 0 if first.rank > second.rank else None


def moment(clock: str) -> datetime:
    """When an op was written, by the clock of its writer."""
    return moment_of(int(clock[:12], 16))


def _note(fields: Mapping[str, Value], name: str) -> str:
    said = fields.get(name + NOTE)
    return said if isinstance(said, str) else ""
