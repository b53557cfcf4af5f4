"""F6: from the navigation to the title line, the page, its side, the help, the lowest line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gbdesk.ui.shell.nav import Nav

if TYPE_CHECKING:
    from gbdesk.ui.shell.shell import Shell

SIDE = "sidePanel"


def regions(shell: Shell) -> Sequence[QWidget]:
    """The regions that are visible, in the order of reading."""
    frame = shell.frames.shown()
    parts: list[QWidget] = [shell.nav]
    if frame is not None:
        sides = [one for one in frame.page.findChildren(QWidget, SIDE) if one.isVisible()]
        parts += [frame.line, frame.page, *sides]
    return [part for part in (*parts, shell.help, shell.status) if part.isVisible()]


def next_region(shell: Shell) -> None:
    """Go to the next region of the window."""
    known, holder = regions(shell), shell.window().focusWidget()
    inside = [at for at, one in enumerate(known) if one is holder or _holds(one, holder)]
    at = inside[-1] if inside else -1
    for step in range(1, len(known) + 1):
        if _enter(known[(at + step) % len(known)]):
            return


def _holds(region: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and region.isAncestorOf(widget)


def _enter(region: QWidget) -> bool:
    """Put the caret on the first part of a region that takes it."""
    if isinstance(region, Nav):
        region.focus_in()
        return True
    for part in (region, *region.findChildren(QWidget)):
        takes = (part.focusPolicy() & Qt.FocusPolicy.TabFocus) == Qt.FocusPolicy.TabFocus
        if takes and part.isVisible() and part.isEnabled():
            part.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False
