"""The first page of an office: what is missing, what is not sent, the plan, what is ahead."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gbdesk.domain.catalogue import Catalogue
from gbdesk.domain.dates import read_iso, short
from gbdesk.domain.plan import COVERED, NOT_OURS, TaskCoverage
from gbdesk.services.home_parts import DONE, Action, OfficeHome, Step
from gbdesk.text import translate
from gbdesk.ui.forms.coverage import CoverageBar, prefilled, takes_activities
from gbdesk.ui.forms.parts import ShortLabel
from gbdesk.ui.office.parts import Badge, Card, Picture, Words, line
from gbdesk.ui.office.track import RETURNED, TrackLine
from gbdesk.ui.pages.home.cards import DeadlineHead, due_words
from gbdesk.ui.pages.home.lines import ActionButton, StepLine

OPEN_TASKS: Final = 4
SEND: Final = "send"


class ReportCard(Card):
    """The report of the period: its steps and the way to send it."""

    asked = Signal(object)

    def __init__(self, home: OfficeHome, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.box.setSpacing(0)
        self._hub = catalogue.word("hub_short")
        steps = [one for one in home.steps if one.key != SEND]
        done = sum(one.state == DONE for one in steps)
        left = len(home.steps) - home.done
        rest = translate("Home", "{n} things to do", n=left) if left else ""
        if not rest:
            rest = translate("Home", "everything is done")
        period = catalogue.period(home.period)
        words = due_words(period, self._hub, rest, receives=False)
        head = DeadlineHead(period, words, home.days_left, self)
        told = translate("Home", "{done} of {of} steps are done", done=done, of=len(steps))
        head.show_progress(home.done, len(home.steps), told)
        self.box.addWidget(head)
        self.box.addSpacing(4)
        for at, step in enumerate(steps):
            if at:
                self.box.addWidget(line(self))
            shown = StepLine(step, self)
            shown.asked.connect(self.asked)
            self.box.addWidget(shown)
        self.box.addWidget(line(self))
        self.box.addSpacing(12)
        self._add_sending(next((one for one in home.steps if one.key == SEND), None))
        self.setAccessibleName(translate("Home", "Report of the period"))

    def _add_sending(self, step: Step | None) -> None:
        if step is None:
            return
        row = QHBoxLayout()
        row.setSpacing(12)
        words = translate("Home", "Export package to {hub_short}…", hub_short=self._hub)
        action = Action(page=step.action.page, label=words, facts=step.action.facts)
        self.send = ActionButton(action, "hero", "package", self)
        self.send.asked.connect(self.asked)
        row.addWidget(self.send)
        hint = translate(
            "Home",
            "Works with gaps too: the package says what is missing. Send it as often as you like, "
            "{hub_short} takes the newest.",
            hub_short=self._hub,
        )
        row.addWidget(Words(hint, "officeAside", wrap=True, parent=self), 1)
        self.box.addLayout(row)


class PlanCard(Card):
    """How much of the year's plan has an activity, and the first tasks that have none."""

    asked = Signal(object)

    def __init__(self, home: OfficeHome, catalogue: Catalogue, parent: QWidget) -> None:
        ours = [task for task in home.plan if task.state != NOT_OURS]
        done = sum(task.state == COVERED for task in ours)
        year = catalogue.period(home.period).year
        title = translate(
            "Home",
            "Plan {year}: {done} of {of} tasks have an activity",
            year=year,
            done=done,
            of=len(ours),
        )
        super().__init__(title, parent)
        self.box.setSpacing(6)
        every = ActionButton(
            Action(page="plan", label=translate("Home", "Show all")), "link", parent=self
        )
        every.asked.connect(self.asked)
        self.head.addWidget(every)
        bar = CoverageBar(self)
        bar.show_coverage(ours)
        self.box.addWidget(bar)
        open_ones = [task for task in ours if task.state != COVERED and takes_activities(task)]
        for at, task in enumerate(open_ones[:OPEN_TASKS]):
            if at:
                self.box.addWidget(line(self))
            self.box.addWidget(self._task(task))

    def _task(self, task: TaskCoverage) -> QWidget:
        held = QWidget(self)
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(9)
        row.addWidget(Picture("circle-dashed", "text_3", 18, held))
        name = task.task.name[:1].upper() + task.task.name[1:]
        words = ShortLabel(f"{task.task.section} · {name}", held)
        words.setObjectName("officeWords")
        words.setToolTip(task.task.name)
        row.addWidget(words, 1)
        action = Action(
            page="activities", label=translate("Home", "Add"), facts={"new": prefilled(task)}
        )
        add = ActionButton(action, "small", "plus", held)
        add.setAccessibleName(translate("Plan", "Add an activity: {task}", task=task.task.name))
        add.asked.connect(self.asked)
        row.addWidget(add)
        return held


