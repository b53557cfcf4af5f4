"""The cards of the first page that both sides show: the deadline, what is ahead, what is safe."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from gbdesk.domain.dates import short, weekday
from gbdesk.domain.periods import Period
from gbdesk.services.home_parts import Action, Upcoming
from gbdesk.text import translate
from gbdesk.ui.office.parts import Card, Picture, Words, line
from gbdesk.ui.pages.home.lines import ActionButton, Countdown, UpcomingLine

OLD: Final = 7
VERY_OLD: Final = 30


class DeadlineHead(QWidget):
    """The report of a period: when it is due, how far it is, how many days are left."""

    def __init__(self, period: Period, words: str, days: int, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(16)
        column = QVBoxLayout()
        column.setSpacing(3)
        title = translate("Home", "Report: {period}", period=lower_first(period.title))
        column.addWidget(Words(title, "officeTitle", parent=self))
        self.due = Words(words, "officeAside", rich=True, wrap=True, parent=self)
        column.addWidget(self.due)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        column.addSpacing(7)
        column.addWidget(self.bar)
        row.addLayout(column, 1)
        row.addWidget(Countdown(days, self))

    def show_progress(self, done: int, of: int, words: str) -> None:
        """How much of the work is done."""
        self.bar.setRange(0, max(1, of))
        self.bar.setValue(done)
        self.bar.setAccessibleName(words)


def due_words(period: Period, hub: str, rest: str, *, receives: bool) -> str:
    """`Gửi Sở trước thứ Tư, 05/06/2024 · còn 4 việc`, the day in bold."""
    day = f"<b>{escape(weekday(period.due))}, {short(period.due)}</b>"
    if receives:
        said = (
            translate("Home", "Units send until {day}", day=day)
            if period.due_inclusive
            else translate("Home", "Units send before {day}", day=day)
        )
    else:
        said = (
            translate("Home", "Send to {hub_short} until {day}", hub_short=escape(hub), day=day)
            if period.due_inclusive
            else translate(
                "Home", "Send to {hub_short} before {day}", hub_short=escape(hub), day=day
            )
        )
    return f"{said} · {escape(rest)}" if rest else said


class UpcomingCard(Card):
    """What comes in the next weeks."""

    asked = Signal(object)

    def __init__(self, ahead: Sequence[Upcoming], today: date, parent: QWidget) -> None:
        super().__init__(translate("Home", "Coming up"), parent)
        self.box.setSpacing(2)
        if not ahead:
            words = translate("Home", "Nothing in the next two months.")
            self.box.addWidget(Words(words, "officeAside", wrap=True, parent=self))
        for at, one in enumerate(ahead):
            if at:
                self.box.addWidget(line(self))
            shown = UpcomingLine(one, today, self)
            shown.asked.connect(self.asked)
            self.box.addWidget(shown)


class SafeCard(Card):
    """Whether the data are safe: encrypted always, backed up lately or not."""

    asked = Signal(object)

    def __init__(self, age: int | None, parent: QWidget) -> None:
        super().__init__(parent=parent)
        old = age is None or age >= OLD
        very = age is None or age >= VERY_OLD
        row = QHBoxLayout()
        row.setSpacing(11)
        tone = "danger" if very else "warning_icon" if old else "success"
        row.addWidget(Picture("shield-alert" if old else "shield-check", tone, 20, self))
        column = QVBoxLayout()
        column.setSpacing(0)
        title = (
            translate("Home", "Time for a backup") if old else translate("Home", "Data are safe")
        )
        column.addWidget(Words(title, "officeStrong", parent=self))
        said = Words(_backup_words(age), "officeAside", wrap=True, parent=self)
        said.tone("danger" if very else "warning" if old else "")
        column.addWidget(said)
        row.addLayout(column, 1)
        action = Action(page="backup", label=translate("Home", "Back up"))
        copy = ActionButton(action, "small", "hard-drive", self)
        copy.asked.connect(self.asked)
        row.addWidget(copy)
        self.box.addLayout(row)
        self.setAccessibleName(title)


def _backup_words(age: int | None) -> str:
    if age is None:
        return translate("Home", "Encrypted · no backup yet")
    if age == 0:
        return translate("Home", "Encrypted · backed up today")
    if age == 1:
        return translate("Home", "Encrypted · backed up yesterday")
    return translate("Home", "Encrypted · last backup {n} days ago", n=age)


def lower_first(words: str) -> str:
    """A title inside a sentence."""
    return words[:1].lower() + words[1:]
