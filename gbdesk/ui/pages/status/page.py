"""Who has reported: cards that narrow, offices by periods, reminders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from gbdesk.domain.dates import short, until
from gbdesk.services import status
from gbdesk.services.changed import Changed
from gbdesk.services.home_parts import HubHome
from gbdesk.services.monitoring import Matrix, OfficeRow
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.parts import Foot, place_words
from gbdesk.ui.hub.page import HubPage
from gbdesk.ui.hub.parts import Empty, button, cut, said, say
from gbdesk.ui.pages.status.cards import FIGURES, LACKING, OPEN, REPORTED, WAITING, Cards
from gbdesk.ui.pages.status.cells import (
    ENTER,
    REMIND,
    SEE,
    TAKE_IN,
    Line,
    action_of,
    periods_shown,
)
from gbdesk.ui.pages.status.more import More
from gbdesk.ui.pages.status.reminder import ReminderDialog
from gbdesk.ui.pages.status.table import MatrixTable

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

WATCHED: Final = (
    Changed.PACKAGES
    | Changed.FIGURES
    | Changed.ACTIVITIES
    | Changed.ENTRIES
    | Changed.CONFLICTS
    | Changed.CATALOGUE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the page shows."""

    matrix: Matrix
    datasets: Matrix
    home: HubHome


