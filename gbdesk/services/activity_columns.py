"""Which column of a table holds what of an activity: guessed by heading, else by content."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from gbdesk.domain.activities import DECIMALS, MEASURE
from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.columns import Doubt, Odd, doubts_of_counts, doubts_of_days, read_day
from gbdesk.domain.names import fold
from gbdesk.domain.places import match
from gbdesk.services.labels import FIELDS
from gbdesk.services.sheet_heading import Known, plain
from gbdesk.services.sheet_tables import SheetTable
from gbdesk.sheets.workbook import CellContent
from gbdesk.text import catalogue as words_in
from gbdesk.text import say, translate

PLACES: Final = "places"
TEXTS: Final = ("title", "venue_text", "partner_text", "funding", "notes")
DAYS: Final = ("start", "end")
CHOICES: Final = {"kind": "kinds", "level": "levels", "venue": "venues", "occasion": "occasions"}
TICKS: Final = ("integrated", "minority_area", "remote_area")
OFFERED: Final = (
    *("title", "kind", "start", "end", PLACES, "level", "venue", "venue_text"),
    *("occasion", "partner_text", *TICKS, "funding", "notes"),
)
NEEDED: Final = ("title", "start")
LOOKED_AT: Final = 60
MOST: Final = 0.7
_ALSO: Final = {
    "title": (
        *("noi dung", "noi dung hoat dong", "hoat dong", "ten hoat dong", "title"),
        *("noi dung thuc hien", "noi dung cong viec", "ten chuong trinh"),
    ),
    "kind": ("hinh thuc", "loai hinh", "loai hoat dong", "hinh thuc hoat dong", "form", "kind"),
    "start": (
        *("ngay", "thoi gian", "tu ngay", "ngay bat dau", "ngay to chuc", "date", "start"),
        *("ngay thuc hien", "thoi gian to chuc", "thoi gian thuc hien", "ngay thang"),
    ),
    "end": ("den ngay", "ngay ket thuc", "end"),
    "level": ("cap", "cap to chuc"),
    "venue_text": ("dia diem", "dia diem to chuc"),
    "notes": ("ghi chu", "notes"),
    "partner_text": ("phoi hop", "don vi phoi hop", "co quan phoi hop"),
    PLACES: ("xa", "dia ban", "xa phuong", "xa phuong thi tran", "noi to chuc", "places", "place"),
    "measure.quantity": ("so luong", "so cuoc", "so buoi", "quantity"),
    "measure.attendees": (
        *("so nguoi", "so nguoi du", "nguoi du", "attendees", "so nguoi tham du"),
        *("so luot nguoi", "so nguoi tham gia", "tong so nguoi", "nguoi tham du"),
        *("nguoi tham gia", "tong so nguoi tham du", "tong so nguoi du", "luot nguoi tham du"),
    ),
    "measure.women": ("nu", "trong do nu", "so nu", "women"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What has to be asked about one column (from 0)."""

    column: int
    doubt: Doubt


def offered(catalogue: Catalogue) -> tuple[str, ...]:
    """Everything a column can be, in the order of the form."""
    return (*OFFERED, *(MEASURE + name for name in catalogue.measures))


def name_of(field: str, catalogue: Catalogue) -> str:
    """What a column is called in the language in use."""
    if field == PLACES:
        word = catalogue.word("place_kind")
        return word[:1].upper() + word[1:]
    if field.startswith(MEASURE):
        return catalogue.measures[field.removeprefix(MEASURE)].name
    return say(FIELDS[field])


def headings(catalogue: Catalogue) -> Known:
    """Tells the field of a heading: by its lowest row, else by all of its rows together."""
    names = _names(catalogue)

    def known(path: tuple[str, ...]) -> str:
        if not path:
            return ""
        ways = (path[-1], " ".join(path), path[0])
        return next((names[plain(way)] for way in ways if plain(way) in names), "")

    return known


