"""Typing as people and input tools do: keys with text, never `keyClicks`."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
QUIET = "This plugin does not support"


def focused() -> QWidget:
    """The widget that has the caret."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_text(text: str, widget: QWidget | None = None) -> None:
    """Keys with text into the widget that has the caret: any letter."""
    for char in text:
        code = Qt.Key(ord(char)) if char.isdigit() else 0
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget or focused(), QKeyEvent(kind, code, NONE, char))


def press(
    key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, widget: QWidget | None = None
) -> None:
    """One key without text into the widget that has the caret."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget or focused(), QKeyEvent(kind, key, modifiers))


def show_alone(qtbot: QtBot, widget: QWidget) -> QWidget:
    """The widget in a window of its own with another field to go to; it has the caret."""
    host = QWidget()
    host.resize(500, 200)
    widget.setParent(host)
    other = QLineEdit(host)
    other.setObjectName("other")
    other.move(0, 150)
    show(qtbot, host)
    widget.setFocus()
    return host


def show(qtbot: QtBot, window: QWidget) -> None:
    """Show a window and make it the active one; a page is left before it is destroyed."""
    qtbot.addWidget(window, before_close_func=_go_away)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def _go_away(window: QWidget) -> None:
    """What a page keeps after a moment's rest is kept while its file is still open."""
    if going := getattr(window, "leave", None):
        going()


def leave(host: QWidget) -> None:
    """Go to the other field."""
    other = host.findChild(QLineEdit, "other")
    assert other is not None
    other.setFocus()
