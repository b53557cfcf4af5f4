"""What the status page does beyond reminding: another view, entering from paper, excusing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSizePolicy

from gbdesk.domain.forms import CADRE, DV, PRODUCTS
from gbdesk.services import status
from gbdesk.services.monitoring import Excused, OfficeRow
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.parts import MoreMenu, Segments
from gbdesk.ui.hub.reason import ReasonQuestion

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress
    from gbdesk.ui.pages.status.page import StatusPage

BY_PERIOD: Final = "period"
BY_DATASET: Final = "dataset"
PAGES: Final = {DV: "figures", CADRE: "cadres", PRODUCTS: "products"}


class More(QObject):
    """The views, and a menu; each entry is about the unit with the caret."""

    def __init__(self, around: Around, page: StatusPage) -> None:
        super().__init__(page)
        self._around, self._page = around, page
        self.by_dataset = False
        self.views = Segments(translate("Status", "What is shown"), page)
        self.views.offer(
            [
                (BY_PERIOD, translate("Status", "Periods")),
                (BY_DATASET, translate("Status", "Datasets")),
            ],
            BY_PERIOD,
        )
        self.views.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.views.chosen.connect(self._view)
        self.menu = MoreMenu(page)
        self.enter = self.menu.offer("file-text", translate("Status", "Enter from paper…"))
        self.excuse = self.menu.offer("circle-slash", translate("Status", "Excuse from reporting…"))
        self.owes = self.menu.offer("undo-2", translate("Status", "Owes a report again"))
        self.enter.triggered.connect(self._enter)
        self.excuse.triggered.connect(self._ask_excuse)
        self.owes.triggered.connect(self._owes_again)
        self.menu.menu().aboutToShow.connect(self.follow)

    def show_view(self, view: str) -> None:
        """Choose a view, where one is named."""
        if view in {BY_PERIOD, BY_DATASET}:
            self.views.choose(view)
            self.views.chosen.emit(view)

    def _view(self, view: str) -> None:
        self.by_dataset = view == BY_DATASET

    def _row(self) -> OfficeRow | None:
        """The unit with the caret, with its periods."""
        line = self._page.table.current() if self._page.table is not None else None
        owing = {one.office: one for one in self._page.owing()}
        return owing.get(line.row.office) if line is not None else None

    def follow(self) -> None:
        """Offer what can be done with the unit that has the caret."""
        row = self._row()
        offices = self._around.app.catalogue.offices
        cell = row.cells[self._around.period] if row is not None else None
        self.enter.setEnabled(row is not None and offices[row.office].device)
        is_excused = cell is not None and cell.kind == status.EXCUSED
        self.owes.setVisible(is_excused)
        self.excuse.setVisible(not is_excused)
        able = {status.NONE, status.BROKEN, status.INCOMPLETE, status.WAITING}
        self.excuse.setEnabled(cell is not None and cell.kind in able)

    def _enter(self) -> None:
        """Go where the first return that is missing is entered."""
        row = self._row()
        if row is None:
            return
        catalogue, period = self._around.app.catalogue, self._around.period
        owed = [
            catalogue.form(form)
            for office, form in catalogue.expected(period)
            if office.id == row.office
        ]
        missing = row.cells[period].missing
        first = next((one for one in owed if one.id in missing), owed[0] if owed else None)
        if first is None:
            self._around.tell(translate("Status", "This unit owes no figures for this period."))
            return
        page = PAGES.get(first.dataset, "figures")
        self._around.go(
            page, office=row.office, **({"form": first.id} if page == "figures" else {})
        )

    def _ask_excuse(self) -> None:
        row = self._row()
        if row is None:
            return
        asked = ReasonQuestion(
            self._around,
            translate("Status", "Excuse {name} from this report", name=row.short),
            translate(
                "Status",
                "The unit is not counted among those that owe a report for this period. What it "
                "sends all the same is taken in and counts.",
            ),
            translate("Status", "Excuse it"),
            self._page,
        )
        if asked.answered():
            self._do(row, partial(self._excuse, row.office, asked.reason()))

    def _excuse(self, office: str, reason: str, _progress: Progress) -> Excused:
        return self._around.app.monitoring.excuse(self._around.period, office, reason)

    def _owes_again(self) -> None:
        row = self._row()
        if row is not None:
            self._do(row, partial(self._owe, row.office))

    def _owe(self, office: str, _progress: Progress) -> Excused:
        return self._around.app.monitoring.owes_again(self._around.period, office)

    def _do(self, row: OfficeRow, work: Any) -> None:
        self._around.write(work, partial(self._done, row.short), self._around.complain)

    def _done(self, name: str, done: Excused) -> None:
        app = self._around.app

        def back() -> None:
            self._around.write(lambda _: app.undo(done.undo), self._back, self._around.complain)

        words = translate("Status", "The status of {name} is changed.", name=name)
        self._around.tell(words, back)
        self._page.period_changed()

    def _back(self, _done: Any) -> None:
        self._page.period_changed()
