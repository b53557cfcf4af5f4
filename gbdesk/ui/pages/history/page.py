"""Every import with its counts, what was refused, the register of packages, undoing, receipts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from gbdesk.services.changed import Changed
from gbdesk.services.receiving_parts import AttemptRow, HistoryRow
from gbdesk.services.tracking import TrackRow
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.fields import Option
from gbdesk.ui.forms.filter_menu import FilterMenu
from gbdesk.ui.forms.parts import Segments
from gbdesk.ui.hub.failing import words_of
from gbdesk.ui.hub.listed import lay_beside
from gbdesk.ui.hub.page import HubPage
from gbdesk.ui.hub.parts import Banner, button
from gbdesk.ui.pages.history.deeds import Deeds
from gbdesk.ui.pages.history.lists import REFUSED, TAKEN, TRACKS, Lists
from gbdesk.ui.pages.history.side import Side

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

__all__ = ["REFUSED", "TAKEN", "TRACKS", "HistoryPage", "build"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The three lists."""

    imports: Sequence[HistoryRow]
    refusals: Sequence[AttemptRow]
    tracks: Sequence[TrackRow] = ()


class HistoryPage(HubPage):
    """`head` and `buttons` go into the page's first line."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._asked = Asked(imports=(), refusals=())
        self._wanted = 0
        self.views = Segments(translate("History", "Which list"), self)
        self.offices = FilterMenu(translate("Offices", "Unit"), translate("Offices", "all"), self)
        self.receipts = button(translate("History", "Receipts…"), "mail-check")
        self.head, self.buttons = (self.views, self.offices), (self.receipts,)
        self.lists = Lists(around.app.catalogue, self)
        self.imports, self.refusals = self.lists.table(TAKEN), self.lists.table(REFUSED)
        self.side = Side(self)
        self.notice = Banner("circle-alert", "danger")
        self.deeds = Deeds(around, self)
        lay_beside(self, (self.notice, self.lists), self.side)
        self._join()
        self.setFocusProxy(self.imports)
        self.period_changed()

    def _join(self) -> None:
        self.views.chosen.connect(self.choose)
        self.offices.chosen.connect(self._narrowed)
        self.receipts.clicked.connect(self._all_receipts)
        self.lists.chosen.connect(self.side.show_row)
        self.side.undo_asked.connect(self.ask_undo)
        self.side.receipt_asked.connect(self._one_receipt)
        self.side.back_asked.connect(self._back)
        self.side.phone_asked.connect(self._phone)
        self.deeds.done.connect(self._done)
        self.deeds.refused.connect(self._failed)

    # what is shown
    def period_changed(self) -> None:
        """Look again; imports are of every period."""
        self._around.read(self._ask, self._show)

    def _ask(self, _progress: Progress) -> Asked:
        receiving = self._around.app.receiving
        refusals = [one for one in receiving.attempts() if not one.outcome.startswith("OK")]
        return Asked(imports=receiving.history(), refusals=refusals, tracks=receiving.tracks())

    def _show(self, asked: Asked) -> None:
        self._asked = asked
        names = {one.office: one.office_name for one in asked.imports}
        names |= {one.office: one.office_name for one in asked.tracks}
        self.offices.offer([Option(ident, name) for ident, name in sorted(names.items())])
        self.offices.set_value(self.offices.value())
        self._fill()

    def _fill(self) -> None:
        asked, lists = self._asked, self.lists
        imports = {one.number: one for one in asked.imports if self._is_wanted(one.office)}
        lists.show_rows(TAKEN, imports, self._wanted)
        refusals = {one.number: one for one in asked.refusals if self._is_wanted(one.office)}
        lists.show_rows(REFUSED, refusals)
        tracks = [one for one in asked.tracks if self._is_wanted(one.office)]
        lists.show_rows(TRACKS, dict(enumerate(tracks, 1)))
        self._wanted = 0
        self.views.offer(
            [
                (TAKEN, translate("History", "Taken in · {n}", n=lists.count(TAKEN))),
                (REFUSED, translate("History", "Not taken in · {n}", n=lists.count(REFUSED))),
                (TRACKS, translate("History", "Register")),
            ],
            lists.view,
        )
        self.choose(lists.view)

    def _is_wanted(self, office: str) -> bool:
        return not self.offices.value() or office == self.offices.value()

    def choose(self, view: str) -> None:
        """Show one of the lists."""
        self.views.choose(view)
        self.lists.choose(view)

    def current(self) -> HistoryRow | None:
        """The import with the caret."""
        found = self.lists.row(TAKEN)
        return found if isinstance(found, HistoryRow) else None

    def _narrowed(self, _office: str) -> None:
        self._fill()

    # what is done
    def arrive(self, **facts: Any) -> None:
        """Come here for an office, an import, or the register."""
        self._wanted = int(facts.get("number", 0))
        self.offices.set_value(str(facts.get("office", "")))
        self.lists.view = str(facts.get("view", TAKEN))
        self._fill()

    def ask_undo(self) -> None:
        """Say what really leaves, then undo."""
        if (found := self.current()) is not None:
            self.deeds.ask_undo(found)

    def _one_receipt(self) -> None:
        if (found := self.lists.row()) is not None:
            self.deeds.ask_receipts([found.office])

    def _all_receipts(self) -> None:
        self.deeds.ask_receipts(None)

    def _back(self) -> None:
        if (found := self.current()) is not None:
            self.deeds.ask_back(found)

    def _phone(self) -> None:
        if isinstance(found := self.lists.row(), TrackRow):
            self.deeds.ask_phone(found.office)

    def _done(self, words: str) -> None:
        self.notice.say("")
        if words:
            self._around.tell(words)
        self.period_changed()

    def _failed(self, error: Exception) -> None:
        self.notice.say(words_of(error, self._around))

    # what the window tells
    def on_changed(self, changed: Changed) -> None:
        """Look again where packages changed."""
        if changed & (Changed.PACKAGES | Changed.CONFLICTS):
            self.period_changed()


def build(around: Around) -> QWidget:
    """The page."""
    return HistoryPage(around)
