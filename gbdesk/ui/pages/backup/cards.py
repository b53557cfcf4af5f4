"""The newest backup, the automatic ones, and the check of the data file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gbdesk.domain.dates import short
from gbdesk.domain.numbers import group
from gbdesk.services.backups import Last, count_label
from gbdesk.text import translate
from gbdesk.ui.forms.parts import ShortLabel
from gbdesk.ui.office.notice import NoticeBox
from gbdesk.ui.office.parts import Card, Picture, Words, button, line

OLD: Final = 7
SHOWN: Final = 5
MAIN: Final = ("activities", "figures", "narratives", "packages_received", "packages_sent")


def moment_words(at: datetime) -> str:
    """`24/05/2024 lúc 11:30` in the time of this PC."""
    here = at.astimezone()
    return translate("Backup", "{day} at {time}", day=short(here.date()), time=f"{here:%H:%M}")


def count_words(counts: Mapping[str, int]) -> str:
    """`26 hoạt động · 1.840 ô số liệu`: the main counts that are not 0."""
    return " · ".join(
        f"{count_label(name)}: {group(counts[name])}" for name in MAIN if counts.get(name)
    )


class LastCard(Card):
    """The newest backup and the ways to make one."""

    make_asked = Signal()
    stick_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        row = QHBoxLayout()
        row.setSpacing(14)
        self._picture = Picture("shield-check", "success", 32, self)
        row.addWidget(self._picture)
        column = QVBoxLayout()
        column.setSpacing(2)
        self._title = Words("", "officeTitle", wrap=True, parent=self)
        self._where = Words("", "officeAside", wrap=True, parent=self)
        self._counts = Words("", "officeAside", wrap=True, parent=self)
        for words in (self._title, self._where, self._counts):
            column.addWidget(words)
        row.addLayout(column, 1)
        self.box.addLayout(row)
        self.make = button(translate("Backup", "Back up now"), "primary", "database-backup", self)
        self.stick = button(translate("Backup", "Back up to a stick…"), "", "usb", self)
        self.make.clicked.connect(self.make_asked)
        self.stick.clicked.connect(self.stick_asked)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self.make)
        buttons.addWidget(self.stick)
        buttons.addStretch(1)
        self.box.addSpacing(2)
        self.box.addLayout(buttons)
        self.notice = NoticeBox("", "success", "", self)
        self.notice.hide()
        self.box.addWidget(self.notice)

    def show_last(self, last: Last | None, age: int | None) -> None:
        """Show the newest backup, or that there is none."""
        old = age is None or age >= OLD
        self._picture.show_icon(
            "shield-alert" if old else "shield-check",
            "danger" if last is None else "warning_icon" if old else "success",
        )
        if last is None:
            self._title.setText(translate("Backup", "There is no backup yet"))
            words = translate(
                "Backup",
                "One file holds everything, still encrypted. Keep one outside this computer.",
            )
            self._where.setText(words)
            self._counts.hide()
            return
        self._title.setText(translate("Backup", "Last backup: {at}", at=moment_words(last.at)))
        name, place = last.path.name, last.path.parent
        there = last.path.is_file()
        self._where.setText(
            translate("Backup", "File {name} in {place}", name=name, place=place)
            if there
            else translate("Backup", "File {name}, no longer in {place}", name=name, place=place)
        )
        self._where.tone("" if there else "warning")
        self._counts.setText(count_words(last.counts))
        self._counts.show()

    def say(self, words: str, tone: str) -> None:
        """What came of it."""
        self.notice.say(words, tone)
        self.notice.show()

    def work(self, *, busy: bool) -> None:
        """While a backup is made no second one is begun."""
        for one in (self.make, self.stick):
            one.setEnabled(not busy)
        if busy:
            self.say(translate("Backup", "The backup is being written and opened again…"), "info")


class AutomaticCard(Card):
    """The backups the program makes by itself."""

    folder_asked = Signal()
    look_asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(translate("Backup", "Automatic backups"), parent)
        self.choose = button(translate("Backup", "Another folder…"), "small", parent=self)
        self.choose.clicked.connect(self.folder_asked)
        self.head.addWidget(self.choose)
        words = translate(
            "Backup",
            "One each day that the program is used; 7 days, 4 weeks and 12 months are kept.",
        )
        self.box.addWidget(Words(words, "officeAside", wrap=True, parent=self))
        self._folder = ShortLabel("", self)
        self._folder.setObjectName("officeAside")
        self.box.addWidget(self._folder)
        self._list = QWidget(self)
        self.box.addWidget(self._list)

    def show_files(self, folder: Path, files: Sequence[Path]) -> None:
        """Show the newest ones."""
        self._folder.setText(translate("Backup", "Folder: {folder}", folder=folder))
        made = QWidget(self)
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        if not files:
            words = translate("Backup", "None yet; the first one is made today.")
            box.addWidget(Words(words, "officeAside", wrap=True, parent=made))
        for path in files[:SHOWN]:
            box.addWidget(line(made))
            row = QHBoxLayout()
            row.setContentsMargins(0, 4, 0, 4)
            row.setSpacing(8)
            row.addWidget(Picture("file-check", "text_2", 16, made))
            name = ShortLabel(path.name, made)
            name.setObjectName("officeWords")
            row.addWidget(name, 1)
            look = button(translate("Backup", "Look into it"), "link", parent=made)
            look.setAccessibleName(translate("Backup", "Look into {name}", name=path.name))
            look.setProperty("path", str(path))
            look.clicked.connect(self._look)
            row.addWidget(look)
            box.addLayout(row)
        if len(files) > SHOWN:
            more = translate("Backup", "and {n} older ones", n=len(files) - SHOWN)
            box.addWidget(Words(more, "officeAside", parent=made))
        self.box.replaceWidget(self._list, made)
        made.show()
        self._list.hide()
        self._list.deleteLater()
        self._list = made

    def _look(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.look_asked.emit(Path(str(sender.property("path"))))


class CheckCard(Card):
    """Whether the data file is whole."""

    check_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(translate("Backup", "Check the data file"), parent)
        self.check = button(translate("Backup", "Check now"), "small", "shield-check", self)
        self.check.clicked.connect(self.check_asked)
        self.head.addWidget(self.check)
        words = translate(
            "Backup", "Reads every page, builds the tables anew from the log and compares them."
        )
        self._words = Words(words, "officeAside", wrap=True, parent=self)
        self.box.addWidget(self._words)
        self.notice = NoticeBox("", "success", "", self)
        self.notice.hide()
        self.box.addWidget(self.notice)

    def say(self, words: str, tone: str) -> None:
        """What was found."""
        self.notice.say(words, tone)
        self.notice.show()
        self.check.setEnabled(tone != "info")
