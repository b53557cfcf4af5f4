"""Looking into a backup and bringing it back: what is in it, what would be missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from gbdesk.domain.numbers import group
from gbdesk.services.backup_file import Facts
from gbdesk.services.backups import SUFFIX, count_label
from gbdesk.text import translate
from gbdesk.ui.office.drop import DropField
from gbdesk.ui.office.notice import NoticeBox
from gbdesk.ui.office.parts import Card, Words, button, line
from gbdesk.ui.pages.backup.cards import moment_words


class InsideCard(Card):
    """`file_asked`; `dropped` carries paths; `opened` the password; `restore_asked`."""

    file_asked = Signal()
    dropped = Signal(list)
    opened = Signal(str)
    restore_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(translate("Backup", "Look into a backup, bring it back"), parent)
        words = translate(
            "Backup", "Drop a backup ({ending}) here. Nothing changes by looking.", ending=SUFFIX
        )
        self.drop = DropField(words, translate("Backup", "Choose a backup…"), self)
        self.drop.asked.connect(self.file_asked)
        self.drop.dropped.connect(self.dropped)
        self.box.addWidget(self.drop)
        self.notice = NoticeBox("", "danger", "", self)
        self.notice.hide()
        self.box.addWidget(self.notice)
        self._facts = Words("", wrap=True, rich=True, parent=self)
        self.password = QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        label = translate("Backup", "Your password when this backup was made")
        self.password.setPlaceholderText(label)
        self.password.setAccessibleName(label)
        self.password.setMinimumWidth(330)
        self.count = button(translate("Backup", "Open and count"), "", "search", self)
        self.password.returnPressed.connect(self._open)
        self.count.clicked.connect(self._open)
        self._row = QWidget(self)
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.password, 1)
        row.addWidget(self.count)
        row.addStretch(1)
        self._table = QWidget(self)
        self.restore = button(translate("Backup", "Put this in place of today's data"), "danger")
        self.restore.clicked.connect(self.restore_asked)
        for widget in (self._facts, self._row, self._table):
            self.box.addWidget(widget)
            widget.hide()
        self.box.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)
        self.restore.hide()

    def show_facts(self, file: Path, facts: Facts) -> None:
        """What the file says about itself; then the password is asked for."""
        self.notice.hide()
        self._facts.setText(
            translate(
                "Backup",
                "<b>{name}</b><br>{title}, made {at} with version {app}",
                name=file.name,
                title=facts.title,
                at=moment_words(datetime.fromisoformat(facts.made)),
                app=facts.app,
            )
        )
        self._facts.show()
        self._row.show()
        self._table.hide()
        self.restore.hide()
        self.password.clear()
        self.password.setFocus()

    def show_counts(self, found: Mapping[str, int], now: Mapping[str, int]) -> None:
        """What is really in it beside what is here now."""
        self.password.clear()
        self.notice.hide()
        made = QWidget(self)
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(26)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        heads = (
            "",
            translate("Backup", "In this backup"),
            translate("Backup", "Here now"),
            translate("Backup", "Would be missing"),
        )
        for column, words in enumerate(heads):
            side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            grid.addWidget(Words(words, "officeAside", parent=made), 0, column, side)
        for at, (name, values) in enumerate(compared(found, now)):
            grid.addWidget(line(made), 2 * at + 1, 0, 1, 4)
            grid.addWidget(Words(name, parent=made), 2 * at + 2, 0)
            for column, value in enumerate(values, start=1):
                label = Words(group(value), "officeStrong" if column == 1 else "officeWords")
                if column == 3 and value:
                    label.setObjectName("officeAside")
                    label.tone("danger")
                grid.addWidget(label, 2 * at + 2, column, Qt.AlignmentFlag.AlignRight)
        self.box.replaceWidget(self._table, made)
        self._table.hide()
        self._table.deleteLater()
        self._table = made
        made.show()
        self.restore.show()

    def refuse(self, words: str) -> None:
        """Why it could not be opened."""
        self.notice.say(words, "danger")
        self.notice.show()
        self.password.selectAll()

    def _open(self) -> None:
        if self.password.text():
            self.opened.emit(self.password.text())


def compared(
    found: Mapping[str, int], now: Mapping[str, int]
) -> Sequence[tuple[str, tuple[int, int, int]]]:
    """Each thing by name: in the backup, here now, missing after bringing it back."""
    there = ((name, found.get(name, 0), now[name]) for name in now)
    return [
        (count_label(name), (before, here, max(0, here - before)))
        for name, before, here in there
        if before or here
    ]
