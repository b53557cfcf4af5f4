"""The third step: a stick that is plugged in, or a folder; the list looks again by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from gbdesk.media.drives import Drive
from gbdesk.text import translate
from gbdesk.ui.forms.look import repolish
from gbdesk.ui.office.notice import NoticeBox
from gbdesk.ui.office.parts import Picture, Words, button, scrolled
from gbdesk.ui.pages.export.earlier import Earlier

EVERY_MS: Final = 2_000
FOLDER: Final = "folder"
KB: Final = 1_024
UNITS: Final = ("KB", "MB", "GB", "TB")


def size_words(size: int) -> str:
    """`214 KB`, `3,2 GB`."""
    value, at = size / KB, 0
    while value >= KB and at < len(UNITS) - 1:
        value, at = value / KB, at + 1
    shown = f"{value:.1f}".replace(".", ",") if at and value < 10 else str(max(1, round(value)))
    return f"{shown} {UNITS[at]}"


class Place(QFrame):
    """One drive or folder that can be chosen."""

    def __init__(self, ident: str, picture: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("choice")
        self.ident = ident
        self.radio = QRadioButton(self)
        self.radio.setObjectName("drive")
        self._words = Words("", "officeAside", parent=self)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.radio)
        column.addWidget(self._words)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(14, 8, 12, 9)
        self.row.setSpacing(12)
        self.row.addWidget(Picture(picture, "text_2", 22, self))
        self.row.addLayout(column, 1)
        self.radio.toggled.connect(self._toggled)

    def say(self, name: str, words: str, *, tone: str = "") -> None:
        """Its name and what is to be known about it."""
        self.radio.setText(name.replace("&", "&&"))
        self._words.setText(words)
        self._words.tone(tone)
        self.radio.setAccessibleDescription(words)

    def allow(self, *, allowed: bool) -> None:
        """Whether it can be chosen."""
        self.radio.setEnabled(allowed)

    def _toggled(self, chosen: bool) -> None:
        self.setProperty("chosen", "true" if chosen else "false")
        repolish(self)


class PlaceStep(QWidget):
    """`changed` when another place is chosen; `folder_asked` when a folder is to be named."""

    changed = Signal()
    folder_asked = Signal()
    refresh_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._places: dict[str, Place] = {}
        self._drives: tuple[Drive, ...] = ()
        self._earlier: Callable[[Path], str] = Earlier(())
        self.wanted = ""
        self._group = QButtonGroup(self)
        self._held = held = _held(self)
        self._box = QVBoxLayout(held)
        self._box.setContentsMargins(0, 0, 12, 0)
        self._box.setSpacing(10)
        title = translate("Export", "Where should the package be written?")
        self._box.addWidget(Words(title, "officeTitle", wrap=True, parent=held))
        words = translate(
            "Export",
            "No stick is seen. Plug one in, the list looks again by itself; or choose a "
            "folder on this computer.",
        )
        self.nothing = NoticeBox("usb", "info", words, held)
        self._box.addWidget(self.nothing)
        self.gone = NoticeBox("", "warning", "", held)
        self.gone.hide()
        self._gone = ""
        self._box.addWidget(self.gone)
        self._folder = Place(FOLDER, "folder-open", held)
        self._path: Path | None = None
        self.choose = button(translate("Export", "Choose a folder…"), "small", parent=self._folder)
        self.choose.clicked.connect(self.folder_asked)
        self._folder.row.addWidget(self.choose)
        self._take(self._folder)
        self._box.addWidget(self._folder)
        self.beside = NoticeBox("", "info", "", held)
        self.beside.hide()
        self._box.addWidget(self.beside)
        self._box.addStretch(1)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.refresh_asked)
        self.show_folder(None)

    def _take(self, place: Place) -> None:
        self._places[place.ident] = place
        self._group.addButton(place.radio)
        place.radio.toggled.connect(self._chosen)

    # what is offered
    def show_folder(self, folder: Path | None) -> None:
        """The folder that was named."""
        self._path = folder
        words = str(folder) if folder else translate("Export", "For example to send it by e-mail.")
        self._folder.say(translate("Export", "Folder on this computer"), words)
        self._folder.allow(allowed=folder is not None)
        if folder is not None and self.wanted == FOLDER:
            self._folder.radio.setChecked(True)

    def show_drives(self, drives: Sequence[Drive], needed: int) -> None:
        """Show the sticks that are plugged in; the choice stays where it can."""
        sticks = tuple(one for one in drives if one.removable)
        self.nothing.setVisible(not sticks)
        if sticks == self._drives and self._places.keys() >= {_ident(one) for one in sticks}:
            return
        known = {_ident(one): one for one in sticks}
        chosen, before = self.choice(), {_ident(one): one for one in self._drives}
        self._drives = sticks
        for ident in [one for one in self._places if one != FOLDER and one not in known]:
            self._drop(ident)
            if ident == chosen:
                self._pulled(before[ident])
        for ident, drive in known.items():
            if ident not in self._places:
                place = Place(ident, "usb", self._held)
                self._take(place)
                self._box.insertWidget(self._box.indexOf(self._folder), place)
            _tell(self._places[ident], drive, needed)
        if self._gone in known:
            self.wanted, self._gone = self._gone, ""
            self.gone.hide()
        if not self._gone:
            self._prefer(known)
        self.changed.emit()

    def _drop(self, ident: str) -> None:
        gone = self._places.pop(ident)
        self._group.removeButton(gone.radio)
        self._box.removeWidget(gone)
        gone.hide()
        gone.deleteLater()

    def _pulled(self, drive: Drive) -> None:
        """The chosen stick is gone: no other one takes its place without being asked."""
        self._gone = _ident(drive)
        words = translate(
            "Export",
            "“{name}” was pulled out; nothing was written. Plug it in again, or choose where to "
            "write.",
            name=drive.label or str(drive.path),
        )
        self.gone.say(words)
        self.gone.show()

    def _prefer(self, known: dict[str, Drive]) -> None:
        """The place used last, else the only stick that takes the package.

        Among several nobody guesses which one is meant.
        """
        checked = self._group.checkedButton()
        if checked is not None and checked.isEnabled():
            return
        able = [one for one in known if self._places[one].radio.isEnabled()]
        chosen = self.wanted if self.wanted in able else able[0] if len(able) == 1 else ""
        if not chosen and not able and self._path is not None:
            chosen = FOLDER
        if chosen:
            self._places[chosen].radio.setChecked(True)

    def know_earlier(self, earlier: Callable[[Path], str]) -> None:
        """How to say what of this office lies in a folder already."""
        self._earlier = earlier

    # what is chosen
    def folder(self) -> Path | None:
        """Where to write, None before a choice."""
        for ident, place in self._places.items():
            if place.radio.isChecked() and place.radio.isEnabled():
                return self._path if ident == FOLDER else Path(ident)
        return None

    def choice(self) -> str:
        """The choice to be remembered."""
        folder = self.folder()
        return "" if folder is None else FOLDER if folder == self._path else str(folder)

    def named_folder(self) -> Path | None:
        """The folder on this computer that was named."""
        return self._path

    def name(self) -> str:
        """How the chosen place is called."""
        folder = self.folder()
        drive = self.stick()
        return (drive.label or str(drive.path)) if drive else str(folder or "")

    def stick(self) -> Drive | None:
        """The chosen stick, None where it is a folder."""
        folder = self.folder()
        return next((one for one in self._drives if one.path == folder), None)

    def focus(self) -> None:
        """The caret to the choice."""
        checked = self._group.checkedButton()
        (checked if checked is not None else self.choose).setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self, on: bool) -> None:
        if on:
            self._gone = ""
            self.gone.hide()
            folder = self.folder()
            words = self._earlier(folder) if folder else ""
            self.beside.say(words)
            self.beside.setVisible(bool(words))
            self.changed.emit()

    # Qt's names
    def showEvent(self, event: QShowEvent) -> None:
        """While it is seen the list looks again."""
        super().showEvent(event)
        self._timer.start()
        self.refresh_asked.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Not seen, not asked."""
        super().hideEvent(event)
        self._timer.stop()


def _tell(place: Place, drive: Drive, needed: int) -> None:
    """How a stick stands, and whether it can be chosen."""
    free = size_words(drive.free)
    if drive.read_only:
        words = translate("Export", "Write-protected; slide the lock on the stick or take another.")
        place.say(drive.label or str(drive.path), words, tone="warning")
    elif drive.free < needed:
        words = translate(
            "Export",
            "Only {free} free, {needed} are needed.",
            free=free,
            needed=size_words(needed),
        )
        place.say(drive.label or str(drive.path), words, tone="warning")
    else:
        words = translate("Export", "{free} free · {path}", free=free, path=drive.path)
        place.say(drive.label or str(drive.path), words)
    place.allow(allowed=not drive.read_only and drive.free >= needed)


def _held(step: QWidget) -> QWidget:
    area, held = scrolled(step)
    box = QVBoxLayout(step)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(area)
    return held


def _ident(drive: Drive) -> str:
    return str(drive.path)
