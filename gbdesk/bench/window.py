"""The window itself: locking it, what it holds in memory, how it answers while packages come in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from gbdesk.bench import senders
from gbdesk.bench.rows import Row

ROUNDS: Final = 5
PACKAGES: Final = 168
OPS: Final = 300
QUIET_MS: Final = 2_000

BARE: Final = """
import json, re, sys, time
from pathlib import Path
from statistics import median
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QTableWidget
def memory():
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    return int(re.search(r"VmRSS:\\s+(\\d+) kB", status.read_text())[1]) / 1024
app, found = QApplication(sys.argv), []
window = QMainWindow()
window.resize(1366, 720)
window.show()
for _ in range(int(sys.argv[1])):
    window.setCentralWidget(QTableWidget(20, 5))
    app.processEvents()
    began = time.perf_counter()
    window.setCentralWidget(QLabel("locked"))
    window.repaint()
    found.append((time.perf_counter() - began) * 1000)
held = memory()
print(json.dumps({"lock": median(found), "memory": held}))
"""

BEGIN: Final = """
import json, re, sys, time
from pathlib import Path
from statistics import median
from PySide6.QtCore import QEventLoop, Qt, QTimer
from gbdesk.bench import senders
from gbdesk.services.changed import Changed
from gbdesk.text import set_language
from gbdesk.ui import registry, theme
from gbdesk.ui.host import Host
from gbdesk.ui.main import application
from gbdesk.ui.settings import Settings
from gbdesk.ui.window import Window

def memory():
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    return int(re.search(r"VmRSS:\\s+(\\d+) kB", status.read_text())[1]) / 1024

def rest(ms):
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()

def settle():
    rest(20)
    while host.lanes.busy:
        rest(10)
    rest(20)

def opened():
    host.path = folder / "hub.gbdesk"
    host.open(senders.again(folder))
    for page in registry.pages(hub=True):
        host.shell.go(page.key)
        settle()
    return host.shell

folder, app = Path(sys.argv[1]), application()
settings = Settings()
set_language(settings.spoken)
window = Window(settings)
theme.apply(window.look())
window.resize(1366, 720)
window.show()
host = Host(window, keeps=False)
"""

LOCKING: Final = (
    BEGIN
    + """
found = []
for _ in range(int(sys.argv[2])):
    opened()
    held = memory()
    began = time.perf_counter()
    host.lock()
    found.append((time.perf_counter() - began) * 1000)
    settle()
print(json.dumps({"lock": median(found), "memory": held}))
"""
)

ANSWERING: Final = (
    BEGIN
    + """
shell = opened()
gaps, drafts, last = [], [], [time.perf_counter()]

def tick():
    now = time.perf_counter()
    gaps.append((now - last[0]) * 1000)
    last[0] = now

def draft():
    began = time.perf_counter()
    shell.app.drafts.put("bench", "typed", {"title": "Hội nghị " * 20, "n": len(drafts)})
    drafts.append((time.perf_counter() - began) * 1000)

def heard_anew():
    gaps.clear()
    last[0] = time.perf_counter()

def visited():
    # pages that read what came in
    heard_anew()
    for page in ("status", "history", "figures"):
        shell.go(page)
        settle()
    told = max(gaps)
    shell.go("home")
    settle()
    heard_anew()
    return told

def most():
    told = {"gap": max(gaps), "draft": max(drafts)}
    drafts.clear()
    heard_anew()
    return told

timer, typing = QTimer(interval=5, timerType=Qt.TimerType.PreciseTimer), QTimer(interval=100)
timer.timeout.connect(tick)
typing.timeout.connect(draft)
timer.start()
typing.start()
rest(200)
most()
rest(int(sys.argv[2]))
quiet = most()
quiet["visit"] = visited()
outcomes = []

def taken(found):
    changed = Changed.NOTHING
    for one in found:
        changed |= one.changed
        outcomes.append(one.ok)
    shell.spread(changed)

paths = sorted(folder.glob("[0-9]*.gbpkg"))
shell.write(lambda progress: shell.app.receiving.take_in_all(paths, progress), taken)
while not outcomes:
    rest(20)
settle()
draft()
busy = most()
busy["visit"] = visited()
timer.stop()
typing.stop()
host.close()
print(json.dumps({"quiet": quiet, "busy": busy, "taken": sum(outcomes)}))
"""
)


def rows(_scale: int) -> Iterator[Row]:
    """The rows `lock`, `gap`, `draft`, `visit` and, where Linux tells it, `memory`."""
    yield from measured(PACKAGES, OPS, ROUNDS, QUIET_MS)


def measured(packages: int, ops: int, rounds: int, quiet_ms: int) -> Iterator[Row]:
    """The same for so many packages of so many ops; `quiet_ms` of rest before they come."""
    with tempfile.TemporaryDirectory(prefix="gbdesk-bench-") as name:
        folder = Path(name)
        with senders.hub(folder, packages + 1) as app:
            senders.packages(folder, app, packages, ops)
        yield from _locking(folder, rounds)
        yield from _answering(folder, packages, ops, quiet_ms)


def _locking(folder: Path, rounds: int) -> Iterator[Row]:
    ours, bare = _run(LOCKING, folder, rounds), _run(BARE, rounds)
    yield Row(
        name="lock",
        value=round(ours["lock"], 2),
        unit="ms",
        baseline=round(bare["lock"], 2),
        against="a label in the place of a table in a bare PySide6 window; median, pages all open",
    )
    if ours["memory"] is not None:
        yield Row(
            name="memory",
            value=round(ours["memory"], 1),
            unit="MB",
            baseline=round(bare["memory"], 1),
            against="a bare PySide6 window; resident, with every page of the hub opened",
        )


def _answering(folder: Path, packages: int, ops: int, quiet_ms: int) -> Iterator[Row]:
    told = _run(ANSWERING, folder, quiet_ms)
    if told["taken"] != packages:
        raise RuntimeError(f"{told['taken']} of {packages} packages were taken in")
    tick = "longest time between two ticks of a 5 ms timer in the window's thread"
    for name, what in (
        ("gap", f"{tick}, nothing running"),
        ("draft", "slowest keeping of a draft, nothing running"),
        ("visit", f"{tick}, opening status, history and figures before the import"),
    ):
        yield Row(
            name=name,
            value=round(told["busy"][name], 2),
            unit="ms",
            baseline=round(told["quiet"][name], 2),
            against=f"{what}; {packages} packages of {ops} ops taken in",
        )


def _run(script: str, *words: object) -> Any:
    """What a script in a process of its own prints, read as JSON."""
    settings = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        settings.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        settings |= dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA"), home)
        done = subprocess.run(
            [sys.executable, "-c", script, *(str(one) for one in words)],
            env=settings,
            capture_output=True,
            text=True,
            check=True,
        )
    return json.loads(done.stdout.splitlines()[-1])
