"""What offices do today: the figures of every unit copied together out of Excel workbooks."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from gbdesk.app import App
from gbdesk.bench import senders
from gbdesk.bench.rows import Row, milliseconds
from gbdesk.store import figures

WORKBOOKS: Final = 168
OPS: Final = 300

Totals = dict[str, int]
Held = Mapping[str, Mapping[str, Mapping[str, int]]]


def rows(_scale: int) -> Iterator[Row]:
    """The rows `openpyxl` and `calamine`: only reading and adding, nothing checked or kept."""
    yield from measured(WORKBOOKS, OPS)


def measured(workbooks: int, ops: int) -> Iterator[Row]:
    """The same for so many workbooks; their figures are those of packages of so many ops."""
    with tempfile.TemporaryDirectory(prefix="gbdesk-bench-") as name:
        folder = Path(name)
        with senders.hub(folder, workbooks) as app:
            paths = senders.packages(folder, app, workbooks, ops)
            whole = milliseconds(lambda: app.receiving.take_in_all(paths), 1)
            held = _figures(app)
        books = [_written(folder / f"{office}.xlsx", rows) for office, rows in held.items()]
        wanted = _added(cells for rows in held.values() for cells in rows.values())
        for label, read in (("openpyxl", _openpyxl), ("calamine", _calamine)):
            yield Row(
                name=label,
                value=round(milliseconds(partial(_consolidated, books, read, wanted), 1), 1),
                unit="ms",
                baseline=round(whole, 1),
                against=f"import: {workbooks} packages of {ops} ops with the same figures, signed, "
                "checked, merged and kept; the workbooks are only read and added",
            )


def _figures(app: App) -> Held:
    """The numbers the hub has by office, place and line."""
    held: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    with app.desk.read() as db:
        for cell in figures.cells(db, periods=[senders.PERIOD]):
            if cell.value is not None:
                held[cell.office][cell.place][cell.indicator] = cell.value
    return held


def _written(path: Path, held: Mapping[str, Mapping[str, int]]) -> Path:
    """A workbook as an office sends it: a line of titles, then one row a place."""
    from openpyxl import Workbook

    titles = sorted({line for cells in held.values() for line in cells})
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Biểu")
    sheet.append(["place", *titles])
    for place, cells in held.items():
        sheet.append([place, *(cells.get(line) for line in titles)])
    book.save(path)
    return path


def _openpyxl(path: Path) -> Iterable[Iterable[Any]]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        return list(book.worksheets[0].iter_rows(values_only=True))
    finally:
        book.close()


def _calamine(path: Path) -> Iterable[Iterable[Any]]:
    from python_calamine import CalamineWorkbook

    found: Iterable[Iterable[Any]] = (
        CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    )
    return found


def _consolidated(
    books: Iterable[Path], read: Callable[[Path], Iterable[Iterable[Any]]], wanted: Totals
) -> None:
    """Add the workbooks up.

    Raises:
        ValueError: the sums are not those of the hub, so the times would compare nothing.
    """
    found = _added(
        {
            title: int(value)
            for title, value in zip(titles[1:], cells[1:], strict=False)
            if isinstance(value, int | float)
        }
        for titles, *lines in ([list(row) for row in read(book)] for book in books)
        for cells in lines
    )
    if found != wanted:
        raise ValueError("the workbooks hold other figures")


def _added(rows: Iterable[Mapping[str, int]]) -> Totals:
    totals: Totals = defaultdict(int)
    for cells in rows:
        for line, value in cells.items():
            totals[line] += value
    return totals
