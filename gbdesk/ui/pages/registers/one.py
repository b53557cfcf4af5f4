"""One register at work: its lines, the form beside them, the quick review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gbdesk.domain.registers import DISSOLVED, Register
from gbdesk.services.changed import Changed
from gbdesk.services.labels import office_name
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.back import Back
from gbdesk.ui.pages.registers.editing import Editing
from gbdesk.ui.pages.registers.fields import specs_of
from gbdesk.ui.pages.registers.listing import Listed
from gbdesk.ui.pages.registers.panel import EntryPanel
from gbdesk.ui.pages.registers.review import ReviewBar
from gbdesk.ui.pages.registers.whose import Whose

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

EDGE: Final = 18


class OneRegister(QWidget):
    """`shown` tells whether the form stands open, `saved` that something was kept."""

    shown = Signal(bool)
    saved = Signal()

    def __init__(
        self, around: Around, spec: Register, whose: Whose, back: Back, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._around, self.spec, self.whose, self._back = around, spec, whose, back
        app = around.app
        end = app.catalogue.period(around.period).end
        specs = specs_of(spec, app.catalogue, app.session.office, end)
        self.panel = EntryPanel(spec, specs, app.catalogue, app.today, self)
        self.editing = Editing(around, spec, self.panel, back)
        self.listed = Listed(around, spec, whose, self.editing.drafts, self)
        self.review = ReviewBar(around, back, self)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, EDGE, 0)
        left.setSpacing(8)
        left.addWidget(self.review)
        left.addWidget(self.listed, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.panel)
        self.panel.hide()
        self._join()

    def _join(self) -> None:
        self.listed.opened.connect(self.open)
        self.listed.moved.connect(self._follow)
        self.listed.add_asked.connect(self.begin)
        self.listed.table.delete_asked.connect(self.delete)
        self.panel.closed.connect(self.close_form)
        self.panel.delete_asked.connect(self._delete_shown)
        self.editing.saved.connect(self._saved)
        self.editing.drafted.connect(self._drafted)
        self.review.at.connect(self.listed.table.select_key)
        self.review.edit_asked.connect(self.open)
        self.review.answered.connect(self._reviewed)
        self.review.ended.connect(self.listed.table.setFocus)

    def refresh(self) -> None:
        """Look again."""
        self.listed.refresh()

    def begin(self) -> None:
        """Begin a new line."""
        office = self.whose.writer()
        if self.whose.may_edit(office):
            defaults = self._around.app.entries.defaults(self.spec.id, office=office)
            self._show(office)
            self.editing.open("", defaults, self._unit(office))

    def open(self, key: int) -> None:
        """Change the line of a row."""
        row = self.listed.row(key)
        if row is not None:
            self._edit(row.id, row.office)

    def open_id(self, ident: str) -> None:
        """Change a line by its id."""
        key = self.listed.key_of(ident)
        row = None if key is None else self.listed.row(key)
        self._edit(ident, row.office if row else self.whose.writer())
        if key is not None:
            self.listed.table.select_key(key)

    def _edit(self, ident: str, office: str) -> None:
        stored = self._around.app.entries.get(ident, office=office)
        self._show(office)
        self.editing.open(ident, stored, self._unit(office))

    def _unit(self, office: str) -> str:
        """Whose line it is, where several units are shown."""
        return office_name(self._around.app.catalogue, office) if self.whose.is_hub else ""

    def _show(self, office: str) -> None:
        self.editing.flush()
        self.editing.office = office
        self.panel.lock(locked=not self.whose.may_edit(office))
        self.panel.show()
        self.shown.emit(True)

    def close_form(self) -> None:
        """Put the form away; what was typed stays a draft."""
        self.editing.flush()
        self.panel.hide()
        self.shown.emit(False)
        self.listed.table.setFocus()

    def _follow(self, key: int) -> None:
        """The form follows the caret of the table while it is open."""
        row = self.listed.row(key)
        if row is None or row.id == self.panel.key or self.review.isVisibleTo(self):
            return
        if self.panel.isVisibleTo(self):
            self._edit(row.id, row.office)
            self.listed.table.setFocus()

    def save(self) -> None:
        """Keep what is in the form."""
        if self._may_save():
            self.editing.save(False)

    def save_again(self) -> None:
        """Keep it and begin another."""
        if self._may_save():
            self.editing.save(True)

    def _may_save(self) -> bool:
        return self.panel.isVisibleTo(self) and self.whose.may_edit(self.editing.office)

    def _saved(self, ident: str, again: bool) -> None:
        self.listed.refresh()
        self.saved.emit()
        if again:
            self.begin()
        else:
            self.open_id(ident)

    def _drafted(self) -> None:
        self.listed.table.viewport().update()

    def begin_review(self) -> None:
        """Ask about every line that nobody looked at in this period."""
        entries = self._around.app.entries
        whole = entries.own(self.spec.id, office=self.whose.writer())
        open_ones = [
            row
            for row in entries.find(whole)
            if row.status != DISSOLVED and self._around.period not in row.reviewed
        ]
        if not open_ones:
            self._around.tell(translate("Registers", "Every line is reviewed in this period."))
            return
        self.close_form()
        self.listed.filters.clear()
        self.review.begin(open_ones)

    def _reviewed(self) -> None:
        self.listed.refresh()
        self.saved.emit()

    def delete(self) -> None:
        """Delete the selected lines that are written here; the person may take it back."""
        rows = [row for row in self.listed.rows() if self.whose.may_edit(row.office)]
        offices = {row.office for row in rows}
        if len(offices) == 1:
            self._delete([row.id for row in rows], rows[0].office)
        elif self.listed.rows():
            self._around.tell(
                translate("Registers", "Nothing is deleted: choose lines of one unit entered here.")
            )

    def _delete_shown(self) -> None:
        if self.panel.key and self.whose.may_edit(self.editing.office):
            self.editing.discard()
            self._delete([self.panel.key], self.editing.office)
            self.close_form()

    def _delete(self, ids: list[str], office: str) -> None:
        entries, steps = self._around.app.entries, self._back.steps
        words = translate("Registers", "delete {n} lines", n=len(ids))

        def work(_progress: Progress) -> Any:
            done = entries.delete(ids, office=office)
            steps.keep(words, done.undo)
            return done

        def after(_done: Any) -> None:
            self._back.tell(translate("Registers", "Deleted {n} lines.", n=len(ids)))
            self._reviewed()

        self._around.write(work, after)

    def on_changed(self, changed: Changed) -> None:
        """Look again where something else changed the lines."""
        if changed & (Changed.ENTRIES | Changed.PACKAGES | Changed.CONFLICTS | Changed.CATALOGUE):
            self.listed.refresh()
            if self.panel.isVisibleTo(self):
                self.editing.follow()
