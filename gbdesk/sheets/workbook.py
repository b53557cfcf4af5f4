"""Reading a sheet of a workbook, or a file of separated text, as plain values."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeAlias

from gbdesk.domain.refusals import Refused
from gbdesk.sheets.errors import is_error
from gbdesk.sheets.looks import NONE, Looks, looks_of
from gbdesk.sheets.separated import ENDINGS as TEXT_ENDINGS
from gbdesk.sheets.separated import read_separated

CellContent: TypeAlias = str | int | bool | date | None
ENDINGS: Final = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
MAX_ROWS: Final = 120_000
MAX_COLUMNS: Final = 200
REMEMBERED: Final = 10_000
MAX_BYTES: Final = 50 * 1024 * 1024
MAX_UNPACKED: Final = 10 * MAX_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: its name and rows; row and column numbers begin at 1 as Excel shows them.

    `merged` are first row, first column, last row, last column of cells that are one.
    """

    name: str
    rows: Sequence[Sequence[CellContent]]
    first_row: int
    first_column: int
    merged: tuple[tuple[int, int, int, int], ...] = ()
    looks: Looks = NONE


def read_first(path: Path) -> Sheet:
    """The first sheet that holds anything, without its looks (.xlsx, .xlsm, .xls, .ods, .csv).

    Raises:
        Refused: it is no workbook, too large, or empty.
    """
    return read_sheet(path, looks=False)


def sheet_names(path: Path) -> tuple[str, ...]:
    """The visible sheets of a workbook; one without a name for separated text.

    Raises:
        Refused: it is no workbook, too large, or has no visible sheet.
    """
    _weigh(path)
    if path.suffix.lower() in TEXT_ENDINGS:
        return ("",)
    import python_calamine

    try:
        with python_calamine.CalamineWorkbook.from_path(str(path)) as book:
            names = _visible(book)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Refused("sheet.unreadable", name=path.name) from error
    if not names:
        raise Refused("sheet.empty", name=path.name)
    return names


def read_sheet(path: Path, name: str = "", *, looks: bool = True) -> Sheet:
    """A sheet by its name, else the first that is seen and holds anything.

    Raises:
        Refused: it is no workbook, too large, or empty.
    """
    _weigh(path)
    if path.suffix.lower() in TEXT_ENDINGS:
        return _text_sheet(path)
    import python_calamine

    try:
        with python_calamine.CalamineWorkbook.from_path(str(path)) as book:
            for known in [name] if name else _visible(book):
                found = book.get_sheet_by_name(known)
                if found.start is not None:
                    number = book.sheet_names.index(known)
                    return _sheet(path, found, looks_of(path, known, number) if looks else NONE)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Refused("sheet.unreadable", name=path.name) from error
    raise Refused("sheet.empty", name=path.name)


def _visible(book: Any) -> tuple[str, ...]:
    """The sheets that a person sees who opens the workbook."""
    import python_calamine

    visible = python_calamine.SheetVisibleEnum.Visible
    return tuple(one.name for one in book.sheets_metadata if one.visible == visible)


def _weigh(path: Path) -> None:
    try:
        size = path.stat().st_size
    except OSError:
        raise Refused("disk.missing", name=path.name) from None
    if size > MAX_BYTES or _unpacked(path) > MAX_UNPACKED:
        raise Refused("sheet.large", name=path.name)


def _unpacked(path: Path) -> int:
    """How many bytes the parts of a workbook say they have when unpacked; 0 where it is no zip."""
    try:
        with zipfile.ZipFile(path) as packed:
            return sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, RuntimeError):
        return 0


def _sheet(path: Path, found: Any, looks: Looks) -> Sheet:
    """Row by row, so that other threads have their turn."""
    (top, left), (bottom, right) = found.start, found.end
    _fits(path, bottom - top + 1, right - left + 1)
    filled = islice(found.iter_rows(), top, None)
    ranges, shared = found.merged_cell_ranges or [], _Shared()
    return Sheet(
        name=found.name,
        rows=[tuple(map(shared.value, row)) for row in filled],
        first_row=top + 1,
        first_column=left + 1,
        merged=tuple((a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in ranges),
        looks=looks,
    )


def _text_sheet(path: Path) -> Sheet:
    try:
        rows = read_separated(path)
    except OSError as error:
        raise Refused("sheet.unreadable", name=path.name) from error
    return of_text(rows, path)


def of_text(rows: Iterable[Sequence[str]], path: Path = Path()) -> Sheet:
    """Separated text, or a pasted block, as a sheet.

    Raises:
        Refused: too large, or empty.
    """
    shared = _Shared()
    made = [tuple(map(shared.value, row)) for row in rows]
    errors = frozenset(
        (at, column)
        for at, row in enumerate(made, start=1)
        for column, cell in enumerate(row, start=1)
        if isinstance(cell, str) and is_error(cell)
    )
    if not any(cell is not None for row in made for cell in row):
        raise Refused("sheet.empty", name=path.name)
    _fits(path, len(made), max(map(len, made)))
    looks = Looks(unstored=errors) if errors else NONE
    return Sheet(name="", rows=made, first_row=1, first_column=1, looks=looks)


def _fits(path: Path, height: int, width: int) -> None:
    if height > MAX_ROWS or width > MAX_COLUMNS:
        raise Refused("sheet.large", name=path.name)


class _Shared:
    """Equal values of a sheet are one object; as many of them as pay for being remembered."""

    def __init__(self) -> None:
        self._known: dict[CellContent, CellContent] = {}

    def value(self, cell: Any) -> CellContent:
        """A cell as a plain value."""
        made = _value(cell)
        if made is None or isinstance(made, bool):
            return made
        if len(self._known) < REMEMBERED:
            return self._known.setdefault(made, made)
        return self._known.get(made, made)


def _value(cell: Any) -> CellContent:
    """Whole numbers as numbers, days as dates, everything else as text."""
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else f"{cell:.15g}".replace(".", ",")
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, bool | date | int):
        return cell
    return str(cell).strip() or None


def column_name(number: int) -> str:
    """`A`, `B`, … `AA` for 1, 2, … 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
