"""From process start to the first painted window, beside a bare window of the same toolkit."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Final

from gbdesk.bench.rows import Row

ROUNDS: Final = 5

BARE: Final = """
import sys, time
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QTableWidget
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.time(), flush=True)
        QTimer.singleShot(0, QApplication.quit)
app = QApplication(sys.argv)
window = Window()
window.setCentralWidget(QTableWidget(20, 5))
window.menuBar().addMenu("File")
window.statusBar().addWidget(QLabel("ready"))
window.resize(1366, 720)
window.show()
app.exec()
"""

OURS: Final = """
import sys, time
from gbdesk.ui.main import run
def painted():
    print(time.time(), flush=True)
sys.exit(run(None, on_painted=painted, quit_after_paint=True))
"""


def rows(_scale: int) -> Iterator[Row]:
    """The row `startup`: medians of a few starts of each, alternating."""
    bare, ours = [], []
    for _ in range(ROUNDS):
        bare.append(_start(BARE))
        ours.append(_start(OURS))
    yield Row(
        name="startup",
        value=round(median(ours) * 1000, 1),
        unit="ms",
        baseline=round(median(bare) * 1000, 1),
        against="process start to first paint of a bare PySide6 main window",
    )


def _start(script: str) -> float:
    root = Path(__file__).resolve().parents[2]
    with tempfile.TemporaryDirectory() as home:
        folders = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA"), home)
        settings = os.environ | folders | {"PYTHONPATH": str(root)}
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            settings.setdefault("QT_QPA_PLATFORM", "offscreen")
        began = _now()
        done = subprocess.run(
            [sys.executable, "-c", script], env=settings, capture_output=True, text=True, check=True
        )
    return float(done.stdout.split()[0]) - began


def _now() -> float:
    import time

    return time.time()
