"""The last step: writing and reading back, then what was written and what to do next."""

from __future__ import annotations

from html import escape
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from gbdesk.services.messages import Message
from gbdesk.services.sending_parts import Exported
from gbdesk.text import translate
from gbdesk.ui.office.notice import NoticeBox
from gbdesk.ui.office.parts import Picture, Words, button, line, scrolled
from gbdesk.ui.pages.export.place import size_words

STEP_WIDTH: Final = 460


class WritingView(QWidget):
    """How far the writing is, or why it did not succeed."""

    stop_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = Words("", "officeTitle", wrap=True, parent=self)
        self._words = Words("", "officeAside", parent=self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setMaximumWidth(STEP_WIDTH)
        self.bar.setAccessibleName(translate("Export", "Writing the package"))
        self.stop = button(translate("Export", "Stop"), parent=self)
        self.stop.setToolTip(
            translate("Export", "The file begun is taken away; the data stay as they are.")
        )
        self.stop.clicked.connect(self.stop_asked)
        self.notice = NoticeBox("", "danger", "", self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.setSpacing(12)
        for widget in (self._title, self.bar, self._words):
            box.addWidget(widget)
        box.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.notice)
        box.addStretch(1)

    def begin(self, where: str) -> None:
        """The writing begins."""
        self._title.setText(translate("Export", "Writing to {where}…", where=where))
        self._words.setText(translate("Export", "Leave the stick where it is."))
        self.bar.setRange(0, 0)
        self.notice.hide()
        for widget in (self.bar, self._words, self.stop):
            widget.show()
        self.stop.setEnabled(True)

    def step(self, done: int, total: int, what: str) -> None:
        """One step more."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if what:
            self._words.setText(what)

    def failed(self, message: Message) -> None:
        """Why nothing was written."""
        self._title.setText(translate("Export", "No package was written"))
        self.notice.say(message.text, "danger")
        self.notice.setToolTip(message.code)
        self._rest()

    def stopped(self) -> None:
        """The person stopped it."""
        self._title.setText(translate("Export", "Stopped; no package was written"))
        words = translate(
            "Export", "The file begun was taken away. Everything entered is kept; write it again."
        )
        self.notice.say(words, "info")
        self._rest()

    def _rest(self) -> None:
        for widget in (self.bar, self._words, self.stop):
            widget.hide()
        self.notice.show()


class DoneView(QWidget):
    """The package is where it should be and reads back the same."""

    copy_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._area, held = scrolled(self)
        self._outer = QVBoxLayout(held)
        self._outer.setContentsMargins(0, 0, 12, 0)
        self._held = QWidget(held)
        self._outer.addWidget(self._held)
        self._outer.addStretch(1)
        self.notice = NoticeBox("", "success", "", self)
        self.notice.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._area, 1)
        box.addWidget(self.notice)
        self.copy = button(translate("Export", "Copy the code"), parent=self)
        self.copy.hide()

    def show_done(self, done: Exported, where: str, hub: str, period: str) -> None:
        """Show what was written where."""
        self.notice.hide()
        made = QWidget(self._area.widget())
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 2, 0, 0)
        box.setSpacing(12)
        box.addWidget(_head(done, where, period, made))
        box.addWidget(_checks(done, where, hub, made))
        if done.is_cut:
            box.addWidget(_parts(done, hub, made))
        box.addWidget(self._file(done, made))
        box.addWidget(Words(translate("Export", "What to do next"), "officeSection", parent=made))
        first = translate(
            "Export",
            "1. Take the stick out safely and hand it over, or attach the file to an official "
            "e-mail.",
        )
        second = translate(
            "Export",
            "2. A receipt file comes back from {hub_short}: open it on this computer. Until then "
            "Home says “Waiting for a receipt”.",
            hub_short=hub,
        )
        box.addWidget(Words(first, wrap=True, parent=made))
        box.addWidget(Words(second, wrap=True, parent=made))
        self._outer.replaceWidget(self._held, made)
        made.show()
        self._held.hide()
        self._held.deleteLater()
        self._held = made

    def say(self, words: str, tone: str) -> None:
        """What came of one more copy."""
        self.notice.say(words, tone)
        self.notice.show()

    def _file(self, done: Exported, parent: QWidget) -> QWidget:
        held = QFrame(parent)
        held.setObjectName("sunken")
        row = QHBoxLayout(held)
        row.setContentsMargins(14, 9, 14, 9)
        row.setSpacing(12)
        row.addWidget(Picture("file-text", "text_2", 20, held))
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(Words(done.path.name, "officeStrong", parent=held))
        words = translate(
            "Export",
            "The name holds no figures. Check code to read out on the telephone: <b>{code}</b>",
            code=escape(done.check_code),
        )
        column.addWidget(Words(words, "officeAside", rich=True, wrap=True, parent=held))
        row.addLayout(column, 1)
        self.copy = button(translate("Export", "Copy the code"), "", "copy", held)
        self.copy.clicked.connect(self.copy_asked)
        row.addWidget(self.copy)
        return held


def _parts(done: Exported, hub: str, parent: QWidget) -> QWidget:
    """Every file of a package that was cut, each with its code."""
    held = QWidget(parent)
    box = QVBoxLayout(held)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(4)
    box.addWidget(NoticeBox("", "warning", done.parts_words(hub), held))
    for one in done.parts:
        words = f"{one.path.name} · {one.check_code} · {size_words(one.size)}"
        box.addWidget(Words(words, "officeAside", wrap=True, parent=held))
    return held


def _head(done: Exported, where: str, period: str, parent: QWidget) -> QWidget:
    held = QWidget(parent)
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(14)
    row.addWidget(Picture("package-check", "success", 40, held))
    column = QVBoxLayout()
    column.setSpacing(1)
    title = translate(
        "Export",
        "Package {seq} is on {where} and reads back the same",
        seq=f"{done.seq:02d}",
        where=where,
    )
    column.addWidget(Words(title, "officeTitle", wrap=True, parent=held))
    changes = sum(count.all for count in done.counts.values())
    parts = [period, translate("Export", "{n} changes", n=changes)]
    if done.gaps:
        parts.append(translate("Export", "{n} gaps declared", n=len(done.gaps)))
    column.addWidget(Words(" · ".join(parts), "officeAside", wrap=True, parent=held))
    row.addLayout(column, 1)
    return held


def _checks(done: Exported, where: str, hub: str, parent: QWidget) -> QWidget:
    held = QFrame(parent)
    held.setObjectName("card")
    box = QVBoxLayout(held)
    box.setContentsMargins(16, 4, 16, 4)
    box.setSpacing(0)
    lines = (
        (
            translate("Export", "Written to <b>{where}</b>", where=escape(where)),
            size_words(done.size),
        ),
        (
            translate("Export", "Read back, compared part by part: <b>the same</b>"),
            translate("Export", "no fault"),
        ),
        (
            translate("Export", "Signature of this unit: <b>valid</b>"),
            translate("Export", "only {hub_short} and this unit can open it", hub_short=hub),
        ),
    )
    for at, (words, aside) in enumerate(lines):
        if at:
            box.addWidget(line(held))
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(10)
        row.addWidget(Picture("circle-check", "success", 20, held))
        row.addWidget(Words(words, rich=True, parent=held), 1)
        row.addWidget(Words(aside, "officeAside", parent=held))
        box.addLayout(row)
    return held
