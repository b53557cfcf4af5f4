"""Every open difference side by side: chosen one by one or all of a kind, settled together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gbdesk.services.changed import Changed
from gbdesk.services.conflicts import HUB, OFFICE, ConflictView, Settled
from gbdesk.text import translate
from gbdesk.ui.forms.around import Around
from gbdesk.ui.forms.fields import Option
from gbdesk.ui.forms.filter_menu import FilterMenu
from gbdesk.ui.hub.failing import words_of
from gbdesk.ui.hub.page import HubPage
from gbdesk.ui.hub.parts import Banner, Empty, button, emptied, row, said, say, scrolled, small
from gbdesk.ui.hub.sides import DifferenceRow, choices_of, column_heads

if TYPE_CHECKING:
    from gbdesk.services.progress import Progress

WATCHED: Final = Changed.CONFLICTS | Changed.PACKAGES | Changed.FIGURES | Changed.CATALOGUE
MOST: Final = 200


class ConflictsPage(HubPage):
    """`head` and `buttons` go into the page's first line."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._found: Sequence[ConflictView] = ()
        self.rows: list[DifferenceRow] = []
        every = translate("Offices", "all")
        self.offices = FilterMenu(translate("Offices", "Unit"), every, self)
        self.settle = button(translate("Conflicts", "Settle"), "check", primary=True)
        self.head, self.buttons = (self.offices,), (self.settle,)
        self._here = "" if around.app.session.hub else around.app.session.device
        self.take_office = small(translate("Conflicts", "Take all from the units"))
        hub = around.app.catalogue.word("hub_short")
        self.keep_hub = small(translate("Conflicts", "Keep all of {hub}", hub=hub))
        self.leave_open = small(translate("Conflicts", "Leave all open"))
        if self._here:
            say(self.take_office, translate("Conflicts", "Take all from the other side"))
            say(self.keep_hub, translate("Conflicts", "Keep all of this computer"))
            say(self.leave_open, translate("Conflicts", "Leave all unsettled"))
        self.notice = Banner("triangle-alert", "warning")
        self._lay()
        self.offices.chosen.connect(self._narrowed)
        self.settle.clicked.connect(self._settle)
        self.take_office.clicked.connect(self._take_all)
        self.keep_hub.clicked.connect(self._keep_all)
        self.leave_open.clicked.connect(self._leave_all)
        self.period_changed()

    def _lay(self) -> None:
        self._card = QFrame(self)
        self._card.setObjectName("card")
        inner = QVBoxLayout(self._card)
        inner.setContentsMargins(14, 10, 14, 10)
        inner.setSpacing(8)
        self._summary = said("", "hubAside")
        inner.addLayout(row(self._summary, None, self.take_office, self.keep_hub, self.leave_open))
        inner.addWidget(self.notice)
        inner.addWidget(column_heads(self._around.app.catalogue, office=bool(self._here)))
        held = QWidget(self)
        held.setObjectName("sideHeld")
        self._list = QVBoxLayout(held)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(0)
        inner.addWidget(scrolled(held), 1)
        self._empty = Empty("git-compare", translate("Conflicts", "No difference is open."))
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 0, 18, 14)
        box.addWidget(self._card, 1)
        box.addWidget(self._empty, 1)

    # what is shown
    def period_changed(self) -> None:
        """Look again; differences are of every period."""
        self._around.read(self._ask, self._show)

    def _ask(self, _progress: Progress) -> Sequence[ConflictView]:
        found: Sequence[ConflictView] = self._around.app.conflicts.list()
        return found

    def _show(self, found: Sequence[ConflictView]) -> None:
        self._found = found
        names = {one.office: one.office_name for one in found}
        self.offices.offer([Option(ident, name) for ident, name in names.items()])
        self.offices.set_value(self.offices.value())
        self.offices.setVisible(len(names) > 1)
        self._fill()

    def _fill(self) -> None:
        emptied(self._list)
        office = self.offices.value()
        shown = [one for one in self._found if not office or one.office == office]
        self.rows = []
        last = ""
        for one in shown[:MOST]:
            if one.office != last:
                last = one.office
                name = said(one.office_name, "group")
                self._list.addWidget(name)
            catalogue = self._around.app.catalogue
            made = DifferenceRow(one, catalogue, own=True, here=self._here)
            made.decided.connect(self._count)
            self.rows.append(made)
            self._list.addWidget(made)
        self._list.addStretch(1)
        self._card.setVisible(bool(shown))
        self._empty.setVisible(not shown)
        self._more = len(shown) - len(self.rows)
        self._count()

    def _count(self) -> None:
        decided, total = len(choices_of(self.rows)), len(self.rows)
        words = (
            translate("Conflicts", "{n} open; {left} stay open", n=total, left=total - decided)
            if self._here
            else translate(
                "Conflicts",
                "{n} open; {left} stay open to ask the unit",
                n=total,
                left=total - decided,
            )
        )
        if self._more:
            words = translate(
                "Conflicts", "{words}. {more} more follow these.", words=words, more=self._more
            )
        self._summary.setText(words)
        fault = next((one.fault() for one in self.rows if one.fault()), "")
        self._warn(fault)
        say(self.settle, translate("Conflicts", "Settle {n} differences", n=decided), "check")
        self.settle.setEnabled(bool(decided) and not fault)
        self.settle.setVisible(bool(total))

    def _warn(self, words: str) -> None:
        self.notice.say(words)

    # what is done
    def arrive(self, **facts: Any) -> None:
        """Come here from another page, for an office perhaps."""
        self.offices.set_value(str(facts.get("office", "")))
        self._fill()

    def _narrowed(self, _office: str) -> None:
        self._fill()

    def _take_all(self) -> None:
        for one in self.rows:
            if self._here:
                one.choose_device(self._here, same=False)
            else:
                one.choose_who(OFFICE)

    def _keep_all(self) -> None:
        for one in self.rows:
            if self._here:
                one.choose_device(self._here, same=True)
            else:
                one.choose_who(HUB)

    def _leave_all(self) -> None:
        for one in self.rows:
            one.choose(None)

    def _settle(self) -> None:
        choices = choices_of(self.rows)
        self.settle.setEnabled(False)

        def work(_progress: Progress) -> Settled:
            done: Settled = self._around.app.conflicts.settle(choices)
            return done

        self._around.write(work, self._settled, self._not_settled)

    def _settled(self, done: Settled) -> None:
        words = translate("Conflicts", "{n} differences are settled.", n=done.settled)
        left = translate("Conflicts", "{n} are left open.", n=done.left) if done.left else ""
        self._around.tell(f"{words} {left}".strip())
        self.period_changed()

    def _not_settled(self, error: Exception) -> None:
        self.period_changed()
        self._warn(words_of(error, self._around))

    # what the window tells
    def on_changed(self, changed: Changed) -> None:
        """Look again, unless a choice is being made that still stands."""
        if changed & WATCHED:
            self.period_changed()


def build(around: Around) -> QWidget:
    """The page."""
    return ConflictsPage(around)
