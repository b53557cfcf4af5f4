"""What is said once a data file is open again: after a crash, or where the clock looks wrong."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from gbdesk.domain.dates import short
from gbdesk.services import clockwise
from gbdesk.text import translate
from gbdesk.ui.closing import Question
from gbdesk.ui.forms.dates import DateLine

if TYPE_CHECKING:
    from gbdesk.app import App
    from gbdesk.ui.host import Host
    from gbdesk.ui.shell.shell import Shell

TYPED: Final = ("activities", "figures", "narrative", "export")


def was_cut_off(path: Path) -> bool:
    """Whether whoever had the file open last did not come to close it."""
    try:
        return path.with_name(path.name + "-wal").stat().st_size > 0
    except OSError:
        return False


def tell_of_crash(shell: Shell) -> None:
    """Say that everything is there, and where typing ended."""
    found = shell.app.drafts.newest(TYPED)
    if found is None:
        shell.tell(
            translate("Waking", "gbdesk was closed unexpectedly. Everything saved is there again.")
        )
        return
    page, key, at = found
    shell.complaint.ask(
        translate(
            "Waking",
            "gbdesk was closed unexpectedly. Everything saved is there again, and a draft of {at}.",
            at=f"{datetime.fromtimestamp(at / 1000).astimezone():%H:%M %d/%m/%Y}",
        ),
        translate("Waking", "Open the draft"),
        partial(_open, shell, page, key),
    )


def _open(shell: Shell, page: str, key: str) -> None:
    if page == "activities" and key not in {"new", "quick"}:
        shell.go(page, open=key)
    else:
        shell.go(page)


def ask_about_clock(host: Host, shell: Shell) -> ClockQuestion | None:
    """Ask which day it is, where the clock of this computer cannot be right."""
    shown = clockwise.doubted(shell.app.desk)
    if shown is None or host.trusts_clock:
        return None
    question = ClockQuestion(shell.app, shown, shell)
    question.accepted.connect(shell.refresh)
    question.right.clicked.connect(partial(_trust, host))
    question.open()
    return question


def _trust(host: Host) -> None:
    host.trusts_clock = True


class ClockQuestion(Question):
    """Which day is it? Until the file is closed the day named here counts."""

    def __init__(self, app: App, shown: date, parent: QWidget) -> None:
        words = translate(
            "Waking",
            "The clock of this computer says {day}. Deadlines and days of entry would be wrong. "
            "Nothing has been written yet. Set the clock in the system, or say which day it is.",
            day=short(shown),
        )
        super().__init__(translate("Waking", "Which day is it today?"), words, parent)
        self._app = app
        self.day = DateLine(partial(_same, shown), self)
        self.day.setAccessibleName(self.windowTitle())
        self.day.setPlaceholderText("dd/mm/yyyy")
        self.column.insertWidget(1, self.day)
        self.right = self.add(translate("Waking", "The clock is right"))
        self.use = self.add(translate("Waking", "Use this day"), safe=True)
        self.right.clicked.connect(self.reject)
        self.use.clicked.connect(self._use)
        self.day.setFocus()

    def _use(self) -> None:
        day = self.day.day()
        if day is None:
            self.day.setFocus()
            return
        clockwise.correct(self._app.desk, day)
        self.accept()


def _same(day: date) -> date:
    return day
