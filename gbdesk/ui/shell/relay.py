"""Carries a command of the menu out on the page: by its shortcut there, else as the keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget


def relay(page: QWidget, keys: str, before: QWidget | None) -> None:
    """Do on the page what these keys do there; `before` had the caret."""
    wanted = QKeySequence(keys)
    shortcut = _shortcut(page, wanted, before)
    if shortcut is not None:
        shortcut.activated.emit()
    else:
        _press(_target(page, before), wanted)


def possible(page: QWidget, keys: str, before: QWidget | None) -> bool:
    """Whether these keys do anything on the page; `before` has the caret."""
    wanted = QKeySequence(keys)
    if _shortcut(page, wanted, before) is not None:
        return True
    asked = _event(QEvent.Type.ShortcutOverride, wanted)
    asked.ignore()
    QApplication.sendEvent(_target(page, before), asked)
    return asked.isAccepted()


def _shortcut(page: QWidget, wanted: QKeySequence, before: QWidget | None) -> QShortcut | None:
    """The innermost shortcut with these keys around the widget that has the caret."""
    holder = _target(page, before)
    found = [one for one in page.findChildren(QShortcut) if wanted in list(one.keys())]
    for shortcut in sorted(found, key=_depth, reverse=True):
        owner = shortcut.parent()
        if (
            not isinstance(owner, QWidget)
            or not owner.isVisibleTo(page)
            or not shortcut.isEnabled()
        ):
            continue
        if owner is page or owner is holder or owner.isAncestorOf(holder):
            return shortcut
    return None


def _target(page: QWidget, before: QWidget | None) -> QWidget:
    return before if before is not None and page.isAncestorOf(before) else page


def _press(target: QWidget, keys: QKeySequence) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, _event(kind, keys))


def _event(kind: QEvent.Type, keys: QKeySequence) -> QKeyEvent:
    combination: QKeyCombination = keys[0]  # type: ignore[index]
    return QKeyEvent(kind, combination.key(), combination.keyboardModifiers())


def _depth(shortcut: QShortcut) -> int:
    depth, holder = 0, shortcut.parent()
    while holder is not None:
        depth, holder = depth + 1, holder.parent()
    return depth
