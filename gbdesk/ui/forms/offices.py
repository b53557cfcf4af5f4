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
    """Hidden in an office; at the hub it offers the offices that report a dataset."""

    def __init__(self, around: Around, dataset: str, parent: QWidget) -> None:
        every = translate("Offices", "all") if dataset == ACTIVITIES else ""
        super().__init__(translate("Offices", "Unit"), every, parent)
        self._around, self._dataset = around, dataset
        self.refresh()

    def refresh(self) -> None:
        """Offer the offices of the period now chosen; the choice stays where it can."""
        app = self._around.app
        if not app.session.hub:
            self.hide()
            return
        offices, own = list(self._reporting()), app.session.office
        before = self.value()
        self.offer([Option(one.id, one.name, short=one.short) for one in offices])
        known = [one.id for one in offices]
        first = own if own in known else known[0] if known else ""
        self.set_value(before if before in known else first)
        self.setVisible(len(offices) > 1)

    def office(self) -> str:
        """The office shown; one's own where none is chosen."""
        return self.value() or self._around.app.session.office

    def shown(self) -> str | None:
        """The office shown; None where all are."""
        app = self._around.app
        return (self.value() or None) if app.session.hub else app.session.office

    def may_edit(self) -> bool:
        """Whether entries of the office shown are made in this workspace."""
        app, office = self._around.app, self.shown()
        found = app.catalogue.offices.get(office or "")
        here = app.session.hub and found is not None and not found.device
        return office == app.session.office or here

    def _reporting(self) -> Iterable[Office]:
        catalogue, period = self._around.app.catalogue, self._around.period
        own = catalogue.own_offices
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
