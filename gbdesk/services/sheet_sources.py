"""Where a table comes from: a sheet of a workbook, or a block that was pasted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from gbdesk.sheets.workbook import Sheet, of_text, read_sheet, sheet_names

NOTHING: Final = Sheet(name="", rows=(), first_row=1, first_column=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What was read; `sheets` are the names to choose from, none for a pasted block."""

    name: str
    sheet: Sheet
    path: Path | None = None
    sheets: tuple[str, ...] = ()

    def lasting(self) -> Source:
        """The same without the cells where they can be read again."""
        return self if self.path is None else replace(self, sheet=NOTHING)


def open_file(path: Path, sheet: str = "") -> Source:
    """A sheet of a workbook, the first that holds anything where none is named.

    Raises:
        Refused: it is no workbook, too large, or empty.
    """
    names = sheet_names(path)
    found = read_sheet(path, sheet)
    return Source(name=path.name, sheet=found, path=path, sheets=names if len(names) > 1 else ())


def pasted(cells: Sequence[Sequence[str]], name: str) -> Source:
    """A block as it was pasted; `name` is what to call it.

    Raises:
        Refused: there is nothing in it, or it is too large.
    """
    return Source(name=name, sheet=of_text(cells, Path(name)))
