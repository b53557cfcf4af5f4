"""Carries a command of the menu out on the page: by its shortcut there, else as the keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget


def relay(page: QWidget, keys: str, before: QWidget | None) -> None:
    """Do on the page what these keys do there; `before` had the caret."""
    wanted = QKeySequence(keys)
    inside = before is not None and page.isAncestorOf(before)
    holder: QWidget | None = before if inside else page
    found = [one for one in page.findChildren(QShortcut) if wanted in list(one.keys())]
    for shortcut in sorted(found, key=_depth, reverse=True):
        owner = shortcut.parent()
        if (
            not isinstance(owner, QWidget)
            or not owner.isVisibleTo(page)
            or not shortcut.isEnabled()
        ):
            continue
        if owner is page or (
            holder is not None and (owner is holder or owner.isAncestorOf(holder))
        ):
            shortcut.activated.emit()
            return
    target = before if inside and before is not None else page
    _press(target, wanted)


def _press(target: QWidget, keys: QKeySequence) -> None:
    combination: QKeyCombination = keys[0]  # type: ignore[index]
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, combination.key(), combination.keyboardModifiers())
        QApplication.sendEvent(target, event)


def _depth(shortcut: QShortcut) -> int:
    depth, holder = 0, shortcut.parent()
    while holder is not None:
        depth, holder = depth + 1, holder.parent()
    return depth


def reads_keys(widget: QWidget | None) -> bool:
    """Whether keys may be sent to this widget at all."""
    return widget is not None and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
