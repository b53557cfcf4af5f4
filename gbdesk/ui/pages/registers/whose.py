"""Whose lines a page shows: in a unit its own, at the hub those of any unit or of all."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.offices import ACTIVITIES, OfficeChooser


class Whose:
    """`chooser` stands in the page's first line; None in a unit."""

    def __init__(self, around: Around, parent: QWidget) -> None:
        self._around = around
        hub = around.app.session.hub
        self.chooser = (
            OfficeChooser(around, ACTIVITIES, parent, begins_with_all=True) if hub else None
        )

    @property
    def is_hub(self) -> bool:
        """Whether lines of several units can be seen."""
        return self.chooser is not None

    def offices(self) -> tuple[str, ...]:
        """The units whose lines are asked for; none named are all."""
        if self.chooser is None:
            return (self._around.app.session.office,)
        return (self.chooser.value(),) if self.chooser.value() else ()

    def writer(self) -> str:
        """The unit that a new line is of: the one shown, or one's own."""
        return next(iter(self.offices()), self._around.app.session.office)

    def may_add(self) -> bool:
        """Whether lines of that unit are written in this workspace."""
        return self.may_edit(self.writer())

    def may_edit(self, office: str) -> bool:
        """Whether lines of a unit are written in this workspace."""
        return self._around.app.desk.may_see(office)

    def refresh(self) -> None:
        """Offer the units of the period now chosen."""
        if self.chooser is not None:
            self.chooser.refresh()
