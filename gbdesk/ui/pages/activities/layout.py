"""Columns a person wants to see and views saved by name: two menus at the end of the filters."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QWidget

from gbdesk.domain.refusals import Refused
from gbdesk.services.saved_views import NAME_MOST, Layout, SavedViews, View
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.look import icon, px, sheet
from gbdesk.ui.grid.dialogs import Question
from gbdesk.ui.pages.activities.filters import Filters, Narrowing
from gbdesk.ui.pages.activities.listing import Listed
from gbdesk.ui.pages.activities.table import ALWAYS

if TYPE_CHECKING:
    from collections.abc import Mapping

LIST = "activities"
REST_MS = 400


class Columns(QObject):
    """What is chosen here is remembered for the person; a view brings its own."""

    def __init__(self, around: Around, listed: Listed, filters: Filters) -> None:
        super().__init__(listed)
        self._around, self._listed, self._filters = around, listed, filters
        self._saved = SavedViews(around.app.desk, LIST)
        self.asked: NameQuestion | None = None
        self.columns = _menu_button(translate("Activities", "Columns"), "columns-2", filters)
        self.views = _menu_button(translate("Activities", "Saved views"), "eye", filters)
        for button, fill in ((self.columns, self._fill_columns), (self.views, self._fill_views)):
            filters.add(button)
            button.menu().aboutToShow.connect(fill)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.keep)
        if (layout := self._saved.layout()) is not None:
            listed.use(layout)
        listed.table.widths_changed.connect(self._changed)
        listed.moving.moved.connect(self._changed)
        listed.sorted.connect(self._changed)

    def keep(self) -> None:
        """Remember the columns as they are now; a full disk only means that they are not."""
        self._rest.stop()
        try:
            self._saved.keep_layout(self._listed.layout_now())
        except Refused:
            return

    def leave(self) -> None:
        """Before the page goes: what was changed just now is remembered too."""
        if self._rest.isActive():
            self.keep()

    def _changed(self, *_what: object) -> None:
        self._rest.start()

    # columns
    def _fill_columns(self) -> None:
        menu, hidden = self.columns.menu(), set(self._listed.layout_now().hidden)
        menu.clear()
        for column in self._listed.model.columns:
            action = QAction(column.title.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(column.key not in hidden)
            action.setEnabled(column.key not in ALWAYS)
            action.triggered.connect(partial(self.toggle, column.key))
            menu.addAction(action)
        menu.addSeparator()
        menu.addMenu(self._moving(menu))
        menu.addAction(translate("Activities", "As at the beginning"), self.reset)

    def _moving(self, menu: QMenu) -> QMenu:
        """What dragging a title does, for those who drag nothing."""
        moving = QMenu(translate("Activities", "Move a column"), menu)
        move, now = self._listed.moving.move, self._listed.layout_now()
        titles = {one.key: one.title.replace("&", "&&") for one in self._listed.model.columns}
        for key in (one for one in now.columns if one not in now.hidden):
            one = moving.addMenu(titles[key])
            one.addAction(translate("Activities", "Further left"), partial(move, key, -1))
            one.addAction(translate("Activities", "Further right"), partial(move, key, 1))
        return moving

    def toggle(self, key: str, *_on: object) -> None:
        """Show a column, or hide it."""
        now = self._listed.layout_now()
        hidden = tuple(sorted({*now.hidden} ^ {key}))
        self._use(replace(now, hidden=hidden))

    def reset(self) -> None:
        """The columns of the beginning."""
        columns = self._listed.model.columns
        widths = {one.key: px(one.width) for one in columns}
        self._use(Layout(hidden=tuple(one.key for one in columns if one.hidden), widths=widths))

    def _use(self, layout: Layout) -> None:
        self._listed.use(layout)
        self.keep()

    # saved views
    def _fill_views(self) -> None:
        menu = self.views.menu()
        menu.clear()
        saved = self._saved.all()
        for view in saved:
            menu.addAction(view.name.replace("&", "&&"), partial(self.show_view, view))
        if saved:
            menu.addSeparator()
        menu.addAction(translate("Activities", "Save this view…"), self.ask_name)
        if saved:
            dropping = QMenu(translate("Activities", "Remove a saved view"), menu)
            for view in saved:
                dropping.addAction(view.name.replace("&", "&&"), partial(self.drop, view.name))
            menu.addMenu(dropping)

    def show_view(self, view: View) -> None:
        """Ask for what was asked when the view was saved."""
        self._use(view.layout)
        self._filters.ask(narrowing_of(view.asked))

    def ask_name(self) -> None:
        """Ask for the name under which the view is kept."""
        self.asked = question = NameQuestion(self._listed.window())
        question.accepted.connect(self._named)
        question.open()

    def _named(self) -> None:
        if self.asked is not None:
            self.save(self.asked.name.text())

    def save(self, name: str) -> None:
        """Keep what is shown under a name."""
        asked = asdict(self._filters.narrowing())
        try:
            view = self._saved.keep(name, asked, self._listed.layout_now())
        except Refused as refused:
            self._around.complain(refused)
            return
        self._around.tell(translate("Activities", "The view “{name}” is saved", name=view.name))

    def drop(self, name: str) -> None:
        """Forget a view; the activities stay."""
        self._saved.drop(name)
        self._around.tell(translate("Activities", "The view “{name}” is removed", name=name))


class NameQuestion(Question):
    """Under which name a view is saved."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(translate("Activities", "Save this view"), parent)
        self.setStyleSheet(sheet())
        self.say(
            translate(
                "Activities",
                "What is searched for, the filters, the columns and the order are kept for you on "
                "this computer.",
            )
        )
        self.name = QLineEdit(self)
        self.name.setMaxLength(NAME_MOST)
        words = translate("Activities", "Name of the view")
        self.name.setPlaceholderText(words)
        self.name.setAccessibleName(words)
        self.put(self.name)
        yes = translate("Activities", "Save the view")
        self.yes = self.end(yes, translate("Activities", "Leave it"))
        self.yes.setEnabled(False)
        self.name.textChanged.connect(self._typed)

    def _typed(self, text: str) -> None:
        self.yes.setEnabled(bool(text.strip()))


def narrowing_of(said: Mapping[str, Any]) -> Narrowing:
    """What a saved view asks for; what this version does not know is left out."""
    known = {one.name: type(one.default) for one in fields(Narrowing)}
    wanted: dict[str, Any] = {
        name: value for name, value in said.items() if isinstance(value, known.get(name, ()))
    }
    return Narrowing(**wanted)


def _menu_button(words: str, picture: str, parent: QWidget) -> QPushButton:
    button = QPushButton(icon(picture, "text_2"), f" {words}  ▾", parent)
    button.setObjectName("filter")
    button.setAccessibleName(words)
    button.setMenu(QMenu(button))
    return button
