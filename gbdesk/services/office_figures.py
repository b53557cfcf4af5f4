"""What the documents of one unit tell: its figures by place, its activities, its texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from gbdesk import __version__
from gbdesk.domain.activities import PLANNED
from gbdesk.domain.cells import Total
from gbdesk.domain.dates import read_iso
from gbdesk.domain.disclosure import Profile
from gbdesk.domain.forms import CADRE, DV, PRODUCTS
from gbdesk.domain.ops import REPORT
from gbdesk.domain.owed import form_of, rows_of
from gbdesk.domain.places import Place
from gbdesk.domain.plan import NOT_OURS, TaskCoverage
from gbdesk.domain.tally import Coverage, DvTally, Expected, Figure, dv_tally
from gbdesk.domain.tally_whole import cadre_tally, product_tally
from gbdesk.reports.facts import (
    ConsolidatedFigures,
    MonthOfAction,
    OfficeState,
    OfficeText,
    PlanLine,
    ReportFacts,
    period_facts,
)
from gbdesk.reports.office_lists import ActivityLine, texts
from gbdesk.services.desk import Desk
from gbdesk.services.figures import tallied
from gbdesk.services.model_facts import models_of
from gbdesk.services.publishing import told_of
from gbdesk.store import conflicts, figures, listing
from gbdesk.store.listing import ActivityQuery

if TYPE_CHECKING:
    from sqlalchemy import Connection


def figures_of(  # noqa: PLR0917 - the parts of one report
    desk: Desk,
    db: Connection,
    facts: ReportFacts,
    period: str,
    profile: Profile,
    plan: Sequence[TaskCoverage],
) -> ConsolidatedFigures:
    """Everything the report of this unit tells for a period, read in a given transaction."""
    office, catalogue = desk.session.office, desk.catalogue
    spec = form_of(catalogue, period, DV)
    form = spec.id if spec else ""
    places = catalogue.duty_places(office, form, period) if form else ()
    dv = _dv(desk, db, period, form, places)
    return ConsolidatedFigures(
        facts=facts,
        period=period_facts(catalogue, period),
        made=desk.today(),
        version=__version__,
        catalogue_number=catalogue.number,
        offices=_states(places, dv),
        communication=tallied(db, catalogue, _query(desk, period), Coverage(1, 1)),
        dv=dv,
        told=told_of(db, period, dv, profile, catalogue.threshold),
        profile=profile,
        threshold=catalogue.threshold,
        texts=_texts(db, period, office),
        plan=tuple(
            PlanLine(text=one.task.text, count=one.count) for one in plan if one.state != NOT_OURS
        ),
        open_differences=conflicts.count(db),
        previous=_previous(desk, db, period, form),
        cadre=cadre_tally(_whole(desk, db, period, CADRE)),
        products=product_tally(_whole(desk, db, period, PRODUCTS)),
        models=models_of(db, catalogue, period, [office]),
        month=_month(desk, db, period),
        sample=catalogue.sample,
    )


def _texts(db: Connection, period: str, office: str) -> tuple[OfficeText, ...]:
    return tuple(
        OfficeText(office=office, section=one.section, text=one.text, own=True)
        for one in figures.narratives(db, period)
        if one.office == office
    )


def _dv(
    desk: Desk, db: Connection, period: str, form: str, places: Sequence[Place]
) -> DvTally | None:
    """The form with each place where the consolidated one has an office."""
    if not places:
        return None
    office = desk.session.office
    expected = [Expected(place.id, (place.id,)) for place in places]
    rows = [
        Figure(
            office=row.place,
            form=row.form,
            period=row.period,
            place=row.place,
            indicator=row.indicator,
            value=row.value,
            state=row.state,
        )
        for row in figures.cells(db, forms=[form], periods=[period])
        if row.office == office
    ]
    return dv_tally(desk.catalogue.form(form), period, expected, rows)


def _whole(desk: Desk, db: Connection, period: str, dataset: str) -> DvTally | None:
    """A form with one row, of this unit alone."""
    catalogue, office = desk.catalogue, desk.session.office
    spec = form_of(catalogue, period, dataset)
    rows = rows_of(catalogue, office, spec.id, period) if spec else ()
    if spec is None or not rows:
        return None
    mine = figures.cells(db, forms=[spec.id], periods=[period], offices=[office])
    return dv_tally(spec, period, [Expected(office, rows)], mine)


def _previous(desk: Desk, db: Connection, period: str, form: str) -> dict[str, Total]:
    catalogue = desk.catalogue
    before = catalogue.period(period).same_last_year()
    if not form or before not in catalogue.periods:
        return {}
    places = catalogue.duty_places(desk.session.office, form, before)
    tally = _dv(desk, db, before, form, places)
    if tally is None or not tally.reporting.n:
        return {}
    return {ident: line.total for ident, line in tally.lines.items()}


def _query(desk: Desk, period: str) -> ActivityQuery:
    asked = desk.catalogue.period(period)
    return ActivityQuery(
        office=desk.session.office,
        start=asked.start.isoformat(),
        end=asked.end.isoformat(),
        order="start",
        descending=False,
    )


def _month(desk: Desk, db: Connection, period: str) -> MonthOfAction | None:
    """The month of action as far as the day has come; None for a half-year and before it."""
    catalogue, today = desk.catalogue, desk.today()
    asked = catalogue.period(period)
    found = [
        (catalogue.occasions[ident].label, *days)
        for ident in texts().raw["month"]["occasions"]
        if ident in catalogue.occasions and (days := catalogue.occasions[ident].in_year(asked.year))
    ]
    if asked.half or not found or today < found[0][1]:
        return None
    title, start, end = found[0]
    as_of = min(end, today)
    query = replace(_query(desk, period), start=start.isoformat(), end=as_of.isoformat())
    tally = tallied(db, catalogue, query, Coverage(1, 1))
    return MonthOfAction(title=title, start=start, end=end, as_of=as_of, tally=tally)


def activities_of(desk: Desk, db: Connection, period: str) -> list[ActivityLine]:
    """Every activity of the period, oldest first."""
    catalogue = desk.catalogue
    keys = listing.activity_ids(db, _query(desk, period))
    rows = listing.activity_rows(db, keys, (desk.session.device, REPORT))
    return [
        ActivityLine(
            start=read_iso(row.start),
            end=read_iso(row.end or ""),
            title=row.title,
            kind=catalogue.kinds[row.kind].label if row.kind in catalogue.kinds else row.kind,
            places=tuple(
                catalogue.places[one].name for one in row.places if one in catalogue.places
            ),
            attendees=row.attendees,
            women=row.women,
            planned=row.status == PLANNED,
        )
        for row in rows
    ]


def _states(places: Sequence[Place], dv: DvTally | None) -> tuple[OfficeState, ...]:
    silent = dv.silent if dv else ()
    return tuple(
        OfficeState(
            id=place.id,
            name=place.name,
            short=place.short,
            state="none" if place.id in silent else "complete",
        )
        for place in places
    )
