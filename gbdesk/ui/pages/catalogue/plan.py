"""The plans in the catalogue desk: one year at a time, kept among the lists where it changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gbdesk.domain import catalogue_periods
from gbdesk.domain.catalogue_lines import Line, Lists
from gbdesk.ui.lists.years import PlanPanel

if TYPE_CHECKING:
    from gbdesk.app import App
    from gbdesk.domain.catalogue_faults import Fault


class PlanTab(PlanPanel):
    """Works on `lists.plans`; a year that says what the release says is left out of them."""

    def __init__(self, app: App, lists: Lists, parent: QWidget | None = None) -> None:
        known = catalogue_periods.years(lists.periods)
        now = app.today().year
        super().__init__(known, now if now in known else known[-1], parent)
        self._app, self._lists = app, lists
        self._found: Sequence[Fault] = ()
        self.changed.connect(self._keep)
        self.year_asked.connect(self._go)
        self._go(self.year)

    def offer_years(self) -> None:
        """Offer a plan for every year that has periods by now."""
        for year in catalogue_periods.years(self._lists.periods):
            if self.choice.findData(year) < 0:
                self.offer(year)

    def show_faults(self, found: Sequence[Fault]) -> None:
        """Mark the cells of the year that is shown."""
        self._found = found
        if self.panel is not None:
            self.panel.show_faults(found)

    def _go(self, year: int) -> None:
        self.year = year
        lines = [dict(line) for line in self._lines(year)]
        self.show_plan(lines, self._app.catalogue, self._earlier(year))
        self.show_faults(self._found)

    def _lines(self, year: int) -> list[Line]:
        kept = self._lists.plans.get(str(year))
        return self._app.releasing.plan(year) if kept is None else kept

    def _earlier(self, year: int) -> tuple[int, list[Line]] | None:
        """The last year before this one that has a plan."""
        for earlier in reversed(catalogue_periods.years(self._lists.periods)):
            if earlier < year and (lines := self._lines(earlier)):
                return earlier, lines
        return None

    def _keep(self, year: int) -> None:
        if self.panel is None:
            return
        lines = self.panel.model.lines
        if lines == self._app.releasing.plan(year):
            self._lists.plans.pop(str(year), None)
        else:
            self._lists.plans[str(year)] = lines
