"""The consolidated report of a province, beside the same libraries writing a bare table."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from gbdesk.bench.place import TODAY, fill, hub_desk
from gbdesk.bench.rows import Row, milliseconds
from gbdesk.domain.disclosure import INTERNAL
from gbdesk.domain.template_scaled import sample_catalogue
from gbdesk.services.reporting import Reporting

OFFICES: Final = 20
OPS: Final = 300
PERIOD: Final = "2024-6T"
COLUMNS: Final = 12


def rows(_scale: int) -> Iterator[Row]:
    """The row `report`: 20 districts of 12 communes, Word, PDF and Excel with full figures."""
    catalogue = sample_catalogue(OFFICES)
    offices = [one.id for one in catalogue.offices.values() if one.kind == "district-office"]
    with hub_desk(catalogue) as desk, tempfile.TemporaryDirectory() as name:
        for seed, office in enumerate(offices, start=1):
            fill(desk, office, lambda scribe: scribe.office_work(OPS, PERIOD), seed)
        folder, reporting = Path(name), Reporting(desk)

        def report() -> None:
            reporting.report(
                PERIOD,
                profile=INTERNAL.id,
                folder=folder,
                today=TODAY,
                password_checked=True,
                reason="bench",
            )

        lines = sum(len(catalogue.places_of(office, TODAY)) for office in offices)
        yield Row(
            name="report",
            value=round(milliseconds(report, 3), 1),
            unit="ms",
            baseline=round(milliseconds(lambda: _bare(folder, lines), 3), 1),
            against=f"a bare table of {lines} x {COLUMNS} written by the same three libraries",
        )


def _bare(folder: Path, lines: int) -> None:
    cells = [[str(line * column) for column in range(COLUMNS)] for line in range(lines)]
    _pdf(folder / "bare.pdf", cells)
    _docx(folder / "bare.docx", cells)
    _xlsx(folder / "bare.xlsx", cells)


def _pdf(path: Path, cells: list[list[str]]) -> None:
    from reportlab.platypus import SimpleDocTemplate, Table

    SimpleDocTemplate(str(path)).build([Table(cells)])


def _docx(path: Path, cells: list[list[str]]) -> None:
    from docx import Document

    document = Document()
    table = document.add_table(rows=len(cells), cols=COLUMNS)
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(str(path))


def _xlsx(path: Path, cells: list[list[str]]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for texts in cells:
        sheet.append(texts)
    book.save(path)
