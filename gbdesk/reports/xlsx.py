"""A document's tables as a workbook: a cover, a sheet for its body, each annex, the provenance."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gbdesk.reports.document import Annex, Document, Gap, Heading, Paragraph, Provenance, Table
from gbdesk.reports.xlsx_sheet import Sheet

if TYPE_CHECKING:
    from openpyxl import Workbook

_FORBIDDEN: Final = re.compile(r"[\\/*?:\[\]]")
_COVER: Final = "Bìa"
_COVER_WIDTH: Final = 64.0
_BODY: Final = "Bảng"
_PROVENANCE: Final = "Nguồn số liệu"


def write_xlsx(document: Document, path: Path) -> None:
    """Write the workbook; a file of the same name is replaced."""
    from openpyxl import Workbook

    book = Workbook()
    cover = book.active
    if cover is None:
        cover = book.create_sheet()
    cover.title = _COVER
    sheets = _tables(document)
    _cover(Sheet(cover, landscape=False), document, [name for name, _, _ in sheets])
    for name, annex, tables in sheets:
        sheet = Sheet(book.create_sheet(name), landscape=True)
        sheet.title(annex.title, document.reference, document.mark)
        for table in tables:
            sheet.table(table)
        sheet.finish()
    if document.provenance:
        _provenance(book, document.provenance)
    _properties(book, document)
    book.save(path)


def _tables(document: Document) -> list[tuple[str, Annex, list[Table]]]:
    """The sheets: name, annex and tables; a table with a name of its own gets its own sheet."""
    found: list[tuple[str, Annex, list[Table]]] = []
    own = [block for block in document.blocks if isinstance(block, Table)]
    if own:
        found.append((_BODY, Annex(title=document.subject, blocks=()), own))
    for number, annex in enumerate(document.annexes, start=1):
        name = document.annex_heading(number)
        shared: list[Table] = []
        for block in annex.blocks:
            if isinstance(block, Table) and block.name:
                found.append((_sheet_name(f"{name} - {block.name}"), annex, [block]))
            elif isinstance(block, Table):
                if not shared:
                    found.append((_sheet_name(name), annex, shared))
                shared.append(block)
    return found


def _sheet_name(text: str) -> str:
    return _FORBIDDEN.sub(" ", text)[:31]


def _cover(sheet: Sheet, document: Document, names: list[str]) -> None:
    head = document.letterhead
    sheet.widen(_COVER_WIDTH)
    sheet.line(head.parent)
    sheet.line(head.issuer, bold=True)
    if document.mark:
        sheet.line(document.mark, bold=True)
    sheet.line(f"{document.kind}", bold=True, size=14)
    sheet.line(document.subject, bold=True, size=14)
    sheet.line(head.place_date, italic=True)
    sheet.gap()
    for name in names:
        sheet.link(name)
    if document.provenance:
        sheet.link(_PROVENANCE)
    sheet.gap()
    for block in document.body:
        if isinstance(block, Heading):
            sheet.line(block.text, bold=True)
        elif isinstance(block, Paragraph | Gap):
            dash = "- " if isinstance(block, Paragraph) and block.bullet else ""
            sheet.line(f"{dash}{block.text}", italic=isinstance(block, Gap))
    sheet.page()


def _provenance(book: Workbook, told: Provenance) -> None:
    sheet = Sheet(book.create_sheet(_PROVENANCE), landscape=False)
    sheet.line(told.title, bold=True, size=14)
    for name, value in told.facts:
        sheet.pair(name, value)
    sheet.gap()
    sheet.table(told.packages)
    for note in told.notes:
        sheet.line(note, italic=True)
    sheet.finish()


def _properties(book: Workbook, document: Document) -> None:
    """Neutral properties: no person, no machine."""
    day = document.letterhead.day
    moment = datetime.combine(day, time(), UTC) if day else datetime(2024, 1, 1, tzinfo=UTC)
    told = book.properties
    told.title, told.creator, told.lastModifiedBy = document.title, "", ""
    told.language = "vi-VN"
    told.created = told.modified = moment.replace(tzinfo=None)
