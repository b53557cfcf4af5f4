"""Tables of a PDF: heads repeated on every page, upright titles, no row torn in two."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final

from reportlab.platypus import Flowable, LongTable

from gbdesk.reports import fonts
from gbdesk.reports.document import Column, Table
from gbdesk.reports.pdf_parts import MM, Upright, plain
from gbdesk.reports.table_shape import BOLD, column_widths, head_height

_PADDING: Final = 3


def table_flowable(table: Table, room: float) -> LongTable:
    """The table as wide as the room (mm)."""
    widths = column_widths(table, room)
    heads, spans = _head(table, widths)
    rows = [
        [
            plain(entry.text, table.size, column.align, bold=row.style in BOLD)
            for entry, column in zip(row.cells, table.columns, strict=True)
        ]
        for row in table.rows
    ]
    found = LongTable(
        [*heads, *rows],
        colWidths=[width * MM for width in widths],
        repeatRows=len(heads),
        hAlign="CENTER",
    )
    kept = [
        ("NOSPLIT", (0, at), (-1, at + 1))
        for at, row in enumerate(table.rows, start=len(heads))
        if row.style == "group"
    ]
    found.setStyle([*_style(len(heads)), *spans, *kept])
    return found


def _style(heads: int) -> list[tuple[Any, ...]]:
    return [
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("FONT", (0, 0), (-1, -1), fonts.REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("NOSPLIT", (0, 0), (-1, heads)),
    ]


def _head(
    table: Table, widths: list[float]
) -> tuple[list[list[Flowable | str]], list[tuple[Any, ...]]]:
    high = head_height(table.columns, table.size)
    titles = [
        _title(column, table.size, high, width)
        for column, width in zip(table.columns, widths, strict=True)
    ]
    if not table.has_groups:
        return [titles], []
    above: list[Flowable | str] = []
    below: list[Flowable | str] = []
    spans: list[tuple[Any, ...]] = []
    numbered = list(enumerate(table.columns))
    for name, found in groupby(numbered, key=lambda pair: pair[1].group):
        places = [at for at, _ in found]
        if name:
            above += [plain(name, table.size, "center", bold=True), *[""] * (len(places) - 1)]
            below += [titles[at] for at in places]
            spans.append(("SPAN", (places[0], 0), (places[-1], 0)))
        else:
            above += [titles[at] for at in places]
            below += [""] * len(places)
            spans += [("SPAN", (at, 0), (at, 1)) for at in places]
    return [above, below], spans


def _title(column: Column, size: float, high: float, width: float) -> Flowable | str:
    if column.upright:
        return Upright(column.title, size, high, width - 2 * _PADDING / MM)
    return plain(column.title, size, "center", bold=True)
