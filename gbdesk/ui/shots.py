"""Pictures of pages for documents and tests: `python -m gbdesk.ui.shots` in a process of its own.

A plan in JSON comes on standard input, the password only there:
`{workspace, user, password, language, dark, percent, size: [w, h], scale, out, today, anchor,
pages: [{page, facts, name, period}]}`; the files written are printed, one a line.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from gbdesk.ui.host import Host
    from gbdesk.ui.window import Window

PATIENCE_S: Final = 60.0
SETTLE_MS: Final = 120


def main() -> int:
    """Read a plan, write its pictures."""
    plan: dict[str, Any] = json.load(sys.stdin)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = str(plan.get("scale", 1))
    for file in take(plan):
        sys.stdout.write(f"{file}\n")
    return 0


def take(plan: dict[str, Any]) -> list[Path]:
    """Open the workspace of a plan and picture its pages.

    Raises:
        Refused: the workspace cannot be opened.
    """
    from gbdesk.bootstrap import open_app
    from gbdesk.text import set_language
    from gbdesk.ui import theme
    from gbdesk.ui.host import Host
    from gbdesk.ui.main import application
    from gbdesk.ui.qt_words import QtWords
    from gbdesk.ui.settings import DARK, LIGHT, Settings
    from gbdesk.ui.window import Window

    application()
    settings = Settings(
        language=plan.get("language", "vi"),
        theme=DARK if plan.get("dark") else LIGHT,
        percent=int(plan.get("percent", 100)),
    )
    set_language(settings.spoken)
    window = Window(settings)
    theme.apply(window.look())
    width, height = plan.get("size", (1366, 720))
    window.setMinimumSize(0, 0)
    window.resize(int(width), int(height))
    window.show()
    host = Host(window, keeps=False)
    path = Path(plan["workspace"])
    app = open_app(path, plan["user"], plan["password"], **_outside(plan))
    QtWords.install(window)
    host.path = path
    host.open(app)
    try:
        return [_picture(window, host, page, plan) for page in plan["pages"]]
    finally:
        window.close()


def _outside(plan: dict[str, Any]) -> dict[str, Any]:
    given: dict[str, Any] = {}
    if plan.get("today"):
        day = date.fromisoformat(plan["today"])
        given["today"] = lambda: day
    if plan.get("anchor"):
        given["anchor"] = Path(plan["anchor"])
    return given


def _picture(window: Window, host: Host, page: dict[str, Any], plan: dict[str, Any]) -> Path:
    shell = host.shell
    if shell is not None:
        if page.get("period"):
            shell.set_period(page["period"])
        shell.go(page["page"], **page.get("facts", {}))
    _settle(host)
    target = Path(plan["out"]) / f"{page['name']}.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(target))
    return target


def _settle(host: Host) -> None:
    """Let the page load: until nothing runs and a short rest has passed."""
    until = time.monotonic() + PATIENCE_S
    _rest(SETTLE_MS)
    while host.lanes.busy and time.monotonic() < until:
        _rest(20)
    _rest(SETTLE_MS)


def _rest(ms: int) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
