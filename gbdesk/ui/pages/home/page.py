"""The first page: a list of what is to be done, with one button each."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from gbdesk.services.changed import Changed
from gbdesk.services.home_parts import Action, HubHome, OfficeHome
from gbdesk.services.progress import Progress
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.dressed import Dressed
from gbdesk.ui.forms.look import px
from gbdesk.ui.office.look import sheet
from gbdesk.ui.office.parts import button, scrolled
from gbdesk.ui.pages.home.cards import SafeCard, UpcomingCard
from gbdesk.ui.pages.home.hub import Numbers, ProvinceCard, TodoCard
from gbdesk.ui.pages.home.office import (
    BeginCard,
    PlanCard,
    ReportCard,
    UnsentCard,
    begin_action,
)

SIDE: Final = 388
NARROW_SIDE: Final = 316
NARROW: Final = 1120
WAITING: Final = "waiting"


class HomePage(Dressed):
    """`buttons` go into the page's first line."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._asked = 0
        self.home: OfficeHome | HubHome | None = None
        self.add = button(translate("Home", "Add activity"), picture="plus")
        self.add.setToolTip(translate("Home", "Add activity (Ctrl N)"))
        self.add.clicked.connect(self._add)
        self.head: tuple[QWidget, ...] = ()
        self.buttons: tuple[QPushButton, ...] = (self.add,)
        area, held = scrolled(self)
        self._area = area
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, held)
        self._columns.setContentsMargins(18, 0, 18, 18)
        self._columns.setSpacing(14)
        self._left, self._right = QWidget(held), QWidget(held)
        self._columns.addWidget(self._left, 1)
        self._columns.addWidget(self._right)
        self._columns.setAlignment(self._right, Qt.AlignmentFlag(0))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area)
        shortcut = QShortcut(QKeySequence("Ctrl+N"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._add)
        self.dress(sheet)
        self.period_changed()

    # what is shown
    def period_changed(self) -> None:
        """Show the period now chosen."""
        self._asked += 1
        mine, period, app = self._asked, self._around.period, self._around.app

        def work(_progress: Progress) -> OfficeHome | HubHome:
            home: OfficeHome | HubHome = (
                app.home.hub(period) if app.session.hub else app.home.office(period)
            )
            return home

        def done(home: OfficeHome | HubHome) -> None:
            if mine == self._asked:
                self._show(home)

        self._around.read(work, done)

    def _show(self, home: OfficeHome | HubHome) -> None:
        self.home = home
        kept = self._area.verticalScrollBar().value()
        left, right = self._cards(home)
        self._left = self._column(self._left, left)
        self._right = self._column(self._right, right)
        self._columns.setStretchFactor(self._left, 1)
        self._fit()
        self._area.verticalScrollBar().setValue(kept)

    def _cards(self, home: OfficeHome | HubHome) -> tuple[list[QWidget], list[QWidget]]:
        app, held = self._around.app, self
        ahead = UpcomingCard(home.upcoming, app.today(), held)
        safe = SafeCard(home.backup_age, held)
        if isinstance(home, HubHome):
            province = ProvinceCard(home, app.catalogue, held)
            return (
                [province, Numbers(home, app.catalogue, held), TodoCard(home, held)],
                [ahead, safe],
            )
        left: list[QWidget] = []
        if app.enrolment.state() == WAITING:
            left.append(self._waiting())
        elif home.is_first_day:
            left.append(self._begin())
        left.append(ReportCard(home, app.catalogue, held))
        if home.plan:
            left.append(PlanCard(home, app.catalogue, held))
        return left, [UnsentCard(home, app.catalogue, held), ahead, safe]

    def _begin(self) -> BeginCard:
        return BeginCard(
            translate("Home", "Begin with one thing: record the latest activity"),
            translate("Home", "A title, a day and a place are enough; the rest can follow."),
            begin_action(self._around.app.today()),
            self,
        )

    def _waiting(self) -> BeginCard:
        hub = self._around.app.catalogue.word("hub_short")
        label = translate("Home", "Registration…")
        return BeginCard(
            translate("Home", "This computer is not confirmed by {hub_short} yet", hub_short=hub),
            translate(
                "Home",
                "Everything can be entered meanwhile. A package can be made once the answer of "
                "{hub_short} is opened here.",
                hub_short=hub,
            ),
            Action(page="sent", label=label),
            self,
        )

    def _column(self, old: QWidget, cards: list[QWidget]) -> QWidget:
        made = QWidget(self)
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        for card in cards:
            box.addWidget(card)
            asked = getattr(card, "asked", None)
            if asked is not None:
                asked.connect(self._go)
        box.addStretch(1)
        self._columns.replaceWidget(old, made)
        made.show()
        old.hide()
        old.deleteLater()
        return made

    def _fit(self) -> None:
        wanted = px(SIDE) if self.width() >= px(NARROW) else px(NARROW_SIDE)
        self._right.setFixedWidth(wanted)

    # what is asked
    def _go(self, action: Action) -> None:
        self._around.go(action.page, **action.facts)

    def _add(self) -> None:
        self._around.go("activities", new={})

    # what the window tells
    def on_changed(self, changed: Changed) -> None:
        """Look again: anything may have moved a step."""
        if changed:
            self.period_changed()

    def leave(self) -> None:
        """Nothing is typed here."""

    # Qt's names
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The right column gives way a little where there is little room."""
        super().resizeEvent(event)
        self._fit()


def build(around: Around) -> QWidget:
    """The first page."""
    return HomePage(around)
