"""The ways a table of figures is looked at: as itself, as a chart, as a map, as what stands out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from gbdesk.domain.bounds import Boundaries
from gbdesk.domain.breakdowns import breakdowns
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.charting import Bars, Block, Trend, bars_of, tiles_of, trend_of
from gbdesk.domain.crossplan import EVERY
from gbdesk.domain.crosstab import ALL, LINE, PERIOD, PLACE
from gbdesk.domain.crosstab_told import coverage_words, kind_notes, may_rank, stock_words, told
from gbdesk.domain.crosstab_words import axis_name, break_words, mark_words
from gbdesk.domain.disclosure import INTERNAL, Profile, Shown
from gbdesk.domain.outliers import Outlier
from gbdesk.services.changed import Changed
from gbdesk.services.crosstabs import Crossed
from gbdesk.text import mark, translate
from gbdesk.ui.pages.totals.wishes import NOW, TWO, Wish

TABLE, CHART, MAP, BOARD = "table", "chart", "map", "board"
MODES: Final[Mapping[str, tuple[str, str]]] = {
    TABLE: mark("Totals", "Table"),
    CHART: mark("Totals", "Chart"),
    MAP: mark("Totals", "Map"),
    BOARD: mark("Totals", "Outliers"),
}
MARKS: Final = 8


@dataclass(frozen=True, kw_only=True)
class View:
    """What was asked for, made ready to be shown in one of the ways.

    `ranks`: units are put in order although much is lacking, because somebody wants to look.
    """

    catalogue: Catalogue
    mode: str
    crossed: Crossed
    shown: Mapping[tuple[str, str], Shown]
    full: bool
    ranks: bool = False
    outliers: tuple[Outlier, ...] | None = None
    changed: Changed = Changed.NOTHING

    @cached_property
    def title(self) -> str:
        """What the figures are: lines, periods, and by what."""
        asked = self.crossed.table.asked
        periods = ", ".join(one.short for one in sorted(asked.periods, key=lambda one: one.end))
        axes = (asked.rows, asked.columns)
        axis = next((one for one in axes if one not in {ALL, LINE}), ALL)
        if self.mode == CHART and PERIOD not in axes and len(asked.lines) > 1:
            axis = LINE  # a bar for each line, over all units
        known = {one.id: one.name for one in breakdowns(asked.form)}
        name = known.get(self.crossed.wanted.lines, asked.form.name)
        if len(asked.lines) == 1:
            name = asked.form.line_name(asked.lines[0].id)
        return translate(
            "Totals",
            "{name} · {periods} · by {axis} · {hub}",
            name=name,
            periods=periods,
            axis=axis_name(axis).lower(),
            hub=self.catalogue.word("province"),
        )

    @cached_property
    def notes(self) -> list[str]:
        """Everything that has to be said beside it, the coverage first; also on what is copied."""
        table = self.crossed.table
        found = [coverage_words(table)]
        cells = [*table.cells.values(), *table.totals.values()]
        kinds = {(cell.refused, cell.may_repeat): cell for cell in cells}
        found += dict.fromkeys(words for cell in kinds.values() for words in kind_notes(cell))
        if stock := stock_words(table):
            found.append(stock)
        if any(not one.is_whole for one in table.cells.values()):
            found.append(translate("Totals", "Hatched or hollow: not every figure has come."))
        if any(one.hidden for one in self.shown.values()):
            found.append(translate("Totals", "◊ and < stand for figures hidden here."))
        if self.mode in {TABLE, MAP}:
            marks = [words for one in (*table.rows, *table.columns) if (words := mark_words(one))]
            found += marks[:MARKS]
            if len(marks) > MARKS:
                found.append(translate("Totals", "and {n} more", n=len(marks) - MARKS))
        found += [break_words(self.catalogue, one) for one in self.crossed.breaks]
        if self.mode == CHART and self.lacks_for_rank:
            said = (
                translate("Totals", "The order may change: less than 90% of the figures have come.")
                if self.ranks
                else translate("Totals", "Not ranked: less than 90% of the figures have come.")
            )
            found.append(said)
        return found

    def as_chart(self) -> View:
        """The same with the words that belong to a chart or a map."""
        return self if self.mode == MAP else replace(self, mode=CHART)

    @property
    def lacks_for_rank(self) -> bool:
        """Whether the chart has a bar for each unit, and too little came to put them in order."""
        table = self.crossed.table
        by_unit = len(table.asked.lines) == 1 and PERIOD not in {
            table.asked.rows,
            table.asked.columns,
        }
        return by_unit and not may_rank(table.places)

    @cached_property
    def drawn(self) -> Bars | Trend | tuple[Block, ...]:
        """The map, or the chart of the table."""
        return self._map() if self.mode == MAP else self._chart()

    def _chart(self) -> Bars | Trend:
        """The chart of this table: over time where it has periods, else bars."""
        table = self.crossed.table
        if PERIOD in {table.asked.rows, table.asked.columns}:
            return trend_of(table, self.shown, self.crossed.breaks)
        return bars_of(table, self.shown, always_rank=self.ranks)

    def _map(self) -> tuple[Block, ...]:
        """The units as tiles, by the area they are in."""
        catalogue = self.catalogue
        bounds = Boundaries(catalogue.places, catalogue.succession)
        areas = {
            one.id: catalogue.places[above].name
            for one in self.crossed.table.rows
            if (above := _above(bounds, one.id)) in catalogue.places
        }
        return tiles_of(self.crossed.table, self.shown, areas, catalogue.threshold)


def _above(bounds: Boundaries, place: str) -> str:
    area = bounds.area(place)
    return area.of[0] if area.of else area.id


def wish_of(mode: str, wish: Wish, lines: tuple[str, ...]) -> Wish:
    """The wish as a way of looking needs it: a map shows one line of one period by place.

    What stands out is beside last year, whatever is chosen.
    """
    if mode == BOARD:
        return replace(wish, span=TWO)
    if mode != MAP:
        return wish
    line = wish.lines if wish.lines in lines else (lines[0] if lines else EVERY)
    return replace(wish, lines=line, rows=PLACE, columns=ALL, span=NOW)


def ready(view: View) -> View:
    """The same with everything that takes time done, off the window's thread."""
    _ = view.title, view.notes
    if view.mode in {CHART, MAP}:
        _ = view.drawn
    return view


def made(mode: str, crossed: Crossed, catalogue: Catalogue, told_as: Profile) -> View:
    """A view of a table as a profile tells it."""
    return View(
        catalogue=catalogue,
        mode=mode,
        crossed=crossed,
        shown=told(crossed.table, told_as, catalogue.threshold),
        full=told_as is INTERNAL,
    )
