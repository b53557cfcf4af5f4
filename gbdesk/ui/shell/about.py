"""Small dialogs of the help menu: keys, recent notices, the program and its licences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gbdesk import __version__, resources
from gbdesk.text import mark, say, translate
from gbdesk.ui import commands, theme
from gbdesk.ui.icons import app_icon
from gbdesk.ui.shell.notices import Notice

MORE: Final = (
    ("Alt 1…9", mark("Keys", "Open the page at this place of the navigation")),
    ("Esc", mark("Keys", "Close the side panel, give up the edit of a cell; the draft stays")),
    ("Tab · Enter", mark("Keys", "In the grid: to the right · down")),
    ("Delete", mark("Keys", "In the grid: the cell becomes blank, not 0")),
    ("?  ·  -", mark("Keys", "In the grid: no information · not applicable")),
)


class _Telling(QDialog):
    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(theme.px(540), theme.px(470))
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(20, 18, 20, 14)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._buttons.rejected.connect(self.reject)

    def end(self) -> None:
        self.box.addWidget(self._buttons)


class KeysDialog(_Telling):
    """Every key of the program."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(translate("Keys", "Keyboard shortcuts"), parent)
        held = QWidget(self)
        held.setObjectName("held")
        grid = QGridLayout(held)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        rows = [(keys, say(words)) for keys, words in MORE]
        neutral = {"hub_short": translate("World", "the receiving body")}
        rows = [
            *(
                (commands.shown_keys(one), commands.title_of(one, neutral))
                for one in commands.commands(hub=False)
                if one.keys
            ),
            *rows,
        ]
        for at, (keys, words) in enumerate(rows):
            key = QLabel(keys, held)
            key.setObjectName("key")
            grid.addWidget(key, at, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(QLabel(words, held), at, 1)
        grid.setColumnStretch(1, 1)
        area = QScrollArea(self)
        area.setWidget(held)
        area.setWidgetResizable(True)
        area.setAccessibleName(self.windowTitle())
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.box.addWidget(area, 1)
        self.end()


class NoticesDialog(_Telling):
    """What was said since unlocking, the newest first."""

    def __init__(self, notices: Sequence[Notice], parent: QWidget) -> None:
        super().__init__(translate("Notices", "Recent notices"), parent)
        shown = QListWidget(self)
        shown.setWordWrap(True)
        shown.setAccessibleName(self.windowTitle())
        for notice in reversed(notices):
            shown.addItem(f"{notice.at:%H:%M}   {notice.words}")
        if not notices:
            shown.addItem(translate("Notices", "Nothing yet."))
        self.box.addWidget(shown, 1)
        self.end()


class AboutDialog(_Telling):
    """The program, its version, whose fonts and pictures it carries."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(translate("About", "About gbdesk"), parent)
        picture = QLabel(self)
        picture.setPixmap(app_icon().pixmap(theme.px(48), theme.px(48)))
        name = QLabel(f"gbdesk {__version__}", self)
        name.setObjectName("sectionTitle")
        about = QLabel(
            translate("About", "Works without any network. Data stay on this computer, encrypted."),
            self,
        )
        about.setWordWrap(True)
        licences = QPlainTextEdit(self)
        licences.setReadOnly(True)
        licences.setAccessibleName(translate("About", "Licences"))
        licences.setPlainText(_licences())
        for part in (picture, name, about):
            self.box.addWidget(part)
        self.box.addWidget(licences, 1)
        self.end()


def _licences() -> str:
    parts = [
        translate("About", "gbdesk: Apache License 2.0"),
        translate("About", "Qt and PySide6: LGPL 3, used as separate libraries"),
    ]
    files = (("fonts", "noto-sans-LICENSE.txt"), ("icons", "lucide-LICENSE.txt"))
    parts += [resources.path(*file).read_text(encoding="utf-8") for file in files]
    return "\n\n".join(parts)
