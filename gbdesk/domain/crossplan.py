"""A table of figures as somebody asks for it, made ready on the facts of a catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gbdesk.domain.bounds import OWN, TODAY
from gbdesk.domain.breakdowns import Breakdown, breakdowns, lines_like
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.crossing import Axes, Break, breaks, owed_rows
from gbdesk.domain.crosstab import (
    ALL,
    AREA,
    LINE,
    OFFICE,
    PERIOD,
    PLACE,
    Asked,
    Axis,
    CrossTable,
    Owed,
    Packed,
)
from gbdesk.domain.crosstab_sums import cross
from gbdesk.domain.forms import DV, FormSpec, Indicator
from gbdesk.domain.forms import PLACE as BY_PLACE
from gbdesk.domain.periods import Period
from gbdesk.domain.refusals import Refused

EVERY = "every"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """`lines` is a breakdown, the id of one line, or `every`.

    `bounds`: units as of their time (`own`), as of the end of the newest period asked for
    (`today`), or as of the end of the period named here.
    """

    lines: str
    periods: tuple[str, ...]
    rows: str
    columns: str
    dataset: str = DV
    bounds: str = OWN


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What has to be read, and the table once it is; good for as long as the release is."""

    wanted: Wanted
    asked: Asked
    owed: tuple[Owed, ...]
    rows: Axis
    columns: Axis
    breaks: tuple[Break, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """The versions of the form in these periods."""
        return tuple(self.asked.forms)

    @property
    def indicators(self) -> tuple[str, ...]:
        """The lines to be read, of every version."""
        found: dict[str, None] = {}
        for form in self.asked.forms.values():
            for line in self.asked.lines:
                found |= dict.fromkeys(lines_like(form, line))
        return tuple(found)

    def table(self, records: Iterable[Packed]) -> CrossTable:
        """The table out of the rows that were read."""
        return cross(self.asked, self.rows, self.columns, self.owed, records)


def planned(catalogue: Catalogue, wanted: Wanted) -> Plan:
    """Make a table ready.

    Several lines without an axis of their own get one: the columns, else the rows. A form of the
    whole unit knows no places: its units stand there instead.

    Raises:
        Refused: no period, an unknown one, or no form or line of the kind in these periods.
    """
    if not wanted.periods:
        raise Refused("catalogue.period", period="")
    periods = tuple(map(catalogue.period, dict.fromkeys(wanted.periods)))
    owed = owed_rows(catalogue, wanted.dataset, [one.id for one in periods])
    forms = _forms(catalogue, wanted.dataset, periods, owed)
    form = next(iter(forms.values()))
    lines, breakdown = chosen_lines(form, wanted.lines)
    rows, columns = _axes(wanted, form, several=len(lines) > 1)
    asked = Asked(form=form, forms=forms, lines=lines, periods=periods, rows=rows, columns=columns)
    axes = Axes(catalogue, owed, _day(catalogue, wanted.bounds, periods))
    return Plan(
        wanted=wanted,
        asked=asked,
        owed=owed,
        rows=axes.axis(rows, asked, breakdown),
        columns=axes.axis(columns, asked, breakdown),
        breaks=breaks(catalogue, asked, owed) if PERIOD in {rows, columns} else (),
    )


def _day(catalogue: Catalogue, bounds: str, periods: tuple[Period, ...]) -> date | None:
    if bounds == OWN:
        return None
    if bounds == TODAY:
        return max(one.end for one in periods)
    return catalogue.period(bounds).end


def chosen_lines(form: FormSpec, said: str) -> tuple[tuple[Indicator, ...], Breakdown | None]:
    """The lines of a breakdown, every line, or one.

    Raises:
        Refused: the form has neither.
    """
    if said == EVERY:
        return form.entry_lines, None
    for one in breakdowns(form):
        if one.id == said:
            return one.lines, one
    line = form.indicator(said)
    if line.heading:
        raise Refused("form.line", form=form.id, line=said)
    return (line,), None


def _axes(wanted: Wanted, form: FormSpec, *, several: bool) -> tuple[str, str]:
    whole = {PLACE: OFFICE, AREA: OFFICE} if form.grain != BY_PLACE else {}
    rows, columns = (whole.get(one, one) for one in (wanted.rows, wanted.columns))
    if several and LINE not in {rows, columns}:
        return (rows, LINE) if columns in {ALL, rows} else (LINE, columns)
    return (rows, ALL) if rows == columns else (rows, columns)


def _forms(
    catalogue: Catalogue, dataset: str, periods: tuple[Period, ...], owed: tuple[Owed, ...]
) -> dict[str, FormSpec]:
    """The versions in use, that of the newest period first."""
    in_use = {one.period: one.form for one in owed}
    newest = sorted(periods, key=lambda one: one.end, reverse=True)
    found = {form: catalogue.form(form) for one in newest if (form := in_use.get(one.id, ""))}
    if not found:
        bound = (form for one in newest for form in catalogue.forms_of(one.id))
        found = {form.id: form for form in bound if form.dataset == dataset}
    if not found:
        raise Refused("catalogue.form", form=dataset)
    return found
