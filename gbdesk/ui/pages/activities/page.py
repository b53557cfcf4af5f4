"""The page of the activity log: a table with quick add, and a form beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gbdesk.domain.ops import Value
from gbdesk.services.changed import Changed
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.dressed import Dressed
from gbdesk.ui.forms.look import icon, sheet
from gbdesk.ui.forms.offices import OfficeChooser
from gbdesk.ui.office.locked import LockedNotice
from gbdesk.ui.pages.activities.adding import Adding
from gbdesk.ui.pages.activities.back import Back
from gbdesk.ui.pages.activities.bulk import Bulk
from gbdesk.ui.pages.activities.editing import Editing
from gbdesk.ui.pages.activities.excel import FromExcel
from gbdesk.ui.pages.activities.fields import all_specs, place_options, task_options
from gbdesk.ui.pages.activities.filters import Filters
from gbdesk.ui.pages.activities.listing import Listed
from gbdesk.ui.pages.activities.one import One
from gbdesk.ui.pages.activities.panel import ActivityPanel
from gbdesk.ui.pages.activities.several import Several

EDGE: Final = 18


class ActivitiesPage(Dressed):
    """`head` and `buttons` go into the page's first line."""

    saved = Signal()

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self.offices = OfficeChooser(around, "activities", self)
        self.add = QPushButton(f" {translate('Activities', 'Add activity')}", self)
        self.add.setObjectName("primary")
        self.add.setIcon(icon("plus", "on_primary"))
        self.add.setToolTip(translate("Activities", "Add activity (Ctrl N)"))
        self.back = Back(around, self)
        self.bulk = Bulk(around, self.back, self)
        self.excel = FromExcel(around, self.back, self)
        self.head, self.buttons = (self.offices,), (self.excel.button, self.add)
        self.filters = Filters(around.app.catalogue, self)
        self.listed = Listed(around, self.filters, self)
        self.locked = LockedNotice(around, self)
        self.panel = self._new_panel()
        self.editing = Editing(around, self.panel, self.back, self)
        self.adding = Adding(around, self.listed.quick, self.listed.table.titles, self.back)
        self.one = One(around, self.listed, self.panel, self.editing, self.offices)
        self.several = Several(around, self.listed, self.one, self.bulk, self.offices)
        self._margin = _lay_out(self, (self.filters, self.locked), self.listed, self.panel)
        self._join()
        _give_keys(self, self._keys())
        self.dress(sheet)
        self.panel.hide()
        self.period_changed()
        self._steps_moved()
        if self.editing.has_new_draft() and self.offices.may_edit():
            self.one.begin()

    def _keys(self) -> Mapping[str, Callable[[], None]]:
        return {
            "Ctrl+N": self.one.begin,
            "Ctrl+S": self.one.save,
            "Ctrl+Return": self.one.save_again,
            "Ctrl+Enter": self.one.save_again,
            "Ctrl+D": self.several.duplicate,
            "Ctrl+Shift+D": self.several.copy_to,
            "Ctrl+Shift+V": self.excel.open,
            "Ctrl+Z": self.back.undo,
            "Ctrl+Y": self.back.redo,
            "Ctrl+F": self._find,
            "F3": self._find,
            "Esc": self.one.close,
        }

    def _new_panel(self) -> ActivityPanel:
        app = self._around.app
        end = app.catalogue.period(self._around.period).end
        specs = all_specs(app.catalogue, app.session.office, end)
        return ActivityPanel(specs, app.catalogue, app.today, partial(_year, self._around), self)

    def _join(self) -> None:
        self.add.clicked.connect(self.one.begin)
        self.offices.chosen.connect(self._office_chosen)
        self.one.kept.connect(self._kept)
        self.one.shown.connect(self._make_room)
        self.adding.added.connect(self._added)
        self.bulk.done.connect(self._changed)
        self.back.done.connect(self._changed)
        self.back.moved.connect(self._steps_moved)
        self.panel.delete_asked.connect(self.delete_shown)
        self.panel.duplicate_asked.connect(self.several.duplicate)

    # which office and period
    def _office_chosen(self, _office: str) -> None:
        self.one.close()
        self.period_changed()

    def period_changed(self) -> None:
        """Show the period and office now chosen."""
        self.offices.refresh()
        self.locked.follow(self._around.period)
        app = self._around.app
        office, may = self.offices.shown(), self.offices.may_edit()
        end = app.catalogue.period(self._around.period).end
        owner = office or app.session.office
        places = place_options(app.catalogue, owner, end)
        self.filters.offer_places(places)
        self.adding.start(owner, places, may=may)
        self.panel.offer_tasks(task_options(app.catalogue, owner, end.year))
        self.editing.office = owner
        self.add.setEnabled(may)
        self.excel.serve(owner, may=may)
        self.listed.show_office(office, may=may, drafts=self.editing.drafts())
        self._suggest()

    def _suggest(self) -> None:
        titles = self._around.app.activities.titles(office=self.editing.office)
        self.listed.quick.suggest(titles)
        self.panel.suggest(titles)

    # after a deed
    def _kept(self) -> None:
        self._suggest()
        self._changed()

    def _added(self, ident: str) -> None:
        self._changed()
        self.listed.mark(ident)

    def _changed(self) -> None:
        self.saved.emit()
        self.listed.refresh(drafts=self.editing.drafts())

    def _find(self) -> None:
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def delete_shown(self) -> None:
        """Delete the activity in the form."""
        if (key := self.panel.key) and self.offices.may_edit():
            self.editing.discard()
            self.one.close()
            self.several.delete_shown(key, self.editing.office)

    def step_words(self, key: str) -> str:
        """What `undo` or `redo` would do, for the menu."""
        return self.back.words(key)

    def _steps_moved(self) -> None:
        self.listed.tell_undo(self.back.words("undo"))

    # what the window tells
    def arrive(
        self,
        *,
        new: Mapping[str, Value] | None = None,
        lacking: bool = False,
        open: str = "",  # noqa: A002 - the fact's name in the window
        task: str = "",
        office: str = "",
        field: str = "",
        place: str = "",
    ) -> None:
        """Come here with something to do: a new activity, one to open, what lacks, a place."""
        if office and self._around.app.session.hub and office != self.offices.value():
            self.offices.set_value(office)
            self.period_changed()
        if lacking:
            self.filters.narrow_to_lacking()
        if place:
            self.filters.narrow_to_place(place)
        if task:
            known = self._around.app.catalogue.tasks.get(task)
            self.filters.narrow_to_task(task, known.section if known else task)
        if new is not None:
            self.one.new(new)
        elif open:
            self.one.open_id(open)
            self.panel.form.focus_on(field)

    def place(self) -> dict[str, str]:
        """Where the person is, to come back here."""
        return self.one.place()

    def wants_room(self) -> bool:
        """Whether the form stands beside the table."""
        return self.panel.isVisibleTo(self)

    def _make_room(self, wanted: bool) -> None:
        self._around.make_room(wanted=wanted)
        self._margin.setContentsMargins(0, 0, 0 if wanted else EDGE, 0)

    def on_changed(self, changed: Changed) -> None:
        """Look again where something else changed the activities."""
        self.locked.follow(self._around.period)
        self.one.renew(changed)
        if changed & Changed.CATALOGUE:
            self.period_changed()
        elif changed & (Changed.ACTIVITIES | Changed.PACKAGES | Changed.CONFLICTS):
            self.listed.refresh(drafts=self.editing.drafts())
            self.editing.follow()

    def leave(self) -> None:
        """Before the page goes: what was typed stays a draft."""
        self.editing.flush()
        self.adding.flush()


