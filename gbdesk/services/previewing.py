"""A preview: the import itself, told field by field, and rolled back. It cannot say otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from gbdesk.domain.ops import Fields
from gbdesk.domain.refusals import Refused
from gbdesk.services import identity, looking, packing, planning
from gbdesk.services.declaring import control, line_totals, said_totals
from gbdesk.services.desk import Desk
from gbdesk.services.findings import NAMING, figure_change
from gbdesk.services.importing import Import, Nothing
from gbdesk.services.labels import (
    ROW,
    field_label,
    record_title,
    value_label,
)
from gbdesk.services.outgoing import COUNTED, KindCount
from gbdesk.services.progress import Progress
from gbdesk.services.receiving_parts import (
    CHANGED,
    DELETED,
    NEW,
    LineTotal,
    Look,
    Preview,
    PreviewLine,
)
from gbdesk.store import oplog
from gbdesk.store.oplog import Difference
from gbdesk.sync.writing import OFFICE_OPS

if TYPE_CHECKING:
    from sqlalchemy import Connection


def preview(desk: Desk, path: Path, progress: Progress) -> Preview:
    """What taking a package in would do; nothing is changed.

    Raises:
        Refused: the package cannot be taken in.
    """
    look = looking.look_at(desk, path, progress)
    if not look.ok:
        raise Refused(f"package.{look.outcome}")
    if not look.ready:
        return _empty(look)
    with desk.read() as db:
        before = line_totals(desk, db, look.office, look.periods)
    try:
        with desk.store.tried() as db:
            trust = packing.trust_of(desk, db, identity.of(db), {OFFICE_OPS})
            job = Import(desk, db, path, path, trust, difference=True)
            job.run({}, progress)
            return replace(_told(desk, db, look, job), totals=_sums(desk, db, look, (before, job)))
    except Nothing:
        return _empty(look)


def _told(desk: Desk, db: Connection, look: Look, job: Import) -> Preview:
    last, found = job.arrival.noted.last, job.found
    totals_ok, totals_words = control(desk, db, look.office, last)
    lines, counts = tuple(_lines(desk, db, job.stored.differences)), found.counts()
    return Preview(
        look=look,
        counts=counts,
        figures=counts.get(ROW, KindCount()),
        lines=lines,
        conflicts=job.new_conflicts,
        gaps=tuple(gap.words for gap in planning.read_gaps(desk.catalogue, last.get("gaps"))),
        faults=found.faults(),
        totals_ok=totals_ok,
        totals_words=totals_words,
        note=str(last.get("note") or ""),
        approver=str(last.get("approver") or ""),
        notices=found.notices(),
    )


def _sums(
    desk: Desk, db: Connection, look: Look, what: tuple[Mapping[tuple[str, str, str], int], Import]
) -> tuple[LineTotal, ...]:
    """The lines whose sum changes, or is not what the sender declares."""
    before, job = what
    after = line_totals(desk, db, look.office, look.periods)
    said = said_totals(job.arrival.noted.last) if desk.session.hub else {}
    told = {key[:2] for key in said}
    found = []
    for key in sorted({*before, *after, *said}):
        period, form, line = key
        spec = desk.catalogue.forms.get(form)
        if spec is None or line not in spec.by_id:
            continue
        declared = said.get(key, 0) if key[:2] in told else None
        was, now = before.get(key, 0), after.get(key, 0)
        if was == now and declared in {None, now}:
            continue
        found.append(
            LineTotal(
                form=form,
                period=period,
                line=line,
                label=spec.line_name(line),
                before=was,
                after=now,
                declared=declared,
            )
        )
    return tuple(found)


def _empty(look: Look) -> Preview:
    return Preview(
        look=look,
        counts={},
        figures=KindCount(),
        lines=(),
        conflicts=(),
        gaps=(),
        faults=(),
        totals_ok=None,
        totals_words="",
        note="",
        approver="",
    )


def _lines(desk: Desk, db: Connection, differences: Iterable[Difference]) -> Iterator[PreviewLine]:
    known = [one for one in differences if one.entity in COUNTED]
    known.sort(key=lambda one: (COUNTED.index(one.entity), one.office, one.record))
    shown = oplog.fields_of_all(db, {(one.office, one.record, one.entity) for one in known})
    for (entity, office, record), group in groupby(
        known, key=lambda one: (one.entity, one.office, one.record)
    ):
        now = shown.get((office, record, entity))
        yield from _record(desk, (entity, record), now, list(group))


def _record(
    desk: Desk, key: tuple[str, str], now: Fields | None, found: list[Difference]
) -> Iterator[PreviewLine]:
    entity, record = key
    change = CHANGED
    if now is None:
        change = DELETED
    elif all(one.old is None for one in found) and len(found) >= len(now):
        change = NEW
    fields: Fields = now or {one.field: one.old for one in found}
    title = record_title(desk.catalogue, entity, fields)
    for one in found:
        if one.field in NAMING.get(entity, ()) or one.old == one.new:
            continue
        yield PreviewLine(
            entity=entity,
            record=record,
            change=figure_change(one) if entity == ROW else change,
            title=title,
            field=field_label(desk.catalogue, entity, fields, one.field),
            old=value_label(desk.catalogue, entity, one.field, one.old),
            new=value_label(desk.catalogue, entity, one.field, one.new),
        )
