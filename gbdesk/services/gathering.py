"""Gathering what a consolidated report tells: states, figures, texts, packages."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final

from gbdesk import __version__
from gbdesk.domain.activities import days_of
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.cells import Total
from gbdesk.domain.disclosure import Profile
from gbdesk.domain.forms import CADRE, DV, PRODUCTS
from gbdesk.domain.ops import Fields
from gbdesk.domain.owed import form_of
from gbdesk.domain.tally import DvTally
from gbdesk.domain.tally_whole import cadre_tally, product_tally
from gbdesk.reports.facts import (
    ConsolidatedFigures,
    OfficeState,
    OfficeText,
    PackageLine,
    PlanLine,
    period_facts,
    report_facts,
)
from gbdesk.services.codes import check_code
from gbdesk.services.desk import Desk
from gbdesk.services.figures import communication, dv_of
from gbdesk.services.labels import ACTIVITY, office_name
from gbdesk.services.late import counted, standing
from gbdesk.services.model_facts import models_of
from gbdesk.services.monitoring import Matrix
from gbdesk.services.month import month_of_action
from gbdesk.services.publishing import told_of
from gbdesk.services.status import day_of
from gbdesk.store import conflicts, figures, invalid, ledger, measures
from gbdesk.store.listing import ActivityQuery

if TYPE_CHECKING:
    from sqlalchemy import Connection

SCOPES: Final = {
    DV: "số liệu",
    CADRE: "cán bộ nữ",
    PRODUCTS: "sản phẩm văn hóa",
    "activities": "hoạt động",
    "narrative": "phần lời",
}


def gather(  # noqa: PLR0917 - the parts of one report
    desk: Desk, matrix: Matrix, period: str, profile: Profile, recipient: str, day: date
) -> ConsolidatedFigures:
    """Everything the report for a period tells, from one view of the data."""
    catalogue = desk.catalogue
    spec = form_of(catalogue, period, DV)
    form = spec.id if spec else ""
    with counted(desk, period) as db:
        dv = dv_of(db, catalogue, period, form)
        return ConsolidatedFigures(
            facts=report_facts(catalogue, recipient, day),
            period=period_facts(catalogue, period),
            made=day,
            version=__version__,
            catalogue_number=catalogue.number,
            offices=_states(matrix, period),
            communication=communication(db, catalogue, period).tally,
            dv=dv,
            told=told_of(db, period, dv, profile, catalogue.threshold),
            profile=profile,
            threshold=catalogue.threshold,
            texts=_texts(desk, db, period),
            plan=_plan(desk, db, period),
            packages=_packages(desk, db, period),
            invalid=_invalid(desk, db, period),
            open_differences=_differences(desk, db, period),
            previous=_previous(desk, db, period, form),
            cadre=cadre_tally(_tally(db, catalogue, period, CADRE)),
            products=product_tally(_tally(db, catalogue, period, PRODUCTS)),
            models=models_of(
                db, catalogue, period, [one.id for one in catalogue.reporting(period)]
            ),
            month=month_of_action(db, catalogue, period, day),
            sample=catalogue.sample,
            corrected=standing(desk, db, period).corrected,
        )


def _tally(db: Connection, catalogue: Catalogue, period: str, dataset: str) -> DvTally | None:
    spec = form_of(catalogue, period, dataset)
    return dv_of(db, catalogue, period, spec.id) if spec else None


def _states(matrix: Matrix, period: str) -> tuple[OfficeState, ...]:
    return tuple(
        OfficeState(
            id=row.office,
            name=row.name,
            short=row.short,
            state=cell.kind,
            received=day_of(cell.received) if cell.received else None,
            days_late=cell.days_late,
            note=cell.reason,
        )
        for row in matrix.rows
        if (cell := row.cells.get(period)) is not None
    )


def _texts(desk: Desk, db: Connection, period: str) -> tuple[OfficeText, ...]:
    order = {office: at for at, office in enumerate(desk.catalogue.offices)}
    found = [one for one in figures.narratives(db, period) if one.text.strip()]
    found.sort(key=lambda one: order.get(one.office, len(order)))
    own = desk.catalogue.own_offices
    return tuple(
        OfficeText(office=one.office, section=one.section, text=one.text, own=one.office in own)
        for one in found
    )


def _plan(desk: Desk, db: Connection, period: str) -> tuple[PlanLine, ...]:
    asked = desk.catalogue.period(period)
    query = ActivityQuery(start=asked.start.isoformat(), end=asked.end.isoformat(), status="done")
    linked: dict[str, int] = {}
    for (task, _office), count in measures.by_task(db, query).items():
        linked[task] = linked.get(task, 0) + count
    return tuple(
        PlanLine(text=task.text, count=linked.get(task.id, 0))
        for task in desk.catalogue.plan_of(asked.year)
    )


def _packages(desk: Desk, db: Connection, period: str) -> tuple[PackageLine, ...]:
    came = [
        one
        for one in reversed(ledger.received(db, accepted_only=True))
        if period in one.facts.get("periods", ())
    ]
    return tuple(
        PackageLine(
            office=office_name(desk.catalogue, one.office),
            number=one.seq,
            day=day_of(one.taken),
            check_code=check_code(one.ident),
            catalogue=int(one.facts.get("catalogue", 0)),
            scope=", ".join(
                SCOPES[name]
                for name in SCOPES
                if name in desk.catalogue.datasets(one.office, period)
            ),
        )
        for one in came
    )


def _invalid(desk: Desk, db: Connection, period: str) -> dict[str, int]:
    """How many records of each office do not count in this period."""
    counted = Counter(
        row.office for row in invalid.listed(db) if _is_of(desk, period, row.entity, row.fields)
    )
    return dict(counted)


def _differences(desk: Desk, db: Connection, period: str) -> int:
    """How many fields two sides wrote and nobody decided, in this period."""
    if not conflicts.count(db):
        return 0
    return sum(_is_of(desk, period, row.entity, row.fields) for row in conflicts.list(db))


def _is_of(desk: Desk, period: str, entity: str, fields: Fields) -> bool:
    days = days_of(fields) if entity == ACTIVITY else None
    if days:
        return desk.catalogue.period(period).contains(days[0])
    return fields.get("period") == period


def _previous(desk: Desk, db: Connection, period: str, form: str) -> dict[str, Total]:
    before = desk.catalogue.period(period).same_last_year()
    tally = dv_of(db, desk.catalogue, before, form)
    if tally is None or not tally.reporting.n:
        return {}
    return {ident: line.total for ident, line in tally.lines.items()}
