"""Which key means what in the grid: the keys of a spreadsheet, and a few of our own."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from gbdesk.ui.grid.typed import ALLOWED, DASH

_CTRL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_NONE: Final = Qt.KeyboardModifier.NoModifier
_ALT: Final = Qt.KeyboardModifier.AltModifier
_PAD: Final = Qt.KeyboardModifier.KeypadModifier

COMMANDS: Final = {
    (Qt.Key.Key_C, _CTRL): "copy",
    (Qt.Key.Key_Insert, _CTRL): "copy",
    (Qt.Key.Key_X, _CTRL): "cut",
    (Qt.Key.Key_V, _CTRL): "paste",
    (Qt.Key.Key_Insert, _SHIFT): "paste",
    (Qt.Key.Key_D, _CTRL): "fill_down",
    (Qt.Key.Key_R, _CTRL): "fill_right",
    (Qt.Key.Key_A, _CTRL): "select_all",
    (Qt.Key.Key_Z, _CTRL): "undo",
    (Qt.Key.Key_Y, _CTRL): "redo",
    (Qt.Key.Key_Z, _CTRL | _SHIFT): "redo",
    (Qt.Key.Key_0, _CTRL): "none_occurred",
    (Qt.Key.Key_Delete, _NONE): "clear",
    (Qt.Key.Key_Backspace, _NONE): "retype",
    (Qt.Key.Key_F2, _NONE): "edit",
    (Qt.Key.Key_F2, _SHIFT): "note",
    (Qt.Key.Key_F7, _NONE): "compare",
    (Qt.Key.Key_F8, _NONE): "next_problem",
    (Qt.Key.Key_F8, _SHIFT): "previous_problem",
    (Qt.Key.Key_F9, _NONE): "confirm",
    (Qt.Key.Key_Return, _NONE): "down",
    (Qt.Key.Key_Enter, _NONE): "down",
    (Qt.Key.Key_Return, _SHIFT): "up",
    (Qt.Key.Key_Enter, _SHIFT): "up",
    (Qt.Key.Key_Tab, _NONE): "right",
    (Qt.Key.Key_Backtab, _SHIFT): "left",
    (Qt.Key.Key_Backtab, _NONE): "left",
    (Qt.Key.Key_Tab, _SHIFT): "left",
    (Qt.Key.Key_Home, _NONE): "row_start",
    (Qt.Key.Key_End, _NONE): "row_end",
    (Qt.Key.Key_Home, _CTRL): "first",
    (Qt.Key.Key_End, _CTRL): "last",
    (Qt.Key.Key_Up, _CTRL): "edge_up",
    (Qt.Key.Key_Down, _CTRL): "edge_down",
    (Qt.Key.Key_Left, _CTRL): "edge_left",
    (Qt.Key.Key_Right, _CTRL): "edge_right",
}
EDITING: Final = frozenset(
    {"cut", "paste", "fill_down", "fill_right", "none_occurred", "clear", "retype", "edit", "note"}
    | {"undo", "redo", "confirm"}
)


def command_of(event: QKeyEvent) -> str:
    """The command of a key, empty where it is none."""
    held = event.modifiers() & ~_PAD
    return COMMANDS.get((Qt.Key(event.key()), held), "")


def typed_of(event: QKeyEvent) -> str:
    """The visible character of a key without Ctrl or Alt, empty where there is none."""
    if event.modifiers() & (_CTRL | _ALT):
        return ""
    text = event.text()
    return text if text and text.isprintable() and not text.isspace() else ""


def begins_figure(text: str) -> bool:
    """Whether a figure may begin with this."""
    return all(char in ALLOWED or char == DASH for char in text)
