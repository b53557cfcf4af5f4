"""Tables of consolidated figures, and where each of their figures comes from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.crossing import Break
from gbdesk.domain.crossplan import EVERY, Plan, Wanted, planned
from gbdesk.domain.crosstab import LINE, PLACE, CrossTable, Owed, Packed
from gbdesk.domain.forms import DV
from gbdesk.domain.outliers import Outlier, outliers
from gbdesk.domain.refusals import Refused
from gbdesk.services.desk import Desk
from gbdesk.services.document_files import check_allowed
from gbdesk.services.late import counted
from gbdesk.services.locks_parts import locks_of
from gbdesk.services.looks import day_of
from gbdesk.store import crosstab, sources
from gbdesk.store.sources import Source
from gbdesk.text import translate

KEPT: Final = 8
EXACT: Final = 1


@dataclass(frozen=True, kw_only=True)
class Crossed:
    """A table with what is not alike over its periods."""

    wanted: Wanted
    table: CrossTable
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """Figures of one office for one period: from which package, or entered here.

    `period` is its short name in the language in use.
    """

    office: str
    name: str
    period: str
    rows: int
    package: int
    words: str


class Crosstabs:
    """Consolidated figures in tables, for the hub."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._plans: dict[Wanted, Plan] = {}
        self._of: Catalogue | None = None

    def table(self, wanted: Wanted) -> Crossed:
        """A table. Periods that are locked count as they were locked.

        Raises:
            Refused: this is no hub; no such period, form or line.
        """
        if not self._desk.session.hub:
            raise Refused("report.hub_only")
        plan = self._plan(wanted)
        return Crossed(wanted=wanted, table=plan.table(self._records(plan)), breaks=plan.breaks)

    def sources(self, crossed: Crossed, row: str, column: str) -> tuple[SourceRow, ...]:
        """Where a figure comes from, office by office; `row` "" asks for the total of a column.

        One figure of one place is traced to the op that set it; many of them row by row.
        """
        behind = crossed.table.behind(row, column)
        lines = [line.id for line in crossed.table.lines_of(row, column)]
        found: dict[Owed, Source] = {}
        for period in sorted({one.period for one in behind}):
            some = [one for one in behind if one.period == period]
            with counted(self._desk, period) as db:  # as the table counts it
                if len(behind) > EXACT:
                    found |= sources.of_rows(db, some)
                elif one := sources.of_figure(db, some[0], lines):
                    found[some[0]] = one
        return tuple(self._source_rows(found))

    def outliers(self, period: str, dataset: str = DV) -> tuple[Outlier, ...] | None:
        """What is far from the same period last year, on the units of this period.

        None where no figure of that period can be compared, or the catalogue has no such period.

        Raises:
            Refused: as `table`.
        """
        before = self._desk.catalogue.period(period).same_last_year()
        if before not in self._desk.catalogue.periods:
            return None
        now, then = (
            self.table(
                Wanted(
                    lines=EVERY,
                    periods=(one,),
                    rows=PLACE,
                    columns=LINE,
                    dataset=dataset,
                    bounds=period,
                )
            )
            for one in (period, before)
        )
        return outliers(now.table, then.table)

    def look(
        self, wanted: Wanted, reason: str, *, password_checked: bool, copies: bool = False
    ) -> None:
        """Note that somebody looks at full figures, or `copies` them.

        Raises:
            Refused: without the password again, or without a reason.
        """
        check_allowed(full=True, password_checked=password_checked, reason=reason)
        with self._desk.write() as db:
            said = f"{' '.join(wanted.periods)} {reason.strip()}"
            what = "copy internal" if copies else "view internal"
            self._desk.note(db, what, "period", said)

    def _plan(self, wanted: Wanted) -> Plan:
        """The plan of a table: made once, for many looks at it."""
        catalogue = self._desk.catalogue
        if self._of is not catalogue:
            self._plans, self._of = {}, catalogue
        if wanted not in self._plans:
            while len(self._plans) >= KEPT:
                self._plans.pop(next(iter(self._plans)))
            self._plans[wanted] = planned(catalogue, wanted)
        return self._plans[wanted]

    def _records(self, plan: Plan) -> list[Packed]:
        periods = [one.id for one in plan.asked.periods]
        with self._desk.read() as db:
            shut = {one.period for one in locks_of(db) if one.is_locked}
            open_ = [one for one in periods if one not in shut]
            found = list(crosstab.packed(db, plan.forms, open_, plan.indicators))
        for period in periods:
            if period in shut:
                with counted(self._desk, period) as db:
                    found += crosstab.packed(db, plan.forms, [period], plan.indicators)
        return found

    def _source_rows(self, found: dict[Owed, Source]) -> list[SourceRow]:
        grouped: dict[tuple[str, str, Source], int] = defaultdict(int)
        for one, source in found.items():
            grouped[one.office, one.period, source] += 1
        offices = {ident: at for at, ident in enumerate(self._desk.catalogue.offices)}
        ordered = sorted(grouped, key=lambda key: (offices.get(key[0], -1), key[1], key[2].package))
        return [self._source_row(*key, grouped[key]) for key in ordered]

    def _source_row(self, office: str, period: str, source: Source, rows: int) -> SourceRow:
        known = self._desk.catalogue.offices.get(office)
        return SourceRow(
            office=office,
            name=known.short if known else office,
            period=self._desk.catalogue.period(period).short,
            rows=rows,
            package=source.package,
            words=source_words(source),
        )


def source_words(source: Source) -> str:
    """Where a figure comes from: "package 04, 27/05/2024"."""
    if source.package:
        return translate(
            "Crosstab", "package {seq}, {day}", seq=f"{source.seq:02d}", day=day_of(source.taken)
        )
    if source.document:
        return translate(
            "Crosstab",
            "document {number}, came {day}",
            number=source.document,
            day=day_of(source.taken),
        )
    if source.own:
        return translate("Crosstab", "entered on this computer")
    return translate("Crosstab", "no package in force")
