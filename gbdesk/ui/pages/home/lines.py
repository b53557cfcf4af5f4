"""Lines of the first page: steps of the work, days ahead, how long is left."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gbdesk.domain.dates import day_month
from gbdesk.services.home_parts import ATTENTION, DONE, Action, Step, Upcoming
from gbdesk.text import mark, say, translate
from gbdesk.ui.forms.look import icon, px
from gbdesk.ui.forms.parts import ShortLabel
from gbdesk.ui.office.parts import TONES, Picture, Words

SOON: Final = 14
URGENT: Final = 3
_MARKS: Final = {DONE: ("circle-check", "success"), ATTENTION: ("circle-alert", "warning_icon")}
_OPEN: Final = ("circle-dashed", "text_3")
_MONTHS: Final = (
    mark("Home", "Jan"),
    mark("Home", "Feb"),
    mark("Home", "Mar"),
    mark("Home", "Apr"),
    mark("Home", "May"),
    mark("Home", "Jun"),
    mark("Home", "Jul"),
    mark("Home", "Aug"),
    mark("Home", "Sep"),
    mark("Home", "Oct"),
    mark("Home", "Nov"),
    mark("Home", "Dec"),
)
SPARE: Final = 300


class ActionButton(QPushButton):
    """Leads to a page; `asked` carries the action."""

    asked = Signal(object)

    def __init__(
        self,
        action: Action,
        name: str = "small",
        picture: str = "",
        parent: QWidget | None = None,
    ) -> None:
        words = action.label.replace("&", "&&")
        super().__init__(f" {words}" if picture else words, parent)
        self.setObjectName(name)
        self.setAccessibleName(action.label)
        if picture:
            self.setIcon(icon(picture, TONES.get(name, "text")))
        self._action = action
        self.clicked.connect(self._clicked)

    def _clicked(self) -> None:
        self.asked.emit(self._action)


class Countdown(QFrame):
    """How many days are left, in the colour of the hurry."""

    def __init__(self, days: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tone = "danger" if days <= URGENT else "warning" if days <= SOON else ""
        self.setObjectName("countdown")
        self.setProperty("tone", tone)
        self.setFixedSize(px(92), px(66))
        if days < 0:
            number, words = -days, translate("Home", "days overdue")
        elif days == 0:
            number, words = 0, translate("Home", "due today")
        else:
            number, words = days, translate("Home", "days left")
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 2, 4, 7)
        box.setSpacing(0)
        for text, name in ((str(number), "countdownNumber"), (words, "countdownWords")):
            label = Words(text, name, parent=self)
            label.setProperty("tone", tone)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(label)
        self.setAccessibleName(f"{number} {words}")


class StepLine(QWidget):
    """One step: its state, its reason, its one button."""

    asked = Signal(object)

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step = step
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(9)
        row.addWidget(Picture(*_MARKS.get(step.state, _OPEN), 20, self))
        label = Words(step.label, "officeStrong", parent=self)
        reason = ShortLabel(step.reason, self)
        reason.setObjectName("officeAside")
        reason.setProperty("tone", "warning" if step.state == ATTENTION else "")
        row.addWidget(label)
        row.addWidget(reason, 1)
        quiet = step.state == DONE
        self.button = ActionButton(step.action, "link" if quiet else "small", parent=self)
        self.button.setAccessibleName(f"{step.label}: {step.action.label}")
        self.button.asked.connect(self.asked)
        row.addWidget(self.button)
        self.setAccessibleName(f"{step.label}, {step.reason}")


class DateBox(QFrame):
    """A day as a leaf of a calendar."""

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dateBox")
        self.setFixedSize(px(46), px(40))
        box = QVBoxLayout(self)
        box.setContentsMargins(2, 1, 2, 1)
        box.setSpacing(0)
        month = say(_MONTHS[day.month - 1])
        for text, name in ((month, "dateMonth"), (f"{day.day:02d}", "dateDay")):
            label = QLabel(text, self)
            label.setObjectName(name)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(label)


class UpcomingLine(QWidget):
    """Something ahead and, for a day without an activity, the way to plan one."""

    asked = Signal(object)

    def __init__(self, ahead: Upcoming, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(10)
        row.addWidget(DateBox(ahead.start, self))
        words = QVBoxLayout()
        words.setSpacing(0)
        title = Words(ahead.title, "officeStrong", wrap=True, parent=self)
        lacks = ahead.kind == "occasion" and not ahead.has_activity
        under = Words(_under(ahead, today), "officeAside", wrap=True, parent=self)
        under.tone("warning" if lacks else "")
        words.addWidget(title)
        words.addWidget(under)
        row.addLayout(words, 1)
        self._label = f" {ahead.action.label}"
        self._plan = ActionButton(ahead.action, "small", "plus", self)
        self._plan.setAccessibleName(f"{ahead.title}: {ahead.action.label}")
        self._plan.setToolTip(ahead.action.label)
        self._plan.asked.connect(self.asked)
        self._plan.setVisible(lacks)
        row.addWidget(self._plan)
        self.setAccessibleName(f"{day_month(ahead.start)} {ahead.title}")

    # Qt's names
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the button is only its picture."""
        super().resizeEvent(event)
        self._plan.setText(self._label if self.width() >= px(SPARE) else "")


def _under(ahead: Upcoming, today: date) -> str:
    days = (ahead.start - today).days
    when = (
        translate("Home", "in {n} days", n=days)
        if days > 1
        else translate("Home", "tomorrow")
        if days == 1
        else translate("Home", "today")
    )
    if ahead.end != ahead.start:
        when = f"{day_month(ahead.start)} – {day_month(ahead.end)}"
    if ahead.kind != "occasion":
        return when
    if ahead.has_activity:
        return translate("Home", "{when}, has an activity", when=when)
    return translate("Home", "no activity yet")
