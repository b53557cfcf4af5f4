"""Rows of a table read as lines of a register; what cannot be read is told by cell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.columns import Odd, read_count, read_day
from gbdesk.domain.entries import fitted, tidy
from gbdesk.domain.ops import Fields, Value
from gbdesk.domain.places import Place, is_loose, match
from gbdesk.domain.registers import PHONE, PLACE, SINCE, Register
from gbdesk.services import entry_columns as columns_of
from gbdesk.services.activity_columns import odd_words, unstored_words
from gbdesk.services.activity_reading import CellProblem, Wanted, problem_at
from gbdesk.services.entry_drafts import begun
from gbdesk.services.sheet_tables import Line, SheetTable
from gbdesk.sheets.workbook import CellContent
from gbdesk.text import translate

YEARS: Final = range(1945, 2100)


class _Odd(Exception):  # noqa: N818 - a cell that does not read as what its column holds
    pass


class EntryReading:
    """Reads rows of one table as lines of a register of an office.

    `loose` are names of places and of lists that were not written as they are, with what they were
    taken for.
    """

    def __init__(
        self, spec: Register, catalogue: Catalogue, office: str, today: date, wanted: Wanted
    ) -> None:
        self._spec, self._catalogue, self._today, self._wanted = spec, catalogue, today, wanted
        self._places: tuple[Place, ...] = catalogue.places_of(office, today)
        self._matched: dict[str, str] = {}
        self._chosen: dict[tuple[str, str], str] = {}
        self.loose: dict[str, str] = {}

    def row(self, table: SheetTable, line: Line) -> tuple[Fields, list[CellProblem]]:
        """The fields of one line, and the cells that could not be read or would not be kept."""
        fields, problems = begun(self._spec), list[CellProblem]()
        at: dict[str, int] = {}
        for column, name in self._wanted.columns.items():
            cell = line.cell(column)
            try:
                if (line.number, column) in table.unstored:
                    _refuse_formula()
                if cell is not None:
                    fields[name], at[name] = self._value(name, column, cell), column
            except _Odd as odd:
                problems.append(problem_at(table, line.number, column, str(odd)))
        if self._wanted.kind and not fields.get(self._spec.type):
            fields[self._spec.type] = self._wanted.kind
        if len(self._places) == 1 and PLACE in self._spec.by_id:
            fields.setdefault(PLACE, self._places[0].id)
        read = tidy(self._spec, fields)
        kept = fitted(self._spec, read)
        problems += [
            problem_at(table, line.number, at[name], self._not_kept(name))
            for name, value in read.items()
            if name in at and value is not None and kept.get(name) is None
        ]
        return kept, problems

    def _not_kept(self, name: str) -> str:
        """A shelter or a private address says nothing in words: nothing is dropped silently."""
        known = dict(columns_of.offered(self._spec))
        return translate(
            "Workbook",
            "“{column}” is not kept for a line of this kind. Clear the cell, or correct the type.",
            column=known[name],
        )

    def _value(self, name: str, column: int, cell: CellContent) -> Value:
        spec, answers = self._spec, self._wanted.answers.get(column, {})
        if name == PLACE:
            return self._where(str(cell))
        if columns_of.is_choice(spec, name):
            return self._choice(name, str(cell))
        if columns_of.is_count(spec, name):
            read = read_count(cell, answers)
            return read if read is None or isinstance(read, int) else _refuse(read, cell)
        if columns_of.is_day(spec, name):
            return self._day(name, answers, cell)
        if _kind(spec, name) == PHONE and not isinstance(cell, str):
            _refuse_number(cell)
        return str(cell)

    def _day(self, name: str, answers: Mapping[str, str], cell: CellContent) -> str:
        year = _year(cell) if _kind(self._spec, name) == SINCE else ""
        if year:
            return year
        day = read_day(cell, answers, self._today)
        return day.isoformat() if isinstance(day, date) else _refuse(day or Odd.NO_DAY, cell)

    def _choice(self, name: str, said: str) -> str:
        key = (name, said)
        if key not in self._chosen:
            among = columns_of.choices(self._spec, name, self._catalogue)
            found = columns_of.matching(said, among)
            self._chosen[key] = found[0] if len(found) == 1 else ""
            if len(found) == 1 and columns_of.is_loose(said, among[found[0]]):
                self.loose[said.strip()] = next(iter(among[found[0]]))
        if not self._chosen[key]:
            raise _Odd(translate("Workbook", "“{text}” is not in the list.", text=said))
        return self._chosen[key]

    def _where(self, said: str) -> str:
        if said not in self._matched:
            hits = match(said, self._places, self._catalogue.aliases)
            self._matched[said] = hits[0].id if len(hits) == 1 else ""
            if len(hits) == 1 and is_loose(said, hits[0]):
                self.loose[said.strip()] = hits[0].name
        if not self._matched[said]:
            raise _Odd(translate("Workbook", "“{text}” is not one place of this unit.", text=said))
        return self._matched[said]


def _kind(spec: Register, name: str) -> str:
    return spec.by_id[name].kind if name in spec.by_id else ""


def _year(cell: CellContent) -> str:
    """A year alone, as a number or as text; empty where it is something else."""
    if isinstance(cell, bool | date):
        return ""
    said = str(cell).strip()
    return said if said.isdecimal() and int(said) in YEARS else ""


def _refuse(odd: object, cell: CellContent) -> str:
    """Never returns a value.

    Raises:
        _Odd: always, with the words for it.
    """
    raise _Odd(odd_words(odd if isinstance(odd, Odd) else Odd.NO_NUMBER, cell))


def _refuse_formula() -> None:
    raise _Odd(unstored_words())


def _refuse_number(cell: CellContent) -> None:
    raise _Odd(
        translate(
            "Workbook",
            "“{text}” is a number there and may have lost its first 0; format the cell as text.",
            text=cell,
        )
    )
