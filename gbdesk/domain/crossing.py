"""The axes of a table of figures out of a catalogue, and where a row over time is not alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from gbdesk.domain import bounds
from gbdesk.domain.bounds import Boundaries, Unit
from gbdesk.domain.breakdowns import Breakdown, lines_like
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.crosstab import ALL, AREA, LINE, OFFICE, PERIOD, PLACE, Asked, Axis, Head, Owed
from gbdesk.domain.owed import rows_of

FORM: Final = "form"
CONCEPT: Final = "line"
UNITS: Final = "units"
LENGTH: Final = "length"


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Where periods that follow one another are not alike.

    `length`: a half year beside a year. `form`: another version (`of` names both). `line`: these
    lines are answered by
    another line that comes nearest, or by none. `units`: other units report (`of` names those that
    are gone and those that are new).
    """

    before: str
    after: str
    kind: str
    of: tuple[str, ...]


def owed_rows(catalogue: Catalogue, dataset: str, periods: Sequence[str]) -> tuple[Owed, ...]:
    """Every row that is owed on the forms of a dataset for these periods, in official order.

    Raises:
        Refused: the catalogue knows no such period.
    """
    return tuple(
        Owed(office.id, form, period, row)
        for period in periods
        for office, form in catalogue.expected(period)
        if catalogue.form(form).dataset == dataset
        for row in rows_of(catalogue, office.id, form, period)
    )


class Axes:
    """Axes over the rows that are owed: on the boundaries of their time, or on those of `day`."""

    def __init__(self, catalogue: Catalogue, owed: Sequence[Owed], on: date | None = None) -> None:
        self._catalogue, self._owed, self._day = catalogue, owed, on
        self._bounds = Boundaries(catalogue.places, catalogue.succession)
        self._order = {ident: at for at, ident in enumerate(catalogue.places)}

    def axis(self, which: str, asked: Asked, breakdown: Breakdown | None = None) -> Axis:
        """One axis.

        Raises:
            KeyError: there is no such axis.
        """
        made: dict[str, Callable[[], Axis]] = {
            OFFICE: self._offices,
            PLACE: lambda: self._units(self._unit),
            AREA: lambda: self._units(self._bounds.area),
            PERIOD: lambda: _periods(asked),
            LINE: lambda: _lines(asked, breakdown),
            ALL: lambda: Axis(heads=(Head(id="", name=self._catalogue.word("province")),)),
        }
        return made[which]()

    def _offices(self) -> Axis:
        offices = self._catalogue.offices
        heirs = bounds.heirs(offices.values()) if self._day else {}
        keys = {one.office: heirs.get(one.office, one.office) for one in self._owed}
        used = set(keys.values())
        heads = tuple(Head(id=o.id, name=o.short) for o in offices.values() if o.id in used)
        return Axis(heads=heads, keys=keys)

    def _unit(self, place: str) -> Unit:
        return self._bounds.on(place, self._day) if self._day else Unit(id=place)

    def _units(self, unit_of: Callable[[str], Unit]) -> Axis:
        units = {place: unit_of(place) for place in {one.place for one in self._owed}}
        by_id = {unit.id: unit for unit in units.values()}
        ordered = sorted(
            by_id.values(),
            key=lambda one: (one.mark == bounds.STRADDLES, self._order.get(one.id, -1)),
        )
        heads = tuple(
            Head(
                id=one.id,
                name=self._name(one.id),
                mark=one.mark,
                of=tuple(map(self._name, one.of)),
            )
            for one in ordered
        )
        return Axis(heads=heads, keys={place: unit.id for place, unit in units.items()})

    def _name(self, place: str) -> str:
        known = self._catalogue.places.get(place)
        return known.name if known is not None else place


def _periods(asked: Asked) -> Axis:
    ordered = sorted(asked.periods, key=lambda one: (one.end, not one.half))
    return Axis(
        heads=tuple(Head(id=one.id, name=one.short) for one in ordered),
        keys={one.id: one.id for one in ordered},
    )


def _lines(asked: Asked, breakdown: Breakdown | None) -> Axis:
    groups = (
        dict(zip((one.id for one in breakdown.lines), breakdown.groups, strict=True))
        if (breakdown)
        else {}
    )
    heads = []
    for line in asked.lines:
        group = groups.get(line.id, "")
        name = line.name if group else asked.form.line_name(line.id)
        heads.append(Head(id=line.id, name=name, group=group))
    return Axis(heads=tuple(heads))


def breaks(catalogue: Catalogue, asked: Asked, owed: Iterable[Owed]) -> tuple[Break, ...]:
    """Where the periods of a table, in their order, are not alike."""
    forms: dict[str, str] = {}
    places: dict[str, set[str]] = {one.id: set() for one in asked.periods}
    for one in owed:
        forms[one.period] = one.form
        places[one.period].add(one.place)
    ordered = [one.id for one in sorted(asked.periods, key=lambda one: one.end) if places[one.id]]
    found: list[Break] = []
    half = {one.id: one.half for one in asked.periods}
    for before, after in pairwise(ordered):
        if half[before] != half[after]:
            found.append(Break(before=before, after=after, kind=LENGTH, of=()))
        if forms[before] != forms[after]:
            of = (forms[before], forms[after])
            found.append(Break(before=before, after=after, kind=FORM, of=of))
            if changed := tuple(_changed(asked, *of)):
                found.append(Break(before=before, after=after, kind=CONCEPT, of=changed))
        if other := places[before] ^ places[after]:
            names = tuple(one.name for ident, one in catalogue.places.items() if ident in other)
            found.append(Break(before=before, after=after, kind=UNITS, of=names))
    return tuple(found)


def _changed(asked: Asked, before: str, after: str) -> Iterable[str]:
    then, now = asked.forms[before], asked.forms[after]
    return (
        asked.form.line_name(one.id)
        for one in asked.lines
        if lines_like(then, one) != lines_like(now, one)
    )
