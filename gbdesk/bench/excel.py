"""Activities out of a large workbook: read and looked at, then recorded; what else waits for it."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from gbdesk.bench.place import hub_desk
from gbdesk.bench.rows import Row, milliseconds
from gbdesk.domain.templates import load_template
from gbdesk.services import workbook_import
from gbdesk.services.activities import Activities
from gbdesk.services.desk import Desk
from gbdesk.services.workbook_import import Chosen

ROWS: Final = 100_000
RECORDED: Final = 2_000
TICK_S: Final = 0.005
HEAD: Final = ("STT", "Nội dung", "Hình thức", "Ngày", "Số người", "Trong đó nữ", "Ghi chú")


def rows(_scale: int) -> Iterator[Row]:
    """The rows `excel`, `excel-gap` and `excel-record`."""
    yield from measured(ROWS, RECORDED)


def measured(count: int, recorded: int) -> Iterator[Row]:
    """The same for a workbook of so many rows, of which so many are recorded."""
    with (
        tempfile.TemporaryDirectory(prefix="gbdesk-bench-") as name,
        hub_desk(load_template("sample-2024")) as desk,
    ):
        path = _written(Path(name) / "log.xlsx", count)
        yield from _reading(desk, path, count)
        yield _recording(desk, path, recorded)


def _reading(desk: Desk, path: Path, count: int) -> Iterator[Row]:
    office = desk.session.office

    def look() -> None:
        table, wanted = workbook_import.guessed(desk, path, office)
        found = workbook_import.plan(desk, table, wanted, office=office)
        if len(found.activities) != count:
            raise ValueError("the workbook gives other activities")

    whole: list[float] = []
    gap = _longest_gap(lambda: whole.append(milliseconds(look, 1)))
    yield Row(
        name="excel",
        value=round(whole[0], 1),
        unit="ms",
        baseline=round(milliseconds(lambda: _openpyxl(path), 1), 1),
        against=f"openpyxl reading the same {count} rows, nothing looked at",
    )
    yield Row(
        name="excel-gap",
        value=round(gap, 1),
        unit="ms",
        baseline=round(_longest_gap(lambda: time.sleep(1)), 1),
        against=f"longest silence of another thread's {TICK_S * 1000:g} ms tick while it rests",
    )


def _recording(desk: Desk, path: Path, count: int) -> Row:
    office = desk.session.office
    table, wanted = workbook_import.guessed(desk, path, office)
    numbers = [line.number for line in table.rows[:count]]
    said = list(workbook_import.read_rows(desk, table, wanted, numbers, office=office))
    activities, chosen = Activities(desk), Chosen(numbers=numbers)
    whole = milliseconds(lambda: workbook_import.record(desk, iter(said), chosen), 1)
    alone = milliseconds(lambda: [activities.save(None, one) for _, one in said], 1)
    return Row(
        name="excel-record",
        value=round(whole, 1),
        unit="ms",
        baseline=round(alone, 1),
        against=f"the same {len(said)} activities saved one by one",
    )


def _longest_gap(work: Callable[[], object]) -> float:
    """The longest silence in milliseconds of a ticking thread while work is done."""
    done, longest = threading.Event(), [0.0]

    def tick() -> None:
        last = time.perf_counter()
        while not done.is_set():
            time.sleep(TICK_S)
            now = time.perf_counter()
            longest[0], last = max(longest[0], now - last), now

    ticking = threading.Thread(target=tick)
    ticking.start()
    try:
        work()
    finally:
        done.set()
        ticking.join()
    return longest[0] * 1000


def _written(path: Path, count: int) -> Path:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Nhật ký")
    sheet.append(HEAD)
    first = date(2024, 1, 1)
    for number in range(count):
        day = first + timedelta(days=number % 170)
        people = 20 + number % 200
        cells = (number + 1, f"Buổi {number}", "Hội nghị", day, people, people // 2, "ghi chú")
        sheet.append(cells)
    book.save(path)
    return path


def _openpyxl(path: Path) -> int:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
    finally:
        book.close()
