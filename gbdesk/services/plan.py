"""The year's plan: which tasks of an office are covered by what it has recorded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.catalogue_parts import PlanTask
from gbdesk.domain.dates import read_iso
from gbdesk.domain.ids import derived_id
from gbdesk.domain.merge import PUT
from gbdesk.domain.names import nfc
from gbdesk.domain.ops import Fields, Value
from gbdesk.domain.plan import Recorded, TaskCoverage, coverage, meets, spans, suggested
from gbdesk.domain.refusals import Refused
from gbdesk.services import undo as undoing
from gbdesk.services.changed import Changed
from gbdesk.services.desk import Desk
from gbdesk.services.undo import Undo
from gbdesk.store import figures, listing
from gbdesk.store.listing import ActivityQuery
from gbdesk.store.oplog import Draft

if TYPE_CHECKING:
    from sqlalchemy import Connection

NOT_OURS: Final = "not-ours"
_DONE: Final = frozenset({"complete", "nil"})
_SINGLE: Final = ("venue", "occasion")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A task was said to be, or not to be, of this office."""

    undo: Undo
    changed: Changed = Changed.ACTIVITIES


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGroup:
    """A task and the keys of the activities that cover it; None of those that cover no task."""

    task: PlanTask | None
    keys: tuple[int, ...]


class Plan:
    """Tasks and their coverage."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def tasks(self, period: str, *, office: str | None = None) -> list[TaskCoverage]:
        """Every task of an office with its state in the year of the period.

        Raises:
            Refused: the catalogue knows no such period.
        """
        desk, owner = self._desk, office or self._desk.session.office
        year = desk.catalogue.period(period).year
        with desk.read() as db:
            reasons = _reasons(db, owner, year)
            recorded = _recorded(db, desk.catalogue, owner, year, frozenset(reasons))
        found = coverage(desk.catalogue.tasks_of(owner, year), recorded)
        return [replace(one, note=reasons.get(one.task.id, "")) for one in found]

    def by_task(self, period: str, office: str | None) -> list[TaskGroup]:
        """The activities of a period under the tasks they cover, the newest first.

        As in `tasks`: linked by a person, or by form and conditions; one may cover several. No
        office means the activities of all, under the tasks of one's own.
        """
        desk, window = self._desk, self._desk.catalogue.period(period)
        asked = ActivityQuery(
            office=office, start=window.start.isoformat(), end=window.end.isoformat()
        )
        with desk.read() as db:
            rows = listing.activity_rows(db, listing.activity_ids(db, asked))
        years = Recorded(spans=spans(desk.catalogue, [window.year]))
        held = [(row.key, _fields(row)) for row in rows]
        found = [
            TaskGroup(task=task, keys=tuple(key for key, one in held if meets(one, task, years)))
            for task in desk.catalogue.tasks_of(office or desk.session.office, window.year)
        ]
        covering = {key for group in found for key in group.keys}
        rest = tuple(key for key, _ in held if key not in covering)
        return [*found, TaskGroup(task=None, keys=rest)] if rest else found

    def suggest(self, values: Fields, *, office: str | None = None) -> str | None:
        """The task an activity seems to belong to, None where none is special."""
        catalogue, owner = self._desk.catalogue, office or self._desk.session.office
        start = str(values.get("start") or "")
        years = [int(start[:4])] if start[:4].isdecimal() else []
        recorded = Recorded(spans=spans(catalogue, years))
        tasks = catalogue.tasks_of(owner, years[0] if years else None)
        found = suggested({**values, "task": None}, tasks, recorded)
        return found.id if found else None

    def exclude(self, task: str, period: str, reason: str) -> Marked:
        """Say that a task is not of this office, and why; the reason goes into the package.

        Raises:
            Refused: there is no reason, or the office has no such task.
        """
        why = nfc(reason)
        if not why:
            raise Refused("plan.reason")
        return self._mark(task, period, why)

    def include(self, task: str, period: str) -> Marked:
        """Take back that a task is not of this office.

        Raises:
            Refused: the office has no such task.
        """
        return self._mark(task, period, "")

    def _mark(self, task: str, period: str, why: str) -> Marked:
        desk, owner = self._desk, self._desk.session.office
        year = desk.catalogue.period(period).year
        if task not in {one.id for one in desk.catalogue.tasks_of(owner, year)}:
            raise Refused("plan.task")
        draft = Draft(
            entity="entry",
            kind=PUT,
            record=derived_id("plan", owner, str(year), task),
            office=owner,
            fields={"register": NOT_OURS, "task": task, "year": year, "reason": why or None},
        )
        return Marked(undo=undoing.write(desk, [draft], Changed.ACTIVITIES))


def _reasons(db: Connection, office: str, year: int) -> dict[str, str]:
    rows = figures.entries(db, register=NOT_OURS, offices=[office])
    return {
        str(row.fields["task"]): str(row.fields["reason"])
        for row in rows
        if row.fields.get("year") == year and row.fields.get("reason")
    }


def _recorded(
    db: Connection, catalogue: Catalogue, office: str, year: int, not_ours: frozenset[str]
) -> Recorded:
    periods = [one for one in catalogue.periods.values() if one.year == year]
    start = min((one.start for one in periods), default=date(year, 1, 1))
    asked = ActivityQuery(
        office=office, start=start.isoformat(), end=date(year, 12, 31).isoformat()
    )
    rows = listing.activity_rows(db, listing.activity_ids(db, asked))
    idents = [one.id for one in periods]
    states = [row for ident in idents for row in figures.return_states(db, ident, offices=[office])]
    sent = {row.period for row in figures.submissions(db, periods=idents, offices=[office])}
    halves = {one.half for one in periods if one.id in sent}
    return Recorded(
        activities=[_fields(row) for row in rows],
        entries=[
            row.fields
            for row in figures.entries(db, offices=[office])
            if start <= (read_iso(row.fields.get("date")) or start) <= date(year, 12, 31)
        ],
        returns=frozenset(row.form for row in states if row.state in _DONE),
        reports=frozenset("report-half-year" if half else "report-annual" for half in halves),
        not_ours=not_ours,
        spans=spans(catalogue, [year]),
    )


def _fields(row: listing.ActivityRow) -> Fields:
    fields: Fields = {
        "kind": row.kind,
        "start": row.start,
        "end": row.end,
        "level": row.level,
        "role": row.role,
        "integrated": row.integrated,
        "status": row.status,
        "task": row.task or None,
    }
    return {**fields, **_tagged(row.tags)}


def _tagged(tags: Iterable[str]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for tag in tags:
        name, _, ident = tag.partition(".")
        if name in _SINGLE:
            found[name] = ident
        else:
            found[tag] = True
    return found
