"""What one unit changed after the lock: before and after, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from gbdesk.services.locks_parts import RETURNED, LateEdit, LateLine
from gbdesk.text import translate
from gbdesk.ui.hub.parts import Tag, cut, row, said, small

MOST: Final = 12


class LateCard(QFrame):
    """The later changes of one unit."""

    accept_asked = Signal(object)
    refuse_asked = Signal(object)

    def __init__(self, edit: LateEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.edit = edit
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 12)
        box.setSpacing(6)
        tone, icon = ("neutral", "undo-2") if edit.state == RETURNED else ("warning", "clock")
        self.tag = Tag(edit.words, tone, icon)
        self.accept = small(translate("Locks", "Let them count…"), "check")
        self.refuse = small(translate("Locks", "Do not accept…"), "undo-2")
        self.accept.clicked.connect(self._accept)
        self.refuse.clicked.connect(self._refuse)
        self.refuse.setVisible(edit.state != RETURNED)
        name = cut(edit.office_name, "hubSection")
        box.addLayout(row(name, self.tag, None, self.accept, self.refuse))
        box.addLayout(_lines(edit.lines))
        if (left := len(edit.lines) - MOST) > 0:
            box.addWidget(said(translate("Locks", "and {n} more", n=left), "hubAside"))

    def _accept(self) -> None:
        self.accept_asked.emit(self.edit)

    def _refuse(self) -> None:
        self.refuse_asked.emit(self.edit)


def _lines(lines: Sequence[LateLine]) -> QGridLayout:
    """Title, field, as locked, as it is."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(3)
    heads = (
        translate("Locks", "Entry"),
        translate("Locks", "What"),
        translate("Locks", "As locked"),
        translate("Locks", "Changed to"),
    )
    for column, words in enumerate(heads):
        grid.addWidget(said(words, "fieldLabel"), 0, column)
    for at, line in enumerate(lines[:MOST], start=1):
        for column, words in enumerate((line.title, line.field, line.old, line.new)):
            label = cut(words, "hubWords")
            label.setToolTip(words)
            grid.addWidget(label, at, column)
    for column, share in enumerate((4, 6, 2, 2)):
        grid.setColumnStretch(column, share)
    return grid
