"""The page of the activity log: a table with quick add, and a form beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from gbdesk.domain.ops import Value
from gbdesk.services.changed import Changed
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.back import Back
from gbdesk.ui.forms.dressed import Dressed
from gbdesk.ui.forms.look import icon, sheet
from gbdesk.ui.forms.offices import OfficeChooser
from gbdesk.ui.pages.activities.adding import Adding
from gbdesk.ui.pages.activities.bulk import Bulk
from gbdesk.ui.pages.activities.editing import Editing
from gbdesk.ui.pages.activities.evidence import hang
from gbdesk.ui.pages.activities.excel import FromExcel
from gbdesk.ui.pages.activities.fields import place_options, task_options
from gbdesk.ui.pages.activities.log import Log, give_keys
from gbdesk.ui.pages.activities.one import One
from gbdesk.ui.pages.activities.several import Several
from gbdesk.ui.pages.activities.views import TABLE, Views


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
        self.log = Log(around, self)
        self.filters, self.listed, self.panel = self.log.filters, self.log.listed, self.log.panel
        self.views = Views(around, self.back, self.log, self)
        self.head = (self.offices, self.views.chooser, self.views.menu)
        self.buttons = (self.excel.button, self.add)
        self.editing = Editing(around, self.panel, self.back, self)
        self.adding = Adding(around, self.listed.quick, self.listed.table.titles, self.back)
        self.one = One(around, self.listed, self.panel, self.editing, self.offices)
        self.several = Several(around, self.listed, self.one, self.bulk, self.offices)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.views)
        self.setFocusProxy(self.views)
        self._join()
        give_keys(self, self._keys())
        self.dress(sheet)
        self.period_changed()
        self._steps_moved()
        if self.editing.has_new_draft() and self.offices.may_edit():
            self.one.begin()

    def _keys(self) -> Mapping[str, Callable[[], None]]:
        of_the_table = {
            "Ctrl+S": self.one.save,
            "Ctrl+Return": self.one.save_again,
            "Ctrl+Enter": self.one.save_again,
            "Ctrl+D": self.several.duplicate,
            "Ctrl+Shift+D": self.several.copy_to,
            "Esc": self.one.close,
        }
        return {
            **{keys: partial(self.views.if_table, slot) for keys, slot in of_the_table.items()},
            "Ctrl+N": partial(self.views.if_table, self.one.begin_quickly, self.begin),
            "Ctrl+Shift+V": self.excel.open,
            "Ctrl+Z": self.back.undo,
            "Ctrl+Y": self.back.redo,
            "Ctrl+F": self.views.search,
            "F3": self.views.search,
        }

    def _join(self) -> None:
        self.evidence = hang(self, self._around)
        self.add.clicked.connect(self.begin)
        self.offices.chosen.connect(self._office_chosen)
        self.one.kept.connect(self._kept)
        self.one.shown.connect(self._make_room)
        self.adding.added.connect(self._added)
        self.bulk.done.connect(self._changed)
        self.back.done.connect(self._changed)
        self.views.restored.connect(self._changed)
        self.views.changed.connect(self._make_room)
        self.views.added.connect(self.adding.go_to)
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
        self.log.locked.follow(self._around.period)
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
        self.views.serve(office, may=may)
        self.listed.show_office(office, may=may, drafts=self.editing.drafts())
        self._suggest()

    def _suggest(self) -> None:
        titles = self._around.app.activities.titles(office=self.editing.office)
        self.listed.quick.suggest(titles)
        self.panel.suggest(titles)

    def _kept(self) -> None:
        self._suggest()
        self._changed()

    def _added(self, ident: str) -> None:
        self._changed()
        self.listed.mark(ident)

    def _changed(self) -> None:
        self.saved.emit()
        self.listed.refresh(drafts=self.editing.drafts())
        self.views.refresh()

    def begin(self) -> None:
        """Begin a new activity beside the table."""
        self.views.choose(TABLE)
        self.one.begin()

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
        self.listed.foot.tell_undo(self.back.words("undo"))

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
        day: str = "",
        view: str = TABLE,
    ) -> None:
        """Come here with something to do: a new activity, one to open, what lacks, a place."""
        self.views.choose(view)
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
        elif day:
            self.one.close()
            self.adding.begin_on(day)

    def place(self) -> dict[str, str]:
        """Where the person is, to come back here."""
        return self.one.place() if self.views.view == TABLE else {"view": self.views.view}

    def wants_room(self) -> bool:
        """Whether the form stands beside the table."""
        return self.panel.isVisibleTo(self)

    def _make_room(self, _what: object) -> None:
        wanted = self.wants_room()
        self._around.make_room(wanted=wanted)
        self.log.make_room(wanted=wanted)
        # Beside an open form the table would open its first row if it got the caret.
        self.setFocusProxy(None if wanted else self.views)  # type: ignore[arg-type]

    def on_changed(self, changed: Changed) -> None:
        """Look again where something else changed the activities."""
        self.log.locked.follow(self._around.period)
        self.one.renew(changed)
        self.evidence.follow(changed)
        if changed & Changed.CATALOGUE:
            self.period_changed()
        elif changed & (Changed.ACTIVITIES | Changed.PACKAGES | Changed.CONFLICTS):
            self.listed.refresh(drafts=self.editing.drafts())
            self.editing.follow()
            self.views.refresh()

    def leave(self) -> None:
        """Before the page goes: what was typed stays a draft."""
        self.editing.flush()
        self.adding.flush()
        self.log.columns.leave()


def build(around: Around) -> QWidget:
    """The activity log."""
    return ActivitiesPage(around)
