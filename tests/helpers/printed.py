"""What stands in a report once it is written: the rows of its annexes, read back from each kind."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import docx
import openpyxl
import pypdfium2
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from helpers.slowly import grouped

Rows = list[list[str]]


def word_text(path: Path) -> str:
    """The paragraphs of the body."""
    return "\n".join(one.text for one in docx.Document(str(path)).paragraphs)


def word_charts(path: Path) -> int:
    return len(docx.Document(str(path)).inline_shapes)


def word_rows(path: Path) -> dict[tuple[str, ...], Rows]:
    """The rows of every table by their first two cells."""
    found: dict[tuple[str, ...], Rows] = defaultdict(list)
    for table in docx.Document(str(path)).tables:
        wide = len(table.columns)
        texts = [cell.text.strip() for cell in table._cells]
        for start in range(0, len(texts), wide):
            cells = texts[start : start + wide]
            found[tuple(cells[:2])].append(cells)
    return found


def sheet_rows(path: Path, sheet: str) -> Rows:
    """Every row of a sheet as it is displayed, sums worked out here."""
    page = openpyxl.load_workbook(path)[sheet]
    return [[_displayed(page, cell) for cell in row] for row in page.iter_rows()]


def _displayed(page: Worksheet, cell: object) -> str:
    value = cell.value  # type: ignore[attr-defined]
    if isinstance(value, str) and value.startswith("=SUM("):
        value = sum(_numbers(page, part) for part in value[5:-1].split(","))
    if not isinstance(value, int):
        return "" if value is None else str(value)
    return grouped(value) + "*" * ("*" in cell.number_format)  # type: ignore[attr-defined]


def _numbers(page: Worksheet, part: str) -> int:
    left, top, right, bottom = range_boundaries(part)
    cells = page.iter_rows(min_row=top, max_row=bottom, min_col=left, max_col=right)
    values = [cell.value for row in cells for cell in row]
    assert all(isinstance(value, int) for value in values)
    return sum(values)


def pdf_text(path: Path) -> str:
    """The text of all pages with single blanks."""
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]
    return re.sub(r"\s+", " ", " ".join(pages))
