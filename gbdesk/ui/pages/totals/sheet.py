"""What the table of figures shows, before it is painted: texts, totals, differences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from gbdesk.domain import numbers
from gbdesk.domain.crosstab import PERIOD, CrossCell, Head
from gbdesk.domain.crosstab_told import TOTAL, change
from gbdesk.domain.disclosure import Shown
from gbdesk.services.crosstabs import Crossed
from gbdesk.text import translate

CHANGED: Final = "Δ"
PERCENT: Final = "%"
PAIR: Final = 2


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What the table shows: heads with the totals and differences added, texts as told."""

    crossed: Crossed
    shown: Mapping[tuple[str, str], Shown]
    rows: tuple[Head, ...] = field(init=False)
    columns: tuple[Head, ...] = field(init=False)

    def __post_init__(self) -> None:
        """The heads, once."""
        table = self.crossed.table
        total = Head(id=TOTAL, name=translate("Crosstab", "Total"))
        rows = (*table.rows, total) if table.totals else table.rows
        object.__setattr__(self, "rows", rows)
        columns = table.columns
        alike = len({one.half for one in table.asked.periods}) == 1
        if table.asked.columns == PERIOD and len(columns) == PAIR and alike:
            columns = (
                *columns,
                Head(id=CHANGED, name=translate("Totals", "Change")),
                Head(id=PERCENT, name="%"),
            )
        object.__setattr__(self, "columns", columns)

    def is_total(self, row: int) -> bool:
        """Whether this is the line of totals."""
        return bool(self.crossed.table.totals) and row == len(self.rows) - 1

    def cell(self, row: int, column: int) -> CrossCell | None:
        """The figure; None for a difference, and where nobody owes one."""
        table, ident = self.crossed.table, self.columns[column].id
        if ident in {CHANGED, PERCENT}:
            return None
        return (
            table.totals.get(ident) if self.is_total(row) else table.cell(self.rows[row].id, ident)
        )

    def text(self, row: int, column: int) -> str:
        """What is written in the cell."""
        head = self.columns[column].id
        if head in {CHANGED, PERCENT}:
            return self._changed(row, head)
        told = self.shown.get((self.rows[row].id, head))
        if told is None:
            return ""
        return told.text or "–"

    def _changed(self, row: int, which: str) -> str:
        """The difference of the two periods, only of figures that are told."""
        pair = [self.shown.get((self.rows[row].id, one.id)) for one in self.columns[:2]]
        if any(one is None or one.number is None for one in pair):
            return ""
        found = change(self.cell(row, 0), self.cell(row, 1))
        if found is None:
            return ""
        sign = "+" if found.by > 0 else "−" if found.by < 0 else ""
        if which == PERCENT:
            return f"{sign}{found.percent}" if found.percent else ""
        return f"{sign}{numbers.group(abs(found.by))}"

    def as_text(self, notes: list[str]) -> str:
        """The table for a spreadsheet, with what has to be said of it below."""
        lines = ["\t".join(["", *(head_words(one) for one in self.columns)])]
        for row, head in enumerate(self.rows):
            cells = [self.text(row, column) for column in range(len(self.columns))]
            lines.append("\t".join([head.name, *cells]))
        return "\n".join([*lines, *notes])


def head_words(one: Head) -> str:
    """A head on one line."""
    return f"{one.group}: {one.name}" if one.group else one.name
