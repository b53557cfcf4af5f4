"""Activities out of a workbook: the heading row matched to field labels, problems per cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, TypeAlias

from gbdesk.domain.activities import ERROR, check_activity, tidy
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.dates import parse_date
from gbdesk.domain.names import fold
from gbdesk.domain.numbers import parse_count, parse_decimal
from gbdesk.domain.ops import Fields, Value
from gbdesk.domain.places import match
from gbdesk.domain.refusals import Refused
from gbdesk.services.labels import FIELDS
from gbdesk.sheets.workbook import CellContent, Sheet, column_name, read_first
from gbdesk.text import catalogue as words_in
from gbdesk.text import translate

HEADING_ROWS: Final = 15
PLACES: Final = "places"
_PLAIN: Final = ("title", "venue_text", "partner_text", "notes", "funding")
_DATES: Final = ("start", "end")
_CHOICES: Final = {"kind": "kinds", "level": "levels", "venue": "venues", "occasion": "occasions"}
_ALSO: Final = {
    "title": ("noi dung", "noi dung hoat dong", "hoat dong", "ten hoat dong", "title"),
    "kind": ("hinh thuc", "loai hinh", "form", "kind"),
    "start": ("ngay", "thoi gian", "tu ngay", "ngay bat dau", "date", "start"),
    "end": ("den ngay", "ngay ket thuc", "end"),
    "level": ("cap",),
    "venue_text": ("dia diem",),
    "notes": ("ghi chu",),
    "partner_text": ("phoi hop", "don vi phoi hop"),
    PLACES: ("xa", "dia ban", "xa phuong", "noi to chuc", "places", "place"),
    "measure.quantity": ("so luong", "so cuoc", "quantity"),
    "measure.attendees": ("so nguoi", "so nguoi du", "nguoi du", "attendees"),
    "measure.women": ("nu", "trong do nu", "so nu", "women"),
}
_YES: Final = frozenset({"x", "co", "yes", "true", "1"})

Read: TypeAlias = Callable[[CellContent], Value]


class _Odd(Exception):  # noqa: N818 - a cell that does not read as what its column holds
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class CellProblem:
    """One cell that could not be used: where it stands and why."""

    cell: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What a workbook would add: activities in order, problems, columns nobody knows."""

    activities: tuple[tuple[int, Fields], ...]
    problems: tuple[CellProblem, ...]
    columns: Mapping[str, str]
    ignored: tuple[str, ...]


def plan_import(path: Path, catalogue: Catalogue, office: str, today: date) -> Planned:
    """Read a workbook as activities of an office; nothing is written.

    Raises:
        Refused: no workbook, or no row of headings with name and day of the activity.
    """
    sheet = read_first(path)
    names = _field_names(catalogue)
    at, columns, ignored = _headings(sheet, names, path.name)
    reading = _Reading(catalogue, office, today)
    found: list[tuple[int, Fields]] = []
    problems: list[CellProblem] = []
    for number, row in enumerate(sheet.rows[at + 1 :], start=sheet.first_row + at + 1):
        if all(cell is None for cell in row):
            continue
        fields, bad = reading.row(sheet, number, row, columns)
        problems += bad
        if not bad:
            found.append((number, fields))
    shown = {column_name(sheet.first_column + at): name for at, name in columns.items()}
    return Planned(
        activities=tuple(found),
        problems=tuple(problems),
        columns=shown,
        ignored=tuple(ignored),
    )


def _field_names(catalogue: Catalogue) -> dict[str, str]:
    """Folded labels in both languages to field names; labels of the form come before measures."""
    names: dict[str, str] = {}
    for field in (*_PLAIN, *_DATES, *_CHOICES, "minority_area", "remote_area", "integrated"):
        context, source = FIELDS[field]
        names[fold(source)] = field
        names[fold(str(words_in("vi").get(context, {}).get(source, source)))] = field
    for field, labels in _ALSO.items():
        for label in labels:
            names.setdefault(label, field)
    for measure in catalogue.measures.values():
        for label in (measure.label, measure.label_en):
            names.setdefault(fold(label), f"measure.{measure.id}")
    return names


