"""An official document as a value: what stands on paper, told once for every kind of file.

Nothing here knows of Word, PDF or Excel. A writer turns the same `Document` into a file, so the
same figures stand in all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeAlias

from gbdesk.domain import dates
from gbdesk.domain.numbers import group, two_digits

NATIONAL_NAME: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
REPORT: Final = "BÁO CÁO"
# An official letter (công văn) names no type: what it is about stands under its number.
LETTER: Final = ""
INTERNAL_MARK: Final = "LƯU HÀNH NỘI BỘ"
END_MARK: Final = "./."
# Behind a figure that stands for a part only.
PARTIAL: Final = "*"

_UNITS: Final = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_TENS: Final = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
_HUNDREDS: Final = ("", "C", "CC", "CCC")
# Numerals of annexes and sections; a form for each commune is an annex of its own.
ROMAN: Final = tuple(h + t + u for h in _HUNDREDS for t in _TENS for u in _UNITS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The head of page one. `number` 0 and `day` None are left open, to be written by hand."""

    parent: str
    issuer: str
    symbol: str
    seat: str
    number: int = 0
    day: date | None = None
    year: int = 0

    @property
    def number_line(self) -> str:
        """`Số: 08/BC-SVHTTDL`."""
        number = two_digits(self.number) if self.number else "\u00a0" * 8
        return f"Số: {number}/{self.symbol}"

    @property
    def place_date(self) -> str:
        """`Tuyên Quang, ngày 05 tháng 6 năm 2024`."""
        gap = "\u00a0" * 6
        when = dates.long(self.day) if self.day else f"ngày{gap}tháng{gap}năm {self.year or gap}"
        return f"{self.seat}, {when}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One cell of a table: its text and, where it is a figure, its number.

    `parts` are the (row, column) cells that the number is the sum of, counted from the first row
    below the head; a workbook prints them as a formula where each of them is a number.
    """

    text: str = ""
    number: int | None = None
    parts: tuple[tuple[int, int], ...] = ()


BLANK: Final = Entry()


def words(text: str) -> Entry:
    """A cell of text."""
    return Entry(text=text)


def figure(value: int, parts: Iterable[tuple[int, int]] = ()) -> Entry:
    """A cell with a number, shown as `1.234`."""
    return Entry(text=group(value), number=value, parts=tuple(parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: `width` in mm on paper, `upright` heads are written upwards."""

    title: str
    width: float
    align: str = "left"
    group: str = ""
    upright: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table; `style` is plain, group (bold, no figures of its own), sub or total.

    `coverage` says how many units stand behind this row, where that differs from the table's.
    """

    cells: tuple[Entry, ...]
    style: str = "plain"
    coverage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table. `coverage` says how many units stand behind its figures, in words.

    On paper the columns after the first `fixed` are parted into portions of `portion`; a workbook
    keeps them side by side. `fill` is how much of the room the table takes.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    name: str = ""
    caption: str = ""
    unit: str = ""
    coverage: str = ""
    notes: tuple[str, ...] = ()
    fixed: int = 0
    portion: int = 0
    size: float = 12
    fill: float = 1.0

    @property
    def has_groups(self) -> bool:
        """Whether the head has two lines."""
        return any(column.group for column in self.columns)

    def portions(self) -> tuple[Table, ...]:
        """The table in pieces that fit on paper, the fixed columns repeated."""
        moving = len(self.columns) - self.fixed
        if not self.portion or moving <= self.portion:
            return (self,)
        found: list[Table] = []
        step = -(-moving // -(-moving // self.portion))
        for start in range(self.fixed, len(self.columns), step):
            end = min(start + step, len(self.columns))
            chosen = (*range(self.fixed), *range(start, end))
            found.append(self._only(chosen, last=end == len(self.columns)))
        whole = sum(column.width for column in found[0].columns)
        return tuple(
            replace(part, fill=min(1.0, sum(column.width for column in part.columns) / whole))
            for part in found
        )

    def _only(self, chosen: tuple[int, ...], *, last: bool) -> Table:
        rows = tuple(
            replace(row, cells=tuple(replace(row.cells[at], parts=()) for at in chosen))
            for row in self.rows
        )
        columns = tuple(self.columns[at] for at in chosen)
        notes = self.notes if last else ()
        return replace(self, columns=columns, rows=rows, notes=notes, portion=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Level 1 is a section (`I. KẾT QUẢ`), level 2 a clause with a title (`1. Tuyên truyền`)."""

    level: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the body; `bullet` puts a dash before it."""

    text: str
    bullet: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A place where something is missing, printed so that nobody overlooks it."""

    missing: str
    what: str = "số liệu"

    @property
    def text(self) -> str:
        """`[chưa có số liệu: …]`."""
        return f"[chưa có {self.what}: {self.missing}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart of horizontal bars with its numbers written at the bars."""

    caption: str
    labels: tuple[str, ...]
    values: tuple[int, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """What follows begins on a new page."""


Block: TypeAlias = Heading | Paragraph | Gap | Table | Figure | PageBreak


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs: `KT. GIÁM ĐỐC`, `PHÓ GIÁM ĐỐC`, and the name where it is known."""

    authority: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """An annex with its own page numbers."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    short: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where the figures come from: facts line by line, and the packages behind them."""

    title: str
    facts: tuple[tuple[str, str], ...]
    packages: Table
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole document in the layout of Decree 30/2020."""

    letterhead: Letterhead
    subject: str
    blocks: tuple[Block, ...]
    signature: Signature
    recipients: tuple[str, ...]
    kind: str = REPORT
    addressees: tuple[str, ...] = ()
    mark: str = ""
    annexes: tuple[Annex, ...] = ()
    provenance: Provenance | None = None
    title: str = "Báo cáo"
    reference: str = ""

    @property
    def letter_subject(self) -> str:
        """`V/v …` of an official letter; empty for every other kind."""
        return self.subject if self.kind == LETTER else ""

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks, the end mark after the last word."""
        for at in range(len(self.blocks) - 1, -1, -1):
            block = self.blocks[at]
            if isinstance(block, Paragraph):
                closed: Block = replace(block, text=with_end_mark(block.text))
            elif isinstance(block, Gap):
                closed = Paragraph(text=with_end_mark(block.text))
            else:
                continue
            return (*self.blocks[:at], closed, *self.blocks[at + 1 :])
        return self.blocks

    @property
    def addressee_lines(self) -> tuple[str, ...]:
        """`Kính gửi: …` on one line, or each addressee on a line of its own."""
        if len(self.addressees) == 1:
            return (f"Kính gửi: {self.addressees[0]}.",)
        if not self.addressees:
            return ()
        *first, last = self.addressees
        return ("Kính gửi:", *(f"- {one};" for one in first), f"- {last}.")

    def annex_heading(self, number: int) -> str:
        """`Phụ lục I`; without a numeral where there is only one."""
        return f"Phụ lục {ROMAN[number]}" if len(self.annexes) > 1 else "Phụ lục"


def with_end_mark(text: str) -> str:
    """The text closed by `./.` in place of its full stop."""
    return f"{text.rstrip().removesuffix(END_MARK).rstrip('.;: ')}{END_MARK}"
