"""One package beside the table: its way, what it held, what it declared, and what can be done."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gbdesk.services.home_parts import Track
from gbdesk.services.sending_parts import PARTIAL, RECEIVED, RETURNED, SentRow
from gbdesk.text import translate
from gbdesk.ui.forms.look import px
from gbdesk.ui.office.notice import NoticeBox
from gbdesk.ui.office.parts import Held, Words, button, line
from gbdesk.ui.office.track import TrackLine

WIDTH: Final = 356
NARROW: Final = 316
SHOWN: Final = 12
_MARK: Final = re.compile(r"([_/\\.-])")


class SentSide(QFrame):
    """`copy_asked` and `slip_asked` are about the package shown."""

    copy_asked = Signal()
    slip_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self.setFixedWidth(px(WIDTH))
        self.copy = button(translate("Sent", "Write again…"), "", "save", self)
        self.slip = button(translate("Sent", "Slip…"), "", "printer", self)
        self.copy.clicked.connect(self.copy_asked)
        self.slip.clicked.connect(self.slip_asked)
        self._keys = QShortcut(QKeySequence("Ctrl+P"), parent, self.slip.click)
        self._keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._keys.setEnabled(False)
        self.notice = NoticeBox("", "success", "", self)
        self.notice.hide()
        self._area = QScrollArea(self)
        self._area.setObjectName("panelBody")
        self._area.setWidgetResizable(True)
        foot = QFrame(self)
        foot.setObjectName("panelFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 9, 14, 9)
        row.setSpacing(8)
        row.addWidget(self.copy)
        row.addWidget(self.slip)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._area, 1)
        held = QWidget(self)
        inside = QVBoxLayout(held)
        inside.setContentsMargins(14, 0, 14, 8)
        inside.addWidget(self.notice)
        box.addWidget(held)
        box.addWidget(foot)

    def narrow(self, *, narrow: bool) -> None:
        """Give way a little where there is little room."""
        self.setFixedWidth(px(NARROW if narrow else WIDTH))

    def say(self, words: str, tone: str) -> None:
        """What came of writing it again."""
        self.notice.say(words, tone)
        self.notice.show()

    def show_row(self, row: SentRow) -> None:
        """Show this package."""
        self.notice.hide()
        self._keys.setEnabled(True)
        held = Held(self._area)
        held.setObjectName("sideHeld")
        box = QVBoxLayout(held)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        title = translate("Sent", "Package {seq}", seq=f"{row.seq:02d}")
        box.addWidget(Words(title, "officeTitle", parent=held))
        box.addWidget(Words(row.title, "officeAside", wrap=True, parent=held))
        box.addWidget(TrackLine(_track(row), held))
        if row.state in {PARTIAL, RETURNED}:
            tone = "danger" if row.state == RETURNED else "warning"
            box.addWidget(NoticeBox("", tone, row.words, held))
        for words in row.count_words:
            box.addWidget(line(held))
            box.addWidget(Words(words, wrap=True, parent=held))
        if row.gaps:
            box.addWidget(line(held))
            words = translate("Sent", "Declared as missing")
            box.addWidget(Words(words, "officeStrong", parent=held))
            for gap in row.gaps_words[:SHOWN]:
                box.addWidget(Words(f"• {gap}", "officeAside", wrap=True, parent=held))
            if len(row.gaps) > SHOWN:
                more = translate("Sent", "and {n} more", n=len(row.gaps) - SHOWN)
                box.addWidget(Words(more, "officeAside", parent=held))
        for name, value in self._facts(row):
            if value:
                box.addWidget(line(held))
                box.addWidget(Words(name, "officeAside", parent=held))
                box.addWidget(_value(value, held))
        box.addStretch(1)
        self._area.setWidget(held)

    def _facts(self, row: SentRow) -> tuple[tuple[str, str], ...]:
        return (
            (translate("Sent", "Made by"), row.by),
            (translate("Sent", "Approved by"), row.approver),
            (translate("Sent", "Note"), row.note),
            (translate("Sent", "Sent again"), start_words(row.again)),
            (translate("Sent", "Part"), part_words(row)),
            (translate("Sent", "File"), row.name),
            (translate("Sent", "Written to"), row.path),
        )


def breakable(name: str) -> str:
    """A name of a file or a path that may go on in the next line after its marks."""
    return _MARK.sub("\\1\u200b", name)


def start_words(start: int) -> str:
    """From where a package that the hub asked for begins; empty where it was as usual."""
    if not start:
        return ""
    if start == 1:
        return translate("Sent", "everything from the beginning")
    return translate("Sent", "everything from change {start} on", start=start)


def part_words(row: SentRow) -> str:
    """Which of several files it is; empty where it is the only one."""
    at, of = row.part
    return translate("Sent", "file {at} of {of}", at=at, of=of) if of > 1 else ""


def _value(value: str, parent: QWidget) -> QWidget:
    """A sentence wraps between words; a name or a path wherever its line is full."""
    if " " in value:
        return Words(value, wrap=True, parent=parent)
    return Words(breakable(value), wrap=True, parent=parent)


def _track(row: SentRow) -> Track:
    state = RECEIVED if row.state == PARTIAL else row.state
    return Track(
        seq=row.seq,
        period=row.period,
        made=row.made,
        state=state,
        at=row.receipt_at,
        reason=row.reason,
    )
