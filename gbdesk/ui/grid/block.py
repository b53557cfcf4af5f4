"""A block pasted from a spreadsheet: which figure goes where, and what does not fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from gbdesk.domain.names import fold
from gbdesk.ui.grid.typed import Typed, read_figure

TOTAL_WORDS: Final = ("cong", "tong", "tong cong", "tong so", "total", "sum")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """One figure of the block with the row and column it goes to."""

    row: int
    column: int
    text: str
    typed: Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class PastePlan:
    """What pasting would do; `totals` are the figures of a skipped total row by column."""

    figures: tuple[Pasted, ...]
    width: int
    height: int
    by_name: bool = False
    outside: int = 0
    unmatched: tuple[str, ...] = ()
    totals: dict[int, int] = field(default_factory=dict)

    @property
    def wrong(self) -> tuple[Pasted, ...]:
        """Those that are no figure."""
        return tuple(one for one in self.figures if not one.typed.is_valid)

    @property
    def doubtful(self) -> tuple[Pasted, ...]:
        """Those that read two ways, such as `1,234`."""
        return tuple(one for one in self.figures if one.typed.doubt is not None)

    def without_doubtful(self) -> PastePlan:
        """The same without those that read two ways."""
        return replace(self, figures=tuple(one for one in self.figures if not one.typed.doubt))

    @property
    def differing(self) -> tuple[tuple[int, int], ...]:
        """What the total row says and what the rows add up to, for each column where they differ.

        A column with figures that cannot be read, or in two ways, is not compared.
        """
        added = Counter[int]()
        unclear = {one.column for one in (*self.wrong, *self.doubtful)}
        for one in self.figures:
            added[one.column] += one.typed.value if isinstance(one.typed.value, int) else 0
        return tuple(
            (said, added[column])
            for column, said in sorted(self.totals.items())
            if column not in unclear and column in added and said != added[column]
        )

    @property
    def needs_a_look(self) -> bool:
        """Whether a person should see what would happen first."""
        odd = self.outside or self.unmatched or self.wrong or self.doubtful
        return bool(odd or self.differing)


def read_block(text: str) -> tuple[tuple[str, ...], ...]:
    """The cells of a tab-separated block; quoted cells and a last empty line are understood."""
    rows: list[list[str]] = [[]]
    cell, quoted, at = "", False, 0
    while at < len(text):
        char = text[at]
        if quoted and char == '"' and text[at + 1 : at + 2] == '"':
            cell, at = cell + '"', at + 1
        elif char == '"' and (quoted or not cell):
            quoted = not quoted
        elif char == "\t" and not quoted:
            rows[-1].append(cell)
            cell = ""
        elif char in "\r\n" and not quoted:
            if char == "\r" and text[at + 1 : at + 2] == "\n":
                at += 1
            rows[-1].append(cell)
            rows.append([])
            cell = ""
        else:
            cell += char
        at += 1
    if cell or rows[-1]:
        rows[-1].append(cell)
    return tuple(tuple(part.strip() for part in row) for row in rows if row)


def plan_paste(
    block: Sequence[Sequence[str]],
    at: tuple[int, int],
    shape: tuple[int, int],
    names: Sequence[str],
) -> PastePlan:
    """Lay a block over the grid from the cell `at`; names in its first column decide the row.

    `shape` is rows and columns of the grid, `names` the names of its rows.
    """
    laying = _Laying(at, shape, {_bare(name): row for row, name in enumerate(names)}, block)
    for line in block:
        laying.add(line)
    return PastePlan(
        figures=tuple(laying.figures),
        width=max((len(line) for line in block), default=0),
        height=len(block),
        by_name=laying.by_name,
        outside=laying.outside,
        unmatched=tuple(laying.unmatched),
        totals=laying.totals,
    )


class _Laying:
    """Goes through the lines of a block from top to bottom."""

    def __init__(
        self,
        at: tuple[int, int],
        shape: tuple[int, int],
        rows: Mapping[str, int],
        block: Sequence[Sequence[str]],
    ) -> None:
        self._row, self._column = at
        self._shape, self._rows = shape, rows
        named = sum(_bare(line[0]) in rows for line in block if line)
        self.by_name = named > 0 and 2 * named >= sum(_is_named(line) for line in block)
        self.figures: list[Pasted] = []
        self.totals: dict[int, int] = {}
        self.unmatched: list[str] = []
        self.outside = 0

    def add(self, line: Sequence[str]) -> None:
        """Lay one line; a total row is kept for comparing, a row of headings passed over."""
        has_name = self.by_name or _is_named(line)
        cells, label = (line[1:], line[0]) if has_name else (line, "")
        if label and _bare(label).startswith(TOTAL_WORDS):
            self.totals |= _totals(cells, self._column)
        elif self.by_name:
            row = self._rows.get(_bare(label))
            if row is not None:
                self._lay(row, cells)
            elif any(read_figure(cell).value is not None for cell in cells):
                self.unmatched.append(label)
        elif any(read_figure(cell).is_valid for cell in cells):
            self._lay(self._row, cells)
            self._row += 1

    def _lay(self, row: int, cells: Sequence[str]) -> None:
        for column, cell in enumerate(cells, start=self._column):
            if row >= self._shape[0] or column >= self._shape[1]:
                self.outside += 1
                continue
            self.figures.append(Pasted(row=row, column=column, text=cell, typed=read_figure(cell)))


def _is_named(line: Sequence[str]) -> bool:
    """Whether a line begins with a name rather than a figure."""
    return len(line) > 1 and bool(line[0]) and not read_figure(line[0]).is_valid


def _bare(name: str) -> str:
    words = fold(name).replace(".", " ").split()
    kinds = ("xa", "phuong", "tt", "thi", "tran", "p")
    while len(words) > 1 and words[0] in kinds:
        words = words[1:]
    return " ".join(words)


def _totals(cells: Sequence[str], first: int) -> dict[int, int]:
    read = {first + offset: read_figure(cell).value for offset, cell in enumerate(cells)}
    return {column: value for column, value in read.items() if isinstance(value, int)}
