"""Activities out of a large workbook: read and looked at, then recorded; what else waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
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
from gbdesk.services.workbook_import import Chosen, Planned

ROWS: Final = 100_000
RECORDED: Final = 2_000
TICK_S: Final = 0.005
HEAD: Final = ("STT", "Nội dung", "Hình thức", "Ngày", "Số người", "Trong đó nữ", "Ghi chú")
STATUS: Final = Path("/proc/self/status")
LOOKING: Final = """
import re, sys
from pathlib import Path
from gbdesk.bench.excel import looked
from gbdesk.bench.place import hub_desk
from gbdesk.domain.templates import load_template
def most():
    return re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]
with hub_desk(load_template("sample-2024")) as desk:
    before = most()
    looked(desk, Path(sys.argv[1]))
    print(before, most())
"""


def rows(_scale: int) -> Iterator[Row]:
    """The rows `excel`, `excel-gap`, `excel-record` and, where Linux tells it, `excel-mem`."""
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
        if STATUS.exists():
            yield _peak(path, count)


def looked(desk: Desk, path: Path) -> Planned:
    """A workbook read and every row of it looked at."""
    office = desk.session.office
    table, wanted = workbook_import.guessed(desk, path, office)
    return workbook_import.plan(desk, table, wanted, office=office)


def _reading(desk: Desk, path: Path, count: int) -> Iterator[Row]:
    def look() -> None:
        if len(looked(desk, path).new) != count:
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


def _peak(path: Path, count: int) -> Row:
    """The most memory a process of its own holds that reads and looks at a workbook."""
    done = subprocess.run(
        [sys.executable, "-c", LOOKING, str(path)],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    before, after = (int(one) / 1024 for one in done.stdout.split())
    return Row(
        name="excel-mem",
        value=round(after, 1),
        unit="MB",
        baseline=round(before, 1),
        against=f"the same process before it; {count} rows read and looked at",
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
