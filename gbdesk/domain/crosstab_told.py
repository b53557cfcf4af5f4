"""A table of figures as a profile tells it: what is hidden, and the words beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gbdesk.domain import numbers
from gbdesk.domain.crosstab import AREA, DISTINCT, OFFICE, OVERLAP, PLACE, CrossCell, CrossTable
from gbdesk.domain.disclosure import Profile, Shown, is_sensitive, shown
from gbdesk.domain.suppression import SIGN
from gbdesk.domain.tally import Coverage
from gbdesk.text import mark, say, translate

HIDDEN: Final = SIGN
TOTAL: Final = ""
RANKED: Final = 90  # from so many percent of places on, units are put in order of their figures
_UNITS: Final = frozenset({OFFICE, PLACE, AREA})
REFUSED: Final[Mapping[str, tuple[str, str]]] = {
    DISTINCT: mark(
        "Crosstab", "Not added up over time: one household may stand in several periods."
    ),
    OVERLAP: mark("Crosstab", "Not added up: a year holds its first six months already."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """From one period to another. `percent` is empty where it would say nothing sure."""

    by: int
    percent: str


def told(table: CrossTable, profile: Profile, threshold: int) -> dict[tuple[str, str], Shown]:
    """Every cell as the profile tells it, by (row, column); the row "" is that of the totals.

    Outside, nothing is told by unit until other figures are hidden with the small ones
    (`decisions.md` 19).
    """
    by_unit = bool({table.asked.rows, table.asked.columns} & _UNITS)
    veiled = profile.hides and by_unit
    found = {
        at: Shown(HIDDEN, None, hidden=True)
        if veiled
        else _told(table, at, cell, (profile, threshold))
        for at, cell in table.cells.items()
    }
    only_rows = table.asked.columns not in _UNITS
    for column, cell in table.totals.items():
        at = (TOTAL, column)
        found[at] = (
            _told(table, at, cell, (profile, threshold))
            if only_rows or not profile.hides
            else Shown(HIDDEN, None, hidden=True)
        )
    return found


def _told(
    table: CrossTable, at: tuple[str, str], cell: CrossCell, how: tuple[Profile, int]
) -> Shown:
    line = table.lines_of(*at)[0]
    profile, threshold = how
    return shown(cell.value, profile, threshold, sensitive=is_sensitive(line))


def change(then: CrossCell | None, now: CrossCell | None) -> Change | None:
    """The difference between two periods; none where one has no figure.

    A percentage only where both are whole: else units that reported late would look like a trend.
    """
    if then is None or now is None or then.value is None or now.value is None:
        return None
    by = now.value - then.value
    sure = then.is_whole and now.is_whole and then.value > 0
    return Change(by=by, percent=numbers.percent(abs(by), then.value) if sure else "")


def coverage_words(table: CrossTable) -> str:
    """How many places and units stand behind the table; said with every table and chart."""
    facts = {
        "places": table.places.n,
        "of_places": table.places.of,
        "units": table.offices.n,
        "of_units": table.offices.of,
    }
    if {one.grain for one in table.asked.forms.values()} == {"whole"}:
        return translate("Crosstab", "Coverage: {units}/{of_units} units", **facts)
    return translate(
        "Crosstab",
        "Coverage: {places}/{of_places} places, {units}/{of_units} units in full",
        **facts,
    )


def stock_words(table: CrossTable) -> str:
    """That stock is not added up over the periods of the table; empty where there is none."""
    if not table.over_time or all(line.measure != "stock" for line in table.asked.lines):
        return ""
    newest = max(table.asked.periods, key=lambda one: one.end)
    return translate(
        "Crosstab",
        "Households and models are those of {period}; they are not added up over time.",
        period=newest.short,
    )


def may_rank(covers: Coverage) -> bool:
    """Whether enough came to put units in order (`ux.md` S18)."""
    return covers.of > 0 and covers.n * 100 >= covers.of * RANKED


def cell_notes(cell: CrossCell | None) -> tuple[str, ...]:
    """What has to be said beside a figure."""
    if cell is None:
        return (translate("Crosstab", "Nobody owes this figure."),)
    found = []
    if cell.of == 0:
        found.append(translate("Crosstab", "The form of this period does not ask for it."))
    elif not cell.is_whole:
        words = translate(
            "Crosstab", "Incomplete: {n} of {of} rows have a number.", n=cell.covered, of=cell.of
        )
        found.append(words)
    return (*found, *kind_notes(cell))


def kind_notes(cell: CrossCell) -> tuple[str, ...]:
    """Why there is no sum over time, or that one may count something twice."""
    if cell.refused:
        return (say(REFUSED[cell.refused]),)
    if cell.may_repeat:
        return (translate("Crosstab", "One household may be counted in several places."),)
    return ()
