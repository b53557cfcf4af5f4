"""The locked period: locking it when its report is issued, and what units changed later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gbdesk.services.changed import Changed
from gbdesk.services.locks_parts import CHANGES, Decided, LateEdit, PeriodLock
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.hub.failing import words_of
from gbdesk.ui.hub.page import HubPage
from gbdesk.ui.hub.parts import Banner, Empty, button, emptied, row, said, scrolled, small
from gbdesk.ui.hub.reason import ReasonQuestion
from gbdesk.ui.pages.locking.cards import LateCard

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How the period stands and what came later."""

    lock: PeriodLock
    late: Sequence[LateEdit]
    changed: Changed = Changed.NOTHING


class LockingPage(HubPage):
    """`buttons` go into the page's first line."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self.lock = button(translate("Locks", "Lock this period…"), "lock", primary=True)
        self.reopen = small(translate("Locks", "Open it again…"), "undo-2")
        self.head, self.buttons = (), (self.reopen, self.lock)
        self.notice = Banner("triangle-alert", "warning")
        self.cards: list[LateCard] = []
        self._state, self._about = said("", "hubSection"), said("", "hubAside", wraps=True)
        self._lay()
        self.lock.clicked.connect(self.ask_lock)
        self.reopen.clicked.connect(self.ask_open)
        self.period_changed()

    def _lay(self) -> None:
        card = QFrame(self)
        card.setObjectName("card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(14, 10, 14, 12)
        inner.setSpacing(4)
        inner.addLayout(row(self._state, None))
        inner.addWidget(self._about)
        inner.addWidget(self.notice)
        held = QWidget(self)
        self._list = QVBoxLayout(held)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(10)
        self._area = scrolled(held)
        self._empty = Empty("lock", translate("Locks", "Nothing came after the lock."))
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 0, 18, 14)
        box.setSpacing(12)
        box.addWidget(card)
        box.addWidget(self._area, 1)
        box.addWidget(self._empty, 1)

    # what is shown
    def period_changed(self) -> None:
        """Show the period now chosen."""
        self.notice.say("")
        self._around.read(self._ask, self._show)

    def _ask(self, _progress: Progress) -> Found:
        app, period = self._around.app, self._around.period
        return Found(lock=app.locks.of(period), late=app.locks.late(period))

    def _show(self, found: Found) -> None:
        is_locked, late = found.lock.is_locked, found.late
        self.lock.setVisible(not is_locked)
        self.reopen.setVisible(is_locked)
        self._state.setText(found.lock.words or translate("Locks", "This period is not locked."))
        self._about.setText(_about(is_locked=is_locked, units=len(late)))
        emptied(self._list)
        self.cards = [LateCard(one, self) for one in late]
        for card in self.cards:
            card.accept_asked.connect(self.ask_accept)
            card.refuse_asked.connect(self.ask_refuse)
            self._list.addWidget(card)
        self._list.addStretch(1)
        self._area.setVisible(bool(late))
        self._empty.setVisible(not late)

    # what is done
    def ask_lock(self) -> None:
        """Say what locking means, then lock."""
        asked = Question(translate("Locks", "Lock the period"), self)
        asked.say(
            translate(
                "Locks",
                "The figures of {period} stay as they are now in every report. What units send "
                "later is taken in and kept, and waits here until you decide. You can open the "
                "period again at any time.",
                period=self._name(),
            )
        )
        asked.end(translate("Locks", "Lock"), translate("Hub", "Leave it"))
        if asked.answered():
            self._do(partial(self._around.app.locks.lock, self._around.period))

    def ask_open(self) -> None:
        """Ask why, then open."""
        words = translate(
            "Locks",
            "What came after the lock counts at once. A report that was issued already may then "
            "show other figures; the next one says that it is corrected.",
        )
        title = translate("Locks", "Open {period} again", period=self._name())
        asked = ReasonQuestion(self._around, title, words, translate("Locks", "Open"), self)
        if asked.answered():
            deed = self._around.app.locks.open
            self._do(partial(deed, self._around.period, asked.reason()))

    def ask_accept(self, shown: LateEdit) -> None:
        """Say what accepting means, then accept."""
        asked = Question(translate("Locks", "Let the later changes count"), self)
        asked.say(
            translate(
                "Locks",
                "These changes enter the figures of the period. The next report says that it is "
                "corrected; a report that was handed out already has to be replaced.",
            )
        )
        asked.end(translate("Locks", "Let them count"), translate("Hub", "Leave it"))
        if asked.answered():
            self._do(partial(self._around.app.locks.accept, shown))

    def ask_refuse(self, shown: LateEdit) -> None:
        """Ask why, then leave them out."""
        words = translate(
            "Locks",
            "Nothing is deleted: the changes stay kept and are not counted. The unit reads the "
            "reason with its next receipt.",
        )
        title = translate("Locks", "Do not accept the later changes")
        yes = translate("Locks", "Do not accept")
        asked = ReasonQuestion(self._around, title, words, yes, self)
        if asked.answered():
            deed = self._around.app.locks.send_back
            self._do(partial(deed, shown, asked.reason()))

    def _name(self) -> str:
        return str(self._around.app.catalogue.period(self._around.period).short)

    def _do(self, deed: Callable[[], Decided]) -> None:
        def work(_progress: Progress) -> Decided:
            return deed()

        self._around.write(work, self._done, self._failed)

    def _done(self, done: Decided) -> None:
        self._around.tell(done.words)
        self.period_changed()

    def _failed(self, error: Exception) -> None:
        self.period_changed()
        self.notice.say(words_of(error, self._around))

    # what the window tells
    def on_changed(self, changed: Changed) -> None:
        """Look again."""
        if changed & CHANGES:
            self.period_changed()


def _about(*, is_locked: bool, units: int) -> str:
    if not is_locked:
        return translate(
            "Locks",
            "Lock it when its report is issued: the printed figures then stay as they are, and "
            "later changes wait for you.",
        )
    if not units:
        return translate("Locks", "Reports show the figures as they were locked.")
    return translate(
        "Locks",
        "{n} units changed something later. Reports show the figures as they were locked until "
        "you decide.",
        n=units,
    )


def build(around: Around) -> QWidget:
    """The page."""
    return LockingPage(around)
