"""Tables of a Word document, written as XML: fast for thousands of cells, heads repeated."""

from __future__ import annotations

from itertools import groupby
from typing import Final
from xml.sax.saxutils import escape

from gbdesk.reports.document import Column, Row, Table
from gbdesk.reports.table_shape import BOLD, column_widths, head_height

_BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_ALIGN: Final = {"left": "left", "center": "center", "right": "right"}
_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def twips(mm: float) -> int:
    """Millimetres as Word counts them."""
    return round(mm * 1440 / 25.4)


def table_xml(table: Table, room: float, style: str) -> str:
    """The table as wide as the room (mm), its cells in a paragraph style (by its id)."""
    widths = column_widths(table, room)
    grid = "".join(f'<w:gridCol w:w="{twips(one)}"/>' for one in widths)
    head = _head(table, widths, style)
    rows = "".join(_row(row, table, widths, style) for row in table.rows)
    return (
        f"<w:tbl {_W}><w:tblPr>"
        f'<w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>'
        '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def _head(table: Table, widths: list[float], style: str) -> str:
    height = head_height(table.columns, table.size)
    rule = f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else ""
    start = "<w:tr><w:trPr><w:cantSplit/>"
    end = "<w:tblHeader/></w:trPr>"
    if not table.has_groups:
        cells = zip(table.columns, widths, strict=True)
        inner = "".join(_title(column, width, table.size, style) for column, width in cells)
        return f"{start}{rule}{end}{inner}</w:tr>"
    above, below = _grouped(table, widths, style)
    return f"{start}{end}{above}</w:tr>{start}{rule}{end}{below}</w:tr>"


def _grouped(table: Table, widths: list[float], style: str) -> tuple[str, str]:
    above = below = ""
    pairs = list(zip(table.columns, widths, strict=True))
    for name, found in groupby(pairs, key=lambda pair: pair[0].group):
        group = list(found)
        if name:
            whole = sum(width for _, width in group)
            above += _cell(name, whole, table.size, style, f'<w:gridSpan w:val="{len(group)}"/>')
            below += "".join(_title(column, w, table.size, style) for column, w in group)
        else:
            for column, width in group:
                above += _title(column, width, table.size, style, '<w:vMerge w:val="restart"/>')
                below += _cell("", width, table.size, style, "<w:vMerge/>")
    return above, below


def _title(column: Column, width: float, size: float, style: str, extra: str = "") -> str:
    turned = '<w:textDirection w:val="btLr"/>' if column.upright else ""
    return _cell(column.title, width, size, style, extra, after=turned)


def _cell(
    text: str, width: float, size: float, style: str, extra: str = "", *, after: str = ""
) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{extra}{after}'
        f'<w:vAlign w:val="center"/></w:tcPr>{_paragraph(text, size, style, "center", bold=True)}'
        "</w:tc>"
    )


def _row(row: Row, table: Table, widths: list[float], style: str) -> str:
    bold, kept = row.style in BOLD, row.style == "group"
    cells = ""
    for entry, column, width in zip(row.cells, table.columns, widths, strict=True):
        inner = _paragraph(entry.text, table.size, style, column.align, bold=bold, kept=kept)
        cells += (
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>'
            f'<w:vAlign w:val="center"/></w:tcPr>{inner}</w:tc>'
        )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _paragraph(
    text: str, size: float, style: str, align: str, *, bold: bool, kept: bool = False
) -> str:
    weight = "<w:b/>" if bold else ""
    half = round(size * 2)
    letters = f'<w:rPr>{weight}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
    run = f'<w:r>{letters}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    keep = "<w:keepNext/>" if kept else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}<w:jc w:val="{_ALIGN[align]}"/>'
        f"<w:rPr>{weight}</w:rPr></w:pPr>{run}</w:p>"
    )
