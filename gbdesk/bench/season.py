"""The busiest day of a hub: every office's package of a whole period, looked at and taken in."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from gbdesk.app import App
from gbdesk.bench import senders
from gbdesk.bench.packages import floor, held_rows
from gbdesk.bench.rows import Row, seconds
from gbdesk.sync import reading

PACKAGES: Final = 168
OPS: Final = 2000
FEW: Final = 21
MANY: Final = 200_000
STATUS: Final = Path("/proc/self/status")

TAKING: Final = """
import re, sys
from pathlib import Path
from gbdesk.bench import senders
def most():
    return re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]
folder = Path(sys.argv[1])
app = senders.again(folder)
before = most()
app.receiving.take_in_all(sorted(folder.glob("[0-9]*.gbpkg")))
after = most()
app.close()
print(before, after)
"""


def rows(_scale: int) -> Iterator[Row]:
    """The rows `header`, `look`, `season`, `linear` and, where Linux tells it, `peak`."""
    yield from measured(PACKAGES, OPS, FEW)


def measured(packages: int, ops: int, few: int) -> Iterator[Row]:
    """The same for so many packages of so many ops; `few` of them are taken in first."""
    with tempfile.TemporaryDirectory(prefix="gbdesk-bench-") as name:
        folder = Path(name)
        with senders.hub(folder, packages + 1) as app:
            paths = senders.packages(folder, app, packages, ops)
            yield _header(app, paths)
            yield _look(app, paths)
            yield from _season(folder, app, paths, few)
    with tempfile.TemporaryDirectory(prefix="gbdesk-bench-") as name:
        if STATUS.exists():
            yield _peak(Path(name), max(1, min(packages, MANY // ops)), ops)


def _header(app: App, paths: list[Path]) -> Row:
    trust = senders.trusted(app)
    told = seconds(lambda: [reading.glance(path, trust) for path in paths], 3)
    return Row(
        name="header",
        value=round(told * 1000 / len(paths), 3),
        unit="ms",
        baseline=round(seconds(lambda: [_bytes(path) for path in paths], 3) * 1000 / len(paths), 3),
        against="reading the file; one package, who sent it and for which period, proven",
    )


def _bytes(path: Path) -> int:
    return len(path.read_bytes())


def _look(app: App, paths: list[Path]) -> Row:
    trust = senders.trusted(app)
    read = seconds(lambda: [reading.read(path, trust, lambda _ops: None) for path in paths])
    return Row(
        name="look",
        value=round(seconds(lambda: app.receiving.look_all(paths)) * 1000, 1),
        unit="ms",
        baseline=round(read * 1000, 1),
        against=f"decrypting and checking the same {len(paths)} packages without the store",
    )


def _season(folder: Path, app: App, paths: list[Path], few: int) -> Iterator[Row]:
    first = seconds(lambda: app.receiving.take_in_all(paths[:few]))
    rest = seconds(lambda: app.receiving.take_in_all(paths[few:]))
    with app.desk.read() as db:
        held = held_rows(db)
    yield Row(
        name="season",
        value=round((first + rest) * 1000, 1),
        unit="ms",
        baseline=round(floor(folder, held) * 1000, 1),
        against=f"floor as for `import`; {len(paths)} packages taken in",
    )
    yield Row(
        name="linear",
        value=round(rest * 1000 / (len(paths) - few), 2),
        unit="ms",
        baseline=round(first * 1000 / few, 2),
        against=f"a package of the first {few}; one of the later ones, into the fuller file",
    )


def _peak(folder: Path, count: int, ops: int) -> Row:
    """The most memory a process of its own holds that takes so many packages in."""
    with senders.hub(folder, count + 1) as app:
        senders.packages(folder, app, count, ops)
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", TAKING, str(folder)],
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    before, after = (int(one) / 1024 for one in done.stdout.split())
    return Row(
        name="peak",
        value=round(after, 1),
        unit="MB",
        baseline=round(before, 1),
        against=f"the same process before it; {count} packages of {ops} ops taken in",
    )
