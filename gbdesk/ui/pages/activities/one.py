"""One activity in the form beside the table: begun, opened, followed, kept, closed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from gbdesk.domain.ops import Value
from gbdesk.services.changed import Changed
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.offices import OfficeChooser
from gbdesk.ui.pages.activities.editing import NEW, Editing
from gbdesk.ui.pages.activities.listing import Listed
from gbdesk.ui.pages.activities.panel import ActivityPanel

if TYPE_CHECKING:
    from gbdesk.services.activities import ActivityRow


class One(QObject):
    """`kept` after an activity was saved; `shown` tells whether the form stands open."""

    kept = Signal()
    shown = Signal(bool)

    def __init__(
        self,
        around: Around,
        listed: Listed,
        panel: ActivityPanel,
        editing: Editing,
        offices: OfficeChooser,
    ) -> None:
        super().__init__(panel)
        self._around, self._listed = around, listed
        self._panel, self._editing, self._offices = panel, editing, offices
        listed.opened.connect(self.open)
        listed.moved.connect(self._follow)
        listed.add_asked.connect(self.begin)
        editing.saved.connect(self._saved)
        editing.drafted.connect(self.show_drafts)
        panel.closed.connect(self.close)

    def begin(self) -> None:
        """Begin a new activity."""
        self.new({})

    def begin_quickly(self) -> None:
        """The first row of the table; from there all fields, with what was typed in the row."""
        quick = self._listed.quick
        if not (self._panel.isVisible() or quick.has_caret()) and quick.title.isVisible():
            quick.title.setFocus()
        else:
            self.new(quick.taken())

    def new(self, prefilled: Mapping[str, Value]) -> None:
        """Begin a new activity with these fields."""
        if not self._offices.may_edit():
            return
        activities, office = self._around.app.activities, self._editing.office
        defaults = activities.defaults(self._around.period, office=office)
        self._show(locked=False)
        self._editing.open("", {**defaults, **prefilled})

    def copy(self, row: ActivityRow) -> None:
        """A new activity like this one; the caret is on the day."""
        stored = self._around.app.activities.duplicate(row.id, office=row.office)
        self._show(locked=False)
        self._editing.open("", stored)
        self._panel.form.focus_on("start")

    def open(self, key: int) -> None:
        """Edit the activity of a row."""
        row = self._listed.row(key)
        if row is not None:
            self._edit(row.id, row.office, self._listed.position(key))

    def open_id(self, ident: str) -> None:
        """Edit an activity by its id, listed or not; `new` is the one begun and not kept."""
        if ident == NEW:
            self.new({})
            return
        key = self._listed.key_of(ident)
        position = "" if key is None else self._listed.position(key)
        self._edit(ident, self._editing.office, position)
        self._listed.mark(ident)

    def _edit(self, ident: str, office: str, position: str) -> None:
        stored = self._around.app.activities.get(ident, office=office)
        self._show(locked=not self._offices.may_edit())
        self._editing.open(ident, stored, position)

    def _show(self, *, locked: bool) -> None:
        self._panel.lock(locked=locked)
        self._panel.show()
        self.shown.emit(True)

    def offer_erasing(self, menu: QMenu) -> None:
        """The way to where the texts of the selected activity are erased everywhere."""
        if len(self._listed.rows()) == 1:
            menu.addAction(translate("Activities", "Erase a text for good…"), self.erase)

    def erase(self) -> None:
        """Go there."""
        for row in self._listed.rows()[:1]:
            self._around.go("erasing", entity="activity", record=row.id, office=row.office)

    def renew(self, changed: Changed) -> None:
        """Show again what is kept: a text that was erased must not be saved out of the form."""
        if not changed & Changed.ERASED or self._panel.isHidden() or not self._panel.key:
            return
        key = self._listed.key_of(self._panel.key)
        if key is None:
            self.close()
        else:
            self.open(key)

    def close(self) -> None:
        """Close the form; what was typed stays a draft."""
        if self._panel.isHidden():
            return
        self._editing.flush()
        self._panel.hide()
        self._panel.open("", {})
        self.show_drafts()
        self._listed.table.setFocus()
        self.shown.emit(False)

    def save(self) -> None:
        """Keep what is in the form."""
        if self._panel.isVisible():
            self._editing.save(False)

    def save_again(self) -> None:
        """Keep what is in the form and begin another one."""
        if self._panel.isVisible():
            self._editing.save(True)

    def show_drafts(self) -> None:
        """Which rows have a draft."""
        self._listed.show_drafts(self._editing.drafts())

    def place(self) -> dict[str, str]:
        """What stands open, to come back to it."""
        if not self._panel.isVisible():
            return {}
        return {"open": self._panel.key or NEW, "field": self._panel.form.focused()}

    def _follow(self, key: int) -> None:
        table = self._listed.table
        if self._panel.isVisible() and table.hasFocus():
            self.open(key)
            table.setFocus()

    def _saved(self, ident: str, again: bool) -> None:
        self.kept.emit()
        if again:
            self.new({})
        else:
            self._listed.mark(ident)
            stored = self._around.app.activities.get(ident, office=self._editing.office)
            self._editing.open(ident, stored)