class StatusPage(HubPage):
    """`head` and `buttons` go into the page's first line."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._asked: Asked | None = None
        self._shown = ""
        self.due = cut("", "hubAside")
        self.write_report = button(
            translate("Status", "Write the report"), "file-text", primary=True
        )
        self.remind = button(translate("Status", "Remind…"), "bell")
        self.more = More(around, self)
        self.head = (self.more.views, self.due)
        self.buttons = (self.more.menu, self.write_report, self.remind)
        self.strip = Cards(self)
        self.cards = self.strip.cards
        self.table: MatrixTable | None = None
        self._count = said("", "footText")
        self._lay()
        self.write_report.clicked.connect(self._build_clicked)
        self.remind.clicked.connect(self._remind_clicked)
        self.more.views.chosen.connect(self._view_chosen)
        for card in self.cards.values():
            card.clicked.connect(self._narrow)
        self.period_changed()

    def _lay(self) -> None:
        self._frame = QFrame(self)
        self._frame.setObjectName("card")
        self._box = QVBoxLayout(self._frame)
        self._box.setContentsMargins(1, 1, 1, 1)
        self._box.setSpacing(0)
        self._none = Empty("building-2", "")
        self._none.hide()
        self._box.addWidget(self._none, 1)
        foot = Foot(self._frame)
        foot.say(self._count)
        foot.tell_key("Enter", translate("Status", "next step"))
        foot.tell_key("Ctrl C", translate("Status", "copy rows to Excel"))
        self._box.addWidget(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 0, 18, 14)
        column.setSpacing(12)
        column.addWidget(self.strip)
        column.addWidget(self._frame, 1)

    # what is shown
    def period_changed(self) -> None:
        """Show the period now chosen."""
        self._around.read(self._ask, self._show)

    def _ask(self, _progress: Progress) -> Asked:
        app, period = self._around.app, self._around.period
        matrix = app.monitoring.matrix(periods_shown(app.catalogue, period))
        datasets = app.monitoring.datasets(period)
        return Asked(matrix=matrix, datasets=datasets, home=app.home.hub(period))

    def _show(self, asked: Asked) -> None:
        self._asked = asked
        self._new_table(asked.datasets if self.more.by_dataset else asked.matrix)
        self._tell_due(asked.home)
        self._tell_cards(asked)
        self._fill()

    def _view_chosen(self, _view: str) -> None:
        if self._asked is not None:
            self._show(self._asked)

    def _new_table(self, matrix: Matrix) -> None:
        if self.table is not None:
            self._box.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        self.table = MatrixTable(self._around.app.catalogue, matrix.periods, self._frame)
        self.table.setAccessibleName(
            translate("Status", "Units by dataset")
            if self.more.by_dataset
            else translate("Status", "Units by period")
        )
        self.table.acted.connect(self._act)
        self.setFocusProxy(self.table)
        self._box.insertWidget(0, self.table, 1)

    def _tell_due(self, home: HubHome) -> None:
        day = short(home.deadline)
        self.due.setText(
            translate("Status", "due {day} · {left}", day=day, left=until(home.days_left))
        )

    def _tell_cards(self, asked: Asked) -> None:
        counts = asked.matrix.counts[self._around.period]
        waiting = [one.short for one in self.owing() if self._kind(one) == status.WAITING]
        lacking = sum(self._kind(one) in OPEN for one in self.owing())
        places = place_words(self._around.app.catalogue, asked.home.places)
        self.strip.tell(counts, waiting, lacking, asked.home, places)
        _say_count(self.remind, len(self._to_remind()))
        self.remind.setEnabled(bool(self.owing()))

    def owing(self) -> list[OfficeRow]:
        """The offices that owe a report for the period shown."""
        rows = self._asked.matrix.rows if self._asked else ()
        return [one for one in rows if self._around.period in one.cells]

    def _kind(self, one: OfficeRow) -> str:
        return one.cells[self._around.period].kind

    def _to_remind(self) -> list[OfficeRow]:
        offices = self._around.app.catalogue.offices
        return [
            one for one in self.owing() if self._kind(one) in OPEN and offices[one.office].device
        ]

    def _fill(self) -> None:
        if self.table is None or self._asked is None:
            return
        offices, period = self._around.app.catalogue.offices, self._around.period
        keeps: Mapping[str, Callable[[OfficeRow], bool]] = {
            REPORTED: lambda one: self._kind(one) in status.IN,
            WAITING: lambda one: self._kind(one) == status.WAITING,
            LACKING: lambda one: self._kind(one) in OPEN,
            FIGURES: lambda one: bool(one.cells[period].missing),
        }
        kept = [one for one in self.owing() if not self._shown or keeps[self._shown](one)]
        beside = (
            {one.office: one for one in self._asked.datasets.rows} if self.more.by_dataset else {}
        )
        self.table.show_lines(
            [
                Line(
                    key=at,
                    row=beside.get(one.office, one),
                    action=action_of(one, period, device=offices[one.office].device),
                )
                for at, one in enumerate(kept)
            ]
        )
        self._tell_count(len(kept))

    def _tell_count(self, shown: int) -> None:
        total = len(self.owing())
        self._none.say(
            translate("Status", "No unit is like this in this period.")
            if total
            else translate("Status", "No unit owes a report for this period.")
        )
        self._none.setVisible(not shown)
        if self.table is not None:
            self.table.setVisible(bool(shown))
        self._count.setText(
            translate("Status", "{shown} of {total} units shown", shown=shown, total=total)
        )

    # what is done
    def _narrow(self) -> None:
        pressed = self.sender()
        name = next((key for key, card in self.cards.items() if card is pressed), "")
        self.narrow("" if name == self._shown else name)

    def narrow(self, name: str) -> None:
        """Show only the offices that a card counts; all of them for an empty name."""
        self._shown = name if name in self.cards else ""
        for key, card in self.cards.items():
            card.setChecked(key == self._shown)
        self._fill()

    def arrive(self, **facts: Any) -> None:
        """Come here from another page, narrowed perhaps, or to the datasets."""
        self.more.show_view(str(facts.get("view", "")))
        self.narrow(str(facts.get("filter", "")))

    def _act(self, line: Line) -> None:
        office = line.row.office
        if line.action == REMIND:
            self._open_reminder([office])
        elif line.action == TAKE_IN:
            self._around.go("import")
        elif line.action == SEE:
            self._around.go("history", office=office)
        elif line.action == ENTER:
            self._around.go("activities", office=office)

    def _build_clicked(self) -> None:
        self._around.go("report")

    def _remind_clicked(self) -> None:
        self._open_reminder([one.office for one in self._to_remind()])

    def _open_reminder(self, chosen: list[str]) -> None:
        offices = self._around.app.catalogue.offices
        rows = [one for one in self.owing() if offices[one.office].device]
        rows.sort(key=lambda one: one.office not in chosen)
        ReminderDialog(self._around, rows, chosen, self).answered()

    # what the window tells
    def on_changed(self, changed: Changed) -> None:
        """Look again where what is shown changed."""
        if changed & WATCHED:
            self.period_changed()


def _say_count(remind: QPushButton, count: int) -> None:
    say(remind, translate("Status", "Remind {count}…", count=count), "bell")
    words = translate("Status", "Remind {n} units…", n=count)
    remind.setAccessibleName(words)
    remind.setToolTip(words)


def build(around: Around) -> QWidget:
    """The page."""
    return StatusPage(around)