class UnsentCard(Card):
    """What has not gone out, and where the last package is."""

    asked = Signal(object)

    def __init__(self, home: OfficeHome, catalogue: Catalogue, parent: QWidget) -> None:
        hub = catalogue.word("hub_short")
        super().__init__(translate("Home", "Not sent to {hub_short}", hub_short=hub), parent)
        count = home.unsent.all
        words = translate("Home", "{n} changes", n=count) if count else translate("Home", "None")
        tone, picture = ("warning", "package") if count else ("success", "circle-check")
        self.head.addWidget(Badge(words, tone, picture, self))
        if count:
            kinds = Words(unsent_words(home), "officeAside", wrap=True, parent=self)
            self.box.addWidget(kinds)
        track = home.last_package
        if track is None:
            return
        self.box.addWidget(line(self))
        day = read_iso(track.made[:10])
        said = translate(
            "Home",
            "Last package: <b>number {seq}, {day}</b>",
            seq=f"{track.seq:02d}",
            day=short(day) if day else "",
        )
        row = QHBoxLayout()
        row.addWidget(Words(said, "officeAside", rich=True, wrap=True, parent=self), 1)
        every = ActionButton(
            Action(page="sent", label=translate("Home", "Packages sent")), "link", parent=self
        )
        every.asked.connect(self.asked)
        row.addWidget(every)
        self.box.addLayout(row)
        self.box.addWidget(TrackLine(track, self))
        if track.state == RETURNED and track.reason:
            reason = translate("Home", "Reason: {reason}", reason=track.reason)
            label = Words(reason, "officeAside", wrap=True, parent=self)
            label.tone("danger")
            self.box.addWidget(label)


def unsent_words(home: OfficeHome) -> str:
    """`7 hoạt động · 4 ô số liệu · 1 mục khác`."""
    unsent = home.unsent
    parts = []
    if unsent.activities:
        parts.append(translate("Home", "{n} activities", n=unsent.activities))
    if unsent.cells:
        parts.append(translate("Home", "{n} figures", n=unsent.cells))
    if unsent.others:
        parts.append(translate("Home", "{n} other records", n=unsent.others))
    return " · ".join(parts)


class BeginCard(Card):
    """On the first day: one thing to begin with; before the answer of the hub: what is awaited."""

    asked = Signal(object)

    def __init__(self, title: str, words: str, action: Action, parent: QWidget) -> None:
        super().__init__(parent=parent)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Picture("info", "info", 22, self))
        said = Words(
            f"<b>{escape(title)}</b><br>{escape(words)}", wrap=True, rich=True, parent=self
        )
        row.addWidget(said, 1)
        begin = ActionButton(action, "primary", parent=self)
        begin.asked.connect(self.asked)
        row.addWidget(begin)
        self.box.addLayout(row)
        self.setAccessibleName(title)


def begin_action(today: date) -> Action:
    """The first activity, of today."""
    label = translate("Home", "Add an activity")
    return Action(page="activities", label=label, facts={"new": {"start": today.isoformat()}})
