"""Opens the window: it paints first, whatever is heavy is loaded after."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from gbdesk.text import set_language
from gbdesk.ui import settings, theme
from gbdesk.ui.window import NAME, Window


def run(
    workspace: Path | None,
    on_painted: Callable[[], None] | None = None,
    *,
    quit_after_paint: bool = False,
) -> int:
    """Show the window until it is closed; the exit code.

    `on_painted` is called after the first paint, for measuring.
    """
    app = application()
    kept = settings.load()
    set_language(kept.spoken)
    window = Window(kept)
    theme.apply(window.look())
    if on_painted is not None:
        window.painted.connect(on_painted)
    if quit_after_paint:
        window.painted.connect(app.quit)
    else:
        window.painted.connect(partial(_begin, window, workspace))
    window.show_fitting()
    return app.exec()


def application() -> QApplication:
    """The one application of this process."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
        app.setApplicationName(NAME)
    return app


def _begin(window: Window, workspace: Path | None) -> None:
    """Ask for the password of the data file, or set one up."""
    from gbdesk.ui.starting import start

    start(window, workspace)