def _names(catalogue: Catalogue) -> dict[str, str]:
    """Labels in both languages to field names; labels of the form come before measures."""
    names: dict[str, str] = {}
    for field in OFFERED:
        if field != PLACES:
            context, source = FIELDS[field]
            names[plain(source)] = field
            names[plain(str(words_in("vi").get(context, {}).get(source, source)))] = field
    for field, labels in _ALSO.items():
        for label in labels:
            names.setdefault(label, field)
    for measure in catalogue.measures.values():
        for label in (measure.label, measure.label_en):
            names.setdefault(plain(label), MEASURE + measure.id)
    return names


def guess(table: SheetTable, catalogue: Catalogue, office: str, today: date) -> dict[int, str]:
    """Column to field: by the headings; without any, by what stands in the columns."""
    if not table.has_heading:
        return _by_content(table, catalogue, office, today)
    known = headings(catalogue)
    found: dict[int, str] = {}
    for at, path in enumerate(table.titles):
        field = known(path)
        if field and field not in found.values():
            found[at] = field
    return found


def _by_content(
    table: SheetTable, catalogue: Catalogue, office: str, today: date
) -> dict[int, str]:
    """By what most cells of a column are: a day, a form of activity, a place, the longest text."""
    places = catalogue.places_of(office, today)
    tests: dict[str, Callable[[CellContent], bool]] = {
        "start": lambda cell: isinstance(read_day(cell, {}, today), date),
        "kind": lambda cell: bool(choice("kind", str(cell), catalogue)),
        PLACES: lambda cell: len(match(str(cell), places, catalogue.aliases)) == 1,
    }
    cells = [[cell for cell in table.column(at) if cell is not None] for at in range(table.width)]
    found: dict[int, str] = {}
    for at, column in enumerate(cells):
        for field, holds in tests.items():
            if field not in found.values() and _most(column[:LOOKED_AT], holds):
                found[at] = field
                break
    left = [at for at, column in enumerate(cells) if at not in found and _most(column, _is_words)]
    if left:
        longest = max(left, key=lambda at: sum(len(str(cell)) for cell in cells[at]))
        found[longest] = "title"
    return dict(sorted(found.items()))


def _most(cells: Sequence[CellContent], holds: Callable[[CellContent], bool]) -> bool:
    return bool(cells) and sum(map(holds, cells)) >= MOST * len(cells)


def _is_words(cell: CellContent) -> bool:
    return isinstance(cell, str) and any(char.isalpha() for char in cell)


def choice(field: str, said: str, catalogue: Catalogue) -> str:
    """The id of what is meant by a word of a list; empty where nothing is."""
    wanted = fold(said)
    for found in getattr(catalogue, CHOICES[field]).values():
        labels = (found.id, found.label, found.label_en, *getattr(found, "synonyms", ()))
        if wanted in {fold(label) for label in labels}:
            return str(found.id)
    return ""


def is_count(field: str) -> bool:
    """Whether a field holds whole numbers."""
    return field.startswith(MEASURE) and field.removeprefix(MEASURE) not in DECIMALS


def questions(table: SheetTable, columns: Mapping[int, str]) -> list[Question]:
    """What has to be asked before the cells of these columns can be read."""
    found: list[Question] = []
    for column, field in columns.items():
        doubts: list[Doubt] = []
        if field in DAYS:
            doubts = doubts_of_days(table.column(column))
        elif is_count(field):
            doubts = doubts_of_counts(table.column(column))
        found += [Question(column=column, doubt=doubt) for doubt in doubts]
    return found


def odd_words(odd: Odd, cell: CellContent) -> str:
    """Why a cell could not be read."""
    if odd == Odd.ASKED:
        return translate("Workbook", "“{text}” can be read two ways.", text=cell)
    if odd == Odd.NO_DAY:
        return translate("Workbook", "“{text}” is not a date.", text=cell)
    return translate("Workbook", "“{text}” is not a whole number from 0.", text=cell)


def unstored_words() -> str:
    """Why a formula gives nothing."""
    return translate(
        "Workbook",
        "The file has no result of this formula, or an error; open it in Excel, see to it, save "
        "it, try again.",
    )