def _headings(
    sheet: Sheet, names: Mapping[str, str], file: str
) -> tuple[int, dict[int, str], list[str]]:
    for at, row in enumerate(sheet.rows[:HEADING_ROWS]):
        known = {
            column: names[fold(cell)]
            for column, cell in enumerate(row)
            if isinstance(cell, str) and fold(cell) in names
        }
        if {"title", "start"} <= set(known.values()):
            ignored = [
                cell
                for column, cell in enumerate(row)
                if isinstance(cell, str) and column not in known
            ]
            return at, known, ignored
    raise Refused("sheet.headings", name=file)


class _Reading:
    """Reads rows of one workbook."""

    def __init__(self, catalogue: Catalogue, office: str, today: date) -> None:
        self._catalogue = catalogue
        self._today = today
        self._office = office

    def row(
        self, sheet: Sheet, number: int, row: Sequence[CellContent], columns: Mapping[int, str]
    ) -> tuple[Fields, list[CellProblem]]:
        """The fields of one activity and what is wrong with its cells."""
        fields: Fields = {"level": "commune", "role": "lead", "status": "done"}
        problems: list[CellProblem] = []
        where = {name: column for column, name in columns.items()}
        for column, name in columns.items():
            cell = row[column] if column < len(row) else None
            if cell is None:
                continue
            try:
                fields.update(self._fields(name, cell))
            except _Odd as odd:
                problems.append(_problem(sheet, number, column, str(odd)))
        if not problems:
            fields = tidy(fields)
            problems = [
                _problem(sheet, number, where.get(found.field, 0), _said(found.code))
                for found in check_activity(fields, self._catalogue)
                if found.severity == ERROR
            ]
        return fields, problems

    def _fields(self, name: str, cell: CellContent) -> Fields:
        if name == PLACES:
            return self._places(str(cell))
        if name in _DATES:
            day = cell if isinstance(cell, date) else parse_date(str(cell), self._today)
            if day is None:
                raise _Odd(translate("Workbook", "“{text}” is not a date.", text=cell))
            return {name: day.isoformat()}
        if name in _CHOICES:
            return {name: self._choice(name, str(cell))}
        if name.startswith("measure."):
            return {name: _amount(name, cell)}
        if name in {"minority_area", "remote_area", "integrated"}:
            return {name: fold(str(cell)) in _YES or cell is True}
        return {name: str(cell)}

    def _choice(self, name: str, said: str) -> str:
        wanted = fold(said)
        for found in getattr(self._catalogue, _CHOICES[name]).values():
            labels = (found.id, found.label, found.label_en, *getattr(found, "synonyms", ()))
            if wanted in {fold(label) for label in labels}:
                return str(found.id)
        raise _Odd(translate("Workbook", "“{text}” is not in the list.", text=said))

    def _places(self, said: str) -> Fields:
        places = self._catalogue.places_of(self._office, self._today)
        found: Fields = {}
        for part in said.replace(";", ",").split(","):
            if not part.strip():
                continue
            hits = match(part, places, self._catalogue.aliases)
            if len(hits) != 1:
                raise _Odd(
                    translate("Workbook", "“{text}” is not one place of this unit.", text=part)
                )
            found[f"place.{hits[0].id}"] = True
        return found


def _amount(name: str, cell: CellContent) -> Value:
    if isinstance(cell, int) and not isinstance(cell, bool) and cell >= 0:
        return cell
    if name == "measure.area" and (read := parse_decimal(str(cell))) is not None:
        return read
    counted = parse_count(str(cell))
    if isinstance(counted, int):
        return counted
    raise _Odd(translate("Workbook", "“{text}” is not a whole number from 0.", text=cell))


def _problem(sheet: Sheet, number: int, column: int, text: str) -> CellProblem:
    return CellProblem(cell=f"{column_name(sheet.first_column + column)}{number}", text=text)


def _said(code: str) -> str:
    return translate("Workbook", "This row cannot be recorded ({code}).", code=code)
