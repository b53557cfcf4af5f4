"""What stood in the period before and in the same period last year, also under older names.

A unit that did not exist then is shown with the units it was made from, each with its own figures
under its own name; nothing is added up or shared out among them (ux.md S07, domain.md 7.1).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.cells import CellValue
from gbdesk.domain.forms import FormSpec
from gbdesk.domain.places import Place, formers
from gbdesk.services.desk import Desk
from gbdesk.services.return_sheet import read_cells, value_of
from gbdesk.store import figures

if TYPE_CHECKING:
    from sqlalchemy import Connection

BEFORE: Final = "before"
LAST_YEAR: Final = "last_year"
PAST: Final = 6
LEAST: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """A unit from which today's was made (`share`: whole, part, hamlet), its figures by line."""

    place: str
    name: str
    share: str
    figures: Mapping[str, CellValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """One earlier period; `formers` has the units that did not exist then, with their parts."""

    period: str
    figures: Mapping[tuple[str, str], CellValue]
    formers: Mapping[str, tuple[Former, ...]]


Beside = Mapping[str, Then]
Ranges = Mapping[tuple[str, str], tuple[int, int]]


def earlier_periods(catalogue: Catalogue, form: str, period: str) -> tuple[str, ...]:
    """The periods of a form that ended before this one ends, oldest first."""
    end = catalogue.period(period).end
    bound = {one for known, one in catalogue.bindings if known == form}
    ended = [one for one in catalogue.periods.values() if one.id in bound and one.end < end]
    ended.sort(key=lambda one: (one.end, not one.half))
    return tuple(one.id for one in ended)


def beside(desk: Desk, form: str, period: str, office: str) -> Beside:
    """The period before and the same period last year, as far as the catalogue has them.

    Raises:
        Refused: the catalogue has no such form or period.
    """
    catalogue, spec = desk.catalogue, desk.catalogue.form(form)
    wanted = {LAST_YEAR: catalogue.period(period).same_last_year()}
    if past := earlier_periods(catalogue, form, period):
        wanted[BEFORE] = past[-1]
    rows = [place.id for place in catalogue.duty_places(office, form, period)] or [""]
    with desk.read() as db:
        return {
            which: _then(db, catalogue, spec, one, (office, rows))
            for which, one in wanted.items()
            if one in catalogue.periods
        }


def usual(desk: Desk, form: str, period: str, office: str) -> Ranges:
    """Least and most by place and line over earlier periods of the same kind, two at the least.

    Half years with half years, whole years with whole years; at most `PAST` of them (ux.md S07).

    Raises:
        Refused: the catalogue has no such form or period.
    """
    catalogue = desk.catalogue
    half = catalogue.period(period).half
    alike = [
        one for one in earlier_periods(catalogue, form, period) if _is_half(catalogue, one) == half
    ]
    rows = [place.id for place in catalogue.duty_places(office, form, period)]
    seen: dict[tuple[str, str], list[int]] = defaultdict(list)
    if alike and rows:
        with desk.read() as db:
            for row in figures.cells(db, forms=[form], periods=alike[-PAST:], places=rows):
                if isinstance(value := value_of(row), int):
                    seen[row.place, row.indicator].append(value)
    return {at: (min(known), max(known)) for at, known in seen.items() if len(known) >= LEAST}


def _is_half(catalogue: Catalogue, period: str) -> bool:
    return catalogue.period(period).half


def _then(
    db: Connection,
    catalogue: Catalogue,
    form: FormSpec,
    period: str,
    whose: tuple[str, Sequence[str]],
) -> Then:
    office, rows = whose
    day = catalogue.period(period).end
    made = {
        row: formers(row, catalogue.succession, catalogue.places, day)
        for row in rows
        if row in catalogue.places and not catalogue.places[row].alive(day)
    }
    old = {one.id for parts in made.values() for one, _share in parts}
    told = _told(db, form.id, period, [*(row for row in rows if row), *old])
    here = {(row, line): value for row in rows for line, value in told.get(row, {}).items()}
    own = read_cells(db, office, form, period, rows)
    here |= {at: cell.value for at, cell in own.items() if not cell.is_blank}
    return Then(
        period=period,
        figures=here,
        formers={
            row: tuple(_former(one, share, told) for one, share in parts)
            for row, parts in made.items()
        },
    )


def _told(
    db: Connection, form: str, period: str, places: Sequence[str]
) -> Mapping[str, Mapping[str, CellValue]]:
    """The figures of these places, whichever office reported them then."""
    found: dict[str, dict[str, CellValue]] = defaultdict(dict)
    if places:
        for row in figures.cells(db, forms=[form], periods=[period], places=places):
            if (value := value_of(row)) is not None:
                found[row.place][row.indicator] = value
    return found


def _former(place: Place, share: str, told: Mapping[str, Mapping[str, CellValue]]) -> Former:
    return Former(
        place=place.id, name=place.name, share=share, figures=dict(told.get(place.id, {}))
    )
