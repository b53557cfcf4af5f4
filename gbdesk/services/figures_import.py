"""Figures out of a workbook or a pasted block: which cell of a return each one goes to.

Nothing is written here: the figures go through the grid, as one step that can be taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from gbdesk.domain.cells import CellValue
from gbdesk.domain.columns import Odd, read_count
from gbdesk.domain.forms import WHOLE, FormSpec
from gbdesk.domain.numbers import group
from gbdesk.domain.places import Alias, Place, is_loose, match
from gbdesk.services.activity_columns import odd_words, unstored_words
from gbdesk.services.activity_reading import Answers, CellProblem, problem_at
from gbdesk.services.figure_columns import PLACE
from gbdesk.services.progress import Progress, Silent
from gbdesk.services.return_sheet import ReturnSheet
from gbdesk.services.sheet_tables import Line, SheetTable, left_out, sums_differ
from gbdesk.sheets.workbook import CellContent
from gbdesk.text import translate

STEP: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure with the row and line of the return it goes to; `now` is what stands there."""

    place: str
    line: str
    value: CellValue
    now: CellValue = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePlan:
    """What a table would set: blank cells filled, other figures replaced; `same` stand already.

    `ignored` are the columns of the table that are not taken, `loose` the names of places that were
    not written as they are, with what they were taken for.
    """

    fills: tuple[Figure, ...] = ()
    replaces: tuple[Figure, ...] = ()
    same: int = 0
    places: int = 0
    problems: tuple[CellProblem, ...] = ()
    totals: tuple[CellProblem, ...] = ()
    ignored: tuple[str, ...] = ()
    loose: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureWish:
    """How a table is to be read; `hidden`: rows hidden in the workbook are taken too."""

    columns: Mapping[int, str]
    answers: Answers = field(default_factory=dict)
    hidden: bool = False


def plan(
    sheet: ReturnSheet,
    form: FormSpec,
    table: SheetTable,
    wish: FigureWish,
    aliases: Sequence[Alias],
    *,
    progress: Progress | None = None,
) -> FigurePlan:
    """What a table would set in a return; a blank cell of it sets nothing.

    Raises:
        Cancelled: the person asked to stop.
    """
    return _Planning(sheet, form, table, wish, aliases).made(progress or Silent())


def sorted_out(
    sheet: ReturnSheet,
    figures: Iterable[Figure],
    problems: Sequence[CellProblem],
    *,
    places: int,
    totals: tuple[CellProblem, ...] = (),
) -> FigurePlan:
    """These figures beside what stands in a return: blank there, another figure, or the same."""
    fills: list[Figure] = []
    replaces: list[Figure] = []
    same = 0
    for figure in figures:
        now = sheet.cell(figure.place, figure.line).value
        if now == figure.value:
            same += 1
        else:
            (fills if now is None else replaces).append(replace(figure, now=now))
    return FigurePlan(
        fills=tuple(fills),
        replaces=tuple(replaces),
        same=same,
        places=places,
        problems=tuple(problems),
        totals=totals,
    )


class _Planning:
    """Goes through the rows of one table."""

    def __init__(
        self,
        sheet: ReturnSheet,
        form: FormSpec,
        table: SheetTable,
        wish: FigureWish,
        aliases: Sequence[Alias],
    ) -> None:
        self._sheet, self._form, self._table, self._wish = sheet, form, table, wish
        self._aliases = aliases
        named = [at for at, name in wish.columns.items() if name == PLACE]
        self._place_column = named[0] if named else -1
        self._lines = {at: name for at, name in wish.columns.items() if name != PLACE}
        self._problems: list[CellProblem] = []
        self._rows: dict[str, int] = {}
        self._known: dict[str, tuple[Place, ...]] = {}
        self._loose: dict[str, str] = {}

    def made(self, told: Progress) -> FigurePlan:
        """All that was found."""
        found: list[Figure] = []
        for done, line in enumerate(self._table.rows):
            if done % STEP == 0:
                told.step(done, len(self._table.rows))
            if line.number in self._table.hidden and not self._wish.hidden:
                continue
            place = self._place_of(line)
            if place is not None:
                found += self._figures(line, place)
        made = sorted_out(
            self._sheet, found, self._problems, places=len(self._rows), totals=tuple(self._sums())
        )
        ignored = left_out(self._table, self._wish.columns)
        return replace(made, ignored=ignored, loose=self._loose)

    def _place_of(self, line: Line) -> str | None:
        """The row of the return a line of the table stands for; None where it is told as wrong."""
        if self._sheet.rows == (WHOLE,):
            place, column = WHOLE, min(self._lines, default=0)
        else:
            column = self._place_column
            said = line.cell(column)
            hits = self._matched(str(said or ""))
            if len(hits) != 1:
                if any(line.cell(at) is not None for at in self._lines):
                    words = translate(
                        "Workbook", "“{text}” is not one place of this form.", text=said or ""
                    )
                    self._problems.append(problem_at(self._table, line.number, column, words))
                return None
            place = hits[0].id
        if place in self._rows:
            words = translate(
                "Workbook",
                "This row stands for what row {row} said already.",
                row=self._rows[place],
            )
            self._problems.append(problem_at(self._table, line.number, column, words))
            return None
        self._rows[place] = line.number
        return place

    def _matched(self, said: str) -> tuple[Place, ...]:
        if said not in self._known:
            hits = self._known[said] = match(said, self._sheet.places, self._aliases)
            if len(hits) == 1 and is_loose(said, hits[0]):
                self._loose[said] = hits[0].name
        return self._known[said]

    def _figures(self, line: Line, place: str) -> Iterator[Figure]:
        for column, name in self._lines.items():
            cell = line.cell(column)
            if (line.number, column) in self._table.unstored:
                words = unstored_words()
                self._problems.append(problem_at(self._table, line.number, column, words))
                continue
            read = read_count(cell, self._wish.answers.get(column, {}))
            if isinstance(read, Odd):
                words = odd_words(read, cell)
                self._problems.append(problem_at(self._table, line.number, column, words))
            elif read is not None:
                yield Figure(place=place, line=name, value=read)

    def _sums(self) -> Iterator[CellProblem]:
        for line, column, said, added in sums_differ(self._table, self._number, self._lines):
            words = translate(
                "Workbook",
                "“{line}”: the total row says {said}, the rows add up to {added}.",
                line=self._form.line_name(self._lines[column]),
                said=group(said),
                added=group(added),
            )
            yield problem_at(self._table, line.number, column, words)

    def _number(self, cell: CellContent, column: int) -> int | None:
        read = read_count(cell, self._wish.answers.get(column, {}))
        return read if isinstance(read, int) else None
