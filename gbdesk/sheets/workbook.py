"""Reading the first sheet of a workbook as plain values."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, TypeAlias

from gbdesk.domain.refusals import Refused

CellContent: TypeAlias = str | int | bool | date | None
MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 200
MAX_BYTES: Final = 50 * 1024 * 1024
MAX_UNPACKED: Final = 10 * MAX_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: its name and rows; row and column numbers begin at 1 as Excel shows them."""

    name: str
    rows: Sequence[Sequence[CellContent]]
    first_row: int
    first_column: int


def read_first(path: Path) -> Sheet:
    """The first sheet that holds anything (.xlsx, .xlsm, .xls, .ods).

    Raises:
        Refused: it is no workbook, too large, or empty.
    """
    import python_calamine

    try:
        size = path.stat().st_size
    except OSError:
        raise Refused("disk.missing", name=path.name) from None
    if size > MAX_BYTES or _unpacked(path) > MAX_UNPACKED:
        raise Refused("sheet.large", name=path.name)
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            found = book.get_sheet_by_name(name)
            if found.start is None:
                continue
            rows = found.to_python(skip_empty_area=True)
            return _sheet(path, name, rows, found.start)
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Refused("sheet.unreadable", name=path.name) from error
    raise Refused("sheet.empty", name=path.name)


def _unpacked(path: Path) -> int:
    """How many bytes the parts of a workbook say they have when unpacked; 0 where it is no zip."""
    try:
        with zipfile.ZipFile(path) as packed:
            return sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, RuntimeError):
        return 0


def _sheet(path: Path, name: str, rows: list[list[Any]], start: tuple[int, int]) -> Sheet:
    if len(rows) > MAX_ROWS or max(map(len, rows), default=0) > MAX_COLUMNS:
        raise Refused("sheet.large", name=path.name)
    return Sheet(
        name=name,
        rows=[[_value(cell) for cell in row] for row in rows],
        first_row=start[0] + 1,
        first_column=start[1] + 1,
    )


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
