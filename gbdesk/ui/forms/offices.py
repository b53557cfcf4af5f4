"""Which office a page shows: one's own, or at the hub any that reports."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtWidgets import QWidget

from gbdesk.domain.catalogue_parts import Office
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.fields import Option
from gbdesk.ui.forms.filter_menu import FilterMenu

PLAN: Final = "plan"
ACTIVITIES: Final = "activities"


class OfficeChooser(FilterMenu):
    """At the hub it offers the offices that report a dataset; hidden in an office that is alone.

    In one that others were merged into it offers those that owed the period. It begins with one's
    own, or with all where that is asked for.
    """

    def __init__(
        self, around: Around, dataset: str, parent: QWidget, *, begins_with_all: bool = False
    ) -> None:
        all_of_them = around.app.session.hub and dataset == ACTIVITIES
        every = translate("Offices", "all") if all_of_them else ""
        super().__init__(translate("Offices", "Unit"), every, parent)
        self._around, self._dataset = around, dataset
        self._all = all_of_them and begins_with_all
        self.refresh()

    def refresh(self) -> None:
        """Offer the offices of the period now chosen; the choice stays where it can."""
        app = self._around.app
        own = app.session.office
        offices = [
            one for one in self._reporting() if app.session.hub or one.id in app.desk.offices
        ]
        if not app.session.hub and {one.id for one in offices} <= {own}:
            self.set_value(own)
            self.hide()
            return
        before = self.value()
        self.offer([Option(one.id, one.name, short=one.short) for one in offices])
        known = [one.id for one in offices]
        first = own if own in known else known[0] if known else ""
        self.set_value(before if before in known else "" if self._all else first)
        self.setVisible(len(offices) > 1 or not app.session.hub)

    def office(self) -> str:
        """The office shown; one's own where none is chosen."""
        return self.value() or self._around.app.session.office

    def shown(self) -> str | None:
        """The office shown; None where all are."""
        return (self.value() or None) if self._around.app.session.hub else self.office()

    def may_edit(self) -> bool:
        """Whether entries of the office shown are made in this workspace."""
        app, office = self._around.app, self.shown()
        found = app.catalogue.offices.get(office or "")
        here = app.session.hub and found is not None and not found.device
        return office in app.desk.offices or here

    def _reporting(self) -> Iterable[Office]:
        catalogue, period = self._around.app.catalogue, self._around.period
        own = catalogue.own_offices
        if self._dataset == PLAN and not self._around.app.session.hub:
            return ()
        if self._dataset == PLAN:
            year = catalogue.period(period).year
            offices = catalogue.offices.values()
            return (one for one in offices if catalogue.tasks_of(one.id, year))
        return (
            one
            for one in catalogue.offices.values()
            if self._dataset in catalogue.datasets(one.id, period)
            or (one.id in own and self._dataset == ACTIVITIES)
        )
