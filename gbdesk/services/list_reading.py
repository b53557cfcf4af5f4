"""Lists of units and communes out of a pasted block or a workbook: which column is what.

Columns are guessed from their heading, else from what stands in them; a person sees the guess and
may change it before anything is taken over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from gbdesk.domain.catalogue_lines import COLUMNS, OFFICES, PLACES, Line, kind_of, place_kind
from gbdesk.domain.names import fold, nfc
from gbdesk.domain.refusals import Refused
from gbdesk.sheets.workbook import CellContent, read_first

HEADING_ROWS: Final = 10
MOST: Final = 2_000
ENDINGS: Final = (".xlsx", ".xlsm", ".xls", ".ods")
HEADINGS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    OFFICES: {
        "name": ("ten don vi", "don vi", "ten", "co quan", "ten co quan", "name", "unit", "office"),
        "short": ("ten ngan", "ten viet tat", "viet tat", "ten goi tat", "short name", "short"),
        "kind": ("loai", "cap", "loai don vi", "cap don vi", "kind", "level", "type"),
        "area": ("dia ban", "xa phuong", "huyen", "xa", "huyen thi xa", "area", "place"),
        "parent": ("truc thuoc", "cap tren", "don vi cap tren", "thuoc", "parent", "belongs to"),
        "phone": ("dien thoai", "so dien thoai", "dt", "sdt", "dien thoai co quan", "phone"),
    },
    PLACES: {
        "name": (
            *("ten xa", "xa phuong", "xa", "ten", "xa phuong thi tran", "don vi hanh chinh"),
            *("dia ban", "commune", "name"),
        ),
        "code": ("ma", "ma xa", "ma so", "ma don vi hanh chinh", "ma dvhc", "code"),
        "office": (
            *("don vi nhap", "don vi", "thuoc huyen", "huyen", "huyen thi xa", "thuoc"),
            *("don vi phu trach", "quan huyen", "entered by", "district", "unit"),
        ),
    },
}
_NUMBERS: Final = ("stt", "tt", "so tt", "no", "so thu tu")
_PHONE: Final = re.compile(r"[+(]?0?[0-9][0-9 .()-]{6,}")
_CODE: Final = re.compile(r"[0-9]{2,5}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Cells as text, the row of headings where there is one, and the guess: column to field."""

    table: str
    rows: tuple[tuple[str, ...], ...]
    headings: tuple[str, ...]
    guess: Mapping[int, str]

    @property
    def width(self) -> int:
        """How many columns."""
        return max((len(row) for row in self.rows), default=0)

    def lines(self, columns: Mapping[int, str]) -> list[Line]:
        """The lines that these columns give; empty ones are left out."""
        made = []
        for row in self.rows:
            line = {name: nfc(row[at]) for at, name in columns.items() if name and at < len(row)}
            if any(line.values()):
                made.append({name: text for name, text in line.items() if text})
        return made


def read_text_block(table: str, cells: Sequence[Sequence[str]]) -> Block:
    """A block as it was pasted.

    Raises:
        Refused: there is nothing in it, or it is far too long.
    """
    return _block(table, [[nfc(cell) for cell in row] for row in cells])


def read_workbook(table: str, path: Path) -> Block:
    """The first sheet of a workbook that holds anything.

    Raises:
        Refused: it is no workbook, too large or empty.
    """
    sheet = read_first(path)
    return _block(table, [[_text(cell) for cell in row] for row in sheet.rows])


def _text(cell: CellContent) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else nfc(str(cell))


def _block(table: str, cells: Sequence[Sequence[str]]) -> Block:
    rows = [tuple(row) for row in cells if any(row)]
    if not rows:
        raise Refused("list.empty")
    if len(rows) > MOST:
        raise Refused("list.long", most=MOST)
    at = _heading_row(table, rows)
    if at is None:
        return Block(table=table, rows=tuple(rows), headings=(), guess=_by_content(table, rows))
    head, below = rows[at], tuple(rows[at + 1 :])
    guess = _by_heading(table, head)
    taken = set(guess.values())
    if "name" not in taken:
        guess |= {
            column: name
            for column, name in _by_content(table, below).items()
            if column not in guess and name not in taken
        }
    return Block(table=table, rows=below, headings=head, guess=guess)


def _heading_row(table: str, rows: Sequence[Sequence[str]]) -> int | None:
    """The first row of which at least two cells are headings, or its only cell."""
    for at, row in enumerate(rows[:HEADING_ROWS]):
        written = [cell for cell in row if cell]
        known = [cell for cell in written if _field(table, cell) or fold(cell) in _NUMBERS]
        if known and len(known) >= min(2, len(written)):
            return at
    return None


def _field(table: str, heading: str) -> str:
    wanted = re.sub(r"[^a-z0-9]+", " ", fold(heading)).strip()
    for name, words in HEADINGS[table].items():
        if wanted in words:
            return name
    return ""


def _by_heading(table: str, head: Sequence[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for column, heading in enumerate(head):
        name = _field(table, heading)
        if name and name not in found.values():
            found[column] = name
    return found


def _by_content(table: str, rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """Which column is what, by what stands in most of its cells."""
    width = max((len(row) for row in rows), default=0)
    columns = [[row[at] for row in rows if at < len(row) and row[at]] for at in range(width)]
    found: dict[int, str] = {}
    for at, cells in enumerate(columns):
        name = _told(table, cells)
        if name and name not in found.values():
            found[at] = name
    rest = [at for at, cells in enumerate(columns) if at not in found and _is_words(cells)]
    for name in _by_length(table, found.values()):
        if not rest:
            break
        longest = max(rest, key=lambda at: sum(map(len, columns[at])) / len(columns[at]))
        wanted = longest if name == "name" and table == OFFICES else rest[0]
        found[wanted] = name
        rest.remove(wanted)
    return dict(sorted(found.items()))


def _by_length(table: str, taken: Iterable[str]) -> list[str]:
    wanted = ("name", "short", "area", "parent") if table == OFFICES else ("name", "office")
    return [name for name in wanted if name not in taken]


def _told(table: str, cells: Sequence[str]) -> str:
    """What a column is where its cells tell it themselves."""
    if not cells:
        return ""
    if table == OFFICES and _most(cells, lambda cell: bool(_PHONE.fullmatch(cell))):
        return "phone"
    if table == OFFICES and _most(cells, lambda cell: kind_of(cell) is not None):
        return "kind"
    if table == PLACES and not _is_counting(cells) and _most(cells, _is_code):
        return "code"
    small = {"commune", "ward", "township", "special-zone"}
    if table == PLACES and _most(cells, lambda cell: place_kind(cell) in small):
        return "name"
    return ""


def _is_code(cell: str) -> bool:
    return bool(_CODE.fullmatch(cell))


def _is_counting(cells: Sequence[str]) -> bool:
    """Whether the cells count the rows from 1 on."""
    return all(cell.rstrip(".").lstrip("0") == str(at) for at, cell in enumerate(cells, start=1))


def _is_words(cells: Sequence[str]) -> bool:
    return bool(cells) and _most(cells, lambda cell: any(char.isalpha() for char in cell))


def _most(cells: Sequence[str], holds: Callable[[str], bool]) -> bool:
    return sum(holds(cell) for cell in cells) * 10 >= len(cells) * 7


def fields(table: str) -> tuple[str, ...]:
    """What a column can be."""
    return COLUMNS[table]
