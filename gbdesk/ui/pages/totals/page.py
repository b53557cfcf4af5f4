"""Consolidated figures: tables, charts, a map of units, what stands out; sources on demand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from gbdesk.domain.crossplan import Wanted
from gbdesk.domain.disclosure import INTERNAL, SHARED, profile
from gbdesk.services.changed import Changed
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.parts import Segments
from gbdesk.ui.hub.page import HubPage
from gbdesk.ui.hub.parts import button
from gbdesk.ui.hub.password import PasswordQuestion
from gbdesk.ui.pages.totals.choices import Choices
from gbdesk.ui.pages.totals.copying import Copying
from gbdesk.ui.pages.totals.frame import Frame
from gbdesk.ui.pages.totals.side import Side, covered
from gbdesk.ui.pages.totals.tracing import Tracing
from gbdesk.ui.pages.totals.views import BOARD, MODES, TABLE, View, made, ready, wish_of
from gbdesk.ui.pages.totals.wishes import TELLS, entries, form_here, lines_offered, wanted

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

WATCHED: Final = Changed.PACKAGES | Changed.FIGURES | Changed.CONFLICTS | Changed.CATALOGUE


class TotalsPage(HubPage):
    """`head` and `buttons` go into the page's first line; it begins with the shared profile."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._mode, self._profile, self._reason = TABLE, SHARED, ""
        self._noted: set[str] = set()
        self._asked: Wanted | None = None
        self.view: View | None = None
        self.modes = Segments(translate("Totals", "Way of looking"), self)
        self.modes.offer(entries(MODES), TABLE)
        self.profile = QComboBox(self)
        self.profile.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.profile.setMinimumContentsLength(8)
        self.profile.setAccessibleName(translate("Totals", "How much is told"))
        for ident, words in entries(TELLS):
            self.profile.addItem(words, ident)
        self.copy = button(translate("Totals", "Copy"), "copy")
        self.head, self.buttons = (self.modes,), (self.profile, self.copy)
        self.choices, self.side = Choices(self), Side(self)
        self.tracing = Tracing(around, self.side)
        self.frame, self._copying = Frame(self.tracing, self), Copying(around, self)
        self.setFocusProxy(self.frame)
        self._lay()
        self._connect()
        self.period_changed()

    def _lay(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(18, 0, 0, 14)
        left.setSpacing(10)
        left.addWidget(self.choices)
        left.addWidget(self.frame, 1)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        box.addLayout(left, 1)
        box.addWidget(self.side)

    def _connect(self) -> None:
        self.choices.changed.connect(self._wished)
        self.modes.chosen.connect(self._look_as)
        self.profile.activated.connect(self._profile_chosen)
        self.frame.copied.connect(self.copy_table)
        self.frame.rank.toggled.connect(self._wished)
        self.side.office_asked.connect(self.tracing.to_history)
        menu = QMenu(self.copy)
        menu.addAction(translate("Totals", "As a table for Excel"), self.copy_table)
        menu.addAction(translate("Totals", "As a picture"), self.copy_picture)
        self.copy.setMenu(menu)

    # what is shown
    def period_changed(self) -> None:
        """Show the period now chosen."""
        form = form_here(self._around.app.catalogue, self._around.period)
        self.choices.setEnabled(form is not None)
        if form is None:
            self.frame.show_none(translate("Totals", "No figures are reported for this period."))
            return
        self.choices.offer_lines(lines_offered(form))
        self._load()

    def _load(self) -> None:
        """Have the figures read; looking at full ones is written into the audit first."""
        app, period, mode = self._around.app, self._around.period, self._mode
        form = form_here(app.catalogue, period)
        if form is None:
            return
        single = tuple(one.id for one in form.entry_lines if one.measure == "flow")
        wish = wish_of(mode, self.choices.wish, (*single, *form.cells))
        asked = wanted(app.catalogue, period, wish)
        told, reason, ranks = self._profile, self._reason, self.frame.rank.isChecked()
        new = told is INTERNAL and not set(asked.periods) <= self._noted

        def work(_progress: Progress) -> View:
            if new:
                app.crosstabs.look(asked, reason, password_checked=True)
            found = app.crosstabs.outliers(period) if mode == BOARD and told is INTERNAL else None
            view = made(mode, app.crosstabs.table(asked), app.catalogue, told)
            return ready(replace(view, outliers=found, ranks=ranks))

        self._asked = asked
        (self._around.write if new else self._around.read)(work, self._show, self._failed)

    def _show(self, view: View) -> None:
        is_full, asked = self._profile is INTERNAL, view.crossed.wanted
        if (view.mode, view.full, asked) != (self._mode, is_full, self._asked):
            return  # something else was asked for meanwhile
        if is_full:
            self._noted |= set(asked.periods)
        self.view = self.tracing.view = view
        self.tracing.known = {}
        table = view.crossed.table
        notes = view.notes
        self.side.show_none()
        self.side.show_about(notes[0], covered(table.places, table.offices), notes[1:])
        self.frame.show_view(view)

    def _failed(self, error: Exception) -> None:
        self._around.complain(error)

    # what is chosen
    def _wished(self, _wish: object) -> None:
        self._load()

    def _look_as(self, mode: str) -> None:
        self._mode = mode
        self._load()

    def _profile_chosen(self, _at: int) -> None:
        chosen = profile(str(self.profile.currentData()))
        if chosen is self._profile:
            return
        if chosen is INTERNAL:
            asked = self._question()
            if not asked.answered():
                self.profile.setCurrentIndex(self.profile.findData(self._profile.id))
                return
            self._reason = asked.said_reason()
        else:
            self._reason = ""
        self._noted = set()
        self._profile = chosen
        self.view = self.tracing.view = None  # nothing is copied or told until it is there anew
        self._load()

    def _question(self) -> PasswordQuestion:
        return PasswordQuestion(
            self._around,
            translate("Totals", "Show full figures"),
            translate(
                "Totals",
                "Full figures can point to persons. Who looked, when and why is kept in the audit; "
                "what is copied from here is full too.",
            ),
            translate("Totals", "Show full figures"),
            self,
        )

    # what leaves the page
    def copy_table(self) -> None:
        """The table as it is told, for a spreadsheet."""
        if self.view is not None:
            self._copying.table(self.view, self._reason)

    def copy_picture(self) -> None:
        """The chart or the map as a picture."""
        if self.view is not None:
            self._copying.picture(self.view, self._reason)

    # Qt's names
    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side gives way where there is little room."""
        super().resizeEvent(event)
        self.side.fit(self.width())

    # what the window tells
    def on_changed(self, changed: Changed) -> None:
        """Look again where the figures changed."""
        if changed & WATCHED:
            self.period_changed()


def build(around: Around) -> QWidget:
    """The page."""
    return TotalsPage(around)