def _year(around: Around) -> date:
    """The day whose year a day without a year belongs to: in the period, if today is not."""
    period = around.app.catalogue.period(around.period)
    today: date = around.app.today()
    return today if period.contains(today) else period.end


def _lay_out(
    page: QWidget, above: tuple[QWidget, QWidget], listed: QWidget, panel: QWidget
) -> QHBoxLayout:
    """The layout of the table: at its right an edge, where no form stands there."""
    narrowing = QHBoxLayout()
    narrowing.setContentsMargins(0, 0, 18, 8)
    narrowing.addWidget(above[0])
    said = QHBoxLayout()
    said.setContentsMargins(0, 0, EDGE, 8)
    said.addWidget(above[1])
    table = QHBoxLayout()
    table.setContentsMargins(0, 0, EDGE, 0)
    table.addWidget(listed)
    left = QVBoxLayout()
    left.setContentsMargins(0, 0, 0, 0)
    left.setSpacing(0)
    left.addLayout(narrowing)
    left.addLayout(said)
    left.addLayout(table, 1)
    row = QHBoxLayout(page)
    row.setContentsMargins(EDGE, 0, 0, 0)
    row.setSpacing(0)
    row.addLayout(left, 1)
    row.addWidget(panel)
    return table


def _give_keys(page: QWidget, slots: Mapping[str, Callable[[], None]]) -> None:
    for keys, slot in slots.items():
        shortcut = QShortcut(QKeySequence(keys), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)


def build(around: Around) -> QWidget:
    """The activity log."""
    return ActivitiesPage(around)
