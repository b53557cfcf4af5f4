"""Closing the window: work that changes data ends or is stopped first, and never in a still window.

A job that is nearly done is waited for in silence. Near a deadline an office is asked once whether
what it has not sent should go out first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gbdesk.domain.dates import short, weekday
from gbdesk.text import translate
from gbdesk.ui import theme

if TYPE_CHECKING:
    from gbdesk.ui.host import Host
    from gbdesk.ui.shell.badges import Standing

GRACE_MS: Final = 300
NEAR_DAYS: Final = 3
WIDTH: Final = 460


class Question(QDialog):
    """A title, a sentence, buttons; the last one is the safe answer."""

    def __init__(self, title: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(WIDTH))
        self.words = QLabel(words, self)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.row = QHBoxLayout()
        self.row.addStretch(1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 18, 20, 16)
        self.column.setSpacing(14)
        self.column.addWidget(self.words)
        self.column.addLayout(self.row)

    def add(self, words: str, *, safe: bool = False) -> QPushButton:
        """One more answer."""
        made = QPushButton(words, self)
        made.setAutoDefault(safe)
        if safe:
            made.setObjectName("primary")
            made.setDefault(True)
            made.setFocus(Qt.FocusReason.OtherFocusReason)
        self.row.addWidget(made)
        return made


class WorkQuestion(Question):
    """Work is running: go on with it, stop it, or wait for it."""

    def __init__(self, running: Sequence[str], parent: QWidget) -> None:
        title = translate("Closing", "Work is still running")
        what = "; ".join(one for one in running if one)
        words = translate(
            "Closing",
            "Still running: {what}. It is safe to stop: what was finished before is kept, "
            "nothing stays half done.",
            what=what or translate("Closing", "work that changes data"),
        )
        super().__init__(title, words, parent)
        self.stay = self.add(translate("Closing", "Do not close"))
        self.stop = self.add(translate("Closing", "Stop it and close"))
        self.wait = self.add(translate("Closing", "Wait, then close"), safe=True)
        self.stay.clicked.connect(self.reject)

    def say_waiting(self, *, stopping: bool) -> None:
        """The window closes by itself; until then this stands before it."""
        self.words.setText(
            translate("Closing", "Being stopped. The window closes by itself.")
            if stopping
            else translate("Closing", "The window closes by itself once the work is done.")
        )
        self.stop.setVisible(not stopping)
        self.wait.hide()


class UnsentQuestion(Question):
    """Changes have not gone out and the deadline is near."""

    def __init__(self, standing: Standing, hub: str, parent: QWidget) -> None:
        day = standing.deadline
        when = f"{weekday(day)}, {short(day)}" if day is not None else ""
        title = translate("Closing", "Not everything has been sent")
        words = translate(
            "Closing",
            "{n} changes have not been sent to {hub_short}; the deadline is {day}. They stay on "
            "this computer.",
            n=standing.unsent,
            hub_short=hub,
            day=when,
        )
        super().__init__(title, words, parent)
        self.later = self.add(translate("Closing", "Later"))
        self.export = self.add(translate("Closing", "Export package"), safe=True)


class Closing(QObject):
    """Decides whether the window may close now."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._host = host
        self._wanted = self._asked = False
        self.question: Question | None = None
        host.window.leaving.connect(self._leaving)
        host.lanes.idle.connect(self._idle)

    def _leaving(self, event: QCloseEvent) -> None:
        host = self._host
        if not host.lanes.rests(GRACE_MS):
            event.ignore()
            self._ask_about_work()
        elif not self._asked and self._is_due():
            event.ignore()
            self._ask_about_unsent()
        else:
            host.close()

    def holds(self) -> bool:
        """Whether a job will have something to say to the pages: they are not rebuilt meanwhile."""
        return self._host.shell is not None and bool(self._host.lanes.writing)

    # work
    def _ask_about_work(self) -> None:
        if self.question is not None:
            return
        host = self._host
        running = [job.told for job in host.lanes.writing] if host.shell is not None else []
        asked = WorkQuestion(running, host.window)
        asked.wait.clicked.connect(self._wait)
        asked.stop.clicked.connect(self._stop)
        self._open(asked)

    def _wait(self) -> None:
        self._go_on(stopping=False)

    def _stop(self) -> None:
        for job in self._host.lanes.writing:
            job.cancel()
        self._go_on(stopping=True)

    def _go_on(self, *, stopping: bool) -> None:
        self._wanted = True
        if isinstance(self.question, WorkQuestion):
            self.question.say_waiting(stopping=stopping)
        self._idle()

    def _idle(self) -> None:
        if self._host.lanes.writing:
            return
        if isinstance(self.question, WorkQuestion):
            wanted, question = self._wanted, self.question
            question.accept()
            if wanted:
                self._host.window.close()

    # what was not sent
    def _is_due(self) -> bool:
        shell = self._host.shell
        standing = shell.standing if shell is not None else None
        return (
            standing is not None
            and standing.may_send
            and standing.unsent > 0
            and standing.days_left is not None
            and abs(standing.days_left) <= NEAR_DAYS
        )

    def _ask_about_unsent(self) -> None:
        shell = self._host.shell
        if shell is None or shell.standing is None:
            return
        self._asked = True
        hub = shell.app.catalogue.word("hub_short")
        asked = UnsentQuestion(shell.standing, hub, self._host.window)
        asked.export.clicked.connect(self._to_export)
        asked.later.clicked.connect(self._later)
        self._open(asked)

    def _to_export(self) -> None:
        if self.question is not None:
            self.question.reject()
        if self._host.shell is not None:
            self._host.shell.go("export")

    def _later(self) -> None:
        if self.question is not None:
            self.question.reject()
        self._host.window.close()

    def _open(self, question: Question) -> None:
        self._wanted = False
        self.question = question
        question.finished.connect(self._over)
        question.open()

    def _over(self) -> None:
        self.question, self._wanted = None, False
