"""Starting: the window paints before the store is loaded, then asks for what comes next."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from helpers.windows import workspace
from rules.source import ROOT

PAINTED = """
import sys
from gbdesk.ui.main import run
def painted():
    heavy = {"sqlalchemy", "sqlcipher3", "openpyxl", "docx", "reportlab", "cryptography"}
    print(sorted(heavy & set(sys.modules)))
sys.exit(run(None, on_painted=painted, quit_after_paint=True))
"""

STARTED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from gbdesk.ui.main import run
def look():
    window = next(w for w in QApplication.topLevelWidgets() if hasattr(w, "screen_shown"))
    print(type(window.screen_shown()).__name__, window.windowTitle())
    window.close()
def painted():
    QTimer.singleShot(700, look)
path = Path(sys.argv[1]) if len(sys.argv) > 1 else None
sys.exit(run(path, on_painted=painted))
"""


def start(script: str, *words: str) -> str:
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        capture_output=True,
        text=True,
        env=surroundings,
        check=True,
        timeout=60,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout.strip()


def test_nothing_heavy_is_loaded_before_the_first_paint() -> None:
    assert start(PAINTED) == "[]"


def test_without_a_data_file_the_first_run_begins() -> None:
    assert start(STARTED) == "Wizard gbdesk"


def test_with_a_data_file_the_lock_screen_asks(tmp_path: Path) -> None:
    path = workspace(tmp_path)
    assert start(STARTED, str(path)) == "UnlockScreen gbdesk"
    assert start(STARTED, str(path)) == "UnlockScreen gbdesk"
