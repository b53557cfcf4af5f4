"""Rows of a table read as activities, cell by cell; what cannot be read is told by cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeAlias

from gbdesk.domain.activities import MEASURE, PLACE, tidy
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.columns import Odd, read_count, read_day
from gbdesk.domain.names import fold
from gbdesk.domain.numbers import parse_decimal
from gbdesk.domain.ops import Fields, Value
from gbdesk.domain.places import Place, is_loose, match
from gbdesk.services import activity_columns as columns_of
from gbdesk.services.activity_columns import CHOICES, DAYS, PLACES, TICKS, odd_words, unstored_words
from gbdesk.services.activity_drafts import usual, with_default_quantity
from gbdesk.services.sheet_tables import Line, SheetTable
from gbdesk.sheets.workbook import CellContent, column_name
from gbdesk.text import translate

_YES: Final = frozenset({"x", "co", "yes", "true", "1"})

Answers: TypeAlias = Mapping[int, Mapping[str, str]]


class _Odd(Exception):  # noqa: N818 - a cell that does not read as what its column holds
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class CellProblem:
    """One cell that could not be used: where it stands and why."""

    cell: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a table is to be read: its columns, the answers given, the form where none is told.

    `hidden`: rows that are hidden in the workbook are taken too. `period`: the one that is shown,
    so that days beyond it are told.
    """

    columns: Mapping[int, str]
    answers: Answers = field(default_factory=dict)
    kind: str = ""
    hidden: bool = False
    period: str = ""


class Reading:
    """Reads rows of one table as activities of an office.

    `loose` are names of places that were not written as they are, with what they were taken for.
    """

    def __init__(self, catalogue: Catalogue, office: str, today: date, wanted: Wanted) -> None:
        self._catalogue, self._today, self._wanted = catalogue, today, wanted
        self._places: tuple[Place, ...] = catalogue.places_of(office, today)
        self._matched: dict[str, Fields] = {}
        self.loose: dict[str, str] = {}
        self._chosen: dict[tuple[str, str], str] = {}
        self._usual = usual(catalogue, office, today)

    def row(self, table: SheetTable, line: Line) -> tuple[Fields, list[CellProblem]]:
        """The fields of one activity and the cells that could not be read."""
        fields: Fields = dict(self._usual)
        problems: list[CellProblem] = []
        for column, name in self._wanted.columns.items():
            cell = line.cell(column)
            try:
                if (line.number, column) in table.unstored:
                    _refuse_formula()
                if cell is not None:
                    fields.update(self._fields(name, column, cell))
            except _Odd as odd:
                problems.append(problem_at(table, line.number, column, str(odd)))
        if self._wanted.kind:
            fields.setdefault("kind", self._wanted.kind)
        return tidy(with_default_quantity(fields, self._catalogue)), problems

    def _fields(self, name: str, column: int, cell: CellContent) -> Fields:
        answers = self._wanted.answers.get(column, {})
        if name == PLACES:
            return self._where(str(cell))
        if name in DAYS:
            day = read_day(cell, answers, self._today)
            return {name: day.isoformat() if isinstance(day, date) else _refuse(day, cell)}
        if name in CHOICES:
            return {name: self._choice(name, str(cell))}
        if name.startswith(MEASURE):
            return {name: _amount(name, cell, answers)}
        if name in TICKS:
            return {name: fold(str(cell)) in _YES or cell is True}
        return {name: str(cell)}

    def _choice(self, name: str, said: str) -> str:
        key = (name, said)
        if key not in self._chosen:
            self._chosen[key] = columns_of.choice(name, said, self._catalogue)
        if not self._chosen[key]:
            raise _Odd(translate("Workbook", "“{text}” is not in the list.", text=said))
        return self._chosen[key]

    def _where(self, said: str) -> Fields:
        if said not in self._matched:
            self._matched[said] = self._match(said)
        return self._matched[said]

    def _match(self, said: str) -> Fields:
        found: Fields = {}
        for part in said.replace(";", ",").split(","):
            if not part.strip():
                continue
            hits = match(part, self._places, self._catalogue.aliases)
            if len(hits) != 1:
                raise _Odd(
                    translate("Workbook", "“{text}” is not one place of this unit.", text=part)
                )
            found[PLACE + hits[0].id] = True
            if is_loose(part, hits[0]):
                self.loose[part.strip()] = hits[0].name
        return found


def _amount(name: str, cell: CellContent, answers: Mapping[str, str]) -> Value:
    if not columns_of.is_count(name):
        decimal = parse_decimal(str(cell))
        return decimal if decimal is not None else _refuse(Odd.NO_NUMBER, cell)
    read = read_count(cell, answers)
    return read if read is None or isinstance(read, int) else _refuse(read, cell)


def _refuse(odd: object, cell: CellContent) -> str:
    """Never returns a value.

    Raises:
        _Odd: always, with the words for it.
    """
    raise _Odd(odd_words(odd if isinstance(odd, Odd) else Odd.NO_NUMBER, cell))


def _refuse_formula() -> None:
    raise _Odd(unstored_words())


def letter(table: SheetTable, column: int) -> str:
    """The letter of a column (from 0) as the spreadsheet shows it."""
    return column_name(table.first_column + column)


def problem_at(table: SheetTable, number: int, column: int, text: str) -> CellProblem:
    """What is said about one cell."""
    return CellProblem(cell=f"{letter(table, column)}{number}", text=text)
